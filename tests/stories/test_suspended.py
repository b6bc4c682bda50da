"""An account is suspended: its rights end at once, what it queued is dropped, what it sent is back."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from click.testing import CliRunner, Result
from sqlmodel import col, select

from bot.cli import program
from bot.clock import SystemClock
from bot.domain.states import State
from bot.storage.cases import Case
from bot.storage.people import Appointment
from tests.stories.plot import LAMP, card, publish, report
from tests.stories.test_rings import alerts, heard
from tests.support.cast import (
    ADMIN,
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST_GROUP,
    FAR_GROUP,
    FIRST_RINGS,
    GENERAL_WORKER,
    GUARD,
    MOTHER,
    OTHER_CHIEF,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town, import_registers, open_town


async def last_private(town: Town, person: int) -> str:
    """Return the last thing Gege said to somebody in private."""
    return (await town.said(person, BOT))[-1].text


async def cases_of(town: Town) -> list[Case]:
    async with town.gege.database.read() as session:
        return list(await session.exec(select(Case).order_by(col(Case.id))))


@pytest.mark.published
async def test_everything_ends_at_once(town: Town) -> None:
    """Alerts are back, cases are free, buttons refuse, the desk knows; the case stays open."""
    await town.start(DUTY)
    await town.start(WORKER)
    await town.press(WORKER, STAFF, "认领")

    await town.write(DUTY, DESK, f"/suspend {WORKER} 手机丢了")

    assert await heard(town, *FIRST_RINGS) == []
    told = await town.find(DUTY, DESK, "已暂停程小禾的工作权限")
    assert "贺天明" in told.text
    assert "手机丢了" in told.text
    assert "撤回：编号 1001" in told.text
    assert "请认领：编号 1001" in told.text
    assert await town.sounded(DESK, told)
    assert "手机丢了" in await last_private(town, DUTY)
    case = (await cases_of(town))[0]
    assert (case.state, case.owner_id) == (State.ACCEPTED, None)
    assert "请别的人认领" in (await card(town)).text

    refused = await town.press(WORKER, STAFF, "认领")
    assert refused is not None
    assert refused.alert
    assert "暂停" in refused.text
    await town.pass_time(minutes=30)
    assert await heard(town, EAST_GROUP) == []
    await town.press(GENERAL_WORKER, STAFF, "认领")
    assert "姜海洋" in (await card(town)).text


@pytest.mark.published
async def test_they_are_told_once_whom_to_ask(town: Town) -> None:
    """A window at every press, one message in private at the first; they may still report."""
    await town.start(WORKER)
    await town.write(DUTY, DESK, f"/suspend {WORKER}")

    for _ in range(3):
        await town.press(WORKER, STAFF, "认领")

    told = [line.text for line in await town.said(WORKER, BOT) if "权限暂停了" in line.text]
    assert len(told) == 1
    assert "028-0000-0101" in told[0]
    await town.write(WORKER, BOT, f"香樟苑{LAMP}")
    assert "提交" in (await town.said(WORKER, BOT))[-1].buttons


async def test_their_private_chat_is_cleared(town: Town) -> None:
    """Cards that stood there go; what they reported for themselves stays."""
    await town.start(WORKER)
    await report(town)
    await town.press(GENERAL_WORKER, STAFF, "派遣")
    await town.press(GENERAL_WORKER, STAFF, "程小禾")
    assert any("寻找" in line.text for line in await town.said(WORKER, BOT))

    await town.write(DUTY, DESK, f"/suspend {WORKER}")

    assert all("寻找" not in line.text for line in await town.said(WORKER, BOT))
    assert (await cases_of(town))[0].state is State.ACCEPTED


@pytest.mark.both_engines
@pytest.mark.published
async def test_what_they_did_to_alerts_of_others(town: Town) -> None:
    """A ring they opened stops at what is out, and words they put in are looked at; it goes on then."""
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "立即扩大")
    card_there = await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001", button="撤回")
    await town.write(CHIEF_WORKER, STAFF_CHIEF, "更正：穿的是绿色外套", reply_to=card_there.id)
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "更新通知")

    await town.write(DUTY, DESK, f"/suspend {CHIEF_WORKER}")
    await town.write(DUTY, DESK, f"/suspend {CHIEF_WORKER}")

    told = [line.text for line in await town.said(DUTY, DESK) if "🔒" in line.text]
    assert "请核对：编号 1001" in told[0]
    assert "不再自己扩大：编号 1001" in told[0]
    assert len(told) == 1
    await town.pass_time(minutes=30)
    assert await heard(town, FAR_GROUP) == []
    await town.press(DUTY, DESK, "继续", on="快要发得更远")
    assert await heard(town, FAR_GROUP) == [FAR_GROUP]


@pytest.mark.published
async def test_what_is_older_stands_but_goes_no_further(town: Town) -> None:
    """`/suspend ID 30m` takes back the last half hour; an older alert is held, not recalled."""
    await town.press(CHIEF_WORKER, DESK, "暂缓")
    await town.press(CHIEF_WORKER, DESK, "继续")
    await town.pass_time(minutes=4)
    await town.write(DUTY, DESK, f"/suspend {WORKER} 3m 试用期结束")

    await town.pass_time(minutes=30)

    assert await heard(town, *FIRST_RINGS) == list(FIRST_RINGS)
    assert await heard(town, EAST_GROUP) == []
    assert "不再自己扩大：编号 1001" in (await town.find(DUTY, DESK, "试用期结束")).text


@pytest.mark.published
async def test_a_mistake_is_mended(town: Town) -> None:
    """Off gives the rights back; what was recalled stays so until it is published again."""
    await town.start(DUTY)
    await town.write(DUTY, DESK, f"/suspend {WORKER}")

    await town.write(DUTY, DESK, f"/suspend {WORKER} off")

    assert "已恢复程小禾" in (await town.find(DUTY, DESK, "🔓")).text
    assert await heard(town, *FIRST_RINGS) == []
    await publish(town)
    assert await heard(town, *FIRST_RINGS) == list(FIRST_RINGS)
    await town.write(DUTY, DESK, f"/suspend {WORKER} off")
    assert "没有暂停" in await last_private(town, DUTY)


@pytest.mark.published
async def test_who_is_meant(town: Town) -> None:
    """A reply, an id, a name the bot has met; anything else is asked for in one line."""
    await town.start(DUTY)
    said = await town.write(OTHER_CHIEF, DESK, "在的")
    await town.write(DUTY, DESK, "/suspend", reply_to=said)
    assert "已暂停冉志平" in (await town.find(DUTY, DESK, "🔒")).text

    for words, answer in {
        "/suspend": "这样写",
        "/suspend 程小禾": "这样写",
        "/suspend @nobody_we_know": "没有找到",
        "/suspend 99": "只有值班",
        f"/suspend {MOTHER}": "只有值班",
    }.items():
        await town.write(DUTY, DESK, words)
        assert answer in await last_private(town, DUTY), words


REFUSED = {
    "duty, an admin on the same node": (DUTY, ADMIN),
    "duty, oneself": (DUTY, DUTY),
    "a chief, a worker of the own village": (CHIEF_WORKER, WORKER),
    "a worker": (WORKER, GENERAL_WORKER),
    "a resident": (MOTHER, WORKER),
}
DONE = {
    "duty, a chief below": (DUTY, CHIEF_WORKER),
    "duty, a guard": (DUTY, GUARD),
    "an admin, duty on the same node": (ADMIN, DUTY),
}


async def test_who_may_suspend_whom(town: Town) -> None:
    """Duty and admins, of those below them; a chat title or a group's right means nothing."""
    for why, (who, whom) in (REFUSED | DONE).items():
        await town.start(who)

        await town.write(who, BOT, f"/suspend {whom}")

        told = await last_private(town, who)
        assert ("已暂停" in told) is (why in DONE), why
        assert ("只有值班和管理员" in told) is (why in REFUSED), why


async def test_an_import_gives_no_rights_back(town: Town) -> None:
    """The register may say so again, even of a new node: only somebody's word lifts it."""
    await town.write(DUTY, DESK, f"/suspend {WORKER}")

    await import_registers(town.settings.database_url)

    assert await town.count(Appointment) == 8
    await report(town)
    refused = await town.press(WORKER, STAFF, "认领")
    assert refused is not None
    assert "暂停" in refused.text


async def gege(*words: str) -> Result:
    """Run the command line beside the running bot."""
    runner = CliRunner()
    return await asyncio.to_thread(runner.invoke, program, ["suspend", *words], prog_name="gege")


@pytest.fixture
async def today(database_url: str) -> AsyncIterator[Town]:
    """A town of today: another process goes by the machine's clock."""
    async with open_town(database_url, at=SystemClock().now().timestamp()) as town:
        await report(town)
        await publish(town)
        yield town


async def test_an_operator_suspends_while_the_bot_runs(
    today: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process writes; within its next second the running one takes everything back."""
    town = today
    monkeypatch.setenv("GEGE_DATABASE_URL", town.settings.database_url)
    await town.press(WORKER, STAFF, "认领")

    done = await gege(str(WORKER), "--recall-since", "2h", "--reason", "手机丢了")

    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "程小禾 is suspended: every right ended",
        "alerts recalled: 1001",
        "people still missing, to be checked and published again: 1001",
        "other matters of life, to be checked and published again: none",
        "alerts of others that they have reworded, to be checked: none",
        "alerts that stand but go no further by themselves: none",
        "cases that need somebody else: 1001",
        "cases that wait for their check as before: none",
    ]
    await town.pass_time(seconds=1)
    assert await heard(town, *FIRST_RINGS) == []
    assert "手机丢了" in (await town.find(DUTY, DESK, "🔒")).text

    lifted = await gege(str(WORKER), "--lift")
    assert "may work again" in lifted.stdout
    again = await gege(str(WORKER), "--lift")
    assert (again.exit_code, again.stderr) == (1, f"{WORKER} is not suspended\n")
    nobody = await gege("99")
    assert nobody.exit_code == 1
    assert "99 holds no appointment" in nobody.stderr
    wrong = await gege("99", "--recall-since", "soon")
    assert wrong.exit_code == 2


@pytest.mark.reported
async def test_what_waits_for_a_second_person_is_dropped(town: Town) -> None:
    """A wish of the suspended account can't be agreed to any more."""
    await town.press(DUTY, DESK, "发布")
    await town.press(DUTY, DESK, "确认发布", on="马上")
    await town.press(DUTY, DESK, "立即扩大")
    await town.press(DUTY, DESK, "立即扩大")
    wanted = await town.find(CHIEF_WORKER, DESK, "第二个人")

    await town.write(ADMIN, DESK, f"/suspend {DUTY} 0m")

    told = await town.press_data(CHIEF_WORKER, DESK, wanted.id, wanted.data("确认"))
    assert told is not None
    assert told.alert
    assert (await town.find(CHIEF_WORKER, DESK, "第二个人")).buttons == ()
    assert [row.ring for row in await alerts(town) if row.ring == 3] == []


async def test_by_the_name_the_bot_has_met(town: Town) -> None:
    """@name is known of who works for a grid and has pressed Start; of nobody else."""
    await town.call("people", id=WORKER, first_name="程小禾", username="Xiao_He_1")
    await town.call("people", id=MOTHER, first_name="林晓芸", username="Mama_1")
    await town.start(MOTHER)
    await town.start(WORKER)
    await town.call("people", id=DUTY, first_name="街坊301")
    await town.start(DUTY)

    await town.write(DUTY, DESK, "/suspend @xiao_he_1")
    told = (await town.find(DUTY, DESK, "🔒")).text
    assert "已暂停程小禾" in told
    assert "贺天明" in told  # by the register, whatever the account calls itself

    await town.call("people", id=WORKER, first_name="程小禾", username="Xiao_He_2")
    await town.call("people", id=GENERAL_WORKER, first_name="姜海洋", username="Xiao_He_1")
    await town.start(GENERAL_WORKER)
    await town.write(DUTY, DESK, "/suspend @xiao_he_1")
    assert "已暂停姜海洋" in (await town.find(DUTY, DESK, "🔒")).text

    await town.write(DUTY, DESK, "/suspend @Mama_1")
    assert "没有找到" in await last_private(town, DUTY)
    assert await town.places_of("mama_1") == set()


async def test_the_desk_hears_even_if_its_only_officer_is_meant(town: Town) -> None:
    """The desk is its group, not the person who was there first."""
    await town.write(ADMIN, DESK, f"/suspend {DUTY}")

    assert "🔒" in (await town.find(ADMIN, DESK, "已暂停")).text
    await report(town)
    assert "编号 1001" in (await town.find(ADMIN, DESK, "编号 1001")).text


@pytest.mark.published
async def test_a_child_whose_alert_went_with_them_is_not_forgotten(town: Town) -> None:
    """The desk reads whom to look for, the mother that staff are checking; three minutes count anew."""
    await town.press(WORKER, STAFF, "认领")
    await town.pass_time(minutes=30)
    await town.write(DUTY, DESK, f"/suspend {WORKER}")

    told = await town.find(DUTY, DESK, "🔒")
    assert "人还没找到，请核实后重新发布：编号 1001" in told.text
    assert "群里的消息已撤下，网格员在核对" in (await town.find(MOTHER, BOT, "寻找")).text
    await town.pass_time(minutes=3)
    assert (await town.find(DUTY, DESK, "没有人回应")).text.count("3 分钟没有人回应") == 1
    await town.press(DUTY, DESK, "发布", on="编号 1001")
    await town.press(DUTY, DESK, "确认发布", on="马上")
    assert "已发 4 个群" in (await town.find(MOTHER, BOT, "寻找")).text

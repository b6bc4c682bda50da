"""A second opinion on submitted reports of missing and found persons: it points, and decides nothing."""

from collections.abc import AsyncIterator
from itertools import product

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.services import opinion
from bot.storage.persons import Person
from tests.stories.plot import LAMP, card, publish
from tests.support.cast import FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.model import Model, Says, open_model, points_at, words
from tests.support.town import BOT, Town, open_town

LOST = (
    "我家幺妹不见了，快满五岁，背壳壳上印了个奥特曼，将将还在转转楼跟张小伟耍，"
    "我是李梅，我电话13900000001，微信limei88888"
)
BACK, SPOT = "背壳壳上印了个奥特曼", "转转楼"


@pytest.fixture
async def model() -> AsyncIterator[Model]:
    async with open_model() as made:
        yield made


@pytest.fixture
async def town(database_url: str, model: Model) -> AsyncIterator[Town]:
    """The example district, whose operator has named a model."""
    async with open_town(
        database_url, opinion_url=model.url, opinion_model="small", opinion_key="its-key"
    ) as made:
        yield made


async def report(town: Town, text: str = LOST, *, chat: int = HOME) -> None:
    await town.start(MOTHER)
    await town.write(MOTHER, chat, text)
    await town.press(MOTHER, chat, "提交")


async def test_it_adds_what_the_intake_passed_over(town: Town, model: Model) -> None:
    """Staff read the guesses with a mark and where they come from; names and phones never leave."""
    model.says = points_at(clothing=BACK, last_seen_place=SPOT, age="五岁", kind="none")
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LOST)
    assert model.asked == []

    await town.press(MOTHER, HOME, "提交")

    (asked,) = model.asked
    assert set(asked) == {"model", "messages"}
    assert asked["model"] == "small"
    assert model.keys == ["Bearer its-key"]
    assert BACK in asked["messages"][-1]["content"]
    for secret in ("1390000", "李梅", "张小伟", "limei", "程小禾", "1001"):
        assert secret not in model.heard
    shown = (await card(town)).text
    assert f"特征：{BACK}？" in shown
    assert f"最后出现：{SPOT}？" in shown
    assert "带“？”的是语言模型从原话里挑的" in shown
    assert "5岁女孩" in shown
    await town.start(WORKER, "case_1001")
    assert "语言模型从原话里挑出几处" in (await town.said(WORKER, BOT))[-1].text


async def test_what_staff_let_stand_is_told_without_a_mark(town: Town, model: Model) -> None:
    """The preview shows what residents will read; a worker's word takes the place of a guess."""
    model.says = points_at(clothing=BACK, last_seen_place=SPOT)
    await report(town)
    await town.press(WORKER, STAFF, "发布")
    preview = await town.find(WORKER, STAFF, "马上")
    assert BACK in preview.text
    assert "？" not in preview.text

    asked = await card(town)
    await town.write(WORKER, STAFF, "更正 穿蓝色裙子", reply_to=asked.id)
    corrected = (await card(town)).text
    assert "蓝色裙子" in corrected
    assert f"特征：{BACK}" not in corrected
    assert f"{SPOT}？" in corrected


async def test_the_reporter_s_own_words_replace_a_guess(town: Town, model: Model) -> None:
    """补充 is believed more than a model."""
    model.says = points_at(clothing=BACK)
    await report(town)
    await town.press(MOTHER, HOME, "是")

    await town.press(MOTHER, BOT, "补充")
    await town.write(MOTHER, BOT, "她穿红色外套")

    shown = (await card(town)).text
    assert "特征：红色外套" in shown.replace("穿红色外套", "红色外套")
    assert "？" not in shown


async def test_a_guess_goes_with_the_words_it_came_from(town: Town, model: Model) -> None:
    """The author edits the message: what was picked from the old one stands nowhere any more."""
    model.says = points_at(clothing=BACK, last_seen_place=SPOT)
    await town.start(MOTHER)
    said = await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")

    text = LOST.replace(BACK, "穿红色外套")
    await town.act("edits", person=MOTHER, chat=HOME, message_id=said, text=text)

    shown = (await card(town)).text
    assert "红色外套" in shown
    assert "？" not in shown
    assert BACK not in shown


async def test_it_may_only_add(town: Town, model: Model) -> None:
    """No word that is not in the report, no field that is known, no level, no hidden name."""
    model.says = points_at(
        clothing="红色外套",
        last_seen_place="［…］",
        age="九岁",
        height_cm="110",
        level="blue",
        confidence=0,
        last_seen_at=["将将"],
    )

    await report(town)

    shown = (await card(town)).text
    assert len(model.asked) == 1
    assert "？" not in shown
    assert "🔴" in shown
    assert "红色外套" not in shown
    assert await town.count(Person) == 1


async def test_an_alert_that_is_out_changes_only_by_staff(town: Town) -> None:
    """An answer that comes when it is published already is offered, like what a reporter adds."""
    await report(town)
    await publish(town)
    answer = f'{{"clothing": "{BACK}", "height_cm": "一米八"}}'

    async with town.gege.database.write() as session:
        at, policy = town.clock.now(), town.settings.policy()
        assert await opinion.take(session, 1, answer, policy, at=at)
    await town.settle()

    alert = await town.find(FATHER, HOME, "转发前先看最新")
    assert BACK not in alert.text
    await town.press(WORKER, STAFF, "更新通知")
    alert = await town.find(FATHER, HOME, "转发前先看最新")
    assert f"特征：{BACK}" in alert.text
    assert "？" not in alert.text


ELSE = ("今晚吃啥子", "哪个看到我家猫儿了", "楼上天天半夜吵架，王强又打人了", LAMP)


async def test_it_hears_of_nothing_else(town: Town, model: Model) -> None:
    """Neither chatter nor other matters, in the group or in private."""
    await town.start(FATHER)
    for text, chat in product(ELSE, (HOME, BOT)):
        await town.write(FATHER, chat, text)
        for line in (await town.said(FATHER, chat))[-1:]:
            if "提交" in line.buttons:
                await town.press(FATHER, chat, "提交")

    assert model.asked == []


async def test_nor_of_adults_who_may_have_gone_nor_of_exercises(town: Town, model: Model) -> None:
    """Who left a violent home is nobody's to find; what is rehearsed needs no other machine."""
    await report(town, "我老婆走失了，三十岁，昨天晚上走的，我电话13900000001")
    await town.start(WORKER)
    await town.write(WORKER, BOT, f"/lost 演练 {LOST}，在香樟苑大门")
    await town.press(WORKER, BOT, "提交")

    assert (await card(town, 1002)).text.startswith("【演练】")
    assert model.asked == []


async def test_nor_of_drafts_and_forgotten_words(town: Town, model: Model) -> None:
    """不是报告 is no report of anybody."""
    await town.write(FATHER, HOME, LOST)
    await town.press(FATHER, HOME, "不是报告")

    assert model.asked == []


async def fails(_: web.Request) -> web.StreamResponse:
    return web.Response(status=500, text=LOST)


@pytest.mark.parametrize(
    ("says", "reason"), [(fails, "HTTP 500"), (words("[" * 50_000), None)], ids=["none", "bad"]
)
async def test_a_bad_answer_is_no_answer(
    town: Town, model: Model, says: Says, reason: str | None
) -> None:
    """Everything goes its way; one line of the log says why, and not a word of the report.

    What else a server may say: tests/test_opinion.py.
    """
    model.says = says

    with capture_logs() as logs:
        await report(town)

    lines = [entry for entry in logs if entry["event"] == "no second opinion"]
    assert [entry["reason"] for entry in lines] == ([reason] if reason else [])
    assert all(secret not in str(logs) for secret in ("奥特曼", "转转楼", "13900000001"))
    assert not [entry for entry in logs if entry["log_level"] in {"error", "warning"}]
    assert "？" not in (await card(town)).text


async def test_two_seconds_and_no_longer(town: Town, model: Model) -> None:
    """By the app's clock; the card stands long before."""

    async def slow(request: web.Request) -> web.StreamResponse:
        await town.clock.sleep(2.5)
        return await points_at(clothing=BACK)(request)

    model.says = slow
    with capture_logs() as logs:
        await report(town)
    await town.pass_time(seconds=5)

    assert len(model.asked) == 1
    assert "too late" in {entry.get("reason") for entry in logs}
    assert f"特征：{BACK}" not in (await card(town)).text


async def test_privacy_names_whoever_runs_it(town: Town) -> None:
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/privacy")

    assert "127.0.0.1" in (await town.said(MOTHER, BOT))[-1].text

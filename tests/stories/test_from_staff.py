"""What staff report in their own group: a case with a number at once, whoever it is about."""

from bot.storage.grid import by_code
from bot.storage.people import Account
from tests.stories.plot import card
from tests.support.cast import GENERAL_WORKER, NEIGHBOUR, STAFF, WORKER
from tests.support.town import BOT, Town

MISSING = "居民反映孟婆婆不见了，79岁，穿蓝布衫"


async def test_a_person_is_a_case_as_a_lamp_is(town: Town) -> None:
    """No building is named: it is the writer's own grid's, the group's where they work for all of it."""
    await town.write(WORKER, STAFF, MISSING)

    told = (await card(town)).text
    assert "待受理" in told
    assert "香樟苑微网格" in told
    assert "报告人：程小禾" in told
    await town.press(WORKER, STAFF, "认领")
    assert "办理：程小禾" in (await card(town)).text

    await town.write(GENERAL_WORKER, STAFF, "居民反映杜爷爷走丢了，81岁")
    assert "香樟第一网格" in (await card(town, 1002)).text
    await town.press(GENERAL_WORKER, STAFF, "认领", on="编号 1002")
    assert "办理：姜海洋" in (await card(town, 1002)).text


async def test_in_private_it_is_the_own_grid_s_too(town: Town) -> None:
    """Whose home was taken for the general grid's still reports from where they work."""
    async with town.gege.database.write() as session:
        general = await by_code(session, "YX-A1")
        assert general is not None
        session.add(Account(id=WORKER, name="程小禾", home_grid_id=general.key))
    await town.start(WORKER)
    await town.write(WORKER, BOT, MISSING)
    await town.press(WORKER, BOT, "提交")

    await town.press(WORKER, STAFF, "认领")

    told = (await card(town)).text
    assert "香樟苑微网格" in told
    assert "办理：程小禾" in told


async def test_a_person_of_a_building_beside(town: Town) -> None:
    """A building that is named decides where it is, in whoever's words."""
    await town.write(WORKER, STAFF, "桂语里2号楼的孟婆婆不见了，79岁")

    told = (await card(town)).text
    assert "待受理" in told
    assert "桂语里微网格" in told


async def test_who_does_not_work_there_opens_nothing(town: Town) -> None:
    """Being in the group gives no right: it waits there until somebody who works there presses."""
    await town.act("members", chat=STAFF, user=NEIGHBOUR, status="member")
    await town.write(NEIGHBOUR, STAFF, MISSING)

    assert "未确认" in (await town.said(WORKER, STAFF))[-1].text

"""Where a missing person lives is not where to look, and nobody's to read."""

from bot.storage.cases import Case
from bot.storage.grid import Grid
from tests.stories.plot import card, publish, report
from tests.support.cast import (
    FAR_AWAY,
    FAR_GROUP,
    HOME,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Town

AT_HOME = "我孙子不见了，6岁，穿黄外套，家住3号楼2单元501"


async def test_no_group_reads_the_address_of_a_missing_child(town: Town) -> None:
    """Staff read it in the parent's own words; learnt later, its neighbours hear at once, once."""
    await report(town, AT_HOME)
    await publish(town)

    said = [*await town.said(MOTHER, HOME), *await town.said(NEXT_DOOR, NEXT)]
    ours = [line for line in said if line.text != AT_HOME]
    assert any("寻找6岁男孩" in line.text for line in ours)
    for line in ours:
        assert "501" not in line.text
        assert "2单元" not in line.text
        assert "3号楼" not in line.text
    assert "家住3号楼2单元501" in (await card(town)).text

    await town.start(WORKER)
    await town.write(WORKER, STAFF, "更正：家住桂语里2号楼", reply_to=(await card(town)).id)
    await town.write(WORKER, BOT, "/case 1001")
    assert "改了说法（家住桂语里2号楼）" in (await town.said(WORKER, BOT))[-1].text
    assert "家住桂语里" not in (await card(town)).text
    async with town.gege.database.read() as session:
        home = await session.get_one(Grid, (await session.get_one(Case, 1)).home_grid_id)
    assert home.name == "桂语里微网格"

    await town.write(WORKER, STAFF, "更正：家住青禾花园2号楼", reply_to=(await card(town)).id)
    assert "寻找6岁男孩" in (await town.said(FAR_AWAY, FAR_GROUP))[-1].text


async def test_the_door_where_a_child_was_seen_stays_with_staff(town: Town) -> None:
    """What residents read of a place stops at the building."""
    await report(town, "我女儿不见了，6岁，刚才还在香樟苑3号楼2单元501门口玩")
    await publish(town)

    alert = await town.find(NEXT_DOOR, NEXT, "寻找6岁女孩")
    assert "香樟苑3号楼" in alert.text
    assert "2单元" not in alert.text
    assert "501" not in alert.text


async def test_a_gate_is_named_with_its_compound(town: Town) -> None:
    """Each compound has a gate: whoever reads it elsewhere must know which."""
    await report(town, "我女儿不见了，7岁，刚才在大门走散的")
    await publish(town)

    alert = await town.find(MOTHER, HOME, "寻找7岁女孩", button="我有线索")
    assert "最后出现：香樟苑 大门" in alert.text

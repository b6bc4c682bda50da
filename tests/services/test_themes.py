"""The year of the safety calendar, with what nodes and groups have said of its themes."""

from datetime import date, time

from bot.domain.grid import Audience
from bot.domain.policy import Policy
from bot.domain.themes import Theme
from bot.services.themes import Part, Reach, Rule, plan_year
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.theme_rules import ThemeMute, ThemeRule
from tests.services.district import EAST, MIDDLE, VILLAGE, WEST, settle
from tests.storage.rows import NOW, store

FIRE_DAY = date(2026, 11, 9)
PLANNED = Rule()


async def fill(database: Database) -> None:
    """The village has a group of its own, 东苑 two, 西苑 one; firms have none."""
    await settle(database)
    for chat, node in ((-1, VILLAGE), (-2, EAST), (-3, EAST), (-4, WEST)):
        await store(
            database,
            Chat(id=chat, audience=Audience.RESIDENTS),
            ChatGrid(chat_id=chat, grid_id=node),
        )


async def parts(
    database: Database, code: str | None = None, audience: Audience = Audience.RESIDENTS
) -> list[Part]:
    """Whom the fire day reaches."""
    async with database.read() as session:
        year = await plan_year(session, FIRE_DAY.year, Policy(), code=code)
    (found,) = (
        one for one in year.reminders if one.due.day == FIRE_DAY and one.audience is audience
    )
    return list(found.parts)


async def test_where_nobody_says_otherwise_all_go_as_planned(database: Database) -> None:
    await fill(database)

    assert await parts(database) == [Part(PLANNED, Reach(3, 4))]
    assert await parts(database, "M") == [Part(PLANNED, Reach(2, 3))]
    assert await parts(database, audience=Audience.BUSINESS) == [Part(PLANNED, Reach())]


async def test_of_a_grid_only_those_who_have_a_group_there(database: Database) -> None:
    """No line is about firms where no group of firms is."""
    await fill(database)
    async with database.read() as session:
        year = await plan_year(session, FIRE_DAY.year, Policy(), code="M")
    assert {one.audience for one in year.reminders} == {Audience.RESIDENTS}


async def test_a_subtree_that_says_otherwise_is_counted_by_itself(database: Database) -> None:
    """The nearest node decides: not in the village's grid, but in 东苑, at noon."""
    await fill(database)
    await store(
        database,
        ThemeRule(grid_id=MIDDLE, theme=Theme.FIRE_DAY, off=True, at=NOW),
        ThemeRule(grid_id=EAST, theme=Theme.FIRE_DAY, minute=720, at=NOW),
        ThemeRule(grid_id=WEST, theme=Theme.FLOOD, off=True, at=NOW),
    )
    switched_off, at_noon = Rule("M", off=True), Rule("E", at=time(12))

    assert await parts(database) == [
        Part(PLANNED, Reach(1, 1)),
        Part(switched_off, Reach()),
        Part(at_noon, Reach(1, 2)),
    ]
    assert await parts(database, "W") == [Part(switched_off, Reach())]
    assert await parts(database, "E") == [Part(at_noon, Reach(1, 2))]


async def test_a_group_that_muted_a_theme_is_not_counted(database: Database) -> None:
    await fill(database)
    await store(database, ThemeMute(chat_id=-2, theme=Theme.FIRE_DAY, at=NOW))

    assert await parts(database) == [Part(PLANNED, Reach(3, 3))]

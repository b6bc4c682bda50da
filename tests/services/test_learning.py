"""Corners that only neighbours know: learned from two people's settled reports, no sooner."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.kinds import Kind, Outcome
from bot.domain.policy import Policy
from bot.domain.registers import Register
from bot.domain.states import State
from bot.exchange.rows import read
from bot.services import closing
from bot.services.exports import export
from bot.services.imports import store
from bot.services.places import Places
from bot.storage.database import Database
from bot.storage.persons import Person
from tests.services.district import EAST, WEST, ZHANG, ZHOU, case, settle
from tests.storage.rows import NOW
from tests.storage.rows import store as store_rows

POLICY = Policy()
OF_ANOTHER: dict[str, Any] = {"reporter_id": ZHOU.id, "place": "老粮站那边"}


async def settle_two(database: Database, **second: object) -> list[str]:
    """Close a report from 老粮站 beside one that was closed before; return what is known by now."""
    await settle(database)
    first = case(1001, place="老粮站门口", state=State.RESOLVED)
    await store_rows(database, first, case(1002, **{**OF_ANOTHER, **second}))
    async with database.write() as session:
        outcome = Outcome.REPAIRED
        await closing.close(session, 2, ZHANG, POLICY, outcome=outcome, at=NOW + timedelta(hours=3))
    async with database.read() as session:
        return [place.name for place in (await Places().current(session)).places]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ({"reporter_id": case(1).reporter_id}, "one person may be wrong twice"),
        ({"grid_id": WEST}, "another grid's corner is another"),
        ({"place": "菜市场"}, "that is no name"),
        ({"sensitive": True}, "what is told in confidence teaches nothing"),
        ({"exercise": True}, "an exercise teaches nothing"),
        ({"kind": Kind.LIGHT, "place": None}, "no place"),
    ],
)
async def test_what_is_not_two_people_s_is_not_learned(
    database: Database, second: dict[str, object], why: str
) -> None:
    """The gazetteer stays as it was."""
    if second.get("grid_id") == WEST:
        second = second | {"origin_id": WEST, "grid_id": EAST}

    assert await settle_two(database, **second) == [], why


async def test_an_operator_sees_what_was_learned_and_takes_it_away(database: Database) -> None:
    """Two people's settled reports make it a place; the export is a file that import takes."""
    assert await settle_two(database) == ["老粮站"]

    async with database.snapshot() as session:
        rows = [row async for row in export(session, "places", since=None, with_contact=False)]
    assert [(row["name"], row["grid"], row["learned"]) for row in rows] == [("老粮站", "E", True)]

    file = "name,kind,grid,learned\n桂花院,compound,E,False\n"
    async with database.write() as session:
        await store(session, read(Register.PLACES, file.encode()), prune=True)
    async with database.read() as session:
        known = await Places().current(session)
    assert [place.name for place in known.places] == ["桂花院"]


@pytest.mark.parametrize(("guessed", "learned"), [(None, ["老粮站"]), (0, []), (1, [])])
async def test_what_a_language_model_pointed_at_teaches_nothing(
    database: Database, guessed: int | None, learned: list[str]
) -> None:
    """Of two reports that name the corner one is a guess: nobody has told it twice."""
    await settle(database)
    lost: dict[str, Any] = {"kind": Kind.LOST_CHILD, "place": None}
    ended = {"state": State.RESOLVED, "outcome": Outcome.REUNITED}
    await store_rows(
        database, case(1001, **lost | ended), case(1002, **lost | {"reporter_id": ZHOU.id})
    )
    for place, key in enumerate((1, 2)):
        marks = "last_seen_place" if place == guessed else ""
        seen = Person(case_id=key, last_seen_place="老粮站门口", guessed=marks)
        await store_rows(database, seen)

    async with database.write() as session:
        end, at = Outcome.REUNITED, NOW + timedelta(hours=3)
        await closing.close(session, 2, ZHANG, POLICY, outcome=end, at=at)

    async with database.read() as session:
        assert [place.name for place in (await Places().current(session)).places] == learned

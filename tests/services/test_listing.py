"""/cases: each reads the lists of the own grids, and whatever is on record they cost the same."""

from dataclasses import replace
from itertools import product

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.listing import PAGE, Asked, Page, Way, Which
from bot.domain.states import State
from bot.services import listing
from bot.services.rights import Actor
from bot.storage.cases import Case
from bot.storage.database import Database
from bot.storage.listing import Wanted, page_of
from tests.services.district import (
    AN_HOUR,
    CHEN,
    EAST,
    LI,
    VILLAGE,
    WANG,
    WEST,
    ZHANG,
    case,
    settle,
)
from tests.storage.rows import NOW, store

MINE = {"owner_id": ZHANG.id, "owner_name": ZHANG.name, "state": State.IN_PROGRESS}


def cases_on_record() -> list[Case]:
    return [
        case(1001, due_at=NOW - AN_HOUR),
        case(1002, **MINE),
        case(1003, grid_id=WEST, kind=Kind.HAZARD, category="road", level=Level.RED),
        case(1004, state=State.RESOLVED),
        case(1005, kind=Kind.DISPUTE),
        case(1006, kind=Kind.DISPUTE, **MINE, due_at=NOW + AN_HOUR),
        case(1007, kind=Kind.NEED, sensitive=True, grid_id=VILLAGE),
        case(1008, reporter_id=None, state=State.NEW),
        case(1009, grid_id=VILLAGE, origin_id=EAST, due_at=NOW - AN_HOUR, reporter_id=None),
    ]


GRIDS = Asked()

LISTS: list[tuple[Actor, Asked, list[int], str]] = [
    (ZHANG, GRIDS, [1001, 1009, 1008, 1006, 1002], "of the quarrels only the own one"),
    (CHEN, GRIDS, [1001, 1009, 1008, 1002], "an instructor reads what the worker's grid may"),
    (
        LI,
        GRIDS,
        [1009, 1003, 1001, 1008, 1007, 1006, 1005, 1002],
        "the desk reads all that is open",
    ),
    (ZHANG, Asked(Which.MINE), [1006, 1002], "in one's own hands"),
    (LI, Asked(Which.OVERDUE), [1009, 1001], "1006 has an hour left"),
    (ZHANG, Asked(Which.OVERDUE), [1001], "what has gone up is for others to do"),
    (LI, Asked(Which.UNCLAIMED), [1009, 1003, 1001, 1008, 1007, 1005], "nobody has them"),
    (LI, Asked(Which.UNCLAIMED, Kind.LIGHT), [1009, 1001, 1008], "of one kind only"),
    (CHEN, Asked(Which.MINE), [], "nothing is an empty page"),
    (WANG, GRIDS, [1007, 1006, 1005, 1004, 1003, 1002, 1001], "a resident's own, closed ones too"),
]


def numbers(page: Page) -> list[int | None]:
    return [line.facts.number for line in page.lines]


async def test_each_list_holds_what_the_reader_may_see(database: Database) -> None:
    await settle(database)
    await store(database, *cases_on_record())

    async with database.read() as session:
        for who, asked, expected, why in LISTS:
            page = await listing.page(session, who, asked, at=NOW)
            assert numbers(page) == expected, f"{who.name}, {asked}: {why}"
            late = [line.facts.number for line in page.lines if line.late and line.gone_to]
            assert late == [], f"{who.name}, {asked}: no list of what is overdue would hold it"


async def test_pages_go_back_and_forth_and_never_end_in_nothing(database: Database) -> None:
    """While one reads another case comes: no line is missed or read twice."""
    await settle(database)
    count = 2 * PAGE + 3
    late = {1001 + n: {"due_at": NOW - AN_HOUR} for n in range(0, count, 2)}
    await store(database, *(case(1001 + n, **late.get(1001 + n, {})) for n in range(count)))
    newest = sorted(range(1001, 1001 + count), key=lambda number: (number not in late, -number))

    async with database.write() as session:
        first = await listing.page(session, ZHANG, GRIDS, at=NOW)
        assert (numbers(first), first.newer) == (newest[:PAGE], None)
        second = await _turn(session, first, Way.OLDER)
        assert numbers(second) == newest[PAGE : 2 * PAGE]
        third = await _turn(session, second, Way.OLDER)
        assert (numbers(third), third.older) == (newest[2 * PAGE :], None)

        session.add(case(1001 + count, due_at=NOW - AN_HOUR))
        back = await _turn(session, await _turn(session, third, Way.NEWER), Way.NEWER)
        assert (numbers(back), back.newer is not None) == (newest[:PAGE], True)

        nowhere = await listing.page(session, ZHANG, replace(GRIDS, way=Way.OLDER, edge=2), at=NOW)
        assert numbers(nowhere)[0] == 1001 + count


async def _turn(session: AsyncSession, page: Page, way: Way) -> Page:
    edge = page.older if way is Way.OLDER else page.newer
    assert edge is not None
    return await listing.page(session, ZHANG, page.asked.beyond(way, edge), at=NOW)


EVERYWHERE = Wanted(["T/"], whole=["T/"], reader_id=3)
STATEMENTS = {
    "a few nodes": (EVERYWHERE, [1, 2, 3]),
    "many nodes": (EVERYWHERE, None),
    "red or overdue": (replace(EVERYWHERE, pressing=(True, NOW)), None),
    "the others": (replace(EVERYWHERE, pressing=(False, NOW)), None),
    "overdue": (replace(EVERYWHERE, due_before=NOW), None),
    "of one kind, unclaimed": (replace(EVERYWHERE, kind=Kind.LIGHT, unclaimed=True), None),
    "confidential ones left out": (replace(EVERYWHERE, whole=[]), None),
    "one's own": (replace(EVERYWHERE, owner_id=3), None),
    "what has gone up from a few": (replace(EVERYWHERE, moved=True), [1, 2, 3]),
    "what has gone up from many": (replace(EVERYWHERE, moved=True), None),
}


INDEXES = ("ix_cases_open", "ix_cases_owner", "ix_cases_grid_state", "ix_cases_moved_open")


async def test_no_list_looks_through_what_is_closed(database: Database) -> None:
    """At a million cases, one in a hundred open, a page costs what it costs at a thousand.

    Where many nodes are asked for, the open cases come in their order and nothing is sorted.
    """
    async with database.engine.connect() as connection:
        if not database.is_sqlite:
            await connection.execute(text("SET enable_seqscan = off"))
        for (what, (wanted, nodes)), way in product(STATEMENTS.items(), Way):
            plan = await _plan(connection, page_of(wanted, nodes, limit=11, way=way, edge=500_000))
            assert any(index in plan for index in INDEXES), f"{what}:\n{plan}"
            assert "Seq Scan on cases" not in plan, f"{what}:\n{plan}"
            walked = nodes is None and wanted.owner_id is None
            assert not (walked and "TEMP B-TREE" in plan), f"{what}:\n{plan}"


async def _plan(connection: AsyncConnection, query: SelectOfScalar[int | None]) -> str:
    """Return how the database would find a page."""
    dialect = connection.dialect
    explain = "EXPLAIN QUERY PLAN" if dialect.name == "sqlite" else "EXPLAIN"
    words = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return "\n".join(str(row) for row in await connection.exec_driver_sql(f"{explain} {words}"))

"""Imports: a file is a difference to the database, taken whole or not at all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import col, select

from bot.domain.alerts import Level
from bot.domain.kinds import Kind, Outcome
from bot.domain.registers import Register
from bot.domain.states import State
from bot.domain.themes import Theme
from bot.errors import ImportRefused
from bot.exchange.rows import read
from bot.services.imports import Summary, store
from bot.storage.cases import Case
from bot.storage.chats import Chat, ChatGrid
from bot.storage.counters import counted
from bot.storage.database import Database
from bot.storage.grid import Grid, Place
from bot.storage.invitations import Awaited
from bot.storage.keepers import Keeper
from bot.storage.notices import Notice, NoticeScope
from bot.storage.people import Appointment
from bot.storage.quizzes import QuizCount, QuizPoll
from bot.storage.theme_rules import ThemeRule

NOW = datetime(2026, 7, 5, 10, 0, tzinfo=UTC)
GRIDS = """code,name,level,parent
T,某镇,town,
C1,甲村,chief,T
C2,乙村,chief,T
G1,甲村一格,general,C1
M1,一号楼,micro,G1
M2,二号楼,micro,G1
"""


async def take(database: Database, register: Register, text: str, **options: bool) -> Summary:
    batch = read(register, text.encode())
    async with database.write() as session:
        return await store(session, batch, **options)


async def refused(database: Database, register: Register, text: str, **options: bool) -> list[str]:
    with pytest.raises(ImportRefused) as error:
        await take(database, register, text, **options)
    return list(error.value.problems)


async def every(database: Database, *columns: object) -> list[Any]:
    async with database.read() as session:
        return sorted(await session.exec(select(*columns)))  # type: ignore[call-overload]


async def put_case(database: Database, code: str, **values: object) -> None:
    async with database.write() as session:
        grid = (await session.exec(select(Grid).where(Grid.code == code))).one()
        case: dict[str, Any] = {
            "number": 1001,
            "kind": Kind.LIGHT,
            "state": State.NEW,
            "level": Level.BLUE,
            "grid_id": grid.id,
            "source": "group",
            "chat_id": -1,
            "message_id": 1,
            "locale": "zh",
            "opened_at": NOW,
        }
        session.add(Case(**{**case, **values}))


async def test_grids_become_a_tree(database: Database) -> None:
    """Rows may stand in any order; paths lead from the root down."""
    header, *rows = GRIDS.splitlines(keepends=True)

    summary = await take(database, Register.GRIDS, header + "".join(reversed(rows)))

    assert summary == Summary(added=6, changed=0, unchanged=0, absent=())
    assert await every(database, Grid.path) == [
        "T/",
        "T/C1/",
        "T/C1/G1/",
        "T/C1/G1/M1/",
        "T/C1/G1/M2/",
        "T/C2/",
    ]


async def test_importing_again_is_a_difference(database: Database) -> None:
    """Only what differs is changed, and absent rows stay."""
    await take(database, Register.GRIDS, GRIDS)

    summary = await take(
        database,
        Register.GRIDS,
        "code,name,level,parent,phone\nM1,一号楼,micro,G1,\nM2,三号楼,micro,G1,028-88\nM3,x,micro,G1,\n",
    )

    assert (summary.added, summary.changed, summary.unchanged) == (1, 1, 1)
    assert set(summary.absent) == {"T 某镇", "C1 甲村", "C2 乙村", "G1 甲村一格"}
    phones = await every(database, Grid.code, Grid.name, Grid.phone)
    assert ("M2", "三号楼", "028-88") in phones
    assert len(phones) == 7


async def test_a_column_that_a_file_does_not_have_stays(database: Database) -> None:
    """Who only renames a node takes no duty phone away; an empty cell does."""
    grids, staff = "code,name,level,parent", "user_id,name,grid,role"
    await take(
        database, Register.GRIDS, f"{grids},phone,lat,lon\nT,某镇,town,,028-110,30.8,104.2\n"
    )
    await take(database, Register.STAFF, f"{staff},title,phone\n7,甲,T,duty,主任,028-120\n")
    await take(
        database, Register.PLACES, "name,kind,grid,lat,lon,aliases\n甲苑,小区,T,30.8,104.2,老院\n"
    )
    owners = "grid,kind,owner"
    await take(database, Register.OWNERS, f"{owners},phone,promise\nT,light,路灯所,028-130,24h\n")

    same = await take(database, Register.GRIDS, f"{grids}\nT,某镇,town,\n")
    renamed = await take(database, Register.GRIDS, f"{grids}\nT,新镇,town,\n")
    await take(database, Register.STAFF, f"{staff}\n7,甲,T,duty\n")
    await take(database, Register.PLACES, "name,kind,grid\n甲苑,小区,T\n")
    await take(database, Register.OWNERS, f"{owners}\nT,light,路灯所\n")

    assert (same.unchanged, renamed.changed) == (1, 1)
    assert await every(database, Grid.name, Grid.phone, Grid.lat) == [("新镇", "028-110", 30.8)]
    assert await every(database, Appointment.title, Appointment.phone) == [("主任", "028-120")]
    assert await every(database, Place.lat, Place.aliases) == [(30.8, "老院")]
    assert await every(database, Keeper.phone, Keeper.minutes) == [("028-130", 24 * 60)]
    await take(database, Register.GRIDS, f"{grids},phone\nT,新镇,town,,\n")
    assert await every(database, Grid.phone, Grid.lat) == [(None, 30.8)]


async def test_a_subtree_moves_with_its_node(database: Database) -> None:
    """Whoever lies under a node that has a new parent gets a new path, named or not."""
    await take(database, Register.GRIDS, GRIDS)

    summary = await take(
        database, Register.GRIDS, "code,name,level,parent\nG1,甲村一格,general,C2\n"
    )

    assert (summary.added, summary.changed) == (0, 1)
    assert await every(database, Grid.path) == [
        "T/",
        "T/C1/",
        "T/C2/",
        "T/C2/G1/",
        "T/C2/G1/M1/",
        "T/C2/G1/M2/",
    ]


async def test_dry_run_counts_and_leaves_everything(database: Database) -> None:
    """The same counts as the real thing, and nothing stored."""
    summary = await take(database, Register.GRIDS, GRIDS, dry_run=True)

    assert summary.added == 6
    assert await every(database, Grid.code) == []


async def test_every_bad_row_is_named_and_none_is_stored(database: Database) -> None:
    """Bad cells, unknown and circular parents, repeated codes: all at once, by line."""
    problems = await refused(
        database,
        Register.GRIDS,
        "code,name,level,parent,lat\n"
        "T,某镇,town,,\n"
        "T,某镇,town,,\n"  # again
        "C1,甲村,chief,nowhere,\n"
        "A,x,general,B,\n"
        "B,x,general,A,\n"  # a circle
        "C2,乙村,hamlet,T,\n"  # a bad cell
        "M9,x,micro,C2,\n"  # not to blame for its parent's cell
        "D,x,district,T,\n",
    )

    assert [problem.split(": ")[0] for problem in problems] == [
        "line 3",
        "line 4",
        "line 5",
        "line 6",
        "line 7",
        "line 9",
    ]
    assert "stands in line 2 already" in problems[0]
    assert "parent 'nowhere' is unknown" in problems[1]
    assert "a circle" in problems[2]
    assert "a circle" in problems[3]
    assert "level 'hamlet'" in problems[4]
    assert "can't stand under 'T' (town)" in problems[5]
    assert await every(database, Grid.code) == []


async def test_a_circle_through_the_database_is_seen(database: Database) -> None:
    """The file alone may be innocent: the tree is the database's with the file put in."""
    await take(database, Register.GRIDS, GRIDS)

    problems = await refused(database, Register.GRIDS, "code,name,level,parent\nC1,甲村,chief,M1\n")

    assert problems == ["line 2: parent 'M1' of 'C1' lies under 'C1' itself (a circle)"]


async def put_notice(database: Database, code: str) -> None:
    """A notice for a node, what it has said of a theme, and what its people have answered."""
    async with database.write() as session:
        node = (await session.exec(select(Grid).where(Grid.code == code))).one().key
        session.add(Notice(id=1, text="大扫除", created_at=NOW))
        await session.flush()
        session.add(NoticeScope(notice_id=1, grid_id=node))
        session.add(ThemeRule(grid_id=node, theme=Theme.FIRE, at=NOW))
        session.add(QuizCount(grid_id=node, theme=Theme.FIRE, question=0))
        poll = QuizPoll(poll_id="1", theme=Theme.FIRE, question=0, right_option=0, grid_id=node)
        session.add(poll)


async def test_prune_removes_what_hangs_on_a_node(database: Database) -> None:
    """With a node go its places, bindings and appointments; its closed cases go one level up."""
    await take(database, Register.GRIDS, GRIDS)
    await take(database, Register.PLACES, "name,kind,grid\n甲苑,compound,M2\n")
    await take(database, Register.CHATS, "chat_id,grid,audience\n-1,M2,staff\n-2,M1,staff\n")
    await take(database, Register.STAFF, "user_id,name,grid,role\n7,某人,M2,worker\n")
    await put_case(database, "M2", state=State.RESOLVED, outcome=Outcome.REPAIRED)
    await put_notice(database, "M2")

    kept = GRIDS.replace("M2,二号楼,micro,G1\n", "").replace("G1,甲村一格,general,C1\n", "")
    kept = kept.replace("micro,G1", "micro,C1")
    dry = await take(database, Register.GRIDS, kept, prune=True, dry_run=True)
    summary = await take(database, Register.GRIDS, kept, prune=True)

    assert summary == dry
    assert set(summary.absent) == {
        (
            "M2 二号楼 (with it: places 1, chat bindings 1, appointments 1, notices 1, "
            "calendar rules 1, quiz answers 1, open questions 1)"
        ),
        "G1 甲村一格",
    }
    assert await every(database, Grid.path) == ["T/", "T/C1/", "T/C1/M1/", "T/C2/"]
    assert await every(database, Place.name) == []
    assert await every(database, Appointment.name) == []
    assert await every(database, Chat.id) == [-2]
    async with database.read() as session:
        query = select(Grid.code).join(Case, col(Case.grid_id) == Grid.id)
        assert (await session.exec(query)).all() == ["C1"]


async def test_prune_is_refused_by_name_with_open_cases(database: Database) -> None:
    """Nodes, groups and people that still have open cases are named, and nothing is pruned."""
    await take(database, Register.GRIDS, GRIDS)
    await take(database, Register.CHATS, "chat_id,grid,audience\n-1,M2,residents\n")
    await take(database, Register.STAFF, "user_id,name,grid,role\n7,某人,M2,worker\n")
    await put_case(database, "M2", state=State.IN_PROGRESS, owner_id=7)

    without_m2 = GRIDS.replace("M2,二号楼,micro,G1\n", "")
    assert await refused(database, Register.GRIDS, without_m2, prune=True) == [
        "not pruned: M2 二号楼 still has open cases: 1001"
    ]
    other_chat = "chat_id,grid,audience\n-2,M2,residents\n"
    assert await refused(database, Register.CHATS, other_chat, prune=True) == [
        "not pruned: group -1 still has open cases: 1001"
    ]
    other_staff = "user_id,name,grid,role\n8,别人,M2,worker\n"
    assert await refused(database, Register.STAFF, other_staff, prune=True) == [
        "not pruned: 某人 (7) still has open cases: 1001"
    ]
    assert await every(database, Chat.id) == [-1]


async def test_prune_leaves_no_case_without_a_node(database: Database) -> None:
    """A root with cases on record stays: there is nobody to take them over."""
    await take(database, Register.GRIDS, GRIDS)
    await put_case(database, "T", state=State.RESOLVED, outcome=Outcome.REPAIRED)

    problems = await refused(
        database, Register.GRIDS, "code,name,level,parent\nX,别镇,town,\n", prune=True
    )

    assert problems == ["not pruned: T 某镇 has cases on record, and no node above it stays"]


async def test_groups_hear_for_several_nodes(database: Database) -> None:
    """A group has a row for each node, and one audience: it stays until the group is unbound."""
    await take(database, Register.GRIDS, GRIDS)
    await take(
        database, Register.CHATS, "chat_id,grid,audience\n-1,M1,residents\n-1,M2,residents\n"
    )

    other = "chat_id,grid,audience\n-1,M1,staff\n-2,M1,staff\n"
    assert await refused(database, Register.CHATS, other) == [
        "line 2: group -1 is residents so far and staff here; send /unbind there first"
    ]

    summary = await take(
        database, Register.CHATS, "chat_id,grid,audience\n-1,M1,residents\n-2,M1,staff\n"
    )

    assert summary == Summary(added=1, changed=0, unchanged=1, absent=("-1 (M2)",))
    assert await every(database, Chat.id, Chat.audience) == [(-2, "staff"), (-1, "residents")]


async def test_pruning_a_binding_keeps_a_group_with_others(database: Database) -> None:
    """A group goes with its last binding, not before."""
    await take(database, Register.GRIDS, GRIDS)
    await take(
        database, Register.CHATS, "chat_id,grid,audience\n-1,M1,staff\n-1,M2,staff\n-2,M2,staff\n"
    )

    await take(database, Register.CHATS, "chat_id,grid,audience\n-1,M1,staff\n", prune=True)

    assert await every(database, Chat.id) == [-1]
    assert [chat for chat, _ in await every(database, ChatGrid.chat_id, ChatGrid.grid_id)] == [-1]


async def test_contradicting_groups_are_refused(database: Database) -> None:
    """The same pair twice, two audiences for one group, an unknown node."""
    await take(database, Register.GRIDS, GRIDS)

    problems = await refused(
        database,
        Register.CHATS,
        "chat_id,grid,audience\n-1,M1,residents\n-1,M1,residents\n-1,M2,staff\n-2,M7,staff\n",
    )

    assert problems == [
        "line 3: the same pair as in line 2",
        "line 4: group -1 is staff here and residents in line 2",
        "line 5: grid 'M7' is unknown",
    ]


async def test_people_are_several_things(database: Database) -> None:
    """One person, two roles; a new phone number is a change of that row alone."""
    staff = "user_id,name,grid,role,phone\n7,某人,M1,worker,101\n7,某人,C1,duty,101\n"
    await take(database, Register.GRIDS, GRIDS)
    await take(database, Register.STAFF, staff)

    summary = await take(database, Register.STAFF, staff.replace("worker,101", "worker,102"))

    assert (summary.added, summary.changed, summary.unchanged) == (0, 1, 1)
    assert await every(database, Appointment.role, Appointment.phone) == [
        ("duty", "101"),
        ("worker", "102"),
    ]


async def test_who_has_no_account_yet_waits_for_a_link(database: Database) -> None:
    """Without an id nobody is appointed; with one, or once they have come, the same row is the same."""
    await take(database, Register.GRIDS, GRIDS)
    staff = "user_id,name,grid,role,title\n,某人,M1,worker,\n,别人,M1,worker,\n"

    first = await take(database, Register.STAFF, staff)
    again = await take(database, Register.STAFF, staff.replace(",worker,", ",worker,组长", 1))
    assert (first.added, again.changed, again.unchanged) == (2, 1, 1)
    assert first.notes == ("2 without an account; gege invite --staff makes their links",)
    assert await every(database, Appointment.name) == []

    with_id = staff.replace("\n,某人", "\n7,某人")
    known = await take(database, Register.STAFF, with_id)
    assert (known.added, known.absent) == (1, ())
    assert await every(database, Awaited.name) == ["别人"]
    without = await take(database, Register.STAFF, staff)
    assert (without.added, without.changed, without.unchanged, without.absent) == (0, 0, 2, ())

    gone = await take(
        database, Register.STAFF, "user_id,name,grid,role\n7,某人,M1,worker\n", prune=True
    )
    assert gone.absent == ("别人 (worker, M1)",)
    assert await every(database, Awaited.name) == []
    assert await every(database, Appointment.user_id) == [7]
    twice = await refused(
        database, Register.STAFF, "user_id,name,grid,role\n7,某人,M1,worker\n,某人,M1,worker\n"
    )
    assert twice == ["line 3: the same appointment as in line 2"]


async def test_running_bots_notice_new_places(database: Database) -> None:
    """Every import of places moves the counter that the intake watches."""
    await take(database, Register.GRIDS, GRIDS)

    await take(database, Register.PLACES, "name,kind,grid,lat,lon\n甲苑,小区,M1,30.8,104.2\n")
    await take(database, Register.PLACES, "name,kind,grid,lat,lon\n甲苑,小区,M1,30.9,104.2\n")

    async with database.read() as session:
        assert await counted(session, "gazetteer") == 2
    assert await every(database, Place.name, Place.lat) == [("甲苑", 30.9)]


async def test_a_whole_district_moves_at_once(database: Database) -> None:
    """9,500 nodes come in one file, and all of them go to other parents in the next."""
    micro = "".join(f"M{n},微网格{n},micro,C{n % 2},30.8,104.1\n" for n in range(9_500))
    header = "code,name,level,parent,lat,lon\nT,镇,town,,,\nC0,甲,chief,T,,\nC1,乙,chief,T,,\n"
    swapped = header + micro.replace("micro,C0", "micro,C2").replace("micro,C1", "micro,C0")

    first = await take(database, Register.GRIDS, header + micro)
    moved = await take(database, Register.GRIDS, swapped.replace("micro,C2", "micro,C1"))

    assert (first.added, moved.changed) == (9_503, 9_500)
    paths = dict(await every(database, Grid.code, Grid.path))
    assert (paths["M0"], paths["M1"]) == ("T/C1/M0/", "T/C0/M1/")

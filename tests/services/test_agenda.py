"""/agenda: each level's meeting sees what is its own, and writes decisions that become assignments."""

from csv import DictReader
from io import BytesIO, StringIO

import pytest

from bot.domain.grid import GridLevel, Role
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.errors import NotAllowed, OperatorError, Stale, Unfit
from bot.exchange import agenda as sheets
from bot.exchange.writing import write_csv
from bot.services import agenda, handing
from bot.services.rights import Actor
from bot.storage import cases
from bot.storage.base import SQLModel
from bot.storage.database import Database
from bot.storage.people import Appointment
from bot.views.agenda_page import agenda_page
from tests.services.district import (
    AN_HOUR,
    CHEN,
    EAST,
    LI,
    MIDDLE,
    TOWN,
    WANG,
    WEST,
    ZHANG,
    ZHOU,
    case,
    settle,
)
from tests.storage.rows import NOW, store
from tests.views.samples import ZONE, reader

POLICY = Policy()
LATE = {"due_at": NOW - 30 * AN_HOUR}


def on_record() -> list[SQLModel]:
    """Three lamps, a late hole in the road, a quarrel, a child, and an exercise."""
    return [
        case(1001),
        case(1002, text="王丽家门口的灯坏了，电话13900000001"),
        case(1003),
        case(1004, kind=Kind.HAZARD, category="road", grid_id=WEST, place="西门", **LATE),
        case(1005, kind=Kind.DISPUTE, place="5号楼302", text="楼上天天吵", **LATE),
        case(1006, kind=Kind.LOST_CHILD, **LATE),
        case(1007, kind=Kind.HAZARD, category="road", exercise=True, **LATE),
        case(1008, kind=Kind.HAZARD, category="gas", state=State.RESOLVED, **LATE),
    ]


@pytest.fixture
async def meeting(database: Database) -> Database:
    """The district with all that on record."""
    await settle(database)
    general = Appointment(user_id=ZHOU.id, grid_id=MIDDLE, role=Role.WORKER, name=ZHOU.name)
    await store(database, general, *on_record())
    return database


async def points(database: Database, grid_id: int, who: Actor) -> list[list[int | None]]:
    """Return the case numbers of each point, as this one reads them."""
    async with database.read() as session:
        found = await agenda.prepared_for(session, grid_id, who, at=NOW)
    return [[matter.facts.number for matter in item.matters] for item in found.items]


async def test_each_level_reads_what_is_its_own(meeting: Database) -> None:
    """A quarrel is the village's matter and above; who is missed is searched for, not discussed."""
    assert await points(meeting, MIDDLE, ZHOU) == [[1001, 1002, 1003], [1004]]
    assert await points(meeting, TOWN, LI) == [[1001, 1002, 1003], [1004], [1005]]
    for who, node in ((ZHANG, EAST), (ZHANG, MIDDLE), (ZHOU, TOWN), (CHEN, MIDDLE), (WANG, EAST)):
        with pytest.raises(NotAllowed):
            await points(meeting, node, who)


async def test_lamps_of_one_house_stay_together_on_their_way_up(meeting: Database) -> None:
    """The ladder spreads them over three nodes; at each meeting they are one question still.

    Whoever is given them all is one who may have all: where they came from, to which those that had
    come up go back, or above all of them.
    """
    async with meeting.write() as session:
        await handing.escalate(session, 1, ZHANG, POLICY, at=NOW)
        for _ in range(2):
            await handing.escalate(session, 2, LI, POLICY, at=NOW)
    assert await points(meeting, TOWN, LI) == [[1001, 1002, 1003], [1004], [1005]]
    assert await points(meeting, MIDDLE, ZHOU) == [[1001, 1003], [1004]]

    async with meeting.write() as session:
        decided = await agenda.decide(session, TOWN, 3, LI, POLICY, words="换成声控灯", at=NOW)
        assert decided.item.grid == "东苑"
        assert [who for who, _ in decided.people] == [ZHANG.id, ZHOU.id, LI.id]
        await agenda.hand(session, TOWN, 3, LI, POLICY, to=LI.id, at=NOW)
        lamps = [await session.get_one(cases.Case, key) for key in (1, 2, 3)]
        assert {(lamp.owner_id, lamp.grid_id) for lamp in lamps} == {
            (LI.id, EAST),
            (LI.id, MIDDLE),
            (LI.id, TOWN),
        }
        await agenda.hand(session, TOWN, 3, LI, POLICY, to=ZHANG.id, at=NOW)
        assert {(lamp.owner_id, lamp.grid_id) for lamp in lamps} == {(ZHANG.id, EAST)}


async def test_a_decision_is_an_assignment(meeting: Database) -> None:
    """One word for three lamps: it stands in the history of each, and one person has them all."""
    async with meeting.write() as session:
        for _ in range(2):  # an update may come twice
            decided = await agenda.decide(
                session, MIDDLE, 1, ZHOU, POLICY, words="换成声控灯", at=NOW
            )
        assert (ZHANG.id, ZHANG.name) in decided.people
        await agenda.hand(session, MIDDLE, 1, ZHOU, POLICY, to=ZHANG.id, at=NOW)
        await agenda.hand(session, MIDDLE, 1, ZHOU, POLICY, to=ZHANG.id, at=NOW)  # who has them
        with pytest.raises(Unfit):
            await agenda.decide(session, MIDDLE, 1, ZHOU, POLICY, words="好" * 201, at=NOW)
        with pytest.raises(Stale):
            await agenda.decide(session, MIDDLE, 8, ZHOU, POLICY, words="已经办结", at=NOW)
        with pytest.raises(NotAllowed):
            await agenda.decide(session, MIDDLE, 1, WANG, POLICY, words="我来定", at=NOW)

    async with meeting.read() as session:
        for key in (1, 2, 3):
            lamp = await session.get_one(cases.Case, key)
            steps = [(step.action, step.note) for step in await cases.history(session, key)]
            assert (lamp.state, lamp.owner_id) == (State.ASSIGNED, ZHANG.id)
            assert steps == [(Action.DECIDE, "换成声控灯"), (Action.ASSIGN, ZHANG.name)]


async def test_a_sheet_names_nobody_who_reported(meeting: Database) -> None:
    """Neither the page nor the rows have a reporter, a phone, or the door behind which they quarrel."""
    async with meeting.write() as session:
        hole = await session.get_one(cases.Case, 4)
        hole.grid_id, hole.origin_id = TOWN, WEST
    async with meeting.read() as session:
        found = await agenda.of_code(session, "T", at=NOW)
        for code in ("E", "NOWHERE"):
            with pytest.raises(OperatorError, match=repr(code)):
                await agenda.of_code(session, code, at=NOW)
    out = BytesIO()
    count = await write_csv(sheets.rows(found), sheets.KEYS, out, ZONE)
    page = agenda_page(found, reader())

    assert (count, found.level) == (5, GridLevel.TOWN)
    lines = list(DictReader(StringIO(out.getvalue().decode("utf-8-sig"))))
    assert {(line["grid"], line["grid_name"]) for line in lines} == {("E", "东苑"), ("T", "榆溪镇")}
    for sheet in (out.getvalue().decode(), page):
        assert "1004" in sheet
        for hidden in (WANG.name, "139", "302", "天天吵"):
            assert hidden not in sheet, hidden
    assert "超时 30 小时" in page


async def test_words_of_staff_stay_words_on_the_page(meeting: Database) -> None:
    """What somebody typed is no markup, and a phone in it stays in the chat."""
    async with meeting.write() as session:
        (await session.get_one(cases.Case, 4)).decision = "<script>alert(1)</script> 13900000001"
    async with meeting.read() as session:
        page = agenda_page(await agenda.of_code(session, "M", at=NOW), reader())

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "13900000001" not in page

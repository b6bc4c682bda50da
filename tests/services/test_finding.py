"""/find: staff find cases of their own grids by number, place or words; nobody by a name."""

import pytest

from bot.domain.grid import PlaceKind
from bot.domain.kinds import Kind
from bot.domain.states import State
from bot.errors import NotAllowed, Refusal
from bot.services import finding
from bot.services.rights import Actor
from bot.storage.base import SQLModel
from bot.storage.database import Database
from bot.storage.finding import LOOK
from bot.storage.grid import Place
from bot.storage.persons import Person
from tests.services.district import CHEN, EAST, LI, VILLAGE, WANG, WEST, ZHANG, case, settle
from tests.storage.rows import NOW, store

LOST = "我家王小明不见了，5岁，穿红衣服，小明怕生，我叫王丽，电话13900000001"


def on_record() -> list[SQLModel]:
    return [
        case(1001, state=State.RESOLVED),
        case(1002, grid_id=WEST, text="路灯不亮了", place="西门"),
        case(1003, kind=Kind.LOST_CHILD, text=LOST, place="3号楼"),
        case(1004, kind=Kind.DISPUTE, text="楼上的灯太吵", place="3号楼"),
        Person(case_id=3, name="王小明", name_allowed=True),
        case(1005, grid_id=VILLAGE, origin_id=EAST, text="井盖松了", place="大门"),
        Place(name="香樟苑", kind=PlaceKind.COMPOUND, grid_id=EAST, aliases="樟园"),
    ]


QUERIES: list[tuple[Actor, str, list[int], str]] = [
    (ZHANG, "灯", [1001], "closed ones, too; others' grids and quarrels are not there"),
    (LI, "灯", [1004, 1002, 1001], "the desk finds everything under the town"),
    (CHEN, "3号楼", [1003, 1001], "by place"),
    (ZHANG, "1003", [1003], "by number"),
    (ZHANG, "#1002", [], "the number of another grid's case"),
    (LI, "西苑 路灯", [1002], "the name of the grid and a word"),
    (LI, "东苑 井盖", [1005], "of the grid where it was reported, too"),
    (ZHANG, "樟园 井盖", [1005], "and by what its compound is called there"),
    (LI, "红衣服", [1003], "a word of the report"),
    (LI, "王小明", [], "never by the person's name, though the family allows it to be shown"),
    (LI, "小明", [], "nor by half of it"),
    (LI, "王丽", [], "nor by the reporter's"),
    (LI, "13900000001", [], "nor by a phone"),
]


async def test_staff_find_what_is_theirs_and_nobody_s_name(database: Database) -> None:
    await settle(database)
    await store(database, *on_record())

    async with database.read() as session:
        for who, query, expected, why in QUERIES:
            found = await finding.find(session, who, query, at=NOW)
            assert [line.facts.number for line in found.lines] == expected, f"{query}: {why}"
        with pytest.raises(NotAllowed):
            await finding.find(session, WANG, "灯", at=NOW)
        for bad in ("", " : ", "灯" * 17):
            with pytest.raises(Refusal):
                await finding.find(session, ZHANG, bad, at=NOW)


async def test_a_search_goes_on_where_it_stopped(database: Database) -> None:
    """A look goes through so many cases and says how far back; the next goes on from there."""
    await settle(database)
    oldest, latest = 1001, 1001 + LOOK
    doors = [case(number, text="门坏了") for number in range(oldest + 1, latest + 1)]
    async with database.write() as session:
        session.add_all([case(oldest), *doors])

    async with database.read() as session:
        first = await finding.find(session, ZHANG, "灯", at=NOW)
        second = await finding.find(session, ZHANG, "灯", before=first.older, at=NOW)

    assert (first.lines, first.back_to) == ((), doors[0].opened_at)
    assert [line.facts.number for line in second.lines] == [oldest]
    assert (second.older, second.again) == (None, True)

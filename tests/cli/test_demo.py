"""The example district as data: what the stories need of it."""

import csv
import io
from collections import Counter
from typing import Any

import pytest
from sqlmodel import select

from bot.demo.district import REGISTERS, register_file, stage
from bot.domain.grid import GridLevel
from bot.domain.intake import understand
from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.services.imports import store
from bot.storage import chats, grid
from bot.storage.database import Database
from bot.storage.grid import Grid, Place

HOME = "YX-A11"


def records(register: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(register_file(register).decode())))


@pytest.fixture
async def district(database: Database) -> Database:
    for name in REGISTERS:
        batch = read(Register(name), register_file(name))
        async with database.write() as session:
            await store(session, batch)
    return database


async def test_the_district_is_imported_as_everybody_s(district: Database) -> None:
    """One town, two communities, four general grids, eight micro-grids; a second import is idle."""
    async with district.read() as session:
        levels = Counter(await session.exec(select(Grid.level)))
    batch = read(Register.GRIDS, register_file("grids"))
    async with district.write() as session:
        again = await store(session, batch)

    assert levels == {
        GridLevel.TOWN: 1,
        GridLevel.CHIEF: 2,
        GridLevel.GENERAL: 4,
        GridLevel.MICRO: 8,
    }
    assert (again.added, again.changed, again.unchanged) == (0, 0, 15)


async def test_four_groups_hear_of_the_lost_child_at_once(district: Database) -> None:
    """Rings 0 and 1 hold exactly four groups, and no other lies within the 600 metres."""
    async with district.read() as session:
        home = await grid.by_code(session, HOME)
        assert home is not None
        corner = (await session.exec(select(Place).where(Place.name == "柳荫路口"))).one()
        assert corner.lat is not None
        assert corner.lon is not None
        near = await grid.near(session, corner.lat, corner.lon)
        inner = await chats.reach(
            session, chats.public([home.path], nodes=[node.key for node in near])
        )
        above = await grid.ancestors(session, home.path)
        both = await chats.reach(session, chats.public([above[1].path]))

    assert [node.code for node in near] == [HOME]
    assert len(inner) == 2
    assert len(both) == 4


def test_everybody_on_stage_has_a_part() -> None:
    """Fourteen groups, the same ones that are imported; staff and members are people there."""
    told: dict[str, Any] = stage()
    people = {person["id"] for person in told["people"]}
    groups = {chat["id"] for chat in told["chats"]}

    assert len(groups) == 14
    assert groups == {int(row["chat_id"]) for row in records("chats")}
    assert {int(row["user_id"]) for row in records("staff")} <= people
    assert {member for chat in told["chats"] for member in chat["members"]} == people
    assert all(person["note"] for person in told["people"])


def test_phones_are_nobody_s() -> None:
    """No number of a real telephone stands in the example."""
    phones = {row["phone"] for name in ("grids", "staff") for row in records(name) if row["phone"]}

    assert all(phone.startswith("028-0000-") for phone in phones)


@pytest.mark.parametrize(
    ("number", "kind", "confidence"),
    [(0, "lost_child", 0.7), (1, "light", 0.7), (2, "found_child", 0.7)],
)
def test_examples_are_understood(number: int, kind: str, confidence: float) -> None:
    """Each example is what its label says, surely enough for the bot to speak up in the group."""
    example = stage()["examples"][number]

    meaning = understand(example["text"])

    assert (meaning.kind, meaning.confidence >= confidence) == (kind, True)
    assert {"zh", "en"} == set(example["label"])

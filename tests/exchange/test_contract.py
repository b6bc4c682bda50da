"""contract.md, "Import files": every column and every word that a file may hold."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import pytest

from bot.domain.grid import Audience, GridLevel, PlaceKind, Role
from bot.domain.keepers import Promise
from bot.domain.kinds import Kind
from bot.domain.registers import (
    ChatRow,
    DutyRow,
    GridRow,
    HolidayRow,
    OwnerRow,
    PlaceRow,
    Register,
    StaffRow,
)
from bot.domain.rosters import Shift
from bot.errors import ImportRefused
from bot.exchange.rows import read

FILES = {
    Register.GRIDS: (
        {
            "code": "M-1", "name": "一号楼", "level": "micro", "parent": "G-1",
            "lat": "30.8", "lon": "103.85", "phone": "028-8888",
        },
        {"parent", "lat", "lon", "phone"},
        GridRow(2, "M-1", "一号楼", GridLevel.MICRO, "G-1", 30.8, 103.85, "028-8888"),
    ),
    Register.PLACES: (
        {
            "name": "甲苑", "kind": "compound", "grid": "M-1",
            "lat": "30.8", "lon": "103.85", "aliases": "甲|甲家苑",
        },
        {"lat", "lon", "aliases"},
        PlaceRow(2, "甲苑", PlaceKind.COMPOUND, "M-1", 30.8, 103.85, "甲|甲家苑"),
    ),
    Register.CHATS: (
        {"chat_id": "-1001", "grid": "M-1", "audience": "residents"},
        set[str](),
        ChatRow(2, -1001, "M-1", Audience.RESIDENTS),
    ),
    Register.STAFF: (
        {
            "user_id": "7", "name": "某人", "grid": "M-1", "role": "worker",
            "title": "网格长", "unit": "甲社区", "phone": "028-1",
        },
        {"user_id", "title", "unit", "phone"},
        StaffRow(2, 7, "某人", "M-1", Role.WORKER, "网格长", "甲社区", "028-1"),
    ),
    Register.DUTY: (
        {"grid": "M-1", "user_id": "7", "days": "周一", "from": "20:00", "to": "08:00"},
        set[str](),
        DutyRow(2, "M-1", 7, (Shift(0, None, 1200, 1920),)),
    ),
    Register.OWNERS: (
        {
            "grid": "M-1", "kind": "hazard", "category": "elevator", "owner": "甲物业",
            "phone": "028-1", "promise": "24h",
        },
        {"category", "phone", "promise"},
        OwnerRow(2, "M-1", Kind.HAZARD, "elevator", "甲物业", "028-1", Promise(minutes=1440)),
    ),
    Register.HOLIDAYS: (
        {"date": "2027-10-01", "kind": "off", "name": "国庆节"},
        {"name"},
        HolidayRow(2, date(2027, 10, 1), off=True, name="国庆节"),
    ),
}  # fmt: skip
"""Per register: a full row, the columns whose values may be missing, and what is read."""

POINT = {"lat", "lon"}
"""One is nothing without the other."""
MAY_BE_ABSENT = {
    Register.GRIDS: {"lat", "lon", "phone"},
    Register.PLACES: {"lat", "lon", "aliases"},
    Register.CHATS: set[str](),
    Register.STAFF: {"title", "unit", "phone"},
    Register.DUTY: set[str](),
    Register.OWNERS: {"category", "phone", "promise"},
    Register.HOLIDAYS: {"name"},
}
WORDS: dict[tuple[Register, str], Mapping[str, StrEnum]] = {
    (Register.GRIDS, "level"): {
        "district": GridLevel.DISTRICT, "town": GridLevel.TOWN, "chief": GridLevel.CHIEF,
        "general": GridLevel.GENERAL, "micro": GridLevel.MICRO, "dedicated": GridLevel.DEDICATED,
        "区": GridLevel.DISTRICT, "街道": GridLevel.TOWN, "总网格": GridLevel.CHIEF,
        "一般网格": GridLevel.GENERAL, "微网格": GridLevel.MICRO, "专属网格": GridLevel.DEDICATED,
    },
    (Register.PLACES, "kind"): {str(kind): kind for kind in PlaceKind},
    (Register.CHATS, "audience"): {str(audience): audience for audience in Audience},
    (Register.STAFF, "role"): {str(role): role for role in Role},
}  # fmt: skip


def file(row: dict[str, str]) -> bytes:
    """Return a CSV file with this one row."""
    return f"{','.join(row)}\n{','.join(row.values())}\n".encode()


@pytest.mark.parametrize("register", Register)
def test_the_columns_in_any_order(register: Register) -> None:
    """They are found by their names."""
    row, _, expected = FILES[register]
    for order in (row, dict(reversed(row.items()))):
        assert read(register, file(order)).rows == (expected,)


@pytest.mark.parametrize("register", Register)
def test_a_column_less_or_a_value_less(register: Register) -> None:
    """Some columns need not be there; of the others some may be empty, and no more than those."""
    row, may_be_empty, _ = FILES[register]
    for column in row:
        both = POINT if column in POINT else {column}
        without = {name: value for name, value in row.items() if name not in both}
        if column in MAY_BE_ABSENT[register]:
            assert not read(register, file(without)).problems, column
        else:
            with pytest.raises(ImportRefused, match=f"has no column {column}"):
                read(register, file(without))
        problems = read(register, file(row | dict.fromkeys(both, ""))).problems
        assert bool(problems) is (column not in may_be_empty), column


@pytest.mark.parametrize(("register", "column"), WORDS)
def test_the_words_of_a_column(register: Register, column: str) -> None:
    """Each means what the contract says; another is a named bad row."""
    row = FILES[register][0]
    for word, meaning in WORDS[register, column].items():
        (found,) = read(register, file(row | {column: word})).rows
        assert getattr(found, column) is meaning
    (problem,) = read(register, file(row | {column: "else"})).problems
    assert problem.line == 2


def test_the_words_are_all_there_are() -> None:
    """PlaceKind, Audience and Role hold the contract's words and no others."""
    assert {str(kind) for kind in PlaceKind} == {
        "compound", "building", "road", "gate", "water", "venue", "company", "other",
    }  # fmt: skip
    assert {str(audience) for audience in Audience} == {"residents", "staff", "business"}
    assert {str(role) for role in Role} == {
        "worker", "instructor", "duty", "partner", "volunteer", "admin",
    }  # fmt: skip

"""Rows of import files: columns by name, words in two languages, bad rows named."""

import pytest

from bot.domain.grid import Audience, GridLevel, PlaceKind, Role
from bot.domain.registers import (
    ChatRow,
    GridRow,
    PlaceRow,
    Register,
    StaffRow,
)
from bot.errors import ImportRefused
from bot.exchange.rows import read


@pytest.mark.parametrize(
    ("register", "text", "row"),
    [
        (
            Register.GRIDS,
            "code,name,level,parent\nD,某区,district,\n",  # the rest may be absent
            GridRow(2, "D", "某区", GridLevel.DISTRICT, None, None, None, None),
        ),
        (
            Register.GRIDS,
            "phone,lon,lat,parent,level,name,code\n110,104.1,30.8,D,微网格,一号楼,M-1\n",  # any order
            GridRow(2, "M-1", "一号楼", GridLevel.MICRO, "D", 30.8, 104.1, "110"),
        ),
        (
            Register.PLACES,
            "name,kind,grid,aliases\n甲苑,compound,M-1,甲| 甲家苑 |\n",
            PlaceRow(2, "甲苑", PlaceKind.COMPOUND, "M-1", None, None, "甲|甲家苑"),
        ),
        (
            Register.CHATS,
            "chat_id,grid,audience\n-1001,M-1,居民\n",
            ChatRow(2, -1001, "M-1", Audience.RESIDENTS),
        ),
        (
            Register.STAFF,
            "user_id,name,grid,role\n7,某人,M-1,Worker\n",
            StaffRow(2, 7, "某人", "M-1", Role.WORKER, None, None, None),
        ),
    ],
)
def test_reads_rows(register: Register, text: str, row: object) -> None:
    """Columns are found by name; levels, kinds, roles and audiences are English or Chinese."""
    batch = read(register, text.encode())

    assert batch.rows == (row,)
    assert not batch.problems


def test_columns_of_no_use_are_told() -> None:
    """A mistyped column does not lose its values silently."""
    batch = read(Register.CHATS, "chat_id,grid,audience,备注\n-1,M,staff,x\n".encode())

    assert batch.unused == ("备注",)


@pytest.mark.parametrize(
    ("register", "header", "reason"),
    [
        (Register.GRIDS, "kode,name,level,parent", "has no column code; grids takes code,name,"),
        (Register.CHATS, "chat_id,grid,grid,audience", "has the column grid twice; chats takes"),
        (Register.STAFF, "user_id;name;grid;role", "has no column user_id; staff takes user_id,"),
    ],
)
def test_refuses_a_wrong_header(register: Register, header: str, reason: str) -> None:
    """A wrong header says what is missing and what the file takes."""
    with pytest.raises(ImportRefused, match=f"^line 1: the header {reason}"):
        read(register, f"{header}\n1,2,3,4\n".encode())


@pytest.mark.parametrize(
    ("register", "row", "reason"),
    [
        (Register.GRIDS, ",x,micro,", "code is empty"),
        (Register.GRIDS, "a/b,x,micro,", "code 'a/b' is no code"),  # paths are made of codes
        (Register.GRIDS, "a b,x,micro,", "code 'a b' is no code"),  # typed after /bind
        (Register.GRIDS, "A,x,village,", "level 'village' is none of district, town,"),
        (Register.GRIDS, "A,x,micro,,31", "lat and lon come together"),
        (Register.GRIDS, "A,x,micro,,91,104", "lat 91 is not between -90 and 90"),
        (Register.GRIDS, "A,x,micro,,north,104", "lat 'north' is no number"),
        (Register.GRIDS, "A,x,micro,,,,,,surplus", "has 9 cells, the header 7"),
        (Register.GRIDS, '"A","x\ny",micro,', "name holds a line break"),
        (Register.PLACES, "甲苑,castle,A", "kind 'castle' is none of compound,"),
        (Register.CHATS, "-1.00123E+12,A,staff", "chat_id -1.00123E+12 was shortened"),
        (Register.CHATS, "42,A,staff", "chat_id 42 is the id of a person"),
        (Register.CHATS, "0,A,staff", "chat_id '0' is no Telegram id"),
        (Register.CHATS, "-1,A,everybody", "audience 'everybody' is none of residents,"),
        (Register.STAFF, "@mother,x,A,worker", "user_id '@mother' is no Telegram id"),
        (Register.STAFF, "-100,x,A,worker", "user_id -100 is the id of a group"),
        (Register.STAFF, "99999999999999999,x,A,worker", "user_id '99999999999999999' is no"),
        (Register.STAFF, "7,,A,worker", "name is empty"),
        (Register.STAFF, "7,x,A,boss", "role 'boss' is none of worker,"),
    ],
)
def test_names_bad_rows(register: Register, row: str, reason: str) -> None:
    """A row that can't be taken keeps its line and one reason."""
    headers = {
        Register.GRIDS: "code,name,level,parent,lat,lon,phone",
        Register.PLACES: "name,kind,grid",
        Register.CHATS: "chat_id,grid,audience",
        Register.STAFF: "user_id,name,grid,role",
    }

    batch = read(register, f"{headers[register]}\n{row}\n".encode())

    assert not batch.rows
    (problem,) = map(str, batch.problems)
    assert problem.startswith(f"line 2: {reason}")

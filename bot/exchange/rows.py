"""The rows of an import file as values; a bad row is named with its line and the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.appointments import ROLE_WORDS
from bot.domain.grid import Audience, GridLevel, PlaceKind, Role
from bot.domain.keepers import read_promise
from bot.domain.kinds import CATEGORIES, Kind
from bot.domain.registers import (
    Batch,
    ChatRow,
    DutyRow,
    GridRow,
    HolidayRow,
    OwnerRow,
    PlaceRow,
    Problem,
    Register,
    Row,
    StaffRow,
)
from bot.domain.rosters import read_shifts
from bot.errors import ImportRefused
from bot.exchange.cells import BadCell, Cells
from bot.exchange.tables import Line, Table, read_table


class _Owned(StrEnum):
    LIGHT = Kind.LIGHT.value
    HAZARD = Kind.HAZARD.value
    NEED = Kind.NEED.value


class _Day(StrEnum):
    OFF = "off"
    WORK = "work"


LEVELS = {
    "区": GridLevel.DISTRICT,
    "街道": GridLevel.TOWN,
    "镇": GridLevel.TOWN,
    "街道/镇": GridLevel.TOWN,
    "总网格": GridLevel.CHIEF,
    "一般网格": GridLevel.GENERAL,
    "微网格": GridLevel.MICRO,
    "专属网格": GridLevel.DEDICATED,
}
KINDS = {
    "小区": PlaceKind.COMPOUND,
    "楼栋": PlaceKind.BUILDING,
    "道路": PlaceKind.ROAD,
    "大门": PlaceKind.GATE,
    "水域": PlaceKind.WATER,
    "场所": PlaceKind.VENUE,
    "企业": PlaceKind.COMPANY,
    "其他": PlaceKind.OTHER,
}
OWNED = {"灯": _Owned.LIGHT, "路灯": _Owned.LIGHT, "隐患": _Owned.HAZARD, "诉求": _Owned.NEED}
DAYS = {"休": _Day.OFF, "班": _Day.WORK}
AUDIENCES = {
    "居民": Audience.RESIDENTS,
    "工作": Audience.STAFF,
    "企业": Audience.BUSINESS,
}


def _grid(cells: Cells) -> GridRow:
    lat, lon = cells.point()
    return GridRow(
        line=cells.line,
        code=cells.code("code"),
        name=cells.text("name"),
        level=cells.word("level", LEVELS, GridLevel),
        parent=cells.maybe("parent"),
        lat=lat,
        lon=lon,
        phone=cells.phone("phone"),
    )


def _place(cells: Cells) -> PlaceRow:
    lat, lon = cells.point()
    aliases = (cells.maybe("aliases") or "").split("|")
    return PlaceRow(
        line=cells.line,
        name=cells.text("name"),
        kind=cells.word("kind", KINDS, PlaceKind),
        grid=cells.text("grid"),
        lat=lat,
        lon=lon,
        aliases="|".join(alias.strip() for alias in aliases if alias.strip()),
    )


def _chat(cells: Cells) -> ChatRow:
    return ChatRow(
        line=cells.line,
        chat_id=cells.group("chat_id"),
        grid=cells.text("grid"),
        audience=cells.word("audience", AUDIENCES, Audience),
    )


def _staff(cells: Cells) -> StaffRow:
    return StaffRow(
        line=cells.line,
        user_id=cells.user("user_id") if cells.maybe("user_id") else None,
        name=cells.text("name"),
        grid=cells.text("grid"),
        role=cells.word("role", ROLE_WORDS, Role),
        title=cells.maybe("title"),
        unit=cells.maybe("unit"),
        phone=cells.phone("phone"),
    )


def _duty(cells: Cells) -> DutyRow:
    days, begins, ends = cells.text("days"), cells.text("from"), cells.text("to")
    shifts = read_shifts(days, begins, ends)
    if shifts is None:
        raise BadCell(
            f"{days!r} {begins}-{ends} is no shift: days are mon-fri, 周六,周日, daily, 2026-07-05 "
            "or 2026-07-05..2026-07-08, from and to like 08:00"
        )
    return DutyRow(
        line=cells.line, grid=cells.text("grid"), user_id=cells.user("user_id"), shifts=shifts
    )


def _owner(cells: Cells) -> OwnerRow:
    kind = Kind(cells.word("kind", OWNED, _Owned))
    category, promise = cells.maybe("category"), cells.maybe("promise")
    if category is not None and kind is not Kind.HAZARD:
        raise BadCell(f"category {category!r}: only a hazard has one")
    if category is not None and category not in CATEGORIES:
        raise BadCell(f"category {category!r} is none of {', '.join(CATEGORIES)}")
    promised = read_promise(promise) if promise else None
    if promise and promised is None:
        raise BadCell(f"promise {promise!r} is none: write 90min, 24h, 3wd, 24小时 or 3个工作日")
    return OwnerRow(
        line=cells.line,
        grid=cells.text("grid"),
        kind=kind,
        category=category or "",
        owner=cells.text("owner"),
        phone=cells.phone("phone"),
        promise=promised,
    )


def _holiday(cells: Cells) -> HolidayRow:
    return HolidayRow(
        line=cells.line,
        day=cells.day("date"),
        off=cells.word("kind", DAYS, _Day) is _Day.OFF,
        name=cells.maybe("name"),
    )


@dataclass(frozen=True)
class _Form:
    """The columns of a file and how a row of it is read."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    row: Callable[[Cells], Row]


FORMS = {
    Register.GRIDS: _Form(("code", "name", "level", "parent"), ("lat", "lon", "phone"), _grid),
    Register.PLACES: _Form(("name", "kind", "grid"), ("lat", "lon", "aliases"), _place),
    Register.CHATS: _Form(("chat_id", "grid", "audience"), (), _chat),
    Register.STAFF: _Form(("user_id", "name", "grid", "role"), ("title", "unit", "phone"), _staff),
    Register.DUTY: _Form(("grid", "user_id", "days", "from", "to"), (), _duty),
    Register.OWNERS: _Form(("grid", "kind", "owner"), ("category", "phone", "promise"), _owner),
    Register.HOLIDAYS: _Form(("date", "kind"), ("name",), _holiday),
}


def read(register: Register, data: bytes) -> Batch:
    """Read an import file; raises ImportRefused where it is no table with the right header."""
    form = FORMS[register]
    table = read_table(data)
    _check_header(register, table, form)
    rows: list[Row] = []
    problems: list[Problem] = []
    doubtful: set[str] = set()
    for line in table.lines:
        texts = dict(zip(table.header, line.cells, strict=False))
        try:
            _check_width(table, line)
            rows.append(form.row(Cells(line.number, texts)))
        except BadCell as bad:
            problems.append(Problem(line.number, str(bad)))
            doubtful.add(texts.get("code", ""))
    known = (*form.needed, *form.optional, "")
    unused = tuple(name for name in table.header if name not in known)
    unsaid = frozenset(form.optional).difference(table.header)
    return Batch(
        register, tuple(rows), tuple(problems), frozenset(doubtful), table.encoding, unused, unsaid
    )


def _check_header(register: Register, table: Table, form: _Form) -> None:
    missing = [name for name in form.needed if name not in table.header]
    twice = sorted({name for name in table.header if name and table.header.count(name) > 1})
    if not missing and not twice:
        return
    wrong = f"has no column {missing[0]}" if missing else f"has the column {twice[0]} twice"
    takes = ",".join((*form.needed, *form.optional))
    raise ImportRefused([str(Problem(1, f"the header {wrong}; {register} takes {takes}"))])


def _check_width(table: Table, line: Line) -> None:
    if any(line.cells[len(table.header) :]):
        raise BadCell(f"has {len(line.cells)} cells, the header {len(table.header)}")

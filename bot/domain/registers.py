"""The town's registers as import files give them: who and what there is, row by row."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.grid import Audience, GridLevel, PlaceKind, Role
from bot.domain.keepers import Promise
from bot.domain.kinds import Kind
from bot.domain.rosters import Shift


class Register(StrEnum):
    """What can be imported; later ones name nodes of the first."""

    GRIDS = "grids"
    PLACES = "places"
    CHATS = "chats"
    STAFF = "staff"
    DUTY = "duty"
    OWNERS = "owners"
    HOLIDAYS = "holidays"


@dataclass(frozen=True)
class GridRow:
    """A node of the grid; `parent` is the code of the node above."""

    line: int
    code: str
    name: str
    level: GridLevel
    parent: str | None
    lat: float | None
    lon: float | None
    phone: str | None


@dataclass(frozen=True)
class PlaceRow:
    """A place that people name."""

    line: int
    name: str
    kind: PlaceKind
    grid: str
    lat: float | None
    lon: float | None
    aliases: str


@dataclass(frozen=True)
class ChatRow:
    """A group bound to one node; a group has a row for each of its nodes."""

    line: int
    chat_id: int
    grid: str
    audience: Audience


@dataclass(frozen=True)
class StaffRow:
    """An appointment: a role on a node and everything under it; without an id it waits for one."""

    line: int
    user_id: int | None
    name: str
    grid: str
    role: Role
    title: str | None
    unit: str | None
    phone: str | None


@dataclass(frozen=True)
class DutyRow:
    """Somebody's shifts at a node; a row of several days is as many shifts."""

    line: int
    grid: str
    user_id: int
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class OwnerRow:
    """Who looks after what at a node; without a category all of the kind."""

    line: int
    grid: str
    kind: Kind
    category: str
    owner: str
    phone: str | None
    promise: Promise | None


@dataclass(frozen=True)
class HolidayRow:
    """A day of the yearly notice: off, or a weekend on which everybody works."""

    line: int
    day: date
    off: bool
    name: str | None


Row = GridRow | PlaceRow | ChatRow | StaffRow | DutyRow | OwnerRow | HolidayRow


@dataclass(frozen=True, order=True)
class Problem:
    """A bad row, named so that the person at the spreadsheet finds it."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True)
class Batch:
    """What an import file holds, the bad rows set apart.

    `doubtful` are the codes of bad rows: whoever names one is not to blame for that.
    """

    register: Register
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    doubtful: frozenset[str]
    encoding: str
    unused: tuple[str, ...]
    unsaid: frozenset[str]
    """Optional columns that the file does not have: what is known of them stays."""

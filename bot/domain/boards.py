"""What the messages say that follow many things at once: the board of an alert on its way."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.alerts import AlertStatus


@dataclass(frozen=True)
class RingStand:
    """How far one ring of an alert has got, in groups."""

    ring: int
    groups: int
    sent: int
    failed: int


@dataclass(frozen=True)
class Names:
    """The first few of some grids by name, and how many there are in all."""

    shown: tuple[str, ...] = ()
    all: int = 0


@dataclass(frozen=True)
class Ack:
    """What somebody on staff pressed under an alert: `told`, `searching` or `taken_over`."""

    at: datetime
    who: str
    word: str


@dataclass(frozen=True)
class Board:
    """How an alert gets on, under the staff cards of its case; nobody's name but staff's is in it."""

    case_id: int
    number: int
    status: AlertStatus
    rings: tuple[RingStand, ...] = ()
    waiting: Names = Names()
    failed: Names = Names()
    slowest: str | None = None
    """The grid that heard last of all, of an alert that stands everywhere."""
    slowest_seconds: int = 0
    changed: int = 0
    """Once it is over: in how many groups the closing words stand."""
    to_change: int = 0
    unchanged: Names = Names()

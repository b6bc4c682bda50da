"""What the messages say that follow many things at once: the board of an alert on its way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.alert_cards import AlertPost
from bot.domain.alerts import AlertStatus
from bot.domain.cards import Facts
from bot.domain.grid import NO_GRIDS, Names


@dataclass(frozen=True)
class RingStand:
    """How far one ring of an alert has got, in groups."""

    ring: int
    groups: int
    sent: int
    failed: int
    watches: int = 0
    """Staff groups of the grids in it; `answered` of them have."""
    answered: int = 0


class Answer(StrEnum):
    """What staff press under an alert: 已通知, 在巡查, 已接手."""

    TOLD = "told"
    SEARCHING = "searching"
    TAKEN_OVER = "taken_over"


@dataclass(frozen=True)
class Ack:
    """One answer of somebody on staff."""

    at: datetime
    who: str
    word: Answer


@dataclass(frozen=True)
class Watch:
    """An alert as the staff and partners of a grid see it whose residents hear of it."""

    alert: AlertPost
    partners: bool = False
    """已接手 may be pressed here."""
    acks: tuple[Ack, ...] = ()


@dataclass(frozen=True)
class Board:
    """How an alert gets on, under the staff cards of its case; nobody's name but staff's is in it."""

    case_id: int
    number: int
    status: AlertStatus
    rings: tuple[RingStand, ...] = ()
    begins_at: datetime | None = None
    """It waits for the morning; then it goes to `begins_to` groups."""
    begins_to: int = 0
    waiting: Names = NO_GRIDS
    failed: Names = NO_GRIDS
    slowest: str | None = None
    """The grid that heard last of all, of an alert that stands everywhere."""
    slowest_seconds: int = 0
    changed: int = 0
    """Once it is over: in how many groups the closing words stand."""
    to_change: int = 0
    unchanged: Names = NO_GRIDS
    left: Names = NO_GRIDS
    """Where a message may stand that nobody knows, so that nobody can take it down but people there."""
    silent: Names = NO_GRIDS
    """Grids whose staff have not answered."""
    partners: bool = False
    acks: tuple[Ack, ...] = ()


@dataclass(frozen=True)
class Unanswered:
    """For the level above: the grids whose staff have left an alert unanswered."""

    number: int
    grids: Names
    over: bool = False


@dataclass(frozen=True)
class CaseLine:
    """A case on a list, without anybody's words; `has_card` once somebody asked for its card."""

    facts: Facts
    has_card: bool = False


@dataclass(frozen=True)
class CaseList:
    """The open cases of a storm in one message, newest first."""

    cases: tuple[CaseLine, ...] = ()
    total: int = 0
    limit: int = 0
    minutes: float = 0
    until: datetime | None = None
    """Above `limit` new cases in so many `minutes`; over then, if nothing more comes."""

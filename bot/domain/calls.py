"""Calls to those whose turn it is: nobody has answered, the time is half over, or over."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cards import Facts
from bot.domain.emergency import Call


@dataclass(frozen=True)
class NobodyOnDuty:
    """For ADMINS: a case came in and nobody of the grid can be told; no content."""

    grid: str
    number: int | None = None


@dataclass(frozen=True)
class DutyCall:
    """Under a staff card that nobody has touched: the people on duty, by name (promise 7)."""

    number: int | None
    minutes: int
    mentions: tuple[tuple[int, str], ...]
    facts: Facts | None = None
    """Of a draft, which has no number: what and where."""


@dataclass(frozen=True)
class MoreUrgent:
    """Under a staff card that stood already: what was added makes it more urgent; `facts` what and where."""

    facts: Facts


@dataclass(frozen=True)
class HalfTime:
    """Half of a case's time is over: for its owner, else for those who could take it."""

    facts: Facts
    due_at: datetime
    owned: bool
    private: bool = False
    """In the owner's private chat, where no card may stand above it."""
    mentions: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class SentBack:
    """To the owner: the work did not pass its check."""

    number: int
    due_at: datetime | None
    why: str = ""
    mentions: tuple[tuple[int, str], ...] = ()
    """Under the card; in private nobody need be named."""


@dataclass(frozen=True)
class HandedUp:
    """Under a card that stood already: it is this node's turn now, its workers by name."""

    number: int
    grid: str
    mentions: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class TimeOver:
    """For the duty desk, once: the time of a case is over, and there is nobody above who could have it."""

    number: int
    due_at: datetime | None
    """None of a search, which has no date."""
    owner: str | None
    mentions: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Unchecked:
    """For those who check: the work was finished a while ago, or the guardian has the person back."""

    number: int
    person: bool
    mentions: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ExtensionWanted:
    """Who works on a case needs more time: does the level above agree?"""

    case_id: int
    number: int
    wish_id: int
    who: str
    days: int
    reason: str
    due_at: datetime
    until: datetime
    """The new date."""
    granted: bool | None = None
    by: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Unheard:
    """The 3-minute line to the reporter: nobody has pressed anything yet (promise 7)."""

    number: int | None
    minutes: int
    duty_phone: str = ""
    told: bool = True
    """Whether anybody on staff could be told at all."""
    call: Call = Call.POLICE

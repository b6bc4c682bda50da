"""Cards of what people send in about somebody: clues, doubts, voices, and the answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class ClueRelay:
    """A clue on its way to the staff group."""

    number: int
    text: str
    giver: str
    at: datetime
    source: str
    media: str | None = None
    case_id: int = 0
    clue_id: int | None = None
    """Set where there is more than words: the guardian gets it once staff have looked."""
    offered: bool = False
    """转给家属 may be pressed: somebody has stood for the alert, and the family is known."""
    forwarded: bool = False
    kin_by: str | None = None
    """Who on staff has said that the giver belongs to the family, at `kin_at`."""
    kin_at: datetime | None = None
    unread: bool = False
    """Of a claim: nobody on staff has opened the private chat in which it may be read."""


@dataclass(frozen=True)
class MoreClues:
    """Somebody has given as many clues as one may, and has more: do staff want them?"""

    case_id: int
    number: int
    giver_id: int
    giver: str
    """Empty where nobody may be named: whoever knows a found person may be the family."""
    given: int
    waiting: int
    wanted: bool | None = None
    by: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class OverLimit:
    """A report was not taken: so many are open, or were made lately; until then, if by time."""

    count: int
    until: datetime | None = None


@dataclass(frozen=True)
class ClueForGuardian:
    """A clue for the guardian: its words only, no phone, no link, no name."""

    number: int
    text: str
    at: datetime


@dataclass(frozen=True)
class VoiceRelay:
    """Stands over the copy of a reporter's voice message: who has listened to it?"""

    case_id: int
    number: int | None
    heard_by: str | None = None
    heard_at: datetime | None = None


@dataclass(frozen=True)
class StaffAnswer:
    """What staff answer to a voice message, for its sender."""

    number: int
    who: str
    text: str
    at: datetime


@dataclass(frozen=True)
class GuardianWelcome:
    """A guardian's first private lines: 110 now, and beware of paid 'clues'; or that it is good."""

    number: int
    duty_phone: str = ""
    wants_photo: bool = False
    found: bool = False
    """They have said so: nobody is sent to 110 again."""


@dataclass(frozen=True)
class ClaimOver:
    """Who said that a found person is theirs hears that the case has ended, and nothing of how."""

    number: int


class Says(StrEnum):
    """Who says that nobody needs to search any more, or what else of a case needs no more."""

    FAMILY = "family"
    REPORTER = "reporter"
    OTHER = "other"
    OVER = "over"
    """Somebody of the staff: it is over, or done."""
    MISSING = "missing"
    """The family, after 找到了: it was somebody else."""
    TAKEN = "taken"
    """Somebody has come for a person who was found: who was it?"""
    ALIKE = "alike"
    """Who misses somebody that may be the same person, which nobody on staff has decided."""
    RETRACTS = "retracts"
    """Who reported it, in other words: there is nothing to it."""


@dataclass(frozen=True)
class FoundClaim:
    """Somebody says, without the press that ends it, that the person was found: staff are asked.

    Without a number it is the author of a report that was never confirmed.
    """

    number: int | None
    text: str
    giver: str
    says: Says = Says.OTHER
    case_id: int = 0


@dataclass(frozen=True)
class InfoDoubted:
    """Somebody pressed 信息有误 under an alert: staff look again, rings go on."""

    case_id: int
    number: int
    who: tuple[str, ...]
    """The first to say so; an empty name is the reporter, who is named in no group."""
    count: int
    at: datetime
    overdue: int = 0
    """So many minutes nobody has looked at it."""
    mentions: tuple[tuple[int, str], ...] = ()
    finding: str | None = None
    by: str | None = None
    found_at: datetime | None = None


@dataclass(frozen=True)
class SafetyTip:
    """A few lines to the family, after a child has come home."""

    number: int
    session_id: int | None = None
    """The next gathering for parents near them, if one is planned."""
    session: str = ""
    starts_at: datetime | None = None

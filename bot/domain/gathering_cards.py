"""What is said of gatherings: to a group, to whoever organises one, to whoever comes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.gatherings import GatheringState, Occasion, SignUpState
from bot.domain.notices import Coming


@dataclass(frozen=True)
class GatheringCard:
    """The announcement in a group, with how many have signed up by now."""

    occasion: Occasion


@dataclass(frozen=True)
class OrganiserCard:
    """For whoever organises it, in private."""

    occasion: Occasion
    groups: int
    later: tuple[tuple[datetime, int], ...] = ()
    """When so many of its groups hear of it that had their notice of the day."""
    unheard: int = 0
    """How many groups had no day left on which they could hear of it."""
    unreached: int = 0
    """How many of those signed up have no private chat."""
    attended: int = 0
    stars: float | None = None
    ratings: int = 0
    trains: bool = False
    """Somebody else organises it, and this is for the trainer."""


class Soon(StrEnum):
    """How soon something begins, for whoever runs it."""

    DAY_BEFORE = "day-before"
    HOUR_BEFORE = "hour-before"


@dataclass(frozen=True)
class RunsSoon:
    """For whoever organises it or trains, a day and an hour before: how many come, and who."""

    soon: Soon
    occasion: Occasion
    names: tuple[str, ...] = ()
    more: int = 0
    unreached: int = 0


@dataclass(frozen=True)
class Nearby:
    """What is held near somebody, and how they stand with it."""

    occasion: Occasion
    state: SignUpState | None = None
    runs: bool = False
    """They organise it themselves, or train at it."""


class News(StrEnum):
    """What somebody is told who has signed up."""

    SIGNED_UP = "signed-up"
    WAITING = "waiting"
    MOVED_UP = "moved-up"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    DAY_BEFORE = "day-before"
    HOUR_BEFORE = "hour-before"
    FULL = "full"
    """It begins, and no place has become free."""
    LEFT = "left"
    """They come no more: 取消报名."""
    NAME = "name"
    """They have passed: what name is to stand on the certificate?"""
    FEEDBACK = "feedback"


FOLLOWS = frozenset(
    {
        News.SIGNED_UP,
        News.WAITING,
        News.MOVED_UP,
        News.CHANGED,
        News.DAY_BEFORE,
        News.HOUR_BEFORE,
    }
)
"""News that say how somebody stands, and go on saying so as it changes."""


def by_now(said: News, theirs: SignUpState, state: GatheringState) -> News:
    """Return what news that follow say once somebody stands so."""
    if theirs is SignUpState.LEFT:
        return News.LEFT
    if state is GatheringState.CANCELLED:
        return News.CANCELLED
    if theirs is SignUpState.WAITING:
        return said if said is News.CHANGED else News.WAITING
    if said is News.WAITING:
        return News.MOVED_UP
    return said if said in FOLLOWS else News.SIGNED_UP


FOR_THE_CALENDAR = frozenset({News.SIGNED_UP, News.MOVED_UP, News.CHANGED, News.CANCELLED})
"""News that come with a calendar file."""


@dataclass(frozen=True)
class Earlier:
    """What of a gathering is no longer so."""

    starts_at: datetime | None = None
    place: str = ""


@dataclass(frozen=True)
class GatheringNews:
    """For one person who has signed up, in private."""

    what: News
    occasion: Occasion
    waits: bool = False
    position: int = 0
    """On the waiting list, from 1."""
    companions: int = 0
    slot: int | None = None
    named: str | None = None
    """Of a training: the name that will stand on the certificate, empty if that is still wanted."""
    earlier: Earlier = Earlier()


class Calls(StrEnum):
    """Of which news a group hears where somebody has no private chat; the same words as News."""

    MOVED_UP = "moved-up"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    DAY_BEFORE = "day-before"
    HOUR_BEFORE = "hour-before"


@dataclass(frozen=True)
class GatheringCall:
    """Under the announcement, for those who have no private chat; first names only."""

    what: Calls
    occasion: Occasion
    names: tuple[str, ...]
    more: int = 0
    earlier: Earlier = Earlier()


@dataclass(frozen=True)
class GatheringPlan:
    """A draft as whoever plans it sees it before anybody else does."""

    occasion: Occasion
    groups: int
    later: datetime | None = None
    """When it goes out, if not at once: it is night."""
    coming: tuple[Coming, ...] = ()
    """Which of the groups hear of it when; of residents' groups."""
    clash: str = ""
    """What the trainer does at that time."""
    clash_at: datetime | None = None
    asks: bool = False
    """It waits for a second person: a whole town would hear of it."""

    @property
    def heard(self) -> int:
        """How many of the groups hear of it."""
        never = sum(one.groups for one in self.coming if one.at is None)
        return self.groups - never


@dataclass(frozen=True)
class GatheringAsked:
    """Somebody wants to invite a whole town: does a second person agree?"""

    occasion: Occasion
    groups: int
    goes_at: datetime | None = None
    changes: bool = False
    """They are invited already, and it is to be at another time or place."""
    who: str = ""
    """Who wants to change it; else its organiser asks."""
    verdict: bool | None = None
    by: str = ""
    decided_at: datetime | None = None
    soon: bool = False
    """It is asked again: it begins in an hour."""


@dataclass(frozen=True)
class CheckInCode:
    """For the trainer to show at the door: whoever scans it has come."""

    occasion: Occasion
    code: str


@dataclass(frozen=True)
class Listed:
    """One of those who come, as whoever runs it reads it."""

    key: int
    name: str
    companions: int = 0
    slot: int | None = None
    attended: bool | None = None
    passed: bool | None = None
    named: str = ""
    """The name for the certificate, where it is another one."""


@dataclass(frozen=True)
class Roster:
    """A page of those who come; `marks` once it may be noted who is there."""

    occasion: Occasion
    people: tuple[Listed, ...]
    start: int = 0
    more: bool = False
    marks: bool = False
    passes: bool = False
    """It is a training, and who has come may be given a certificate."""
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unjudged:
    """One of those who came to a training, or may have, and have no result yet."""

    key: int
    name: str
    came: bool = False


@dataclass(frozen=True)
class ResultsWanted:
    """A training is over: whoever trained is asked who has passed, once more a day later."""

    occasion: Occasion
    people: tuple[Unjudged, ...]
    more: int = 0
    """These come after the others have a result."""
    again: bool = False


@dataclass(frozen=True)
class ResultsLacking:
    """For whoever organises a training: of whom nobody has said whether they passed."""

    occasion: Occasion
    names: tuple[str, ...]
    more: int = 0

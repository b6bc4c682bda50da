"""Cards of an alert: its preview, what groups read, how far it goes, how it ends."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.alerts import Ending, Level
from bot.domain.cards import Facts
from bot.domain.kinds import Kind


@dataclass(frozen=True)
class RingPlan:
    """How many groups a ring would reach, and after how many minutes."""

    minutes: float
    groups: int
    held_until: datetime | None = None
    """The night holds it back until then."""


@dataclass(frozen=True)
class ScopeNode:
    """A node of the grid on a button: is it chosen, and does it open?"""

    grid_id: int
    name: str
    chosen: bool = False
    opens: bool = False


class Adjusts(StrEnum):
    """What staff may change of an alert under its preview."""

    MORE = "more"
    LEVEL = "level"
    CATEGORY = "category"
    VALIDITY = "validity"
    SCOPE = "scope"


@dataclass(frozen=True)
class Adjusting:
    """A menu under the preview of an alert."""

    what: Adjusts
    nodes: tuple[ScopeNode, ...] = ()
    above: int = 0
    """The node under which these lie, 0 for those that one works for."""
    start: int = 0


@dataclass(frozen=True)
class Preview:
    """The alert as residents will read it, with what pressing would do."""

    facts: Facts
    rings: tuple[RingPlan, ...]
    duty_phone: str
    valid_until: datetime
    scope: tuple[str, ...] = ()
    """The nodes to which an alert written by hand goes."""
    valid_minutes: int = 0
    quiet_until: datetime | None = None
    """It waits until then: nothing but people in danger is worth a message at night."""
    another_day: bool = False
    """It names today, tonight, tomorrow, and goes out when these are other days."""
    adjusting: Adjusting | None = None
    again: int = -1
    """Published before: up to this ring it goes at once, by whoever has asked for the preview."""
    done: str | None = None
    """Set once decided: `published`, `unverified` or `cancelled`; the buttons are gone then."""


@dataclass(frozen=True)
class RingNotice:
    """For the chief grid and the duty desk: the alert will go beyond those who could be asked."""

    case_id: int
    number: int
    kind: Kind
    level: Level
    who: str
    """Who published it."""
    published_at: datetime
    told: str | None
    """The node that has heard so far; None: the night holds back all of it."""
    ring: int
    """Its ring."""
    next_grid: str | None = None
    next_at: datetime | None = None
    held: bool = False
    used_up: int | None = None
    """So many alerts a day the account may send further, and it has had them."""
    again: bool = False
    """That was asked before, and nobody has said anything."""
    mentions: tuple[tuple[int, str], ...] = ()
    over: bool = False


@dataclass(frozen=True)
class AlertPost:
    """The alert in a residents' group."""

    facts: Facts
    verified: bool
    duty_phone: str
    valid_until: datetime
    published_at: datetime
    updated_at: datetime | None = None
    """When a worker last put other words or another photo in place of what was published."""


@dataclass(frozen=True)
class SecondWanted:
    """Somebody wants to reach a whole town, or more than their share: who else agrees?"""

    case_id: int
    number: int | None
    kind: Kind
    who: str
    grid: str
    """All groups of this node would hear."""
    groups: int
    until: datetime
    override: bool = False
    """A life is at stake: the duty desk need not wait for ever."""
    goes_on_at: datetime | None = None
    """When the ring goes out by itself; None where nothing does unless somebody agrees."""
    used_up: int | None = None
    wish_id: int = 0
    post: AlertPost | None = None
    """What would go out, word by word; gone once it is decided (promise 6)."""
    photo: str | None = None
    """The photo that would go with it, by its file id."""
    nodes: tuple[int, ...] = ()
    """The nodes whose groups would hear; none where those who have heard read other words."""
    goes_at: datetime | None = None
    """It waits for the morning even if somebody agrees."""
    rewrite: bool = False
    """It stands everywhere already, and is to read otherwise."""
    verdict: str | None = None
    by: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Correction:
    """An alert as it would read from now on, for a worker to decide (promise 2)."""

    post: AlertPost
    groups: int
    """In how many groups it stands."""
    by: str = ""
    """The worker who corrected it; empty where the reporter has added something."""
    checked: bool = False
    """They said 核实了, and corrected nothing."""
    faster: bool = False
    """It has become more urgent: the next ring would come earlier."""
    waits: bool = False
    """Nobody has read it yet, for it was to wait for the morning; now it should go out at once."""


@dataclass(frozen=True)
class Unverified:
    """An alert is out that nobody has checked: whoever knows the reporter says so."""

    case_id: int
    number: int


@dataclass(frozen=True)
class Expiring:
    """An alert is about to expire: does it go on?"""

    facts: Facts
    valid_until: datetime


@dataclass(frozen=True)
class Expired:
    """Nobody has said that it goes on: it is down, and what it told of is not over."""

    facts: Facts


@dataclass(frozen=True)
class AllClear:
    """What stands in an alert's place afterwards: nobody is named or shown any more."""

    number: int
    kind: Kind
    at: datetime
    ending: Ending
    danger: bool = False
    """It was about a danger, and nobody has said that it is over."""
    duty_phone: str = ""


@dataclass(frozen=True)
class Thanks:
    """The one silent reply under an alert that had sounded."""

    number: int
    kind: Kind
    ending: Ending

"""What a message about a case says, as plain values that are stored and rendered when sent.

A service makes one of these from rows, the outbox keeps it as JSON, a view of the same name turns
it into words in the reader's language. Nobody's name or phone number belongs in here unless the
field says whose.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.alerts import AlertStatus, Level
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import State


@dataclass(frozen=True)
class Facts:
    """What is known of a case, fit for staff; views pick what residents may read."""

    case_id: int
    number: int | None
    kind: Kind
    category: str | None
    level: Level
    state: State
    outcome: Outcome | None
    text: str
    place: str | None
    grid: str
    """The node that has it now."""
    origin: str | None = None
    """The node where it is, once another has it."""
    notice: str | None = None
    """What staff have written for residents to read."""
    by_hand: bool = False
    sex: str | None = None
    age: str | None = None
    surname: str | None = None
    full_name: str | None = None
    height_cm: int | None = None
    clothing: str | None = None
    last_seen_place: str | None = None
    last_seen_at: datetime | None = None
    last_seen_to: datetime | None = None
    """The other end of a stretch of time, where the words name no exact hour."""
    reported_at: datetime | None = None
    has_photo: bool = False
    has_voice: bool = False
    photo_shown: bool = False
    """A worker gave the reason for which the alert carries a found person's photo."""
    sensitive: bool = False
    exercise: bool = False
    after_photo: bool = False
    """Of a light or a hazard: a photo shows that the work is done."""
    no_photo: str | None = None
    """Why none does."""
    self_closed: bool = False
    """Reported, handled and closed by one person."""
    may_drill: bool = False
    """Staff reported it themselves: it may be made an exercise, or is one already."""

    @property
    def area(self) -> str:
        """The node where it is, whoever has it now."""
        return self.origin or self.grid

    @property
    def is_notice(self) -> bool:
        """Whether staff wrote it, and it tells of no danger."""
        return self.by_hand and self.level is Level.BLUE


@dataclass(frozen=True)
class Step:
    """One line of progress: who did what, when."""

    at: datetime
    action: str
    who: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Prompt:
    """The answer to a likely report: what was understood, and is that right?"""

    facts: Facts
    urgent: bool
    """People are sent to 110 first, and staff are told at once."""
    told: bool = False
    """A card of it is on its way to somebody on staff."""
    duty_phone: str = ""
    private: bool = False


@dataclass(frozen=True)
class Withdrawn:
    """What stands in the prompt's place after 不是报告, or after nobody pressed anything."""


@dataclass(frozen=True)
class Climbed:
    """Why a case has come up by the clock, for those who have it now."""

    grid: str
    """From where."""
    since: datetime
    had: str | None = None
    """Who worked on it; None where nobody had taken it."""


@dataclass(frozen=True)
class ReporterCard:
    """The reporter's one live card, in private or under the own message in the group."""

    facts: Facts
    told: str | None = None
    """The node whose staff have the card, by default the case's; empty while nobody has it."""
    ask_relation: bool = False
    guardian: bool = False
    private: bool = False
    seen_by: str | None = None
    seen_at: datetime | None = None
    owner: str | None = None
    handed_up: bool = False
    """The level above has it, and nobody there has taken it yet."""
    promised_at: datetime | None = None
    """By when it is to be done."""
    promised_by: str | None = None
    """Who promises that; None where only the grid does."""
    groups: int = 0
    taken_down: AlertStatus | None = None
    """How the alert ended that stood in the groups, while the case goes on."""
    clues: int = 0
    next_ring_at: datetime | None = None
    unheard: bool = False
    duty_phone: str = ""
    tells_much: bool = False
    """The author's own message in the group has a photo or a phone number in it."""


@dataclass(frozen=True)
class GroupLine:
    """The short status line under a report in the group."""

    facts: Facts
    told: str | None = None
    owner: str | None = None
    handed_up: bool = False
    promised_at: datetime | None = None
    promised_by: str | None = None
    also: int = 0
    talk_in_private: bool = False
    tells_much: bool = False


@dataclass(frozen=True)
class StaffCard:
    """The card of a case in a staff group, or in a worker's private chat."""

    facts: Facts
    alert_out: bool
    reporter: str | None = None
    """How the reporter is called among staff; None for a guardian (promise 4)."""
    call_reporter: bool = False
    """The reporter never opened a private chat: 请电话告知."""
    owner: str | None = None
    due_at: datetime | None = None
    """By when somebody must take it or, once somebody has, be done with it."""
    overdue: bool = False
    climbed: Climbed | None = None
    groups: int = 0
    clues: int = 0
    ring: int | None = None
    next_ring_at: datetime | None = None
    held: bool = False
    widest: bool = False
    """Its widest ring is out."""
    guardian_confirmed: bool = False
    over_limit: bool = False
    """Its reporter has more on the way than one may; this was too grave to refuse."""
    also: int = 0
    last: Step | None = None
    decision: str | None = None
    """What a meeting has decided on it."""
    still_wrong: str | None = None
    """What its reporter says is not solved yet."""
    keeper: str | None = None
    """Who looks after such things there, by the owners' register."""
    keeper_phone: str | None = None
    report: tuple[int, int] | None = None
    """Chat and message of a report that stands in a group."""


@dataclass(frozen=True)
class TopicName:
    """What a case's topic is called in a staff group that has topics."""

    number: int | None
    kind: Kind
    category: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class RingPlan:
    """How many groups a ring would reach, and after how many minutes."""

    minutes: float
    groups: int


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
    told: str
    """The node that has heard so far."""
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
class AllClear:
    """What stands in an alert's place afterwards: nobody is named or shown any more."""

    number: int
    kind: Kind
    at: datetime
    reason: str
    """`found`, `over` (no longer needed), `ended` (a notice), `search_ended`, `recalled` or `expired`."""
    danger: bool = False
    """It was about a danger, and nobody has said that it is over."""
    duty_phone: str = ""


@dataclass(frozen=True)
class Thanks:
    """The one silent reply under an alert that had sounded."""

    number: int
    kind: Kind
    found: bool


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
    """Set where 转给家属 may be pressed: the guardian reads words only, until staff have looked."""
    forwarded: bool = False
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
class PlaceName:
    """A node of the grid, or a place in it, on a button."""

    name: str
    grid_id: int
    place_id: int | None = None


@dataclass(frozen=True)
class PlaceChoice:
    """Where is it? From the top of the grid down to a compound, by buttons."""

    case_id: int
    named: tuple[PlaceName, ...]
    start: int = 0
    above: int = 0
    """The node under which all these lie, 0 at the top."""


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
class SafetyTip:
    """A few lines to the family, after a child has come home."""

    number: int


@dataclass(frozen=True)
class GuardianWelcome:
    """A guardian's first private lines: 110 now, and beware of paid 'clues'."""

    number: int
    duty_phone: str = ""


@dataclass(frozen=True)
class FoundClaim:
    """Somebody who is not the guardian says that the person was found: staff are asked.

    Without a number it is the author of a report that was never confirmed.
    """

    number: int | None
    text: str
    giver: str


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
class NobodyOnDuty:
    """For ADMINS: a case came in and nobody of the grid can be told; no content."""

    grid: str
    number: int | None = None


@dataclass(frozen=True)
class AccountSuspended:
    """For the duty desk: somebody's rights were ended, or given back."""

    user_id: int
    who: str
    by: str
    at: datetime
    why: str = ""
    recalled: tuple[int, ...] = ()
    """Case numbers whose alert was taken back."""
    stopped: tuple[int, ...] = ()
    """Those whose alert stands, but goes no further by itself."""
    missing: tuple[int, ...] = ()
    """Those of them in which a person is still missing: somebody must look and publish anew."""
    unfinished: tuple[int, ...] = ()
    """Those in which a life may be at stake otherwise."""
    corrected: tuple[int, ...] = ()
    """Cases whose alert somebody else published, and into which the account has put its words."""
    freed: tuple[int, ...] = ()
    """Cases that need somebody else."""
    unchecked: tuple[int, ...] = ()
    """Their work that waits for its check, which needs nobody else."""
    lifted: bool = False


@dataclass(frozen=True)
class YouAreSuspended:
    """For the one whose rights were ended, once: whom to ask."""

    duty_phone: str = ""


@dataclass(frozen=True)
class DutyCall:
    """Under a staff card that nobody has touched: the people on duty, by name (promise 7)."""

    number: int | None
    minutes: int
    mentions: tuple[tuple[int, str], ...]
    facts: Facts | None = None
    """Of a draft, which has no number: what and where."""


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
class HandedUp:
    """Under a card that stood already: it is this node's turn now, its workers by name."""

    number: int
    grid: str
    mentions: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class CameBack:
    """Where a closed case's card stood: its reporter said 没解决, and others have it now."""

    number: int
    grid: str


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
    fire: bool = False
    """119 comes before 110."""


@dataclass(frozen=True)
class Survey:
    """Is it fixed? Asked of the reporter alone."""

    case_id: int
    number: int
    kind: Kind
    outcome: Outcome
    rated: str | None = None
    asks: bool = False
    """What is still wrong? An answer to the message says it."""


@dataclass(frozen=True)
class Listening:
    """What `/bind` posts once: what the bot hears, what it keeps, who answers for it."""

    grids: tuple[str, ...] = field(default_factory=tuple)
    operator: str = ""
    called_only: bool = False

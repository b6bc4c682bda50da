"""The live cards of a case, as plain values that are stored and rendered when sent.

A service makes one of these from rows, the outbox keeps it as JSON, a view of the same name turns
it into words in the reader's language. Nobody's name or phone number belongs in here unless the
field says whose.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.alerts import AlertStatus, Level
from bot.domain.grid import NO_GRIDS, Names
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import Action, State


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
    wiped: bool = False
    """Nothing personal is kept of it any more."""
    sought: bool = False
    """Merged with another case of the same person, who is missing still."""
    ended_as: Outcome | None = None
    """How the case of the same thing ended into which this one was merged."""
    expired: bool = False
    """Written by hand, it is past its hour, and nobody works on anything."""
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
    guesses: tuple[str, ...] = ()
    """Which of these a language model has guessed; residents are told what staff let stand."""
    reported_at: datetime | None = None
    has_photo: bool = False
    pictured: bool = False
    """A picture came as a file: staff have it under the card."""
    has_voice: bool = False
    photo_shown: bool = False
    """A worker gave the reason for which the alert carries a found person's photo."""
    sensitive: bool = False
    told_in_confidence: bool = False
    exercise: bool = False
    oneself: bool = False
    """Who reported is who is lost."""
    others: int = 0
    """So many more are missing by the same words: this tells of the youngest."""
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
class Twin:
    """An open case that a new report may be a second time, as far as a stranger may know it."""

    case_id: int
    number: int
    grid: str
    state: State


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
    spots: bool = False
    """Its building, or floor, can be chosen by buttons."""
    twin: Twin | None = None
    """Somebody seems to have reported it already: 我也遇到 is enough."""
    unsigned: bool = False
    """An anonymous admin or a channel wrote it: nobody but staff can confirm it."""
    among_staff: bool = False
    """Somebody spoke of it in a staff group, where not all that reads like a report is one."""


@dataclass(frozen=True)
class Withdrawn:
    """What stands in the prompt's place after 不是报告, or after nobody pressed anything."""


@dataclass(frozen=True)
class CountedFor:
    """For whoever on staff left the question alone whether it is a report: it counts for another."""

    number: int


@dataclass(frozen=True)
class OutOfHands:
    """What stands in the place of a card in private whose reader may not read the case any more."""

    number: int | None
    grid: str


@dataclass(frozen=True)
class CopyGone:
    """What stands in the place of a photo whose sender wants it forgotten."""


@dataclass(frozen=True)
class Climbed:
    """Why a case has come up by the clock, or come back, for those who have it now."""

    grid: str
    """From where."""
    since: datetime
    had: str | None = None
    """Who worked on it; None where nobody had taken it."""
    ended: Outcome | None = None
    """Set where it came up because its reporter says that this end was none: `had` ended it then."""


@dataclass(frozen=True)
class ReporterCard:
    """The reporter's one live card, in private or under the own message in the group."""

    facts: Facts
    told: str | None = None
    """The node whose staff have the card, by default the case's; empty while nobody has it."""
    same_as: int | None = None
    """The number of an earlier case of the same person: the search goes on there."""
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
    left: Names = NO_GRIDS
    """Grids in whose groups a copy of it may stand that we can't take down."""
    clues: int = 0
    next_ring_at: datetime | None = None
    unheard: bool = False
    duty_phone: str = ""
    tells_much: bool = False
    """The author's own message in the group has a photo or a phone number in it."""


@dataclass(frozen=True)
class News:
    """One real step of a case, for whoever waits for it."""

    step: int
    """Its line of history."""
    at: datetime
    action: Action
    who: str | None = None
    """Who did it, or has been given it."""
    grid: str = ""
    """The node that has it now."""
    groups: int = 0
    """So many hear of it."""
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Progress:
    """What has become of a case, in a new private message: whoever waits sees no edits."""

    kind: Kind
    number: int | None
    news: tuple[News, ...]


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
    unsigned: bool = False
    """An anonymous admin or a channel wrote it."""
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
    unfound: bool = False
    """Groups had read good news that came too early; nothing has been published since."""
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
class SpotChoice:
    """Which building, or which floor where there are none to choose from."""

    case_id: int
    buildings: tuple[PlaceName, ...] = ()


@dataclass(frozen=True)
class CameBack:
    """Where a closed case's card stood: its reporter said 没解决, and others have it now."""

    number: int
    grid: str


@dataclass(frozen=True)
class Survey:
    """Is it fixed? Asked of the reporter alone."""

    case_id: int
    number: int
    kind: Kind
    outcome: Outcome
    reason: str | None = None
    """Why it can't be done, in staff's words."""
    rated: str | None = None
    at_top: bool = False
    """What is not solved stays where it is: nobody is above."""
    asks: bool = False
    """What is still wrong? An answer to the message says it."""


@dataclass(frozen=True)
class AlsoEnded:
    """How a case ended, for whoever spoke of the same: no more than `/case N` tells anybody."""

    number: int
    kind: Kind
    category: str | None
    grid: str
    outcome: Outcome


@dataclass(frozen=True)
class Listening:
    """What `/bind` posts once: what the bot hears, what it keeps, who answers for it."""

    grids: tuple[str, ...] = field(default_factory=tuple)
    operator: str = ""
    called_only: bool = False

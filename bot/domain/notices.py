"""Notices: what residents are told through the year, how often, and how much a group may hear."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.grid import Audience
from bot.domain.themes import Theme, apart

A_DAY = timedelta(days=1)
GOOD_FOR = timedelta(days=3)
"""How long a notice is worth reading where nobody has said."""
WAITS_AT_MOST = timedelta(days=7)
"""So long one that comes again waits for a day on which a group may hear it."""
WEEK_MOST = 3
WEEK_DAYS = 7
"""A group hears no more notices than that within so many days, and one a day."""
LONGEST = 700
"""Characters of a notice: with its head it fits under a picture, and is read to its end."""
LONGEST_SOURCE = 60
LARGEST_FILE = 10_000_000
"""Bytes of a PDF: older phones open no more."""
DAYS_MOST = 30
"""How many days one after the other a notice may go out daily."""
TAKEN_BACK_WITHIN = timedelta(hours=48)
"""Telegram deletes no older message of a bot (Bot API, deleteMessage)."""
MISSED = "missed"
"""Why an occurrence reached nobody: the bot was away until it was no longer worth sending."""


DANGERS = frozenset(
    {
        Theme.DROWNING,
        Theme.FLOOD,
        Theme.HEAT,
        Theme.CARBON_MONOXIDE,
        Theme.COLD,
        Theme.FIREWORKS,
    }
)
"""What is a danger of its season: there it goes before what is one all the year."""


class Repeat(StrEnum):
    """How often a notice comes."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


PERIODS = {Repeat.DAILY: A_DAY, Repeat.WEEKLY: timedelta(days=7)}


def may_repeat(theme: Theme, repeat: Repeat) -> bool:
    """Whether the same group may hear a theme so often."""
    return repeat not in PERIODS or PERIODS[repeat] >= apart(theme)


class NoticeState(StrEnum):
    """draft → active ⇄ paused; draft, active → asked (a second person is wanted) → active;

    active → over by itself; any → deleted.
    """

    DRAFT = "draft"
    ASKED = "asked"
    ACTIVE = "active"
    PAUSED = "paused"
    OVER = "over"
    DELETED = "deleted"


class Done(StrEnum):
    """What became of a notice, and mostly somebody did it; `lapsed`: nobody agreed by its hour."""

    CONFIRMED = "confirmed"
    AGREED = "agreed"
    REFUSED = "refused"
    LAPSED = "lapsed"
    PAUSED = "paused"
    RESUMED = "resumed"
    SKIPPED = "skipped"
    REWRITTEN = "rewritten"
    REPLACED = "replaced"
    MOVED = "moved"
    REPLANNED = "replanned"
    """Other grids, another rhythm, another end: what a second person agreed to it is no more."""
    TAKEN_BACK = "taken_back"
    DELETED = "deleted"
    STOPPED = "stopped"


class Why(StrEnum):
    """Why a group has not heard a notice (yet)."""

    DAY = "day"
    WEEK = "week"
    THEME = "theme"
    MUTED = "muted"
    RIVAL = "rival"
    """Another one goes first on the same day."""
    PAUSED = "paused"
    """It rested until it was no longer worth sending."""


class NotHeard(StrEnum):
    """Why a group has not heard a notice: there was no day for it, or Telegram did not take it."""

    DAY = Why.DAY
    WEEK = Why.WEEK
    THEME = Why.THEME
    MUTED = Why.MUTED
    RIVAL = Why.RIVAL
    PAUSED = Why.PAUSED
    REFUSED = "refused"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Rhythm:
    """On which days a notice comes, at which minute of the day by the town's clock, until when."""

    first: date
    minute: int
    zone: ZoneInfo
    repeat: Repeat = Repeat.ONCE
    times: int | None = None
    until: datetime | None = None

    def nth(self, n: int) -> datetime:
        """Return the moment of an occurrence, counted from 0.

        An hour that summer time leaves out comes an hour later, one that comes twice is the first.
        """
        midnight = datetime.combine(self._day(n), datetime.min.time())
        local = midnight + timedelta(minutes=self.minute)
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def after(self, at: datetime) -> datetime | None:
        """Return the first occurrence later than a moment, None if there is none any more."""
        n = self._near(at.astimezone(self.zone).date())
        while (due := self.nth(n)) <= at:
            n += 1
        if n >= self._most or (self.until is not None and due > self.until):
            return None
        return due

    def good_until(self, due: datetime) -> datetime:
        """Return when an occurrence is worth sending no more: at the latest when the next one comes."""
        following = self.after(due)
        ends = [due + WAITS_AT_MOST] if self.repeat is not Repeat.ONCE else []
        ends += [end for end in (following, self.until) if end is not None]
        return min(ends, default=due + GOOD_FOR)

    @property
    def _most(self) -> float:
        if self.repeat is Repeat.ONCE:
            return 1
        return self.times or float("inf")

    def _near(self, day: date) -> int:
        """Return an occurrence shortly before a day, for the search to begin with."""
        days, months = (day - self.first).days, _months(day) - _months(self.first)
        near = {
            Repeat.ONCE: 0,
            Repeat.DAILY: days - 1,
            Repeat.WEEKLY: days // 7 - 1,
            Repeat.MONTHLY: months - 1,
            Repeat.YEARLY: months // 12 - 1,
        }[self.repeat]
        return max(0, near)

    def _day(self, n: int) -> date:
        match self.repeat:
            case Repeat.MONTHLY:
                return _in_month(self.first, n)
            case Repeat.YEARLY:
                return _in_month(self.first, 12 * n)
            case Repeat.WEEKLY:
                return self.first + timedelta(days=7 * n)
        return self.first + timedelta(days=n)


def _months(day: date) -> int:
    return 12 * day.year + day.month - 1


def _in_month(first: date, months: int) -> date:
    """Return the same day so many months later; in a shorter month its last day."""
    year, month = divmod(_months(first) + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=first.day - 1), following - A_DAY)


@dataclass(frozen=True)
class NoticePost:
    """A notice as a group reads it."""

    theme: Theme | None = None
    text: str = ""
    by: str = ""
    """The node that tells it."""
    source: str | None = None
    """Of policy publicity (政策宣讲): who has decided it."""
    until: datetime | None = None
    photo: str | None = None
    file: tuple[int, int] | None = None
    """Chat and message of a PDF, which goes along as a copy."""
    corrected: bool = False
    """It takes the place of other words."""


@dataclass(frozen=True)
class NoticeStep:
    """Who did what with a notice, and when."""

    done: Done
    who: str
    at: datetime
    note: str = ""
    """How many messages it was about."""
    day: datetime | None = None
    """Which occurrence was skipped, as its card named it."""


@dataclass(frozen=True)
class Coming:
    """When so many groups will hear a notice, as far as can be told now."""

    groups: int
    at: datetime | None
    """None: on no day on which it is still worth sending."""
    why: Why | None = None
    """Why not on the day that was meant."""
    free: date | None = None
    """Where no day is left: the first one on which it could be heard."""


@dataclass(frozen=True)
class PushedBack:
    """Somebody's notice that gives way to another one."""

    theme: Theme | None
    text: str
    who: str
    later: int
    """So many groups hear it on a later day."""
    lost: int = 0
    """So many don't hear it at all any more."""


@dataclass(frozen=True)
class TooLate:
    """Words that name a day, and so many groups hear them when it has passed, or means another."""

    word: str
    groups: int
    day: date
    """On which the first of these hear it."""
    meant: date | None = None
    """What 明天 is for them."""


@dataclass(frozen=True)
class NoticeCard:
    """A notice for whoever wrote it: how it stands, and what may be done with it."""

    notice_id: int
    state: NoticeState
    post: NoticePost
    mine: bool
    author: str
    groups: int
    nodes: tuple[str, ...] = ()
    audience: Audience | None = None
    """Whose groups hear it; None: residents' and firms'."""
    next_at: datetime | None = None
    repeat: Repeat = Repeat.ONCE
    times: int | None = None
    until: datetime | None = None
    now: bool = False
    """It goes out as soon as it is confirmed."""
    coming: tuple[Coming, ...] = ()
    """Of the next occurrence, or the one that groups still wait for: which of them hear it when."""
    late: TooLate | None = None
    pushes: tuple[PushedBack, ...] = ()
    """Of a draft: what gives way to it."""
    night: bool = False
    """It is written at night, and goes out in the morning."""
    told_on: date | None = None
    """When one of its groups heard its theme last."""
    again_on: date | None = None
    """From when on these may hear it again."""
    policy_news: bool = False
    """政策宣讲: it must have a source and an end."""
    sent: int = 0
    waiting: int = 0
    not_sent: tuple[tuple[NotHeard, int], ...] = ()
    """Why groups have not heard it, and how many."""
    missed: tuple[datetime, ...] = ()
    steps: tuple[NoticeStep, ...] = ()
    answered: int = 0
    right: int = 0
    """Of its theme's questions, by everybody in the grids it goes to."""
    may_take_back: int = 0
    """Of what stands in groups, so many messages can still be deleted."""
    stands: int = 0
    """Of its last occurrence: so many messages can be given other words."""
    begun: bool = False
    """It comes once, and its time has come: there is no other one to choose."""
    takes_two: bool = False
    """A whole town hears it: somebody else on duty must agree, and nobody has yet."""
    seconds: tuple[str, ...] = ()
    """Who could agree then."""

    @property
    def has_come(self) -> bool:
        """Whether it came due before: a series that did is no single notice any more."""
        return bool(self.sent or self.waiting or self.not_sent or self.missed)

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is to come any more, not even where groups wait."""
        return self.state is NoticeState.OVER and not self.waiting

    @property
    def unheard(self) -> bool:
        """Whether it is over, and no group was told."""
        none = not (self.sent or self.waiting)
        return self.state is NoticeState.OVER and none and bool(self.not_sent or self.missed)


@dataclass(frozen=True)
class NoticeLine:
    """A notice in a list."""

    notice_id: int
    state: NoticeState
    theme: Theme | None
    text: str
    next_at: datetime | None
    unheard: bool = False
    """It is over, and no group was told."""
    waits: bool = False
    """It came due, and groups still wait for their day."""


@dataclass(frozen=True)
class MutedGroup:
    """A group, and whether its staff have muted a theme in it."""

    chat_id: int
    title: str
    muted: bool


@dataclass(frozen=True)
class ThemeAt:
    """How a theme of the calendar stands at a node: when it comes next, or that it does not."""

    theme: Theme
    off: bool
    minute: int | None
    day: date | None


@dataclass(frozen=True)
class NoticeAsked:
    """Somebody wants to tell a whole town something: does a second person agree?"""

    notice_id: int
    who: str
    grid: str
    groups: int
    post: NoticePost
    coming: tuple[Coming, ...] = ()
    """Which groups would hear it when, as its author reads it, too."""
    repeat: Repeat = Repeat.ONCE
    times: int | None = None
    next_at: datetime | None = None
    until: datetime | None = None
    """Of a series: they agree to all of it."""
    now: bool = False
    """It would go out at once."""
    seconds: tuple[str, ...] = ()
    """Who could agree."""
    verdict: bool | None = None
    by: str = ""
    decided_at: datetime | None = None
    """Without a verdict: nobody had agreed by then, and it did not go out."""
    too_late: bool = False
    """Somebody agreed, but no group could hear it any more."""
    soon: bool = False
    """It is asked again: an hour is left."""
    yours: bool = False
    """For who has written it, and may see to it."""


@dataclass(frozen=True)
class NoticeLater:
    """For who wrote a notice: something else has taken its day, and groups hear it later."""

    notice_id: int
    post: NoticePost
    coming: tuple[Coming, ...]
    late: TooLate | None = None


@dataclass(frozen=True)
class NoticeUnheard:
    """For who wrote a notice: its days are over, and groups have not heard it."""

    notice_id: int
    post: NoticePost
    reasons: tuple[tuple[Why, int], ...] = ()
    """Why, and how many groups; none where the bot was away."""


@dataclass(frozen=True)
class Loud:
    """For the duty desk, weekly: which groups heard most, and what of the calendar none has heard."""

    grid: str
    groups: tuple[tuple[str, int], ...]
    """With how many notices each."""
    missed: tuple[tuple[Theme, datetime], ...] = ()
    """The bot was away until they were no longer worth sending."""

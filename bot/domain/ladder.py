"""The clock of a case: how long a node may leave it, and its owner may take, until it climbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.domain.alerts import Level
from bot.domain.calendars import NO_NOTICES, Calendar, Notices
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.states import OPEN, Action, State

BY_CLOCK = frozenset({Action.UNTAKEN, Action.OVERDUE})
"""The steps by which a case has come up without anybody pressing."""

EXTENSIONS = (1, 3, 7)
"""By how many working days a case may be put off."""
EXTENSIONS_MOST = 2
"""So often; from then on it is the duty desk's decision."""

URGENT_TAKEN_WITHIN = timedelta(minutes=30)
"""Where a life may be at stake people are called after three minutes, until somebody presses: that
one, or another, must take it."""
SEARCHED_WITHIN = timedelta(hours=1)
"""After that the desk is told that a person is still missing, or still waits for the family."""
AT_LEAST_AGAIN = timedelta(hours=4)
"""What a worker gets for work that did not pass its check, however late it came."""

_STEPS = {
    GridLevel.DEDICATED: 0,
    GridLevel.MICRO: 0,
    GridLevel.GENERAL: 1,
    GridLevel.CHIEF: 2,
    GridLevel.TOWN: 2,
    GridLevel.DISTRICT: 2,
}
"""Which of the minutes of ESCALATION_MINUTES holds at a node."""


class Stage(StrEnum):
    """Whose turn it is."""

    UNTAKEN = "untaken"
    """The node's: nobody has it yet."""
    WORK = "work"
    """Its owner's."""
    CHECK = "check"
    """Those who look whether the work is done; the clock stands still."""
    SEARCH = "search"
    """Everybody's, while it is about a person."""


def stage_of(state: State, kind: Kind, *, owned: bool) -> Stage | None:
    """Return whose turn it is; None for a draft and for what has ended, which have no clock."""
    if state not in OPEN:
        return None
    if state is State.PENDING_CHECK:
        return Stage.CHECK
    if kind.is_person:
        return Stage.SEARCH
    return Stage.WORK if owned else Stage.UNTAKEN


@dataclass(frozen=True)
class Span:
    """So many working days, or so many hours of the case's own clock."""

    days: int = 0
    hours: int = 0

    def on(self, calendar: Calendar) -> timedelta:
        """Return the span as working time of a calendar."""
        return self.days * calendar.day + timedelta(hours=self.hours)


def _at_every_level(span: Span) -> Mapping[Level, Span]:
    return dict.fromkeys(Level, span)


SOLVED_WITHIN: Mapping[Kind, Mapping[Level, Span]] = {
    Kind.LIGHT: _at_every_level(Span(days=3)),
    Kind.HAZARD: {
        Level.RED: Span(hours=4),
        Level.ORANGE: Span(days=1),
        Level.YELLOW: Span(days=2),
        Level.BLUE: Span(days=5),
    },
    Kind.HELP: {**_at_every_level(Span(days=1)), Level.RED: Span(hours=2)},
    Kind.NEED: _at_every_level(Span(days=5)),
    Kind.DISPUTE: _at_every_level(Span(days=7)),
}
"""How long a case may take once somebody has it. People stand nowhere here: a search has no date."""


def calendar_of(policy: Policy, *, urgent: bool, notices: Notices = NO_NOTICES) -> Calendar:
    """Return the calendar of a case: where a life may be at stake every minute counts."""
    return Calendar(policy.timezone, None if urgent else policy.quiet, notices)


def taken_within(
    policy: Policy, level: GridLevel, *, urgent: bool, confidential: bool
) -> timedelta:
    """Return how long a node may leave a case untaken; the last of the minutes holds for the rest.

    What only a village may read of begins with the village's minutes (promise 9).
    """
    if urgent:
        return URGENT_TAKEN_WITHIN
    step = max(_STEPS[level], _STEPS[GridLevel.CHIEF] if confidential else 0)
    return policy.untaken[min(step, len(policy.untaken) - 1)]


def solved_within(kind: Kind, level: Level, calendar: Calendar) -> timedelta:
    """Return how long the owner of a case may take, in working time, where nobody promises less."""
    return SOLVED_WITHIN[kind][level].on(calendar)


def checked_within(kind: Kind, calendar: Calendar) -> timedelta:
    """Return after how long those who check are called, once: the case's own clock stands still."""
    return SEARCHED_WITHIN if kind.is_person else calendar.day


def again_within(left: timedelta) -> timedelta:
    """Return how long the work may take that did not pass its check: what was left, or some hours."""
    return max(left, AT_LEAST_AGAIN)

"""The town's own figures, read from the settings once and handed to every use case."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.alerts import Level
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind
from bot.domain.seasons import Seasons


def _minutes(*values: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=value) for value in values)


_HEARS = {
    GridLevel.DEDICATED: 0,
    GridLevel.MICRO: 0,
    GridLevel.GENERAL: 1,
    GridLevel.CHIEF: 2,
    GridLevel.TOWN: 3,
    GridLevel.DISTRICT: 3,
}
"""Which of the minutes of ALERT_RINGS a node above the case's own waits for."""


@dataclass(frozen=True)
class Rate:
    """So many within a span of time."""

    count: int
    per: timedelta


@dataclass(frozen=True)
class QuietHours:
    """From when to when, by the town's clock, yellow and blue are held back."""

    start: time
    end: time


@dataclass(frozen=True)
class Policy:
    """Durations, phones and names that a town chooses (contract.md, "Settings")."""

    timezone: ZoneInfo = ZoneInfo("Asia/Shanghai")
    locale: str = "zh"
    operator: str = ""
    duty_phone: str = ""
    rings: tuple[timedelta, ...] = field(default=_minutes(0, 5, 15, 30))
    rings_red: tuple[timedelta, ...] = field(default=_minutes(0, 0, 5, 15))
    unheard: tuple[timedelta, ...] = field(default=_minutes(3, 3, 3))
    """After how much silence about a life every level is called, then the people on duty again."""
    untaken: tuple[timedelta, ...] = field(default=_minutes(120, 480, 1440))
    """How long a micro-grid, a general grid and those above may leave any other case untaken."""
    unanswered: timedelta | None = timedelta(minutes=10)
    """How long staff of a grid may leave a person's alert unanswered until the next level hears."""
    quiet: QuietHours | None = QuietHours(time(21), time(8))
    fold: Rate | None = Rate(6, timedelta(minutes=5))
    """More new cases than this, and a staff group reads one list instead of a card each."""
    clues_per_person: int | None = 3
    open_cases: int | None = 5
    reports_per_person: Rate | None = Rate(10, timedelta(hours=1))
    alerts_per_account: Rate | None = Rate(3, timedelta(days=1))
    """How many alerts one account may bring beyond ring 1."""
    pays: bool = False
    """Red alerts may go at Telegram's paid rate (PAID_BROADCAST)."""
    retention: timedelta = timedelta(days=30)
    calendar: bool = True
    """Groups are reminded of the themes of the year."""
    seasons: Seasons = field(default=Seasons())
    admins: frozenset[int] = frozenset()
    opinion: str = ""
    """The host of the language model that gives second opinions; empty: none does."""

    prompt_kept = timedelta(minutes=10)
    draft_kept = timedelta(hours=24)
    clue_dialogue = timedelta(minutes=10)
    person_alert_valid = timedelta(hours=24)
    hazard_alert_valid = timedelta(hours=6)
    review_within = timedelta(minutes=10)
    """So long a doubted alert waits for somebody to look again, then the next level is told."""
    second_within = timedelta(minutes=15)
    """How long a step waits for a second person."""
    second_waits = timedelta(seconds=90)
    """After that the duty desk may go on alone where life is at stake (promise 10)."""

    def alert_valid(self, kind: Kind) -> timedelta:
        """Return for how long an alert is valid where nobody has chosen."""
        return self.person_alert_valid if kind.is_person else self.hazard_alert_valid

    def quiet_until(self, kind: Kind, level: Level, at: datetime) -> datetime | None:
        """Return until when an alert is held back at this time; None where it is not.

        Only yellow and blue, and nothing about a person ever (product.md, "Alert levels and rings").
        """
        if kind.is_person or level in {Level.RED, Level.ORANGE}:
            return None
        return self.night_until(at)

    def night_until(self, at: datetime) -> datetime | None:
        """Return when the quiet hours that run at this time end; None where none do."""
        if self.quiet is None:
            return None
        start, end, local = self.quiet.start, self.quiet.end, at.astimezone(self.timezone)
        now = local.time()
        over_midnight = start > end
        is_quiet = (now >= start or now < end) if over_midnight else start <= now < end
        if not is_quiet:
            return None
        tomorrow = over_midnight and now >= start
        day = local.date() + timedelta(days=1 if tomorrow else 0)
        return datetime.combine(day, end, self.timezone)

    def due_after(self, kind: Kind, level: Level, since: datetime, wait: timedelta) -> datetime:
        """Return when an alert has waited so long; of a night that holds it back nothing counts."""
        due = (self.quiet_until(kind, level, since) or since) + wait
        morning = self.quiet_until(kind, level, due)
        return due if morning is None else morning + (due - self._night_before(morning))

    def _night_before(self, morning: datetime) -> datetime:
        """Return when the quiet hours began that end then."""
        assert self.quiet is not None
        begins = datetime.combine(morning.date(), self.quiet.start, self.timezone)
        return begins if begins < morning else begins - timedelta(days=1)

    def next_night(self, at: datetime) -> datetime | None:
        """Return when quiet hours begin next; None where there are none."""
        if self.quiet is None:
            return None
        day = at.astimezone(self.timezone).date()
        tonight = datetime.combine(day, self.quiet.start, self.timezone)
        tomorrow = datetime.combine(day + timedelta(days=1), self.quiet.start, self.timezone)
        return tonight if tonight > at else tomorrow

    def ring_delay(self, ring: int, reaches: GridLevel, level: Level) -> timedelta | None:
        """Return how long after publishing a ring is due; None beyond the last minutes given.

        Ring 0 is the case's own node, whatever that is; each further ring waits for the minutes of
        the level that it reaches, so that no village or town hears before its time.
        """
        delays = self.rings_red if level is Level.RED else self.rings
        place = _HEARS[reaches] if ring else 0
        return delays[place] if place < len(delays) else None

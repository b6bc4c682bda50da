"""The town's own figures, read from the settings once and handed to every use case."""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.alerts import Level
from bot.domain.kinds import Kind


def _minutes(*values: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=value) for value in values)


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
    clues_per_person: int | None = 3
    retention: timedelta = timedelta(days=30)
    admins: frozenset[int] = frozenset()

    prompt_kept = timedelta(minutes=10)
    draft_kept = timedelta(hours=24)
    clue_dialogue = timedelta(minutes=10)
    person_alert_valid = timedelta(hours=24)
    hazard_alert_valid = timedelta(hours=6)

    def alert_valid(self, kind: Kind) -> timedelta:
        """Return for how long an alert is valid where nobody has chosen."""
        return self.person_alert_valid if kind.is_person else self.hazard_alert_valid

    def ring_delay(self, ring: int, level: Level) -> timedelta | None:
        """Return how long after publishing a ring is due; None beyond the last ring."""
        delays = self.rings_red if level is Level.RED else self.rings
        return delays[ring] if ring < len(delays) else None

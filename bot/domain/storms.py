"""Storms: so many new cases at once that a staff group reads one list instead of a card each."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.policy import Rate


def may_fold(kind: Kind, level: Level, *, life_safety: bool, spoken: bool) -> bool:
    """Return whether a case may wait on a list: persons, life and red never, nor what must be heard."""
    return not (kind.is_person or life_safety or level is Level.RED or spoken)


def storm_until(arrivals: Sequence[datetime], rate: Rate) -> datetime | None:
    """Return when a storm is over if nothing more comes; None where the cases are few enough.

    `arrivals` are those of the last `rate.per`, the newest first.
    """
    return arrivals[rate.count] + rate.per if len(arrivals) > rate.count else None

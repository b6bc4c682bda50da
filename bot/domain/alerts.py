"""Alerts: their level, the rings they spread in, and how they end."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.grid import GridLevel, lineage
from bot.domain.kinds import Kind

SMALL_CHILD_AGE = 6
ADULT_AGE = 18
ELDER_AGE = 60
ASKED_BEFORE, ASKED_PART = timedelta(minutes=30), 10
"""So long before it expires a worker is asked whether an alert goes on, or a tenth of a short one."""
_A_DAY = re.compile(
    r"[今明后昨][天日晚早夜]|today|tonight|tomorrow|yesterday|this (?:morning|evening)",
    re.IGNORECASE,
)
POLICE_NUMBER = re.compile(r"(?=(?:.*\d){4})[A-Za-z0-9一-龥〔〕()（）\[\]-]{5,40}")
"""What a police receipt is numbered by: letters, digits and the brackets of a year."""

LIFE_CATEGORIES = frozenset({"fire", "gas", "flood", "structure", "power"})
"""Hazards that may cost a life; with people near they are red (product.md, "Alert levels").

Water is one only at a bank, where somebody may fall in; a burst pipe can wait for morning.
"""


class Level(StrEnum):
    """How urgent, in the colours of product.md."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


def is_over(one: Level, other: Level) -> bool:
    """Whether one level is the more urgent."""
    levels = list(Level)
    return levels.index(one) < levels.index(other)


def graver(one: Level, other: Level) -> Level:
    """Return the more urgent of two levels."""
    return one if is_over(one, other) else other


class AlertStatus(StrEnum):
    """What became of an alert."""

    ACTIVE = "active"
    CLEARED = "cleared"
    RECALLED = "recalled"
    EXPIRED = "expired"


class Ending(StrEnum):
    """What groups read in the place of an alert that is over."""

    FOUND = "found"
    OVER = "over"
    """All is well."""
    ENDED = "ended"
    """By staff, and no more is known."""
    SEARCH_ENDED = "search_ended"
    RECALLED = "recalled"
    EXPIRED = "expired"
    NOT_FOUND = "not_found"
    """The good news came too early."""

    @property
    def is_well(self) -> bool:
        """Whether it says that all is well."""
        return self in {Ending.FOUND, Ending.OVER}


@dataclass(frozen=True)
class Danger:
    """What decides a level, apart from the kind."""

    category: str | None = None
    age: float | None = None
    vulnerable: bool = False
    injured: bool = False
    """Hurt or trapped."""
    near_danger: bool = False


def propose_level(kind: Kind, danger: Danger) -> Level:
    """Propose a level for a report; a worker may change it in the preview."""
    if kind.is_person:
        return _person_level(kind, danger)
    if kind is Kind.HELP:
        return Level.RED if danger.injured else Level.ORANGE
    if kind is Kind.HAZARD:
        at_stake = danger.injured or danger.near_danger or danger.category in LIFE_CATEGORIES
        return Level.RED if at_stake else Level.YELLOW
    return Level.RED if danger.injured else Level.BLUE


def _person_level(kind: Kind, danger: Danger) -> Level:
    """Somebody found is no longer alone, so only water, traffic and wounds make that red."""
    if danger.near_danger or danger.injured:
        return Level.RED
    small = kind is Kind.LOST_CHILD and danger.age is not None and danger.age <= SMALL_CHILD_AGE
    return Level.RED if small or (kind.is_lost and danger.vulnerable) else Level.ORANGE


def is_capable_adult(kind: Kind, danger: Danger) -> bool:
    """Whether publishing needs a police case number (promise 3): 18-59 and not ill."""
    if kind is not Kind.LOST_ADULT or danger.vulnerable or danger.age is None:
        return False
    return ADULT_AGE <= danger.age < ELDER_AGE


def asked_at(valid_until: datetime, span: timedelta) -> datetime:
    """Return when a worker is asked whether an alert that is valid for `span` goes on."""
    return valid_until - min(ASKED_BEFORE, span / ASKED_PART)


def ring_paths(case_path: str, levels: dict[str, GridLevel]) -> list[str]:
    """Return the subtree of each ring, from the case's node outwards.

    `levels` gives the level of every node of the case's lineage by path. The district is left
    out: only its duty desk hears (product.md), unless the case itself lies there.
    """
    paths = lineage(case_path)
    outer = [path for path in paths[1:] if levels[path] is not GridLevel.DISTRICT]
    return [paths[0], *outer]


def names_a_day(words: str) -> bool:
    """Return whether words name a day by the day on which they are read.

    >>> names_a_day("明天上午停水"), names_a_day("7月3日上午停水")
    (True, False)
    """
    return _A_DAY.search(words) is not None

"""The themes of the safety calendar: what residents are reminded of through the year."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Theme(StrEnum):
    """What a reminder is about; its words are in messages/*/themes.ftl."""

    DROWNING = "drowning"
    FIRE = "fire"
    SCALD = "scald"
    FALLS = "falls"
    GETTING_LOST = "getting_lost"
    TRAFFIC = "traffic"
    FIREWORKS = "fireworks"
    EBIKE = "ebike"
    GAS = "gas"
    CARBON_MONOXIDE = "carbon_monoxide"
    HEAT = "heat"
    FLOOD = "flood"
    EARTHQUAKE = "earthquake"
    LIFTS = "lifts"
    ELDER_FRAUD = "elder_fraud"
    ONLINE = "online"
    FOOD = "food"
    DOGS = "dogs"
    SCHOOL_START = "school_start"
    HOLIDAY_TRAVEL = "holiday_travel"
    FALLING_OBJECTS = "falling_objects"
    COLD = "cold"
    FIRE_DAY = "fire_day"
    DISASTER_DAY = "disaster_day"
    FAMILY_EDUCATION = "family_education"


@dataclass(frozen=True)
class ThemeNotice:
    """A theme as a group reads it: a few lines and one thing to do today."""

    theme: Theme


@dataclass(frozen=True)
class ThemeTalk:
    """A theme as one reads it in private: what to do before and after, with its picture."""

    theme: Theme


QUESTIONS = 3
"""Of each theme; `theme-….quiz-1` and so on."""

ANSWERS: dict[Theme, tuple[int, int, int]] = {
    Theme.DROWNING: (1, 2, 0),
    Theme.FIRE: (2, 0, 1),
    Theme.SCALD: (0, 1, 2),
}
"""Which option of each question is right, counted from 0."""

APART = timedelta(days=14)
"""So long a group hears nothing more of a theme that it was reminded of."""
_SOONER = {Theme.DROWNING: timedelta(days=7), Theme.FLOOD: timedelta(days=7)}
"""In their season these come back every week."""


def apart(theme: Theme) -> timedelta:
    """Return how long the same group must hear nothing of a theme between two reminders of it."""
    return _SOONER.get(theme, APART)

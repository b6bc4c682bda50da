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
    Theme.FALLS: (1, 2, 0),
    Theme.GETTING_LOST: (1, 2, 0),
    Theme.TRAFFIC: (1, 0, 2),
    Theme.FIREWORKS: (1, 2, 0),
    Theme.EBIKE: (2, 0, 1),
    Theme.GAS: (0, 2, 1),
    Theme.CARBON_MONOXIDE: (1, 2, 0),
    Theme.HEAT: (2, 0, 1),
    Theme.FLOOD: (1, 2, 0),
    Theme.EARTHQUAKE: (2, 0, 1),
    Theme.LIFTS: (1, 2, 0),
    Theme.ELDER_FRAUD: (1, 0, 2),
    Theme.ONLINE: (1, 2, 0),
    Theme.FOOD: (2, 0, 1),
    Theme.DOGS: (1, 2, 0),
    Theme.SCHOOL_START: (1, 2, 0),
    Theme.HOLIDAY_TRAVEL: (2, 1, 0),
    Theme.FALLING_OBJECTS: (1, 0, 2),
    Theme.COLD: (1, 2, 0),
    Theme.FIRE_DAY: (1, 2, 0),
    Theme.DISASTER_DAY: (1, 2, 0),
    Theme.FAMILY_EDUCATION: (2, 1, 0),
}
"""Which option of each question is right, counted from 0."""

APART = timedelta(days=14)
"""So long a group hears nothing more of a theme that it was reminded of."""
_SOONER = {Theme.DROWNING: timedelta(days=7), Theme.FLOOD: timedelta(days=7)}
"""In their season these come back every week."""


def apart(theme: Theme) -> timedelta:
    """Return how long the same group must hear nothing of a theme between two reminders of it."""
    return _SOONER.get(theme, APART)

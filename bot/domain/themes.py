"""The themes of the safety calendar: what residents are reminded of through the year."""

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

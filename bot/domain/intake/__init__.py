"""Reads a chat message: what is it a report of, where, and of whom."""

from bot.domain.intake.gazetteer import Candidate, Found, Gazetteer, Place
from bot.domain.intake.gravity import can_wait
from bot.domain.intake.halves import begun, completed
from bot.domain.intake.model import PersonText, PlaceText, Reason, Span, Understanding
from bot.domain.intake.names import family_name, of_anybody, of_others
from bot.domain.intake.places import is_generic_place, is_in_every_compound, to_building, was_there
from bot.domain.intake.reading import says_nothing, understand
from bot.domain.intake.several import others_in

__all__ = [
    "Candidate",
    "Found",
    "Gazetteer",
    "PersonText",
    "Place",
    "PlaceText",
    "Reason",
    "Span",
    "Understanding",
    "begun",
    "can_wait",
    "completed",
    "family_name",
    "is_generic_place",
    "is_in_every_compound",
    "of_anybody",
    "of_others",
    "others_in",
    "says_nothing",
    "to_building",
    "understand",
    "was_there",
]

"""A second opinion on a report: what a language model is shown of it, and what of its answer counts.

It may only point at words that stand in the report, of fields that are still empty. What it points
at is a guess: staff read it with a mark, and it decides nothing. Why: docs/decisions/0030.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.intake import of_anybody, understand
from bot.domain.kinds import Kind
from bot.domain.privacy import HIDDEN, without_contact, without_names

LONGEST = 60
"""A field is a few words of a report, not half of it."""

_OBJECT = re.compile(r"\{[^{}]*\}")


class Field(StrEnum):
    """What may be missing of a person, named like the columns that keep it."""

    AGE = "age"
    HEIGHT = "height_cm"
    CLOTHING = "clothing"
    PLACE = "last_seen_place"
    TIME = "last_seen_at"


@dataclass(frozen=True)
class Question:
    """A report as a stranger may read it, and what is missing of its person."""

    kind: Kind
    text: str
    fields: tuple[Field, ...]


def is_for_strangers(kind: Kind, *, sensitive: bool, exercise: bool, vulnerable: bool) -> bool:
    """Whether words of a report may leave the house at all.

    Only of persons, where a field more may help somebody to be known again. Never of an adult who
    may have gone by their own will, nor of what is told in confidence.
    """
    if not kind.is_person or sensitive or exercise:
        return False
    return vulnerable or kind is not Kind.LOST_ADULT


def may_be_guessed(kind: Kind) -> tuple[Field, ...]:
    """Return the fields that may be guessed.

    An adult's age says who may be published (promise 3), and of the places that a finder names one
    is where the person is now (promise 5).
    """
    barred = {Field.AGE: not kind.is_child, Field.PLACE: kind.is_found}
    return tuple(field for field in Field if not barred.get(field))


def masked(text: str, kind: Kind, *names: str) -> str:
    """Return a text without phones, accounts, links, or anybody's name; `names` are known ones."""
    shown = without_names(text, of_anybody(text, kind))
    for name in names:
        shown = without_names(shown, (), name)
    return without_contact(shown)


def pointed_at(answer: str, question: Question) -> dict[Field, str]:
    """Return the words of the report that an answer names for the fields that were asked for.

    The last JSON object in it counts, whatever stands around: models think aloud and put fences.
    """
    objects = _OBJECT.findall(answer)
    try:
        told = json.loads(objects[-1]) if objects else {}
    except ValueError:
        return {}
    given = {field: told.get(field) for field in question.fields}
    return {
        field: words.strip()
        for field, words in given.items()
        if isinstance(words, str) and _is_span(words.strip(), question.text)
    }


def _is_span(words: str, text: str) -> bool:
    return 0 < len(words) <= LONGEST and words in text and HIDDEN not in words and "\n" not in words


def columns(field: Field, words: str, kind: Kind, *, now: datetime) -> dict[str, object]:
    """Return what is kept of a guess, by the intake's own reading of these words; nothing if it has none.

    `now` is when they were written, by the writer's clock.
    """
    read = understand(words, now=now, known=kind)
    if field is Field.AGE:
        low, high = read.person.ages
        return {} if low is None or (high or low) >= 18 else {"age": low, "age_to": high}
    if field is Field.HEIGHT:
        return {"height_cm": read.person.height_cm} if read.person.height_cm else {}
    if field is Field.TIME:
        seen = read.last_seen_time
        if seen is None:
            return {}
        since, until = map(datetime.fromisoformat, seen)
        return {"last_seen_at": since, "last_seen_to": until}
    return {field.value: words}

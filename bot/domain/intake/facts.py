"""Reads what a message says besides its kind: house numbers, phones, age and clothes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.intake import person, places
from bot.domain.intake.clothing import clothing
from bot.domain.intake.gazetteer import Found, Gazetteer
from bot.domain.intake.model import Age, Span
from bot.domain.intake.phones import phones
from bot.domain.intake.places import Piece
from bot.domain.intake.several import Several, several

_FIELDS = {"compound": "community", "building": "community", "road": "road"}


@dataclass(frozen=True, slots=True)
class Facts:
    """`rest` is the folded text with house numbers and phones blanked out: what is left of its
    digits may be age, time or height. `wordy` lacks the clothes too. `own` is the rest without what
    is said of others than the one that is described.
    """

    pieces: tuple[Piece, ...]
    numbers: tuple[tuple[str, Span], ...]
    rest: str
    wordy: str
    own: str
    several: Several
    age: tuple[Age, Span] | None
    clothing: Span | None

    @property
    def youngest(self) -> float | None:
        if self.age is None:
            return None
        return self.age[0][0] if isinstance(self.age[0], tuple) else self.age[0]

    def is_of_another(self, span: Span) -> bool:
        """Whether this is said of somebody else, where several are told of."""
        mine = self.several.youngest
        return mine is not None and not mine.overlaps(span)

    def without(self, spans: Sequence[Span]) -> Facts:
        """The facts with no place in these spans."""
        apart = tuple(one for one in self.pieces if not any(map(one.span.overlaps, spans)))
        return replace(self, pieces=apart, wordy=places.hide(self.wordy, spans))

    def derived(self) -> dict[str, list[Span]]:
        """Word classes that no word list can hold: numbers with a meaning."""
        return {
            "place_num": [piece.span for piece in self.pieces],
            "aged": [self.age[1]] if self.age else [],
            "wears": [self.clothing] if self.clothing else [],
            "sex_mark": person.sex_marks(self.own),
            "phone": [span for _, span in self.numbers],
        }

    def known(self, folded: str, gazetteer: Gazetteer | None) -> list[Piece]:
        """House numbers, and the district's own names."""
        found = gazetteer.find(folded) if gazetteer else []
        return [*self.pieces, *(_known(one, folded) for one in found)]

    def spots(self, folded: str, gazetteer: Gazetteer | None) -> list[Piece]:
        """Every place: what is known, then what looks like a name."""
        known = self.known(folded, gazetteer)
        return [*known, *places.named(places.hide(self.wordy, [piece.span for piece in known]))]


def read_facts(folded: str, whole: str) -> Facts:
    """Facts of the part that is read; phone numbers are taken from the whole message."""
    numbers = phones(whole)
    rest = places.hide(folded, [span for _, span in numbers if span.end <= len(folded)])
    pieces = places.numbered(rest)
    rest = places.hide(rest, [piece.span for piece in pieces])
    who = several(rest)
    own = who.own(rest)
    worn = clothing(own)
    return Facts(
        pieces=tuple(pieces),
        numbers=tuple(numbers),
        rest=rest,
        wordy=places.hide(rest, [worn]) if worn else rest,
        own=own,
        several=who,
        age=person.age(own) or person.age_of_all(rest),
        clothing=worn,
    )


def _known(found: Found, folded: str) -> Piece:
    """Its own name for a place; where a road is crossed is no road: 柳荫路口."""
    span, field = found.span, _FIELDS.get(found.place.kind, "landmark")
    if field == "road" and folded.startswith("口", span.end):
        span, field = Span(span.start, span.end + 1), "landmark"
    return Piece(field, span, span)

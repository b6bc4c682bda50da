"""Describes the person a report is about, and when and where that person was last seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.intake import names, person, places
from bot.domain.intake.clothing import takers
from bot.domain.intake.facts import Facts
from bot.domain.intake.lexicon import Hits
from bot.domain.intake.model import PERSON_KINDS, PersonText, Span
from bot.domain.intake.places import Piece
from bot.domain.intake.rules import Verdict
from bot.domain.intake.when import When, last_seen

_CHILD = ("child", "child_soft", "young")
_NOUNS = {
    kind: _CHILD if kind.endswith("child") else ("elder", "adult", *_CHILD) for kind in PERSON_KINDS
}
_TOWN = re.compile(
    r"(?:^|[^一-龥]|[在于从到去是])"
    r"((?:[一-龥]{1,7}?(?:省|自治区|市|区|县|镇|乡|街道|村|社区|小区)){1,6})$"
)
_APART = frozenset("。！？!?\n，,")
_GAP = 2


def describe(
    kind: str,
    text: str,
    hits: Hits,
    facts: Facts,
    verdict: Verdict,
    spots: Sequence[Piece],
) -> tuple[PersonText, When | None]:
    """The description, each text field a piece of `text`, and the time as said."""

    def words(span: Span | None) -> str | None:
        return (text[slice(*span)].strip() or None) if span else None

    subject = _subject(kind, hits, verdict)
    seen = last_seen(facts.rest, verdict.span)
    tall = person.height(facts.own)
    described = PersonText(
        name=words(_name(text, kind, facts)),
        sex=person.sex(facts.own, hits, subject, nouns=_NOUNS[kind]),
        age=facts.age[0] if facts.age else None,
        height_cm=tall[0] if tall else None,
        clothing=_features(text, hits, facts),
        worn=words(facts.clothing),
        last_seen_at=words(seen.span) if seen else None,
        last_seen_place=words(_seen_place(text, spots, verdict)),
    )
    return described, seen


def _name(text: str, kind: str, facts: Facts) -> Span | None:
    """The first name in the text that is nobody else's."""
    named = [span for span in person.names(text) if not facts.is_of_another(span)]
    others = names.of_others(text, kind) if named else []
    return next((span for span in named if not any(map(span.overlaps, others))), None)


def _features(text: str, hits: Hits, facts: Facts) -> str | None:
    """What the person is known by, clothes and looks: as written where they stand together."""
    others = takers(facts.own)
    looks = [
        span
        for span in hits.of("looks")
        if not any(map(span.overlaps, others)) and not facts.is_of_another(span)
    ]
    pieces: list[Span] = []
    for span in sorted([*looks, *filter(None, [facts.clothing])]):
        beside = pieces and span.start - pieces[-1].end <= _GAP
        last = pieces.pop() if beside else span
        pieces.append(Span(last.start, max(last.end, span.end)))
    comma = ", " if text.isascii() else "，"
    return comma.join(text[slice(*piece)].strip() for piece in pieces) or None


def _subject(kind: str, hits: Hits, verdict: Verdict) -> Span:
    """The word for the person: of the fitting rule if it has one, else the first."""
    spans = hits.of(*_NOUNS[kind])
    within = [span for span in verdict.chain if span in spans]
    return within[0] if within else (spans[0] if spans else verdict.span)


def _seen_place(text: str, pieces: Sequence[Piece], verdict: Verdict) -> Span | None:
    """The place named nearest to what happened, with the parts of it that stand beside it."""
    spots = _apart(pieces)
    if not spots:
        return None
    happened = verdict.chain[-1]
    nearest = min(
        spots, key=lambda s: min(abs(s.end - happened.start), abs(s.start - happened.end))
    )
    spot = _joined(nearest, spots, text)
    town = _TOWN.search(text, max(0, spot.start - 24), spot.start)
    if not town:
        return spot
    named = places.without_lead_in(text, Span(*town.span(1)))
    return spot if named.start == named.end else Span(named.start, spot.end)


def _apart(pieces: Sequence[Piece]) -> list[Span]:
    """Where the text names a place, in order; what overlaps is one: 桂语里3号楼."""
    apart: list[Span] = []
    for span in sorted(piece.span for piece in pieces):
        last = apart.pop() if apart and apart[-1].overlaps(span) else span
        apart.append(Span(last.start, max(last.end, span.end)))
    return apart


def _joined(nearest: Span, spots: Sequence[Span], text: str) -> Span:
    start, end = nearest
    for span in reversed(spots):
        if span.end <= start and _beside(text, span.end, start):
            start = span.start
    for span in spots:
        if span.start >= end and _beside(text, end, span.start):
            end = span.end
    return Span(start, end)


def _beside(text: str, end: int, start: int) -> bool:
    return start - end <= _GAP and _APART.isdisjoint(text[end:start])

"""Knows the district's own places by name, and finds them in what people write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.intake.lexicon import fold
from bot.domain.intake.model import PlaceText, Span
from bot.domain.intake.numbers import number
from bot.domain.intake.sought import Sought, pairs

_BUILDING = Sought(
    r"([a-z]?\d{1,3}|[a-z]|[零〇一二两三四五六七八九十百]{1,4})\s?(?:号楼|号栋|栋楼?|幢楼?|座|#楼?)"
)
_BLANK = Sought(r"\s")
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百]+")
_TELLING = re.compile(r"[\da-z零〇一二两三四五六七八九十百东南西北中前后左右上下大小新老]")
_LONG_ENOUGH = 4
_CANDIDATES = 50
_MISSPELT_SCORE = 0.62


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the district's places."""

    id: int
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    grid_id: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A place met in a text; the span is of the text as written."""

    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant, and how well it fits, 0…1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    place: Place = field(compare=False)


def _plain(folded: str) -> tuple[str, Sequence[int]]:
    """三号楼, 3号楼 and 3幢 all as 3栋; with each character's place in the text as written."""
    if not _BUILDING.search(folded) and not _BLANK.search(folded):
        return folded, range(len(folded))
    text: list[str] = []
    origin: list[int] = []
    past = 0
    for found in _BUILDING.finditer(folded):
        text += folded[past : found.start()]
        origin += range(past, found.start())
        plain = f"{_digits(found[1])}栋"
        text += plain
        origin += [found.start()] * (len(plain) - 1) + [found.end() - 1]
        past = found.end()
    text += folded[past:]
    origin += range(past, len(folded))
    kept = [(c, at) for c, at in zip(text, origin, strict=True) if not c.isspace()]
    return "".join(c for c, _ in kept), [at for _, at in kept]


def _pairs(text: str) -> set[str]:
    """Neighbouring characters, and those with one between: that one may be the wrong one."""
    return {a + b for gap in (1, 2) for a, b in zip(text, text[gap:], strict=False)}


def _one_wrong(written: str, name: str) -> bool:
    if len(written) < _LONG_ENOUGH or _TELLING.findall(written) != _TELLING.findall(name):
        return False
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 few messages misspell a place

    return Levenshtein.distance(written, name, score_cutoff=1) == 1


def _digits(text: str) -> str:
    value = number(text) if _NUMERAL.fullmatch(text) else None
    return text if value is None else str(value)


class Gazetteer:
    """Exact names and aliases, longest first; bare house numbers count only inside a grid."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self.places = tuple(places)
        self.names = frozenset(fold(place.name) for place in self.places)
        self._names: dict[str, list[_Name]] = {}
        self._buildings: dict[str, list[Place]] = {}
        for place in self.places:
            for written in (place.name, *place.aliases):
                self._add(_plain(fold(written))[0], place)
        self._pairs: dict[str, list[_Name]] = {}
        for name in self._long_names():
            for pair in _pairs(name.text):
                self._pairs.setdefault(pair, []).append(name)
        for names in self._names.values():
            names.sort(key=lambda name: -len(name.text))

    def _add(self, plain: str, place: Place) -> None:
        building = re.search(r"([a-z]?\d{1,3}|[a-z])栋$", plain)
        if building and place.kind == "building":
            self._buildings.setdefault(building[1], []).append(place)
        if len(plain) > 1 and not (building and building.start() == 0):
            self._names.setdefault(plain[:2], []).append(_Name(plain, place))

    def _long_names(self) -> Iterator[_Name]:
        """Names of which one character may be wrong and the rest still tell: no houses."""
        for names in self._names.values():
            for name in names:
                if len(name.text) >= _LONG_ENOUGH and name.place.kind != "building":
                    yield name

    def find(self, folded: str) -> list[Found]:
        """Places named in the text, in its order; a longer name hides the ones inside it."""
        plain, origin = _plain(folded)
        if self._names.keys().isdisjoint(pairs(plain)):
            return []
        found: list[Found] = []
        past = 0
        for at, pair in enumerate(pairs(plain)):
            if at < past or pair not in self._names:
                continue
            length, places = self._longest(plain, at)
            if places:
                span = Span(origin[at], origin[at + length - 1] + 1)
                found += [Found(place, span) for place in places]
                past = at + length
        return found

    def _longest(self, plain: str, at: int) -> tuple[int, list[Place]]:
        """The longest name that stands here, and every place that bears it."""
        names = [
            name for name in self._names[plain[at : at + 2]] if plain.startswith(name.text, at)
        ]
        length = len(names[0].text) if names else 0
        return length, [name.place for name in names if len(name.text) == length]

    def resolve(self, place: PlaceText, *, within: Collection[int] = ()) -> list[Candidate]:
        """What the place of a report may mean, best first; places of the grids `within` lead."""
        written = filter(None, (place.community, place.text, place.road, place.landmark))
        named = self.find(fold(" ".join(written)))
        scores = {found.place: self._named_score(found, within) for found in named}
        if not named:
            scores = dict.fromkeys(self._misspelt(place, within), _MISSPELT_SCORE)
        if not scores and place.community and self._has_compounds(within):
            return []  # a house of a compound that isn't here is none of ours
        for candidate in self.buildings(place.building, within=within, beside=scores):
            scores[candidate.place] = max(scores.get(candidate.place, 0.0), candidate.score)
        ranked = [Candidate(known, score) for known, score in scores.items()]
        return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.place.id))

    def _has_compounds(self, within: Collection[int]) -> bool:
        return any(one.kind == "compound" and one.grid_id in within for one in self.places)

    def _misspelt(self, place: PlaceText, within: Collection[int]) -> list[Place]:
        """Places of the grids `within` whose name is written with one wrong character: 东芳花园.

        Never one that differs in what tells neighbours apart: 二期 is not 三期, 南区 not 北区.
        """
        written = fold(place.community or place.landmark or "")
        alike = Counter(
            (name.text, name.place)
            for pair in _pairs(written)
            for name in self._pairs.get(pair, ())
            if name.place.grid_id in within
        )
        return [
            known
            for (name, known), _ in alike.most_common(_CANDIDATES)
            if _one_wrong(written[: len(name)], name)
        ]

    def _named_score(self, found: Found, within: Collection[int]) -> float:
        score = 0.75 + min(0.1, (found.span.end - found.span.start) / 100)
        return score + (0.1 if found.place.grid_id in within else 0.0)

    def buildings(
        self, written: str | None, *, within: Collection[int] = (), beside: Iterable[Place] = ()
    ) -> list[Candidate]:
        """Buildings of this number: in the grids `within`, or in a compound that was named."""
        if not written:
            return []
        grids = {place.grid_id for place in beside if place.grid_id is not None}
        compounds = [place.name for place in beside if place.kind == "compound"]
        candidates = []
        for place in self._buildings.get(_digits(fold(written)), ()):
            named = any(place.name.startswith(compound) for compound in compounds)
            score = 0.3 + 0.35 * (place.grid_id in within) + 0.3 * (named or place.grid_id in grids)
            candidates.append(Candidate(place, score))
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.place.id))

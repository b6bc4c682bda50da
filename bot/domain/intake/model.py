"""What the intake says about one message: plain frozen values and their JSON form."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import NamedTuple

Age = float | tuple[float, float]

PERSON_KINDS = frozenset({"lost_child", "found_child", "lost_adult", "found_adult"})


class Span(NamedTuple):
    """A half-open piece of the text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Reason(NamedTuple):
    """Which words decided what; `gege understand --explain` prints these."""

    span: Span
    words: str
    decided: str


@dataclass(frozen=True, slots=True)
class PlaceText:
    """The place as written: numbers without 号楼/单元/楼, everything else a piece of the text."""

    text: str | None = None
    community: str | None = None
    road: str | None = None
    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    landmark: str | None = None


@dataclass(frozen=True, slots=True)
class PersonText:
    """The person missing or found; age in years, a pair where only a range is known.

    `clothing` is all that others know the person by: what is `worn`, and hair, glasses, bag.
    """

    name: str | None = None
    sex: str | None = None
    age: Age | None = None
    height_cm: int | None = None
    clothing: str | None = None
    worn: str | None = None
    last_seen_at: str | None = None
    last_seen_place: str | None = None

    @property
    def ages(self) -> tuple[float | None, float | None]:
        """Both ends of the age; the second is None where it is one number, both where none is."""
        return self.age if isinstance(self.age, tuple) else (self.age, None)


NOWHERE, NOBODY = PlaceText(), PersonText()


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message read as a report; `kind` is `none` for everything the bot leaves alone."""

    kind: str = "none"
    category: str | None = None
    confidence: float = 1.0
    place: PlaceText = NOWHERE
    home: PlaceText = NOWHERE
    """Where a missing or found person lives, if it is told; `place` too where it is all there is."""
    person: PersonText = NOBODY
    now_at: str | None = None
    """Where somebody who was found is by now, apart from where that was. No report keeps it."""
    phones: tuple[str, ...] = ()
    injured: bool = False
    sensitive: bool = False
    forwarded_rumour: bool = False
    others: int = 0
    life_safety: bool = False
    solved: bool = False
    question: str | None = None
    last_seen_time: tuple[str, str] | None = None
    learned: bool = False
    """No rule was sure of it: it resembles texts that people labelled so."""
    why: tuple[Reason, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The answer of `gege understand`: contract keys first, extra keys after them."""
        answer: dict[str, object] = {
            "kind": self.kind,
            "category": self.category,
            "confidence": round(self.confidence, 2),
            "place": asdict(self.place),
            "person": _person(self.person),
            "phones": list(self.phones),
            "injured": self.injured,
            "sensitive": self.sensitive,
            "forwarded_rumour": self.forwarded_rumour,
            "others": self.others,
            "life_safety": self.life_safety,
            "solved": self.solved,
            "question": self.question,
            "home": self.home.text,
            "now_at": self.now_at,
        }
        if self.last_seen_time:
            answer["last_seen_time"] = dict(zip(("from", "to"), self.last_seen_time, strict=True))
        return answer

    def explain(self) -> list[dict[str, object]]:
        """The reasons as rows for `--explain`."""
        return [{"words": r.words, "at": list(r.span), "decided": r.decided} for r in self.why]


def _person(person: PersonText) -> dict[str, object]:
    """The contract's `clothing` is what is worn; what else there is to see stands in `features`."""
    told = asdict(person) | {"age": _age(person.age)}
    return told | {"clothing": told.pop("worn"), "features": person.clothing}


def _age(age: Age | None) -> object:
    if isinstance(age, tuple):
        return [_plain(bound) for bound in age]
    return None if age is None else _plain(age)


def _plain(years: float) -> float | int:
    return int(years) if years == int(years) else round(years, 2)

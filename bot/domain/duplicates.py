"""Whether a new report looks like one that is open: the same matter, the same spot or the same words.

It only ever warns: who says 提交 has a case of their own. Rules and why: docs/decisions/0028.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.grid import metres_between
from bot.domain.intake import PlaceText
from bot.domain.intake.numbers import number
from bot.domain.kinds import Kind


@dataclass(frozen=True)
class Rule:
    """For how long, how far and by how many of their words two reports of a kind are one."""

    days: int
    metres: int
    words: float
    """So much of the shorter one's pairs of characters stands in the other."""


RULES = {
    Kind.LIGHT: Rule(days=30, metres=30, words=0.6),
    Kind.HAZARD: Rule(days=3, metres=100, words=0.6),
    Kind.NEED: Rule(days=14, metres=0, words=0.6),
}
"""What strangers may know of one another's reports; of persons and quarrels they are told nothing."""


@dataclass(frozen=True)
class Told:
    """A report as far as it decides whether another one is the same."""

    kind: Kind
    category: str | None
    place: PlaceText
    text: str
    at: datetime
    point: tuple[float, float] | None = None


_WORDS = re.compile(r"[^\W_]+")
_SAYS_LITTLE = re.compile(r"了|的|啊|呢|吧|嘛|请|麻烦|大家|尽快|一下")
_NUMBERED = re.compile(r"[\dA-Za-z一二三四五六七八九十]+\s?(?:号楼|[栋幢座号]|单元|[楼层])的?")
_LATIN = re.compile(
    r"\b(?!(?:the|and|has|have|been|was|are|its|not|now|all|near|with|from|floor|building|block)\b)[a-z]{3,}\b",
    re.IGNORECASE,
)
"""Words of languages that part them by blanks."""
_FEW = 4


def looks_like(new: Told, known: Told) -> bool:
    """Return whether they may be one matter. Where one tells the spot and the other not, words decide."""
    rule = RULES.get(new.kind)
    if rule is None or (new.kind, new.category) != (known.kind, known.category):
        return False
    if abs(new.at - known.at) > timedelta(days=rule.days):
        return False
    spot = _same_spot(new, known, rule)
    if spot is not None and new.kind is not Kind.NEED:
        return spot
    return spot is not False and alike(new.text, known.text) >= rule.words


def _same_spot(new: Told, known: Told, rule: Rule) -> bool | None:
    """Whether it is the same building, stair and floor, or near enough; None where nobody knows."""
    if _in_two_compounds(new.place.community, known.place.community):
        return False
    ours, theirs = numbers_of(new.place), numbers_of(known.place)
    if ours[0] and theirs[0]:
        return all(one == other for one, other in zip(ours, theirs, strict=True) if one and other)
    if new.point is not None and known.point is not None and rule.metres:
        return metres_between(*new.point, *known.point) <= rule.metres
    return None


def _in_two_compounds(one: str | None, other: str | None) -> bool:
    """Whether both name a compound, and neither name is short for the other: 香樟, 香樟苑."""
    if not one or not other:
        return False
    return one not in other and other not in one


def numbers_of(place: PlaceText) -> tuple[str, ...]:
    """Return building, stair, floor and room, 三 and 3 alike."""
    told = (place.building, place.unit, place.floor, place.room)
    return tuple(str(number(one) or one).lower() if one else "" for one in told)


def alike(one: str, other: str) -> float:
    """Return which part of the shorter text, by pairs of characters, stands in the other.

    >>> round(alike("单元门口的灯坏了", "单元门口灯坏了，麻烦修一下"), 1)
    1.0
    """
    ours, theirs = _pairs(one), _pairs(other)
    shorter = min(len(ours), len(theirs))
    return len(ours & theirs) / shorter if shorter >= _FEW else 0.0


def share_words(one: str, other: str) -> bool:
    """Return whether two texts name anything in common besides the number of a house.

    >>> share_words("积水已经抽干了", "3号楼车库积水了"), share_words("3号楼的火灭了", "3号楼的灯坏了")
    (True, False)
    >>> share_words("the van has been moved", "fire lane blocked by a van")
    True
    >>> share_words("gas is gone", "the lane is blocked")
    False
    """
    ours, theirs = _NUMBERED.sub(" ", one), _NUMBERED.sub(" ", other)
    if set(_LATIN.findall(ours.lower())) & set(_LATIN.findall(theirs.lower())):
        return True
    return any(not pair.isascii() for pair in _pairs(ours) & _pairs(theirs))


def _pairs(text: str) -> frozenset[str]:
    kept = "".join(_WORDS.findall(_SAYS_LITTLE.sub("", text.lower())))
    return frozenset(kept[start : start + 2] for start in range(len(kept) - 1))

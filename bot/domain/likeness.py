"""Whether the persons of two cases may be one: what speaks for it, what against.

Pure and explained: every point of the score is a sign that staff are shown. Thresholds and why:
docs/decisions/0025.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.grid import GridLevel, metres_between
from bot.domain.kinds import Kind
from bot.domain.looks import are_alike, common, looks

ENOUGH = 6
"""Points from which two cases are shown to staff."""

SAME_CLOTHES, FURTHER_CLOTHES, OTHER_CLOTHES = 3, 1, -3
SAME_AGE, NEAR_AGE = 3, 1
SAME_SEX, SAME_HEIGHT, OTHER_HEIGHT, ALIKE = 1, 1, -1, 1
SAME_NAME, OTHER_NAME = 4, -4

NARROWEST_BAND = 2
AGE_BAND = 1 / 4
"""So far, of their years, may a stranger be wrong about somebody's age; of a child by two years."""
HEIGHT_SAME, HEIGHT_OTHER = 10, 25
"""In centimetres."""

METRES = ((600, 3), (2_000, 2), (5_000, 1), (30_000, 0))
FAR_AWAY = -2
SHARED = {GridLevel.MICRO: 3, GridLevel.DEDICATED: 3, GridLevel.GENERAL: 2, GridLevel.CHIEF: 1}
"""Where no coordinates tell how far it is: the lowest level that both places lie in."""
HOURS = ((3, 2), (24, 1), (7 * 24, 0))
LONG_AGO = -1
CLOCKS_DIFFER = timedelta(minutes=30)
"""Nobody is found before they were last seen, unless somebody's watch is wrong."""


class Trait(StrEnum):
    """By what a person may be known again."""

    AGE = "age"
    SEX = "sex"
    NAME = "name"
    HEIGHT = "height"
    CLOTHES = "clothes"


@dataclass(frozen=True)
class Described:
    """A missing or a found person, as far as somebody has told."""

    kind: Kind
    reported_at: datetime
    sex: str | None = None
    age: float | None = None
    age_to: float | None = None
    name: str | None = None
    height_cm: int | None = None
    features: str | None = None
    point: tuple[float, float] | None = None
    seen_at: datetime | None = None
    """When the one was last seen, or the other was found; None where nobody said."""
    seen_to: datetime | None = None

    @property
    def ages(self) -> tuple[float, float] | None:
        return None if self.age is None else (self.age, self.age_to or self.age)

    @property
    def latest(self) -> datetime:
        """The latest time at which they can have been seen."""
        return self.seen_to or self.seen_at or self.reported_at


@dataclass(frozen=True)
class Sign:
    """One thing that was told of both. The two values differ, or differ a little, where both stand.

    Of clothes `what` is the garment, and the values are colours joined by `+`; of a name the values
    stay empty: nobody's name belongs into a message. Of two reports of a missing person, or of a
    found one, `lost` is the earlier.
    """

    trait: Trait
    lost: str = ""
    found: str = ""
    what: str = ""


@dataclass(frozen=True)
class Likeness:
    """How much speaks for it; None of `compare` where something rules it out."""

    score: int
    agree: tuple[Sign, ...] = ()
    differ: tuple[Sign, ...] = ()
    metres: int | None = None
    minutes: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether staff should look: never by place and time alone."""
        return bool(self.agree) and self.score >= ENOUGH


Weighed = tuple[int, Sign]


def compare(lost: Described, found: Described, shared: GridLevel | None = None) -> Likeness | None:
    """Return how alike they are; None where sex, age or time say that they can't be the same.

    `shared` is the lowest level of the grid that both places lie in.
    """
    if _is_ruled_out(lost, found):
        return None
    weighed = [*_age(lost, found), *_sex(lost, found), *_name(lost, found)]
    weighed += [*_height(lost, found), *_clothes(lost, found)]
    metres = _metres(lost, found)
    apart = abs(found.latest - lost.latest)
    score = sum(points for points, _ in weighed) + _nearness(metres, shared) + _promptness(apart)
    return Likeness(
        score,
        tuple(sign for points, sign in weighed if points > 0),
        tuple(sign for points, sign in weighed if points < 0),
        metres,
        round(apart.total_seconds() / 60),
    )


def _is_ruled_out(lost: Described, found: Described) -> bool:
    if lost.sex and found.sex and lost.sex != found.sex:
        return True
    across = lost.kind.is_lost and found.kind.is_found
    if across and lost.seen_at is not None and found.latest < lost.seen_at - CLOCKS_DIFFER:
        return True
    off = _years_apart(lost, found)
    if off is None:  # who looks like a child to one may be grown up to another, but ages must tell
        return lost.kind.is_child is not found.kind.is_child
    return off > _band(lost)


def _years_apart(lost: Described, found: Described) -> float | None:
    """Return the gap between the ages, 0 where they overlap; None where one is unknown."""
    if lost.ages is None or found.ages is None:
        return None
    (low, high), (from_, to) = lost.ages, found.ages
    return max(0.0, from_ - high, low - to)


def _band(lost: Described) -> float:
    """Return by how many years a stranger may be wrong; the family knows the age."""
    years = lost.ages[0] if lost.ages else 0
    return max(NARROWEST_BAND, years * AGE_BAND)


def _age(lost: Described, found: Described) -> list[Weighed]:
    off = _years_apart(lost, found)
    if off is None:
        return []
    families = lost.kind.is_lost and found.kind.is_lost  # each knows how old theirs is
    points = SAME_AGE if off <= (0 if families else _band(lost) / 2) else NEAR_AGE
    return [(points, Sign(Trait.AGE, _years(lost), _years(found)))]


def _years(one: Described) -> str:
    assert one.age is not None
    return f"{one.age:g}" if one.age_to is None else f"{one.age:g}-{one.age_to:g}"


def _sex(lost: Described, found: Described) -> list[Weighed]:
    same = lost.sex is not None and lost.sex == found.sex
    return [(SAME_SEX, Sign(Trait.SEX, lost.sex or ""))] if same else []


def _name(lost: Described, found: Described) -> list[Weighed]:
    """A child may say a pet name: only between two families another name speaks against it."""
    if not lost.name or not found.name:
        return []
    short, long = sorted((lost.name.strip(), found.name.strip()), key=len)
    if len(short) > 1 and long.endswith(short):
        return [(SAME_NAME, Sign(Trait.NAME))]
    families = lost.kind.is_lost and found.kind.is_lost
    return [(OTHER_NAME, Sign(Trait.NAME, what="other"))] if families else []


def _height(lost: Described, found: Described) -> list[Weighed]:
    if lost.height_cm is None or found.height_cm is None:
        return []
    off = abs(lost.height_cm - found.height_cm)
    sign = Sign(Trait.HEIGHT, str(lost.height_cm), str(found.height_cm))
    if off <= HEIGHT_SAME:
        return [(SAME_HEIGHT, sign)]
    return [(OTHER_HEIGHT, sign)] if off > HEIGHT_OTHER else []


def _clothes(lost: Described, found: Described) -> list[Weighed]:
    """Compare garment by garment; a second one that agrees is worth less than the first."""
    ours, theirs = looks(lost.features), looks(found.features)
    weighed: list[Weighed] = []
    best = SAME_CLOTHES
    for garment in [one for one in ours if one in theirs]:
        mine, other = ours[garment], theirs[garment]
        sign = Sign(Trait.CLOTHES, "+".join(sorted(mine)), "+".join(sorted(other)), garment)
        if mine & other:
            shared = Sign(Trait.CLOTHES, "+".join(sorted(mine & other)), what=garment)
            weighed.append((best, shared))
            best = FURTHER_CLOTHES
        elif mine and other:
            weighed.append((ALIKE if are_alike(mine, other) else OTHER_CLOTHES, sign))
        elif garment not in common():
            weighed.append((ALIKE, Sign(Trait.CLOTHES, what=garment)))
    return weighed


def _metres(lost: Described, found: Described) -> int | None:
    if lost.point is None or found.point is None:
        return None
    return round(metres_between(*lost.point, *found.point))


def _nearness(metres: int | None, shared: GridLevel | None) -> int:
    if metres is None:
        return SHARED.get(shared, 0) if shared else 0
    return next((points for reach, points in METRES if metres <= reach), FAR_AWAY)


def _promptness(apart: timedelta) -> int:
    return next((points for hours, points in HOURS if apart <= timedelta(hours=hours)), LONG_AGO)

"""What a report still lacks and matters: named once, under it; what is told is asked no more."""

import re
from enum import StrEnum

from bot.domain.cards import Facts
from bot.domain.intake import understand
from bot.domain.kinds import Kind


class Missing(StrEnum):
    """Something that helps whoever sets out."""

    PHOTO = "photo"
    CLOTHES = "clothes"
    WHERE = "where"
    MET = "met"
    WHEN = "when"
    BUILDING = "building"
    FLOOR = "floor"


OUTSIDE = re.compile(
    r"路灯|大门|门口|广场|车库|花园|球场|公园|小区路|街|亭|[步绿巷]道|巷|桥|操场|坝|健身|游乐|停车|岗亭|花台|河边|street|gate|garage",
    re.IGNORECASE,
)
"""A lamp there hangs in no building."""
BARE = re.compile(r"(\d{1,2}|[A-Za-z])[号栋楼层]?")


def missing_of(facts: Facts) -> tuple[Missing, ...]:
    """Return what is to be asked: of a missing person how and where, of one who was found where, of a lamp which one."""
    if facts.kind.is_lost:
        lacks = {
            Missing.PHOTO: not (facts.has_photo or facts.pictured),
            Missing.CLOTHES: facts.clothing is None,
            Missing.WHERE: facts.last_seen_place is None and facts.place is None,
            Missing.WHEN: facts.last_seen_at is None,
        }
        return tuple(one for one, is_missing in lacks.items() if is_missing)
    if facts.kind.is_found:
        is_missing = facts.last_seen_place is None and facts.place is None
        return (Missing.MET,) if is_missing else ()
    if facts.kind is not Kind.LIGHT or OUTSIDE.search(f"{facts.text} {facts.place or ''}"):
        return ()
    # As long as nobody knows in which compound it is, the house stands in the words alone.
    place = understand(facts.place or facts.text, known=Kind.LIGHT).place
    if place.road is not None:
        return ()
    lacks = {Missing.BUILDING: place.building is None, Missing.FLOOR: place.floor is None}
    return tuple(one for one, is_missing in lacks.items() if is_missing)


def completed(answer: str, lacking: tuple[Missing, ...]) -> str:
    """Return a bare number as the answer to what was asked: 3 is building 3, then floor 3.

    >>> completed("3", (Missing.BUILDING, Missing.FLOOR)), completed("4层", (Missing.FLOOR,))
    ('3号楼', '4楼')
    """
    bare = BARE.fullmatch(answer.strip())
    if bare is None:
        return answer
    if Missing.BUILDING in lacking and not answer.strip().endswith(("层", "楼")):
        return f"{bare[1]}号楼"
    return f"{bare[1]}楼" if Missing.FLOOR in lacking and bare[1].isdecimal() else answer

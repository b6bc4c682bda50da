"""One place told in pieces, or told twice: as one, the fuller or the corrected."""

import re

from bot.domain.duplicates import numbers_of
from bot.domain.intake import PlaceText, understand
from bot.domain.kinds import Kind

_NUMBERED = re.compile(
    r"[\dA-Za-z一二三四五六七八九十]+\s?(?:号楼|[栋幢座号]|单元|[楼层室])的?"
    r"|\b(?:building|block|tower|unit|floor|level|room)\s?#?\w+"
    r"|\b\d{1,2}(?:st|nd|rd|th)[ -](?:floor|level)\b",
    re.IGNORECASE,
)


def whole_place(told: PlaceText) -> str | None:
    """Return a place with the building and the floor that were told apart from it.

    >>> whole_place(understand("3号楼的灯坏了，是4楼的", known="light").place)
    '3号楼4楼'
    >>> whole_place(understand("五楼楼道的灯坏了，六号楼的", known="light").place)
    '六号楼五楼楼道'
    """
    if told.text is None:
        return None
    known, latin = _read(told.text), told.text.isascii()
    building, floor = told.building, told.floor
    before = f"building {building}" if latin else f"{building}号楼"
    behind = f"floor {floor}" if latin else f"{floor}楼"
    return _joined(
        before if building and known.building is None and known.community is None else "",
        told.text,
        behind if floor and known.floor is None else "",
    )


def fuller_place(before: PlaceText, then: PlaceText) -> str | None:
    """Return two tellings of one place as one: compound, building, floor, and what stands there last.

    What is known stays; the same words are not said twice.
    """
    if before.text is None or then.text is None:
        return before.text or then.text
    both = zip(numbers_of(before), numbers_of(then), strict=True)
    if any(one and other for one, other in both) or then.text in before.text:
        return before.text
    if before.text in then.text:
        return then.text
    told = then.text.removeprefix(before.community or "")
    known = before.text
    if _rank(then) < _rank(before):
        cut = len(before.community or "") if known.startswith(before.community or "") else 0
    else:
        landmark = before.landmark or ""
        cut = known.find(landmark) if landmark and landmark in known else len(known)
    return _joined(known[:cut], told, known[cut:])


def corrected_place(before: PlaceText, then: PlaceText) -> str | None:
    """Return a place where what is told anew stands for what was told of it: another building.

    Words that name no number are another place in the same compound.
    """
    if before.text is None or then.text is None:
        return then.text or before.text
    anew = numbers_of(then)
    if not any(anew):
        known = before.community or ""
        return then.text if known in then.text else _joined(known, then.text)
    kept = before.text
    if then.community and before.community and then.community not in before.text:
        kept = kept.replace(before.community, "", 1)
    for piece in _NUMBERED.findall(before.text):
        told = numbers_of(_read(piece))
        if any(one and other for one, other in zip(told, anew, strict=True)):
            kept = kept.replace(piece, "", 1)
    return fuller_place(_read(kept.strip(" ,，")), then)


def _read(place: str) -> PlaceText:
    return understand(place, known=Kind.LIGHT).place


def _rank(place: PlaceText) -> int:
    """Return the place in line of the first number: building, stair, floor, room."""
    return next(
        (rank for rank, told in enumerate(numbers_of(place)) if told), len(numbers_of(place))
    )


def _joined(*parts: str) -> str:
    """Put pieces of a place together; 4楼 behind building 5 is no building 54."""
    together = ""
    for part in (one.strip(" ,") for one in parts):
        latin = together[-1:].isascii() and part[:1].isascii()
        together += f", {part}" if together and part and latin else part
    return together

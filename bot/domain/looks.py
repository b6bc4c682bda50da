"""What somebody wears, by garment and colour: read from the words in which it was told."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Looks = Mapping[str, frozenset[str]]
"""Garment → its colours, none where only the garment was told; both are words of `looks.toml`."""

_BETWEEN = re.compile(r"[，,、。；;\n]|\s+(?:and|with)\s+")


@cache
def _lists() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = tomllib.loads(
        files("bot.domain").joinpath("looks.toml").read_text("utf-8")
    )
    return read


@cache
def _meaning(section: str) -> dict[str, frozenset[str]]:
    """Return what each word of a list stands for; one word may stand for two garments."""
    found: dict[str, frozenset[str]] = {}
    for name, words in _lists()[section].items():
        for word in words.split():
            found[word.lower()] = found.get(word.lower(), frozenset()) | {name}
    return found


@cache
def _words(section: str) -> re.Pattern[str]:
    """Return a pattern of all words of a list, the longest first; Latin ones stand alone."""
    known = sorted(_meaning(section), key=len, reverse=True)
    return re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in known))


@cache
def common() -> frozenset[str]:
    """Return the garments that everybody wears."""
    return frozenset(_lists()["common"]["garments"].split())


@cache
def _alike() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("-")) for pair in _lists()["alike"]["pairs"].split())


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether what one calls these colours another may call those."""
    return any(frozenset((mine, theirs)) in _alike() for mine in one for theirs in other)


def looks(features: str | None) -> Looks:
    """Return the garments that are told, each with its colours.

    >>> looks("穿红色外套，蓝裤子")
    {'top': frozenset({'red'}), 'bottoms': frozenset({'blue'})}
    """
    found: dict[str, frozenset[str]] = {}
    for piece in _BETWEEN.split((features or "").lower()):
        for garment, colours in _worn(piece):
            found[garment] = found.get(garment, frozenset()) | colours
    return found


def _worn(piece: str) -> list[tuple[str, frozenset[str]]]:
    """Read one piece: a colour belongs to the garment after it, to the one before where none is."""
    garments = list(_words("garments").finditer(piece))
    found = []
    for number, garment in enumerate(garments):
        begins = garments[number - 1].end() if number else 0
        ends = garments[number + 1].start() if number + 1 < len(garments) else len(piece)
        before = _colours(piece[begins : garment.start()])
        alone = len(garments) == 1
        colours = before or (_colours(piece[garment.end() : ends]) if alone else frozenset())
        found += [(name, colours) for name in sorted(_meaning("garments")[garment[0]])]
    return found


def _colours(words: str) -> frozenset[str]:
    meanings = _meaning("colours")
    return frozenset(name for hit in _words("colours").finditer(words) for name in meanings[hit[0]])

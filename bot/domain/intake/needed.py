"""Derives from a pattern what none of its matches can do without.

It reads a pattern as the compiler of regular expressions does, so nobody has to say it by hand.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from functools import cache
from string import digits
from typing import Any, NamedTuple

# What the compiler makes of a pattern is no public module.
_parser: Any = importlib.import_module("re._parser")
_op: Any = importlib.import_module("re._constants")

Signs = frozenset[str]
Needed = tuple[Signs, ...]

_CHARACTER_COSTS = 12
"""How many pairs one character is worth: it stands in that many more texts."""
SETS = 3
"""As many are told at most."""
_MANY, _MOST = 64, 256
"""Of a class of more characters nothing is told, nor where more pairs may meet."""


class _Piece(NamedTuple):
    """What a piece of a pattern may begin and end with; None where it may be anything."""

    first: Signs | None
    last: Signs | None
    skips: bool
    """Whether it may be nothing."""
    needed: Needed = ()
    """Of each of these every match holds one, the rarest first."""


_NOTHING: Signs = frozenset()
_EDGE = _Piece(_NOTHING, _NOTHING, skips=True)
_ANYTHING = _Piece(None, None, skips=True)
_ANY_ONE = _Piece(None, None, skips=False)


def needed(pattern: str) -> Needed:
    """Return sets of signs: a text with a match holds one at least of each.

    >>> sorted(needed(r"(?:没|没有)人(?:要|管)?|走丢")[0])
    ['有人', '没人', '走丢']
    """
    tree = _parser.parse(pattern)
    return _chain(tree, folds=bool(tree.state.flags & re.IGNORECASE)).needed


def _either(one: Signs | None, other: Signs | None) -> Signs | None:
    return None if one is None or other is None else one | other


def _cost(signs: Signs) -> int:
    return sum(1 if len(sign) > 1 else _CHARACTER_COSTS for sign in signs)


def _chain(tree: Iterable[tuple[Any, Any]], *, folds: bool) -> _Piece:
    """One piece behind the other: where two meet, their characters are neighbours."""
    whole = _EDGE
    known: list[Signs] = []
    for code, told in tree:
        ahead = code is _op.ASSERT and told[0] > 0
        piece = _chain(told[1], folds=folds) if ahead else _piece(code, told, folds=folds)
        known += piece.needed
        if not (piece.skips or whole.skips):
            known += _neighbours(whole.last, piece.first)
        if not ahead:
            whole = _Piece(
                _either(whole.first, piece.first) if whole.skips else whole.first,
                _either(whole.last, piece.last) if piece.skips else piece.last,
                whole.skips and piece.skips,
                (),
            )
    return whole._replace(needed=_telling(known))


def _neighbours(last: Signs | None, first: Signs | None) -> Needed:
    if last is None or first is None or len(last) * len(first) > _MOST:
        return ()
    return (frozenset(a + b for a in last for b in first),)


def _telling(known: Iterable[Signs]) -> Needed:
    """The rarest sets, none of which follows from another: 走 is there wherever 走丢 is."""
    kept: list[Signs] = []
    for signs in sorted(known, key=_cost):
        if not any(all(one in signs or not signs.isdisjoint(one) for one in k) for k in kept):
            kept.append(signs)
    return tuple(kept[:SETS])


def _branches(trees: Iterable[Any], *, folds: bool) -> _Piece:
    ways = [_chain(tree, folds=folds) for tree in trees]
    whole = ways[0]
    for way in ways[1:]:
        whole = _Piece(
            _either(whole.first, way.first),
            _either(whole.last, way.last),
            whole.skips or way.skips,
            _of_either(whole.needed, way.needed),
        )
    return whole


def _of_either(one: Needed, other: Needed) -> Needed:
    if not one or not other:
        return ()
    longer = range(max(len(one), len(other)))
    return tuple(one[min(at, len(one) - 1)] | other[min(at, len(other) - 1)] for at in longer)


def _piece(code: object, told: Any, *, folds: bool) -> _Piece:  # noqa: ANN401
    if code in (_op.LITERAL, _op.IN):
        return _one_of(_members([(code, told)] if code is _op.LITERAL else told, folds=folds))
    if code in (_op.ANY, _op.NOT_LITERAL):
        return _ANY_ONE
    if code in (_op.AT, _op.ASSERT_NOT):
        return _EDGE
    if code is _op.ASSERT:
        return _EDGE._replace(needed=_chain(told[1], folds=folds).needed)
    if code in (_op.MAX_REPEAT, _op.MIN_REPEAT, _op.POSSESSIVE_REPEAT):
        piece = _chain(told[2], folds=folds)
        return piece if told[0] else piece._replace(skips=True, needed=())
    if code is _op.SUBPATTERN:
        _, more, fewer, inner = told
        folds = (folds or bool(more & re.IGNORECASE)) and not fewer & re.IGNORECASE
        return _chain(inner, folds=folds)
    if code is _op.BRANCH:
        return _branches(told[1], folds=folds)
    return _chain(told, folds=folds) if code is _op.ATOMIC_GROUP else _ANYTHING


def _one_of(members: Signs | None) -> _Piece:
    return _ANY_ONE if members is None else _Piece(members, members, skips=False, needed=(members,))


def _members(told: Iterable[tuple[Any, Any]], *, folds: bool) -> Signs | None:
    """The characters of a class, 0 for odd digits; None where there are many or all but a few."""
    found: set[str] = set()
    for code, what in told:
        if code is _op.LITERAL:
            found.add(chr(what))
        elif code is _op.RANGE and what[1] - what[0] < _MANY:
            found.update(map(chr, range(what[0], what[1] + 1)))
        elif code is _op.CATEGORY and what is _op.CATEGORY_DIGIT:
            found.update(digits)
        elif code is _op.CATEGORY and what is _op.CATEGORY_SPACE:
            found |= _blanks()
        else:
            return None
    if folds and any(sign.lower() != sign.upper() for sign in found):
        return None
    return frozenset(found)


@cache
def _blanks() -> Signs:
    return frozenset(filter(str.isspace, map(chr, range(0x3001))))

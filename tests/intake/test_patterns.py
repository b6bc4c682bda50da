"""No message makes a pattern slow, and no pattern is passed over where it would match.

Python searches by trying: where a repeat can take the same text in two ways, each further turn
doubles the tries. So every pattern is read as the compiler of regular expressions reads it.
"""

from __future__ import annotations

import dataclasses
import importlib
import itertools
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import intake
from bot.domain.intake import is_generic_place, understand
from bot.domain.intake.lexicon import read_data
from bot.domain.intake.names import _patterns
from bot.domain.intake.needed import needed
from bot.domain.intake.sought import Sought

# What the compiler makes of a pattern is no public module.
parser: Any = importlib.import_module("re._parser")
op: Any = importlib.import_module("re._constants")

REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
PACKAGED = read_data("patterns.toml")["patterns"]
MANY = 2_000
"""More ways to write one turn of a repeat than anybody reads."""
Tree = Iterable[tuple[Any, Any]]


def held(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in a module's name, however they are kept."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Sought):
        yield value.pattern
    elif isinstance(value, Mapping):
        yield from held([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from held(one)


def every_pattern() -> Iterator[tuple[str, str]]:
    """Where each pattern of the intake stands, and how it is written."""
    for module in pkgutil.iter_modules(intake.__path__, f"{intake.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            place = f"{module.name.rpartition('.')[2]}.{name}"
            yield from ((place, found.pattern) for found in held(value))
    names = _patterns()
    for field in dataclasses.fields(names):
        yield from ((f"names {field.name}", p.pattern) for p in held(getattr(names, field.name)))
    for row in PACKAGED:
        yield from ((f"patterns.toml {row['class']}", find) for find in row["find"])


EVERY_PATTERN = [pytest.param(text, id=place) for place, text in dict.fromkeys(every_pattern())]


def parts(tree: Tree) -> Iterator[tuple[Any, Any]]:
    """Every node of a pattern."""
    for code, told in tree:
        yield code, told
        for inner in inside(code, told):
            yield from parts(inner)


def inside(code: object, told: Any) -> list[Tree]:  # noqa: ANN401 - whatever the parser says
    if code in REPEATS:
        return [told[2]]
    if code is op.SUBPATTERN:
        return [told[3]]
    if code is op.BRANCH:
        return list(told[1])
    if code in (op.ASSERT, op.ASSERT_NOT):
        return [told[1]]
    return [told] if code is op.ATOMIC_GROUP else []


def spellings(tree: Tree) -> set[str]:
    """All that a piece without endless repeats may match; a class stands for its members."""
    told = {""}
    for code, argument in tree:
        told = {before + after for before in told for after in spelled(code, argument)}
        assert len(told) <= MANY, "too many ways to write one turn of a repeat"
    return told


def spelled(code: object, told: Any) -> set[str]:  # noqa: ANN401
    if code is op.LITERAL:
        return {chr(told)}
    if code is op.IN:
        return set().union(*(members(*one) for one in told))
    if code in REPEATS:
        turns = [spellings(told[2])] * told[1]
        counts = range(told[0], told[1] + 1)
        return {"".join(one) for n in counts for one in itertools.product(*turns[:n])}
    if code in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return {""}
    return set().union(*(spellings(inner) for inner in inside(code, told)))


def members(code: object, told: Any) -> set[str]:  # noqa: ANN401
    if code is op.LITERAL:
        return {chr(told)}
    if code is op.RANGE:
        return {chr(one) for one in range(told[0], told[1] + 1)}
    return {" "} if told is op.CATEGORY_SPACE else {"0"}


def is_ambiguous(words: set[str]) -> bool:
    """Whether some text is made of these words in two ways (Sardinas and Patterson)."""
    tails = {b.removeprefix(a) for a in words for b in words if a != b and b.startswith(a)}
    seen: set[str] = set()
    while tails - seen:
        if tails & words:
            return True
        seen |= tails
        longer = {tail.removeprefix(w) for tail in tails for w in words if tail.startswith(w)}
        tails = longer | {
            w.removeprefix(tail) for tail in tails for w in words if w.startswith(tail)
        }
    return False


def branches_overlap(tree: Tree) -> bool:
    """Whether two ways through one turn match the same text: (?:个|[根个])."""
    for code, told in parts(tree):
        if code is op.BRANCH:
            ways = [spellings(way) for way in told[1]]
            if any(a & b for a, b in itertools.combinations(ways, 2)):
                return True
    return False


def takes_one_character(tree: Tree) -> bool:
    consuming = [code for code, _ in tree if code not in (op.ASSERT, op.ASSERT_NOT)]
    return len(consuming) == 1 and consuming[0] in (op.IN, op.LITERAL, op.NOT_LITERAL, op.ANY)


@pytest.mark.parametrize("text", EVERY_PATTERN)
def test_no_repeat_takes_the_same_text_in_two_ways(text: str) -> None:
    """可能还 is no word of a repeat that knows 可能 and 还."""
    for code, told in parts(parser.parse(text)):
        if code not in (op.MAX_REPEAT, op.MIN_REPEAT) or told[1] is not op.MAXREPEAT:
            continue
        turn = list(told[2])
        if not takes_one_character(turn):
            words = spellings(turn)
            assert "" not in words
            assert not is_ambiguous(words)
            assert not branches_overlap(turn)


def always_holds(tree: Tree, marks: frozenset[str]) -> bool:
    """Whether every match has one of these characters."""
    return any(holds(code, told, marks) for code, told in tree)


def holds(code: object, told: Any, marks: frozenset[str]) -> bool:  # noqa: ANN401
    if code is op.LITERAL:
        return chr(told) in marks
    if code is op.IN:
        return all(one in (op.LITERAL, op.RANGE, op.CATEGORY) for one, _ in told) and (
            set().union(*(sure_members(*one) for one in told)) <= marks
        )
    if code in REPEATS:
        return bool(told[0]) and always_holds(told[2], marks)
    if code is op.ASSERT_NOT:
        return False
    ways = inside(code, told)
    return bool(ways) and all(always_holds(way, marks) for way in ways)


def sure_members(code: object, told: Any) -> set[str]:  # noqa: ANN401
    if code is op.CATEGORY:
        return set("0123456789") if told is op.CATEGORY_DIGIT else {""}
    return members(code, told)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["class"]) for row in PACKAGED])
def test_every_match_of_a_phrase_holds_a_mark(row: Mapping[str, Any]) -> None:
    """A text without the marks is not searched, so a mark that is missing silences a pattern."""
    groups = [row["marks"]] if isinstance(row["marks"], str) else row["marks"]

    for marks in map(frozenset, groups):
        assert all(always_holds(parser.parse(find), marks) for find in row["find"])


def written(tree: Tree, chance: Random) -> str:
    """A text that a pattern would match, if only what must not stand beside it doesn't."""
    return "".join(said(code, told, chance) for code, told in tree)


def said(code: object, told: Any, chance: Random) -> str:  # noqa: ANN401
    if code in (op.LITERAL, op.IN):
        return chance.choice(sorted(spelled(code, told)) or ["么"])
    if code in (op.ANY, op.NOT_LITERAL):
        return chance.choice("么a3 ")
    if code in REPEATS:
        turns = chance.randint(told[0], min(told[1], told[0] + 2))
        return "".join(written(told[2], chance) for _ in range(turns))
    ways = [] if code is op.ASSERT_NOT else inside(code, told)
    return written(chance.choice(ways), chance) if ways else ""


def nearly(text: str, chance: Random) -> str:
    """The same within other words, now and then with a character less, or written large."""
    if text and chance.random() < 0.3:
        left = chance.randrange(len(text))
        text = text[:left] + text[left + 1 :]
    text = chance.choice(["", "我", " ", "，3", "٣"]) + text + chance.choice(["", "了", ".", "a"])
    return text.upper() if chance.random() < 0.1 else text


@cache
def searched() -> Sequence[tuple[Sought, Tree]]:
    """The patterns as they are searched: all that a phrase may be is one."""
    texts = [text for place, text in every_pattern() if not place.startswith("patterns.toml")]
    texts += ["|".join(row["find"]) for row in PACKAGED]
    return [(Sought(text), parser.parse(text)) for text in dict.fromkeys(texts)]


@settings(deadline=None, max_examples=2)
@given(st.randoms(use_true_random=True))
def test_what_is_not_searched_holds_no_match(chance: Random) -> None:
    """A pattern that is only tried where its signs stand finds what it would find anywhere."""
    for sought, tree in searched():
        text = nearly(written(tree, chance), chance)
        found = [one.span() for one in sought.finditer(text)]
        assert found == [one.span() for one in sought.pattern.finditer(text)], (sought, text)


def test_what_none_of_its_matches_can_do_without_is_read_from_a_pattern() -> None:
    """Not from what must not be there, nor from letters that may be written large."""
    assert needed("(?<!没)(?:有|来)人?") == (frozenset("有来"),)
    assert needed("(?i:boy)s?|girl") == ()
    assert needed("[^，]{2}(?:走|跑)(?=了)") == (frozenset({"走了", "跑了"}),)
    assert needed(r"\d岁")[0] == {f"{digit}岁" for digit in range(10)}


@pytest.mark.parametrize(
    "turn",
    [
        "可能还",
        "个",
        "旁边",
        "哈",
        "在",
        "一",
        "1",
        " ",
        "a",
        "13",
        "男，",
        "不",
        "走",
        "爷爷",
        "没",
    ],
)
@pytest.mark.parametrize(
    "begin", ["", "我家娃儿不见了，", "我家娃儿不见了，抱", "捡到个娃儿在门口"]
)
def test_what_is_said_over_and_over_is_read(begin: str, turn: str) -> None:
    """It comes to an end, which it wouldn't where tries double with each turn."""
    for end in ("", "红衣服", "x", "包"):
        understand(begin + turn * 300 + end)


def test_a_place_beside_a_place_beside_a_place_is_read() -> None:
    """旁边 is 旁 and 边 as well."""
    assert not is_generic_place("超市" + "旁边" * 60 + "x")

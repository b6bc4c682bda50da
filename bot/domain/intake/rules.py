"""Decides what a message reports, by the rules of `rules.toml` over the words found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from bot.domain.intake.lexicon import Hits, read_data
from bot.domain.intake.model import Span
from bot.domain.intake.sought import Sought, Wants

_BREAK = Sought(r"[。!?！？\n\r;；]+|\.(?=\s|$)|…{2,}")
# Whoever writes Chinese without commas parts what they say by blanks.
_COMMA = re.compile(r"[，,。.!！?？\n]|(?<![a-z])\s(?![a-z])")
_LATIN = re.compile(r"[a-z]")
# English needs about four letters where Chinese needs one character.
_LATIN_STRETCH = 4
_CALLED = 6
_CHAINS = 24
_FIRST = 6
# Of two likely readings the one about a person comes first.
_LEAD = dict.fromkeys(
    ("lost_child", "found_child", "lost_adult", "found_adult", "lost_person", "found_person"), 0.1
) | {"help": 0.03}
# Classes that are read from numbers and phrases, not from the word lists.
DERIVED = frozenset({"place_num", "aged", "wears", "sex_mark", "phone"})


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """Words that make a report less likely: said of the past, of a film, of a cat."""

    order: int
    name: str
    classes: tuple[str, ...]
    factor: float
    kinds: frozenset[str]
    reach: int | None
    behind: bool
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Words in this order, close together, mean this kind."""

    order: int
    kind: str
    category: str | None
    steps: tuple[tuple[str, ...], ...]
    score: float
    gaps: tuple[int, ...]
    not_between: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    across: bool
    free: bool
    doubts: frozenset[Doubt]
    promise: float
    """What its best reading ranks at."""

    def may_fit(self, present: frozenset[str]) -> bool:
        """Whether the classes that are present would do, in whatever order."""
        return not any(present.isdisjoint(step) for step in self.steps)


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """Words that report nothing by themselves; without a `name` they report `kind`, behind others."""

    name: str | None
    kind: str
    after: frozenset[str]
    bare: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule that fitted, where, and how sure that is after every doubt."""

    rule: Rule
    chain: tuple[Span, ...]
    span: Span
    score: float
    doubts: tuple[tuple[str, Span], ...]
    learned: bool = False
    """No rule was sure of it: it resembles what people labelled so."""

    @property
    def rank(self) -> tuple[float, Span, int]:
        """Likelier first, then earlier in the text, then earlier in `rules.toml`."""
        return -self.score - _LEAD.get(self.rule.kind, 0.0), self.span, self.rule.order


def told(kind: str) -> Verdict:
    """Return the verdict on a text whose kind was said beside it, as `rules.toml` names it."""
    rule = _rule(0, kind, {"words": "told", "score": 1.0}, ())
    return Verdict(rule, (Span(0, 0),), Span(0, 0), 1.0, ())


def resembling(section: str, chain: tuple[Span, ...], chance: float) -> Verdict:
    """Return the verdict on a text that no rule fits but that is like the examples of a kind."""
    rule = _rule(0, section, {"words": " ".join(["like"] * len(chain)), "score": chance}, ())
    return Verdict(rule, chain, Span(chain[0].start, chain[-1].end), chance, (), learned=True)


class Sentences:
    """Where sentences part, to keep words of two sentences from being read as one."""

    def __init__(self, folded: str) -> None:
        self._starts = list(_parted(folded))
        self._folded = folded
        self.stretch = _LATIN_STRETCH if _mostly_latin(folded) else 1

    def number(self, position: int) -> int:
        return bisect_left(self._starts, position)

    def together(self, left: Span, right: Span) -> bool:
        return not self._starts or self.number(left.end) == self.number(right.start)

    def clause_end(self, position: int, limit: int) -> int:
        """Where the clause that goes on at `position` ends, at most `limit` further on."""
        comma = _COMMA.search(self._folded, position, position + limit)
        return comma.start() if comma else position + limit

    def around(self, span: Span) -> Span:
        first = bisect_left(self._starts, span.start)
        last = bisect_right(self._starts, span.end - 1)
        start = self._starts[first - 1] if first else 0
        return Span(start, self._starts[last] if last < len(self._starts) else len(self._folded))


def _parted(folded: str) -> Iterator[int]:
    """What is only called out belongs to what follows: 楼梯灯！！！又瞎了！！！"""
    began = 0
    for found in _BREAK.finditer(folded):
        if found.start() - began > _CALLED or "!" not in found[0]:
            yield found.start()
        began = found.end()


def _mostly_latin(folded: str) -> bool:
    return len(_LATIN.findall(folded)) * 2 > len(folded)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, to be looked up by the words a message holds."""

    rules: Sequence[Rule]
    wants: Wants
    doubts: Mapping[str, tuple[Doubt, ...]]
    halves: tuple[Half, ...]

    def possible(self, hits: Hits) -> list[Rule]:
        """Rules that could fit, going by the words alone: none of them is the way to silence.

        Those that promise most come first.
        """
        return [self.rules[number] for number in self.wants.met_by(hits.names | DERIVED)]

    def _raised(self, present: frozenset[str]) -> list[Doubt]:
        """Doubts that these words raise and none of them dispels, in their order."""
        doubts = {doubt for name in self.doubts.keys() & present for doubt in self.doubts[name]}
        raised = [doubt for doubt in doubts if present.isdisjoint(doubt.unless)]
        return sorted(raised, key=attrgetter("order"))

    def judge(self, rules: Sequence[Rule], hits: Hits, sentences: Sentences) -> Verdict | None:
        """The likeliest reading of the message by these rules, as `possible` orders them."""
        raised = self._raised(hits.names)
        best: Verdict | None = None
        for rule in rules:
            if best and rule.promise < -best.rank[0]:
                break
            for chain in _chains(rule, hits, sentences):
                verdict = _weigh(rule, chain, raised, hits, sentences)
                best = verdict if best is None else min(best, verdict, key=lambda one: one.rank)
        return best


def _lateness(span: Span, sentences: Sentences) -> float:
    """A long text says its matter early; what it mentions late is seldom what it is about."""
    if span.start < 60 or sentences.number(span.start) < 2:
        return 1.0
    return 0.9 if span.start < 120 else 0.75


def _weigh(
    rule: Rule,
    chain: tuple[Span, ...],
    raised: Sequence[Doubt],
    hits: Hits,
    sentences: Sentences,
) -> Verdict:
    ends = sorted(chain) if rule.free else chain
    span = Span(ends[0].start, ends[-1].end)
    score = rule.score * _lateness(span, sentences)
    doubts = []
    for doubt in raised:
        cause = _cause(doubt, span, hits, sentences) if doubt in rule.doubts else None
        if cause:
            score *= doubt.factor
            doubts.append((doubt.name, cause))
    return Verdict(rule, chain, span, min(score, 0.99), tuple(doubts))


def _cause(doubt: Doubt, span: Span, hits: Hits, sentences: Sentences) -> Span | None:
    if doubt.reach is None:
        near = sentences.around(span)
    else:
        reach = doubt.reach * sentences.stretch
        near = Span(span.end if doubt.behind else max(0, span.start - reach), span.end + reach)
    found = hits.within(near.start, near.end, *doubt.classes)
    return found[0] if found else None


def _gathered(rule: Rule, hits: Hits, sentences: Sentences) -> Iterator[tuple[Span, ...]]:
    """A word of each step, in whatever order, none far from the first step's."""
    for first in hits.of(*rule.steps[0])[:_FIRST]:
        chain = [first]
        for step, width in zip(rule.steps[1:], rule.gaps, strict=True):
            reach = width * sentences.stretch
            near = hits.within(first.start - reach, first.end + reach, *step)
            apart = (span for span in near if not any(map(span.overlaps, chain)))
            chain += sorted(apart, key=lambda span: abs(span.start - first.start))[:1]
        if len(chain) == len(rule.steps):
            yield tuple(chain)


def _chains(rule: Rule, hits: Hits, sentences: Sentences) -> Iterator[tuple[Span, ...]]:
    if rule.free:
        found = _gathered(rule, hits, sentences)
        return (chain for chain in found if not _spoilt(rule, chain, hits, sentences))
    chains: list[tuple[Span, ...]] = [(span,) for span in hits.of(*rule.steps[0])]
    for step, width in zip(rule.steps[1:], rule.gaps, strict=True):
        if not chains:
            break
        gap = width * sentences.stretch
        chains = [
            (*chain, span)
            for chain in chains[:_CHAINS]
            for span in hits.within(chain[-1].start, chain[-1].end + gap + 1, *step)
            if _follows(chain[-1], span) and (rule.across or sentences.together(chain[-1], span))
        ]
    return (c for c in chains[:_CHAINS] if not _spoilt(rule, c, hits, sentences))


def _follows(before: Span, after: Span) -> bool:
    """Behind it, or a longer word that begins with it, as 我妈 with 我."""
    if after.start == before.start:
        return after.end > before.end
    return after.start >= before.end


def _spoilt(rule: Rule, chain: tuple[Span, ...], hits: Hits, sentences: Sentences) -> bool:
    if rule.free:
        chain = tuple(sorted(chain))
    end, near = chain[-1].end, 6 * sentences.stretch
    if rule.not_after and hits.within(end, sentences.clause_end(end, near), *rule.not_after):
        return True
    start = chain[0].start
    if rule.not_before and hits.within(max(0, start - near), start, *rule.not_before):
        return True
    if not rule.not_between:
        return False
    # The noun nearest to what happened is the one it happened to.
    nearest = max(chain[0].end, chain[-1].start - 2 * near)
    between = hits.within(nearest, chain[-1].start, *rule.not_between)
    return any(span not in chain for span in between)


@cache
def rule_book() -> RuleBook:
    """The packaged rules."""
    data = read_data("rules.toml")
    groups = {name: tuple(kinds.split()) for name, kinds in data["groups"].items()}
    doubts = [_doubt(order, row, groups) for order, row in enumerate(data["doubts"])]
    rows = [(section, row) for section, rows in data["rules"].items() for row in rows]
    rules = [_rule(order, section, row, doubts) for order, (section, row) in enumerate(rows)]
    rules.sort(key=attrgetter("promise"), reverse=True)
    halves = tuple(_half(row, doubts) for row in data["halves"])
    named = {
        name: tuple(d for d in doubts if name in d.classes) for d in doubts for name in d.classes
    }
    return RuleBook(rules, Wants([rule.steps for rule in rules]), named, halves)


def _half(row: Mapping[str, Any], doubts: Sequence[Doubt]) -> Half:
    bare, after = row.get("bare", False), frozenset(row.get("after", "").split())
    words = {
        "words": row["words"],
        "score": 1.0,
        "gap": 2 if bare else 10,
        "not_before": "thing pet",
    }
    return Half(row.get("name"), row["kind"], after, bare, _rule(0, row["kind"], words, doubts))


def _rule(order: int, section: str, row: Mapping[str, Any], doubts: Sequence[Doubt]) -> Rule:
    kind, _, category = section.partition("-")
    steps = tuple(tuple(step.split("|")) for step in row["words"].split())
    gap = row.get("gap", 10)
    return Rule(
        order=order,
        kind=kind,
        category=category or None,
        steps=steps,
        score=row["score"],
        gaps=tuple(gap) if isinstance(gap, list) else (gap,) * (len(steps) - 1),
        not_between=tuple(row.get("not_between", "").split()),
        not_after=tuple(row.get("not_after", "").split()),
        not_before=tuple(row.get("not_before", "").split()),
        across=row.get("across", False),
        free=row.get("free", False),
        doubts=frozenset(doubt for doubt in doubts if doubt.kinds & {kind, section}),
        promise=row["score"] + _LEAD.get(kind, 0.0),
    )


def _doubt(order: int, row: Mapping[str, Any], groups: Mapping[str, tuple[str, ...]]) -> Doubt:
    kinds = (kind for name in row["kinds"].split() for kind in groups.get(name, (name,)))
    return Doubt(
        order=order,
        name=row["name"],
        classes=tuple(row["words"].split()),
        factor=row["factor"],
        kinds=frozenset(kinds),
        reach=row.get("reach"),
        behind=row.get("behind", False),
        unless=tuple(row.get("unless", "").split()),
    )

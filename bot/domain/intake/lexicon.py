"""Finds the words of the packaged word lists in a text, all of them in one pass."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from bot.domain.intake.model import Span
from bot.domain.intake.sought import Sought, Wants, pairs

# One character for one character, so that a span in the folded text is a span in the message.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FOLD |= {upper: upper + 32 for upper in range(0x41, 0x5B)}
_FOLD |= {upper - 0x20 + 0xFEE0: upper for upper in range(0x61, 0x7B)}
_FOLD |= {0x2019: 0x27, 0x2018: 0x27}


# How far into a text its words matter; behind it only numbers do.
_TOLD = 500


def fold(text: str) -> str:
    """Lower case, half width and simplified, each character in its place; 莫得 is read as 没得."""
    folded = text.translate(_folding())
    told = folded[:_TOLD]
    for written, read in _alike():
        told = told.replace(written, read)
    return told + folded[_TOLD:]


@cache
def _alike() -> tuple[tuple[str, str], ...]:
    pairs = [pair.partition("=") for pair in read_data("words.toml")["alike"]["pairs"].split()]
    return tuple((written, read) for written, _, read in pairs if len(written) == len(read))


@cache
def _folding() -> dict[int, int]:
    pairs = read_data("words.toml")["traditional"]
    written, read = ("".join(pairs[side].split()) for side in ("written", "read"))
    return _FOLD | dict(zip(map(ord, written), map(ord, read), strict=True))


# 歪了 says what 歪 says.
_PARTICLES = "了咯啦哒"


_MASK = "mask"


class Hits:
    """Where each word class occurs; takes the places of each in order."""

    def __init__(self, spans: Mapping[str, list[Span]]) -> None:
        self._spans = spans
        self.names = frozenset(self._spans)
        self._of: dict[tuple[str, ...], list[Span]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._spans

    def plus(self, more: Mapping[str, list[Span]]) -> Hits:
        """These and more classes; an empty class is not there."""
        return Hits({**self._spans, **{name: spans for name, spans in more.items() if spans}})

    def outside(self, name: str, spans: Sequence[Span]) -> Hits:
        """The same without what one class has inside these spans."""
        if name not in self or not spans:
            return self
        apart = [span for span in self.of(name) if not any(map(span.overlaps, spans))]
        others = {other: found for other, found in self._spans.items() if other != name}
        return Hits(others | ({name: apart} if apart else {}))

    def of(self, *names: str) -> list[Span]:
        if len(names) == 1:
            return self._spans.get(names[0], [])
        if names not in self._of:
            several = {span for name in names for span in self._spans.get(name, ())}
            self._of[names] = sorted(several)
        return self._of[names]

    def within(self, start: int, end: int, *names: str) -> list[Span]:
        """Occurrences that begin in [start, end)."""
        spans = self.of(*names)
        return spans[bisect_left(spans, (start, -1)) : bisect_left(spans, (end, -1))]


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A pattern that belongs to a class, looked for where one of the needed classes is.

    Every match holds a character of each of the `marks`: a text without is not searched. A `loose` one hides no words that it holds.
    """

    name: str
    needs: frozenset[str]
    marks: tuple[str, ...]
    loose: bool
    sought: Sought


class Lexicon:
    """Word classes, and how long the words are that begin with two characters."""

    def __init__(
        self,
        classes: Mapping[str, tuple[str, ...]],
        *,
        phrases: Sequence[Phrase] = (),
        loose: frozenset[str] = frozenset(),
    ) -> None:
        self._loose = loose
        self._phrases = tuple(phrases)
        self._wants = Wants([(phrase.needs, *phrase.marks) for phrase in phrases])
        words: dict[str, list[str]] = {}
        for name, members in classes.items():
            for word in members:
                words.setdefault(word, []).append(name)
        for word, names in words.items():
            names += [n for n in words.get(word.rstrip(_PARTICLES), ()) if n not in names]
        self._single = {word: tuple(names) for word, names in words.items() if len(word) == 1}
        self._longer = {
            word: (tuple(names), _latin(word[0]) or _latin(word[-1]))
            for word, names in words.items()
            if len(word) > 1
        }
        self._lengths: dict[str, set[int]] = {}
        for word in self._longer:
            self._lengths.setdefault(word[:2], set()).add(len(word))

    def scan(self, folded: str, about: frozenset[str] = frozenset()) -> Hits:
        """All words with their classes. Of overlapping words the longest counts, so that
        路灯 is no 灯, 看到没得 no 没得 and 不亮了 no 亮了; loose classes overlap freely.
        `about` are classes that the text is about without a word for them.
        """
        found = self._words(folded)
        if not (found or about):
            return Hits({})
        beside = self._add_phrases(folded, found, about)
        kept = _longest(found, self._loose)
        masks = kept.get(_MASK, ())
        for name, span in beside:
            if not any(map(span.overlaps, masks)):
                insort(kept.setdefault(name, []), span)
        return Hits(kept)

    def _words(self, folded: str) -> dict[Span, tuple[str, ...]]:
        found: dict[Span, tuple[str, ...]] = {}
        single, longer = self._single, self._longer
        for start, character in enumerate(folded):
            if character in single and (not _latin(character) or _whole(folded, start, start + 1)):
                found[Span(start, start + 1)] = single[character]
        lengths = map(self._lengths.get, pairs(folded))
        for start, several in enumerate(lengths):
            for length in several or ():
                word = folded[start : start + length]
                if word in longer:
                    names, edged = longer[word]
                    end = start + len(word)
                    if not edged or _whole(folded, start, end):
                        found[Span(start, end)] = names
        return found

    def _add_phrases(
        self, folded: str, found: dict[Span, tuple[str, ...]], about: frozenset[str]
    ) -> set[tuple[str, Span]]:
        """Add what the phrases find; the loose ones, which hide nothing, are returned."""
        beside = set()
        present = about.union(chain.from_iterable(found.values()))
        for number in self._wants.met_by(present.union(folded)):
            phrase = self._phrases[number]
            for match in phrase.sought.finditer(folded):
                span = Span(*match.span())
                names = found.get(span, ())
                if phrase.loose:
                    beside.add((phrase.name, span))
                elif phrase.name not in names:
                    found[span] = (*names, phrase.name)
        return beside


def _marks(written: str | Sequence[str]) -> tuple[str, ...]:
    """One group of characters, two, or none: those of a community's own pattern."""
    return tuple(filter(None, (written,) if isinstance(written, str) else written))


def _whole(folded: str, start: int, end: int) -> bool:
    """English words count only as whole words; Chinese has no such edges."""
    left = start > 0 and _latin(folded[start]) and _latin(folded[start - 1])
    return not left and not (end < len(folded) and _latin(folded[end - 1]) and _latin(folded[end]))


def _latin(character: str) -> bool:
    return "a" <= character <= "z"


def _longest(found: Mapping[Span, tuple[str, ...]], loose: frozenset[str]) -> dict[str, list[Span]]:
    taken = 0
    free: set[Span] = set()
    ordered = sorted(found)
    for span in sorted(ordered, key=lambda span: span.start - span.end):
        covered = (1 << span.end) - (1 << span.start)
        if not taken & covered:
            free.add(span)
            if not loose.issuperset(found[span]):
                taken |= covered
    kept: dict[str, list[Span]] = {}
    for span in ordered:
        for name in found[span]:
            if span in free or name in loose:
                kept.setdefault(name, []).append(span)
    return kept


def read_data(name: str) -> dict[str, Any]:
    """A data file of this package."""
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


_OWN: dict[str, Any] = {"words": {}, "patterns": ()}


def extend(words: Mapping[str, str], patterns: Sequence[Mapping[str, Any]]) -> None:
    """Take a community's own words beside the packaged ones, instead of those taken before."""
    own = {"words": words, "patterns": patterns}
    if own != _OWN:  # the lists take a while to read
        _OWN.update(own)
        lexicon.cache_clear()


def class_names() -> frozenset[str]:
    """The word classes that a community may add to."""
    derived = {row["class"] for row in read_data("patterns.toml")["patterns"]}
    return frozenset(read_data("words.toml")["words"]) | derived


@cache
def lexicon() -> Lexicon:
    """The word lists: words part at white space, `_` stands for a blank inside one."""
    data = read_data("words.toml")
    classes: dict[str, tuple[str, ...]] = {}
    for name in (*data["words"], *(_OWN["words"].keys() - data["words"].keys())):
        shared = (first for first, others in data["also"].items() if name in others.split())
        sources = (
            words.get(one, "")
            for one in (name, *shared)
            for words in (data["words"], _OWN["words"])
        )
        members = " ".join(sources).split()
        classes[name] = tuple(dict.fromkeys(fold(word.replace("_", " ")) for word in members))
    phrases = [
        Phrase(
            name=row["class"],
            needs=frozenset(row["needs"].split()),
            marks=_marks(row.get("marks", "")),
            loose=row.get("loose", False),
            sought=Sought("|".join(row["find"])),
        )
        for row in (*read_data("patterns.toml")["patterns"], *_OWN["patterns"])
    ]
    return Lexicon(classes, phrases=phrases, loose=frozenset(data["overlap"]["loose"].split()))

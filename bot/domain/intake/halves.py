"""Half a sentence that reports nothing by itself, and what makes a report of it."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.intake.facts import read_facts
from bot.domain.intake.gazetteer import Gazetteer
from bot.domain.intake.lexicon import fold, lexicon
from bot.domain.intake.model import Understanding
from bot.domain.intake.reading import fits, understand, with_facts
from bot.domain.intake.rules import Half, rule_book

_OF_THEM = frozenset({"elder"})
"""What follows a half is about somebody, without a word for whom: 她脑壳不好."""


def begun(text: str, after: str | None = None) -> str | None:
    """Return which half a text is by the name it has in `rules.toml`, alone or `after` another.

    >>> begun("我老伴出去买菜"), begun("今天菜好便宜"), begun("出去买药", "elder")
    ('adult-out', None, 'adult-out')
    """
    return next((half.name for half in _fitting(text, after) if half.name), None)


def completed(
    begun: str, text: str, *, now: datetime | None = None, places: Gazetteer | None = None
) -> Understanding | None:
    """Read the words that follow half a sentence; None where they are no other half of it."""
    half = next((half for half in _fitting(text, begun) if not half.name), None)
    return understand(text, now=now, places=places, known=half.kind) if half else None


def _fitting(text: str, after: str | None) -> Iterator[Half]:
    """Return what a text may be, alone or after a half."""
    rows = [
        half for half in rule_book().halves if (after in half.after if after else not half.after)
    ]
    folded = fold(text)
    hits = lexicon().scan(folded, _OF_THEM if after else frozenset())
    if after:
        hits = with_facts(hits, read_facts(folded, folded))
    return (half for half in rows if fits(half, folded, hits))

"""What the grid lacks, as a card of figures, and with names where somebody asks."""

from collections.abc import Sequence
from itertools import groupby

from bot.domain.coverage import Coverage, Gap, Missing
from bot.texts import Safe, escaped
from bot.views.layout import NAME, bold, cut, head, lines
from bot.views.message import Message, Reader

TOWNS = 20
CODE = 64
NAMES = 12
"""Of each kind; a list is what `gege coverage -o` writes."""


def coverage(card: Coverage, reader: Reader) -> Message:
    """How much is missing of each kind, then by town, and how to read names."""
    words = reader.words
    title = words.plain("coverage-weekly" if card.weekly else "coverage-title")
    if not card.gaps:
        return Message(lines(head(reader, title, cut(card.grid, NAME)), words("coverage-complete")))
    towns = [
        words("coverage-town", town=cut(name, NAME), count=count)
        for name, count in card.towns[:TOWNS]
        if count
    ]
    return Message(
        lines(
            head(reader, title, cut(card.grid, NAME)),
            *(words(f"coverage-{gap.replace('_', '-')}", count=count) for gap, count in card.gaps),
            *towns,
            words("coverage-names", code=cut(card.code, CODE)),
        )
    )


def coverage_names(reader: Reader, card: Coverage, found: Sequence[Missing]) -> Message:
    """The same with names, a dozen of each kind."""
    words = reader.words
    order = [*Gap]
    listed = sorted(found, key=lambda one: order.index(one.gap))
    told: list[Safe] = [head(reader, words.plain("coverage-title"), cut(card.grid, NAME))]
    for gap, some in groupby(listed, key=lambda one: one.gap):
        names = [cut(one.who, NAME) for one in some]
        more = words.plain("coverage-more", count=len(names) - NAMES)
        told.append(bold(words(f"coverage-{gap.replace('_', '-')}", count=len(names))))
        shown = reader.words.plain("board-and").join(names[:NAMES]) + (
            more if len(names) > NAMES else ""
        )
        told.append(escaped(shown))
    if not listed:
        told.append(words("coverage-complete"))
    return Message(lines(*told))

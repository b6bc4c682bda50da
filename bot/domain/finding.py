"""Finding a case by what was said of it: the words asked for, and whether they stand there."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.listing import Line

LONGEST_BYTES = 48
"""Of a query in UTF-8: sixteen Chinese characters. It travels in the buttons that go on with it."""


@dataclass(frozen=True)
class Found:
    """What was found for a query, newest first."""

    query: str
    lines: tuple[Line, ...]
    older: int | None = None
    """The case beyond which there is more to look through; None where that was all."""
    back_to: datetime | None = None
    """So far back it was looked, where the search stopped for now."""
    again: bool = False
    """It goes on from an earlier page."""


def plain(text: str) -> str:
    """Return words so that two ways of typing them are the same; a button's mark is a blank."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.replace(":", " ").split())


def is_short(query: str) -> bool:
    """Whether a plain query fits into a button."""
    return 0 < len(query.encode()) <= LONGEST_BYTES


def holds(query: str, told: Iterable[str | None]) -> bool:
    """Return whether every word of a plain query stands somewhere in these texts.

    Each word is looked for in one text at a time, blanks left out: people write 3 号楼, too.
    """
    texts = [plain(text).replace(" ", "") for text in told if text]
    return all(any(word in text for text in texts) for word in query.split())

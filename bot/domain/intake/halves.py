"""Half a sentence that reports nothing by itself, and the other half that makes a report of it."""

from datetime import datetime

from bot.domain.intake.gazetteer import Gazetteer
from bot.domain.intake.lexicon import fold, lexicon
from bot.domain.intake.model import Understanding
from bot.domain.intake.reading import fits, understand
from bot.domain.intake.rules import Rule, rule_book


def begun(text: str) -> str | None:
    """Return which half a text is, by the name it has in `rules.toml`.

    >>> begun("我老伴出去买菜"), begun("今天菜好便宜")
    ('adult-out', None)
    """
    return next((half.name for half in rule_book().halves if _fits(half.first, text)), None)


def completed(
    begun: str, text: str, *, now: datetime | None = None, places: Gazetteer | None = None
) -> Understanding | None:
    """Read the words that follow half a sentence; None where they are no other half of it."""
    half = next((half for half in rule_book().halves if half.name == begun), None)
    if half is None or not _fits(half.then, text):
        return None
    return understand(text, now=now, places=places, known=half.kind)


def _fits(rule: Rule, text: str) -> bool:
    folded = fold(text)
    return fits(rule, folded, lexicon().scan(folded))

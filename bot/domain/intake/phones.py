"""Finds phone numbers; emergency numbers are not somebody's phone."""

from __future__ import annotations

import re

from bot.domain.intake.model import Span
from bot.domain.intake.sought import Sought

_SEP = r"[\s.—–-]?"
_PHONE = Sought(
    "0123456789",
    rf"(?<![\d])(?:(?:\+|00)?86{_SEP})?(1[3-9]\d{_SEP}\d{{4}}{_SEP}\d{{4}})(?!\d)"
    rf"|(?<!\d)(\(?0\d{{2,3}}\)?{_SEP}[2-9]\d{{6,7}})(?!\d)"
    rf"|(?<!\d)([48]00{_SEP}\d{{3,4}}{_SEP}\d{{3,4}})(?!\d)"
    r"|(?:电话|座机|联系|致电|拨打|tel|phone)\D{0,4}([2-9]\d{6,7})(?!\d)",
)


def phones(folded: str) -> list[tuple[str, Span]]:
    """Digits of each number once, with its place in the text."""
    found: dict[str, Span] = {}
    for match in _PHONE.finditer(folded):
        group = match.lastindex or 0
        found.setdefault(re.sub(r"\D", "", match[group]), Span(*match.span(group)))
    return list(found.items())

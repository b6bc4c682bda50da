"""Finds phone numbers; emergency numbers are not somebody's phone."""

from __future__ import annotations

import re

from bot.domain.intake.model import Span
from bot.domain.intake.sought import Sought

_SEP = r"[\s.—–-]?"
_PHONE = Sought(
    r"(?=[0-9+(电座联致拨tp])(?:"
    rf"(?<![0-9])(?:(?:\+|00)?86{_SEP})?(1[3-9][0-9]{_SEP}[0-9]{{4}}{_SEP}[0-9]{{4}})(?![0-9])"
    rf"|(?<![0-9])(\(?0[0-9]{{2,3}}\)?{_SEP}[2-9][0-9]{{6,7}})(?![0-9])"
    rf"|(?<![0-9])([48]00{_SEP}[0-9]{{3,4}}{_SEP}[0-9]{{3,4}})(?![0-9])"
    r"|(?:电话|座机|联系|致电|拨打|tel|phone)\D{0,4}([2-9][0-9]{6,7})(?![0-9]))",
)


def phones(folded: str) -> list[tuple[str, Span]]:
    """Digits of each number once, with its place in the text."""
    found: dict[str, Span] = {}
    for match in _PHONE.finditer(folded):
        group = match.lastindex or 0
        found.setdefault(re.sub(r"\D", "", match[group]), Span(*match.span(group)))
    return list(found.items())

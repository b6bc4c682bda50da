"""Tells dangers that kill from those of the same category that can wait."""

from __future__ import annotations

import re

_DEADLY = frozenset({"fire", "gas", "flood", "power", "structure"})
_SLIGHT = {
    "power": re.compile(
        r"停了?电|跳闸|[没断]得?有?电|没来电|电压|power (?:outage|cut)|blackout|no (?:power|electricity)",
        re.IGNORECASE,
    ),
    "structure": re.compile(r"扶手|墙皮|handrail", re.IGNORECASE),
}
_LIVE = re.compile(
    r"电线|线[头缆断掉垂]|缆|电杆|火花|火星|打火|漏电|触电|电人|麻[手人]|烟|[塌垮]"
    r"|wire|cable|spark|shock|collaps",
    re.IGNORECASE,
)
"""What makes of a blackout or a loose handrail a danger after all."""


def can_wait(category: str | None, text: str) -> bool:
    """Whether nobody is in danger though the category is a deadly one: the lights are out."""
    slight = _SLIGHT.get(category or "")
    return bool(slight and slight.search(text)) and not _LIVE.search(text)


def is_deadly(category: str | None, text: str) -> bool:
    """Whether such a danger may cost a life."""
    return category in _DEADLY and not can_wait(category, text)

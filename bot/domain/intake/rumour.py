"""Tells a chain letter from a neighbour's own call for help."""

from __future__ import annotations

import re
from datetime import datetime

from bot.domain.intake.gazetteer import Gazetteer
from bot.domain.intake.lexicon import Hits

_YEAR = re.compile(r"(?<!\d)(20[0-2]\d)\s?[年./-]")
_WEIGHTS = {
    "relay": 1.0,
    "relay_strong": 1.5,
    "haste": 0.6,
    "secondhand": 1.4,
    "reward": 0.8,
    "riches": 1.4,
    "abducted": 1.2,
    "far_place": 1.0,
    "news": 0.4,
}
_CALLS = ("relay", "relay_strong", "secondhand", "abducted", "reward", "riches")
_TIES = frozenset({"phone", "own_kin"})
"""Without any of them, and far from here, nobody is named to turn to."""
_ENOUGH = 2.4


def is_rumour(folded: str, hits: Hits, now: datetime | None, gazetteer: Gazetteer | None) -> bool:
    """Calls to forward, hearsay, rewards, abductions, cities far away and old years add up;
    words that tie the message to this neighbourhood and this day count against it.
    """
    if hits.names.isdisjoint(_CALLS):
        return False
    home = gazetteer.names if gazetteer else frozenset()
    weight = sum(value for name, value in _WEIGHTS.items() if _foreign(name, folded, hits, home))
    weight -= _WEIGHTS["reward"] if {"reward", "riches"} <= hits.names else 0.0
    weight += 0.6 if len(hits.of("relay", "relay_strong")) > 2 else 0.0
    weight += 1.2 if _old(folded, now) else 0.0
    near = "near_here" in hits or (gazetteer is not None and bool(gazetteer.find(folded)))
    weight += 0.0 if near or not hits.names.isdisjoint(_TIES) else 0.6
    if "far_place" not in hits:
        weight -= 1.2 * near + 0.6 * ("lately" in hits)
    return weight >= _ENOUGH


def _foreign(name: str, folded: str, hits: Hits, home: frozenset[str]) -> bool:
    if name != "far_place":
        return name in hits
    return any(folded[slice(*span)] not in home for span in hits.of(name))


def _old(folded: str, now: datetime | None) -> bool:
    years = [int(year) for year in _YEAR.findall(folded)]
    return bool(years) and (now is None or max(years) < now.year)

"""The agenda of a meeting as rows, for a sheet: every case of every point, and nobody who reported it."""

from collections.abc import AsyncIterator
from typing import Any

from bot.domain.agenda import Agenda, Item, Matter
from bot.domain.privacy import without_contact

KEYS = (
    "point",
    "section",
    "number",
    "kind",
    "category",
    "place",
    "grid",
    "grid_name",
    "state",
    "opened_at",
    "due_at",
    "escalation",
    "reopened",
    "owner",
    "recent",
    "decision",
)


async def rows(agenda: Agenda) -> AsyncIterator[dict[str, Any]]:
    """Yield a row a case, and one for a point of which nothing is open any more."""
    for number, item in enumerate(agenda.items, 1):
        for matter in item.matters or (None,):
            yield dict.fromkeys(KEYS) | _point(number, item) | (_case(matter) if matter else {})


def _point(number: int, item: Item) -> dict[str, Any]:
    return {
        "point": number,
        "section": "together" if item.is_together else "singly",
        "kind": item.kind,
        "category": item.category,
        "grid_name": item.grid,
        "recent": item.recent or None,
    }


def _case(matter: Matter) -> dict[str, Any]:
    facts = matter.facts
    return {
        "number": facts.number,
        "place": facts.place,
        "grid": matter.grid_code,
        "grid_name": facts.grid,
        "state": facts.state,
        "opened_at": matter.opened_at,
        "due_at": matter.due_at,
        "escalation": matter.escalation,
        "reopened": matter.reopened,
        "owner": matter.owner,
        "decision": without_contact(matter.decision) if matter.decision else None,
    }

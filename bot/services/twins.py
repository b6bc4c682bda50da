"""Finds the open case that a new report may be a second time, for whoever has just written it."""

from datetime import timedelta
from functools import lru_cache

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import Twin
from bot.domain.duplicates import RULES, Told, looks_like
from bot.domain.intake import PlaceText, understand
from bot.domain.kinds import Kind
from bot.domain.states import State
from bot.storage import grid, outbox, repeats
from bot.storage.cases import Case


async def of_draft(session: AsyncSession, case: Case) -> Case | None:
    """Return the oldest open case that looks like a draft; None for what is not for everybody to know.

    Where a life is at stake every report is a case: each may tell what saves somebody.
    """
    if case.state is not State.DRAFT:
        return None
    if case.source == "staff" and case.kind.is_person:
        return await _in_hand(session, case)
    if not case.kind.in_public:
        return None
    if case.sensitive or case.life_safety or case.kind not in RULES:
        return None
    nodes = {case.grid_id}
    if case.lat is not None and case.lon is not None:
        nodes |= {node.key for node in await grid.near(session, case.lat, case.lon)}
    new = _told(case)
    since = case.opened_at - timedelta(days=RULES[case.kind].days)
    others = await repeats.open_alike(session, case, nodes, since=since)
    return next((other for other in others if looks_like(new, _told(other))), None)


async def _in_hand(session: AsyncSession, case: Case) -> Case | None:
    """Return of whom staff may be talking: the one child, or grown-up, whose card they have."""
    theirs = await outbox.open_cases_in(session, case.chat_id)
    alike = [
        one for one in theirs if one.kind.is_person and one.kind.is_child is case.kind.is_child
    ]
    return alike[0] if len(alike) == 1 else None


def _told(case: Case) -> Told:
    point = (case.lat, case.lon) if case.lat is not None and case.lon is not None else None
    place = _place(case.place or "", case.kind)
    return Told(case.kind, case.category, place, case.text, case.opened_at, point)


@lru_cache(maxsize=4096)
def _place(words: str, kind: Kind) -> PlaceText:
    """Read a place; in a power cut the same ones are compared with every new report."""
    return understand(words, known=kind).place


async def shown(session: AsyncSession, draft: Case) -> Twin | None:
    """Return what a stranger may know of the case that a draft looks like."""
    twin = await of_draft(session, draft)
    if twin is None or twin.number is None:
        return None
    node = await session.get_one(grid.Grid, twin.reported_at_id)
    return Twin(twin.key, twin.number, node.name, twin.state)

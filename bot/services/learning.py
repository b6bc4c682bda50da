"""Corners that neighbours name and the gazetteer lacks: learned when two people's reports are settled."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.corners import TEACHES, corner_of
from bot.domain.grid import PlaceKind
from bot.domain.states import State
from bot.services.imports.places import GAZETTEER
from bot.storage import counters, grid, repeats
from bot.storage.cases import Case
from bot.storage.grid import Place
from bot.storage.persons import Person


async def learn(session: AsyncSession, case: Case) -> None:
    """Take a corner into the gazetteer once staff have settled two people's reports from there.

    Nothing is kept of who named it; an operator sees it in `gege export places`.
    """
    if case.kind not in TEACHES or case.state is not State.RESOLVED:
        return
    if case.exercise or case.sensitive or case.reporter_id is None:
        return
    name = await _named(session, case)
    if name is None or await grid.knows_place(session, name):
        return
    if not await repeats.also_settled_at(session, case, name):
        return
    await counters.grow(session, GAZETTEER)  # whoever learns the same corner now waits here
    if not await grid.knows_place(session, name):
        kind = PlaceKind.OTHER
        session.add(Place(name=name, kind=kind, grid_id=case.reported_at_id, learned=True))
        await session.flush()


async def _named(session: AsyncSession, case: Case) -> str | None:
    """Return the corner that a report names; where somebody lives is never asked."""
    person = await session.get(Person, case.key)
    place = person.without_guesses().last_seen_place if person is not None else case.place
    return corner_of(place) if place else None

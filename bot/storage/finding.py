"""Cases on record from a point backwards, as many as one look takes."""

from collections.abc import AsyncIterator, Collection, Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import PlaceKind
from bot.storage import listing
from bot.storage.cases import Case
from bot.storage.grid import Grid, Place
from bot.storage.listing import Wanted
from bot.storage.persons import Person

LOOK = 1_000
"""Cases that one look goes through; whoever wants more presses on."""
AT_ONCE = 250

Candidate = tuple[Case, tuple[str, ...], str | None]
"""A case, how the nodes are called that have it and had it, and the name of the person it is about."""


async def backwards(
    session: AsyncSession, wanted: Wanted, *, before: int | None
) -> AsyncIterator[Candidate]:
    """Yield numbered cases that the asker may read, newest first, no more than LOOK."""
    keys = await _keys(session, wanted, before=before)
    for start in range(0, len(keys), AT_ONCE):
        loaded = await _load(session, keys[start : start + AT_ONCE])
        names = await _names(session, {node for case, _ in loaded for node in _nodes(case)})
        for case, person in loaded:
            yield case, tuple(name for node in _nodes(case) for name in names[node]), person


async def _keys(session: AsyncSession, wanted: Wanted, *, before: int | None) -> Sequence[int]:
    nodes = await listing.nodes_under(session, wanted.paths)
    of_these = listing.within(wanted.paths, moved=wanted.moved)
    if nodes is not None:
        of_these = col(Case.grid_id).in_(nodes)
        if wanted.moved:
            of_these |= col(Case.origin_id).in_(nodes)
    query = select(Case.id).where(of_these, listing.may_read(wanted), col(Case.number).is_not(None))
    if before is not None:
        query = query.where(col(Case.id) < before)
    found = await session.exec(query.order_by(col(Case.id).desc()).limit(LOOK))
    return [key for key in found if key is not None]


async def numbered(session: AsyncSession, wanted: Wanted, number: int) -> Case | None:
    """Return the case of this number, if it is one that the asker may read."""
    query = select(Case).where(
        Case.number == number,
        listing.within(wanted.paths, moved=wanted.moved),
        listing.may_read(wanted),
    )
    return (await session.exec(query)).first()


def _nodes(case: Case) -> set[int]:
    return {case.grid_id, case.reported_at_id}


async def _names(session: AsyncSession, nodes: Collection[int]) -> dict[int, list[str]]:
    """Return what the neighbourhood calls these nodes: their own names, and their compounds'."""
    query = select(Grid.id, Grid.name).where(col(Grid.id).in_(nodes))
    names = {key: [name] for key, name in await session.exec(query) if key is not None}
    its = select(Place.grid_id, Place.name, Place.aliases)
    compounds = its.where(col(Place.grid_id).in_(nodes), Place.kind == PlaceKind.COMPOUND)
    for key, name, aliases in await session.exec(compounds):
        names[key] += [name, aliases]
    return names


async def _load(session: AsyncSession, keys: Sequence[int]) -> Sequence[tuple[Case, str | None]]:
    query = (
        select(Case, Person.name)
        .outerjoin(Person, col(Person.case_id) == Case.id)
        .where(col(Case.id).in_(keys))
        .order_by(col(Case.id).desc())
    )
    return (await session.exec(query)).all()

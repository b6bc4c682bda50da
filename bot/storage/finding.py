"""Cases on record from a point backwards, as many as one look takes."""

from collections.abc import AsyncIterator, Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage import listing
from bot.storage.cases import Case, Person
from bot.storage.grid import Grid
from bot.storage.listing import Wanted

LOOK = 1_000
"""Cases that one look goes through; whoever wants more presses on."""
AT_ONCE = 250

Candidate = tuple[Case, str, str | None]
"""A case, the name of its node, and the name of the person it is about."""


async def backwards(
    session: AsyncSession, wanted: Wanted, *, before: int | None
) -> AsyncIterator[Candidate]:
    """Yield numbered cases that the asker may read, newest first, no more than LOOK."""
    keys = await _keys(session, wanted, before=before)
    for start in range(0, len(keys), AT_ONCE):
        for candidate in await _load(session, keys[start : start + AT_ONCE]):
            yield candidate


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


async def _load(session: AsyncSession, keys: Sequence[int]) -> Sequence[Candidate]:
    query = (
        select(Case, Grid.name, Person.name)
        .join(Grid, col(Grid.id) == Case.grid_id)
        .outerjoin(Person, col(Person.case_id) == Case.id)
        .where(col(Case.id).in_(keys))
        .order_by(col(Case.id).desc())
    )
    return (await session.exec(query)).all()

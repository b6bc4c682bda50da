"""What an operator should know before something is needed: nodes without a phone, unheard cases."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import lineage
from bot.domain.states import OPEN, State
from bot.services.cards import STAFF
from bot.services.tables import table_of
from bot.storage import workers
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.grid import Grid
from bot.storage.outbox import LIVE, Delivery

MOST = 100


async def bound_chats(session: AsyncSession) -> Sequence[int]:
    """Return every bound group."""
    chats = table_of(Chat)
    rows = await (await session.connection()).execute(select(chats.c.id).order_by(chats.c.id))
    return [row[0] for row in rows]


async def nodes_without_phone(session: AsyncSession) -> list[str]:
    """Return the codes of nodes for which neither they nor a node above has a duty phone."""
    grids = table_of(Grid)
    query = select(grids.c.code, grids.c.path, grids.c.phone).order_by(grids.c.path)
    rows = (await (await session.connection()).execute(query)).all()
    reached = {row.path for row in rows if row.phone}
    return [row.code for row in rows if reached.isdisjoint(lineage(row.path))]


async def unheard_cases(session: AsyncSession) -> list[str]:
    """Name the open cases that no staff card was ever sent of: nobody was there to be told.

    Staff hear of a draft only where life and safety are at stake; it has no number, only a node.
    """
    cases, deliveries, grids = table_of(Case), table_of(Delivery), table_of(Grid)
    told = exists().where(
        deliveries.c.case_id == cases.c.id,
        deliveries.c.slot == STAFF,
        deliveries.c.status.in_(LIVE),
    )
    urgent_draft = (cases.c.state == State.DRAFT) & cases.c.life_safety
    query = (
        select(cases.c.number, grids.c.code)
        .join(grids, grids.c.id == cases.c.grid_id)
        .where(cases.c.state.in_(OPEN) | urgent_draft, ~told)
        .order_by(cases.c.id)
        .limit(MOST)
    )
    rows = await (await session.connection()).execute(query)
    return [str(row.number or f"a draft in {row.code}") for row in rows]


async def workers_there(session: AsyncSession) -> tuple[Sequence[str], str | None]:
    """Return the workers that are there, by machine and process, and which of them sends."""
    names, leader = await workers.present(session)
    return [_place(name) for name in names], _place(leader) if leader is not None else None


def _place(worker: str) -> str:
    _, host, process, _ = worker.split(" ")
    return f"{host} {process}"

"""Which groups a notice is for: those of whole subtrees, without some."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Subquery, func, true
from sqlalchemy import select as sql_select
from sqlalchemy.orm import Mapped
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, subtree_end
from bot.storage import chats
from bot.storage.chats import Chat, ChatGrid
from bot.storage.grid import Grid

FEW = 500
"""So many groups are asked for by name; SQLite takes some thousand values in a statement."""


def meant(
    paths: Collection[str],
    excluded: Collection[str],
    audience: Audience | None,
    *,
    nodes: Collection[int] = (),
) -> Subquery:
    """Return the groups of these subtrees and nodes without those, see `chats.public`.

    Without an audience those of residents and firms.
    """
    whose = chats.PUBLIC if audience is None else [audience]
    groups = chats.public(paths, nodes=nodes, whose=whose)
    rows = sql_select(groups)
    for path in excluded:
        its = (groups.c.path >= path) & (groups.c.path < subtree_end(path))
        rows = rows.where(~its)
    return rows.subquery()


async def count(session: AsyncSession, groups: Subquery) -> int:
    """Return how many of such groups the bot can still reach."""
    reached = select(func.count()).select_from(groups).where(groups.c.lost_at.is_(None))
    return (await session.exec(reached)).one()


async def titles(session: AsyncSession, groups: Subquery) -> list[tuple[int, str]]:
    """Return such groups with their titles, or the names of their nodes, in the order of the grid."""
    name = func.coalesce(func.nullif(groups.c.title, ""), col(Grid.name))
    rows = (
        sql_select(groups.c.id, name)
        .join(Grid, col(Grid.id) == groups.c.grid_id)
        .where(groups.c.lost_at.is_(None))
    )
    found = await session.exec(rows.order_by(groups.c.path, groups.c.id.desc()))  # type: ignore[call-overload]
    return [(key, title) for key, title in found]


async def reached(session: AsyncSession, groups: Subquery) -> list[int]:
    """Return those of such groups that the bot can still reach."""
    query = sql_select(groups.c.id).where(groups.c.lost_at.is_(None))
    return list((await (await session.connection()).execute(query)).scalars())


async def places(session: AsyncSession, groups: Collection[int]) -> list[tuple[int, str, Audience]]:
    """Return at which nodes these groups, if not more, are, by path, and for whom."""
    query = (
        sql_select(col(ChatGrid.chat_id), col(Grid.path), col(Chat.audience))
        .join(Chat, col(Chat.id) == ChatGrid.chat_id)
        .join(Grid, col(Grid.id) == ChatGrid.grid_id)
        .where(among(col(ChatGrid.chat_id), groups))
    )
    found = await (await session.connection()).execute(query)
    return [(chat, path, audience) for chat, path, audience in found]


def among(column: Mapped[int], groups: Collection[int]) -> ColumnElement[bool]:
    """Return the condition "one of these groups"; of very many all are read instead."""
    return column.in_(groups) if len(groups) <= FEW else true()

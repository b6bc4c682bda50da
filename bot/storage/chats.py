"""Groups the bot is in, and the grid nodes they are bound to."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Subquery, bindparam, func, or_, update
from sqlalchemy import select as sql_select
from sqlmodel import Column, Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, lineage
from bot.storage.base import SQLModel, kept
from bot.storage.grid import AT_ONCE, Grid, under
from bot.storage.types import ChatId, Instant, Word, one_of

PUBLIC = (Audience.RESIDENTS, Audience.BUSINESS)


@kept
class Chat(SQLModel, table=True):
    """A bound group. Its id follows Telegram when a group becomes a supergroup."""

    __tablename__ = "chat"
    __table_args__ = (one_of("audience", Audience),)

    id: int = Field(sa_type=ChatId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    was: int | None = Field(default=None, sa_type=ChatId)
    """Its id before it became a supergroup: what was said until then stands there."""
    audience: Audience = Field(sa_type=Word(Audience))
    title: str = ""
    locale: str | None = None
    topic: int | None = None
    forum: bool = False
    """Divided into topics, and the bot may manage them: each case gets its own."""
    called_only: bool = False
    """Ordinary messages are not heard here, only what is meant for the bot."""
    deaf: bool = False
    """Ordinary messages should be heard here and are not: privacy mode is on, the bot no admin."""
    announced_at: datetime | None = Field(default=None, sa_type=Instant)
    lost_at: datetime | None = Field(default=None, sa_type=Instant)
    lost_reason: str | None = None


class ChatGrid(SQLModel, table=True):
    """A group belongs to a node; several of either are normal."""

    __tablename__ = "chat_grid"

    chat_id: int = Field(
        sa_column=Column(
            ChatId,
            ForeignKey("chat.id", onupdate="CASCADE", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    grid_id: int = Field(foreign_key="grid.id", primary_key=True, index=True)


async def unannounced(session: AsyncSession) -> list[tuple[Chat, list[str]]]:
    """Return the groups that have never read what the bot hears there, with the names of their nodes."""
    query = (
        select(Chat, Grid.name)
        .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
        .join(Grid, col(Grid.id) == ChatGrid.grid_id)
        .where(col(Chat.announced_at).is_(None), col(Chat.lost_at).is_(None))
        .order_by(col(Chat.id), func.length(Grid.path).desc())
    )
    found: dict[int, tuple[Chat, list[str]]] = {}
    for chat, name in await session.exec(query):
        found.setdefault(chat.id, (chat, []))[1].append(name)
    return list(found.values())


_LOCALE = select(Chat.locale).where(Chat.id == bindparam("chat_id"))


async def locale_of(session: AsyncSession, chat_id: int) -> str | None:
    """Return the language that staff have chosen for a group."""
    return (await session.exec(_LOCALE, params={"chat_id": chat_id})).first()


_GRIDS_OF = (
    select(Grid)
    .join(ChatGrid, col(ChatGrid.grid_id) == Grid.id)
    .where(ChatGrid.chat_id == bindparam("chat_id"))
)


async def grids_of(session: AsyncSession, chat_id: int) -> list[Grid]:
    """Return the nodes a group is bound to, smallest first."""
    found = await session.exec(_GRIDS_OF, params={"chat_id": chat_id})
    return sorted(found, key=lambda grid: len(grid.path), reverse=True)


class Reached(NamedTuple):
    """A group that an alert is meant for, as far as who counts or explains must know it."""

    id: int
    lost_at: datetime | None


def public(
    paths: Iterable[str], *, nodes: Iterable[int] = (), whose: Collection[Audience] = PUBLIC
) -> Subquery:
    """Return such groups of these subtrees and nodes, each once with its node.

    Groups that the bot has lost are among them: the delivery list must name them.
    """
    place = or_(*map(under, paths), col(Grid.id).in_(list(nodes)))
    nth = func.row_number().over(partition_by=col(Chat.id), order_by=col(Grid.path))
    rows = (
        sql_select(
            Chat, *map(col, (ChatGrid.grid_id, Grid.path, Grid.lat, Grid.lon)), nth.label("nth")
        )
        .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
        .join(Grid, col(Grid.id) == ChatGrid.grid_id)
        .where(place, col(Chat.audience).in_(whose))
        .subquery()
    )
    return sql_select(rows).where(rows.c.nth == 1).subquery()


async def within(
    session: AsyncSession, path: str, *, whose: Collection[Audience] = PUBLIC
) -> list[tuple[Chat, int]]:
    """Return such groups of a subtree that the bot can reach, each with its node."""
    query = (
        select(Chat, ChatGrid.grid_id)
        .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
        .join(Grid, col(Grid.id) == ChatGrid.grid_id)
        .where(under(path), col(Chat.audience).in_(whose), col(Chat.lost_at).is_(None))
        .order_by(col(Grid.path), col(Chat.id))
    )
    found: dict[int, tuple[Chat, int]] = {}
    for chat, node in await session.exec(query):
        found.setdefault(chat.id, (chat, node))
    return list(found.values())


async def count_within(session: AsyncSession, path: str) -> int:
    """Return how many groups `within` would find."""
    query = (
        select(func.count(col(Chat.id).distinct()))
        .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
        .join(Grid, col(Grid.id) == ChatGrid.grid_id)
        .where(under(path), col(Chat.audience).in_(PUBLIC), col(Chat.lost_at).is_(None))
    )
    return (await session.exec(query)).one()


async def reach(session: AsyncSession, groups: Subquery) -> list[Reached]:
    """Return such groups in the order of the grid."""
    rows = groups.c
    query = select(rows.id, rows.lost_at).order_by(rows.path, rows.id)
    return [Reached(*row) for row in await session.exec(query)]


_STAFF_ON_PATHS = (
    select(Chat, Grid)
    .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
    .join(Grid, col(Grid.id) == ChatGrid.grid_id)
    .where(
        col(Grid.path).in_(bindparam("paths", expanding=True)),
        Chat.audience == Audience.STAFF,
        col(Chat.lost_at).is_(None),
    )
    .order_by(col(Chat.id))
)


async def nearest_staff(
    session: AsyncSession, path: str, *, but: Collection[int] = ()
) -> tuple[Chat, Grid] | None:
    """Return the staff group at the node or its nearest ancestor that the bot can still reach."""
    found = (await session.exec(_STAFF_ON_PATHS, params={"paths": lineage(path)})).all()
    taking = [row for row in found if row[0].id not in but]
    return max(taking, key=lambda row: len(row[1].path), default=None)


async def staff_at(session: AsyncSession, paths: Collection[str]) -> dict[str, tuple[Chat, int]]:
    """Return the staff group of each of these nodes that has one, with the node: path → group."""
    found: dict[str, tuple[Chat, int]] = {}
    wanted = sorted(paths)
    for start in range(0, len(wanted), AT_ONCE):
        query = (
            select(Chat, Grid)
            .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
            .join(Grid, col(Grid.id) == ChatGrid.grid_id)
            .where(
                col(Grid.path).in_(wanted[start : start + AT_ONCE]),
                Chat.audience == Audience.STAFF,
                col(Chat.lost_at).is_(None),
            )
            .order_by(col(Chat.id))
        )
        for chat, node in await session.exec(query):
            found.setdefault(node.path, (chat, node.key))
    return found


async def at_node(session: AsyncSession, grid_id: int, audience: Audience) -> Chat | None:
    """Return the first group bound to this very node that the bot can still reach."""
    query = (
        select(Chat)
        .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
        .where(
            ChatGrid.grid_id == grid_id,
            Chat.audience == audience,
            col(Chat.lost_at).is_(None),
        )
    )
    return (await session.exec(query.order_by(col(Chat.id)))).first()


async def lock(session: AsyncSession, chat_id: int) -> None:
    """Let nobody else decide about a group at the same time."""
    await session.exec(select(Chat.id).where(Chat.id == chat_id).with_for_update())


async def lose(session: AsyncSession, chat_id: int, reason: str, *, at: datetime) -> None:
    """Set a group aside that the bot can't write to any more, until an answer is taken there."""
    chat = await session.get(Chat, chat_id)
    if chat is not None:
        chat.lost_at, chat.lost_reason = at, reason


async def regain(session: AsyncSession, chat_ids: Collection[int]) -> None:
    """Count groups in again in which something was said: what Telegram refused there is over."""
    lost = col(Chat.id).in_(chat_ids), col(Chat.lost_at).is_not(None)
    await session.exec(update(Chat).where(*lost).values(lost_at=None, lost_reason=None))


async def without_topics(session: AsyncSession, chat_id: int) -> None:
    """Note that the bot can't make topics in a group."""
    await session.exec(update(Chat).where(col(Chat.id) == chat_id).values(forum=False))


_CALL = (
    update(Chat)
    .where(col(Chat.id) == bindparam("chat"), col(Chat.title) != bindparam("called"))
    .values(title=bindparam("called"))
)


async def call(session: AsyncSession, titles: Mapping[int, str]) -> None:
    """Write down what groups are called now."""
    if titles:
        rows = [{"chat": chat, "called": title} for chat, title in titles.items()]
        await (await session.connection()).execute(_CALL, rows)


async def follow(session: AsyncSession, old: int, new: int) -> None:
    """Give a group its new id everywhere it stands as a group (group → supergroup)."""
    if await session.get(Chat, new) is None:
        await session.exec(update(Chat).where(col(Chat.id) == old).values(id=new, was=old))

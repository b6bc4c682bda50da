"""Who on staff answers for the grids that an alert reaches, and what they have answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.domain.boards import Ack, Answer
from bot.domain.grid import Names
from bot.storage import boards, live
from bot.storage.alerts import Alert
from bot.storage.base import SQLModel
from bot.storage.boards import WATCH
from bot.storage.grid import AT_ONCE, Grid
from bot.storage.outbox import EDIT, WAITING, Delivery, Op, Post, Purpose
from bot.storage.questions import NOW, find_due
from bot.storage.types import ChatId, Instant, Personal, Word, one_of

UNANSWERED = "unanswered"
"""The slot of a message that names grids whose staff leave an alert unanswered."""
TO_STAFF = col(Delivery.slot) == WATCH
"""Those messages, in statements about all of an alert."""


class Watch(SQLModel, table=True):
    """A staff group, or a partner in private, whose grids hear an alert that is not their case."""

    __tablename__ = "watch"

    delivery_id: int = Field(foreign_key="delivery.id", primary_key=True, ondelete="CASCADE")
    alert_id: int = Field(foreign_key="alert.id", index=True)
    told_id: int = Field(foreign_key="grid.id", index=True)
    """The node that was told last: their own, then, while they stay silent, one above after another."""
    due_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    """When the next node above hears that nobody has answered."""


class Watched(SQLModel, table=True):
    """Which message to staff speaks for a grid whose residents hear an alert."""

    __tablename__ = "watched"

    alert_id: int = Field(foreign_key="alert.id", primary_key=True)
    grid_id: int = Field(foreign_key="grid.id", primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True, ondelete="CASCADE")


class Acknowledgement(SQLModel, table=True):
    """One press of 已通知, 在巡查 or 已接手; the same by the same person counts once."""

    __tablename__ = "acknowledgement"
    __table_args__ = (one_of("word", Answer),)

    delivery_id: int = Field(foreign_key="delivery.id", primary_key=True, ondelete="CASCADE")
    user_id: int = Field(sa_type=ChatId, primary_key=True, index=True)
    word: Answer = Field(sa_type=Word(Answer), primary_key=True)
    at: datetime = Field(sa_type=Instant)
    name: str = Field(default="", sa_type=Personal)


class Silence(SQLModel, table=True):
    """A watch that nobody answered, and a message above that names it."""

    __tablename__ = "silence"

    message_id: int = Field(foreign_key="delivery.id", primary_key=True, ondelete="CASCADE")
    watch_id: int = Field(
        foreign_key="watch.delivery_id", primary_key=True, index=True, ondelete="CASCADE"
    )


class Reached(NamedTuple):
    """A group that an alert was queued for."""

    delivery_id: int
    grid_id: int
    ring: int
    silent: bool


TO_TELL = select(Alert.case_id).where(Alert.status == AlertStatus.ACTIVE, col(Alert.watching))


async def to_tell(session: AsyncSession) -> Sequence[int]:
    """Return the cases of active alerts that have reached grids whose staff have not been told."""
    return await find_due(session, TO_TELL)


async def reached(session: AsyncSession, alert: Alert, *, most: int) -> list[Reached]:
    """Return the groups of an alert after the last one whose staff were told, oldest first."""
    query = (
        select(Delivery.id, Delivery.grid_id, Delivery.ring, Delivery.silent)
        .where(
            Delivery.alert_id == alert.id,
            Delivery.purpose == Purpose.ALERT,
            col(Delivery.id) > alert.watched_to,
        )
        .order_by(col(Delivery.id))
    )
    rows = (await session.exec(query.limit(most))).all()
    return [Reached(key or 0, node or 0, ring or 0, silent) for key, node, ring, silent in rows]


async def standing_in(
    session: AsyncSession, alert_id: int, slots: Collection[str]
) -> dict[int, int]:
    """Return which chats have a message about an alert in one of these slots: chat → delivery."""
    query = select(Delivery.chat_id, Delivery.id).where(
        Delivery.alert_id == alert_id, col(Delivery.slot).in_(slots), Delivery.op == Op.SEND
    )
    return {chat: key for chat, key in await session.exec(query) if key is not None}


async def begin(
    session: AsyncSession, alert_id: int, watchers: dict[int, int], *, due_at: datetime | None
) -> None:
    """Write down new watches: delivery → node. `due_at` None: nobody above is told of silence."""
    rows = [
        {"delivery_id": key, "alert_id": alert_id, "told_id": node, "due_at": due_at}
        for key, node in watchers.items()
    ]
    if rows:
        await session.exec(insert(Watch), params=rows)


async def cover(session: AsyncSession, alert_id: int, grids: dict[int, int]) -> None:
    """Write down which message speaks for which grid: grid → delivery; the first one stays."""
    spoken_for = select(Watched.grid_id).where(Watched.alert_id == alert_id)
    known = set(await session.exec(spoken_for.where(col(Watched.grid_id).in_(grids))))
    rows = [
        {"alert_id": alert_id, "grid_id": grid, "delivery_id": key}
        for grid, key in grids.items()
        if grid not in known
    ]
    if rows:
        await session.exec(insert(Watched), params=rows)


async def words_of(session: AsyncSession, alert_id: int) -> Sequence[Post]:
    """Return the words with which an alert's messages to staff were sent, each once."""
    used = select(Delivery.post_id).where(
        Delivery.alert_id == alert_id, TO_STAFF, Delivery.op == Op.SEND
    )
    return (await session.exec(select(Post).where(col(Post.id).in_(used)))).all()


async def edits_of_answered(
    session: AsyncSession, alert_id: int
) -> Sequence[tuple[Delivery, Delivery]]:
    """Return the messages to staff that somebody has answered, each with its edit that waits."""
    query = (
        select(Delivery, EDIT)
        .join(EDIT, col(EDIT.target_id) == Delivery.id)
        .where(
            Delivery.alert_id == alert_id,
            TO_STAFF,
            Delivery.op == Op.SEND,
            col(Delivery.acknowledged_at).is_not(None),
            EDIT.op == Op.EDIT,
            col(EDIT.status).in_(WAITING),
        )
    )
    return (await session.exec(query.execution_options(populate_existing=True))).all()


async def acks_of_all(session: AsyncSession, alert_id: int) -> dict[int, tuple[Ack, ...]]:
    """Return what was answered to an alert's messages, oldest first: delivery → answers."""
    query = (
        select(Acknowledgement)
        .join(Delivery, col(Delivery.id) == Acknowledgement.delivery_id)
        .where(Delivery.alert_id == alert_id)
        .order_by(col(Acknowledgement.at))
    )
    found: dict[int, tuple[Ack, ...]] = {}
    for row in await session.exec(query):
        found[row.delivery_id] = (*found.get(row.delivery_id, ()), Ack(row.at, row.name, row.word))
    return found


async def acks_of(session: AsyncSession, delivery_id: int) -> tuple[Ack, ...]:
    """Return what was answered to one message, oldest first."""
    query = select(Acknowledgement).where(Acknowledgement.delivery_id == delivery_id)
    rows = await session.exec(query.order_by(col(Acknowledgement.at)))
    return tuple(Ack(row.at, row.name, row.word) for row in rows)


async def groups_of(session: AsyncSession, users: Collection[int]) -> dict[int, set[int]]:
    """Return in which groups these users have ever answered: user → chats."""
    found: dict[int, set[int]] = {}
    wanted = sorted(users)
    for start in range(0, len(wanted), AT_ONCE):
        query = (
            select(Acknowledgement.user_id, Delivery.chat_id)
            .join(Delivery, col(Delivery.id) == Acknowledgement.delivery_id)
            .where(
                col(Acknowledgement.user_id).in_(wanted[start : start + AT_ONCE]),
                Delivery.chat_id < 0,
            )
            .distinct()
        )
        for user, chat in await session.exec(query):
            found.setdefault(user, set()).add(chat)
    return found


async def end_silence(session: AsyncSession, delivery_id: int, *, at: datetime) -> None:
    """Somebody has answered: nobody above is told any more; who was told learns it."""
    watch = await session.get(Watch, delivery_id)
    if watch is None:
        return
    watch.due_at = None
    told = select(Silence.message_id).where(Silence.watch_id == delivery_id)
    await live.stir(session, told, at=at)


@dataclass(frozen=True)
class Late:
    """A watch that should have been answered, with the path of the node that was told last."""

    watch: Watch
    message: Delivery
    path: str


LATE = (
    select(Alert.case_id)
    .join(Watch, col(Watch.alert_id) == Alert.id)
    .where(Alert.status == AlertStatus.ACTIVE, col(Watch.due_at) <= NOW)
    .distinct()
)


async def unanswered(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases of active alerts that have watches whose time is up."""
    return await find_due(session, LATE, now)


async def late(session: AsyncSession, alert_id: int, now: datetime) -> list[Late]:
    """Return the watches of an alert whose time is up, for change."""
    query = (
        select(Watch, Delivery, Grid.path)
        .join(Delivery, col(Delivery.id) == Watch.delivery_id)
        .join(Grid, col(Grid.id) == Watch.told_id)
        .where(Watch.alert_id == alert_id, col(Watch.due_at) <= now)
        .order_by(col(Watch.delivery_id))
        .with_for_update(of=Watch)
    )
    return [Late(*row) for row in await session.exec(query)]


async def name_silent(session: AsyncSession, message_id: int, silent: Sequence[int]) -> None:
    """Write down that a message names these watches."""
    rows = [{"message_id": message_id, "watch_id": key} for key in silent]
    await session.exec(insert(Silence), params=rows)


async def grids_of(session: AsyncSession, silent: Sequence[int]) -> Names:
    """Name the grids that these watches stand for."""
    return await boards.grids(session, col(Delivery.id).in_(silent))


async def still_silent(session: AsyncSession, message_id: int) -> Names:
    """Name the grids of a message that have not answered to this day."""
    named = select(Silence.watch_id).where(Silence.message_id == message_id)
    silent = col(Delivery.id).in_(named) & col(Delivery.acknowledged_at).is_(None)
    return await boards.grids(session, silent)

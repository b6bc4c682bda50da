"""The messages of a notice in its groups: queued, given other words, taken back."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    String,
    Subquery,
    cast,
    delete,
    exists,
    func,
    literal,
    true,
    update,
)
from sqlalchemy import case as sql_case
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.everywhere import constant, put_in
from bot.storage.notices import NoticeGroup, NoticeRun
from bot.storage.outbox import (
    EDIT,
    MESSAGE,
    NEW,
    UNSETTLED,
    WAITING,
    Delivery,
    Lane,
    Op,
    Post,
    Purpose,
    Status,
)
from bot.storage.rewording import held_up

SLOT = "notice"
PAUSED = "paused"


async def tell(
    session: AsyncSession,
    run: NoticeRun,
    words: Post,
    groups: Subquery,
    *,
    today: date,
    locale: str,
    with_photo: bool,
    valid_until: datetime,
    at: datetime,
) -> None:
    """Queue it for the groups that hear it today, in one statement; lost ones are listed."""
    group = groups.c
    lost = group.lost_at.is_not(None)
    once = literal(f"{SLOT}:{run.key}:") + cast(group.id, String)
    chosen = select(NoticeGroup.chat_id).where(
        NoticeGroup.run_id == run.key, NoticeGroup.day == today
    )
    told = select(Delivery.chat_id).where(col(Delivery.run_id) == run.key)
    rows = (
        sql_select(
            group.id.label("chat_id"),
            group.topic,
            group.grid_id,
            func.coalesce(group.locale, locale).label("locale"),
            sql_case((lost, Status.REFUSED.value), else_=Status.QUEUED.value).label("status"),
            sql_case((lost, func.coalesce(group.lost_reason, ""))).label("reason"),
            once.label("once"),
            *constant(
                post_id=words.id,
                run_id=run.key,
                purpose=Purpose.NOTICE,
                slot=SLOT,
                op=Op.SEND,
                lane=int(Lane.NOTICES),
                rank=0,
                silent=True,
                paid=False,
                exercise=False,
                with_photo=with_photo,
                attempts=0,
                queued_at=at,
                valid_until=valid_until,
            ),
        )
        .where(group.id.in_(chosen), group.id.not_in(told))
        .order_by(group.path, group.id)
    )
    await session.flush()
    await session.exec(put_in(rows))


async def give_back(session: AsyncSession, run_id: int, *, at: datetime) -> int:
    """Let groups that an occurrence did not reach in time wait for another day; returns how many.

    Nothing of it went out there: what may have been read stays as it is.
    """
    return await _give_back(session, run_id, held_up(col(Delivery.run_id) == run_id, at=at))


async def hold(session: AsyncSession, run_id: int) -> None:
    """Take what of an occurrence has not gone out yet out of the outbox: its groups wait again."""
    its = [col(Delivery.run_id) == run_id, col(Delivery.op).in_(NEW)]
    waits = update(Delivery).where(*its, col(Delivery.status).in_(WAITING))
    held = waits.values(status=Status.DROPPED, reason=PAUSED)
    await session.exec(held.execution_options(synchronize_session=False))
    await _give_back(session, run_id, [*its, col(Delivery.reason) == PAUSED])


async def _give_back(session: AsyncSession, run_id: int, which: list[ColumnElement[bool]]) -> int:
    chats = select(Delivery.chat_id).where(*which)
    theirs = update(NoticeGroup).where(
        col(NoticeGroup.run_id) == run_id, col(NoticeGroup.chat_id).in_(chats)
    )
    plain = {"synchronize_session": False}
    await session.exec(theirs.values(day=None).execution_options(**plain))
    gone = delete(Delivery).where(*which).execution_options(**plain)
    return (await session.exec(gone)).rowcount


async def by_status(session: AsyncSession, notice_id: int) -> dict[Status, int]:
    """Return how many messages of a notice were sent, wait, were refused."""
    query = sql_select(col(Delivery.status), func.count()).where(*_messages(notice_id))
    rows = await session.exec(query.group_by(col(Delivery.status)))  # type: ignore[call-overload]
    return dict(rows.all())


async def is_under_way(session: AsyncSession, notice_id: int) -> bool:
    """Return whether a message of a notice is still to go out."""
    query = select(Delivery.id).where(*_messages(notice_id), col(Delivery.status).in_(UNSETTLED))
    return (await session.exec(query.limit(1))).first() is not None


async def reword(session: AsyncSession, notice_id: int, words: Post, *, with_photo: bool) -> None:
    """Let what of a notice has not gone out yet say these words."""
    runs = update(NoticeRun).where(
        col(NoticeRun.notice_id) == notice_id,
        col(NoticeRun.next_at).is_not(None),
        col(NoticeRun.post_id).is_not(None),
    )
    await session.exec(runs.values(post_id=words.id))
    waits = update(Delivery).where(*_messages(notice_id), col(Delivery.status).in_(WAITING))
    await session.exec(
        waits.values(post_id=words.id, with_photo=with_photo).execution_options(
            synchronize_session=False
        )
    )


async def asked(session: AsyncSession, slot: str) -> Sequence[Delivery]:
    """Return the messages that ask for a second person."""
    query = select(Delivery).where(Delivery.slot == slot, col(Delivery.op).in_(NEW))
    return (await session.exec(query.with_for_update())).all()


async def asked_at(session: AsyncSession, slot: str, chats: Collection[int]) -> datetime | None:
    """Return when a second person was asked last, in one of these chats."""
    query = select(func.max(Delivery.queued_at)).where(
        col(Delivery.chat_id).in_(chats), Delivery.slot == slot, col(Delivery.op).in_(NEW)
    )
    return (await session.exec(query)).one()


def _standing(notice_id: int, since: datetime | None = None) -> list[ColumnElement[bool]]:
    """Return the conditions of messages that stand, of those that went out since then."""
    gone = exists().where(col(EDIT.target_id) == Delivery.id, col(EDIT.op) == Op.DELETE)
    sent = func.coalesce(Delivery.sent_at, Delivery.queued_at)
    return [
        *_messages(notice_id),
        col(Delivery.status).in_((Status.SENT, Status.SENDING)),
        true() if since is None else sent > since,
        ~gone,
    ]


async def standing(session: AsyncSession, notice_id: int, *, since: datetime) -> int:
    """Return how many messages of a notice can still be deleted."""
    query = select(func.count()).select_from(Delivery)
    return (await session.exec(query.where(*_standing(notice_id, since)))).one()


def _latest(notice_id: int) -> list[ColumnElement[bool]]:
    """Return the conditions of messages of a notice's last occurrence that stand in groups."""
    runs = select(func.max(NoticeRun.id)).where(
        NoticeRun.notice_id == notice_id, col(NoticeRun.post_id).is_not(None)
    )
    return [
        *_standing(notice_id),
        col(Delivery.run_id) == runs.scalar_subquery(),
    ]


async def editable(session: AsyncSession, notice_id: int) -> int:
    """Return how many messages of a notice's last occurrence can be given other words."""
    query = select(func.count()).select_from(Delivery)
    return (await session.exec(query.where(*_latest(notice_id)))).one()


async def replace(
    session: AsyncSession, notice_id: int, words: Post, *, with_photo: bool, at: datetime
) -> int:
    """Queue other words for every message of the last occurrence; returns how many."""
    found = await editable(session, notice_id)
    keys = select(Delivery.id).where(*_latest(notice_id))
    waits = update(Delivery).where(
        col(Delivery.target_id).in_(keys),
        col(Delivery.op) == Op.EDIT,
        col(Delivery.status).in_(WAITING),
    )
    await session.exec(
        waits.values(post_id=words.id, with_photo=with_photo).execution_options(
            synchronize_session=False
        )
    )
    edited = exists().where(
        col(EDIT.target_id) == MESSAGE.id,
        col(EDIT.op) == Op.EDIT,
        col(EDIT.status).in_(WAITING),
    )
    changed = constant(post_id=words.id, with_photo=with_photo)
    own = _about(Purpose.UPDATE, Op.EDIT, at=at)
    rows = (
        sql_select(*_copied(), col(MESSAGE.id).label("target_id"), *changed, *own)
        .where(col(MESSAGE.id).in_(keys), ~edited)
        .order_by(col(MESSAGE.id))
    )
    await session.flush()
    await session.exec(put_in(rows))
    return found


def _copied() -> list[ColumnElement[Any]]:
    names = ("chat_id", "topic", "grid_id", "locale", "exercise", "run_id")
    return [getattr(MESSAGE, name) for name in names]


def _about(purpose: Purpose, op: Op, *, at: datetime) -> list[Label[Any]]:
    """Return what every change of a message of a notice has in common."""
    return constant(
        purpose=purpose,
        op=op,
        lane=int(Lane.CARDS),
        rank=0,
        silent=True,
        paid=False,
        status=Status.QUEUED,
        attempts=0,
        queued_at=at,
    )


async def drop(session: AsyncSession, notice_id: int, reason: str) -> None:
    """Give up what of a notice has not been sent."""
    waits = update(Delivery).where(*_messages(notice_id), col(Delivery.status).in_(WAITING))
    await session.exec(
        waits.values(status=Status.DROPPED, reason=reason).execution_options(
            synchronize_session=False
        )
    )


async def take_back(session: AsyncSession, notice_id: int, *, since: datetime, at: datetime) -> int:
    """Queue the deletion of every message that Telegram still deletes; returns how many."""
    found = await standing(session, notice_id, since=since)
    keys = select(Delivery.id).where(*_standing(notice_id, since))
    own = [*constant(with_photo=False), *_about(Purpose.RECALL, Op.DELETE, at=at)]
    rows = (
        sql_select(*_copied(), col(MESSAGE.id).label("target_id"), *own)
        .where(col(MESSAGE.id).in_(keys))
        .order_by(col(MESSAGE.id))
    )
    await session.flush()
    await session.exec(put_in(rows))
    return found


def _messages(notice_id: int) -> list[ColumnElement[bool]]:
    runs = select(NoticeRun.id).where(NoticeRun.notice_id == notice_id)
    return [col(Delivery.run_id).in_(runs), col(Delivery.op).in_(NEW)]

"""What must survive between two updates: dialogue state, and updates put aside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, or_
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.types import ChatId, Instant, Personal, PersonalJSON


class Dialogue(SQLModel, table=True):
    """aiogram's FSM state of one person in one chat."""

    __tablename__ = "dialogue"

    key: str = Field(primary_key=True, max_length=120)
    state: str | None = None
    data: dict[str, Any] = Field(default_factory=dict, sa_type=PersonalJSON)
    at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    """When it is over by itself; whoever never writes again leaves no trace of it."""


class Press(SQLModel, table=True):
    """A press that was carried out: a redelivered update must not climb or widen twice."""

    __tablename__ = "press"

    id: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=Instant, index=True)


class RecentPhoto(SQLModel, table=True):
    """Who sent a photo, or something else without words, where a few minutes ago: words may follow.

    Of a video, a voice or a pin only the message is known (promise 11).
    """

    __tablename__ = "recent_photo"

    chat_id: int = Field(
        sa_type=ChatId, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    message_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    user_id: int = Field(sa_type=ChatId, index=True)
    file_id: str | None = Field(default=None, sa_type=Personal)
    """The file of a photo."""
    album: str | None = None
    """What the pictures of one album share."""
    at: datetime = Field(sa_type=Instant, index=True)


MOST_PHOTOS = 20
"""So many photos of one person are remembered at most."""


class Miss(SQLModel, table=True):
    """Somebody asked for a case that is not there, or not theirs; forgotten after a day."""

    __tablename__ = "miss"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_type=ChatId, index=True)
    at: datetime = Field(sa_type=Instant, index=True)


class Said(SQLModel, table=True):
    """What was said in a chat and need not be said again soon; `mark` tells nobody what it was."""

    __tablename__ = "said"

    chat_id: int = Field(
        sa_type=ChatId, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    mark: str = Field(primary_key=True, max_length=32)
    at: datetime = Field(sa_type=Instant, index=True)


class DeadLetter(SQLModel, table=True):
    """An update that failed every try; kept for the operator, then forgotten like a draft."""

    __tablename__ = "dead_letter"

    update_id: int = Field(sa_type=ChatId, primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)
    error: str
    raw: str = Field(sa_type=Personal)


_FORGOTTEN = (Press, Miss, Said, DeadLetter, Dialogue)


async def forget_before(session: AsyncSession, before: datetime) -> None:
    """Forget presses, wrong numbers, dead letters, notes and dialogues from `before` or earlier."""
    for table in _FORGOTTEN:
        await session.exec(delete(table).where(col(table.at) <= before))


async def oldest(session: AsyncSession) -> datetime | None:
    """Return when the oldest press, wrong number or dead letter was kept, or a dialogue was over."""
    kept = [select(func.min(table.at)) for table in _FORGOTTEN]
    found = [(await session.exec(oldest_of)).one() for oldest_of in kept]
    return min((at for at in found if at is not None), default=None)


async def say_once(
    session: AsyncSession, chat_id: int, mark: str, *, since: datetime, at: datetime
) -> bool:
    """Note that something is said in a chat; False where it was said after `since`."""
    known = await session.get(Said, (chat_id, mark))
    if known is not None and known.at > since:
        return False
    await session.merge(Said(chat_id=chat_id, mark=mark, at=at))
    await session.flush()
    return True


async def misses_of(session: AsyncSession, user_id: int, since: datetime) -> int:
    """Return how many wrong numbers somebody has asked for after that moment."""
    query = select(func.count()).select_from(Miss)
    return (await session.exec(query.where(Miss.user_id == user_id, Miss.at > since))).one()


async def put_aside(
    session: AsyncSession, update_id: int, *, raw: str, error: str, at: datetime
) -> None:
    """Keep an update that failed every try; the same one again only changes its error."""
    letter = DeadLetter(update_id=update_id, at=at, error=error, raw=raw)
    await session.merge(letter)


async def letters(session: AsyncSession) -> int:
    """Return how many updates were put aside that are not forgotten yet."""
    return (await session.exec(select(func.count()).select_from(DeadLetter))).one()


async def keep_photo(session: AsyncSession, photo: RecentPhoto, *, since: datetime) -> None:
    """Remember a photo; of one person the newest MOST_PHOTOS, none from before `since`."""
    await session.merge(photo)
    await session.flush()
    newest = (
        select(RecentPhoto.message_id)
        .where(RecentPhoto.user_id == photo.user_id)
        .order_by(col(RecentPhoto.at).desc(), col(RecentPhoto.message_id).desc())
        .limit(MOST_PHOTOS)
    )
    kept = list(await session.exec(newest))
    surplus = delete(RecentPhoto).where(
        col(RecentPhoto.user_id) == photo.user_id,
        or_(col(RecentPhoto.message_id).not_in(kept), col(RecentPhoto.at) <= since),
    )
    await session.exec(surplus)


_RECENT = (
    select(RecentPhoto)
    .where(
        RecentPhoto.chat_id == bindparam("chat_id"),
        RecentPhoto.user_id == bindparam("user_id"),
        col(RecentPhoto.at) > bindparam("after", type_=Instant()),
    )
    .order_by(col(RecentPhoto.at).desc(), col(RecentPhoto.message_id).desc())
)


async def last_sent(
    session: AsyncSession, chat_id: int, user_id: int, *, after: datetime
) -> tuple[Sequence[RecentPhoto], RecentPhoto | None]:
    """Return what a person sent in a chat after that moment: the newest photo with its album's,
    and the newest video, voice or pin.
    """
    values = {"chat_id": chat_id, "user_id": user_id, "after": after}
    found = (await session.exec(_RECENT, params=values)).all()
    photos = [one for one in found if one.file_id is not None]
    film = next((one for one in found if one.file_id is None), None)
    album = photos[0].album if photos else None
    return [one for one in photos if album and one.album == album] or photos[:1], film


async def photos_before(session: AsyncSession, before: datetime) -> bool:
    """Return whether a photo from `before` or earlier is remembered."""
    query = select(RecentPhoto.message_id).where(col(RecentPhoto.at) <= before)
    return (await session.exec(query.limit(1))).first() is not None


async def forget_photos(session: AsyncSession, before: datetime) -> None:
    """Forget the photos from `before` or earlier."""
    await session.exec(delete(RecentPhoto).where(col(RecentPhoto.at) <= before))


async def forget_person(session: AsyncSession, user_id: int) -> None:
    """Forget what is remembered of a person's photos."""
    await session.exec(delete(RecentPhoto).where(col(RecentPhoto.user_id) == user_id))

"""The troubles that those who run the bot know of."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, or_
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.troubles import Told, Trouble
from bot.storage.base import SQLModel
from bot.storage.chats import Chat
from bot.storage.types import Instant, Word, one_of


class KnownTrouble(SQLModel, table=True):
    """A trouble that was told of and is not over yet."""

    __tablename__ = "known_trouble"
    __table_args__ = (one_of("trouble", Trouble),)

    trouble: Trouble = Field(sa_type=Word(Trouble), primary_key=True)
    size: int
    told_at: datetime = Field(sa_type=Instant)


async def known(session: AsyncSession) -> Mapping[Trouble, Told]:
    """Return what was told of and is not over yet."""
    rows = (await session.exec(select(KnownTrouble))).all()
    return {row.trouble: Told(row.size, row.told_at) for row in rows}


async def note(session: AsyncSession, trouble: Trouble, size: int, *, at: datetime) -> None:
    """Write down that a trouble was told of, of size 0 that it is over."""
    row = await session.get(KnownTrouble, trouble)
    if row is not None and not size:
        await session.delete(row)
    elif row is not None:
        row.size, row.told_at = size, at
    else:
        session.add(KnownTrouble(trouble=trouble, size=size, told_at=at))


async def unreachable_groups(session: AsyncSession) -> int:
    """Return in how many groups the bot can't write, or hears nothing though it should."""
    query = select(func.count()).where(or_(col(Chat.lost_at).is_not(None), col(Chat.deaf)))
    return (await session.exec(query.select_from(Chat))).one()

"""Numbers that only grow, as the version of the gazetteer."""

from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel


class Counter(SQLModel, table=True):
    """A number that only grows, as the version of the gazetteer."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True, max_length=32)
    value: int


_GROWN = (
    update(Counter)
    .where(col(Counter.name) == bindparam("counter"))
    .values(value=Counter.value + 1)
    .returning(col(Counter.value))
    .execution_options(synchronize_session=False)
)


async def grow(session: AsyncSession, name: str, *, first: int = 1) -> int:
    """Add one to a counter and return it; concurrent callers wait for each other's commit."""
    row = (await session.exec(_GROWN, params={"counter": name})).first()
    if row is not None:
        return int(row[0])
    try:
        async with session.begin_nested():
            session.add(Counter(name=name, value=first))
    except IntegrityError:  # somebody else began it in the same moment
        return await grow(session, name, first=first)
    return first


_COUNTED = select(Counter.value).where(Counter.name == bindparam("counter"))


async def counted(session: AsyncSession, name: str) -> int:
    """Return a counter's value, 0 if it was never used."""
    return (await session.exec(_COUNTED, params={"counter": name})).first() or 0

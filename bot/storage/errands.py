"""What a worker that does not lead asks the leader to say for it, and is told when it is said.

Such a request belongs to an update that its asker has in hand. It need not outlive the asker: the
update comes again then, to another worker.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.types import PersonalJSON
from bot.storage.workers import Worker, is_there

ASKED, ANSWERED = "gege_asked", "gege_answered"
"""The channels of requests and of their answers."""


class Errand(SQLModel, table=True):
    """One request to Telegram that waits for the leader."""

    __tablename__ = "errand"

    id: int | None = Field(default=None, primary_key=True)
    asker: str = Field(max_length=63)
    method: str = Field(max_length=40)
    params: dict[str, Any] = Field(sa_type=PersonalJSON)

    @property
    def key(self) -> int:
        """The row's id; a stored errand always has one."""
        assert self.id is not None
        return self.id


async def ask(session: AsyncSession, errand: Errand) -> int:
    """Store a request; the leader hears of it when that is committed."""
    session.add(errand)
    await session.flush()
    connection = await session.connection()
    await connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
    await connection.exec_driver_sql(f"NOTIFY {ASKED}")
    return errand.key


async def waiting(session: AsyncSession, *, but: Collection[int]) -> Sequence[Errand]:
    """Return the requests that wait, in their order; those whose asker is gone are forgotten."""
    present = select(Worker.name).where(is_there())
    await session.exec(delete(Errand).where(col(Errand.asker).not_in(present)))
    query = select(Errand).where(col(Errand.id).not_in(but)).order_by(col(Errand.id))
    return (await session.exec(query)).all()


async def answer(session: AsyncSession, key: int, told: dict[str, Any]) -> None:
    """Let the asker know what became of a request, and forget it."""
    await session.exec(delete(Errand).where(col(Errand.id) == key))
    connection = await session.connection()
    await connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
    said = json.dumps({"id": key, **told}, ensure_ascii=False)
    await connection.exec_driver_sql("SELECT pg_notify(%s, %s)", (ANSWERED, said))


async def forget(session: AsyncSession, key: int) -> None:
    """Forget a request for which nobody waits any more."""
    await session.exec(delete(Errand).where(col(Errand.id) == key))


async def left(session: AsyncSession, keys: Collection[int]) -> Collection[int]:
    """Return which of these have no answer yet."""
    found = await session.exec(select(Errand.id).where(col(Errand.id).in_(keys)))
    return {key for key in found if key is not None}

"""Questions of the clock: queries for the ids of what is due by `NOW`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BindParameter, bindparam
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

NOW: BindParameter[datetime] = bindparam("now")

AT_ONCE = 100
"""So many are done before the clock asks what is most urgent then."""


async def find_due(
    session: AsyncSession,
    question: SelectOfScalar[int] | SelectOfScalar[None],
    now: datetime | None = None,
) -> Sequence[int]:
    """Return the first ids that a question finds; there are some that don't depend on the time."""
    found = await session.exec(question.limit(AT_ONCE), params={"now": now})
    return [key for key in found if key is not None]

"""However many rows a statement gives, all of them come, whole or streamed, on both engines."""

import pytest
from sqlalchemy import TextClause, bindparam, text

from bot.storage.database import Database

COUNT = """
WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < :last)
SELECT n FROM series
"""


def numbers(last: int) -> TextClause:
    return text(COUNT).bindparams(bindparam("last", last))


@pytest.mark.parametrize("last", [1, 999, 1000, 1001, 2500])
async def test_all_rows_come(database: Database, last: int) -> None:
    async with database.engine.connect() as connection:
        whole = (await connection.execute(numbers(last))).scalars().all()
        streamed = [n async for n in await connection.stream_scalars(numbers(last))]

    assert list(whole) == streamed == list(range(1, last + 1))


async def test_a_stream_that_is_left_holds_up_nobody(database: Database) -> None:
    """Its statement is closed with it: the connection takes the next one."""
    async with database.engine.connect() as connection:
        async with connection.stream(numbers(5000)) as rows:
            first = await rows.fetchone()
        after = await connection.scalar(text("SELECT 42"))

    assert first is not None
    assert (first.n, after) == (1, 42)

"""Lists of cases: what a storm asks of a group costs the same whatever has been said in it."""

import pytest
from sqlalchemy import text

from bot.storage import folds
from bot.storage.database import Database
from tests.storage.rows import NOW


@pytest.mark.parametrize("engine_name", ["sqlite"])
async def test_no_look_at_a_storm_walks_through_a_group_s_messages(database: Database) -> None:
    """SQLite has no statistics: it took the group's years of messages first, to look for lists."""
    asked = {"chat": -1, "since": NOW, "most": 7, "slot": "staff"}
    async with database.engine.connect() as connection:
        for query in folds.STATEMENTS:
            words = query.params(asked).compile(
                dialect=connection.dialect, compile_kwargs={"literal_binds": True}
            )
            rows = await connection.execute(text(f"EXPLAIN QUERY PLAN {words}"))
            plan = "\n".join(str(row) for row in rows)
            assert "ix_delivery_message" not in plan, plan
            assert "ix_folded_at" in plan or "ix_delivery_cards" in plan, plan

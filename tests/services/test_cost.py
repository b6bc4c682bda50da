"""What a report asks of the database: a storm brings hundreds of them in a minute."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot.domain.grid import Audience
from bot.domain.intake import Gazetteer, understand
from bot.domain.policy import Policy
from bot.services import reports
from bot.services.incoming import Incoming
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from tests.services.district import EAST, WANG, settle
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

HOME, DESK = -1, -2
LAMP = "3号楼4楼楼道灯不亮了"
POLICY = Policy(open_cases=None, reports_per_person=None)
"""Where limits are set they are counted, too."""
MOST_FOR_A_MESSAGE, MOST_FOR_A_PRESS = 11, 25
"""Statements. Who needs one more may find one that is asked twice: each costs every report a quarter
of a millisecond, however fast the database is."""


async def test_a_report_asks_little(database: Database) -> None:
    """From the message to the question, and from 提交 to the card with staff: no question twice."""
    await settle(database)
    await store(
        database,
        Chat(id=HOME, audience=Audience.RESIDENTS),
        Chat(id=DESK, audience=Audience.STAFF),
        ChatGrid(chat_id=HOME, grid_id=EAST),
        ChatGrid(chat_id=DESK, grid_id=EAST),
    )

    await cost(database, message_id=1)  # the first of all makes the counter and the account

    message, press = await cost(database, message_id=2)

    assert 0 < len(message) <= MOST_FOR_A_MESSAGE, message
    assert 0 < len(press) <= MOST_FOR_A_PRESS, press


async def test_a_group_is_read_once(database: Database) -> None:
    """Whoever asks for it again within a transaction gets what was read, held by nobody or not."""
    await store(database, Chat(id=HOME, audience=Audience.RESIDENTS))

    with counted(database) as asked:
        async with database.read() as session:
            for _ in range(3):
                assert await session.get(Chat, HOME)

    assert len([one for one in asked if one.startswith("SELECT")]) == 1


async def cost(database: Database, *, message_id: int) -> tuple[list[str], list[str]]:
    """Let a neighbour report a lamp and press 提交; returns what was asked for each."""
    message = Incoming(HOME, message_id, private=False, sender=WANG, text=LAMP, photo=None, at=NOW)
    meaning, places = understand(LAMP, now=NOW), Gazetteer()
    with counted(database) as heard:
        async with database.write() as session:
            case = (
                await reports.hear(session, message, meaning, gazetteer=places, policy=POLICY)
            ).case
    assert case is not None
    with counted(database) as pressed:
        async with database.write() as session:
            await reports.submit(session, case.key, WANG, POLICY, at=NOW)
    return heard, pressed


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Note what the database is asked."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)

"""Coverage: seen by duty and admins of the grid, told to every desk once a week."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.domain.coverage import Gap, next_weekly
from bot.domain.grid import Audience, Role
from bot.domain.policy import Policy
from bot.errors import NotAllowed
from bot.services import coverage
from bot.services.rights import Actor
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.invitations import Awaited
from bot.storage.outbox import Delivery
from bot.storage.people import Account, attended
from tests.services.district import EAST, LI, TOWN, WANG, WEST, ZHANG, settle
from tests.storage.rows import NOW, store

POLICY = Policy(admins=frozenset({WANG.id}))


async def fill(database: Database) -> None:
    """The desk has a group and its officer a private chat; 东苑 has a group that can't be heard."""
    await settle(database)
    await store(
        database,
        Chat(id=-1, audience=Audience.STAFF),
        ChatGrid(chat_id=-1, grid_id=TOWN),
        Chat(id=-2, audience=Audience.RESIDENTS, deaf=True),
        ChatGrid(chat_id=-2, grid_id=EAST),
        Account(id=LI.id, private_since=NOW - timedelta(days=99)),
        Awaited(grid_id=WEST, role=Role.WORKER, name="王芳", unit="一小"),
    )


async def seen(database: Database, actor: Actor, code: str | None = None) -> list[tuple[Gap, str]]:
    async with database.read() as session:
        ((_, found),) = await coverage.seen_by(session, actor, code, POLICY, at=NOW)
    return [(one.gap, one.who) for one in found]


async def test_what_is_missing_and_who_reads_it(database: Database) -> None:
    """Both ways, of the own grids; a worker reads nothing of it."""
    await fill(database)

    assert await seen(database, LI) == [
        (Gap.SILENT, "小李"),
        (Gap.NO_WORKER, "清水村"),
        (Gap.NO_INSTRUCTOR, "清水村"),
        (Gap.NO_GROUP, "清水村"),
        (Gap.NO_WORKER, "清水一格"),
        (Gap.NO_INSTRUCTOR, "清水一格"),
        (Gap.NO_GROUP, "清水一格"),
        (Gap.UNHEARD, "东苑"),
        (Gap.NOT_STARTED, "小张"),
        (Gap.NOT_STARTED, "老陈"),
        (Gap.NO_WORKER, "西苑"),
        (Gap.NO_INSTRUCTOR, "西苑"),
        (Gap.NO_GROUP, "西苑"),
        (Gap.AWAITED, "王芳"),
    ]
    assert await seen(database, WANG, "W") == (await seen(database, LI))[-4:]
    with pytest.raises(NotAllowed):
        await seen(database, ZHANG)

    async with database.write() as session:
        await attended(session, LI.id, at=NOW)
        of_unit = await coverage.missing(session, unit="一小", at=NOW)
    assert (Gap.SILENT, "小李") not in await seen(database, LI)
    assert [(one.gap, one.who) for one in of_unit] == [(Gap.AWAITED, "王芳")]


async def cards(database: Database) -> Sequence[Delivery]:
    async with database.read() as session:
        query = select(Delivery).where(col(Delivery.once).startswith("coverage:"))
        return (await session.exec(query)).all()


async def tick(database: Database, at: datetime) -> None:
    async with database.write() as session:
        for key in await coverage.due(session, POLICY, at):
            await coverage.tell_desks(session, key, POLICY, at=at)


async def test_each_desk_reads_it_once_a_week(database: Database) -> None:
    """From the first Monday on, however often the clock looks, also after a Monday that was missed."""
    await fill(database)
    monday = next_weekly(NOW, POLICY.timezone)

    for at in (NOW, monday - timedelta(seconds=1)):
        await tick(database, at)
    assert await cards(database) == []
    for at in (monday, monday, monday + timedelta(days=1)):
        await tick(database, at)
    (card,) = await cards(database)
    assert (card.chat_id, card.silent) == (-1, True)

    await tick(database, monday + timedelta(days=16))
    await tick(database, monday + timedelta(days=17))
    assert len(await cards(database)) == 2

    await tick(database, monday + timedelta(days=26))
    await tick(database, monday + timedelta(days=28))
    assert len(await cards(database)) == 3, "two days after a late one nobody reads it again"
    await tick(database, monday + timedelta(days=35))
    assert len(await cards(database)) == 4

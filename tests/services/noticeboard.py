"""A village with groups, and notices for it, for tests of services."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.domain.grid import Audience
from bot.domain.notices import NoticeState, Why
from bot.domain.policy import Policy
from bot.services import notice_authors, notice_runs
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.notices import Notice, NoticeGroup, NoticeScope
from bot.storage.outbox import Delivery, Status
from tests.services.district import EAST, VILLAGE, WEST, settle
from tests.storage.rows import store

SHANGHAI = ZoneInfo("Asia/Shanghai")
POLICY = Policy(calendar=False)
"""What else the year brings is told by tests of the calendar."""
HOME, BESIDE = -11, -12
"""The groups of 东苑 and 西苑."""
THURSDAY = datetime(2026, 7, 2, 9, tzinfo=SHANGHAI)
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


async def open_groups(database: Database) -> None:
    """Two micro-grids of a village have a residents' group each."""
    await settle(database)
    for chat, node in ((HOME, EAST), (BESIDE, WEST)):
        await store(
            database,
            Chat(id=chat, audience=Audience.RESIDENTS, title=f"群{-chat}"),
            ChatGrid(chat_id=chat, grid_id=node),
        )


def notice(at: datetime, **values: Any) -> Notice:  # noqa: ANN401 - columns
    """A notice of the calendar's that is due at a moment, unless told otherwise."""
    given: dict[str, Any] = {
        "text": f"第{at:%j%H%M}条：请大家注意",
        "state": NoticeState.ACTIVE,
        "first_on": at.date(),
        "minute": at.hour * 60 + at.minute,
        "next_at": at,
        "created_at": at - A_DAY,
    }
    return Notice(**(given | values))


async def put_up(database: Database, made: Notice, *nodes: int) -> int:
    """Store a notice for these nodes, for the village if none is named; returns its id."""
    async with database.write() as session:
        session.add(made)
        await session.flush()
        key = made.key
        session.add_all(NoticeScope(notice_id=key, grid_id=node) for node in nodes or (VILLAGE,))
    return key


async def send(database: Database, at: datetime) -> None:
    """Do what the sender does within an hour."""
    async with database.write() as session:
        queued = select(Delivery).where(
            Delivery.status == Status.QUEUED, col(Delivery.queued_at) <= at - AN_HOUR
        )
        for one in await session.exec(queued):
            one.status, one.sent_at = Status.SENT, one.queued_at


async def tick(
    database: Database, at: datetime, policy: Policy = POLICY, *, sends: bool = True
) -> None:
    """Do what the clock does, until nothing more is due; what was queued before has been sent."""
    if sends:
        await send(database, at)
    for due, do in (
        (notice_runs.due, notice_runs.fire),
        (notice_runs.due_runs, notice_runs.spread),
        (notice_authors.due, notice_authors.look_again),
    ):
        async with database.read() as session:
            keys = await due(session, policy, at)
        for key in keys:
            async with database.write() as session:
                await do(session, key, policy, at=at)


async def heard(database: Database, chat: int = HOME) -> list[tuple[int, date]]:
    """Return which runs a group has heard, and on which days."""
    async with database.read() as session:
        query = select(NoticeGroup).where(
            NoticeGroup.chat_id == chat, col(NoticeGroup.day).is_not(None)
        )
        rows = await session.exec(query.order_by(col(NoticeGroup.day)))
        return [(row.run_id, row.day) for row in rows if row.day is not None]


async def why(database: Database, run: int, chat: int = HOME) -> Why | None:
    """Return why a group has not heard a run."""
    async with database.read() as session:
        return (await session.get_one(NoticeGroup, (run, chat))).why

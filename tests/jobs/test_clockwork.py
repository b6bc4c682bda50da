"""Jobs: what is due is done, and one case that fails holds up no other."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from bot.domain.alerts import Level
from bot.domain.grid import Audience, GridLevel
from bot.domain.policy import Policy
from bot.domain.states import State
from bot.jobs.clockwork import JOBS, tick
from bot.storage import due
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery, Purpose
from tests.storage.rows import NOW, alert, case, store

POLICY = Policy()
GROUPS = {2: -2, 3: -3, 4: -4}
"""Residents' groups by grid node: two micro-grids and one that hangs in the air."""


@pytest.fixture
def engine_name() -> str:
    """SQLite alone: nothing here differs between the engines."""
    return "sqlite"


async def settle_in(database: Database) -> None:
    """A town with two micro-grids, and a broken node whose parent is missing."""
    nodes = [
        Grid(id=1, code="T", name="镇", level=GridLevel.TOWN, path="T/"),
        Grid(id=2, code="A", name="一格", level=GridLevel.MICRO, path="T/A/", parent_id=1),
        Grid(id=3, code="B", name="二格", level=GridLevel.MICRO, path="T/B/", parent_id=1),
        Grid(id=4, code="C", name="断格", level=GridLevel.MICRO, path="GONE/C/", parent_id=1),
    ]
    await store(database, *nodes)
    for grid_id, chat_id in GROUPS.items():
        chat = Chat(id=chat_id, audience=Audience.RESIDENTS)
        await store(database, chat, ChatGrid(chat_id=chat_id, grid_id=grid_id))


async def publish(database: Database, number: int, grid_id: int, *, due: datetime) -> None:
    """A published case whose first ring is due at a time."""
    published = case(
        id=number, number=1000 + number, grid_id=grid_id, message_id=number, state=State.ACCEPTED
    )
    out = alert(
        case_id=number, level=Level.ORANGE, next_ring_at=due, valid_until=due + timedelta(days=1)
    )
    await store(database, published, out)


async def told(database: Database) -> set[int]:
    """The groups that an alert is queued for."""
    query = select(Delivery.chat_id).where(Delivery.purpose == Purpose.ALERT)
    async with database.read() as session:
        return set(await session.exec(query))


async def test_one_failing_case_does_not_stop_the_rings_of_another(database: Database) -> None:
    """The broken one is named in the log and tried again; those before and after it go on."""
    await settle_in(database)
    for number, grid_id in ((1, 2), (2, 4), (3, 3)):
        await publish(database, number, grid_id, due=NOW + timedelta(seconds=number))

    with capture_logs() as lines:
        await tick(database.write, database.read, POLICY, at=NOW + timedelta(minutes=1))

    failed = [line for line in lines if line["event"].startswith("a job failed")]
    assert {-2, -3} <= await told(database)
    assert [(line["job"], line["id"]) for line in failed] == [("rings", 2)]


async def test_what_is_not_due_is_left(database: Database) -> None:
    """A second too early nothing is said."""
    await settle_in(database)
    await publish(database, 1, 2, due=NOW)

    await tick(database.write, database.read, POLICY, at=NOW - timedelta(seconds=1))

    assert await told(database) == set()


async def test_what_is_done_twice_is_done_once(database: Database) -> None:
    """Two processes wake for the same minute, or one of them late: each group is told once."""
    await settle_in(database)
    await publish(database, 1, 2, due=NOW)

    for _ in range(2):
        await tick(database.write, database.read, POLICY, at=NOW)

    async with database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.purpose == "alert"))).all()
    assert [row.chat_id for row in rows] == [-2]


async def test_a_long_sleep_is_made_up_for(database: Database) -> None:
    """After an hour without a process every ring that came due is told, and the town hears."""
    await settle_in(database)
    await publish(database, 1, 2, due=NOW)

    await tick(database.write, database.read, POLICY, at=NOW + timedelta(hours=1))

    async with database.read() as session:
        out = (await session.exec(select(Alert))).one()
        (found,) = (await session.exec(select(Case))).all()
    assert await told(database) == {-2, -3}
    assert (out.ring, out.next_ring_at) == (1, None)
    assert found.is_open


def test_every_hurried_job_is_asked_for() -> None:
    """A job that the one question leaves out would wait for another that is due."""
    assert len(set(due.QUESTIONS)) == sum(not job.unhurried for job in JOBS.values())

"""Ten thousand notices that wait for their hour, and one that ten thousand groups hear (SQLite)."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import col, insert

from bot.domain.notices import NoticeState, Repeat
from bot.domain.policy import Policy
from bot.domain.themes import Theme
from bot.exchange.rows import read
from bot.services import budgets, notice_facts, notice_runs
from bot.services.imports import store
from bot.storage import grid, notice_groups
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.notices import Notice, NoticeScope
from bot.storage.outbox import Delivery, Status
from tests.bench.table import Figure, Row
from tests.bench.town import district

SECTION = "Notices (SQLite)"
MANY = 10_000
LOOKS = 50
TICK_MS = 50.0
POLICY = Policy()
NOON = datetime(2026, 7, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
A_DAY = timedelta(days=1)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="gege-bench-") as name:
        url = f"sqlite+aiosqlite:///{Path(name) / 'gege.db'}"
        upgrade(url)
        tick, first, second, plan, groups = asyncio.run(_measured(url))
    looked = {"median": Figure(tick * 1000, " ms", at_most=TICK_MS)}
    yield Row(SECTION, f"{MANY:,} that wait, none is due: one look", looked)
    for what, took in (("the first", first), ("with three in the same week", second)):
        figures = {"took": Figure(took, " s"), "groups": Figure(groups)}
        yield Row(SECTION, f"one for a whole district is queued, {what}", figures)
    named = {"took": Figure(plan, " s"), "groups": Figure(groups)}
    yield Row(SECTION, "its plan names the day of every group, with three in the week", named)


async def _measured(url: str) -> tuple[float, float, float, float, int]:
    database = Database(url)
    for register, text in district().items():
        async with database.write() as session:
            await store(session, read(register, text.encode()))
    async with database.write() as session:
        top = (await grid.children(session, None))[0].key
        far = [_notice(NOON + timedelta(days=30, minutes=n)) for n in range(MANY)]
        await session.exec(insert(Notice), params=far)
    looks = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        async with database.read() as session:
            assert not await notice_runs.due(session, POLICY, NOON)
            assert not await notice_runs.due_runs(session, POLICY, NOON)
        looks.append(time.perf_counter() - began)
    took = [await _sent(database, top, NOON + day * A_DAY) for day in range(3)]
    async with database.read() as session:
        one = await session.get_one(Notice, MANY + 1)
        reached = await notice_facts.groups_of(session, one)
        groups = await notice_groups.count(session, reached)
        one.state, one.theme = NoticeState.DRAFT, Theme.FIRE
        began = time.perf_counter()
        coming = await budgets.coming(session, one, POLICY, NOON + 3 * A_DAY)
        plan = time.perf_counter() - began
        assert sum(part.groups for part in coming) == groups
    await database.close()
    return median(looks), took[0], took[-1], plan, groups


def _notice(at: datetime) -> dict[str, Any]:
    return {
        "author_name": "",
        "by": "",
        "text": "请大家注意",
        "policy": False,
        "danger": False,
        "state": NoticeState.ACTIVE,
        "repeat": Repeat.ONCE,
        "first_on": at.date(),
        "minute": at.hour * 60 + at.minute,
        "next_at": at,
        "created_at": at,
    }


async def _sent(database: Database, top: int, at: datetime) -> float:
    """Return how long it takes from when a notice is due until all of it is in the outbox."""
    async with database.write() as session:
        before = update(Delivery).where(col(Delivery.sent_at).is_(None))
        await session.exec(before.values(status=Status.SENT, sent_at=at))
        made = Notice(**_notice(at))
        session.add(made)
        await session.flush()
        session.add(NoticeScope(notice_id=made.key, grid_id=top))
    began = time.perf_counter()
    for due, do in (
        (notice_runs.due, notice_runs.fire),
        (notice_runs.due_runs, notice_runs.spread),
    ):
        await _done(database, due, do, at)
    return time.perf_counter() - began


async def _done(
    database: Database,
    due: Callable[..., Awaitable[Sequence[int]]],
    do: Callable[..., Awaitable[None]],
    at: datetime,
) -> None:
    async with database.read() as session:
        keys = await due(session, POLICY, at)
    for key in keys:
        async with database.write() as session:
            await do(session, key, POLICY, at=at)

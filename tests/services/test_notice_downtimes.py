"""Exactly once: whenever the bot looks at the clock, and whatever the clock does, against a model."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from bot.domain.notices import Repeat, Rhythm
from bot.domain.policy import Policy
from bot.storage.database import Database
from bot.storage.notices import NoticeGroup, NoticeRun
from bot.storage.outbox import Delivery
from tests.services.district import EAST
from tests.services.noticeboard import notice, open_groups, put_up, tick

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York")]
BEGINS = datetime(2026, 3, 26, tzinfo=ZoneInfo("UTC"))
"""Two days before summer time in Europe; two zones have it."""
LONGEST = 12
looks = st.lists(st.timedeltas(timedelta(days=-2), timedelta(days=4)), min_size=1, max_size=LONGEST)
"""How much later, or earlier, the bot looks again: it was away, or somebody has set the clock."""


@pytest.fixture(scope="session")
def board(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two groups, to copy."""
    file = tmp_path_factory.mktemp("board") / "board.db"
    shutil.copy(sqlite_template, file)

    async def fill() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await open_groups(database)
        await database.engine.dispose()
        await database.close()

    asyncio.run(fill())
    return file


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    repeat=st.sampled_from(Repeat),
    times=st.none() | st.integers(1, 6),
    waits=looks,
)
def test_against_a_model(
    board: Path,
    tmp_path: Path,
    *,
    zone: ZoneInfo,
    hour: int,
    repeat: Repeat,
    times: int | None,
    waits: Sequence[timedelta],
) -> None:
    """Every occurrence is taken once, sent while it is worth it and no hour is quiet, else missed."""
    rhythm = Rhythm(BEGINS.date(), hour * 60, zone, repeat, times)
    times_looked = [BEGINS]
    for wait in waits:
        times_looked.append(times_looked[-1] + wait)
    file = tmp_path / "gege.db"
    shutil.copy(board, file)

    runs, told, groups = asyncio.run(_live(file, rhythm, times_looked))

    heard = {group.run_id: group.day for group in groups}
    came = {run.fire_at: (run.missed, heard.get(run.key)) for run in runs}
    model = Model(rhythm, Policy(timezone=zone))
    for at in times_looked:
        model.look(at)
    assert came == {one.due: (one.missed, one.day) for one in model.all}
    assert len(runs) == len(came)
    assert len(told) == len({one.run_id for one in told}) == sum(map(bool, heard.values()))
    assert all(model.policy.night_until(one.queued_at) is None for one in told)


@dataclass
class One:
    """An occurrence as the model knows it."""

    due: datetime
    good_until: datetime
    missed: bool = False
    next_at: datetime | None = None
    tried: bool = False
    day: date | None = None


@dataclass
class Model:
    """What must come of one notice for one group, put down as plainly as possible."""

    rhythm: Rhythm
    policy: Policy
    all: list[One] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.following: datetime | None = self.rhythm.nth(0)

    def look(self, at: datetime) -> None:
        while self.following is not None and self.following <= at:
            good = self.rhythm.good_until(self.following)
            waits = None if good <= at else self.following
            self.all.append(One(self.following, good, missed=waits is None, next_at=waits))
            self.following = self.rhythm.after(self.following)
        for one in sorted(self.all, key=lambda one: one.good_until):
            if one.next_at is not None and one.next_at <= at:
                one.next_at = self.send(one, at)

    def send(self, one: One, at: datetime) -> datetime | None:
        """Try to send an occurrence; returns when to try again."""
        night = self.policy.night_until(at)
        if (night or at) >= one.good_until:
            one.missed = not one.tried
            return None
        if night is not None:
            return night
        one.tried = True
        today = at.astimezone(self.rhythm.zone).date()
        days = [other.day for other in self.all if other.day is not None]
        if today not in days and not any(
            sum(start <= day < start + timedelta(days=7) for day in days) >= 3
            for start in (today - timedelta(days=back) for back in range(7))
        ):
            one.day = today
            return None
        again = replace(self.rhythm, first=today + timedelta(days=1)).nth(0)
        return again if again < one.good_until else None


async def _live(
    file: Path, rhythm: Rhythm, looked: Sequence[datetime]
) -> tuple[list[NoticeRun], list[Delivery], list[NoticeGroup]]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    first = rhythm.nth(0).astimezone(rhythm.zone)
    made = notice(first, repeat=rhythm.repeat, times=rhythm.times)
    await put_up(database, made, EAST)
    policy = replace(Policy(), timezone=rhythm.zone)
    for at in looked:
        await tick(database, at, policy)
    async with database.read() as session:
        found = (
            list(await session.exec(select(NoticeRun))),
            list(await session.exec(select(Delivery))),
            list(await session.exec(select(NoticeGroup))),
        )
    await database.close()
    return found

"""Whatever is pressed, by whomever and whenever: the history of a case explains what it is."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select
from structlog.testing import capture_logs

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.ladder import Stage
from bot.domain.states import CLOSED, Action, State, after
from bot.errors import Refusal
from bot.jobs import clockwork
from bot.services import cards, clocks, history
from bot.storage.cases import Case, Step
from bot.storage.database import Database
from tests.services.district import WANG, case
from tests.services.presses import PEOPLE, POLICY, PRESSES, appoint
from tests.storage.rows import NOW

WAITS = (4, 40, 180, 900, 2 * 1440, 9 * 1440)
"""Minutes."""
MOST = 3
"""So few cases that most presses find something to do."""
NOBODY_HAS_IT = frozenset(
    {
        Action.TRANSFER,
        Action.ESCALATE,
        Action.UNTAKEN,
        Action.OVERDUE,
        Action.REOPEN,
        Action.RELEASE,
    }
)
REPORTS: Sequence[dict[str, Any]] = (
    {},
    {"kind": Kind.DISPUTE},
    {"kind": Kind.HAZARD, "category": "gas", "level": Level.RED, "life_safety": True},
    {"kind": Kind.LOST_CHILD, "level": Level.ORANGE, "guardian_id": WANG.id, "life_safety": True},
)


class Town:
    """A town in which people report and press as they like, while the clock goes on."""

    def __init__(self, database: Database) -> None:
        self.database, self.now = database, NOW
        self.reports = 0
        self.known: dict[int, int | None] = {}
        """The number of every case there was at the last look; a draft has none."""

    async def report(self, values: dict[str, Any]) -> None:
        if self.reports == MOST:
            return
        self.reports += 1
        async with self.database.write() as session:
            made = case(self.reports, **values, state=State.DRAFT, opened_at=self.now)
            made.number = None
            session.add(made)
            await session.flush()
            await history.apply(session, made, Action.REPORT, WANG, at=self.now, to=State.DRAFT)
            await cards.refresh(session, made, POLICY, at=self.now)

    async def press(self, which: int, name: str, who: str) -> None:
        """Press on one of the cases; what is refused leaves everything as it was."""
        if not self.known:  # the only draft is forgotten, and the next report may be a while
            return
        self.now += timedelta(seconds=20)
        key = sorted(self.known)[which % len(self.known)]
        with suppress(Refusal):
            async with self.database.write() as session:
                await PRESSES[name].call(session, key, PEOPLE[who], self.now)

    async def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        database = self.database
        with capture_logs() as lines:
            await clockwork.tick(database.write, database.read, POLICY, at=self.now)
        assert [line for line in lines if line["log_level"] == "error"] == []

    async def look(self) -> None:
        """Nothing is lost but forgotten drafts, a number stays, and history explains every case."""
        async with self.database.read() as session:
            found = (await session.exec(select(Case))).all()
            steps = (await session.exec(select(Step).order_by(col(Step.id)))).all()
        now = {one.key: one.number for one in found}
        assert now.items() >= {(key, number) for key, number in self.known.items() if number}
        numbers = [number for number in now.values() if number]
        assert len(set(numbers)) == len(numbers)
        self.known = now
        for one in found:
            explains(one, [step for step in steps if step.case_id == one.id])


def explains(one: Case, lines: Sequence[Step]) -> None:
    """The lines lead from the report to what the case is now: state, owner, end and clock."""
    assert lines[0].action is Action.REPORT
    state, owner = State.DRAFT, None
    for line in lines[1:]:
        assert line.from_state is state
        if line.action is not Action.CLOSE:
            assert after(state, line.action) is line.to_state
        state, owner = line.to_state, _owner_after(line, owner)
    assert state is one.state
    assert owner == one.owner_name
    assert (one.owner_id is None) == (one.owner_name is None)
    assert one.state is not State.IN_PROGRESS or owner is not None
    ended = one.state in CLOSED
    assert (one.outcome is not None, one.closed_at is not None) == (ended, ended)
    runs = clocks.stage(one) in {Stage.UNTAKEN, Stage.WORK}
    assert (one.due_at is not None) == runs


def _owner_after(line: Step, owner: str | None) -> str | None:
    if line.action is Action.CLAIM:
        return line.actor
    if line.action is Action.ASSIGN:
        return line.note
    if line.action is Action.FAIL:
        return owner or line.actor
    return None if line.action in NOBODY_HAS_IT else owner


Deed = Callable[[Town], Awaitable[None]]


def any_deed(chance: Random) -> Deed:
    """Mostly somebody presses something; now and then somebody reports, or time goes by."""
    verb = chance.choices((Town.press, Town.report, Town.wait), (8, 1, 1))[0]
    if verb is Town.report:
        return partial(Town.report, values=chance.choice(REPORTS))
    if verb is Town.wait:
        return partial(Town.wait, minutes=chance.choice(WAITS))
    name = chance.choice(list(PRESSES))
    who = chance.choice(list(PRESSES[name].who))
    return partial(Town.press, which=chance.randrange(MOST), name=name, who=who)


@settings(max_examples=9, deadline=None, derandomize=True, phases=[Phase.generate])
@given(chance=st.randoms(use_true_random=True))
def test_whatever_happens_history_explains_every_case(
    sqlite_template: Path, chance: Random
) -> None:
    """Random presses of whoever may, and a clock that jumps: nothing is lost or contradicts itself."""
    deeds = [any_deed(chance) for _ in range(40)]

    with TemporaryDirectory() as folder:
        file = shutil.copy(sqlite_template, folder)
        asyncio.run(live(f"sqlite+aiosqlite:///{file}", deeds))


async def live(url: str, deeds: Sequence[Deed]) -> None:
    """Do one after the other, and look at every case after each."""
    database = Database(url)
    try:
        await appoint(database)
        town = Town(database)
        await town.report(REPORTS[0])
        await town.look()
        for done, deed in enumerate(deeds, start=1):
            try:
                await deed(town)
                await town.look()
            except Exception as error:
                error.add_note("\n".join(map(str, deeds[:done])))
                raise
    finally:
        await database.close()

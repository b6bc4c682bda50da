"""What somebody leaves behind whose rights end: work in hand is claimed anew, finished work checked."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.domain.suspensions import AccountSuspended
from bot.services import cases, suspending
from bot.storage.cases import Case, history
from bot.storage.database import Database
from tests.services.district import LI, ZHANG, case, settle
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

POLICY = Policy()
HIS = {"owner_id": ZHANG.id, "owner_name": ZHANG.name, "claimed_at": NOW}


async def suspend(database: Database) -> AccountSuspended:
    async with database.write() as session:
        order = suspending.Order(ZHANG.id, LI, timedelta(hours=2))
        return await suspending.suspend(session, order, POLICY, at=NOW)


async def owners(database: Database) -> dict[int | None, tuple[State, int | None]]:
    async with database.read() as session:
        found = await session.exec(select(Case))
        return {one.number: (one.state, one.owner_id) for one in found}


async def test_finished_work_waits_for_its_check_without_an_owner(database: Database) -> None:
    """The desk reads which is which; what does not pass is in hand with whoever said so."""
    await settle(database)
    in_hand = case(1001, id=1, state=State.IN_PROGRESS, **HIS)
    await store(database, in_hand, case(1002, id=2, state=State.PENDING_CHECK, **HIS))

    done = await suspend(database)

    assert (done.freed, done.unchecked) == ((1001,), (1002,))
    left = {1001: (State.ACCEPTED, None), 1002: (State.PENDING_CHECK, None)}
    assert await owners(database) == left
    async with database.read() as session:
        assert [step.action for step in await history(session, 2)] == [Action.LEFT]
    async with database.write() as session:
        await cases.fail_check(session, 2, LI, POLICY, at=NOW)
    assert (await owners(database))[1002] == (State.IN_PROGRESS, LI.id)

"""On which day a group hears one more, and why on no other."""

from datetime import timedelta

import pytest

from bot.domain.notices import Why
from bot.domain.turns import Turn, Want
from bot.services import budgets
from bot.services.expected import Span
from bot.storage.announcements import GatheringDay
from bot.storage.database import Database
from tests.services.noticeboard import A_DAY, BESIDE, HOME, POLICY, THURSDAY, open_groups
from tests.services.test_gatherings import planned
from tests.storage.rows import store

pytestmark = pytest.mark.one_engine


async def test_the_reason_is_that_of_the_last_day(database: Database) -> None:
    """A group has heard something on Thursday; by Friday it is the week that is full."""
    await open_groups(database)
    thursday = THURSDAY.date()
    heard = [thursday + timedelta(days=days) for days in (-2, 0, 1)]
    for number, day in enumerate(heard, start=1):
        told = GatheringDay(gathering_id=number, chat_id=HOME, day=day)
        await store(database, planned(id=number, code=f"{number:04}"), told)

    mine = Want(thursday, thursday + A_DAY, budgets.GIVES_WAY)
    span = Span(thursday, thursday + A_DAY, POLICY)
    async with database.read() as session:
        found = await budgets.turns(session, (HOME, BESIDE), mine, span, but=None)

    assert found == {HOME: Turn(None, Why.WEEK), BESIDE: Turn(thursday)}

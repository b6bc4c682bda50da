"""On which day a group hears one more, and why on no other."""

from datetime import timedelta

import pytest

from bot.domain.notices import Why
from bot.services import budgets
from bot.storage.database import Database
from bot.storage.gatherings import GatheringDay
from tests.services.noticeboard import BESIDE, HOME, POLICY, THURSDAY, open_groups
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

    async with database.read() as session:
        found = await budgets.days_of(
            session,
            (HOME, BESIDE),
            wanted=thursday,
            last=thursday + timedelta(days=1),
            policy=POLICY,
        )

    assert found == {HOME: (None, Why.WEEK), BESIDE: (thursday, None)}

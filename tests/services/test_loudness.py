"""Every Monday the desk reads which groups heard most."""

from datetime import timedelta

from sqlmodel import col, select

from bot.domain.coverage import next_weekly
from bot.domain.notices import Repeat
from bot.domain.posts import decode
from bot.services import coverage
from bot.storage.database import Database
from bot.storage.gatherings import GatheringDay
from bot.storage.outbox import Delivery, Post
from bot.storage.people import Account
from tests.services.district import EAST, LI
from tests.services.noticeboard import (
    A_DAY,
    BESIDE,
    POLICY,
    THURSDAY,
    notice,
    open_groups,
    put_up,
    tick,
)
from tests.services.test_gatherings import planned
from tests.storage.rows import store


async def test_the_loudest_groups_of_a_week(database: Database) -> None:
    """Announcements of gatherings count like notices."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    await put_up(database, notice(THURSDAY))
    await put_up(database, notice(THURSDAY + A_DAY, repeat=Repeat.DAILY, times=2), EAST)
    async with database.write() as session:
        await coverage.tell_desks(session, 0, POLICY, at=THURSDAY)
    for day in range(4):
        await tick(database, THURSDAY + day * A_DAY)
    told = GatheringDay(gathering_id=1, chat_id=BESIDE, day=(THURSDAY + A_DAY).date())
    await store(database, planned(), told)

    monday = next_weekly(THURSDAY, POLICY.timezone)
    for minute in range(2):
        async with database.write() as session:
            await coverage.tell_desks(session, 0, POLICY, at=monday + timedelta(minutes=minute))

    async with database.read() as session:
        query = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        posts = await session.exec(query.where(col(Delivery.once).startswith("loud:")))
        (card,) = [decode(post.view, post.params) for post in posts]
    assert card.groups == (("群11", 3), ("群12", 2))  # type: ignore[union-attr]

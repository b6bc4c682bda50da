"""What the plan of a notice says comes true; who wrote it hears at once where it can't."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from bot.domain.grid import Audience
from bot.domain.notices import (
    Done,
    NoticeCard,
    NoticeLater,
    NoticeState,
    PushedBack,
    Repeat,
    TooLate,
    Why,
)
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.themes import Theme
from bot.errors import Refusal, Stale, Unfit
from bot.services import notice_board, notices, noticing, safety_calendar
from bot.services.noticing import Words
from bot.storage import notices as notices_of
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.notices import Notice, NoticeGroup, NoticeRun
from bot.storage.outbox import Delivery, Post
from bot.storage.people import Account
from tests.services.district import EAST, LI, VILLAGE, WEST
from tests.services.noticeboard import (
    A_DAY,
    BESIDE,
    HOME,
    POLICY,
    SHANGHAI,
    THURSDAY,
    heard,
    notice,
    open_groups,
    put_up,
    tick,
)
from tests.storage.rows import store

pytestmark = pytest.mark.one_engine
HOUR = timedelta(hours=1)
EXAMPLES = 3
"""Each lives through a week of a village; sixty were tried."""
STAFF = -21


async def days(database: Database, chat: int = HOME) -> list[int]:
    return [day.day for _, day in await heard(database, chat)]


async def written(
    database: Database,
    words: str,
    when: str,
    *nodes: int,
    audience: Audience | None = None,
    policy: Policy = POLICY,
    at: datetime = THURSDAY,
) -> NoticeCard:
    """李's draft, as its card shows it."""
    async with database.write() as session:
        key = await noticing.write(session, LI, Words(words), at=at)
        await noticing.set_time(session, key, LI, when, policy, at=at)
        await notices_of.set_scope(session, key, nodes or [VILLAGE])
        (await session.get_one(Notice, key)).audience = audience
        return await notice_board.card(session, key, LI, policy, at=at)


async def confirm(
    database: Database, key: int, *, policy: Policy = POLICY, at: datetime = THURSDAY
) -> None:
    async with database.write() as session:
        await notices.confirm(session, key, LI, policy, at=at)


async def card(database: Database, key: int, *, at: datetime = THURSDAY) -> NoticeCard:
    async with database.read() as session:
        return await notice_board.card(session, key, LI, POLICY, at=at)


async def later(database: Database) -> list[NoticeLater]:
    """Return what authors were told of days that were taken."""
    async with database.read() as session:
        query = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        posts = await session.exec(query.order_by(col(Delivery.id)))
        told = [decode(post.view, post.params) for post in posts]
    return [one for one in told if isinstance(one, NoticeLater)]


def plan(one: NoticeCard) -> list[tuple[int, int | None]]:
    return [
        (part.groups, part.at.astimezone(SHANGHAI).day if part.at else None) for part in one.coming
    ]


async def test_groups_that_waited_hear_it_after_a_pause(database: Database) -> None:
    """Those that had it in the outbox, too; none twice, and nothing while it rests."""
    await open_groups(database)
    await put_up(database, notice(THURSDAY, danger=True), WEST)
    mine = await written(database, "停水", "今天10点")
    await confirm(database, mine.notice_id)
    await tick(database, THURSDAY)
    await tick(database, THURSDAY + HOUR)
    async with database.write() as session:
        await notices.pause(session, mine.notice_id, LI, at=THURSDAY + HOUR)
    assert (await card(database, mine.notice_id)).waiting == 2, "one of them from the outbox"
    for day in (1, 2):
        await tick(database, THURSDAY + HOUR + day * A_DAY)
    assert (await days(database), await days(database, BESIDE)) == ([], [2])

    again = THURSDAY + 2 * A_DAY + 2 * HOUR
    async with database.write() as session:
        await notices.resume(session, mine.notice_id, LI, POLICY, at=again)
    await tick(database, again)
    await tick(database, again + A_DAY)

    assert (await days(database), await days(database, BESIDE)) == ([4], [2, 4])
    over = await card(database, mine.notice_id, at=again + A_DAY)
    assert (over.state, over.sent, over.waiting) == (NoticeState.OVER, 2, 0)


async def test_a_pause_beyond_its_end(database: Database) -> None:
    """There is nothing left to go on with; it was not the bot that missed it."""
    await open_groups(database)
    mine = await written(database, "停水", "今天10点")
    await confirm(database, mine.notice_id)
    async with database.write() as session:
        await notices.pause(session, mine.notice_id, LI, at=THURSDAY)
    async with database.write() as session:
        with pytest.raises(Refusal, match="refusal-remind-over"):
            await notices.resume(session, mine.notice_id, LI, POLICY, at=THURSDAY + 4 * A_DAY)
    late = THURSDAY + A_DAY
    async with database.write() as session:
        await notices.resume(session, mine.notice_id, LI, POLICY, at=late)
    await tick(database, late)
    assert await days(database) == [3], "its hour passed as it rested, and it is still worth it"


async def test_what_is_skipped_stays_skipped(database: Database) -> None:
    """After a pause, too; on record is the day that the card has named."""
    await open_groups(database)
    await put_up(database, notice(THURSDAY + A_DAY, danger=True))
    mine = await written(database, "大扫除", "明天9点")
    async with database.write() as session:
        await noticing.set_repeat(session, mine.notice_id, LI, Repeat.WEEKLY, POLICY, at=THURSDAY)
    await confirm(database, mine.notice_id)
    assert plan(await card(database, mine.notice_id)) == [(2, 4)]
    async with database.write() as session:
        await notices.skip(session, mine.notice_id, LI, POLICY, at=THURSDAY)
        await notices.pause(session, mine.notice_id, LI, at=THURSDAY)
        await notices.resume(session, mine.notice_id, LI, POLICY, at=THURSDAY)

    shown = await card(database, mine.notice_id)
    assert plan(shown) == [(2, 10)]
    (skipped,) = [step.day for step in shown.steps if step.done is Done.SKIPPED]
    assert skipped is not None
    assert skipped.astimezone(SHANGHAI).day == 4


async def test_whose_plan_changes_rests(database: Database) -> None:
    """Its grids, its rhythm and its end, from the next time on; what is out waits for nothing more."""
    await open_groups(database)
    series = (await written(database, "大扫除", "明天9点")).notice_id
    async with database.write() as session:
        await noticing.set_repeat(session, series, LI, Repeat.WEEKLY, POLICY, at=THURSDAY)
    await confirm(database, series)
    await put_up(database, notice(THURSDAY + A_DAY, danger=True), WEST)
    friday = THURSDAY + A_DAY
    await tick(database, friday)
    friday += HOUR
    await tick(database, friday)
    assert (await days(database), (await card(database, series, at=friday)).waiting) == ([3], 1)

    async with database.write() as session:
        await noticing.scope(session, series, LI, above=0, at=friday)
    assert (await card(database, series, at=friday)).state is NoticeState.ACTIVE, "only looked at"
    async with database.write() as session:
        await noticing.scope(session, series, LI, above=0, toggle=EAST, at=friday)
        with pytest.raises(Stale):
            await noticing.set_repeat(session, series, LI, Repeat.ONCE, POLICY, at=friday)
        await noticing.set_repeat(session, series, LI, "daily.2", POLICY, at=friday)
        await noticing.set_days(session, series, LI, 30, POLICY, at=friday)
        for words, why in (("500天", "refusal-remind-far"), ("0天", "refusal-remind-until")):
            with pytest.raises(Unfit, match=why):
                await noticing.set_until(session, series, LI, words, POLICY, at=friday)
    rests = await card(database, series, at=friday)
    assert (rests.nodes, rests.waiting, rests.next_at) == (("东苑",), 0, friday + 7 * A_DAY - HOUR)
    assert [step.done for step in rests.steps][-2:] == [Done.PAUSED, Done.REPLANNED]

    async with database.write() as session:
        await notices.resume(session, series, LI, POLICY, at=friday)
    for day in range(1, 12):
        await tick(database, friday + day * A_DAY)
    assert (await days(database), await days(database, BESIDE)) == ([3, 10, 11], [3])


async def test_a_single_notice_becomes_a_series(database: Database) -> None:
    """That it was good for three days ends no series; at another hour it is good from then on."""
    await open_groups(database)
    key = (await written(database, "大扫除", "明天9点")).notice_id
    await confirm(database, key)
    async with database.write() as session:
        await noticing.set_time(session, key, LI, "7月9日9点", POLICY, at=THURSDAY)
        await notices.pause(session, key, LI, at=THURSDAY)
        await noticing.set_repeat(session, key, LI, Repeat.WEEKLY, POLICY, at=THURSDAY)
        await notices.resume(session, key, LI, POLICY, at=THURSDAY)
    for day in range(7, 29, 7):
        await tick(database, THURSDAY + day * A_DAY)
    assert await days(database) == [9, 16, 23, 30]


async def test_one_staff_group_for_two_grids(database: Database) -> None:
    """What waits for the staff of 东苑 and of 西苑 wants the same group, the village's."""
    await open_groups(database)
    staff = Chat(id=STAFF, audience=Audience.STAFF)
    await store(database, staff, ChatGrid(chat_id=STAFF, grid_id=VILLAGE))
    named = []
    for words, node in (("甲", EAST), ("乙", WEST)):
        mine = await written(database, words, "明天9点", node, audience=Audience.STAFF)
        named += plan(mine)
        await confirm(database, mine.notice_id)
    assert named == [(1, 3), (1, 4)]
    for day in range(1, 4):
        await tick(database, THURSDAY + day * A_DAY)
    assert await days(database, STAFF) == [3, 4]


async def test_the_author_hears_as_soon_as_another_one_is_confirmed(database: Database) -> None:
    """Not at its own hour: there may be time to do something; and that 明天 is another day now."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    mine = await written(database, "明天停水", "今天17点")
    await confirm(database, mine.notice_id)
    calm = await written(database, "大扫除", "今天16点", EAST)
    assert (plan(calm), calm.pushes) == ([(1, 3)], ()), "it can wait"
    sooner = await written(database, "今天晚上停电", "今天16点", EAST)
    assert plan(sooner) == [(1, 2)]
    assert sooner.pushes == (PushedBack(None, "明天停水", "小李", later=1),)
    await confirm(database, sooner.notice_id)
    await tick(database, THURSDAY)

    (told,) = await later(database)
    assert (told.notice_id, [(one.groups, one.why) for one in told.coming]) == (
        mine.notice_id,
        [(1, None), (1, Why.RIVAL)],
    )
    assert told.late == TooLate("明天", 1, date(2026, 7, 3), date(2026, 7, 4))
    await tick(database, THURSDAY + HOUR)
    assert len(await later(database)) == 1


async def test_what_waits_for_a_second_person_has_its_day(database: Database) -> None:
    """Others are planned round it; it has none any more once it rests."""
    await open_groups(database)
    tomorrow = THURSDAY + A_DAY
    asked = notice(
        tomorrow, state=NoticeState.ASKED, next_at=None, until=tomorrow + HOUR, author_id=LI.id
    )
    key = await put_up(database, asked)
    assert plan(await written(database, "停水", "明天18点")) == [(2, 4)]
    async with database.write() as session:
        (await session.get_one(Notice, key)).state = NoticeState.PAUSED
    assert plan(await written(database, "停水", "明天18点")) == [(2, 3)]


async def test_a_theme_waits_for_what_somebody_means_for_that_day(database: Database) -> None:
    """Lifts are as good tomorrow, although their hour comes first; 明天 in a series that slips is warned of."""
    await open_groups(database)
    theme = notice(THURSDAY, text="", theme=Theme.LIFTS, until=THURSDAY + 3 * A_DAY)
    key = await put_up(database, theme)
    mine = await written(database, "停水", "今天18点")
    assert (plan(mine), mine.pushes) == ([(2, 2)], ())
    await confirm(database, mine.notice_id)
    assert plan(await card(database, key)) == [(2, 3)]

    weekly = await written(database, "明天大扫除", "今天17点")
    async with database.write() as session:
        await noticing.set_repeat(session, weekly.notice_id, LI, Repeat.WEEKLY, POLICY, at=THURSDAY)
    slips = await card(database, weekly.notice_id)
    assert plan(slips) == [(2, 3)]
    assert slips.late == TooLate("明天", 2, date(2026, 7, 3), date(2026, 7, 4))


async def test_the_calendar_is_counted_before_its_day(database: Database) -> None:
    """7 November: what is written for the ninth reads that the day is the fire brigade's."""
    await open_groups(database)
    at, policy = datetime(2026, 11, 7, 9, tzinfo=SHANGHAI), Policy()
    mine = await written(database, "停水", "11月9日10点", policy=policy, at=at)
    foreseen = plan(mine)
    await confirm(database, mine.notice_id, policy=policy, at=at)
    for hours in range(24 * 4):
        await live(database, at + hours * HOUR, policy)

    async with database.read() as session:
        runs = select(NoticeRun.id).where(NoticeRun.notice_id == mine.notice_id)
        query = select(NoticeGroup).where(col(NoticeGroup.run_id).in_(runs))
        came = Counter(one.day and one.day.day for one in await session.exec(query))
    assert foreseen == [(count, day) for day, count in came.items()]
    assert foreseen == [(2, 10)]


async def live(database: Database, at: datetime, policy: Policy) -> None:
    """Do what the clock does, with the calendar."""
    async with database.read() as session:
        keys = await safety_calendar.due(session, policy, at)
    for key in keys:
        async with database.write() as session:
            await safety_calendar.plan(session, key, policy, at=at)
    await tick(database, at, policy)


async def test_the_author_hears_of_a_theme_that_is_brought_back(database: Database) -> None:
    """It was switched off when the notice was confirmed: its writer is told that morning, not at ten."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    at, policy, fire = datetime(2026, 11, 7, 9, tzinfo=SHANGHAI), Policy(), Theme.FIRE_DAY
    async with database.write() as session:
        await safety_calendar.switch(session, LI, VILLAGE, fire, off=True, at=at)
    mine = await written(database, "停水", "11月9日10点", policy=policy, at=at)
    assert plan(mine) == [(2, 9)]
    await confirm(database, mine.notice_id, policy=policy, at=at)
    await live(database, at, policy)
    async with database.write() as session:
        await safety_calendar.switch(session, LI, VILLAGE, fire, off=False, at=at)
    for day, hour in ((8, 0), (8, 20), (9, 0)):
        await live(database, at.replace(day=day, hour=hour), policy)

    (told,) = await later(database)
    assert [(one.groups, one.at and one.at.day, one.why) for one in told.coming] == [
        (2, 10, Why.RIVAL)
    ]


@pytest.fixture(scope="session")
def village(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two groups of residents and one of staff, to copy."""
    file = tmp_path_factory.mktemp("village") / "village.db"
    shutil.copy(sqlite_template, file)

    async def fill() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await open_groups(database)
        staff = Chat(id=STAFF, audience=Audience.STAFF)
        await store(database, staff, ChatGrid(chat_id=STAFF, grid_id=VILLAGE))
        await database.engine.dispose()
        await database.close()

    asyncio.run(fill())
    return file


Written = tuple[int, int, int, int, bool]
"""After how many days, at which hour, for which grid, worth how many days; a danger of its season."""
some = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(10, 19),
        st.sampled_from([VILLAGE, EAST, WEST, -EAST, -WEST]),
        st.integers(1, 4),
        st.booleans(),
    ),
    min_size=2,
    max_size=7,
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(some)
def test_every_plan_comes_true(village: Path, tmp_path: Path, made: Sequence[Written]) -> None:
    """Of all that is confirmed each is heard by as many groups on each day as its card has said."""
    file = tmp_path / "gege.db"
    shutil.copy(village, file)
    said, came = asyncio.run(_live(file, made))
    assert said == came


Days = dict[int, Counter[date | None]]


async def _live(file: Path, made: Sequence[Written]) -> tuple[Days, Days]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    keys = [await _put(database, one) for one in made]
    said = {}
    for key in keys:
        shown = (await card(database, key)).coming
        said[key] = Counter[date | None]()
        for part in shown:
            said[key][part.at and part.at.astimezone(SHANGHAI).date()] += part.groups
    for at in sorted({made_at(one) + later * A_DAY for one in made for later in range(9)}):
        await tick(database, at)
    came: Days = {key: Counter() for key in keys}
    async with database.read() as session:
        query = select(NoticeRun, NoticeGroup).join(
            NoticeGroup, col(NoticeGroup.run_id) == NoticeRun.id
        )
        for run, group in await session.exec(query):
            came[run.notice_id][group.day] += 1
    await database.close()
    return said, came


def made_at(one: Written) -> datetime:
    return THURSDAY.replace(hour=one[1]) + one[0] * A_DAY


async def _put(database: Database, one: Written) -> int:
    """Negative grids: for the staff there."""
    _, _, grid, worth, danger = one
    at = made_at(one)
    whose = {"audience": Audience.STAFF} if grid < 0 else {}
    made = notice(at, until=at + worth * A_DAY, danger=danger, **whose)
    return await put_up(database, made, abs(grid))

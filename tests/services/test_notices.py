"""Promise 10 for notices: what a whole town hears, two people have said, and in these words."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.domain.grid import Audience, Role
from bot.domain.notices import (
    Done,
    NoticeAsked,
    NoticeCard,
    NoticeLater,
    NoticeState,
    NoticeUnheard,
    Repeat,
    Why,
)
from bot.domain.posts import decode
from bot.domain.themes import Theme
from bot.errors import NotAllowed, Refusal, Stale, Unfit
from bot.services import live, notice_board, notice_cards, notice_seconds, notices, noticing
from bot.services.noticing import Words
from bot.services.rights import Actor
from bot.storage import notice_messages
from bot.storage import notices as notices_of
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.notices import Notice
from bot.storage.outbox import Delivery, Op, Post, Purpose
from bot.storage.people import Account, Appointment
from tests.services.district import EAST, LI, TOWN, VILLAGE, ZHANG
from tests.services.noticeboard import (
    A_DAY,
    HOME,
    POLICY,
    THURSDAY,
    heard,
    notice,
    open_groups,
    put_up,
    send,
    tick,
)
from tests.storage.rows import store

SUN = Actor(9, "孙姐")


async def written(database: Database) -> int:
    """The desk has written a notice for the whole town, and confirmed it."""
    await open_groups(database)
    await store(
        database,
        Appointment(user_id=SUN.id, grid_id=TOWN, role=Role.DUTY, name=SUN.name),
        Account(id=LI.id, private_since=THURSDAY),
        Account(id=SUN.id, private_since=THURSDAY),
    )
    async with database.write() as session:
        key = await noticing.write(session, LI, Words("全镇停水"), at=THURSDAY)
        await notices.confirm(session, key, LI, POLICY, at=THURSDAY)
    return key


async def state(database: Database, key: int) -> NoticeState:
    async with database.read() as session:
        return (await session.get_one(Notice, key)).state


async def test_somebody_else_agrees_and_it_goes_out(database: Database) -> None:
    """Not oneself, and once; the author reads who it was. Other words would need them again."""
    key = await written(database)
    assert await state(database, key) is NoticeState.ASKED
    async with database.write() as session:
        with pytest.raises(NotAllowed):
            await notice_seconds.decide(session, key, LI, POLICY, agrees=True, at=THURSDAY)
    async with database.write() as session:
        await notice_seconds.decide(session, key, SUN, POLICY, agrees=True, at=THURSDAY)
        with pytest.raises(Stale):
            await notice_seconds.decide(session, key, SUN, POLICY, agrees=True, at=THURSDAY)
        with pytest.raises(Refusal):
            await noticing.rewrite(session, key, LI, Words("别的"), at=THURSDAY)
    await tick(database, THURSDAY)

    assert len(await heard(database)) == 1
    async with database.read() as session:
        query = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        told = [decode(post.view, post.params) for post in await session.exec(query)]
        card = await notice_board.card(session, key, LI, POLICY, at=THURSDAY)
    assert any(getattr(one, "by", "") == SUN.name for one in told)
    assert [step.who for step in card.steps] == [LI.name, SUN.name]


@pytest.mark.one_engine
async def test_another_plan_needs_them_again(database: Database) -> None:
    """What they agreed to was said once; that a whole town hears it weekly is another matter."""
    key = await written(database)
    async with database.write() as session:
        await notice_seconds.decide(session, key, SUN, POLICY, agrees=False, at=THURSDAY)
        await noticing.set_time(session, key, LI, "明天10点", POLICY, at=THURSDAY)
        await notices.resume(session, key, LI, POLICY, at=THURSDAY)
        await notice_seconds.decide(session, key, SUN, POLICY, agrees=True, at=THURSDAY)
        await notices.pause(session, key, LI, at=THURSDAY)
        await noticing.set_repeat(session, key, LI, Repeat.WEEKLY, POLICY, at=THURSDAY)
        await notices.resume(session, key, LI, POLICY, at=THURSDAY)
    assert await state(database, key) is NoticeState.ASKED
    async with database.write() as session:
        await notice_seconds.decide(session, key, SUN, POLICY, agrees=True, at=THURSDAY)
    tomorrow = THURSDAY + timedelta(hours=25)
    await tick(database, tomorrow)
    assert len(await heard(database)) == 1

    async with database.write() as session:
        await notices.pause(session, key, LI, at=tomorrow)
        await noticing.set_days(session, key, LI, 30, POLICY, at=tomorrow)
        await notices.resume(session, key, LI, POLICY, at=tomorrow)
        asked = await notice_seconds.decide(session, key, SUN, POLICY, agrees=True, at=tomorrow)
    assert [one.at for one in asked.coming] == [tomorrow + 7 * A_DAY], (
        "what has come is no past hour"
    )
    assert (asked.repeat, asked.until) == (Repeat.WEEKLY, tomorrow + 30 * A_DAY)


async def test_what_was_not_agreed_to_is_asked_once_more(database: Database) -> None:
    """继续发 is no way round the second person; in other words, at another hour they may agree."""
    key = await written(database)
    async with database.write() as session:
        await notice_seconds.decide(session, key, SUN, POLICY, agrees=False, at=THURSDAY)
    assert await state(database, key) is NoticeState.PAUSED
    async with database.write() as session:
        card = await notice_board.card(session, key, LI, POLICY, at=THURSDAY)
        assert (card.takes_two, card.seconds) == (True, (SUN.name,))
        await noticing.rewrite(session, key, LI, Words("全镇停水到中午"), at=THURSDAY)
        await noticing.set_time(session, key, LI, "明天10点", POLICY, at=THURSDAY)
        await notices.resume(session, key, LI, POLICY, at=THURSDAY)
    assert await state(database, key) is NoticeState.ASKED
    async with database.write() as session:
        expected = (await session.get_one(Notice, key)).expected_on
        asked = await notice_seconds.decide(session, key, SUN, POLICY, agrees=True, at=THURSDAY)
    assert expected == (THURSDAY + A_DAY).date()
    assert asked.post.text == "全镇停水到中午"
    assert [(one.groups, one.at and one.at.day) for one in asked.coming] == [(2, 3)]
    assert await state(database, key) is NoticeState.ACTIVE


async def test_what_was_not_agreed_to_may_be_asked_for_at_once(database: Database) -> None:
    """现在 has no hour that passes while somebody else is asked."""
    key = await written(database)
    async with database.write() as session:
        await notice_seconds.decide(session, key, SUN, POLICY, agrees=False, at=THURSDAY)
        await noticing.set_time(session, key, LI, "现在", POLICY, at=THURSDAY)
    soon = THURSDAY + timedelta(minutes=5)
    async with database.write() as session:
        card = await notice_board.card(session, key, LI, POLICY, at=soon)
        assert card.next_at is not None
        await notices.resume(session, key, LI, POLICY, at=soon)
    assert await state(database, key) is NoticeState.ASKED


async def test_what_is_agreed_to_too_late_rests(database: Database) -> None:
    """It ended meanwhile: both read that, its writer what to do, and nothing is called missed."""
    key = await written(database)
    async with database.write() as session:
        (await session.get_one(Notice, key)).until = THURSDAY + timedelta(hours=1)
    late = THURSDAY + timedelta(hours=2)
    async with database.write() as session:
        told = await notice_seconds.decide(session, key, SUN, POLICY, agrees=True, at=late)
    assert (told.verdict, told.too_late) == (None, True)
    assert await state(database, key) is NoticeState.PAUSED
    async with database.read() as session:
        steps = await notices_of.steps(session, key)
    assert [step.done for step in steps] == [Done.CONFIRMED, Done.LAPSED]


async def wanted(database: Database, words: str, when: str) -> NoticeCard:
    """李's draft for the village, as its card shows it."""
    async with database.write() as session:
        key = await noticing.write(session, LI, Words(words), at=THURSDAY)
        await noticing.set_time(session, key, LI, when, POLICY, at=THURSDAY)
        await notices_of.set_scope(session, key, [VILLAGE])
        return await notice_board.card(session, key, LI, POLICY, at=THURSDAY)


async def confirmed(database: Database, key: int) -> None:
    async with database.write() as session:
        await notices.confirm(session, key, LI, POLICY, at=THURSDAY)


async def test_what_is_confirmed_has_its_day(database: Database) -> None:
    """Five for one hour: each preview names the day that comes true, the fourth none."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    named = []
    for words in "甲乙丙":
        card = await wanted(database, words, "明天上午9点")
        named += [(one.at.day, one.why) for one in card.coming if one.at is not None]
        await confirmed(database, card.notice_id)
    assert named == [(3, None), (4, Why.RIVAL), (5, Why.RIVAL)]
    fourth = await wanted(database, "丁", "明天上午9点")
    assert [(one.at, one.free and one.free.day) for one in fourth.coming] == [(None, 10)]
    with pytest.raises(Refusal, match="refusal-remind-never-until") as refused:
        await confirmed(database, fourth.notice_id)
    assert refused.value.params == {"month": 7, "day": 10}, "the first free day"
    sooner = await wanted(database, "戊", "明天上午8点")
    assert [one.at.day for one in sooner.coming if one.at] == [3], "it ends before the others"

    for day in range(1, 6):
        await tick(database, THURSDAY + day * A_DAY)
    assert [day.day for _, day in await heard(database)] == [3, 4, 5]


async def test_what_reached_nobody_is_not_called_sent(database: Database) -> None:
    """Three were written in between: the author is told, and the card says why."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    card = await wanted(database, "丁", "明天上午9点")
    await confirmed(database, card.notice_id)
    for later in range(1, 5):
        await put_up(database, notice(THURSDAY + later * A_DAY, danger=True))
    for day in range(1, 6):
        await tick(database, THURSDAY + day * A_DAY)

    async with database.read() as session:
        over = await notice_board.card(session, card.notice_id, LI, POLICY, at=THURSDAY + 5 * A_DAY)
        mine, _, _ = await notice_board.listed(session, LI)
        query = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        told = [decode(post.view, post.params) for post in await session.exec(query)]
    assert over.unheard
    assert over.not_sent == (("week", 2),)
    assert [one.unheard for one in mine] == [True]
    assert [one.reasons for one in told if isinstance(one, NoticeUnheard)] == [(("week", 2),)]
    moved = [one.coming[0].at for one in told if isinstance(one, NoticeLater)]
    assert moved == [None], "at once, of all three days"


@pytest.mark.one_engine
async def test_the_author_hears_at_once_when_its_day_is_taken(database: Database) -> None:
    """Something more urgent was written since: once for each later day; not what they have read."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    first = await wanted(database, "甲", "明天上午9点")
    await confirmed(database, first.notice_id)
    second = await wanted(database, "乙", "明天上午9点")
    await confirmed(database, second.notice_id)
    await put_up(database, notice(THURSDAY + 2 * A_DAY, danger=True), EAST)
    for hour in range(3):
        await tick(database, THURSDAY + A_DAY + timedelta(hours=hour))
    await tick(database, THURSDAY + 2 * A_DAY)

    (told,) = [one for one in await said(database) if isinstance(one, NoticeLater)]
    assert (told.notice_id, told.post.text) == (second.notice_id, "乙")
    assert [(one.groups, one.at and one.at.day) for one in told.coming] == [(1, 4), (1, 5)]


@pytest.mark.one_engine
async def test_the_author_of_a_series_reads_at_its_end_what_came_of_it(database: Database) -> None:
    """Its card, once: how often it went out, and where it was not heard."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    mine = {"author_id": LI.id, "author_name": LI.name, "repeat": Repeat.DAILY, "times": 2}
    await put_up(database, notice(THURSDAY, **mine))
    await put_up(database, notice(THURSDAY + A_DAY, danger=True), EAST)
    for day in range(4):
        await tick(database, THURSDAY + day * A_DAY)

    (card,) = [one for one in await said(database) if isinstance(one, NoticeCard)]
    assert (card.state, card.sent, card.not_sent) == (NoticeState.OVER, 4, ())


async def test_what_no_group_can_hear_is_not_confirmed(database: Database) -> None:
    """The theme was told yesterday, and the notice is worth reading for three days only."""
    await open_groups(database)
    yesterday = await put_up(database, notice(THURSDAY - A_DAY, theme=Theme.FIRE, text=""))
    await tick(database, THURSDAY - A_DAY)
    async with database.write() as session:
        key = await noticing.take_theme(session, LI, Theme.FIRE, at=THURSDAY)
        with pytest.raises(Refusal, match="refusal-remind-never"):
            await notices.confirm(session, key, LI, POLICY, at=THURSDAY)
    assert yesterday != key
    assert await state(database, key) is NoticeState.DRAFT


async def said(database: Database) -> list[object]:
    """Return everything that was queued to be said."""
    async with database.read() as session:
        query = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        return [decode(post.view, post.params) for post in await session.exec(query)]


async def drawn(database: Database, at: datetime) -> list[NoticeCard]:
    """Let the clock draw what follows; return what each edit of a card says."""
    async with database.write() as session:
        for key in await live.due(session, POLICY, at):
            await live.draw(session, key, POLICY, at=at)
    async with database.read() as session:
        query = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        posts = await session.exec(query.where(Delivery.op == Op.EDIT).order_by(col(Delivery.id)))
        return [card for post in posts if isinstance(card := told_by(post), NoticeCard)]


def told_by(post: Post) -> object:
    return decode(post.view, post.params)


@pytest.mark.one_engine
async def test_a_card_follows_by_itself_while_it_is_shown(database: Database) -> None:
    """One edit for all groups; none where the message shows a menu, or to who may not see it now."""
    await open_groups(database)
    card = await wanted(database, "停水", "今天9点半")
    hour, shown = THURSDAY + timedelta(minutes=30), (LI.id, 5)
    await confirmed(database, card.notice_id)
    async with database.write() as session:
        card = await notice_board.card(session, card.notice_id, LI, POLICY, at=THURSDAY)
        await notice_cards.follow(session, card, *shown, POLICY, at=THURSDAY)
        await notice_cards.follow(session, card, LI.id, 6, POLICY, at=THURSDAY)
        await notice_cards.follow(session, card, *shown, POLICY, at=THURSDAY)
    await tick(database, hour)
    assert await drawn(database, hour) == []
    (first,) = await drawn(database, hour + timedelta(seconds=3))
    assert (first.sent, first.waiting) == (0, 2)
    await send(database, hour + timedelta(hours=1))
    (last,) = await drawn(database, hour + timedelta(seconds=63))
    assert (last.sent, last.waiting) == (2, 0), "an edit that waits says the newest"

    async with database.write() as session:
        await notices.take_back(session, card.notice_id, LI, at=hour)
        await notice_cards.let_go(session, *shown)
    assert await drawn(database, hour + A_DAY) == [last]
    async with database.write() as session:
        await notice_cards.follow(session, card, *shown, POLICY, at=hour)
        await notices.delete(session, card.notice_id, LI, at=hour)
        for held in await session.exec(select(Appointment)):
            await session.delete(held)
    assert await drawn(database, hour + A_DAY) == [last]


@pytest.mark.one_engine
@pytest.mark.parametrize("line", ["给网格员 下午开会", "给东苑的网格员：下午开会"])
async def test_staff_hear_in_the_group_that_serves_them(database: Database, line: str) -> None:
    """东苑 has no staff group of its own: the village's hears it, residents don't."""
    await open_groups(database)
    for chat, node in ((-20, TOWN), (-21, VILLAGE)):
        await store(
            database,
            Chat(id=chat, audience=Audience.STAFF),
            ChatGrid(chat_id=chat, grid_id=node),
        )
    async with database.write() as session:
        to, words = await noticing.addressed(session, ZHANG, line)
        key = await noticing.write(session, ZHANG, Words(words), at=THURSDAY)
        await noticing.address(session, key, to)
        card = await notice_board.card(session, key, ZHANG, POLICY, at=THURSDAY)
        await notices.confirm(session, key, ZHANG, POLICY, at=THURSDAY)
    await tick(database, THURSDAY)

    assert (card.audience, card.groups, card.post.text) == (Audience.STAFF, 1, "下午开会")
    assert [len(await heard(database, chat)) for chat in (-21, -20, HOME)] == [1, 0, 0]


async def test_what_stands_is_changed_once_however_often_it_is_rewritten(
    database: Database,
) -> None:
    """An edit that waits says the newest words; a file can't take the place of one that went out."""
    await open_groups(database)
    card = await wanted(database, "停水", "今天9点半")
    await confirmed(database, card.notice_id)
    hour = THURSDAY + timedelta(minutes=30)
    await tick(database, hour)
    later = hour + timedelta(hours=2)
    await send(database, later)
    for words in ("停水到12点", "停水到14点"):
        async with database.write() as session:
            await noticing.rewrite(session, card.notice_id, LI, Words(words), at=later)

    async with database.write() as session:
        pdf = Words("停水", file=(1, 2))
        with pytest.raises(Unfit, match="refusal-remind-file-stays"):
            await noticing.rewrite(session, card.notice_id, LI, pdf, at=later)
        query = select(Delivery, Post).join(Post, col(Post.id) == Delivery.post_id)
        edits = (await session.exec(query.where(Delivery.op == Op.EDIT))).all()
    assert [(one.purpose, post.params["text"]) for one, post in edits] == [
        (Purpose.UPDATE, "停水到14点"),
        (Purpose.UPDATE, "停水到14点"),
    ]


@pytest.mark.one_engine
async def test_a_second_person_is_asked_once_more_an_hour_before(database: Database) -> None:
    """In the place of the first question; whom it was asked within the hour is not asked twice."""
    await open_groups(database)
    sun = Appointment(user_id=SUN.id, grid_id=TOWN, role=Role.DUTY, name=SUN.name)
    await store(database, sun, Account(id=SUN.id, private_since=THURSDAY))
    late, at = THURSDAY + timedelta(minutes=30), THURSDAY + timedelta(hours=5)
    async with database.write() as session:
        for words, when, asked in (("甲", "下午3点", THURSDAY), ("乙", "上午10点", late)):
            key = await noticing.write(session, LI, Words(words), at=asked)
            await noticing.set_time(session, key, LI, when, POLICY, at=asked)
            await notices.confirm(session, key, LI, POLICY, at=asked)
    for moment in (THURSDAY, late, at - timedelta(minutes=1), at, at + timedelta(minutes=1)):
        async with database.write() as session:
            for key in await notice_seconds.due_soon(session, POLICY, moment):
                await notice_seconds.ask_again(session, key, POLICY, at=moment)
    again = [
        one.post.text for one in await said(database) if isinstance(one, NoticeAsked) if one.soon
    ]
    assert again == ["甲"]
    async with database.write() as session:
        assert len(await notice_messages.asked(session, "asked:1")) == 1
        await notice_seconds.decide(session, 1, SUN, POLICY, agrees=True, at=at)
        assert await notice_seconds.due_soon(session, POLICY, at) == []

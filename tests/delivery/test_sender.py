"""The sender against a server that keeps Telegram's rules and fails on purpose."""

import sqlite3
from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.delivery import ledger
from bot.delivery.outcomes import Away, Broken, Outcome, RetryAfter, Unknown, outcome_of
from bot.delivery.pacing import Pacer
from bot.delivery.proxies import Proxies
from bot.domain.grid import Audience
from bot.sandbox.server import start_sandbox
from bot.storage import everywhere, rewording, sending
from bot.storage.chats import Chat
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Lane, Op, Post, Purpose, Status
from bot.tasks import Tasks
from tests.delivery.office import Office, open_office
from tests.sandbox.support import BOT, GROUP, MOTHER, SUPERGROUP, TOKEN, Box, png, settle
from tests.storage.rows import alert, case, node, store


async def test_a_chat_reads_in_the_order_of_saying(office: Office) -> None:
    """Within a lane the first said is read first; the better lane before the worse."""
    for words in ("one", "two", "three"):
        await office.say(words)
    await office.say("urgent", lane=Lane.DANGER)

    await office.work()

    assert await office.read() == ["urgent", "one", "two", "three"]


class JustRested(Pacer):
    """The group rests while a claim looks for what may go, and no more a moment later."""

    def __init__(self, clock: Clock, tasks: Tasks, *, rate: float) -> None:
        super().__init__(clock, tasks, rate=rate)
        self._asked = 0

    def rest_of(self, chat: int, lane: Lane) -> float:
        return 0.01 if self._asked <= 1 else super().rest_of(chat, lane)

    def resting(self, lane: Lane) -> dict[int, float]:
        self._asked += 1
        return {SUPERGROUP: 0.01} if self._asked <= 3 else super().resting(lane)


async def test_whose_rest_ends_during_a_claim_is_not_forgotten(
    database: Database, box: Box
) -> None:
    """It used to wait half a minute for the next look at everything."""
    async with open_office(database, box, paces=JustRested) as office:
        await office.say("one", lane=Lane.ALERTS)

        await office.work(seconds=1)

        assert await office.read() == ["one"]


async def test_what_lands_is_written_down_together(office: Office) -> None:
    """Thirty groups in a second are a few transactions: each costs more than a message does."""
    groups = [GROUP - nth for nth in range(1, 31)]
    for group in groups:
        members = [MOTHER, BOT]
        await office.box.post("chats", id=group, type="group", title="邻居", members=members)
        await office.say("one", group)
    written: list[object] = []
    event.listen(office.database.engine.sync_engine, "commit", written.append)

    await office.work()

    assert [await office.read(group) for group in groups] == [["one"]] * len(groups)
    assert len(written) < len(groups) / 2


async def test_a_message_that_is_tried_again_is_not_overtaken(office: Office) -> None:
    """The next one of its chat waits with it; another chat does not."""
    await office.box.post("faults", kind="500", method="sendMessage", chat=SUPERGROUP)
    await office.say("one")
    await office.say("two")
    await office.say("elsewhere", GROUP)

    await office.work(seconds=0.5)
    at_once = await office.read(GROUP)
    await office.work()

    assert at_once == ["elsewhere"]
    assert await office.read() == ["one", "two"]


async def test_an_edit_waits_until_its_message_stands(office: Office) -> None:
    """It finds the number under which Telegram knows the message."""
    await office.box.post("faults", kind="429", method="sendMessage", retry_after=30)
    message = await office.say("before")
    await office.work(seconds=1)
    edit = await office.take_back(message)

    await office.work(seconds=5)
    waiting = await office.status(edit)
    await office.work()

    assert waiting is Status.QUEUED
    assert await office.status(edit) is Status.SENT
    assert len(await office.read()) == 1
    assert await office.read() != ["before"]


async def test_what_changes_before_it_is_said_is_said_once(office: Office) -> None:
    """The last words count; there is nothing to edit."""
    message = await office.say("one")
    await office.change(message, "two")
    await office.change(message, "three")

    await office.work()

    assert await office.read() == ["three"]
    assert await office.calls("editMessageText") == 0


async def test_edits_that_wait_collapse_into_the_last(office: Office) -> None:
    """A card that changes ten times a second costs the group one edit."""
    message = await office.say("one")
    await office.work()
    for words in ("two", "three", "four"):
        await office.change(message, words)

    await office.work()

    assert await office.read() == ["four"]
    assert await office.calls("editMessageText") == 1


async def test_an_edit_that_changes_nothing_is_done(office: Office) -> None:
    """It reads already as it should: other values may make the same words."""
    message = await office.say("one")
    await office.work()
    await office.change(message, " one ")

    await office.work()

    async with office.database.read() as session:
        edit = await session.get_one(Delivery, message + 1)
    assert (edit.status, edit.reason) == (Status.SENT, "not modified")


async def test_other_values_that_make_the_same_words_are_not_asked_for(office: Office) -> None:
    """What stands there is known: Telegram would refuse the edit, and count it all the same."""
    message = await office.say("one")
    await office.work()
    edit = await office.say_again(message)
    await office.work()

    assert await office.calls("editMessageText") == 0
    assert (await office.row(edit)).status is Status.SENT


async def test_what_stands_after_an_answer_was_lost_is_asked_for(office: Office) -> None:
    """Nobody knows then what it reads."""
    message = await office.say("one")
    await office.work()
    await office.box.post("faults", kind="drop_after", method="editMessageText")
    await office.change(message, "two")
    await office.work(seconds=1.5)
    stood = await office.read()
    await office.say_again(message)

    await office.work()

    assert stood == ["two"]
    assert await office.read() == ["one"]


async def test_what_says_the_same_is_not_said_again(office: Office) -> None:
    """An edit costs a group as much as a message, so one that changes nothing is never queued."""
    message = await office.say("one")
    await office.work()
    await office.change(message, "two")
    await office.work()

    await office.change(message, "two")
    await office.work()

    assert await office.calls("editMessageText") == 1


async def test_an_all_clear_that_can_t_be_written_in_deletes(office: Office) -> None:
    """Refused as an edit, the message itself goes (promise 6)."""
    refusal = "Bad Request: message can't be edited"
    await office.box.post("faults", kind="400", method="editMessageText", description=refusal)
    message = await office.say("missing")
    await office.work()
    edit = await office.take_back(message)

    await office.work()

    assert await office.messages() == []
    assert (await office.row(edit)).reason == "deleted instead"


async def test_an_all_clear_finds_a_photo_where_a_text_was(office: Office) -> None:
    """A correction had given the message a photo, and the process died before it knew that."""
    sent = await office.box.upload("sendPhoto", {"photo": png()}, chat_id=GROUP)
    message = await office.say("missing", photo=sent["result"]["photo"][-1]["file_id"])
    await office.work()
    async with office.database.write() as session:
        (await session.get_one(Delivery, message)).with_photo = False
    edit = await office.take_back(message)

    await office.work()

    assert (await office.row(edit)).status is Status.SENT
    assert "孩子找到了" in (await office.messages())[0]["caption"]


async def test_an_all_clear_does_not_wait_behind_an_edit_that_rests(office: Office) -> None:
    """A card's edit keeps to eight a minute; the closing words that take its place don't."""
    await store(office.database, node(), case(), alert())
    message = await office.say("missing")
    await office.work()
    async with office.database.write() as session:
        row = await session.get_one(Delivery, message)
        row.alert_id, row.purpose = 1, Purpose.ALERT
    await office.change(message, "answered")
    async with office.database.write() as session:
        waiting = await rewording.queued_edit(session, message)
        assert waiting is not None
        waiting.not_before = office.now + timedelta(minutes=1)
        words = await session.get_one(Post, waiting.post_id)
        await everywhere.change(session, 1, words, Purpose.ALL_CLEAR, at=office.now)

    await office.work(seconds=2)

    assert await office.read() == ["answered"]


async def test_an_all_clear_of_what_somebody_deleted_is_done(office: Office) -> None:
    """Nothing stands there any more."""
    message = await office.say("missing")
    await office.work()
    number = (await office.row(message)).message_id
    await office.box.bot("deleteMessage", chat_id=SUPERGROUP, message_id=number)
    edit = await office.take_back(message)

    await office.work()

    assert await office.status(edit) is Status.SENT


async def test_a_refused_message_is_listed_and_its_chat_set_aside(office: Office) -> None:
    """In Telegram's words; binding the group again brings it back."""
    async with office.database.write() as session:
        session.add(Chat(id=SUPERGROUP, audience=Audience.RESIDENTS))
    await office.box.post("members", chat=SUPERGROUP, user=BOT, status="kicked")
    message = await office.say("one")

    await office.work()

    row = await office.row(message)
    async with office.database.read() as session:
        chat = await session.get_one(Chat, SUPERGROUP)
    assert (row.status, row.attempts) == (Status.REFUSED, 1)
    assert "kicked" in (row.reason or "")
    assert chat.lost_at is not None
    assert chat.lost_reason == row.reason


async def test_a_group_is_called_what_telegram_calls_it(office: Office) -> None:
    """An import knows numbers only; the first message that stands brings the name."""
    await store(office.database, Chat(id=SUPERGROUP, audience=Audience.RESIDENTS))
    await office.say("one")
    await office.say("to one person", MOTHER)

    await office.work()

    async with office.database.read() as session:
        assert (await session.get_one(Chat, SUPERGROUP)).title == "supergroup"


async def test_a_group_that_became_a_supergroup_is_followed(office: Office) -> None:
    """What is still to be said is said there, and the binding moves with it."""
    async with office.database.write() as session:
        session.add(Chat(id=GROUP, audience=Audience.RESIDENTS))
    moved = (await office.box.post("migrate", chat=GROUP))["chat"]
    await office.say("one", GROUP)
    await office.say("two", GROUP)

    await office.work()

    assert await office.read(moved) == ["one", "two"]
    async with office.database.read() as session:
        assert await session.get(Chat, GROUP) is None
        assert await session.get(Chat, moved) is not None


async def test_an_alert_is_not_lost_where_its_group_moves_meanwhile(office: Office) -> None:
    """Word of the move may come before the alert's answer: it is no second alert of its own."""
    await store(office.database, node(), case(), alert())
    message = await office.say("alert", GROUP)
    async with office.database.write() as session:
        row = await session.get_one(Delivery, message)
        row.purpose, row.alert_id = Purpose.ALERT, 1
    await office.box.post("faults", kind="delay", method="sendMessage", seconds=2)
    await office.work(seconds=1)

    moved = (await office.box.post("migrate", chat=GROUP))["chat"]
    async with office.database.write() as session:
        await rewording.follow(session, GROUP, moved)
    await office.work(seconds=2)
    await office.work()

    assert await office.read(moved) == ["alert"]


async def test_what_stands_in_the_old_group_is_changed_there(office: Office) -> None:
    """A supergroup numbers anew: under the new id the number would be another message's."""
    old = await office.say("old", GROUP)
    await office.work()
    moved = (await office.box.post("migrate", chat=GROUP))["chat"]
    for words in ("new one", "new two", "new three"):
        await office.say(words, moved)
    await office.say("follow me", GROUP)
    await office.work()

    await office.change(old, "old, changed")
    await office.work()

    assert (await office.read(GROUP))[0] == "old, changed"
    assert await office.read(moved) == ["new one", "new two", "new three", "follow me"]


async def test_what_can_t_be_deleted_in_the_old_group_is_listed(office: Office) -> None:
    """Nothing with that number in the new group goes in its place."""
    old = await office.say("old", GROUP)
    await office.work()
    moved = (await office.box.post("migrate", chat=GROUP))["chat"]
    await office.say("new", moved)
    removal = await office.take_away(old)

    await office.work()

    row = await office.row(removal)
    assert row.status is Status.DROPPED
    assert "supergroup" in (row.reason or "")
    assert await office.read(moved) == ["new"]


@pytest.mark.parametrize(
    ("fault", "stands", "why"),
    [
        ("500", 1, "an error of the server"),
        ("502html", 1, "a proxy's page in place of an answer"),
        ("drop_before", 1, "the line broke before"),
        ("drop_after", 2, "the line broke after: a double is possible, a loss is not"),
    ],
)
async def test_a_lost_answer_is_asked_for_once_more(
    office: Office, fault: str, stands: int, why: str
) -> None:
    """And then it is recorded as sent."""
    await office.box.post("faults", kind=fault, method="sendMessage")
    message = await office.say("one")

    await office.work()

    assert await office.read() == ["one"] * stands, why
    row = await office.row(message)
    assert (row.status, row.attempts) == (Status.SENT, 2), why


@pytest.mark.parametrize("fault", ["500", "502html"])
async def test_a_server_that_is_broken_for_a_while_loses_nothing(
    office: Office, fault: str
) -> None:
    """An alert that was approved reaches its group once the server has recovered (promise 1)."""
    await office.box.post("faults", kind=fault, method="sendMessage", times=9)
    message = await office.say("one")

    await office.work(seconds=600)

    assert await office.read() == ["one"]
    assert (await office.row(message)).status is Status.SENT


async def test_a_group_without_photos_reads_the_words(office: Office) -> None:
    """The right to write without the right to send photos costs the picture, not the alert."""
    sent = await office.box.upload("sendPhoto", {"photo": png()}, chat_id=GROUP)
    refusal = "not enough rights to send photos to the chat"
    await office.box.post("faults", kind="400", method="sendPhoto", description=refusal)
    message = await office.say("one", photo=sent["result"]["photo"][-1]["file_id"])

    await office.work()

    assert await office.read() == ["one"]
    row = await office.row(message)
    assert (row.status, row.with_photo) == (Status.SENT, False)


async def test_a_message_is_never_sent_a_third_time(office: Office) -> None:
    """Two lost answers end it: nobody knows whether it stands, and the list says that."""
    await office.box.post("faults", kind="drop_after", method="sendMessage", times=9)
    message = await office.say("one")

    await office.work()

    row = await office.row(message)
    assert (row.status, row.attempts) == (Status.UNKNOWN, 2)
    assert len(await office.read()) <= 2


async def test_a_server_that_is_away_costs_nothing_and_is_named_once(
    office: Office, box: Box
) -> None:
    """Nothing is lost, nothing is doubled, and the log has two lines about it."""
    port = int(box.sandbox.url.rpartition(":")[2])
    await box.sandbox.runner.cleanup()
    with capture_logs() as lines:
        keys = [await office.say(words, chat) for words, chat in (("one", GROUP), ("two", GROUP))]
        await office.work(seconds=90)
        waiting = [await office.row(key) for key in keys]
        back = await start_sandbox(port=port, clock=box.clock)
        await settle(box)
        await office.work()
        heard = await office.read(GROUP)
    await back.close()
    assert heard == ["one", "two"]
    assert {row.status for row in waiting} <= {Status.RETRYING, Status.QUEUED}
    assert [line["event"] for line in lines] == [
        "the Bot API server is away, trying again",
        "the Bot API server is back",
    ]


async def test_what_was_in_flight_when_the_process_died_is_sent(
    office: Office, database: Database, box: Box
) -> None:
    """A new process finds it in `sending` and sends it again."""
    message = await office.say("one")
    async with database.write() as session:
        taken = await sending.claim(session, now=office.now, limit=9)

    async with open_office(database, box) as reborn:
        await reborn.work()

    assert [out.delivery.key for out in taken] == [message]
    row = await office.row(message)
    assert (row.status, row.attempts) == (Status.SENT, 2)
    assert await office.read() == ["one"]


async def test_a_429_holds_its_own_chat_only(office: Office) -> None:
    """The others hear at once; this one as soon as Telegram said."""
    await office.box.post(
        "faults", kind="429", method="sendMessage", chat=SUPERGROUP, retry_after=20
    )
    await office.say("here")
    await office.say("there", GROUP)

    await office.work(seconds=15)
    early = await office.read(SUPERGROUP), await office.read(GROUP)
    await office.work(seconds=6)

    assert early == ([], ["there"])
    assert await office.read() == ["here"]


async def test_an_answer_to_somebody_is_tried_again_by_itself(office: Office) -> None:
    """Who speaks directly waits out a 429 without knowing."""
    await office.box.post("faults", kind="429", method="sendMessage", retry_after=3, times=2)

    speaking = office.tasks.start(office.bot.send_message(SUPERGROUP, "：hello"), name="reply")
    await office.work(seconds=8)

    assert speaking.done()
    assert await office.read() == ["hello"]


async def test_words_that_can_t_be_made_are_refused_and_hold_up_nobody(office: Office) -> None:
    """A post of an unknown view is a fault of ours: listed, logged, passed by."""
    broken = await office.say("broken")
    async with office.database.write() as session:
        row = await session.get_one(Delivery, broken)
        (await session.get_one(Post, row.post_id)).view = "nothing_of_that_name"
    await office.say("after")

    await office.work()

    row = await office.row(broken)
    assert (row.status, row.reason) == (Status.REFUSED, "a fault of ours: KeyError")
    assert await office.read() == ["after"]


async def test_what_came_too_late_is_not_said(office: Office) -> None:
    """After `valid_until` it is dropped with that reason."""
    message = await office.say("one")
    async with office.database.write() as session:
        row = await session.get_one(Delivery, message)
        row.valid_until = office.now + timedelta(minutes=5)
    office.box.clock.advance(301)

    await office.work()

    row = await office.row(message)
    assert (row.status, row.reason) == (Status.DROPPED, "expired")


async def test_an_all_clear_of_what_never_stood_is_dropped(office: Office) -> None:
    """The alert was refused, so there is nothing to take back."""
    await office.box.post("faults", kind="403", method="sendMessage")
    message = await office.say("one")
    edit = await office.take_back(message)

    await office.work()

    assert (await office.row(edit)).reason == "the message never stood"


async def test_a_proxy_that_is_away_is_like_a_server_that_is_away() -> None:
    """The proxy library has errors that aiogram does not know; whoever retries must see one it knows."""
    session = AiohttpSession(proxy="socks5://127.0.0.1:1")
    session.middleware(Proxies())
    async with Bot(TOKEN, session=session) as bot:
        with pytest.raises(TelegramNetworkError) as raised:
            await bot.get_me()

    assert isinstance(outcome_of(raised.value), Away)


async def test_a_claim_whose_answer_was_lost_goes_again(office: Office) -> None:
    """The database took it and went away before it could say so: nobody has it under way."""
    engine = office.database.engine.sync_engine
    lost = await office.say("one")
    await office.say("two")
    await office.work(seconds=0.001)
    async with office.database.write() as session:
        message = await session.get_one(Delivery, lost)
        message.status, message.message_id = Status.SENDING, None

    @event.listens_for(engine, "before_cursor_execute", once=True)
    def go_away(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    office.sender.wake()
    await office.work()

    assert await office.status(lost) is Status.SENT
    assert "two" in await office.read()


@pytest.mark.parametrize("outcome", [RetryAfter(30), Broken("500"), Unknown("cut off")])
async def test_an_edit_that_fails_gives_way_to_a_newer_one(
    office: Office, outcome: Outcome
) -> None:
    """What was changed while the older words were under way: the older words are not tried again."""
    message = await office.say("before")
    await office.work()
    older = await office.take_back(message)
    async with office.database.write() as session:
        taken = await sending.claim(session, now=office.now, limit=1)
    assert [out.delivery.key for out in taken] == [older]
    await office.change(message, "newest")

    async with office.database.write() as session:
        await ledger.record(session, [ledger.Landed(taken[0], outcome, office.now)])
    await office.work()

    row = await office.row(older)
    assert (row.status, row.reason) == (Status.DROPPED, "a newer version follows")
    assert await office.read() == ["newest"]


async def test_a_restart_between_two_versions_says_the_newer_one(office: Office) -> None:
    """The older one was under way when the process died; the newer one waits behind it."""
    message = await office.say("before")
    await office.work()
    older = await office.take_back(message)
    async with office.database.write() as session:
        await sending.claim(session, now=office.now, limit=1)
    await office.change(message, "newest")

    async with office.database.write() as session:
        again = await sending.requeue_in_flight(session)
    await office.work()

    assert again == 0
    assert await office.status(older) is Status.DROPPED
    assert await office.read() == ["newest"]


async def _correct(office: Office, key: int, photo: str) -> int:
    """Queue the same words with a photo for a message that has none."""
    async with office.database.write() as session:
        message = await session.get_one(Delivery, key)
        before = await session.get_one(Post, message.post_id)
        words = Post(view=before.view, params=before.params, photo=photo, created_at=office.now)
        session.add(words)
        await session.flush()
        edit = Delivery(
            post_id=words.id,
            purpose=Purpose.UPDATE,
            op=Op.EDIT,
            chat_id=message.chat_id,
            locale="zh",
            lane=Lane.ALERTS,
            target_id=key,
            with_photo=True,
            queued_at=office.now,
        )
        session.add(edit)
    return edit.key


async def test_a_message_without_a_photo_can_be_given_one(office: Office) -> None:
    """A text becomes a photo with these words, and from then on is changed as one."""
    sent = await office.box.upload("sendPhoto", {"photo": png()}, chat_id=GROUP)
    photo = sent["result"]["photo"][-1]["file_id"]
    message = await office.say("no photo yet")
    await office.work()

    await _correct(office, message, photo)
    await office.work()
    assert (await office.row(message)).with_photo
    await office.take_back(message)
    await office.work()

    standing = (await office.messages())[-1]
    assert "孩子找到了" in standing["caption"]
    assert standing["photo"][-1]["file_unique_id"] != sent["result"]["photo"][-1]["file_unique_id"]


async def test_a_group_without_photos_is_corrected_in_words(office: Office) -> None:
    """What can't be shown there must not keep the better words away."""
    sent = await office.box.upload("sendPhoto", {"photo": png()}, chat_id=GROUP)
    message = await office.say("words")
    await office.work()
    refusal = "not enough rights to send photos to the chat"
    await office.box.post("faults", kind="400", method="editMessageMedia", description=refusal)

    edit = await _correct(office, message, sent["result"]["photo"][-1]["file_id"])
    await office.work()

    assert await office.status(edit) is Status.SENT
    assert not (await office.row(message)).with_photo

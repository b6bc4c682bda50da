"""A case's topic in a forum: made before the card, and never in its way."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.domain.cards import TopicName
from bot.domain.grid import Audience
from bot.domain.kinds import Kind
from bot.services import saying
from bot.services.saying import Place
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import STAFF, Delivery, Lane, Status
from tests.delivery.office import Office
from tests.sandbox.support import BOT, MOTHER, Json
from tests.storage.rows import case, node, store

FORUM = -1001000000009
NAME = TopicName(1001, Kind.LIGHT, place="3号楼 <b>")


@pytest.fixture
async def forum(office: Office) -> Office:
    """A staff group with topics that the bot may make, and a case."""
    members = [MOTHER, BOT]
    await office.box.post(
        "chats", id=FORUM, type="supergroup", title="工作群", members=members, forum=True
    )
    await office.box.post("members", chat=FORUM, user=BOT, status="administrator", by=MOTHER)
    group = Chat(id=FORUM, audience=Audience.STAFF, forum=True)
    await store(office.database, node(), case(), group)
    return office


async def say_in_topic(office: Office) -> tuple[int, int]:
    """Queue a topic and a message for it; returns both."""
    async with office.database.write() as session:
        lamp = await session.get_one(Case, 1)
        place, lane = Place(FORUM, "zh"), Lane.DANGER
        topic = await saying.open_topic(session, NAME, place, case=lamp, at=office.now, lane=lane)
    return topic.key, await office.say("the card", FORUM, answers=topic)


async def is_forum(office: Office) -> bool:
    async with office.database.read() as session:
        return (await session.get_one(Chat, FORUM)).forum


async def thread_of(office: Office, words: str) -> int | None:
    """Return the topic in which a message stands."""
    (line,) = [line for line in await office.messages(FORUM) if words in line.get("text", "")]
    return line.get("message_thread_id")


async def test_the_card_stands_in_its_topic(forum: Office) -> None:
    """So does what answers it later; closed with the case, once."""
    topic, card = await say_in_topic(forum)
    await forum.work()
    async with forum.database.read() as session:
        sent = await session.get_one(Delivery, card)
    await forum.say("a clue", FORUM, answers=sent)
    async with forum.database.write() as session:
        for _ in range(2):
            opened = await session.get_one(Delivery, topic)
            await saying.close_topic(session, opened, at=forum.now)
    await forum.work()

    thread = (await forum.row(topic)).message_id
    assert thread == await thread_of(forum, "the card") == await thread_of(forum, "a clue")
    assert sent.topic == thread
    born = next(one for one in await forum.messages(FORUM) if "forum_topic_created" in one)
    assert born["forum_topic_created"]["name"] == "1001 灯不亮了 · 3号楼 <b>"
    assert await forum.calls("closeForumTopic") == 1


FAULTS: dict[str, Json] = {
    "refused": {"kind": "400", "description": "Bad Request: not enough rights to create a topic"},
    "no forum any more": {"kind": "400", "description": "Bad Request: the chat is not a forum"},
    "too many topics": {"kind": "429", "retry_after": 3600},
    "broken": {"kind": "500"},
    "the answer is lost": {"kind": "drop_after"},
}


@pytest.mark.parametrize("why", FAULTS)
async def test_without_a_topic_the_card_is_said_as_ever(forum: Office, why: str) -> None:
    """At once: nobody waits for a convenience. Where it was refused it isn't asked for again."""
    await forum.box.post("faults", **FAULTS[why], method="createForumTopic", chat=FORUM)
    _, card = await say_in_topic(forum)
    begun = forum.now
    await forum.work()

    assert await forum.status(card) is Status.SENT
    assert forum.now - begun < timedelta(seconds=5)
    assert await thread_of(forum, "the card") is None
    assert await is_forum(forum) is (why not in {"refused", "no forum any more"})
    assert await forum.calls("createForumTopic") == 1


async def test_a_crash_before_the_answer_makes_a_topic_again(forum: Office) -> None:
    """An empty one may be left over; the card stands in the other, and is not lost."""
    topic, _ = await say_in_topic(forum)
    async with forum.database.write() as session:
        (await session.get_one(Delivery, topic)).status = Status.SENDING
    await forum.work()

    assert await thread_of(forum, "the card") == (await forum.row(topic)).message_id


async def test_what_is_said_in_a_topic_that_is_gone_is_said_in_the_group(forum: Office) -> None:
    """Staff tidied up: they read the clue all the same, and the card that went too is put anew."""
    topic, card = await say_in_topic(forum)
    await forum.work()
    async with forum.database.write() as session:
        gone = await session.get_one(Delivery, card)
        gone.case_id, gone.slot = 1, STAFF
        thread = (await session.get_one(Delivery, topic)).message_id
        (await session.get_one(Chat, FORUM)).topic = thread
    await forum.box.bot("deleteForumTopic", chat_id=FORUM, message_thread_id=thread)
    clue = await forum.say("a clue", FORUM, topic=thread, answers=gone)
    await forum.work()

    assert await forum.status(clue) is Status.SENT
    assert await thread_of(forum, "a clue") is None
    async with forum.database.read() as session:
        assert (await session.get_one(Chat, FORUM)).topic is None
        assert (await session.get_one(Delivery, card)).slot is None
        assert (await session.get_one(Case, 1)).untold_at is not None
        left = select(Delivery).where(col(Delivery.topic).is_not(None))
        assert not (await session.exec(left)).all()

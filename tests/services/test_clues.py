"""Many clues about one child: nobody else waits behind them."""

import pytest

from bot.domain.alerts import Level
from bot.domain.grid import Audience
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.services import alerts, clues, desk, history
from bot.services.cards import RELAY
from bot.services.clues import Seen
from bot.services.rights import Actor
from bot.storage import sending
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.outbox import STAFF
from bot.storage.people import Account
from bot.storage.persons import Person
from bot.storage.sending import Stands
from tests.services.district import EAST, WANG, ZHANG, case, settle
from tests.services.test_cost import counted
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

GROUP, DESK = -1, -2
POLICY = Policy()


@pytest.fixture
async def searched(database: Database) -> Database:
    """A child is looked for and her card stands with staff; another is reported."""
    await settle(database)
    for chat, audience in ((GROUP, Audience.RESIDENTS), (DESK, Audience.STAFF)):
        await store(
            database, Chat(id=chat, audience=audience), ChatGrid(chat_id=chat, grid_id=EAST)
        )
    lost = {"kind": Kind.LOST_CHILD, "level": Level.RED}
    await store(
        database,
        Account(id=WANG.id, name=WANG.name, private_since=NOW),
        case(1001, id=1, guardian_id=WANG.id, relation_asked=True, **lost),
        case(1002, id=2, **lost),
        *(Person(case_id=key, age=5) for key in (1, 2)),
    )
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 1), POLICY, at=NOW)
        await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
    await said_to_staff(database)
    return database


async def said_to_staff(database: Database) -> list[tuple[str | None, int | None]]:
    """Say all that waits; returns slot and case of what staff read, in order."""
    said = []
    async with database.write() as session:
        while taken := await sending.claim(session, now=NOW, limit=1):
            row = taken[0].delivery
            await sending.stand(session, [Stands(row.key, NOW, row.key)])
            if row.chat_id == DESK:
                said.append((row.slot, row.case_id))
    return said


async def clues_read(database: Database) -> list[str]:
    """Say all that waits; returns the clues that staff read, in order."""
    read = []
    async with database.write() as session:
        while taken := await sending.claim(session, now=NOW, limit=1):
            row, post = taken[0].delivery, taken[0].post
            await sending.stand(session, [Stands(row.key, NOW, row.key)])
            if row.slot == RELAY and row.chat_id == DESK and post is not None:
                read.append(str(post.params["text"]))
    return read


async def give(database: Database, message: int, text: str = "在北门看到一个娃儿") -> None:
    neighbour = Actor(1000 + message, "路人")
    seen = Seen(GROUP, message, neighbour, text, media=None, source="reply", at=NOW)
    async with database.write() as session:
        await clues.give(session, 1, seen, POLICY)


async def test_a_second_child_s_card_goes_before_clues_about_the_first(searched: Database) -> None:
    for message in range(100, 105):
        await give(searched, message)
    async with searched.write() as session:
        await desk.tell_staff(session, await history.load(session, 2), POLICY, at=NOW)

    said = await said_to_staff(searched)

    assert said.count((RELAY, 1)) == 5
    assert said.index((STAFF, 2)) < said.index((RELAY, 1))


async def test_what_cannot_wait_is_read_first(searched: Database) -> None:
    """Staff read the hottest clue first, whenever it came, and the rest in their order."""
    texts = ["我在超市那边好像看到", "往河边去了", "遭一个男的牵走了，上了面包车", "红衣服那个？"]
    for message, text in enumerate([*texts, "在我屋头，快来"], 100):
        await give(searched, message, text)

    assert await clues_read(searched) == [
        "遭一个男的牵走了，上了面包车",
        "在我屋头，快来",
        "我在超市那边好像看到",
        "往河边去了",
        "红衣服那个？",
    ]


async def test_the_hundredth_clue_asks_no_more_than_the_third(searched: Database) -> None:
    """The case is locked meanwhile: 找到了 and the next ring wait for it."""
    for message in (100, 101):
        await give(searched, message)
    with counted(searched) as few:
        await give(searched, 102)
    for message in range(103, 110):
        await give(searched, message)

    with counted(searched) as many:
        await give(searched, 110)

    assert len(many) <= len(few)

"""/forget: what is nobody else's matter goes at once and is counted, the rest stays with its reason."""

from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from bot.domain.alert_cards import AllClear
from bot.domain.cards import Withdrawn
from bot.domain.forgetting import Forgotten
from bot.domain.grid import Audience
from bot.domain.kinds import Kind, Outcome
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import State
from bot.services import alerts, closing, forgetting, history, retention
from bot.services.rights import Actor
from bot.storage import families
from bot.storage.cases import Case
from bot.storage.chats import Chat, ChatGrid
from bot.storage.clues import Clue
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Post, Purpose, Status
from bot.storage.people import Account
from bot.storage.persons import Person
from tests.services.district import EAST, WANG, ZHANG, case, settle
from tests.storage.rows import NOW, store

POLICY = Policy()
ENDED = {"state": State.RESOLVED, "outcome": Outcome.REUNITED, "closed_at": NOW}


def clue(message: int, case_id: int, who: Actor) -> Clue:
    return Clue(
        case_id=case_id,
        user_id=who.id,
        name=who.name,
        source="private",
        chat_id=who.id,
        message_id=message,
        text="在桥上见过",
        at=NOW,
    )


async def forget(database: Database, who: Actor) -> Forgotten:
    async with database.write() as session:
        return await forgetting.forget(session, who, POLICY, at=NOW)


async def test_a_resident_reads_what_went_and_what_stays(database: Database) -> None:
    """An ended lamp without her words at once; the open one, a family's and a clue in use stay."""
    await settle(database)
    await store(
        database,
        Account(id=WANG.id, name=WANG.name, locale="en", home_grid_id=EAST),
        case(1001, id=1, state=State.RESOLVED),
        case(1002, id=2),
        case(1003, id=3, state=State.RESOLVED, guardian_id=99),
        case(1004, id=4, kind=Kind.LOST_CHILD, reporter_id=99),
    )
    await store(database, clue(1, 3, WANG), clue(2, 4, WANG), clue(3, 4, ZHANG))

    gone = await forget(database, WANG)

    assert gone == Forgotten(
        home=True, language=True, cases=1, clues=1, open_numbers=(1002,), clues_kept=1
    )
    async with database.read() as session:
        wiped = await session.get_one(Case, 1)
        kept = [await session.get_one(Case, key) for key in (2, 3)]
        clues = [one.text for one in await session.exec(select(Clue).order_by("id"))]
        account = await session.get_one(Account, WANG.id)
    assert (wiped.text, wiped.reporter_id, wiped.reporter_name) == ("", None, "")
    assert (wiped.number, wiped.outcome) == (1001, "repaired")
    assert {one.reporter_id for one in kept} == {WANG.id}
    assert clues == ["", "在桥上见过", "在桥上见过"]
    assert (account.name, account.locale, account.home_grid_id) == ("", None, None)
    assert (await forget(database, WANG)).cases == 0


async def test_a_position_is_the_office_s(database: Database) -> None:
    await settle(database)

    assert await forget(database, ZHANG) == Forgotten(positions=1)


@pytest.mark.one_engine
async def test_closing_words_outlive_what_is_forgotten(database: Database) -> None:
    """They take a child's photo down (promise 6); what else waits for the group is not said."""
    await settle(database)
    await store(
        database,
        Chat(id=-1, audience=Audience.RESIDENTS),
        ChatGrid(chat_id=-1, grid_id=EAST),
        case(1001, id=1, kind=Kind.LOST_CHILD, guardian_id=WANG.id, photo="photo"),
        Person(case_id=1, name="小宝"),
    )
    async with database.write() as session:
        await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
        stands = update(Delivery).where(col(Delivery.purpose) == Purpose.ALERT)
        await session.exec(stands.values(status=Status.SENT, message_id=7))
        await closing.close(session, 1, ZHANG, POLICY, outcome=Outcome.REUNITED, at=NOW)

    await forget(database, WANG)

    async with database.read() as session:
        said = select(Delivery, Post).join(Post, col(Post.id) == Delivery.post_id)
        found = await session.exec(said.where(Delivery.chat_id == -1).order_by(col(Delivery.id)))
        words = [(one.status, type(decode(post.view, post.params))) for one, post in found]
    assert words == [
        (Status.SENT, Withdrawn),
        (Status.QUEUED, AllClear),
        (Status.DROPPED, Withdrawn),
    ]


async def test_the_other_parent_stays_family_while_the_search_goes_on(database: Database) -> None:
    """His report was merged into hers: neither thirty days nor /forget take 找到了 from him."""
    await settle(database)
    child = {"kind": Kind.LOST_CHILD, "reporter_id": 61, "guardian_id": 61}
    hers = case(1001, kind=Kind.LOST_CHILD, guardian_id=WANG.id)
    merged = {"state": State.MERGED, "outcome": Outcome.DUPLICATE, "merged_into_id": 1}
    await store(database, hers, case(1002, **child, **merged))
    father, later = Actor(61, "周文涛"), NOW + timedelta(days=31)

    gone = await forget(database, father)

    assert (gone.cases, gone.open_numbers) == (0, (1002,))
    async with database.write() as session:
        assert list(await retention.due(session, POLICY, later)) == []
        assert (await retention.look(session, POLICY, at=later)).cases == []
        assert await families.family_of(session, await history.load(session, 1)) == [WANG.id, 61]
        await session.exec(update(Case).where(col(Case.id) == 1).values(**ENDED))
    async with database.read() as session:
        assert list(await retention.due(session, POLICY, later)) == [1, 2]

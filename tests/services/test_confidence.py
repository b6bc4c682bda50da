"""What is told in confidence is the village's: no press, hand or leave below it opens it (promise 9)."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.domain.absences import LeaveOrder
from bot.domain.alerts import Level
from bot.domain.cards import OutOfHands
from bot.domain.grid import Audience
from bot.domain.intake import Gazetteer, understand
from bot.domain.kinds import Kind
from bot.domain.posts import decode
from bot.domain.states import State
from bot.errors import NotAllowed, Stale
from bot.services import (
    absences,
    additions,
    attachments,
    cards,
    cases,
    desk,
    edits,
    finding,
    handing,
    looking,
    notes,
    reports,
)
from bot.services import history as history_of
from bot.services.incoming import Incoming
from bot.services.saying import Place
from bot.storage import outbox, people, rewording
from bot.storage.cases import Case, history
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.outbox import Delivery
from bot.storage.people import Account
from bot.views import cases as views
from bot.views import staff
from tests.services.district import EAST, TOWN, VILLAGE, WANG, ZHANG, case
from tests.services.presses import PEOPLE, POLICY, PRESSES, appoint
from tests.storage.rows import NOW, store
from tests.views.samples import reader

pytestmark = pytest.mark.one_engine

BEATEN = "我邻居两口子又在打娃儿，用皮带抽，娃儿才五岁，书院坝3栋2单元"
BELOW = ("worker", "colleague", "neighbour", "general", "instructor", "partner", "resident")
HERS = {"owner_id": ZHANG.id, "owner_name": ZHANG.name, "claimed_at": NOW}
IN_HAND = {**HERS, "state": State.IN_PROGRESS}


async def tell(database: Database, **values: object) -> None:
    """A quarrel in 东苑 that the village has; 小张 of 东苑 may be written to in private."""
    await appoint(database)
    quarrel = case(1001, id=1, kind=Kind.DISPUTE, text="楼上天天吵", **values)
    await store(database, quarrel, Account(id=ZHANG.id, private_since=NOW))


async def test_nobody_below_the_village_may_press_anything(database: Database) -> None:
    """They may be members of its group, where the card stands; only who is of 东苑 reads who has it."""
    await tell(database)
    told = set()
    for name, press in PRESSES.items():
        for who in BELOW:
            async with database.write() as session:
                with pytest.raises((NotAllowed, Stale)) as refused:
                    await press.call(session, 1, PEOPLE[who], NOW)
            if name == "认领":
                told.add((who, refused.value.key))
    async with database.read() as session:
        assert not await history(session, 1)
    moved = {(who, "refusal-moved") for who in ("worker", "colleague", "general")}
    assert moved <= told
    assert ("resident", "refusal-not-allowed") in told


@pytest.mark.parametrize("who", ["chief", "duty"])
async def test_the_village_and_those_above_have_it(database: Database, who: str) -> None:
    await tell(database)
    async with database.write() as session:
        await cases.claim(session, 1, PEOPLE[who], POLICY, at=NOW)
        story = await looking.story(session, 1001, PEOPLE[who])
    assert story.handles


async def test_it_is_given_to_nobody_below(database: Database) -> None:
    await tell(database)
    async with database.write() as session:
        hands = await handing.hands(session, 1, PEOPLE["chief"])
    given = {user for user, _ in hands.people}
    assert given == {PEOPLE["chief"].id, PEOPLE["duty"].id}
    assert VILLAGE not in {node for node, _ in hands.above}
    assert not hands.below
    async with database.write() as session:
        with pytest.raises(Stale):
            await handing.assign(session, 1, PEOPLE["chief"], POLICY, to=ZHANG.id, at=NOW)


async def test_the_card_in_private_says_no_more_once_it_is_in_other_hands(
    database: Database,
) -> None:
    await tell(database, **IN_HAND)
    async with database.write() as session:
        await desk.tell_person(session, await session.get_one(Case, 1), ZHANG.id, POLICY, at=NOW)
    async with database.write() as session:
        await handing.escalate(session, 1, PEOPLE["chief"], POLICY, at=NOW)
        (card,) = await outbox.live_in_chat(session, ZHANG.id, (cards.STAFF,))
        words, _ = await rewording.latest(session, card)
        assert words is not None
        assert decode(words.view, words.params) == OutOfHands(1001, "榆溪镇")


async def test_who_has_it_in_hand_goes_on_and_lends_it_to_nobody_below(database: Database) -> None:
    """It was theirs before it turned out to be such a matter; a colleague stands in for the rest."""
    await tell(database, **IN_HAND)
    colleague = PEOPLE["colleague"]
    await store(database, Account(id=colleague.id, private_since=NOW))
    async with database.write() as session:
        assert (await looking.story(session, 1001, ZHANG)).handles
        order = LeaveOrder(None, colleague.id, NOW, NOW + timedelta(days=3))
        await absences.plan(session, order, ZHANG, POLICY, at=NOW)
        assert not await outbox.live_in_chat(session, colleague.id, (cards.STAFF,))


@pytest.mark.parametrize(
    ("said", "node"),
    [
        ("我要举报网格员小张收红包", EAST),
        ("社区邱红梅包庇楼上，天天吵", TOWN),
        ("我要投诉书记邱红梅，乱收费", TOWN),
        ("我要举报邱书记，把低保给了亲戚", TOWN),
        ("我要投诉邱红梅不作为", TOWN),
    ],
)
async def test_nobody_reads_a_complaint_about_themselves(
    database: Database, said: str, node: int
) -> None:
    """About a worker below it is the village's, about the village's own it is the town's."""
    await appoint(database)
    async with database.write() as session:
        for held in await people.appointments_of(session, PEOPLE["chief"].id):
            held[0].title = "社区书记"
    async with database.write() as session:
        heard = await reports.hear(
            session, incoming(said), understand(said, now=NOW), gazetteer=Gazetteer(), policy=POLICY
        )
        assert heard.case is not None
        case = await reports.submit(session, heard.case.key, WANG, POLICY, at=NOW)
        assert (case.grid_id, case.is_confidential) == (node, True)
        for accused in (ZHANG, PEOPLE["chief"]) if node == TOWN else (ZHANG,):
            with pytest.raises(NotAllowed):
                await cases.claim(session, case.key, accused, POLICY, at=NOW)
            with pytest.raises(NotAllowed):
                await looking.story(session, case.number or 0, accused)
        await cases.claim(session, case.key, PEOPLE["duty"], POLICY, at=NOW)


@pytest.mark.parametrize(
    ("more", "node"),
    [
        ("我要举报网格员小张收红包", VILLAGE),
        ("社区邱红梅包庇楼上，骂我", TOWN),
        ("楼上还打了网格员小张", None),
    ],
)
async def test_words_added_later_are_kept_from_whom_they_blame(
    database: Database, more: str, node: int | None
) -> None:
    """Who is blamed has it no more and their group's card is gone; who was hurt is not blamed."""
    await appoint(database)
    group = Chat(id=-200, audience=Audience.STAFF), ChatGrid(chat_id=-200, grid_id=EAST)
    wish = case(1001, id=1, kind=Kind.NEED, text="低保怎么办", told=5, **IN_HAND)
    await store(database, *group, wish)
    async with database.write() as session:
        heard = await history_of.load(session, 1)
        await desk._put_card(session, heard, Place(-200, "zh", grid_id=EAST), at=NOW)  # noqa: SLF001
        await additions.add(session, 1, WANG, POLICY, text=more, photo=None, now=NOW, at=NOW)
    async with database.read() as session:
        told = await session.get_one(Case, 1)
        standing = await outbox.live_in_slot(session, 1, cards.STAFF)
        assert told.is_confidential is (node is not None)
        assert (-200 in {card.chat_id for card in standing}) is (node is None)
        assert (told.owner_id == ZHANG.id) is (node is None)
        assert (await history_of.first_to_hear(session, told)).id == (node or EAST)


async def test_an_edit_that_blames_is_kept_from_whom_it_blames(database: Database) -> None:
    await appoint(database)
    said = "低保怎么办"
    at_home = {"reporter_id": WANG.id, "chat_id": WANG.id, "message_id": 1}
    wish = case(1001, id=1, kind=Kind.NEED, text=said, told=len(said), **(at_home | IN_HAND))
    await store(database, wish)
    async with database.write() as session:
        anew = incoming(f"{said}，网格员小张收了我的钱")
        await edits.follow(session, anew, POLICY, gazetteer=Gazetteer(), now=NOW)
    async with database.read() as session:
        told = await session.get_one(Case, 1)
        assert (told.grid_id, told.owner_id, told.is_confidential) == (VILLAGE, None, True)


def incoming(said: str) -> Incoming:
    """What 王丽 writes in private, who came by the link of 东苑."""
    return Incoming(WANG.id, 1, private=True, sender=WANG, text=said, photo=None, at=NOW, link=EAST)


async def test_what_was_promised_holds_when_a_life_is_at_stake(database: Database) -> None:
    """The grid is alarmed and may work on it now; no group reads what was told before."""
    await appoint(database)
    meaning = understand(BEATEN, now=NOW)
    async with database.write() as session:
        told = incoming(BEATEN)
        heard = await reports.hear(session, told, meaning, gazetteer=Gazetteer(), policy=POLICY)
        assert heard.case is not None
        assert heard.case.is_confidential
        key, text = heard.case.key, "他们现在又在打了，娃儿喊救命"
        await notes.write(session, key, PEOPLE["chief"], POLICY, words="邻居说用皮带抽", at=NOW)
        await additions.add(session, key, WANG, POLICY, text=text, photo=None, now=NOW, at=NOW)
        await cases.claim(session, key, ZHANG, POLICY, at=NOW)
        risen = await session.get_one(Case, key)
        for who, finds in (("worker", 0), ("general", 0), ("chief", 1), ("duty", 1)):
            found = await finding.find(session, PEOPLE[who], "皮带", at=NOW)
            assert len(found.lines) == finds, who
        card = await cards.staff_card(session, risen)
        assert risen.number is not None
        read = {
            who: await looking.story(session, risen.number, PEOPLE[who])
            for who in ("worker", "general", "chief", "duty")
        }
    assert risen.level is Level.RED
    assert "皮带" not in staff.staff_card(card, reader()).text
    shown = {who: views.case_story(story, reader(), at=NOW).text for who, story in read.items()}
    assert {who for who, said in shown.items() if "皮带" in said} == {"chief", "duty"}
    assert read["worker"].handles


async def test_what_is_shown_then_stands_at_the_village_alone(database: Database) -> None:
    """The grid has the bare card: no photo, no film, no voice, neither with it nor later."""
    await appoint(database)
    groups = (-200, EAST), (-300, VILLAGE)
    for chat_id, node in groups:
        bound = Chat(id=chat_id, audience=Audience.STAFF), ChatGrid(chat_id=chat_id, grid_id=node)
        await store(database, *bound)
    told = {"told_in_confidence": True, "sensitive": True, "voice": "voice", "photo": "photo"}
    await store(database, case(1001, id=1, kind=Kind.HELP, level=Level.RED, chat_id=3, **told))
    async with database.write() as session:
        risen = await history_of.load(session, 1)
        for chat_id, node in groups:
            place = Place(chat_id, "zh", grid_id=node)
            await desk._put_card(session, risen, place, at=NOW)  # noqa: SLF001
        await attachments.attach(session, risen, (WANG.id, 7), at=NOW)
        await attachments.attach(session, risen, (WANG.id, 8), slot=cards.VOICE, at=NOW)
        shown = select(Delivery.chat_id).where(col(Delivery.slot).in_((cards.RELAY, cards.VOICE)))
        assert set(await session.exec(shown)) == {-300}

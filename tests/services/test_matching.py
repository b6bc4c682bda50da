"""Two cases of one person, where several look at them, or press, in the same moment."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.domain.alerts import Level
from bot.domain.grid import Audience
from bot.domain.kinds import Kind, Outcome
from bot.domain.match_cards import SamePerson
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import cards, closing, desk, handing, matching, retention, suspending
from bot.storage.cases import Case, CaseLink, history
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.matches import Match
from bot.storage.outbox import Delivery, Post, live_in_slot
from bot.storage.persons import Person
from bot.storage.rewording import latest_words
from bot.views.message import Drawn
from bot.views.posts import render
from tests.services.district import EAST, VILLAGE, WEST, case
from tests.services.presses import PEOPLE, POLICY, appoint
from tests.services.test_races import at_once
from tests.storage.rows import NOW, store
from tests.views.samples import reader

LATER = NOW + timedelta(minutes=5)
GROUPS = {-11: EAST, -12: WEST, -13: VILLAGE}
LOST: dict[str, Any] = {"kind": Kind.LOST_CHILD, "level": Level.RED, "life_safety": True}
FOUND: dict[str, Any] = LOST | {"kind": Kind.FOUND_CHILD, "level": Level.ORANGE, "grid_id": WEST}
BOY: dict[str, Any] = {"sex": "male", "age": 5, "clothing": "红色外套", "compare_at": NOW}


async def two_cases(
    database: Database,
    lost: dict[str, Any] = LOST,
    found: dict[str, Any] = FOUND,
    **person: object,
) -> None:
    """A boy is missed in 东苑, and one was found in 西苑; each has its card in its own staff group."""
    await appoint(database)
    groups = [Chat(id=group, title="工作群", audience=Audience.STAFF) for group in GROUPS]
    bound = [ChatGrid(chat_id=group, grid_id=node) for group, node in GROUPS.items()]
    await store(database, *groups, *bound)
    await store(
        database,
        case(1001, id=1, **lost),
        case(1002, id=2, reporter_id=99, reporter_name="老罗", **found),
        Person(case_id=1, **BOY | person),
        Person(case_id=2, **BOY | person),
    )
    async with database.write() as session:
        for key in (1, 2):
            known = await session.get_one(Case, key)
            await desk.tell_staff(session, known, POLICY, at=NOW)


async def look(database: Database, key: int) -> None:
    async with database.write() as session:
        await matching.look(session, key, POLICY, at=LATER)


async def questions(database: Database) -> dict[int, tuple[SamePerson, str | None]]:
    """Return what each group is asked now, and the photo with it."""
    async with database.read() as session:
        found = {}
        for key in (1, 2):
            for message in await live_in_slot(session, key, cards.MATCH):
                post = await session.get_one(Post, message.post_id)
                said = decode(post.view, post.params)
                assert isinstance(said, SamePerson)
                found[message.chat_id] = (said, post.photo)
        return found


async def test_two_processes_that_compare_at_once_ask_once(database: Database) -> None:
    """Each looks at one of the two cases; nobody fails, nobody is asked twice."""
    await two_cases(database)

    await asyncio.gather(look(database, 1), look(database, 2))

    async with database.read() as session:
        assert len((await session.exec(select(Match))).all()) == 1
        asked = select(Delivery).where(Delivery.slot == cards.MATCH)
        assert sorted(one.chat_id for one in await session.exec(asked)) == [-12, -11]


async def test_of_two_groups_that_press_at_once_one_decides(database: Database) -> None:
    """是同一人 here and 不是 there: one is told that somebody was first, and history has one story."""
    await two_cases(database)
    await look(database, 1)

    told = await at_once(
        database,
        lambda s: matching.confirm(s, 1, PEOPLE["worker"], POLICY, arg="1", at=LATER),
        lambda s: matching.deny(s, 2, PEOPLE["neighbour"], POLICY, arg="1", at=LATER),
    )

    assert sorted(isinstance(one, Stale) for one in told) == [False, True]
    same = told[0] is None
    async with database.read() as session:
        (pair,) = (await session.exec(select(Match))).all()
        assert pair.same is same
        assert len((await session.exec(select(CaseLink))).all()) == (2 if same else 0)
        wanted = Action.SAME_PERSON if same else Action.OTHER_PERSON
        for key in (1, 2):
            steps = [step.action for step in await history(session, key)]
            assert [one for one in steps if one in {Action.SAME_PERSON, Action.OTHER_PERSON}] == [
                wanted
            ]


async def test_who_was_suspended_decides_nothing(database: Database) -> None:
    await two_cases(database)
    await look(database, 1)
    async with database.write() as session:
        order = suspending.Order(
            PEOPLE["worker"].id, PEOPLE["duty"], timedelta(hours=24), "手机丢了"
        )
        await suspending.suspend(session, order, POLICY, at=NOW)

    for press in (matching.confirm, matching.deny):
        with pytest.raises(NotAllowed):
            async with database.write() as session:
                await press(session, 1, PEOPLE["worker"], POLICY, arg="1", at=LATER)


@pytest.mark.parametrize("who", ["partner", "instructor", "volunteer", "admin", "reporter"])
async def test_only_those_who_handle_cases_decide(database: Database, who: str) -> None:
    await two_cases(database)
    await look(database, 1)

    with pytest.raises(Refusal):
        async with database.write() as session:
            await matching.confirm(session, 1, PEOPLE[who], POLICY, arg="1", at=LATER)


@pytest.mark.parametrize(
    ("age", "vulnerable", "police", "shown"),
    [
        (30.0, False, None, False),
        (30.0, False, "成公〔2026〕0071号", True),
        (None, False, None, False),
        (30.0, True, None, True),
        (78.0, True, None, True),
    ],
)
async def test_no_other_grid_sees_who_may_have_left_by_their_own_will(
    database: Database, age: float | None, *, vulnerable: bool, police: str | None, shown: bool
) -> None:
    """Promise 3: without a police number no picture of a capable adult, nor of whose age nobody told."""
    lost = LOST | {"kind": Kind.LOST_ADULT, "photo": "hers", "police_number": police}
    found = FOUND | {"kind": Kind.FOUND_ADULT, "photo": "theirs"}
    person = {"age": age, "sex": "female", "vulnerable": vulnerable, "name": "赵兰"}
    await two_cases(database, lost, found, **person)

    await look(database, 1)

    asked = await questions(database)
    assert asked[-12][1] == ("hers" if shown else None)
    assert asked[-12][0].has_photo is shown
    assert asked[-12][0].own_will is asked[-11][0].own_will is not vulnerable
    assert asked[-11][1] == "theirs"


async def test_what_is_not_the_same_shows_no_stranger_s_photo_any_more(database: Database) -> None:
    """After 不是 the picture of somebody else's child has no business in that group."""
    await two_cases(database, found=FOUND | {"photo": "theirs"})
    await look(database, 1)

    async with database.write() as session:
        await matching.deny(session, 1, PEOPLE["worker"], POLICY, arg="1", at=LATER)

    async with database.read() as session:
        (message,) = await live_in_slot(session, 1, cards.MATCH)
        post = await latest_words(session, message)
    assert post is not None
    assert render(post.view, post.params, reader()).picture is Drawn.ALL_CLEAR


async def test_who_gets_a_case_later_is_asked_too(database: Database) -> None:
    """升级: the village that has it now reads the question; 不是 there ends it everywhere."""
    await two_cases(database)
    await look(database, 1)
    assert set(await questions(database)) == {-11, -12}

    async with database.write() as session:
        await handing.escalate(session, 1, PEOPLE["worker"], POLICY, at=LATER)
    await look(database, 1)
    await look(database, 1)

    asked = await questions(database)
    assert set(asked) == {-11, -12, -13}
    assert asked[-13][0] == asked[-11][0]
    async with database.write() as session:
        await matching.deny(session, 1, PEOPLE["chief"], POLICY, arg="1", at=LATER)


async def test_a_case_that_ended_meanwhile_can_t_be_decided(database: Database) -> None:
    """Neither side; and nobody is asked about it any more."""
    await two_cases(database)
    await look(database, 1)
    async with database.write() as session:
        who, outcome = PEOPLE["neighbour"], Outcome.HANDED_TO_POLICE
        await closing.close(session, 2, who, POLICY, outcome=outcome, at=LATER)

    with pytest.raises(Stale):
        async with database.write() as session:
            await matching.confirm(session, 1, PEOPLE["worker"], POLICY, arg="1", at=LATER)
    await look(database, 2)
    assert await questions(database) == {}


async def test_nothing_of_the_person_is_left_with_the_other_case(database: Database) -> None:
    """Nobody decided, the search ended, and 30 days later it is forgotten there, too."""
    await two_cases(database, lost=LOST | {"photo": "his"})
    await look(database, 1)
    async with database.write() as session:
        who, outcome = PEOPLE["worker"], Outcome.REUNITED
        await closing.close(session, 1, who, POLICY, outcome=outcome, at=LATER)
    await look(database, 1)

    async with database.write() as session:
        await retention.wipe_now(session, await session.get_one(Case, 1), at=LATER)

    async with database.read() as session:
        said = [post for post in await session.exec(select(Post)) if post.case_id == 2]
    assert all(post.photo != "his" for post in said)
    assert all("红" not in str(post.params) for post in said if post.view == "same_person")
    assert all(not post.params.get("agree") for post in said)


async def test_when_the_search_goes_on_staff_are_asked_again(database: Database) -> None:
    """Of a pair that nobody had decided; what was decided stays so."""
    await two_cases(database)
    await look(database, 1)
    async with database.write() as session:
        who, outcome = PEOPLE["worker"], Outcome.REUNITED
        await closing.close(session, 1, who, POLICY, outcome=outcome, at=LATER)
    await look(database, 1)
    assert await questions(database) == {}

    async with database.write() as session:
        await handing.take_up(session, 1, PEOPLE["worker"], POLICY, at=LATER)
    await look(database, 1)

    assert set(await questions(database)) == {-11, -12}

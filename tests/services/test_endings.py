"""How a case ends, and what residents read of it: nobody is told that all is well where it is not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from bot.domain.alert_cards import AllClear, Thanks
from bot.domain.alerts import AlertStatus, Level
from bot.domain.brakes import Went
from bot.domain.cards import ReporterCard
from bot.domain.clue_cards import FoundClaim, GuardianWelcome, Says
from bot.domain.grid import Audience, Names
from bot.domain.kinds import Kind, Outcome
from bot.domain.posts import decode
from bot.domain.states import State
from bot.errors import Refusal, Stale, Unfit
from bot.services import (
    additions,
    alerts,
    board,
    cards,
    cases,
    closing,
    desk,
    guardians,
    handing,
    history,
    validity,
)
from bot.services.rights import Actor
from bot.storage import families, forgetting, outbox, rewording, wiping
from bot.storage.alerts import newest
from bot.storage.boards import BOARD
from bot.storage.cases import Case, CaseLink
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.families import SAME_PERSON
from bot.storage.matches import Match
from bot.storage.outbox import Delivery, Post, Purpose, Status
from bot.storage.persons import Person
from bot.views import reports
from tests.services.district import EAST, LI, WANG, WEST, ZHANG, case
from tests.services.presses import POLICY, appoint
from tests.storage.rows import NOW, store
from tests.views.samples import reader

pytestmark = pytest.mark.one_engine

GROUP, STAFF = -1, -200
DAY_LESS_A_BIT, HOURS_LESS_A_BIT = (
    POLICY.person_alert_valid * 0.99,
    POLICY.hazard_alert_valid * 0.99,
)


async def town(database: Database, *rows: object) -> None:
    """One group of residents and one of staff in 东苑."""
    chats = (GROUP, Audience.RESIDENTS), (STAFF, Audience.STAFF)
    await appoint(database)
    for chat_id, audience in chats:
        await store(
            database,
            Chat(id=chat_id, audience=audience),
            ChatGrid(chat_id=chat_id, grid_id=EAST),
        )
    await store(database, *rows)


async def two(database: Database, kind: Kind) -> None:
    """Two red cases of this kind."""
    theirs: dict[str, Any] = {"kind": kind, "level": Level.RED, "guardian_id": WANG.id}
    await town(database, case(1001, **theirs), case(1002, **theirs))
    if kind.is_person:
        await store(database, Person(case_id=1, age=5), Person(case_id=2, age=5))


async def published(database: Database, kind: Kind) -> None:
    """Of two red cases of this kind the first one's alert stands in the group."""
    await two(database, kind)
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 1), POLICY, at=NOW)
        await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
        sent = update(Delivery).where(col(Delivery.purpose) == Purpose.ALERT)
        await session.exec(sent.values(status="sent", message_id=1))


async def told(database: Database) -> list[str]:
    """Return what the group read since: reasons, `danger` where nobody says it is safe, `thanks`."""
    async with database.read() as session:
        rows = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        rows = rows.where(Delivery.chat_id == GROUP, Delivery.purpose != Purpose.ALERT)
        said = [decode(post.view, post.params) for post in await session.exec(rows)]
    clear = [word for one in said if isinstance(one, AllClear) for word in _read(one)]
    return [*clear, *("thanks" for one in said if isinstance(one, Thanks))]


def _read(clear: AllClear) -> list[str]:
    return [clear.ending, "danger"] if clear.danger else [clear.ending]


async def end(
    database: Database,
    outcome: Outcome,
    *,
    case_id: int = 1,
    who: Actor = ZHANG,
    **how: Any,  # noqa: ANN401 - arguments
) -> None:
    async with database.write() as session:
        await closing.close(session, case_id, who, POLICY, outcome=outcome, at=NOW, **how)


@pytest.mark.parametrize(
    ("kind", "outcome", "how", "read"),
    [
        (Kind.HAZARD, Outcome.HAZARD_REMOVED, {}, ["over", "thanks"]),
        (Kind.HAZARD, Outcome.FALSE_ALARM, {}, ["over", "thanks"]),
        (Kind.HAZARD, Outcome.CANNOT_FIX, {"reason": "要等燃气公司"}, ["ended", "danger"]),
        (Kind.HAZARD, Outcome.NOT_REPRODUCIBLE, {}, ["ended", "danger"]),
        (Kind.HAZARD, Outcome.PARTLY_REPAIRED, {}, ["ended", "danger"]),
        (Kind.HAZARD, Outcome.DUPLICATE, {"original": 1002}, ["ended", "danger"]),
        (Kind.LOST_CHILD, Outcome.FALSE_ALARM, {}, ["over", "thanks"]),
        (Kind.LOST_CHILD, Outcome.DUPLICATE, {"original": 1002}, ["recalled"]),
    ],
)
async def test_only_what_is_well_is_told_as_well(
    database: Database, kind: Kind, outcome: Outcome, how: dict[str, Any], read: list[str]
) -> None:
    """Of a leak that nobody could close, and of a child sought under another number, no all-clear."""
    await published(database, kind)

    await end(database, outcome, **how)

    assert await told(database) == read


@pytest.mark.parametrize(
    ("kind", "after", "read", "better"),
    [
        (Kind.HAZARD, HOURS_LESS_A_BIT, ["ended", "danger"], Outcome.HAZARD_REMOVED),
        (Kind.LOST_CHILD, DAY_LESS_A_BIT, ["ended"], Outcome.REUNITED),
    ],
)
async def test_an_alert_that_staff_end_says_no_more_than_that(
    database: Database,
    kind: Kind,
    after: timedelta,
    read: list[str],
    better: Outcome,
) -> None:
    """结束 of 还要继续吗: the case goes on, and that all is well is told when it is."""
    await published(database, kind)
    async with database.write() as session:
        await validity.ask(session, 1, POLICY, at=NOW + after)
        await validity.end(session, 1, ZHANG, POLICY, at=NOW + after)
    assert await told(database) == read

    await end(database, better)

    assert (await told(database))[-1] in {"over", "found"}
    async with database.read() as session:
        last = await newest(session, 1)
    assert last is not None
    assert (last.status, last.ended_at) == (AlertStatus.EXPIRED, NOW + after)


async def test_what_nobody_could_fix_is_told_as_well_once_it_is(database: Database) -> None:
    """没解决 opens it again; and should that be wrong, too, nobody goes on reading that all is well."""
    await published(database, Kind.HAZARD)
    await end(database, Outcome.CANNOT_FIX, reason="要等燃气公司")
    for outcome, read in ((Outcome.HAZARD_REMOVED, "over"), (Outcome.NOT_REPRODUCIBLE, "ended")):
        async with database.write() as session:
            await handing.bring_back(session, await history.load(session, 1), WANG, POLICY, at=NOW)
        await end(database, outcome, who=LI)
        assert (await told(database))[0] == read


async def test_a_chain_of_mergings_has_one_family_and_one_end(database: Database) -> None:
    """The father's report went into the mother's, hers into the grandmother's, who finds the child."""
    father, mother = Actor(61, "周文涛"), Actor(62, "周敏")
    await published(database, Kind.LOST_CHILD)
    later = case(1003, kind=Kind.LOST_CHILD, level=Level.RED, guardian_id=mother.id)
    await store(database, later, Person(case_id=3, age=5))
    async with database.write() as session:
        (await history.load(session, 1)).guardian_id = father.id
    await end(database, Outcome.DUPLICATE, original=1003)
    await end(database, Outcome.DUPLICATE, case_id=3, original=1002)

    async with database.read() as session:
        joint = await session.get_one(Case, 2)
        assert await families.family_of(session, joint) == [WANG.id, father.id, mother.id]
        assert [one.key for one in await families.guarded_by(session, father.id)] == [2]
        assert await forgetting.ended_cases(session, father.id) == []
        assert await wiping.to_be_wiped(session, closed_before=NOW + timedelta(days=31)) == []
    async with database.write() as session:
        await closing.found(session, 2, father, POLICY, at=NOW)

    assert (await told(database))[-1] == "found"
    async with database.write() as session:
        await cases.fail_check(session, 2, LI, POLICY, at=NOW)
    assert (await told(database))[-1] == "not_found"
    async with database.write() as session:
        await closing.close(session, 2, LI, POLICY, outcome=Outcome.REUNITED, at=NOW)
        await handing.take_up(session, 3, ZHANG, POLICY, at=NOW)
        assert [one.key for one in await families.guarded_by(session, father.id)] == [3]


async def test_nobody_is_published_who_is_said_to_be_found(database: Database) -> None:
    """The preview stands while the guardian says 找到了: what is pressed under it is refused."""
    await two(database, Kind.LOST_CHILD)
    async with database.write() as session:
        await alerts.preview(session, 1, ZHANG, POLICY, chat_id=ZHANG.id, at=NOW)
        await closing.found(session, 1, WANG, POLICY, at=NOW)

    for press in (alerts.publish_verified, alerts.publish_unverified):
        with pytest.raises(Refusal, match="refusal-said-found"):
            async with database.write() as session:
                await press(session, 1, ZHANG, POLICY, at=NOW)

    assert await told(database) == []


async def test_nothing_is_published_that_no_preview_has_shown(database: Database) -> None:
    """What the family adds meanwhile stands in the preview before it goes out, a press later."""
    await two(database, Kind.LOST_CHILD)
    async with database.write() as session:
        await alerts.preview(session, 1, ZHANG, POLICY, chat_id=ZHANG.id, at=NOW)
        (shown,) = await outbox.live_in_slot(session, 1, "preview")
        shown.status, shown.message_id = Status.SENT, 7
        (await session.get_one(Person, 1)).clothing = "粉色凉鞋"

    async with database.write() as session:
        went = await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
        assert went is Went.REREAD
    assert await told(database) == []

    async with database.write() as session:
        went = await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
        assert went is Went.OUT


@pytest.mark.parametrize(("who", "read"), [(WANG, "refusal-closed"), (LI, "refusal-closed-by")])
async def test_who_adds_to_a_closed_case_reads_what_to_do(
    database: Database, who: Actor, read: str
) -> None:
    """Its reporter writes again; staff read who closed it, and of 重新办理."""
    await town(database, case(1001))
    await end(database, Outcome.REPAIRED)

    with pytest.raises(Stale) as refused:
        async with database.write() as session:
            await additions.may_add(session, 1, who)

    assert refused.value.key == read


async def test_the_finder_s_staff_are_asked_when_the_family_has_found_the_child(
    database: Database,
) -> None:
    """After 是同一人 nobody else tells them that a child who waits with a stranger is fetched."""
    found = case(1002, kind=Kind.FOUND_CHILD, level=Level.ORANGE)
    await town(database, case(1001, kind=Kind.LOST_CHILD, guardian_id=WANG.id), found)
    await store(database, Person(case_id=1), Person(case_id=2))
    await store(database, Match(one_id=1, other_id=2, score=9, at=NOW, same=True))
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 2), POLICY, at=NOW)
        for _ in range(2):
            await closing.found(session, 1, WANG, POLICY, at=NOW)
        (asked,) = await outbox.live_in_slot(session, 2, cards.RELAY)
        words = await rewording.latest_words(session, asked)

    assert words is not None
    assert decode(words.view, words.params) == FoundClaim(1002, "", "", Says.FAMILY, 2)


@pytest.mark.parametrize("family", [True, False])
async def test_who_may_search_for_the_same_child_is_asked(
    database: Database, *, family: bool
) -> None:
    """Nobody has decided yet whether father and grandmother miss one child: his alert would go on."""
    other = case(1002, kind=Kind.LOST_CHILD, reporter_id=9)
    guardian = {"guardian_id": WANG.id} if family else {"reporter_id": WANG.id}
    await town(database, case(1001, kind=Kind.LOST_CHILD, **guardian), other)
    await store(database, Person(case_id=1), Person(case_id=2))
    await store(database, Match(one_id=1, other_id=2, score=9, at=NOW))
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 2), POLICY, at=NOW)
        mine = await history.load(session, 1)
        await closing.said_found(session, mine, WANG, "找到了", POLICY, at=NOW)
        (asked,) = await outbox.live_in_slot(session, 2, cards.RELAY)
        words = await rewording.latest_words(session, asked)

    said = "" if family else "找到了"
    assert words is not None
    assert decode(words.view, words.params) == FoundClaim(1002, said, "", Says.ALIKE, 2)


async def test_the_family_reads_in_which_groups_a_copy_may_be_left(database: Database) -> None:
    """The alert was with Telegram when they said 找到了, and no answer came."""
    await published(database, Kind.LOST_CHILD)
    sent = update(Delivery).where(col(Delivery.purpose) == Purpose.ALERT)
    async with database.write() as session:
        child = await history.load(session, 1)
        await guardians.greet_guardian(session, child, POLICY, at=NOW)
        await session.exec(sent.values(status=Status.SENDING, message_id=None))
        await closing.found(session, 1, WANG, POLICY, at=NOW)
    async with database.write() as session:
        await session.exec(sent.values(status=Status.UNKNOWN))
        (card,) = await outbox.live_in_slot(session, 1, cards.GUARDIAN)
        drawn, *_ = await outbox.live_in_slot(session, 1, BOARD)
        await board.draw(session, drawn, POLICY, NOW)
        words = await rewording.latest_words(session, card)
    assert words is not None
    shown = decode(words.view, words.params)
    assert isinstance(shown, ReporterCard)
    assert shown.left == Names(("东苑",), 1)


@pytest.mark.parametrize(
    ("kind", "other", "refused"),
    [
        (Kind.LOST_CHILD, {"grid_id": WEST}, "elsewhere"),
        (Kind.LOST_CHILD, {"state": State.RESOLVED, "outcome": Outcome.REUNITED}, "over"),
        (Kind.LOST_CHILD, {"kind": Kind.LIGHT}, "kind"),
        (Kind.LIGHT, {"kind": Kind.LOST_CHILD}, "kind"),
    ],
)
async def test_a_wrong_digit_leads_to_no_stranger_s_child(
    database: Database, kind: Kind, other: dict[str, Any], refused: str
) -> None:
    """重复 of a child: another who is sought, in the presser's own grids; the case stays open."""
    await town(database, case(1001, kind=kind), case(1002, **({"kind": kind} | other)))

    with pytest.raises(Unfit, match=f"refusal-merge-{refused}"):
        await end(database, Outcome.DUPLICATE, original=1002)

    if refused == "elsewhere":
        link = CaseLink(case_id=1, other_id=2, relation=SAME_PERSON, at=NOW)
        await store(database, link, Person(case_id=1), Person(case_id=2))
        await end(database, Outcome.DUPLICATE, original=1002)


async def test_nobody_reads_of_an_alert_that_ran_out_once_it_is_out_again(
    database: Database,
) -> None:
    """没人点，撤下了 goes from every card with the next 发布, and is no question of the new alert."""
    await published(database, Kind.LOST_CHILD)
    later = NOW + POLICY.person_alert_valid
    async with database.write() as session:
        await validity.expire(session, 1, POLICY, at=later)
        assert await outbox.live_in_slot(session, 1, cards.EXPIRING)
        await alerts.publish_verified(session, 1, ZHANG, POLICY, at=later)
        assert not await outbox.live_in_slot(session, 1, cards.EXPIRING)


async def test_who_has_said_that_they_are_found_is_not_sent_to_110_again(
    database: Database,
) -> None:
    """The private chat is opened after 找到了: nothing is left to ring for, nor a photo to send."""
    await published(database, Kind.LOST_CHILD)
    async with database.write() as session:
        await closing.found(session, 1, WANG, POLICY, at=NOW)
        await guardians.greet_guardian(session, await history.load(session, 1), POLICY, at=NOW)
    async with database.read() as session:
        said = [decode(one.view, one.params) for one in await session.exec(select(Post))]
    (welcome,) = [one for one in said if isinstance(one, GuardianWelcome)]
    assert (welcome.found, welcome.wants_photo) == (True, False)
    lines = reports.guardian_welcome(welcome, reader()).text.splitlines()
    assert lines[0] == "人找到了就好，网格员会来核实。"
    assert "110" not in "".join(lines)


async def test_a_picture_sent_as_a_file_is_asked_for_no_more(database: Database) -> None:
    await published(database, Kind.LOST_CHILD)
    async with database.write() as session:
        child = await history.load(session, 1)
        child.pictured = True
        await guardians.greet_guardian(session, child, POLICY, at=NOW)
    async with database.read() as session:
        said = [decode(one.view, one.params) for one in await session.exec(select(Post))]
    assert [one.wants_photo for one in said if isinstance(one, GuardianWelcome)] == [False]

"""A message whose answer does not come: said again, listed, and one of the two taken away."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.domain.alert_cards import AlertPost
from bot.services import saying
from bot.services.saying import Place
from bot.storage import doubles, everywhere, sending
from bot.storage.database import Database
from bot.storage.lost_numbers import NOT_THERE
from bot.storage.outbox import MAY_STAND_TWICE, Delivery, Lane, Op, Purpose, Status
from tests.delivery.office import Office, open_office
from tests.sandbox.support import MOTHER, SUPERGROUP, Box
from tests.storage.rows import alert, case, node, store
from tests.views.samples import CHILD


async def copies(office: Office, key: int) -> list[Delivery]:
    """Return what is listed as a possible second copy of a message."""
    query = select(Delivery).where(Delivery.double_of == key).order_by(col(Delivery.id))
    async with office.database.read() as session:
        return list((await session.exec(query)).all())


async def numbers(office: Office) -> list[int]:
    return [message["message_id"] for message in await office.messages()]


async def fault(office: Office, kind: str, **how: float) -> None:
    await office.box.post("faults", kind=kind, method="sendMessage", **how)


async def test_who_hangs_is_not_waited_for(office: Office) -> None:
    """After ten seconds it is said again, and what comes meanwhile goes its way."""
    await fault(office, "delay", seconds=40, chat=SUPERGROUP)
    message = await office.say("one")
    await office.work(seconds=9)
    waiting = await office.status(message)
    await office.work(seconds=3)

    assert waiting is Status.SENDING
    assert await office.status(message) is Status.SENT
    assert await office.read() == ["one"]
    assert [copy.status for copy in await copies(office, message)] == [Status.UNKNOWN]


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("delay", "it was done late: what everybody has read stays"),
        ("late", "it was done at once, only the answer was late: the first stays"),
    ],
)
async def test_if_both_answer_the_second_in_the_chat_goes(
    office: Office, kind: str, why: str
) -> None:
    """And the ledger knows the one that stays: its edits reach it."""
    await fault(office, kind, seconds=40, chat=SUPERGROUP)
    message = await office.say("one")
    await office.work(seconds=12)
    early = await numbers(office)
    await office.work(seconds=35)
    await office.change(message, "two")
    await office.work()

    assert await office.read() == ["two"], why
    assert await numbers(office) == early[:1], why
    assert [copy.status for copy in await copies(office, message)] == [Status.SENT], why


@pytest.mark.parametrize("kind", ["delay", "late"])
async def test_of_two_that_both_hang_one_is_left(office: Office, kind: str) -> None:
    """Whichever is answered first, the other is on the ledger until it is known and taken away."""
    await fault(office, kind, seconds=12, times=2, chat=SUPERGROUP)
    message = await office.say("one")
    await office.work(seconds=22.5)
    listed = [copy.status for copy in await copies(office, message)]
    await office.work(seconds=20)
    await office.take_back(message)
    await office.work()

    assert listed == [Status.UNKNOWN]
    (left,) = await office.messages()
    assert "孩子找到了" in left["text"]


async def test_both_answers_come_after_the_end_was_said_beside_them(office: Office) -> None:
    """Neither number was known when the child came home: both copies go once they are."""
    await fault(office, "late", seconds=40, times=2, chat=SUPERGROUP)
    message = await office.say("missing")
    await office.work(seconds=30)
    await office.take_back(message)
    await office.work(seconds=5)

    await office.work(seconds=60)

    (left,) = await office.messages()
    assert "孩子找到了" in left["text"]


async def test_a_message_that_was_changed_meanwhile_stays(office: Office) -> None:
    """Whatever stands first: the other one still says what is not true any more."""
    await fault(office, "drop_after", chat=SUPERGROUP)
    message = await office.say("one")
    await office.work()
    first, second = await numbers(office)
    await office.take_back(message)
    await office.work()
    async with office.database.write() as session:
        await doubles.answered_late(session, message, first, at=office.now)

    await office.work()

    assert await numbers(office) == [second]
    assert (await office.row(message)).message_id == second


async def test_an_answer_in_time_for_the_second_try_saves_it(office: Office) -> None:
    """Nothing was said again, so nothing stands twice and nothing is listed."""
    await fault(office, "delay", seconds=10.5, chat=SUPERGROUP)
    message = await office.say("one")

    await office.work(seconds=20)

    assert await office.status(message) is Status.SENT
    assert await office.calls("sendMessage") == 1
    assert await copies(office, message) == []


async def test_a_late_alert_of_a_case_that_is_over_goes(office: Office) -> None:
    """It was given up when the child came home; nobody may read it afterwards."""
    await fault(office, "delay", seconds=10.5, chat=SUPERGROUP)
    message = await office.say("missing")
    await office.work(seconds=10.2)
    async with office.database.write() as session:
        row = await session.get_one(Delivery, message)
        assert row.status is Status.RETRYING
        row.status = Status.DROPPED

    await office.work(seconds=20)

    assert await office.read() == []


async def test_an_edit_that_hangs_is_waited_for(office: Office) -> None:
    """An old one, done late, would undo a newer one."""
    message = await office.say("one")
    await office.work()
    await office.box.post("faults", kind="delay", method="editMessageText", seconds=40)
    await office.change(message, "two")
    await office.work(seconds=20)
    await office.change(message, "three")

    await office.work()

    assert await office.read() == ["three"]
    assert await office.calls("editMessageText") == 2


async def test_what_a_killed_process_had_in_flight_is_listed(
    office: Office, database: Database, box: Box
) -> None:
    """At most so many messages stand twice, and each has a row that says so."""
    message = await office.say("one")
    edit = await office.take_back(await office.say("two"))
    async with database.write() as session:
        await sending.claim(session, now=office.now, limit=9)

    async with open_office(database, box) as reborn:
        await reborn.work()

    async with database.read() as session:
        query = select(Delivery).where(Delivery.status == Status.UNKNOWN)
        listed = (await session.exec(query)).all()
    assert [row.double_of for row in listed] == [message]
    assert listed[0].reason == MAY_STAND_TWICE
    assert (await office.row(edit)).op is Op.EDIT


async def test_a_line_that_is_dead_costs_no_message_its_second_try(office: Office) -> None:
    """Nothing answers at all: everything waits until something harmless is answered."""
    await office.box.post("faults", kind="delay", seconds=100, times=40)
    keys = [await office.say(words) for words in ("one", "two", "three")]

    await office.work(seconds=90)
    tried = [(await office.row(key)).attempts for key in keys]
    office.box.clock.advance(timedelta(minutes=5).total_seconds())
    await office.work()

    assert max(tried) == 1
    assert sorted(await office.read()) == ["one", "three", "two"]


async def test_a_case_that_ends_before_the_second_try_is_ended_where_it_may_stand(
    office: Office,
) -> None:
    """The first answer was lost; the end is said beside what nobody can change, without a sound."""
    await store(office.database, node(), case(), alert())
    await fault(office, "drop_after", chat=SUPERGROUP)
    message = await office.say("missing")
    async with office.database.write() as session:
        row = await session.get_one(Delivery, message)
        row.alert_id, row.purpose = 1, Purpose.ALERT
    await office.work(seconds=0.5)
    async with office.database.write() as session:
        await everywhere.give_up(session, 1, "case closed")
    edit = await office.take_back(message)

    await office.work()

    first, end = await office.messages()
    assert (await office.row(message)).status is Status.UNKNOWN
    assert (await office.row(edit)).reason == "said beside it"
    assert "孩子找到了" in end["text"]
    async with office.database.write() as session:
        await doubles.answered_late(session, message, first["message_id"], at=office.now)
    await office.work()
    assert await numbers(office) == [end["message_id"]]


async def send_alert(office: Office) -> int:
    """Queue an alert, with its buttons; the answer to its first request is lost."""
    await store(office.database, node(), case(), alert())
    await office.say("before")
    await office.work()
    await fault(office, "drop_after", chat=SUPERGROUP)
    place, at, lane = Place(SUPERGROUP, "zh"), office.now, Lane.ALERTS
    card = AlertPost(CHILD, True, "", at, at)  # noqa: FBT003
    async with office.database.write() as session:
        made = await saying.send(session, card, place, at=at, lane=lane)
        made.alert_id, made.purpose = 1, Purpose.ALERT
    await office.work(seconds=1.5)
    return made.key


async def test_a_copy_is_found_among_what_others_said(office: Office) -> None:
    """Neighbours and the bot talked on before the second came: all of that stays as it is."""
    made = await send_alert(office)
    copy = (await numbers(office))[-1]
    neighbour = await office.box.write(MOTHER, "在哪里看见的？")
    thanks = office.bot.send_message(SUPERGROUP, "谢谢，已转给网格员。")
    reply = office.tasks.start(thanks, name="reply")
    await office.work(seconds=3)
    second = (await numbers(office))[-1]

    await office.work(seconds=60)

    history = {line["message_id"]: line for line in await office.box.history()}
    assert copy in history
    assert second not in history
    assert (await office.row(made)).message_id == copy
    assert history[neighbour["message_id"]]["text"] == "在哪里看见的？"
    said = history[reply.result().message_id]
    assert copy < said["message_id"] < second
    assert (said["text"], "reply_markup" in said) == ("谢谢，已转给网格员。", False)


async def test_a_search_without_an_answer_ends(office: Office) -> None:
    """What was tried may be another message that has the buttons now: nothing goes by a guess."""
    made = await send_alert(office)
    await office.box.post("faults", kind="drop_after", method="editMessageReplyMarkup")

    await office.work(seconds=60)

    (copy,) = await copies(office, made)
    assert (copy.status, copy.reason) == (Status.UNKNOWN, MAY_STAND_TWICE)
    assert len(await numbers(office)) == 3
    assert await office.calls("editMessageReplyMarkup") == 1


async def test_a_copy_that_never_stood_is_looked_for_and_forgotten(office: Office) -> None:
    """The request broke before it was done: between what stands before and the second is nothing."""
    made = await send_alert(office)
    await office.box.bot(
        "deleteMessage", chat_id=SUPERGROUP, message_id=(await numbers(office))[-1]
    )

    await office.work(seconds=60)

    (copy,) = await copies(office, made)
    assert (copy.status, copy.reason) == (Status.UNKNOWN, NOT_THERE)
    assert len(await numbers(office)) == 2

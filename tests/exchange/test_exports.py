"""Exports: the contract's keys, the contract's words, and nobody's phone number."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.alerts import AlertStatus, Level
from bot.domain.gatherings import GatheringState, GatheringType, SignUpState
from bot.domain.grid import GridLevel, Role
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import Action, State
from bot.domain.themes import Theme
from bot.services.exports import export, keys
from bot.storage.alerts import Alert
from bot.storage.cases import Case, Step
from bot.storage.database import Database
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery, Lane, Op, Purpose, Status
from bot.storage.people import Appointment
from bot.storage.quizzes import QuizCount
from bot.storage.sign_ups import SignUp
from tests.storage.rows import store

NOON = datetime(2026, 7, 5, 4, 0, tzinfo=UTC)
GROUP, MOTHER = -1001, 77

CONTRACT = {
    "cases": "number, kind, category, state, outcome, reason, level, grid, grid_name, opened_at, "
    "submitted_at, accepted_at, claimed_at, closed_at, due_at, escalation, reopened, owner, "
    "source, rating, merged_into, reports, exercise",
    "alerts": "alert, case, level, status, published_at, published_by, verified, ring, groups, "
    "sent, failed, ended_at, exercise",
    "deliveries": "alert, case, chat_id, grid, ring, purpose, status, reason, attempts, "
    "message_id, queued_at, sent_at, changed_at, acknowledged_at, acknowledged_by, exercise",
    "trainings": "training, type, grid, title, starts_at, place, capacity, signed_up, waiting, "
    "attended, state, stars, ratings",
    "quizzes": "grid, grid_name, theme, question, answered, right",
    "looks": "case, kind, grid, looked_at, user_id, name",
}


def case(number: int | None, **values: object) -> Case:
    made: dict[str, Any] = {
        "number": number,
        "kind": Kind.LOST_CHILD,
        "state": State.NEW if number else State.DRAFT,
        "level": Level.RED,
        "grid_id": 1,
        "source": "group",
        "chat_id": GROUP,
        "message_id": number or 1,
        "locale": "zh",
        "reporter_id": MOTHER,
        "reporter_name": "某妈妈",
        "phone": "13800000000",
        "opened_at": NOON,
    }
    return Case(**{**made, **values})


def delivery(**values: object) -> Delivery:
    made: dict[str, Any] = {
        "case_id": 1,
        "alert_id": 1,
        "purpose": Purpose.ALERT,
        "op": Op.SEND,
        "chat_id": GROUP,
        "grid_id": 1,
        "locale": "zh",
        "lane": Lane.ALERTS,
        "status": Status.SENT,
        "attempts": 1,
        "queued_at": NOON,
    }
    return Delivery(**{**made, **values})


async def put(database: Database, *rows: object) -> None:
    """Store rows one by one: a delivery may name an earlier one."""
    async with database.write() as session:
        session.add(Grid(code="G", name="某格", level=GridLevel.GENERAL, path="G/"))
        for row in rows:
            await session.flush()
            session.add(row)


def alert() -> Alert:
    return Alert(
        case_id=1,
        level=Level.RED,
        verified=True,
        published_at=NOON,
        published_by=9,
        published_name="某网格员",
        ring=1,
        valid_until=NOON + timedelta(days=1),
    )


async def rows(database: Database, subject: str, **options: object) -> list[dict[str, Any]]:
    given: dict[str, Any] = {"since": None, "with_contact": False, **options}
    async with database.snapshot() as session:
        return [row async for row in export(session, subject, **given)]


@pytest.mark.parametrize("subject", list(CONTRACT))
def test_keys_are_the_contract_s(subject: str) -> None:
    """Every key, in its order, and nothing else."""
    assert keys(subject, with_contact=False) == CONTRACT[subject].split(", ")


async def test_a_case_is_told_where_it_lies_now(database: Database) -> None:
    """Level, code and name are those of the node that holds the case; drafts stay inside."""
    await put(
        database,
        case(1001, state=State.IN_PROGRESS, owner_id=9, owner_name="某网格员"),
        case(None),
        case(1002, state=State.MERGED, outcome=Outcome.DUPLICATE, merged_into_id=1),
    )

    first, second = await rows(database, "cases")

    assert (first["number"], first["level"], first["grid"], first["grid_name"]) == (
        1001,
        "general",
        "G",
        "某格",
    )
    assert (first["owner"], first["opened_at"]) == ("某网格员", NOON)
    assert (second["state"], second["outcome"], second["merged_into"]) == (
        "merged",
        "duplicate",
        1001,
    )


async def test_a_wiped_name_leaves_the_id(database: Database) -> None:
    """After the retention time an export still tells two workers apart."""
    await put(database, case(1001, state=State.IN_PROGRESS, owner_id=9, owner_name=None))

    (row,) = await rows(database, "cases")

    assert row["owner"] == "9"


async def test_contact_data_only_when_asked_for(database: Database) -> None:
    """Without the option neither key nor value is there; with it both are."""
    await put(database, case(1001))

    (without,) = await rows(database, "cases")
    (with_contact,) = await rows(database, "cases", with_contact=True)

    assert not {"phone", "reporter_name", "photo"} & without.keys()
    assert "某妈妈" not in without.values()
    assert (with_contact["reporter_name"], with_contact["phone"]) == ("某妈妈", "13800000000")
    assert list(with_contact)[-3:] == ["reporter_name", "phone", "photo"]


async def test_since_leaves_out_what_is_older(database: Database) -> None:
    """The instant itself is included."""
    await put(database, case(1001), case(1002, opened_at=NOON + timedelta(hours=1)))

    numbers = [row["number"] for row in await rows(database, "cases", since=NOON)]
    later = await rows(database, "cases", since=NOON + timedelta(seconds=1))

    assert numbers == [1001, 1002]
    assert [row["number"] for row in later] == [1002]


async def test_an_alert_counts_its_groups(database: Database) -> None:
    """Groups are those it was meant for: reached, failed or still waiting, but not given up."""
    statuses = [Status.SENT, Status.SENT, Status.REFUSED, Status.QUEUED, Status.DROPPED]
    await put(
        database,
        case(1001),
        alert(),
        *(delivery(chat_id=GROUP - n, status=status) for n, status in enumerate(statuses)),
    )

    (row,) = await rows(database, "alerts")

    assert (row["case"], row["published_by"], row["status"]) == (
        1001,
        "某网格员",
        AlertStatus.ACTIVE,
    )
    assert (row["groups"], row["sent"], row["failed"]) == (4, 2, 1)


async def test_deliveries_are_messages_and_their_ends(database: Database) -> None:
    """A message is a row, its all-clear another; a card's edits are not, whatever their number."""
    await put(
        database,
        case(1001),
        alert(),
        delivery(message_id=5, acknowledged_at=NOON, acknowledged_by=9),
        delivery(purpose=Purpose.ALL_CLEAR, op=Op.EDIT, target_id=1),
        delivery(purpose=Purpose.CARD, alert_id=None, message_id=6, chat_id=GROUP - 1),
        delivery(purpose=Purpose.CARD, alert_id=None, op=Op.EDIT, target_id=3),
        Appointment(user_id=9, grid_id=1, role=Role.WORKER, name="某网格员"),
    )

    found = await rows(database, "deliveries")

    assert [(row["purpose"], row["message_id"]) for row in found] == [
        ("alert", 5),
        ("all_clear", 5),
        ("card", 6),
    ]
    assert found[0]["acknowledged_by"] == "某网格员"
    assert found[0]["grid"] == "G"
    assert found[2]["alert"] is None


async def test_what_is_in_flight_has_a_word_of_the_contract(database: Database) -> None:
    """`sending` is ours alone: it is still queued, or retrying if it failed before."""
    await put(
        database,
        case(1001),
        alert(),
        delivery(status=Status.SENDING, attempts=1),
        delivery(status=Status.SENDING, attempts=2, chat_id=GROUP - 1),
    )

    found = await rows(database, "deliveries")

    assert [row["status"] for row in found] == ["queued", "retrying"]


async def test_a_private_chat_is_a_way_to_reach_somebody(database: Database) -> None:
    """Its id is the person's: told only with contact data."""
    await put(database, case(1001), alert(), delivery(purpose=Purpose.CARD, chat_id=MOTHER))

    (without,) = await rows(database, "deliveries")
    (with_contact,) = await rows(database, "deliveries", with_contact=True)

    assert without["chat_id"] is None
    assert with_contact["chat_id"] == MOTHER


async def test_a_training_is_counted_and_nobody_named(database: Database) -> None:
    """Drafts stay inside; who came stands in an export with contact data alone, by the certificate's name."""
    given: dict[str, Any] = {
        "type": GatheringType.TRAINING,
        "title": "急救培训",
        "starts_at": NOON,
        "minutes": 90,
        "place": "活动室",
        "grid_id": 1,
        "capacity": 30,
        "organiser_id": 9,
        "organiser": "某网格员",
        "announced_at": NOON,
        "created_at": NOON,
    }
    held = Gathering(**given, code="a", state=GatheringState.OVER, taken=2, waiting=1)
    came: dict[str, Any] = {
        "gathering_id": 1,
        "state": SignUpState.IN,
        "chat_id": GROUP,
        "signed_up_at": NOON,
    }
    people = [
        SignUp(**came, user_id=MOTHER + nth, name="某居民", nth=nth, attended=nth == 1, stars=stars)
        for nth, stars in enumerate((5, 4), 1)
    ]
    people[0].certified_as = "王丽"
    await put(database, held, Gathering(**given, code="b"), *people)

    (row,) = await rows(database, "trainings")
    assert (row["stars"], row["ratings"]) == (None, None), "so few would tell whose they are"
    await store(database, SignUp(**came, user_id=MOTHER + 9, nth=3, stars=4))
    (rated,) = await rows(database, "trainings")
    assert (rated["stars"], rated["ratings"]) == (4.3, 3)

    told = [row[key] for key in ("type", "capacity", "signed_up", "waiting", "attended", "state")]
    assert told == ["training", 30, 2, 1, 1, "over"]
    assert "某" not in str(row)
    (named,) = await rows(database, "trainings", with_contact=True)
    assert (named["organiser"], named["people"]) == ("某网格员", "王丽、某居民")


async def test_quizzes_are_two_numbers_a_question(database: Database) -> None:
    """By grid and theme, and who answered is kept nowhere."""
    count = QuizCount(grid_id=1, theme=Theme.FIRE, question=1, answered=5, right=3)
    await put(database, count)

    assert await rows(database, "quizzes") == [
        {
            "grid": "G",
            "grid_name": "某格",
            "theme": "fire",
            "question": 2,
            "answered": 5,
            "right": 3,
        }
    ]


async def test_looks_name_who_saw_a_contact(database: Database) -> None:
    """One row a look, whatever else happened to the case; it stays when the rest is wiped."""
    look: dict[str, Any] = {
        "case_id": 1,
        "from_state": State.NEW,
        "to_state": State.NEW,
        "actor_id": 7,
    }
    noted = Step(action=Action.NOTE, actor="小张", at=NOON, **look)
    seen = Step(action=Action.LOOK, actor="小张", at=NOON, **look)
    later = Step(action=Action.LOOK, actor="小李", at=NOON + timedelta(days=1), **look)
    await put(database, case(1001, id=1), seen, noted, later)

    first, second = await rows(database, "looks")

    assert (first["case"], first["grid"], first["looked_at"]) == (1001, "G", NOON)
    assert (first["user_id"], first["name"], second["name"]) == (7, "小张", "小李")

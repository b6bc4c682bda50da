"""What the schema itself refuses, on both engines: impossible rows and second times."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select

from bot.domain.alerts import AlertStatus
from bot.domain.kinds import Outcome
from bot.domain.states import State
from bot.storage.cases import Case
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Op, Purpose, Status
from tests.storage.rows import NOW, alert, case, delivery, node, store


async def refused(database: Database, row: object) -> bool:
    """Whether the database refuses a row."""
    try:
        await store(database, row)
    except IntegrityError:
        return True
    return False


async def rejected(database: Database, statement: str) -> bool:
    """Whether the database refuses a statement."""
    try:
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql(statement)
    except IntegrityError:
        return True
    return False


NEW: dict[str, Any] = {"state": State.NEW, "number": 1001}


IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({"number": 1001}, "a draft has no number"),
    ({"state": State.NEW}, "and everything else has one"),
    (NEW | {"state": State.RESOLVED}, "closed without an outcome"),
    (NEW | {"outcome": Outcome.REUNITED}, "an outcome, but open"),
    (NEW | {"state": State.IN_PROGRESS}, "worked on by nobody"),
    (NEW | {"state": State.MERGED, "outcome": Outcome.DUPLICATE}, "merged into nothing"),
    (NEW | {"merged_into_id": 1}, "open, but merged"),
    (NEW | {"grid_id": 99}, "in no grid"),
]
POSSIBLE: list[dict[str, Any]] = [
    {},
    NEW | {"number": 1001},
    NEW | {"number": 1002, "state": State.IN_PROGRESS, "owner_id": 7},
    NEW | {"number": 1003, "state": State.RESOLVED, "outcome": Outcome.REUNITED},
    NEW
    | {"number": 1004, "state": State.MERGED, "outcome": Outcome.DUPLICATE, "merged_into_id": 1},
]


async def test_an_impossible_case_can_t_be_stored(database: Database) -> None:
    """Whoever writes it, the database says no."""
    await store(database, node(), case())

    stored = [
        why
        for values, why in IMPOSSIBLE
        if not await refused(database, case(message_id=2, **values))
    ]

    assert stored == []


async def test_a_possible_case_can(database: Database) -> None:
    """The checks refuse no more than they should."""
    await store(database, node())

    for number, values in enumerate(POSSIBLE):
        await store(database, case(message_id=number, **values))


async def test_one_message_opens_one_case(database: Database) -> None:
    """Handled twice, it is found, not doubled."""
    await store(database, node(), case())

    with pytest.raises(IntegrityError):
        await store(database, case())


async def test_a_case_has_one_active_alert(database: Database) -> None:
    """Two workers who publish at once: the second is refused; an ended one is no hindrance."""
    await store(database, node(), case(), alert(status=AlertStatus.RECALLED), alert())

    with pytest.raises(IntegrityError):
        await store(database, alert())


async def test_an_alert_reaches_a_group_once(database: Database) -> None:
    """Its first message; what is changed about it later, as often as needed."""
    message = delivery(purpose=Purpose.ALERT, alert_id=1)
    edit = delivery(purpose=Purpose.ALL_CLEAR, alert_id=1)
    await store(database, node(), case(), alert(), message, edit)

    with pytest.raises(IntegrityError):
        await store(database, delivery(purpose=Purpose.ALERT, alert_id=1))


async def test_one_edit_of_a_message_waits_at_a_time(database: Database) -> None:
    """Further ones go into it; one that is under way is none that waits."""
    under_way = delivery(op=Op.EDIT, target_id=1, status=Status.SENDING)
    await store(database, delivery(), under_way, delivery(op=Op.EDIT, target_id=1))

    with pytest.raises(IntegrityError):
        await store(database, delivery(op=Op.EDIT, target_id=1))


async def test_what_is_queued_once_is_queued_once(database: Database) -> None:
    """By a key of its own, ever."""
    await store(database, delivery(once="survey:1", status=Status.SENT))

    with pytest.raises(IntegrityError):
        await store(database, delivery(once="survey:1"))


WORDS = [
    ("cases", "kind"),
    ("cases", "state"),
    ("cases", "level"),
    ("alert", "status"),
    ("delivery", "status"),
    ("delivery", "purpose"),
    ("delivery", "op"),
]


async def test_no_word_is_stored_that_the_glossary_lacks(database: Database) -> None:
    """Not even by hand, past every model."""
    await store(database, node(), case(), alert(), delivery())

    stored = [
        (table, column)
        for table, column in WORDS
        if not await rejected(database, f"UPDATE {table} SET {column} = 'nonsense'")  # noqa: S608 - words of ours
    ]

    assert stored == []


async def test_times_come_back_as_the_same_instant(database: Database) -> None:
    """Aware, whatever zone they were given in."""
    given = NOW.astimezone(timezone(timedelta(hours=8)))
    await store(database, node(), case(opened_at=given))

    async with database.read() as session:
        kept = (await session.exec(select(Case.opened_at))).one()

    assert kept == NOW
    assert kept.utcoffset() == timedelta(0)


async def test_a_time_without_a_zone_never_enters(database: Database) -> None:
    """Nobody could say what it means."""
    naive = datetime(2026, 7, 2, 10, 20)  # noqa: DTZ001 - that is the point

    with pytest.raises(StatementError, match="without a zone"):
        await store(database, node(), case(opened_at=naive))


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    """The case and what must be said of it are stored together or not at all."""
    with pytest.raises(IntegrityError):
        await store(database, node(), case(), delivery(case_id=1), delivery(case_id=99))

    async with database.read() as session:
        assert (await session.exec(select(Delivery))).all() == []
        assert (await session.exec(select(Case))).all() == []

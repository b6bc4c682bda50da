"""/mydata: everything that is stored of a person, and nothing of anybody else."""

from typing import Any

from sqlalchemy import BigInteger

from bot.domain.grid import Role
from bot.domain.kinds import Kind
from bot.domain.states import Action, State
from bot.services.own_data import AT_WORK, KEPT, OwnData, gather
from bot.services.rights import Actor
from bot.storage.cases import Step
from bot.storage.clues import Clue
from bot.storage.database import Database
from bot.storage.people import Account, Appointment
from bot.storage.persons import Person
from bot.storage.schema import metadata
from tests.services.district import EAST, WANG, ZHANG, case, settle
from tests.storage.rows import NOW, store

NOBODY = {
    "chat.id": "a group",
    "chat.was": "a group",
    "chat_grid.chat_id": "a group",
    "notice.file_chat": "the chat where a notice's file lies; its author is counted",
    "theme_mute.chat_id": "a group",
    "gathering_day.chat_id": "a group",
    "notice_group.chat_id": "a group",
    "dead_letter.update_id": "an update",
    "arrival.update_id": "an update",
    "arrival.chat": "the chat of an update in hand; gone ten minutes later",
    "recent_photo.chat_id": "told with the photo",
    "cases.chat_id": "told with the report",
    "sign_up.chat_id": "told with the sign-up",
    "clue.chat_id": "where a clue was written, by the user of the same row",
    "attachment.chat_id": "told with the report",
    "delivery.chat_id": "messages to a person are counted",
    "said.chat_id": "that something was said shortly before; gone after a day",
}


async def told_to(database: Database, who: Actor) -> OwnData:
    async with database.read() as session:
        return await gather(session, who)


def test_no_column_with_a_person_is_left_out() -> None:
    """Whoever adds one says here, or in the service, what its person is told of it."""
    told = {f"{kept.table.__tablename__}.{kept.by}" for kept in KEPT.values()}
    counted = {f"{table.__tablename__}.{by}" for table, by in AT_WORK.values()}
    people = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, BigInteger)
    }

    assert people == told | counted | set(NOBODY)


async def test_a_resident_gets_all_of_her_own_and_nothing_of_others(database: Database) -> None:
    """Words, phone, the child described, who looked; of another's case only the clue that she gave."""
    await settle(database)
    phone, other = f"{1380000}0000", f"{1390000}0000"
    look: dict[str, Any] = {
        "from_state": State.NEW,
        "to_state": State.NEW,
        "at": NOW,
        "actor_id": ZHANG.id,
    }
    await store(
        database,
        Account(id=WANG.id, name="王丽", locale="en", home_grid_id=EAST),
        Account(id=ZHANG.id, name="小张"),
        case(1001, id=1, kind=Kind.LOST_CHILD, phone=phone, text="我家娃儿", guardian_id=WANG.id),
        Person(case_id=1, name="程小禾", age=5.0),
        Step(case_id=1, action=Action.LOOK, actor="小张", **look),
        Step(case_id=1, action=Action.NOTE, actor="小张", note="家里吵过架", **look),
        case(1002, id=2, reporter_id=99, reporter_name="别人", phone=other, text="别人的话"),
        Clue(
            case_id=2,
            user_id=WANG.id,
            name="王丽",
            source="private",
            chat_id=WANG.id,
            message_id=1,
            text="在桥上见过",
            at=NOW,
        ),
    )

    hers = await told_to(database, WANG)

    (account,), (report,), (clue,) = hers["account"], hers["reports"], hers["clues"]
    assert (account["name"], account["locale"], account["grid_code"]) == ("王丽", "en", "E")
    assert (report["number"], report["phone"], report["text"]) == (1001, phone, "我家娃儿")
    assert (report["person"][0]["name"], report["person"][0]["age"]) == ("程小禾", 5.0)
    assert report["looked_at_contact"] == [{"at": NOW, "actor": "小张"}]
    assert (clue["cases_number"], clue["text"]) == (1002, "在桥上见过")
    for secret in (other, "别人", "家里吵过架"):
        assert secret not in str(hers)


async def test_who_works_for_a_grid_gets_the_position_and_counts(database: Database) -> None:
    """What they did is the record of a case or of the office: they read how much there is."""
    await settle(database)
    look: dict[str, Any] = {
        "from_state": State.NEW,
        "to_state": State.NEW,
        "at": NOW,
        "actor_id": ZHANG.id,
    }
    await store(database, case(1001, id=1), Step(case_id=1, action=Action.LOOK, **look))

    his = await told_to(database, ZHANG)

    (post,) = his["appointments"]
    assert (post["role"], post["grid_code"]) == (Role.WORKER, "E")
    assert his["done"] == [{"what": "steps", "count": 1}]
    assert "reports" not in his


async def test_a_stranger_has_nothing_here(database: Database) -> None:
    await settle(database)
    await store(database, Appointment(user_id=98, grid_id=EAST, role=Role.WORKER, name="某"))

    assert await told_to(database, Actor(99, "陌生人")) == {}

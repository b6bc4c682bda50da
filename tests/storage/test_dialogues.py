"""aiogram's contract for FSM storages, and what ours promises beyond it."""

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StorageKey
from sqlmodel import select

from bot.storage.conversation import DeadLetter, Dialogue, put_aside
from bot.storage.database import Database
from bot.storage.fsm import OneReading, SQLStorage
from tests.services.test_cost import counted
from tests.storage.rows import NOW

KEY = StorageKey(bot_id=77, chat_id=-1001000000001, user_id=5_000_000_001)
OTHERS = [
    StorageKey(bot_id=78, chat_id=KEY.chat_id, user_id=KEY.user_id),
    StorageKey(bot_id=KEY.bot_id, chat_id=-2, user_id=KEY.user_id),
    StorageKey(bot_id=KEY.bot_id, chat_id=KEY.chat_id, user_id=6),
    StorageKey(bot_id=KEY.bot_id, chat_id=KEY.chat_id, user_id=KEY.user_id, thread_id=3),
    StorageKey(bot_id=KEY.bot_id, chat_id=KEY.chat_id, user_id=KEY.user_id, destiny="other"),
    StorageKey(
        bot_id=KEY.bot_id, chat_id=KEY.chat_id, user_id=KEY.user_id, business_connection_id="b"
    ),
]


@pytest.fixture
def storage(database: Database) -> SQLStorage:
    return SQLStorage(database)


async def test_states(storage: SQLStorage) -> None:
    """Nothing at first; as a State or a word; None ends it."""
    assert await storage.get_state(KEY) is None

    await storage.set_state(KEY, State("clue", group_name="Telling"))
    assert await storage.get_state(KEY) == "Telling:clue"
    await storage.set_state(KEY, "word")
    assert await storage.get_state(KEY) == "word"
    await storage.set_state(KEY)
    assert await storage.get_state(KEY) is None


async def test_data(storage: SQLStorage) -> None:
    """Nothing at first; replaced by set, added to by update, emptied by an empty one."""
    assert await storage.get_data(KEY) == {}
    assert await storage.get_value(KEY, "case") is None
    assert await storage.get_value(KEY, "case", default=1) == 1

    await storage.set_data(KEY, {"case": 1001})
    assert await storage.get_value(KEY, "case") == 1001
    assert await storage.update_data(KEY, {"words": "红衣服"}) == {"case": 1001, "words": "红衣服"}
    assert await storage.get_data(KEY) == {"case": 1001, "words": "红衣服"}
    await storage.set_data(KEY, {"other": [1, None]})
    assert await storage.get_data(KEY) == {"other": [1, None]}
    await storage.set_data(KEY, {})
    assert await storage.get_data(KEY) == {}


async def test_begins_at_once(storage: SQLStorage) -> None:
    """State and data come together, and replace whatever the person was in before."""
    await storage.set_data(KEY, {"case": 1001})

    await storage.begin(KEY, State("clue", group_name="Telling"), {"case": 1002})

    assert await storage.get_state(KEY) == "Telling:clue"
    assert await storage.get_data(KEY) == {"case": 1002}


async def test_data_is_a_dictionary(storage: SQLStorage) -> None:
    """Anything else is refused as aiogram's own storages refuse it."""
    with pytest.raises(DataNotDictLikeError):
        await storage.set_data(KEY, ())  # type: ignore[arg-type]


async def test_what_is_given_out_is_a_copy(storage: SQLStorage) -> None:
    """Changing it changes nothing that is stored."""
    await storage.set_data(KEY, {"case": 1001})

    (await storage.get_data(KEY))["case"] = 1002

    assert await storage.get_data(KEY) == {"case": 1001}


async def test_nobody_reads_somebody_else_s_dialogue(storage: SQLStorage) -> None:
    """Another bot, chat, person, topic, destiny or business connection is another dialogue."""
    await storage.set_state(KEY, "mine")
    await storage.set_data(KEY, {"case": 1001})

    for other in OTHERS:
        assert await storage.get_state(other) is None
        assert await storage.get_data(other) == {}


async def test_a_dialogue_survives_a_restart(storage: SQLStorage, database: Database) -> None:
    """The next process learns who was talking."""
    await storage.set_state(KEY, "telling")
    await storage.set_data(KEY, {"case": 1001})

    reborn = SQLStorage(database)
    await reborn.load()

    assert await reborn.get_state(KEY) == "telling"
    assert await reborn.get_data(KEY) == {"case": 1001}


async def test_a_process_beside_sees_it_at_once(storage: SQLStorage, database: Database) -> None:
    """Where several share a database, each look goes to it."""
    beside = SQLStorage(database, alone=False)

    await storage.set_state(KEY, "telling")

    assert await beside.get_state(KEY) == "telling"


async def test_an_update_reads_a_dialogue_once(database: Database) -> None:
    """Every filter asks for it; what the update itself writes it knows, and the next reads anew."""
    storage, beside = SQLStorage(database, alone=False), SQLStorage(database, alone=False)

    with counted(database) as asked:
        async with OneReading().lock(KEY):
            for _ in range(3):
                assert await storage.get_state(KEY) is None
                assert await storage.get_data(KEY) == {}
            assert len(asked) == 1
            await storage.set_state(KEY, "telling")
            del asked[:]
            assert await storage.get_state(KEY) == "telling"
            assert asked == []

    await beside.set_state(KEY, "placing")
    assert await storage.get_state(KEY) == "placing"


async def test_a_dialogue_that_is_over_leaves_nothing(
    storage: SQLStorage, database: Database
) -> None:
    """No row stays of whoever once talked; the state alone keeps the data, and the other way."""
    await storage.set_state(KEY, "telling")
    await storage.set_data(KEY, {"case": 1001})
    await storage.set_state(KEY)
    assert await storage.get_data(KEY) == {"case": 1001}
    await storage.set_data(KEY, {})

    async with database.read() as session:
        assert (await session.exec(select(Dialogue))).all() == []


async def test_an_update_put_aside_again_is_one_row(database: Database) -> None:
    """With the newer error."""
    for error in ("first", "second"):
        async with database.write() as session:
            await put_aside(session, 7, raw="{}", error=error, at=NOW)

    async with database.read() as session:
        letters = (await session.exec(select(DeadLetter))).all()
    assert [(letter.update_id, letter.error) for letter in letters] == [(7, "second")]

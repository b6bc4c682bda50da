"""Personal data at rest: what lies in the tables with a key, and what becomes of it when keys change."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot.domain.grid import Role
from bot.errors import DatabaseError
from bot.storage import invitations, people
from bot.storage.cases import Case
from bot.storage.conversation import Dialogue
from bot.storage.database import Database
from bot.storage.invitations import Awaited
from bot.storage.keyring import note_keys, require_keys
from bot.storage.keys import DataKey
from bot.storage.outbox import Post
from bot.storage.people import Account
from bot.storage.rekeying import PLAIN, census, rekey
from bot.storage.sealing import MARK, Seal, key_id
from bot.storage.seats import Seat, connect
from tests.storage.rows import NOW, case, node, store

OLD, NEW = b"o" * 32, b"n" * 32
PHONE = f"{1380000}0000"
WORDS = f"我家娃儿不见了，电话{PHONE}"


@asynccontextmanager
async def opened(url: str, *keys: bytes, at: datetime = NOW) -> AsyncIterator[Database]:
    """Open a database as the program does it."""
    database = Database(url, keys)
    try:
        await require_keys(database)
        await note_keys(database, at=at)
        yield database
    finally:
        await database.close()


async def fill(database: Database) -> None:
    """Store what people are called, said and are asked: text, JSON, and names that are looked up."""
    awaited = Awaited(grid_id=1, role=Role.WORKER, name="何秀兰", phone=PHONE)
    account = Account(id=7, name="林晓芸", username="linxiaoyun")
    post = Post(view="Card", params={"text": WORDS}, created_at=NOW)
    talk = Dialogue(key="7", data={"said": WORDS})
    await store(database, node(), case(text=WORDS, phone=PHONE), awaited, account, post, talk)


async def told(database: Database) -> list[object]:
    """Read it back as the program does."""
    async with database.read() as session:
        report = (await session.exec(select(Case))).one()
        post = (await session.exec(select(Post))).one()
        talk = (await session.exec(select(Dialogue))).one()
        waiting = await invitations.waiting(session, 1, Role.WORKER, "何秀兰")
        assert waiting is not None
        user = await people.called(session, "linxiaoyun")
        return [report.text, report.phone, post.params, talk.data, waiting.phone, user]


TOLD = [WORDS, PHONE, {"text": WORDS}, {"said": WORDS}, PHONE, 7]


async def lies(database: Database) -> str:
    """Return all that stands in those tables, as whoever steals the disk reads it."""
    tables = ("cases", "awaited", "account", "post", "dialogue")
    async with database.engine.connect() as connection:
        return "\n".join(
            [str((await connection.execute(text(f"SELECT * FROM {one}"))).all()) for one in tables]  # noqa: S608 - our own names
        )


async def counted(database: Database) -> Counter[str]:
    async with database.read() as session:
        return await census(session)


async def test_with_a_key_nothing_personal_lies_readable(database_url: str) -> None:
    """Names, phones, words and the values of messages; the program reads them as before."""
    async with opened(database_url, NEW) as database:
        await fill(database)

        stolen = await lies(database)
        assert [
            word for word in (PHONE, "娃儿", "何秀兰", "林晓芸", "linxiao") if word in stolen
        ] == []
        assert await told(database) == TOLD
        assert set(await counted(database)) == {key_id(NEW)}


@pytest.mark.parametrize("keys", [(), (OLD,)], ids=["no key", "another key"])
async def test_without_its_key_a_database_is_not_opened(
    database_url: str, keys: Sequence[bytes]
) -> None:
    """One line that names the key; nobody is shown cipher text for words."""
    async with opened(database_url, NEW) as database:
        await fill(database)

    with pytest.raises(DatabaseError, match=key_id(NEW)):
        async with opened(database_url, *keys):
            pass
    blind = Database(database_url, keys)
    with pytest.raises(DatabaseError, match=key_id(NEW)):
        await told(blind)
    await blind.close()


async def test_keys_change_while_the_town_goes_on(database_url: str) -> None:
    """Plain, then under one key, then under the next: read throughout, and counted when it is done."""
    async with opened(database_url) as database:
        await fill(database)
        plain = (await counted(database))[PLAIN]
        assert plain == 8
    for keys in ((OLD,), (NEW, OLD)):
        async with opened(database_url, *keys) as database:
            assert await told(database) == TOLD, "before"
            assert sum([count async for count in rekey(database)]) == plain
            assert await told(database) == TOLD, "after"
            assert await counted(database) == {key_id(keys[0]): plain}
            assert [count async for count in rekey(database)] == []

    async with opened(database_url, NEW) as database:
        assert await told(database) == TOLD
        async with database.read() as session:
            assert (await session.exec(select(DataKey.id))).all() == [key_id(NEW)]


async def test_sealing_anew_may_be_stopped_and_begun_again(database_url: str) -> None:
    """What is done stays done, what is left is found; until then both keys are needed."""
    async with opened(database_url) as database:
        await fill(database)
    async with opened(database_url, NEW) as database:
        batches = rekey(database)
        first = await anext(batches)
        await batches.aclose()

        assert 0 < first < 8
        assert (await counted(database))[PLAIN] == 8 - first
        assert await told(database) == TOLD
        assert sum([count async for count in rekey(database)]) == 8 - first


async def test_a_key_that_seals_nothing_is_not_missed(database_url: str) -> None:
    """Noted at a start at which nothing was said; as soon as one value needs it, it is."""
    async with opened(database_url, NEW):
        pass
    async with opened(database_url):
        pass
    async with opened(database_url, NEW) as database:
        await store(database, node(), case(text=WORDS))

    with pytest.raises(DatabaseError, match=key_id(NEW)):
        async with opened(database_url):
            pass


async def test_workers_that_start_together_both_start(database_url: str) -> None:
    """Each notes the keys that it has; whoever comes second finds them noted."""
    workers = [Database(database_url, (NEW, OLD)) for _ in range(3)]

    await asyncio.gather(*(note_keys(one, at=NOW) for one in workers))

    async with workers[0].read() as session:
        assert set(await session.exec(select(DataKey.id))) == {key_id(NEW), key_id(OLD)}
    for one in workers:
        await one.close()


async def test_a_key_that_was_only_tried_is_forgotten(database_url: str) -> None:
    """By the next who starts without it."""
    async with opened(database_url, NEW):
        pass
    later = NOW + timedelta(hours=1)
    async with opened(database_url, OLD, at=later) as database, database.read() as session:
        assert (await session.exec(select(DataKey.id))).all() == [key_id(OLD)]


@pytest.mark.parametrize("engine_name", ["postgres"])
async def test_beside_a_worker_nobody_does_without_its_new_key(database_url: str) -> None:
    """It may seal with it in the next moment, and whoever has the old one alone couldn't read that."""
    async with opened(database_url, NEW, OLD) as database:
        async with connect(database) as connection:
            await Seat(connection, database.name).arrive()

        with pytest.raises(DatabaseError, match=key_id(NEW)) as refused:
            async with opened(database_url, OLD):
                pass

        assert "\n" not in str(refused.value)
        async with opened(database_url, OLD, NEW):
            pass


async def test_one_name_waits_once_under_whichever_key(database_url: str) -> None:
    """The schema's promise holds for sealed names, too: the same name is sealed alike."""
    async with opened(database_url, NEW) as database:
        await fill(database)

        with pytest.raises(IntegrityError):
            await store(database, Awaited(grid_id=1, role=Role.WORKER, name="何秀兰"))


async def test_words_that_look_sealed_stay_words(database_url: str) -> None:
    """Whoever writes like that doesn't break the town that seals later."""
    evil = f"{MARK}00000000:AAAA"
    async with opened(database_url) as database:
        await store(database, node(), case(text=evil))
    async with opened(database_url, NEW) as database:
        assert [count async for count in rekey(database)] == [1]
        async with database.read() as session:
            assert (await session.exec(select(Case.text))).one().strip() == evil


def test_no_statement_looks_into_sealed_words() -> None:
    """It would find nothing as soon as there is a key; the type says so when it is written."""
    with pytest.raises(TypeError, match="may be sealed"):
        col(Case.text).contains("灯")
    with pytest.raises(TypeError, match="may be sealed"):
        col(Case.phone) == PHONE  # noqa: B015 - to be raised
    assert col(Case.phone).is_(None) is not None


def test_who_changes_a_sealed_value_is_found_out() -> None:
    """Whoever may write into the database can't make words of their own."""
    seal = Seal((NEW,))
    sealed = seal.close(PHONE)
    at = len(sealed) - 4
    other = "A" if sealed[at] != "A" else "B"

    with pytest.raises(DatabaseError, match="tampered"):
        seal.open(sealed[:at] + other + sealed[at + 1 :])
    assert seal.open(sealed) == PHONE
    assert seal.close(PHONE) != sealed

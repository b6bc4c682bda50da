"""A town goes from one database to another: whole or not at all, and its numbers go on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlmodel import col, delete, select

from bot.domain.grid import GridLevel
from bot.errors import DatabaseError
from bot.storage.cases import Case
from bot.storage.conversation import DeadLetter
from bot.storage.database import Database
from bot.storage.grid import Grid
from bot.storage.migrate import upgrade
from bot.storage.moving import move
from bot.storage.outbox import Post
from tests.storage.rows import NOW, case, node, store
from tests.support.postgres import Server


@pytest.fixture
def elsewhere(
    engine_name: str, request: pytest.FixtureRequest, tmp_path: Path, postgres: Server
) -> str:
    """The URL of a migrated, empty database on the other engine."""
    if engine_name == "sqlite":
        return postgres.create_database(request.getfixturevalue("postgres_template"))
    url = f"sqlite+aiosqlite:///{tmp_path}/other.db"
    upgrade(url)
    return url


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


async def fill(url: str, *more: object) -> None:
    """Store a few rows: one points at a later one, one holds JSON; the last case is gone again."""
    village = Grid(id=2, code="C", name="村", level=GridLevel.CHIEF, path="D/T/C/")
    town = Grid(id=3, code="T", name="镇", level=GridLevel.TOWN, path="D/T/", parent_id=1)
    said = Post(view="AlertCard", params={"name": "小雨", "pin": [30.5, None]}, created_at=NOW)
    async with opened(url) as database:
        await store(database, node(), village, town, case(), case(message_id=2), said, *more)
        async with database.write() as session:
            (await session.get_one(Grid, 2)).parent_id = 3
            await session.exec(delete(Case).where(col(Case.id) == 2))


async def count_of_grids(url: str) -> int:
    async with opened(url) as database, database.read() as session:
        return len((await session.exec(select(Grid.id))).all())


async def test_everything_comes_and_numbers_go_on(database_url: str, elsewhere: str) -> None:
    """The id of a deleted case, which may stand in a button, is not given again."""
    await fill(database_url)

    moved = move(database_url, elsewhere)

    assert {one.table: one.rows for one in moved if one.rows} == {"grid": 3, "cases": 1, "post": 1}
    async with opened(elsewhere) as database:
        await store(database, new := case(message_id=3))
        assert new.id == 3
        async with database.read() as session:
            assert (await session.get_one(Case, 1)).opened_at == NOW
            assert (await session.get_one(Grid, 2)).parent_id == 3
            assert (await session.get_one(Post, 1)).params == {"name": "小雨", "pin": [30.5, None]}


async def test_nothing_is_moved_onto_a_town(database_url: str, elsewhere: str) -> None:
    """A database with anything in it is left alone, and nobody waits for their own lock."""
    with pytest.raises(DatabaseError, match="move elsewhere"):
        move(elsewhere, elsewhere)
    await fill(database_url)
    move(database_url, elsewhere)

    with pytest.raises(DatabaseError, match="is not empty"):
        move(database_url, elsewhere)


async def test_nothing_is_moved_while_a_bot_runs(database: Database, elsewhere: str) -> None:
    """What it wrote meanwhile would be missing; where it writes to would be no copy."""
    url = database.engine.url.render_as_string(hide_password=False)
    await store(database, node())

    with pytest.raises(DatabaseError, match="stop the bot first"):
        move(url, elsewhere)
    with pytest.raises(DatabaseError, match="stop the bot first"):
        move(elsewhere, url)


async def test_one_row_that_does_not_fit_leaves_nothing(
    postgres: Server, postgres_template: str, sqlite_template: Path
) -> None:
    """SQLite takes texts of any length, PostgreSQL does not: the reason is said, the rest taken back."""
    target = postgres.create_database(postgres_template)
    source = f"sqlite+aiosqlite:///{sqlite_template.with_name('long.db')}"
    upgrade(source)
    await fill(source, DeadLetter(update_id=1, at=NOW, error="x", raw="a\0b"))

    with pytest.raises(DatabaseError, match=r"dead_letter: .* nothing was moved"):
        move(source, target)

    assert await count_of_grids(target) == 0


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("mysql://somebody:secret@host/gege", "a database address is"),
        ("nonsense", "a database address is"),
        ("sqlite+aiosqlite:///nowhere.db", "nowhere.db: there is no such file"),
    ],
)
def test_what_is_no_source_is_named(source: str, reason: str, tmp_path: Path) -> None:
    """Without the password that may stand in it."""
    target = f"sqlite+aiosqlite:///{tmp_path}/new.db"

    with pytest.raises(DatabaseError, match=reason):
        move(source, target)


def test_both_must_have_the_schema_of_the_program(tmp_path: Path) -> None:
    """An older database is brought there first, by the command that is named."""
    old, new = (f"sqlite+aiosqlite:///{tmp_path}/{name}.db" for name in ("old", "new"))
    upgrade(old)
    (tmp_path / "new.db").touch()

    with pytest.raises(DatabaseError, match=r"new.db: .* gege db upgrade"):
        move(old, new)

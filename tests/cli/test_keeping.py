"""What an operator does for people's data: keys, back-ups, and what is wiped at its time."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.checks import check_all
from bot.domain.states import State
from bot.storage.database import Database
from tests.cli.conftest import Gege
from tests.services.district import case, nodes
from tests.storage.rows import store

NOW = datetime.now(UTC)  # noqa: TID251 - the command line asks the machine's clock
LONG_AGO = NOW - timedelta(days=31)


@pytest.fixture
def engine_name() -> str:
    return "sqlite"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setenv("GEGE_DATABASE_URL", database_url)


async def found() -> dict[str, tuple[str, bool]]:
    """Return what `gege check` says."""
    return {one.what: (one.words, one.fine) async for one in check_all(groups=False, at=NOW)}


async def test_back_ups_that_are_too_old_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They hold what the database has forgotten (promise 6)."""
    for name, at in (("old.db", LONG_AGO), ("week/new.db", NOW)):
        file = tmp_path / "kept" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        os.utime(file, (at.timestamp(), at.timestamp()))
    assert (await found())["back-ups"][1]

    monkeypatch.setenv("GEGE_BACKUPS", str(tmp_path / "kept"))
    assert (await found())["back-ups older than 30 days"] == ("old.db", False)

    (tmp_path / "kept" / "old.db").unlink()
    assert (await found())["back-ups older than 30 days"] == ("none of 1", True)
    monkeypatch.setenv("GEGE_BACKUPS", str(tmp_path / "nowhere"))
    assert not (await found())["back-ups"][1]


async def test_a_webhook_without_a_secret_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEGE_WEBHOOK_URL", "https://gege.example/updates")
    assert not (await found())["webhook"][1]

    monkeypatch.setenv("GEGE_WEBHOOK_SECRET", "secret")
    assert "webhook" not in await found()


def test_a_key_is_made_and_everything_sealed_with_it(
    gege: Gege, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain, sealed, changed: each command says how many, and a wrong key stops every other one."""
    fill(database_url, case(1001, id=1))
    assert gege("db", "rekey").stderr == "GEGE_DATA_KEY is not set; gege db key makes one\n"
    first, second = (gege("db", "key").stdout.strip() for _ in range(2))
    assert first != second

    monkeypatch.setenv("GEGE_DATA_KEY", first)
    assert "values are plain; run gege db rekey" in gege("check").stdout
    assert gege("db", "rekey").stdout == "3 values were sealed with the newest key\n"
    assert gege("db", "rekey").stdout == "nothing to do\n"
    assert words_on_disk(database_url).startswith("sealed:")
    monkeypatch.setenv("GEGE_DATA_KEY", f"{second},{first}")
    assert gege("db", "rekey").stdout == "3 values were sealed with the newest key\n"

    monkeypatch.setenv("GEGE_DATA_KEY", first)
    refused = gege("export", "cases", "--format", "csv")
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert "GEGE_DATA_KEY does not hold it" in refused.stderr
    assert "GEGE_DATA_KEY does not hold it" in gege("check").stdout
    monkeypatch.setenv("GEGE_DATA_KEY", second)
    assert "王丽" in gege("export", "cases", "--format", "csv", "--with-contact").stdout
    assert ", 3 values are sealed with it" in gege("check").stdout


def test_a_key_that_is_only_tried_locks_nobody_out(
    gege: Gege, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking writes nothing, not even the name of a key: the database is as it was."""
    fill(database_url, case(1001, id=1))
    first, second = (gege("db", "key").stdout.strip() for _ in range(2))

    for keys in (first, f"{second},{first}"):
        monkeypatch.setenv("GEGE_DATA_KEY", keys)
        assert "values are plain; run gege db rekey" in gege("check").stdout
        for words in (("wipe", "--dry-run"), ("export", "cases", "--format", "csv")):
            assert gege(*words).exit_code == 0
    assert on_disk(database_url, "SELECT count(*) FROM data_key") == "0"
    monkeypatch.delenv("GEGE_DATA_KEY")
    assert gege("wipe", "--dry-run").exit_code == 0


def test_what_would_be_wiped_is_named_before_it_is(gege: Gege, database_url: str) -> None:
    """A dry run changes nothing; the real one does what the job does, and both count."""
    old = {"closed_at": LONG_AGO, "state": State.RESOLVED}
    new = {"closed_at": NOW, "state": State.RESOLVED}
    fill(database_url, case(1001, id=1, **old), case(1002, id=2, **new), case(1003, id=3))

    dry = gege("wipe", "--dry-run").stdout.splitlines()

    later = "1 ended cases wait for their 30 days"
    assert dry[0].startswith("case 1001, ended ")
    assert dry[1:] == ["dry run, would be wiped: 1 cases, 0 gatherings", later]
    assert words_on_disk(database_url) == "楼道灯不亮了"
    assert gege("wipe").stdout.splitlines() == ["wiped: 1 cases, 0 gatherings", later]
    assert words_on_disk(database_url) == ""
    assert gege("wipe").stdout.splitlines()[0] == "wiped: 0 cases, 0 gatherings"


def fill(url: str, *rows: object) -> None:
    """Store cases in 东苑 before there is any key."""

    async def put() -> None:
        database = Database(url)
        await store(database, *nodes(), *rows)
        await database.close()

    asyncio.run(put())


def words_on_disk(url: str) -> str:
    """Return the words of the first case as they lie there."""
    return on_disk(url, "SELECT text FROM cases WHERE id = 1")


def on_disk(url: str, query: str) -> str:
    """Ask without the program."""
    engine = create_engine(url.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        found = str(connection.execute(text(query)).scalar())
    engine.dispose()
    return found

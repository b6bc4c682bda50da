"""What an earlier release has stored, this program takes over: every row of it, on both engines."""

import json
import re
import shutil
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from bot.storage.database import Database
from bot.storage.migrate import is_current, upgrade
from tests.storage.releases import FOLDER, Rows, dump, load
from tests.storage.rows import NOW, alert, case, delivery, node, store
from tests.support.postgres import Server

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
TODAY = "today"
KEPT = sorted(file.stem for file in FOLDER.glob("*.json"))
TABLES = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]  # noqa: SLF001 - all there are


@pytest.fixture(params=[*KEPT, TODAY])
async def release(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Rows:
    """The rows of each release, and what this program would leave if it were released now."""
    if request.param != TODAY:
        kept: Rows = json.loads((FOLDER / f"{request.param}.json").read_text("utf-8"))
        return kept
    file = Path(shutil.copy(sqlite_template, tmp_path / "today.db"))
    database = Database(f"sqlite+aiosqlite:///{file}")
    said = delivery(case_id=1, alert_id=1, sent_at=NOW)
    await store(database, node(), case(), alert(), said)
    await database.close()
    return dump(file)


@pytest.fixture
def empty(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if engine_name == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/old.db"
    server: Server = request.getfixturevalue("postgres")
    return server.create_database()


async def test_every_row_is_read_after_the_upgrade(release: Rows, empty: str) -> None:
    """Words, times and JSON as this program understands them; nothing has gone on the way."""
    load(empty, release)

    upgrade(empty)

    assert is_current(empty)
    database = Database(empty)
    async with database.read() as session:
        for table in TABLES:
            rows = (await session.exec(select(table))).all()
            assert len(rows) >= len(release.get(table.__tablename__, ()))
    await database.close()


def test_each_release_has_left_its_rows() -> None:
    """Whoever writes a version into the changelog also keeps its data."""
    released = re.findall(r"^## (\d+\.\d+\.\d+)", CHANGELOG.read_text("utf-8"), re.MULTILINE)

    missing = set(released) - set(KEPT)

    assert not missing, "python -m tests.storage.releases VERSION writes what is missing"

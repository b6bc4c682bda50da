"""What each release left in its databases, kept so that later programs can be shown to take it over.

With a release comes a file of its name: `python -m tests.storage.releases 0.1.0` plays the lost child up
to a clue and writes every row, as JSON, under the revision that the schema then had.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, MetaData, create_engine, insert, make_url

from bot.storage.migrate import upgrade
from tests.support.cast import NEXT_DOOR
from tests.support.town import BOT, import_registers, open_town

FOLDER = Path(__file__).with_name("released")
REVISION = "alembic_version"

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""The rows of each table as SQLite keeps them: times, truths and JSON are texts and numbers."""

READ: Mapping[type, Callable[[Any], Any]] = {
    Boolean: bool,
    Date: date.fromisoformat,
    DateTime: lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    JSON: json.loads,
}


def dump(file: Path) -> Rows:
    """Return what is in a SQLite file, a table before those that point at it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = [row["name"] for row in connection.execute(names)]
        return {
            table: [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608
            for table in tables
        }


def load(url: str, rows: Rows) -> None:
    """Make a database as it was at that release: the schema of its revision, and its rows."""
    upgrade(url, to=rows[REVISION][0]["version_num"])
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        address = address.set(drivername="sqlite")
    tables = MetaData()
    with create_engine(address).begin() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name == REVISION or not rows.get(table.name):
                continue
            kinds = {column.name: _reader(column.type) for column in table.columns}
            connection.execute(
                insert(table),
                [
                    {
                        name: value if value is None else kinds[name](value)
                        for name, value in row.items()
                    }
                    for row in rows[table.name]
                ],
            )
    connection.engine.dispose()


def _reader(kind: object) -> Callable[[Any], Any]:
    return next((read for known, read in READ.items() if isinstance(kind, known)), lambda it: it)


async def _play(url: str) -> None:
    from tests.stories.plot import publish, report  # noqa: PLC0415 only a new release is played

    await import_registers(url)
    async with open_town(url) as town:
        await report(town)
        await publish(town)
        await town.start(NEXT_DOOR, "clue_1001")
        await town.write(NEXT_DOOR, BOT, "看见他往河边走了")


def write(release: str) -> None:
    """Write the file of a release."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "town.db")
        url = f"sqlite+aiosqlite:///{file}"
        upgrade(url)
        asyncio.run(_play(url))
        text = json.dumps(dump(file), ensure_ascii=False, indent=0)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{release}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1])

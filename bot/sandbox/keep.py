"""What survives a kill: every changed entity is a row, written before the answer that tells of it."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

Change = tuple[str, str]
"""The kind of an entity and its key within that kind."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entity (
    kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blob (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
"""


class Memory:
    """Keeps nothing beyond the process."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def put(self, kind: str, key: str, entity: object) -> None:
        """Note that an entity is new or changed."""

    def drop(self, kind: str, key: str) -> None:
        """Note that an entity is gone."""

    def commit(self) -> None:
        """Make everything noted so far survive."""

    def discard(self) -> None:
        """Forget what was noted: it is what `load` has just given."""

    def load(self) -> Iterator[tuple[str, str, Any]]:
        """Yield kind, key and body of what an earlier process kept."""
        return iter(())

    def put_blob(self, name: str, data: bytes) -> None:
        """Store a file's bytes."""
        self._blobs[name] = data

    def blob(self, name: str) -> bytes:
        """Return a file's bytes."""
        return self._blobs[name]

    def close(self) -> None:
        """Let go of the file."""


class Keep(Memory):
    """Keeps everything in one SQLite file.

    WAL with synchronous=NORMAL outlives the process, not a power cut, and costs no fsync a request.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)
        self._changes: dict[Change, str | None] = {}
        self._fresh: dict[str, bytes] = {}

    def put(self, kind: str, key: str, entity: object) -> None:
        self._changes[kind, key] = json.dumps(_row(entity))

    def drop(self, kind: str, key: str) -> None:
        self._changes[kind, key] = None

    def commit(self) -> None:
        if not self._changes and not self._fresh:
            return
        changes = [(*change, body) for change, body in self._changes.items()]
        blobs = list(self._fresh.items())
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("REPLACE INTO blob VALUES (?, ?)", blobs)
        self._db.executemany(
            "REPLACE INTO entity VALUES (?, ?, ?)", [row for row in changes if row[2]]
        )
        self._db.executemany(
            "DELETE FROM entity WHERE kind = ? AND key = ?",
            [row[:2] for row in changes if not row[2]],
        )
        self._db.execute("COMMIT")
        self._changes.clear()
        self._fresh.clear()

    def discard(self) -> None:
        self._changes.clear()

    def load(self) -> Iterator[tuple[str, str, Any]]:
        for kind, key, body in self._db.execute("SELECT kind, key, body FROM entity ORDER BY kind"):
            yield kind, key, json.loads(body)

    def put_blob(self, name: str, data: bytes) -> None:
        self._fresh[name] = data

    def blob(self, name: str) -> bytes:
        if name in self._fresh:
            return self._fresh[name]
        found = self._db.execute("SELECT bytes FROM blob WHERE name = ?", (name,)).fetchone()
        return bytes(found[0])

    def close(self) -> None:
        self.commit()
        self._db.close()


def _row(entity: object) -> object:
    """Return an entity's fields; they are all plain JSON."""
    if not is_dataclass(entity):
        return entity
    return {field.name: getattr(entity, field.name) for field in fields(entity)}

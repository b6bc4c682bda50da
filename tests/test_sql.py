"""SQL is built by SQLAlchemy with bound values: no statement is put together of anything else."""

import ast
from collections.abc import Iterator
from pathlib import Path

BOT = Path(__file__).parents[1] / "bot"
RAW = {"text", "exec_driver_sql", "literal_column", "DDL", "executescript"}
OURS = {"bot/sandbox"}
"""The sandbox is a program of its own with a database of its own."""


def raw(tree: ast.Module) -> Iterator[tuple[int, ast.expr]]:
    """Yield what is given to functions that take SQL as it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in RAW and not isinstance(node.args[0], ast.Starred):
                yield node.lineno, node.args[0]


def is_ours(given: ast.expr) -> bool:
    """Whether it is a constant, or put together of names in capitals: fixed when the program begins."""
    if isinstance(given, ast.JoinedStr):
        parts = [part.value for part in given.values if isinstance(part, ast.FormattedValue)]
        return all(is_ours(part) for part in parts)
    if isinstance(given, ast.Name):
        return given.id.isupper()
    return isinstance(given, ast.Constant)


KNOWN = {
    "bot/storage/database.py": "BEGIN with IMMEDIATE or DEFERRED",
    "bot/storage/figures.py": "the same",
    "bot/storage/moving.py": "the names of our own tables, for LOCK TABLE",
    "bot/storage/sending.py": "the words of an enum, as they stand in partial indexes",
}
"""What the rule does not see to be ours, and is."""


def test_no_statement_is_made_of_what_people_write() -> None:
    found = []
    for file in sorted(BOT.rglob("*.py")):
        where = file.relative_to(BOT.parent)
        if any(where.is_relative_to(one) for one in OURS) or "versions" in where.parts:
            continue
        tree = ast.parse(file.read_text("utf-8"))
        if "sqlalchemy" not in file.read_text("utf-8") or str(where) in KNOWN:
            continue
        found += [f"{where}:{line}" for line, given in raw(tree) if not is_ours(given)]

    assert found == []

"""The tree that an import of grid nodes asks for: its paths, and why it may not stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.grid import GridLevel, path_of
from bot.domain.registers import GridRow, Problem

PATH_MAX = 200

_ORDER = list(GridLevel)


@dataclass(frozen=True)
class Node:
    """A node by its level and the code of the node above."""

    level: GridLevel
    parent: str | None


Tree = Mapping[str, Node]


def path_in(tree: Tree, code: str) -> str:
    """Return a node's path; the tree must have passed `tree_problems`."""
    parent = tree[code].parent
    return path_of(path_in(tree, parent) if parent else "", code)


def tree_problems(
    rows: Sequence[GridRow], tree: Tree, *, doubtful: Collection[str] = ()
) -> Iterator[Problem]:
    """Name the rows that the tree can't hold: the tree is the database's with the rows put in."""
    yield from _twice(rows)
    for row in rows:
        why = None if row.parent in doubtful else _why(row, tree)
        if why:
            yield Problem(row.line, why)


def _twice(rows: Sequence[GridRow]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        if row.code in first:
            yield Problem(row.line, f"code {row.code!r} stands in line {first[row.code]} already")
        first.setdefault(row.code, row.line)


def _why(row: GridRow, tree: Tree) -> str | None:
    if row.parent is None:
        return None
    parent = tree.get(row.parent)
    if parent is None:
        return f"parent {row.parent!r} is unknown"
    above = _codes_above(tree, row.code)
    if row.code in above:
        return f"parent {row.parent!r} of {row.code!r} lies under {row.code!r} itself (a circle)"
    if not _may_stand_under(row.level, parent.level):
        return (
            f"level {row.level} of {row.code!r} can't stand under {row.parent!r} ({parent.level})"
        )
    if len("/".join((row.code, *above))) >= PATH_MAX:
        return f"the codes from the root down to {row.code!r} exceed {PATH_MAX} characters"
    return None


def _codes_above(tree: Tree, code: str) -> list[str]:
    """Return the ancestors, nearest first; in a circle each once, the node itself among them."""
    above: list[str] = []
    node = tree.get(code)
    while node and node.parent and node.parent not in above:
        above.append(node.parent)
        node = tree.get(node.parent)
    return above


def _may_stand_under(level: GridLevel, above: GridLevel) -> bool:
    if GridLevel.DEDICATED in (level, above):
        return True
    return _ORDER.index(level) > _ORDER.index(above)

"""The three-level meeting: what is on its agenda, what is solved together and what case by case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.cards import Facts
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind

MEETS = (GridLevel.TOWN, GridLevel.CHIEF, GridLevel.GENERAL)
"""Levels at which the meeting is held, the widest first."""

MANY = 3
"""So many of the same kind at one node, open or within RECENT, are one question."""
RECENT = timedelta(days=30)

DECISION = 200
"""Characters of a decision; the rest belongs into the minutes."""

Sort = tuple[int, Kind, str | None]
"""What makes cases the same: the node where they were reported, kind and a hazard's category."""


@dataclass(frozen=True)
class Matter:
    """An open case as a meeting looks at it; nobody who reported it is in here."""

    facts: Facts
    grid_id: int
    grid_code: str
    opened_at: datetime
    due_at: datetime | None = None
    escalation: int = 0
    """How often it has climbed: its time begins anew at each level, and it is no less late."""
    reopened: int = 0
    owner: str | None = None
    decision: str | None = None
    origin_id: int | None = None
    """Where it was reported, if another node has it: five lamps of one house stay five of a house."""

    @property
    def sort(self) -> Sort:
        return self.origin_id or self.grid_id, self.facts.kind, self.facts.category

    def was_too_long(self, at: datetime) -> bool:
        """Whether its time is over, here or below, or it was closed and is open again."""
        return bool(self.escalation or self.reopened) or self.late(at) is not None

    def late(self, at: datetime) -> timedelta | None:
        """Return for how long it has been due."""
        return at - self.due_at if self.due_at is not None and self.due_at < at else None


@dataclass(frozen=True)
class Item:
    """One point of the agenda: a single case, or all of one kind at one node."""

    kind: Kind
    category: str | None
    grid: str
    matters: tuple[Matter, ...]
    recent: int = 0
    """How many of them were reported within RECENT, closed ones too; 0 of a single case."""

    @property
    def is_together(self) -> bool:
        return self.recent > 0


@dataclass(frozen=True)
class Agenda:
    """What a node's meeting has before it: 同类问题集中解决, 特殊问题一家一家解决."""

    grid_id: int
    grid: str
    level: GridLevel
    at: datetime
    together: tuple[Item, ...] = ()
    singly: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return self.together + self.singly

    def with_case(self, case_id: int) -> Item | None:
        """Return the point that a case belongs to, if it is on the agenda."""
        for item in self.items:
            if any(matter.facts.case_id == case_id for matter in item.matters):
                return item
        return None


def sort_out(
    matters: Iterable[Matter],
    recent: Mapping[Sort, int],
    names: Mapping[int, str],
    *,
    at: datetime,
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return what is solved together, and what one by one: open too long, climbed, or come back.

    `matters` are all that is open, `recent` how many of a sort were reported within RECENT, `names`
    those of the nodes.
    """
    of_sort: dict[Sort, list[Matter]] = {}
    for matter in matters:
        of_sort.setdefault(matter.sort, []).append(matter)
    together = [
        Item(kind, category, names[grid], tuple(_latest(found, at)), max(count, len(found)))
        for grid, kind, category in {**of_sort, **recent}
        if _are_many(
            found := of_sort.get((grid, kind, category), []),
            count := recent.get((grid, kind, category), 0),
        )
    ]
    one_by_one = [
        matter
        for sort, found in of_sort.items()
        if not _are_many(found, recent.get(sort, 0))
        for matter in found
        if matter.was_too_long(at)
    ]
    together.sort(key=lambda item: (-len(item.matters), -item.recent, item.grid))
    return tuple(together), tuple(_single(matter) for matter in _latest(one_by_one, at))


def _are_many(found: Sequence[Matter], recent: int) -> bool:
    return max(len(found), recent) >= MANY


def _latest(matters: Iterable[Matter], at: datetime) -> list[Matter]:
    """Order by how late they are, the latest first; what isn't late stands by its age."""
    return sorted(matters, key=lambda one: (-(one.late(at) or timedelta()), one.opened_at))


def _single(matter: Matter) -> Item:
    return Item(matter.facts.kind, matter.facts.category, matter.facts.grid, (matter,))


def in_confidence(matter: Matter) -> Matter:
    """Return a matter that only the village's staff may know of, without where and what was said."""
    return replace(matter, facts=replace(matter.facts, place=None, text="", notice=None))

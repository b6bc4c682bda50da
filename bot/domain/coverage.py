"""Where the grid has holes, both ways: nodes without somebody or a group, people who are not there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.grid import Audience, GridLevel, Role, lineage
from bot.domain.invitations import wanted_group

SILENT_AFTER = timedelta(days=90)
WEEKLY_AT = time(9)
"""On Mondays, by the town's clock."""
TOWNS = frozenset({GridLevel.DISTRICT, GridLevel.TOWN})
"""These are offices, no grids: nobody's grid is a whole town."""
OF_GRIDS = frozenset({Role.WORKER, Role.INSTRUCTOR})
"""Who should have a grid of their own."""


class Gap(StrEnum):
    """What is missing, in the order in which it is told: first of grids, then of people."""

    NO_WORKER = "no_worker"
    NO_INSTRUCTOR = "no_instructor"
    NO_GROUP = "no_group"
    UNHEARD = "unheard"
    """A group of the node does not let the bot hear, or has put it out."""
    AWAITED = "awaited"
    NOT_STARTED = "not_started"
    SILENT = "silent"
    NO_GRID = "no_grid"


@dataclass(frozen=True)
class Node:
    """A grid with what it has itself."""

    code: str
    name: str
    level: GridLevel
    path: str
    workers: int
    instructors: int
    of_unit: int
    public: int
    staff: int
    unheard: int


@dataclass(frozen=True)
class Post:
    """One appointment of somebody; without an id they wait for their link."""

    user_id: int | None
    name: str
    role: Role
    unit: str | None
    node: str
    node_name: str
    level: GridLevel
    path: str
    started_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Missing:
    """One hole: a grid's, or a person's at the node by which they are known."""

    gap: Gap
    path: str
    grid: str
    grid_name: str
    level: GridLevel
    user_id: int | None = None
    name: str | None = None
    role: Role | None = None
    unit: str | None = None

    @property
    def who(self) -> str:
        """Return whom or what it is about."""
        return self.name or self.grid_name


@dataclass(frozen=True)
class Coverage:
    """What is missing at a node and below, as a card tells it; `towns` where there are several."""

    grid: str
    code: str
    gaps: tuple[tuple[Gap, int], ...]
    towns: tuple[tuple[str, int], ...] = ()
    weekly: bool = False


def missing_of_grids(nodes: Sequence[Node]) -> Iterator[Missing]:
    """Yield the holes of grids. An instructor of a village is one of everything in it."""
    instructed = {node.path for node in nodes if node.instructors and node.level not in TOWNS}
    for node in nodes:
        if node.level in TOWNS:
            continue
        if not node.workers:
            yield _of(Gap.NO_WORKER, node)
        if instructed.isdisjoint(lineage(node.path)):
            yield _of(Gap.NO_INSTRUCTOR, node)
        has_group = node.staff if wanted_group(node.level) is Audience.STAFF else node.public
        if not (has_group or node.unheard):
            yield _of(Gap.NO_GROUP, node)
        if node.unheard:
            yield _of(Gap.UNHEARD, node)


def _of(gap: Gap, node: Node) -> Missing:
    return Missing(gap, node.path, node.code, node.name, node.level)


def missing_of_people(posts: Iterable[Post], now: datetime) -> Iterator[Missing]:
    """Yield the holes of people, each person once; their posts come one after the other."""
    for user_id, some in groupby(posts, key=lambda post: post.user_id):
        held = list(some)
        if user_id is None:
            yield from (_who(Gap.AWAITED, post) for post in held)
            continue
        first = held[0]
        if first.started_at is None:
            yield _who(Gap.NOT_STARTED, first)
        elif max(first.seen_at or first.started_at, first.started_at) < now - SILENT_AFTER:
            yield _who(Gap.SILENT, first)
        roles = [post for post in held if post.role in OF_GRIDS]
        if roles and all(post.level in TOWNS for post in roles):
            yield _who(Gap.NO_GRID, roles[0])


def _who(gap: Gap, post: Post) -> Missing:
    return Missing(
        gap,
        post.path,
        post.node,
        post.node_name,
        post.level,
        post.user_id,
        post.name,
        post.role,
        post.unit,
    )


def counted(found: Iterable[Missing]) -> tuple[tuple[Gap, int], ...]:
    """Return how many holes of each kind there are, in their order."""
    counts = Counter(one.gap for one in found)
    return tuple((gap, counts[gap]) for gap in Gap if counts[gap])


A_WEEK = timedelta(days=7)
REST = timedelta(days=4)
"""From a weekly card that came late to the next one, at least."""


def next_weekly(after: datetime, zone: ZoneInfo) -> datetime:
    """Return the next Monday at nine after a moment."""
    local = after.astimezone(zone)
    monday = local.date() + timedelta(days=-local.weekday())
    due = datetime.combine(monday, WEEKLY_AT, zone)
    return due if due > after else datetime.combine(monday + A_WEEK, WEEKLY_AT, zone)

"""Grid nodes and places: who lies under whom, and what the neighbourhood calls its corners."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, String, bindparam, func, literal
from sqlmodel import Field, UniqueConstraint, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import (
    METRES_PER_DEGREE,
    NEARBY_METRES,
    GridLevel,
    PlaceKind,
    lineage,
    metres_between,
    subtree_end,
)
from bot.storage.base import SQLModel, kept
from bot.storage.types import Personal, Word, one_of

PATH_TYPE = String(500).with_variant(String(500, collation="C"), "postgresql")
"""Compared byte by byte on both engines, so that a subtree is one index range."""
AT_ONCE = 5_000
"""Ids in one statement; both engines take more than 30,000."""

Point = tuple[float, float]
"""Latitude and longitude."""


@kept
class Grid(SQLModel, table=True):
    """A node of the grid; `path` is the codes from the root down, each followed by `/`."""

    __tablename__ = "grid"
    __table_args__ = (one_of("level", GridLevel),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    name: str
    level: GridLevel = Field(sa_type=Word(GridLevel))
    parent_id: int | None = Field(default=None, foreign_key="grid.id", index=True)
    path: str = Field(sa_type=PATH_TYPE, unique=True)
    lat: float | None = Field(default=None, index=True)
    lon: float | None = None
    phone: str | None = Field(default=None, sa_type=Personal)

    @property
    def key(self) -> int:
        """The row's id; a stored node always has one."""
        assert self.id is not None
        return self.id


class Place(SQLModel, table=True):
    """A place that people name: a compound, a building, a road, a pond."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("grid_id", "kind", "name"), one_of("kind", PlaceKind))

    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: PlaceKind = Field(sa_type=Word(PlaceKind))
    grid_id: int = Field(foreign_key="grid.id", index=True)
    lat: float | None = None
    lon: float | None = None
    aliases: str = ""
    learned: bool = False
    """From what residents call it, not from a file."""


def under(path: str) -> ColumnElement[bool]:
    """Return the condition "this node or below it"; the one place that knows how."""
    return (col(Grid.path) >= path) & (col(Grid.path) < subtree_end(path))


async def by_code(session: AsyncSession, code: str) -> Grid | None:
    """Return the node with this code."""
    return (await session.exec(select(Grid).where(Grid.code == code))).first()


async def called(session: AsyncSession, words: str) -> Grid | None:
    """Return the widest node whose name begins with these words."""
    query = select(Grid).where(col(Grid.name).startswith(words, autoescape=True))
    return (await session.exec(query.order_by(func.length(Grid.path)).limit(1))).first()


_ON_PATHS = select(Grid).where(col(Grid.path).in_(bindparam("paths", expanding=True)))


async def ancestors(session: AsyncSession, path: str) -> list[Grid]:
    """Return a node and its ancestors, nearest first; within a session they are read once."""
    known: dict[str, list[Grid]] = session.info.setdefault("ancestors", {})
    if path not in known:
        found = await session.exec(_ON_PATHS, params={"paths": lineage(path)})
        known[path] = sorted(found, key=lambda grid: len(grid.path), reverse=True)
    return known[path]


async def children(session: AsyncSession, parent_id: int | None) -> Sequence[Grid]:
    """Return the nodes right under a node, or at the very top."""
    query = select(Grid).where(col(Grid.parent_id) == parent_id)
    return (await session.exec(query.order_by(col(Grid.path)))).all()


async def has_children(session: AsyncSession, parent_ids: Collection[int]) -> set[int]:
    """Return which of these nodes have others under them."""
    query = select(Grid.parent_id).where(col(Grid.parent_id).in_(parent_ids)).distinct()
    return {key for key in await session.exec(query) if key is not None}


async def villages_under(session: AsyncSession, path: str) -> int:
    """Return how many chief grids lie under a node."""
    query = select(func.count()).select_from(Grid)
    return (await session.exec(query.where(under(path), Grid.level == GridLevel.CHIEF))).one()


async def compounds(session: AsyncSession, path: str) -> Sequence[Place]:
    """Return the compounds of a subtree, by name."""
    query = (
        select(Place)
        .join(Grid, col(Grid.id) == Place.grid_id)
        .where(under(path), Place.kind == PlaceKind.COMPOUND)
        .order_by(Place.name, col(Place.id))
    )
    return (await session.exec(query)).all()


async def buildings(session: AsyncSession, path: str, *, most: int) -> Sequence[Place]:
    """Return the buildings of a subtree, at most so many."""
    query = (
        select(Place)
        .join(Grid, col(Grid.id) == Place.grid_id)
        .where(under(path), Place.kind == PlaceKind.BUILDING)
        .order_by(Place.name, col(Place.id))
    )
    return (await session.exec(query.limit(most))).all()


async def names_a_place(session: AsyncSession, words: str) -> bool:
    """Return whether words hold a name that means one place to the whole town; 3号楼 is everywhere."""
    query = select(Place.id).where(
        literal(words).contains(col(Place.name)), Place.kind != PlaceKind.BUILDING
    )
    return (await session.exec(query.limit(1))).first() is not None


async def knows_place(session: AsyncSession, name: str) -> bool:
    """Return whether a name is on record, as a place of its own or inside another's."""
    aliases = literal("|").concat(col(Place.aliases)).concat("|")
    known = literal(name).contains(col(Place.name)) | aliases.contains(f"|{name}|", autoescape=True)
    return (await session.exec(select(Place.id).where(known).limit(1))).first() is not None


async def near(session: AsyncSession, lat: float, lon: float) -> Sequence[Grid]:
    """Return the nodes whose own point lies within NEARBY_METRES."""
    reach = NEARBY_METRES / METRES_PER_DEGREE
    query = select(Grid).where(col(Grid.lat).between(lat - reach, lat + reach))
    return [
        grid
        for grid in await session.exec(query)
        if grid.lat is not None
        and grid.lon is not None
        and metres_between(lat, lon, grid.lat, grid.lon) <= NEARBY_METRES
    ]


async def points(session: AsyncSession, keys: Collection[int]) -> dict[int, Point]:
    """Return where these nodes lie, by id; those without a point are left out."""
    found: dict[int, Point] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        query = select(Grid.id, Grid.lat, Grid.lon).where(col(Grid.id).in_(some))
        for key, lat, lon in await session.exec(query):
            if key is not None and lat is not None and lon is not None:
                found[key] = lat, lon
    return found


async def paths(session: AsyncSession, keys: Collection[int]) -> dict[int, str]:
    """Return the paths of these nodes, by id."""
    found: dict[int, str] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        query = select(Grid.id, Grid.path).where(col(Grid.id).in_(some))
        found |= {key: path for key, path in await session.exec(query) if key is not None}
    return found


async def nearest(session: AsyncSession, lat: float, lon: float) -> Grid | None:
    """Return the node whose own point is nearest within NEARBY_METRES, the smallest one of equals."""
    found = await near(session, lat, lon)

    def order(grid: Grid) -> tuple[float, int]:
        assert grid.lat is not None
        assert grid.lon is not None
        return metres_between(lat, lon, grid.lat, grid.lon), -len(grid.path)

    return min(found, key=order, default=None)


async def duty_phone(session: AsyncSession, path: str) -> str | None:
    """Return the duty phone of the nearest node that has one."""
    return next((grid.phone for grid in await ancestors(session, path) if grid.phone), None)


async def all_places(session: AsyncSession) -> Sequence[Place]:
    """Return the whole gazetteer; read once and kept until `gazetteer_version` moves."""
    return (await session.exec(select(Place))).all()

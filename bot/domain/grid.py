"""The grid: levels of nodes, paths of the tree, distances on the ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

Value = TypeVar("Value")

NEARBY_METRES = 600
"""Ring 0 also takes the residents' groups this near to the last-seen place (product.md)."""

_EARTH_METRES = 6_371_000
METRES_PER_DEGREE = 111_195


class GridLevel(StrEnum):
    """Levels from the top down; `dedicated` stands under any of them."""

    DISTRICT = "district"
    TOWN = "town"
    CHIEF = "chief"
    GENERAL = "general"
    MICRO = "micro"
    DEDICATED = "dedicated"


VILLAGE_AND_ABOVE = frozenset({GridLevel.CHIEF, GridLevel.TOWN, GridLevel.DISTRICT})
"""Whose staff may read what is confidential (promise 9)."""


class Audience(StrEnum):
    """Whom a bound group is for."""

    RESIDENTS = "residents"
    STAFF = "staff"
    BUSINESS = "business"


class Role(StrEnum):
    """What a person is on a grid node and everything under it."""

    WORKER = "worker"
    INSTRUCTOR = "instructor"
    DUTY = "duty"
    PARTNER = "partner"
    VOLUNTEER = "volunteer"
    ADMIN = "admin"


class PlaceKind(StrEnum):
    """Kinds of place in the gazetteer."""

    COMPOUND = "compound"
    BUILDING = "building"
    ROAD = "road"
    GATE = "gate"
    WATER = "water"
    VENUE = "venue"
    COMPANY = "company"
    OTHER = "other"


@dataclass(frozen=True)
class Names:
    """The first few of some grids by name, and how many there are in all."""

    shown: tuple[str, ...] = ()
    all: int = 0


NO_GRIDS = Names()


def path_of(parent_path: str, code: str) -> str:
    """Return the materialised path of a node: the codes from the root down, each followed by `/`."""
    return f"{parent_path}{code}/"


def lineage(path: str) -> list[str]:
    """Return the paths of a node and its ancestors, nearest first.

    >>> lineage("D/T/C/")
    ['D/T/C/', 'D/T/', 'D/']
    """
    codes = path.rstrip("/").split("/")
    return ["/".join(codes[:n]) + "/" for n in range(len(codes), 0, -1)]


def nearest(path: str, of: Mapping[str, Value]) -> Value | None:
    """Return what stands at a node, else at the nearest one above it.

    >>> nearest("D/T/C/", {"D/": "desk", "D/T/": "town"})
    'town'
    """
    return next((of[above] for above in lineage(path) if above in of), None)


def subtree_end(path: str) -> str:
    """Return the first string after every path below `path`, for `path >= p AND path < end`."""
    return path[:-1] + chr(ord("/") + 1)


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance (haversine)."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_METRES * asin(sqrt(half))

"""A small district for tests of services: a town, a village, its grids, and cases in them."""

from datetime import timedelta
from typing import Any

from bot.domain.alerts import Level
from bot.domain.grid import GridLevel, Role
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import CLOSED, State
from bot.services.rights import Actor
from bot.storage.cases import Case
from bot.storage.database import Database
from bot.storage.grid import Grid
from bot.storage.people import Appointment
from tests.storage.rows import NOW, store
from tests.storage.rows import case as draft

TOWN, VILLAGE, MIDDLE, EAST, WEST = 1, 2, 3, 4, 5


def nodes() -> list[Grid]:
    """Return the grid, from the top."""
    return [
        Grid(id=TOWN, code="T", name="榆溪镇", level=GridLevel.TOWN, path="T/"),
        Grid(id=VILLAGE, code="V", name="清水村", level=GridLevel.CHIEF, parent_id=1, path="T/V/"),
        Grid(
            id=MIDDLE,
            code="M",
            name="清水一格",
            level=GridLevel.GENERAL,
            parent_id=2,
            path="T/V/M/",
        ),
        Grid(id=EAST, code="E", name="东苑", level=GridLevel.MICRO, parent_id=3, path="T/V/M/E/"),
        Grid(id=WEST, code="W", name="西苑", level=GridLevel.MICRO, parent_id=3, path="T/V/M/W/"),
    ]


ZHANG, CHEN, LI, WANG, ZHOU = (
    Actor(user, name)
    for user, name in ((1, "小张"), (2, "老陈"), (3, "小李"), (4, "王丽"), (5, "老周"))
)
"""Worker of 东苑, instructor of it, the town's duty desk; a resident; somebody who works nowhere yet."""
POSTS = (
    (ZHANG, EAST, Role.WORKER),
    (CHEN, EAST, Role.INSTRUCTOR),
    (LI, TOWN, Role.DUTY),
)
AN_HOUR = timedelta(hours=1)


async def settle(database: Database) -> None:
    """Store the nodes and who works there."""
    people = (
        Appointment(user_id=who.id, grid_id=node, role=role, name=who.name)
        for who, node, role in POSTS
    )
    await store(database, *nodes(), *people)


def case(number: int, **values: Any) -> Case:  # noqa: ANN401 - columns
    """A lamp in 东苑 that nobody has claimed, unless told otherwise."""
    given: dict[str, Any] = {
        "number": number,
        "kind": Kind.LIGHT,
        "level": Level.BLUE,
        "state": State.NEW,
        "grid_id": EAST,
        "message_id": number,
        "opened_at": NOW + timedelta(minutes=number - 1001),
        "text": "楼道灯不亮了",
        "place": "3号楼",
        "reporter_id": WANG.id,
        "reporter_name": WANG.name,
    }
    given |= values
    if given["state"] in CLOSED:
        given = {"outcome": Outcome.REPAIRED, "closed_at": NOW + AN_HOUR} | given
    return draft(**given)

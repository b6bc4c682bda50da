"""What two workers make of updates that are brought to them more than once."""

from typing import Any

import pytest

from bot.leading.turns import Turns
from bot.storage.arrivals import Arrivals
from bot.storage.database import Database
from bot.tasks import Tasks

CHAT = 7
UPDATE = {"update_id": 5, "message": {"chat": {"id": CHAT}}}

pytestmark = pytest.mark.parametrize("engine_name", ["postgres"])


def key(_raw: dict[str, Any]) -> int:
    return CHAT


async def test_what_is_done_is_not_done_again_by_another(database: Database) -> None:
    """The answer to the one was lost, so the other is brought it; the next of the chat is done."""
    done: list[int] = []
    one, other = Turns(database, Tasks()), Turns(database, Tasks())

    async def handle(raw: dict[str, Any]) -> None:
        done.append(raw["update_id"])

    for worker, number in ((one, 5), (other, 5), (one, 5), (other, 6), (one, 7)):
        await worker.handle(UPDATE | {"update_id": number}, key=key, handle=handle)

    assert done == [5, 6, 7]
    await one.close()
    await other.close()


async def test_what_was_not_finished_is_begun_again(database: Database) -> None:
    """A worker that ends in the midst of an update leaves it to whom it is brought next."""
    done: list[int] = []
    turns = Turns(database, Tasks())

    async def break_off(_raw: dict[str, Any]) -> None:
        raise RuntimeError

    async def handle(raw: dict[str, Any]) -> None:
        done.append(raw["update_id"])

    with pytest.raises(RuntimeError):
        await turns.handle(UPDATE, key=key, handle=break_off)
    await turns.handle(UPDATE, key=key, handle=handle)

    assert done == [5]
    await turns.close()


async def test_what_was_done_long_ago_is_forgotten(database: Database) -> None:
    """Only for a few minutes is it known who wrote when."""
    arrivals = Arrivals(database, known_minutes=-1)

    for number in (5, 6):
        found = await arrivals.arrive(number, CHAT)
        assert found is not None
        await arrivals.leave(found[0], done=True)

    assert await arrivals.arrive(5, CHAT) is not None
    await arrivals.close()

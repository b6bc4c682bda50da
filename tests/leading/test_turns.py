"""What two workers make of updates that are brought to them more than once."""

import asyncio
from typing import Any

import pytest

from bot.leading.turns import Turns
from bot.storage.arrivals import Arrivals, channel
from bot.storage.database import Database
from bot.storage.listening import listen
from bot.storage.seats import take_seat
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
    arrivals = Arrivals(database)
    for number in (5, 6):
        found = await arrivals.arrive(number, CHAT)
        assert found is not None
        await arrivals.leave(found[0], done=True)
    async with database.write() as session:
        await (await session.connection()).exec_driver_sql(
            "UPDATE arrival SET done_at = done_at - interval '11 minutes' WHERE update_id = 5"
        )

    async with take_seat(database) as seat:
        await seat.clear()

    assert await arrivals.arrive(5, CHAT) is not None
    assert await arrivals.arrive(6, CHAT) is None
    await arrivals.close()


async def test_a_chat_is_in_order_whoever_has_its_updates(database: Database) -> None:
    """They come to two workers by turns, faster than they are handled: never are two in hand."""
    other_database = Database(database.engine.url.render_as_string(hide_password=False))
    both, tasks = (database, other_database), Tasks()
    workers = [Turns(one, tasks) for one in both]
    for one, worker in zip(both, workers, strict=True):
        tasks.start(listen(one, {channel(one.name): worker.call}), name="ears")
    done: list[int] = []
    in_hand: set[int] = set()

    async def handle(raw: dict[str, Any]) -> None:
        assert not in_hand
        in_hand.add(raw["update_id"])
        await asyncio.sleep(0)
        in_hand.clear()
        done.append(raw["update_id"])

    async with take_seat(database), take_seat(other_database), asyncio.TaskGroup() as hands:
        for number in range(60):
            update = UPDATE | {"update_id": number}
            hands.create_task(workers[number % 2].handle(update, key=key, handle=handle))

    assert [one for one in done if one % 2 == 0] == [*range(0, 60, 2)]
    assert [one for one in done if one % 2] == [*range(1, 60, 2)]
    await tasks.cancel()
    for worker in workers:
        await worker.close()
    await other_database.close()

"""A sandbox full of groups in a process of its own, for benchmarks: prints its address, ends with its input.

Run as `python -m tests.bench.telegram GROUPS FACTOR`; every group holds the bot and one resident.
"""

import asyncio
import sys

from bot.sandbox import groups
from bot.sandbox.server import start_sandbox
from bot.sandbox.world import World

TOKEN = "77:bench"
BOT, MOTHER, WORKER = 77, 11, 12
FIRST_GROUP = -1_001_000_000_000
STAFF_GROUP = -1_002_000_000_000


def fill(world: World, count: int) -> None:
    """Make the people and the groups; the bot has long been in all of them."""
    for person, name in ((MOTHER, "母亲"), (WORKER, "网格员")):
        groups.put_person(world, {"id": person, "first_name": name})
    groups.put_bot(world, {"token": TOKEN, "username": "bench_bot", "first_name": "Gege"})
    for number in range(count):
        body = {"id": FIRST_GROUP - number - 1, "title": f"{number} 群", "members": [MOTHER, BOT]}
        groups.put_group(world, body)
    staff = {"id": STAFF_GROUP, "title": "工作群", "members": [WORKER, BOT]}
    groups.put_group(world, staff)
    world.inboxes[BOT].pending.clear()


async def main(count: int, factor: float) -> None:
    sandbox = await start_sandbox(limits=factor)
    fill(sandbox.world, count)
    print(sandbox.url, flush=True)  # noqa: T201 - whoever started us reads it
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await sandbox.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))

"""What ends by itself, by the sandbox's clock: polls, bans and restrictions."""

from bot.sandbox import polls
from bot.sandbox.members import change_member
from bot.sandbox.model import PRESENT
from bot.sandbox.tasks import Tasks
from bot.sandbox.world import Deadline, World


class Timers:
    """One sleeper for each thing that ends."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tasks = Tasks()

    def start(self) -> None:
        """Begin to end things in time."""
        self._tasks.start(self._watch())

    async def stop(self) -> None:
        """Leave what has not ended for the next start."""
        await self._tasks.stop()

    async def _watch(self) -> None:
        while True:
            self._tasks.start(self._wait(await self._world.deadlines.get()))

    async def _wait(self, deadline: Deadline) -> None:
        await self._world.clock.sleep(deadline.at - self._world.clock.now())
        _end(self._world, deadline)
        self._world.keep.commit()


def _end(world: World, deadline: Deadline) -> None:
    """End what is still to end then: it may have been ended, or prolonged, by hand."""
    if deadline.kind == "poll":
        poll = world.polls[deadline.key]
        if not poll.closed and poll.closes_at == deadline.at:
            polls.close(world, poll)
        return
    where, _, who = deadline.key.partition("/")
    chat, user = world.chats[where], int(who)
    if not chat.migrated_to and chat.rights.get(user, {}).get("until_date") == deadline.at:
        status = "member" if chat.members.get(user) in PRESENT else "left"
        change_member(world, chat, user, status)

"""People who go on for a while at an even pace: `python -m tests.bench.life GROUPS`, see crowd.py.

They think before they press, so nothing is said twice to a chat within a second: what they wait for
is held by no rule of a chat's.
"""

import asyncio
import sys
from asyncio import Queue
from collections import defaultdict
from collections.abc import Coroutine
from itertools import count
from typing import Any

from bot.sandbox import groups, people
from bot.sandbox.model import Json
from bot.sandbox.world import World
from bot.tasks import Tasks
from tests.bench.crowd import FIRST_DESK, FIRST_GROUP, LAMP, LINES, Crowd, neighbours, serve
from tests.bench.telegram import BOT, WORKER

A_SECOND = 50
"""Updates."""
PRESSES = 2
ROUND_SECONDS = (LINES + PRESSES + 2) / A_SECOND
"""In which there are so many lines of chatter, a report, a command, and presses of earlier reports."""
ASKERS = range(500, 600)
"""Who writes commands, each to the bot alone."""
COMMANDS = ("/help", "/cases", "/privacy", "/language")
THINKS_SECONDS = 2.0
PATIENCE = 60.0


class Life(Crowd):
    """Each neighbour reports once at the most: there must be enough of them."""

    def __init__(self, world: World, groups_there: int) -> None:
        super().__init__(world, groups_there)
        for asker in ASKERS:
            groups.put_person(world, {"id": asker, "first_name": "街坊"})
        self.acts = {"live": self.live}
        self._tasks = Tasks()
        self._reports, self._questions, self._lines = count(), count(), count()
        self._waits: defaultdict[str, list[float]] = defaultdict(list)
        """Seconds, by what was waited for."""
        self._lost = 0

    async def live(self, seconds: int) -> Json:
        """Let life go on for so long; returns how long people waited, and how often in vain."""
        self._waits.clear()
        self._lost = 0
        began, rounds = self.world.clock.now(), round(seconds / ROUND_SECONDS)
        for nth in range(rounds):
            self._begin(self._report(next(self._reports)))
            self._begin(self._ask(next(self._questions)))
            for line in range(LINES):
                due = began + (nth + line / LINES) * ROUND_SECONDS
                await asyncio.sleep(due - self.world.clock.now())
                self.say(next(self._lines))
        await self._tasks.finish(within=2 * PATIENCE)
        said = rounds * (LINES + 2) + len(self._waits["press"])
        return {"waits": self._waits, "lost": self._lost, "updates": said}

    def _begin(self, act: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(self._patiently(act), name="life")

    async def _patiently(self, act: Coroutine[Any, Any, None]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await act
        except TimeoutError:
            self._lost += 1

    async def _ask(self, nth: int) -> None:
        """Write a command to the bot, up to its answer."""
        asker = ASKERS[nth % len(ASKERS)]
        with self.world.feed.listen(asker) as events:
            began = self._now()
            people.write(self.world, asker, BOT, people.text(COMMANDS[nth % len(COMMANDS)]))
            await _said(events, BOT)
        self._waits["answer"].append(self._now() - began)

    async def _report(self, nth: int) -> None:
        """Report a lamp, up to its case taken by a worker."""
        turn, group = divmod(nth, self.count)
        neighbour, home, desk = neighbours(group)[turn], FIRST_GROUP - group, FIRST_DESK - group
        with self.world.feed.listen(neighbour) as events:
            began = self._now()
            people.write(self.world, neighbour, home, people.text(LAMP.format(turn + 1)))
            question = await _said(events, home)
        self._waits["question"].append(self._now() - began)
        await asyncio.sleep(THINKS_SECONDS)
        with self.world.feed.listen(WORKER) as events:
            began = self._now()
            await self._press(neighbour, home, question, "提交")
            card = await _said(events, desk)
        self._waits["card"].append(self._now() - began)
        await asyncio.sleep(THINKS_SECONDS)
        await self._press(WORKER, desk, card, "认领")

    async def _press(self, person: int, chat: int, message: Json, label: str) -> None:
        """Press a button, up to the answer that stops its clock."""
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(
            one["callback_data"] for row in rows for one in row if one["text"].endswith(label)
        )
        began = self._now()
        query = people.press(self.world, person, chat, message["message_id"], data)
        self.world.answers[query.id] = answered = asyncio.get_running_loop().create_future()
        await answered
        self._waits["press"].append(self._now() - began)

    def _now(self) -> float:
        return self.world.clock.now()


async def _said(events: Queue[Json], chat: int) -> Json:
    """Wait for what the bot says in a chat."""
    while True:
        event = await events.get()
        if (event["event"], event.get("chat")) == ("message", chat):
            message: Json = event["message"]
            if message["from"]["id"] == BOT:
                return message


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Life, limits=1.0))

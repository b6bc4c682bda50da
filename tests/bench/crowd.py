"""A sandbox whose people all speak at once: `python -m tests.bench.crowd GROUPS` prints its address.

Then it is told by lines what they do, and answers each with what came of it, mostly the seconds that it took. They live in the
server's own process, so whoever is measured waits for the server and for nobody else.
"""

import asyncio
import json
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen
from typing import IO, Any

from bot.sandbox import groups, people
from bot.sandbox.model import Json
from bot.sandbox.server import rarely_collect, start_sandbox
from bot.sandbox.world import World
from tests.bench.telegram import BOT, MOTHER, TOKEN, WORKER, Telegram

LIMITS = 30.0
"""As many times Telegram's as the program can be told to send: at least so much is never waited for."""
FIRST_GROUP = -1_001_000_000_001
FIRST_DESK = -1_002_000_000_001
"""The staff group beside the residents' group of the same number."""
FIRST_NEIGHBOUR = 1_000
NEIGHBOURS = 5
"""So many people talk in each group, and report by turns."""
PASSER_BY = 999
"""Is in every group and sees what comes; presses nothing."""

LAMP = "{}号楼4楼楼道灯不亮了"
CHATTER = (
    "今晚吃啥子",
    "快递到了没有，哪个帮我看一下嘛",
    "周末一起去摘草莓不",
    "好的，谢谢王姐",
    "哈哈哈哈",
    "明天要下雨，记得收衣服",
    "三缺一，速来",
    "有没有拼团买米的",
    "娃儿今天作业好多，写到十点",
    "小区门口新开的面馆味道不错，二两牛肉面加个蛋才十五块",
)
LINES = 16
"""Of chatter, for each report."""
PAUSE = 0.005


def fill(world: World, count: int) -> None:
    """Make the groups; the bot has long been in all of them."""
    for number, name in ((MOTHER, "母亲"), (WORKER, "网格员"), (PASSER_BY, "路人")):
        groups.put_person(world, {"id": number, "first_name": name})
    groups.put_bot(world, {"token": TOKEN, "username": "bench_bot", "first_name": "Gege"})
    for number in range(count):
        own = list(neighbours(number))
        for neighbour in own:
            groups.put_person(world, {"id": neighbour, "first_name": "邻居"})
        home = {"id": FIRST_GROUP - number, "title": "群", "members": [*own, PASSER_BY, BOT]}
        desk = {"id": FIRST_DESK - number, "title": "工作群", "members": [WORKER, PASSER_BY, BOT]}
        groups.put_group(world, home)
        groups.put_group(world, desk)
    world.inboxes[BOT].pending.clear()


def neighbours(group: int) -> range:
    first = FIRST_NEIGHBOUR + group * NEIGHBOURS
    return range(first, first + NEIGHBOURS)


class Crowd:
    """The people of a world, and how long the bot takes for what they do."""

    def __init__(self, world: World, count: int) -> None:
        self.world = world
        self.count = count
        self.rounds = 0
        self.acts: dict[str, Callable[[int], Awaitable[object]]] = {
            "talk": self.talk,
            "chat": self.chat,
            "report": self.report,
            "mix": self.mix,
        }

    async def talk(self, lines: int) -> float:
        """Let so many lines of chatter be said, group after group, and wait for nobody."""
        began = self.world.clock.now()
        for line in range(lines):
            self.say(line)
        return self.world.clock.now() - began

    def say(self, line: int) -> None:
        """Let that line be said."""
        turn, group = divmod(line, self.count)
        neighbour = neighbours(group)[turn % NEIGHBOURS]
        words = people.text(CHATTER[(group + turn) % len(CHATTER)])
        people.write(self.world, neighbour, FIRST_GROUP - group, words)

    async def chat(self, lines: int) -> float:
        """Talk, and wait until the bot has confirmed every line."""
        await self.talk(lines)
        began = self.world.clock.now()
        while self.world.inboxes[BOT].pending:  # noqa: ASYNC110 - it tells nobody that it is empty
            await asyncio.sleep(PAUSE)
        return self.world.clock.now() - began

    async def mix(self, reports: int) -> float:
        """Do the same while neighbours talk, as many lines for each report as in `life`."""
        return await self.report(reports, lines=LINES)

    async def report(self, reports: int, *, lines: int = 0) -> float:
        """Let a lamp be out in each of so many groups; wait until the last card is with its staff.

        Each time another neighbour reports another building: more words of who has just reported
        would go to the case that is open.
        """
        self.rounds += 1
        waiting = {str(FIRST_DESK - group) for group in range(reports)}
        with self.world.feed.listen(PASSER_BY) as events:
            began = self.world.clock.now()
            for group in range(reports):
                words = people.text(LAMP.format(self.rounds))
                people.write(self.world, self._reporter(group), FIRST_GROUP - group, words)
                for line in range(lines):
                    self.say(group + line * self.count)
            while waiting:
                event = await events.get()
                if event["event"] == "message" and event["message"]["from"]["id"] == BOT:
                    waiting.discard(str(event["chat"]))
                    self._confirm(event)
        return self.world.clock.now() - began

    def _reporter(self, group: int) -> int:
        return neighbours(group)[self.rounds % NEIGHBOURS]

    def _confirm(self, event: Json) -> None:
        """Let whoever reported press 提交 on the bot's question."""
        for row in event["message"].get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"].endswith("提交") and "callback_data" in button:
                    author = self._reporter(FIRST_GROUP - event["chat"])
                    number, data = event["message"]["message_id"], button["callback_data"]
                    people.press(self.world, author, event["chat"], number, data)


async def serve(count: int, who: type[Crowd] = Crowd, *, limits: float = LIMITS) -> None:
    """Be the server process: do what each line says, end with the input."""
    sandbox = await start_sandbox(limits=limits)
    sandbox.world.calls = deque()
    fill(sandbox.world, count)
    rarely_collect()
    print(sandbox.url, flush=True)  # noqa: T201 - whoever started us reads it
    crowd, loop = who(sandbox.world, count), asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        act, _, size = line.partition(" ")
        print(json.dumps(await crowd.acts[act](int(size))), flush=True)  # noqa: T201 - the same
    await sandbox.close()


class Neighbourhood(Telegram):
    """The sandbox and its people, seen from outside."""

    def __init__(self, asked: IO[str], answers: IO[str]) -> None:
        super().__init__(answers.readline().strip())
        self._asked, self._answers = asked, answers

    def do(self, act: str, size: int) -> Any:  # noqa: ANN401 JSON
        """Let people do something; returns what came of it, mostly how many seconds it took."""
        self._asked.write(f"{act} {size}\n")
        self._asked.flush()
        return json.loads(self._answers.readline())


@contextmanager
def neighbourhood(count: int, module: str = __name__) -> Iterator[Neighbourhood]:
    """Run a sandbox with so many groups of residents, and as many of staff."""
    command = [sys.executable, "-m", module, str(count)]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Neighbourhood(process.stdin, process.stdout)
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))

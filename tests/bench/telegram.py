"""A sandbox full of groups in a process of its own, and whoever stands at its doors.

Run as `python -m tests.bench.telegram GROUPS FACTOR` it prints its address and ends with its input; every
group holds the bot and the people who will speak.
"""

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from subprocess import PIPE, Popen
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from bot.sandbox import groups
from bot.sandbox.model import Json
from bot.sandbox.server import rarely_collect, start_sandbox
from bot.sandbox.world import World
from tests.bench.faults import NONE, Faults

TOKEN = "77:bench"
BOT, WORKER = 77, 12
MOTHER = 11
MOTHERS = (MOTHER, 21, 31)
FIRST_GROUP = -1_001_000_000_001
"""That of number 0; the others follow downwards."""
STAFF_GROUP = -1_003_000_000_000
"""The town's; those of some general grids follow downwards."""
STAFF_GROUPS = 4
FULL_LIST = 1_000_000
PATIENCE = 60.0
Found = TypeVar("Found")


def fill(world: World, count: int) -> None:
    """Make the people and the groups; the bot has long been in all of them."""
    for mother in MOTHERS:
        groups.put_person(world, {"id": mother, "first_name": "母亲"})
    groups.put_person(world, {"id": WORKER, "first_name": "网格员"})
    groups.put_bot(world, {"token": TOKEN, "username": "bench_bot", "first_name": "Gege"})
    for number in range(count):
        body = {"id": FIRST_GROUP - number, "title": f"{number} 群", "members": [*MOTHERS, BOT]}
        groups.put_group(world, body)
    for number in range(STAFF_GROUPS):
        body = {"id": STAFF_GROUP - number, "title": "工作群", "members": [WORKER, BOT]}
        groups.put_group(world, body)
    world.inboxes[BOT].pending.clear()


async def serve(count: int, factor: float) -> None:
    """Be the server process."""
    sandbox = await start_sandbox(limits=factor)
    sandbox.world.calls = deque()  # every call is counted, not only the latest
    fill(sandbox.world, count)
    rarely_collect()
    print(sandbox.url, flush=True)  # noqa: T201 - whoever started us reads it
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await sandbox.close()


def until(
    look: Callable[[], Found | None], *, patience: float = PATIENCE, pause: float = 0.02
) -> Found:
    """Return what there is to see, as soon as there is something. Raises TimeoutError."""
    deadline = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"nothing within {patience:.0f} seconds")
        time.sleep(pause)
    return found


class Telegram:
    """The sandbox's doors for people, and for whoever turns its knobs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)

    def close(self) -> None:
        self._http.close()

    def get(self, path: str, **query: object) -> Any:  # noqa: ANN401 JSON
        return self._ask("GET", f"{path}?{urlencode(query)}")

    def post(self, path: str, **body: object) -> Any:  # noqa: ANN401 JSON
        return self._ask("POST", path, json.dumps(body))

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:  # noqa: ANN401 JSON
        self._http.request(method, path, body, {"Content-Type": "application/json"})
        answer = self._http.getresponse()
        said = json.loads(answer.read())
        assert answer.status == 200, said
        return said

    def calls(self, limit: int = FULL_LIST) -> list[Json]:
        """Return what the bot has asked for, the newest first."""
        made: list[Json] = self.get("/client/calls", limit=limit)
        return made

    def delay(self, seconds: float) -> None:
        """Let every call take so much longer from now on, as on a long way."""
        self.post("/faults", kind="delay", seconds=seconds, times=FULL_LIST)

    def break_(self, faults: Faults) -> None:
        """Let these faults strike."""
        for body in faults.bodies(FIRST_GROUP):
            self.post("/faults", **body)

    def write(self, person: int, chat: int, text: str) -> float:
        """Say something; returns when."""
        said = time.time()
        self.post("/client/messages", person=person, chat=chat, text=text)
        return said

    def messages(self, person: int, chat: int) -> list[Json]:
        """Return the latest messages of a chat as a person sees them, the newest first."""
        seen: list[Json] = self.get("/client/messages", person=person, chat=chat)["messages"]
        return seen[::-1]

    def until_answered(self, person: int, chat: int) -> None:
        """Wait until the newest message of a chat is the bot's."""
        until(lambda: self.messages(person, chat)[0]["from"]["id"] == BOT)

    def press(self, person: int, chat: int, label: str) -> float:
        """Press the newest button of that label as soon as it is there; returns when."""
        found = until(lambda: self._button(person, chat, label))
        pressed = time.time()
        self.post("/client/presses", person=person, chat=chat, **found)
        return pressed

    def _button(self, person: int, chat: int, label: str) -> Json | None:
        for message in self.messages(person, chat):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"].split()[-1] == label and "callback_data" in button:
                        return {
                            "message_id": message["message_id"],
                            "data": button["callback_data"],
                        }
        return None


@contextmanager
def telegram(groups: int, *, factor: float, faults: Faults = NONE) -> Iterator[Telegram]:
    """Run a sandbox with so many groups and limits so many times Telegram's."""
    command = [sys.executable, "-m", "tests.bench.telegram", str(groups), str(factor)]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdout
        assert process.stdin
        try:
            served = Telegram(process.stdout.readline().strip())
            with closing(served):
                served.break_(faults)
                yield served
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))

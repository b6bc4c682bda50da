"""How fast the sandbox is: sends a second beside a server that does nothing, and in a full world.

Run as `python -m tests.bench.sandbox KIND CHATS MESSAGES` it is one of the servers.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from statistics import median
from urllib.parse import urlencode

from aiohttp import web

from bot.sandbox import groups
from bot.sandbox.model import Message
from bot.sandbox.server import rarely_collect, start_sandbox
from bot.sandbox.world import World
from tests.bench.process import cpu_seconds
from tests.bench.table import Figure, Row

SECTION = "The sandbox, a second of its core's time"
SECONDS, ROUNDS = 1.0, 3
"""For each measurement, and of how many the median counts."""
HOST = "127.0.0.1"
TOKEN = "77:bench"
BOT, PERSON = 77, 11
FIRST_GROUP = -1_001_000_000_000
FACTOR = 1e6
"""So many times Telegram's limits: every send is counted, none is refused."""

CONNECTIONS = 16
FEW, MANY = 1000, 10_000
PER_CHAT = 10
MESSAGES = MANY * PER_CHAT
FIRST_MESSAGE = 3
"""After the group's beginning and the bot's coming."""

MINE = 20
"""Groups that the one person is in, however many there are."""


class Line(asyncio.Protocol):
    """One connection that asks again as soon as it is answered; cheaper than any HTTP client."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.requests = requests
        self.answered = 0
        self.running = True
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(self.buffer.decode()))
            return
        self.buffer = b""
        self.answered += 1
        assert self.transport
        if self.running:
            self.transport.write(next(self.requests))
        elif not self.done.done():
            self.done.set_result(None)


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])


@dataclass(frozen=True, slots=True)
class Server:
    """A server in a process of its own."""

    port: int
    process: int


async def rate(server: Server, requests: Iterator[bytes]) -> float:
    """Return how many requests the server answers in a second of its core's time."""
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: Line(requests), HOST, server.port)
        for _ in range(CONNECTIONS)
    ]
    lines = [line for _, line in made]
    began = cpu_seconds(server.process)
    await asyncio.sleep(SECONDS)
    answered, took = sum(line.answered for line in lines), cpu_seconds(server.process) - began
    for line in lines:
        line.running = False
    await asyncio.gather(*(line.done for line in lines))
    for transport, _ in made:
        transport.close()
    return answered / took


def call(method: str, **params: str | int) -> bytes:
    """Return a Bot API request as aiogram's form looks on the wire."""
    body = urlencode(params).encode()
    return (
        f"POST /bot{TOKEN}/{method} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def get(path: str) -> bytes:
    """Return a request of the people's side."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def sends(chats: int) -> Iterator[bytes]:
    """Yield messages to one group after the other, as a bot that warns a town sends them."""
    keyboard = json.dumps({"inline_keyboard": [[{"text": "看到了", "callback_data": "seen:1"}]]})
    yield from cycle(
        call(
            "sendMessage",
            chat_id=FIRST_GROUP - number,
            text="<b>寻人</b> 红衣服的小朋友,看到请联系我们",
            parse_mode="HTML",
            reply_markup=keyboard,
        )
        for number in range(chats)
    )


def edits(chats: int, number: int) -> Iterator[bytes]:
    """Yield edits of one message in each of the groups, never twice to the same words."""
    for turn in cycle(range(1000)):
        for chat in range(chats):
            where = {"chat_id": FIRST_GROUP - chat, "message_id": number}
            yield call("editMessageText", **where, text=f"找到了 {turn}")


def fill(world: World, chats: int, messages: int) -> None:
    """Make groups and what has been said in them; one person is in a few of them only."""
    groups.put_person(world, {"id": PERSON, "first_name": "P"})
    groups.put_person(world, {"id": PERSON + 1, "first_name": "Q"})
    groups.put_bot(world, {"token": TOKEN, "username": "bench_bot"})
    for number in range(chats):
        member = PERSON if number < MINE else PERSON + 1
        body = {"id": FIRST_GROUP - number, "title": f"{number} 群", "members": [member, BOT]}
        groups.put_group(world, body)
    for number in range(max(messages, chats)):
        chat = str(FIRST_GROUP - number % chats)
        world.post(Message(chat, 0, BOT, world.now(), {"text": "灯坏了"}))
    world.mark_read(PERSON, str(FIRST_GROUP), 1)
    world.inboxes[BOT].pending.clear()


async def serve(kind: str, chats: int, messages: int) -> None:
    """Be the server process: print the port, end with the input."""
    rarely_collect()
    if kind == "constant":
        runner = await _constant()
    else:
        sandbox = await start_sandbox(limits=FACTOR)
        runner = sandbox.runner
        fill(sandbox.world, chats, messages)
    print(runner.addresses[0][1], flush=True)  # noqa: T201 - the other process reads it
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


async def _constant() -> web.AppRunner:
    answer = json.dumps({"ok": True, "result": {"message_id": 1, "text": "x" * 300}}).encode()

    async def handle(_: web.Request) -> web.Response:
        return web.Response(body=answer, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    return runner


@asynccontextmanager
async def running(kind: str, chats: int = 1, messages: int = 0) -> AsyncIterator[Server]:
    """Run a server in a process, and on a core, of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.sandbox", kind, str(chats), str(messages),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(process.pid, {cores[-1]})
    try:
        yield Server(int(await process.stdout.readline()), process.pid)
    finally:
        process.stdin.close()
        await process.wait()


def rows() -> Iterator[Row]:
    """Measure on a core that the servers don't have."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield asyncio.run(beside_nothing())
        yield from asyncio.run(when_full())
    finally:
        os.sched_setaffinity(0, cores)


async def beside_nothing() -> Row:
    """Compare sends, with the limits counted, to what a server with one constant answer does."""
    async with running("constant") as constant, running("sandbox", FEW) as sandbox:
        ratio, sent = await _compared(constant, sandbox, sends(FEW), sends(FEW))
    figures = {
        "requests": Figure(sent, "/s", at_least=2_000),
        "beside a constant answer": Figure(ratio, at_least=0.2),
    }
    return Row(SECTION, f"sendMessage, {FEW:,} groups", figures)


async def when_full() -> list[Row]:
    """Compare each thing in a full world to the same in a small one."""
    state = get(f"/client/state?person={PERSON}")
    history = get(f"/client/messages?person={PERSON}&chat={FIRST_GROUP}&limit=10")
    acts: dict[str, Callable[[], Iterator[bytes]]] = {
        "sendMessage": lambda: sends(FEW),
        "editMessageText": lambda: edits(FEW, FIRST_MESSAGE),
        "state": lambda: cycle([state]),
        "history": lambda: cycle([history]),
    }
    made = []
    async with (
        running("sandbox", FEW, FEW * PER_CHAT) as few,
        running("sandbox", MANY, MESSAGES) as many,
    ):
        for name, make in acts.items():
            ratio, done = await _compared(few, many, make(), make())
            figures = {"requests": Figure(done, "/s"), f"beside {FEW:,} groups": Figure(ratio)}
            made.append(Row(SECTION, f"{name}, {MANY:,} groups, {MESSAGES:,} messages", figures))
    return made


async def _compared(
    one: Server, other: Server, ones: Iterator[bytes], others: Iterator[bytes]
) -> tuple[float, float]:
    """Return the middle ratio of the other server's rate to that of the one, and its middle rate."""
    pairs = [(await rate(one, ones), await rate(other, others)) for _ in range(ROUNDS)]
    return median(b / a for a, b in pairs), median(b for _, b in pairs)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))

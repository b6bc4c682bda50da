"""What the sandbox's tests speak with: people and one bot, over HTTP only."""

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from PIL import Image

from bot.sandbox.clock import Clock
from bot.sandbox.model import Value
from bot.sandbox.server import Sandbox, start_sandbox

MOTHER, NEIGHBOUR, WORKER, STRANGER = 11, 12, 13, 14
BOT, TOKEN, NAME = 77, "77:secret", "gege_bot"
GROUP, SUPERGROUP = -4001, -1001000000001

Json = dict[str, Any]


class Player:
    """Plays people and one bot in any sandbox that is reached over HTTP."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http

    async def post(self, path: str, **body: Value) -> Value:
        """Do something on the people's side that must work."""
        status, answer = await self.try_post(path, **body)
        assert status == 200, answer
        return answer

    async def try_post(self, path: str, **body: Value) -> tuple[int, Any]:
        async with self.http.post(f"/client/{path}", json=body) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str, **query: Value) -> Value:
        async with self.http.get(f"/client/{path}", params=query) as answer:
            return await answer.json()

    async def call(self, method: str, *, token: str = TOKEN, **params: Value) -> Json:
        """Call a Bot API method and return the whole answer."""
        async with self.http.post(f"/bot{token}/{method}", data=_form(params)) as answer:
            body: Json = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def bot(self, method: str, **params: Value) -> Value:
        """Call a Bot API method that must work and return its result."""
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Value) -> str:
        """Call a Bot API method that must fail and return Telegram's words."""
        body = await self.call(method, **params)
        assert not body["ok"], body
        return str(body["description"])

    async def write(self, person: int, text: str, chat: int = SUPERGROUP, **more: Value) -> Json:
        written: Json = await self.post("messages", person=person, chat=chat, text=text, **more)
        return written

    async def send(self, kind: str, data: bytes = b"", mime: str = "", **fields: Value) -> Json:
        """Send a file as a person: a picture unless other bytes are given."""
        status, answer = await self.try_send(kind, data, mime, **fields)
        assert status == 200, answer
        return answer

    async def try_send(
        self, kind: str, data: bytes = b"", mime: str = "", **fields: Value
    ) -> tuple[int, Json]:
        form = aiohttp.FormData(_form({"person": MOTHER, "chat": SUPERGROUP} | fields))
        form.add_field(kind, data or png(), filename=kind, content_type=mime or "image/png")
        async with self.http.post("/client/messages", data=form) as answer:
            return answer.status, await answer.json()

    async def updates(self, **params: Value) -> list[Json]:
        """Return and confirm everything the bot has not heard yet."""
        updates: list[Json] = await self.bot("getUpdates", **params)
        if updates:
            await self.bot("getUpdates", offset=updates[-1]["update_id"] + 1, limit=1)
        return updates

    async def history(self, person: int = MOTHER, chat: int = SUPERGROUP) -> list[Json]:
        messages: list[Json] = (await self.get("messages", person=person, chat=chat))["messages"]
        return messages

    async def upload(self, method: str, parts: dict[str, bytes], **params: Value) -> Json:
        """Call a Bot API method with files; each part is named as a client names it."""
        form = aiohttp.FormData(_form(params))
        for name, data in parts.items():
            form.add_field(name, data, filename=f"{name}.png", content_type="image/png")
        async with self.http.post(f"/bot{TOKEN}/{method}", data=form) as answer:
            body: Json = await answer.json()
            return body


class Box(Player):
    """A sandbox of our own, whose clock and state can be reached directly."""

    def __init__(self, http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        super().__init__(http)
        self.sandbox = sandbox
        self.clock = sandbox.clock


@asynccontextmanager
async def running(*, limits: float = 0, clock: Clock | None = None) -> AsyncIterator[Box]:
    """Serve a box on a stopped clock."""
    sandbox = await start_sandbox(clock=clock or Clock(frozen=True), limits=limits)
    try:
        async with aiohttp.ClientSession(sandbox.url) as http:
            box = Box(http, sandbox)
            await settle(box)
            yield box
    finally:
        await sandbox.close()


async def settle(box: Player) -> None:
    """Move everybody in; the bot has already heard that it was added."""
    for person in (MOTHER, NEIGHBOUR, WORKER, STRANGER):
        await box.post("people", id=person, first_name=f"P{person}")
    await box.post("bots", token=TOKEN, username=NAME, first_name="Gege")
    members = [MOTHER, NEIGHBOUR, BOT]
    for number, kind in ((GROUP, "group"), (SUPERGROUP, "supergroup")):
        await box.post("chats", id=number, type=kind, title=kind, members=members, admins=[WORKER])
    await box.updates()


def keyboard(*buttons: Json) -> Json:
    """Return an inline keyboard of one row."""
    return {"inline_keyboard": [list(buttons)]}


def png(width: int = 40, height: int = 30) -> bytes:
    """Return a picture."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(data, "PNG")
    return data.getvalue()


def _form(params: Json) -> dict[str, str]:
    return {name: _wire(value) for name, value in params.items() if value is not None}


def _wire(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value)

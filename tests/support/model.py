"""A language model that says what a test wants, behind an OpenAI-compatible address on this machine."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Says = Callable[[web.Request], Awaitable[web.StreamResponse]]


def words(said: str) -> Says:
    """Answer with these words, as such servers do."""

    async def say(_: web.Request) -> web.StreamResponse:
        message = {"role": "assistant", "content": said}
        return web.json_response({"object": "chat.completion", "choices": [{"message": message}]})

    return say


def points_at(**fields: object) -> Says:
    """Answer with a JSON object in a fence, as many models do."""
    return words(f"```json\n{json.dumps(fields, ensure_ascii=False)}\n```")


class Model:
    """Keeps what it was asked, and the keys it was shown."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.says: Says = words("{}")

    @property
    def heard(self) -> str:
        """Everything that ever reached it."""
        return json.dumps(self.asked, ensure_ascii=False)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization"))
        return await self.says(request)


@asynccontextmanager
async def open_model() -> AsyncIterator[Model]:
    """Serve `/v1/chat/completions` until the test ends."""
    model = Model()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", model.answer)
    server = TestServer(app)
    await server.start_server()
    model.url = str(server.make_url("/v1"))
    try:
        yield model
    finally:
        await server.close()

"""A bot with a webhook is told in order, with its secret, again and again until it accepts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, Box

SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Listener:
    """A bot's own web server that refuses as often as it is told to."""

    def __init__(self) -> None:
        self.refusals: list[web.Response] = []
        self.heard: asyncio.Queue[tuple[dict[str, Any], str]] = asyncio.Queue()
        self.url = ""

    async def hear(self, request: web.Request) -> web.Response:
        self.heard.put_nowait((await request.json(), request.headers.get(SECRET, "")))
        return self.refusals.pop(0) if self.refusals else web.Response()


@asynccontextmanager
async def _listening() -> AsyncIterator[Listener]:
    listener, app = Listener(), web.Application()
    app.router.add_post("/hook", listener.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield listener
    finally:
        await runner.cleanup()


async def test_updates_are_pushed_in_order_with_the_secret(box: Box) -> None:
    """What was waiting comes first; what was accepted is confirmed."""
    await box.write(MOTHER, "a")
    async with _listening() as listener:
        await box.bot("setWebhook", url=listener.url, secret_token="s3cret")
        await box.write(MOTHER, "b")
        async with asyncio.timeout(5):
            heard = [await listener.heard.get() for _ in range(2)]

    assert [update["message"]["text"] for update, _ in heard] == ["a", "b"]
    assert {secret for _, secret in heard} == {"s3cret"}


async def test_an_answer_may_ask_for_a_method(box: Box) -> None:
    """As JSON or as a form; one that asks for nothing, or for nonsense, accepts the update too."""
    said = {"chat_id": SUPERGROUP, "text": "json"}
    async with _listening() as listener:
        listener.refusals = [
            web.json_response({"method": "sendMessage"} | said),
            web.Response(body=f"method=SENDMESSAGE&chat_id={SUPERGROUP}&text=form".encode(), content_type="application/x-www-form-urlencoded"),
            web.Response(text="{", content_type="application/json"),
            web.json_response({"method": "sendMessage"}),
            web.json_response({"method": "getUpdates"}),
        ]  # fmt: skip
        await box.bot("setWebhook", url=listener.url)
        for number in range(6):
            await box.write(MOTHER, str(number))
        async with asyncio.timeout(5):
            heard = [await listener.heard.get() for _ in range(6)]

    assert [update["message"]["text"] for update, _ in heard] == list("012345")
    assert [m["text"] for m in await box.history() if m["from"]["id"] == BOT and "text" in m] == ["json", "form"]  # fmt: skip
    assert [call["ok"] for call in await box.get("calls", limit=3)] == [False, True, True]


async def test_a_refused_update_comes_again(box: Box) -> None:
    """At once, then later and later, or when the answer says; nothing overtakes it."""
    async with _listening() as listener:
        listener.refusals = [
            web.Response(status=500),
            web.Response(status=500),
            web.Response(status=429, headers={"Retry-After": "30"}),
        ]
        await box.bot("setWebhook", url=listener.url)
        await box.write(MOTHER, "a")
        await box.write(MOTHER, "b")
        async with asyncio.timeout(5):
            while listener.heard.qsize() < 5:
                await box.post("clock", advance=30)
        texts = [listener.heard.get_nowait()[0]["message"]["text"] for _ in range(5)]
        info = await box.bot("getWebhookInfo")

    assert texts == ["a", "a", "a", "a", "b"]
    assert info["last_error_message"].startswith("Wrong response from the webhook: 429")


async def test_a_deleted_webhook_is_silent(box: Box) -> None:
    """Afterwards the bot polls again."""
    async with _listening() as listener:
        await box.bot("setWebhook", url=listener.url)
        await box.bot("deleteWebhook")
        await box.write(MOTHER, "a")
        polled = await box.bot("getUpdates")

        assert [update["message"]["text"] for update in polled] == ["a"]
        assert listener.heard.empty()


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://x"}, "invalid webhook URL specified"),
        ({"secret_token": "中"}, "secret token contains unallowed characters"),
        ({"allowed_updates": "{}"}, "expected an Array of String as allowed_updates"),
    ],
)
async def test_what_is_refused(box: Box, params: dict[str, str], words: str) -> None:
    """A webhook that can't work is not set."""
    asked = {"url": "http://127.0.0.1:9/hook"} | params

    assert await box.refused("setWebhook", **asked) == f"Bad Request: {words}"

    assert (await box.bot("getWebhookInfo"))["url"] == ""


async def test_a_redirect_is_no_acceptance(box: Box) -> None:
    """Only 2xx is; the update comes again."""
    async with _listening() as listener:
        listener.refusals = [web.Response(status=302, headers={"Location": "/else"})]
        await box.bot("setWebhook", url=listener.url)
        await box.write(MOTHER, "x")
        async with asyncio.timeout(5):
            heard = [await listener.heard.get() for _ in range(2)]

    assert heard[0] == heard[1]


async def test_what_setting_a_webhook_says(box: Box) -> None:
    answers = [
        await box.call("setWebhook", url="http://127.0.0.1:9/"),
        await box.call("deleteWebhook"),
        await box.call("deleteWebhook"),
    ]
    said = [answer["description"] for answer in answers]
    assert said == ["Webhook was set", "Webhook was deleted", "Webhook is already deleted"]

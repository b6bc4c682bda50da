"""Health for whoever watches, and the door for updates by webhook."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot import metrics

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SHUTDOWN_SECONDS = 2.0
LARGEST_UPDATE = 1 << 20
LARGEST_NUMBER = (1 << 63) - 1
"""The largest that a database keeps."""
MOST_AT_ONCE = 256
"""Updates in hand; Telegram itself brings at most a hundred at once, and brings the others again."""

Alive = Callable[[], Awaitable[bool]]
Handle = Callable[[dict[str, Any]], Awaitable[None]]


def make_app(alive: Alive, ready: Alive) -> web.Application:
    """Return the listener with `/healthz` and `/readyz`: 200 while it is so, else 503.

    Who is not alive is to be started anew; who is not ready is to get no updates for now.
    """
    app = web.Application(client_max_size=LARGEST_UPDATE)
    for path, ask in (("/healthz", alive), ("/readyz", ready)):
        app.router.add_get(path, _told(ask))
    return app


def _told(ask: Alive) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def tell(_: web.Request) -> web.Response:
        well = await ask()
        return web.json_response({"ok": well}, status=200 if well else 503)

    return tell


def add_webhook(app: web.Application, url: str, secret: str | None, handle: Handle) -> None:
    """Answer 200 only once an update has come to its end, so that Telegram keeps it till then.

    Who doesn't know the secret is sent away before anything is read of what they bring.
    """
    places = asyncio.Semaphore(MOST_AT_ONCE)

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if secret and not hmac.compare_digest(given, secret.encode()):
            return _refused(401, "secret")
        if places.locked():
            return _refused(429, "full", {"Retry-After": "1"})
        async with places:
            update = _update(await request.read())
            if update is None:
                return _refused(400, "rubbish")
            await handle(update)
        return web.Response()

    app.router.add_post(urlsplit(url).path or "/", receive)


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    numbered = type(number) is int and 0 <= number <= LARGEST_NUMBER  # true is an int, too
    return update if numbered else None


def _refused(status: int, why: str, headers: dict[str, str] | None = None) -> web.Response:
    metrics.REFUSED.labels(why).inc()
    return web.Response(status=status, headers=headers)


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen until `cleanup` of the returned runner; raises OSError when the port is taken."""
    logging.getLogger("aiohttp.server").addFilter(_in_one_line)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


def _in_one_line(record: logging.LogRecord) -> bool:
    """Tell of a request that is no HTTP without a traceback: the fault is not ours."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, HttpProcessingError):
        record.msg, record.args = "a request that can't be read (%s)", (type(error).__name__,)
        record.exc_info = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True

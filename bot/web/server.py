"""Health for whoever watches, and the door for updates by webhook."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SHUTDOWN_SECONDS = 2.0
LARGEST_UPDATE = 1 << 20

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
    """Answer 200 only once an update has come to its end, so that Telegram keeps it till then."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if secret and not hmac.compare_digest(given, secret.encode()):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        await handle(update)
        return web.Response()

    app.router.add_post(urlsplit(url).path or "/", receive)


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen until `cleanup` of the returned runner; raises OSError when the port is taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner

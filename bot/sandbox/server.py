"""The sandbox as a running server: one world behind the bots' and the people's doors."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.sandbox.api import Api
from bot.sandbox.bodies import BODY_BYTES
from bot.sandbox.client import Client
from bot.sandbox.clock import Clock
from bot.sandbox.controls import Controls
from bot.sandbox.doors import POLICY, doorkeeper
from bot.sandbox.keep import Keep, Memory
from bot.sandbox.restore import restore
from bot.sandbox.timers import Timers
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import World

STATIC = Path(__file__).parent / "static"
SHUTDOWN = 1.0


@dataclass(slots=True)
class Sandbox:
    """A running sandbox; bots are pointed at `url`, people use `url`/client."""

    url: str
    world: World
    clock: Clock
    runner: web.AppRunner

    async def close(self) -> None:
        """Hang up on everybody and let go of the port and the file."""
        await self.runner.cleanup()
        self.world.keep.close()


async def start_sandbox(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    keep: Path | None = None,
    clock: Clock | None = None,
    limits: float = 1.0,
) -> Sandbox:
    """Start serving and return at once. Raises OSError if the port is taken."""
    clock = clock or Clock()
    world = World(clock, Keep(keep) if keep else Memory(), limits=limits)
    restore(world)
    runner = web.AppRunner(application(world, host), access_log=None, shutdown_timeout=SHUTDOWN)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        world.keep.close()
        raise
    bound = runner.addresses[0][1]
    return Sandbox(f"http://{host}:{bound}", world, clock, runner)


async def run_sandbox(
    *, host: str = "127.0.0.1", port: int = 8081, keep: Path | None = None, limits: float = 1.0
) -> None:
    """Serve until cancelled, interrupted or terminated. Raises OSError if the port is taken."""
    rarely_collect()
    sandbox = await start_sandbox(host=host, port=port, keep=keep, limits=limits)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    try:
        await stop.wait()
    finally:
        await sandbox.close()


def rarely_collect() -> None:
    """Let the garbage collector look seldom: a world keeps most of what is made, and has no cycles.

    For a process that does nothing else; a third of a send's time went into looking.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def application(world: World, host: str) -> web.Application:
    """Return the aiohttp application around a world, to be served at that host."""
    app = web.Application(client_max_size=BODY_BYTES)
    api, client = Api(world), Client(world)
    app.router.add_route("*", r"/bot{token:[^/]+}/{method:[^/]+}", api.handle)
    app.router.add_get(r"/file/bot{token:[^/]+}/{path:.+}", api.fetch)
    page = [web.get("/healthz", _healthz), web.get("/{path:.*}", _static)]
    doors = [*client.routes(), *Controls(world).routes(), *page]
    app.router.add_routes(map(doorkeeper(host), doors))

    async def hang_up(_: web.Application) -> None:
        for inbox in world.inboxes.values():
            inbox.close()
        await client.hang_up()

    webhooks, timers = Webhooks(world, api.answered_by_hook), Timers(world)

    async def pushing(_: web.Application) -> AsyncIterator[None]:
        await webhooks.start()
        timers.start()
        yield
        await timers.stop()
        await webhooks.stop()

    app.on_shutdown.append(hang_up)
    app.cleanup_ctx.append(pushing)
    return app


async def _healthz(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


async def _static(request: web.Request) -> web.StreamResponse:
    """Serve the web chat, always fresh: it changes with the server, not with the hour."""
    path = (STATIC / (request.match_info["path"] or "index.html")).resolve()
    if STATIC not in path.parents or not path.is_file():
        body = {"ok": False, "error_code": 404, "description": "Not Found"}
        return web.json_response(body, status=404)
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
    return web.FileResponse(path, headers=headers)

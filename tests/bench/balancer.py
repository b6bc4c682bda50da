"""A proxy before several workers, as a city has one: `python -m tests.bench.balancer PORT PORTS...`.

It takes what Telegram pushes and hands each to whoever has the fewest in hand: the one that sends is
the busiest. Telegram is told at once: the sandbox pushes one at a time, Telegram itself up to a hundred.
"""

import asyncio
import sys

from aiohttp import ClientSession, TCPConnector, web

from bot.tasks import Tasks

PATH = "/hook"
AT_ONCE = 64


async def serve(port: int, workers: list[int]) -> None:
    """Be the proxy until the input ends."""
    busy, tasks = dict.fromkeys(workers, 0), Tasks()
    places = asyncio.Semaphore(AT_ONCE)  # first come, first served; aiohttp's own limit is not
    async with ClientSession(connector=TCPConnector(limit=AT_ONCE)) as http:

        async def hand_on(body: bytes) -> None:
            async with places:
                worker = min(busy, key=busy.__getitem__)
                busy[worker] += 1
                try:
                    async with http.post(f"http://127.0.0.1:{worker}{PATH}", data=body) as answer:
                        answer.raise_for_status()
                finally:
                    busy[worker] -= 1

        async def take(request: web.Request) -> web.Response:
            tasks.start(hand_on(await request.read()), name="hand on")
            return web.Response()

        app = web.Application()
        app.router.add_post(PATH, take)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await tasks.cancel()
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), [int(port) for port in sys.argv[2:]]))

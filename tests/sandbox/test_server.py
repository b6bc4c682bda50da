"""The server starts where it is told, says when it can't, and stops at once."""

import asyncio
import sys
import time

import aiohttp
import pytest

from bot.sandbox.server import start_sandbox
from tests.sandbox.support import SUPERGROUP, TOKEN, Box, Player, running, settle

PROGRAM = """
import asyncio
from bot.sandbox.server import run_sandbox
asyncio.run(run_sandbox(port=PORT))
"""


async def test_a_taken_port_is_an_os_error(box: Box) -> None:
    """Whoever starts it can say so in their own words."""
    port = int(box.sandbox.url.rsplit(":", 1)[1])

    with pytest.raises(OSError, match="address already in use"):
        await start_sandbox(port=port)


async def test_closing_ends_open_polls_and_streams() -> None:
    """A waiting bot gets an empty list, a watching page its stream closed."""
    async with running() as box, asyncio.TaskGroup() as group:
        polling = group.create_task(box.bot("getUpdates", timeout=50))
        async with box.http.ws_connect("/client/events") as events:
            await box.get("clock")  # both are there before this is answered
            await box.sandbox.close()
            closed = await events.receive(timeout=5)

    assert polling.result() == []
    assert closed.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}


async def test_sigterm_stops_the_program_in_two_seconds() -> None:
    """Also while a bot polls and a page watches."""
    box = await start_sandbox()
    port = int(box.url.rsplit(":", 1)[1])
    await box.close()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM.replace("PORT", str(port))
    )

    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
        await _up(http)
        player = Player(http)
        await settle(player)
        async with http.ws_connect("/client/events"), asyncio.TaskGroup() as group:
            group.create_task(player.bot("getUpdates", timeout=50))
            await player.get("clock")
            began = time.monotonic()
            process.terminate()
            code = await process.wait()

    assert code == 0
    assert time.monotonic() - began < 2


async def _up(http: aiohttp.ClientSession) -> None:
    for _ in range(200):
        try:
            async with http.get("/healthz"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.05)
    pytest.fail("the sandbox did not start")


async def test_broken_bodies_are_refused_in_order(box: Box) -> None:
    """A part with a broken header, JSON of 100,000 brackets, numbers of 5,000 digits."""
    broken = b"--XX\r\nbroken\r\n\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=XX"}
    for path in (f"/bot{TOKEN}/sendMessage", "/client/messages"):
        async with box.http.post(path, data=broken, headers=headers) as answer:
            assert answer.status == 400
            assert await answer.json()
    async with box.http.post("/client/clock", data=b"[" * 100_000) as answer:
        assert answer.status == 400

    digits = "1" * 5000
    assert "chat not found" in await box.refused("sendMessage", chat_id=digits, text="x")
    for text in (f"&#{digits};", f"<tg-emoji emoji-id='{digits}'>x</tg-emoji>"):
        said = await box.call("sendMessage", chat_id=SUPERGROUP, text=text, parse_mode="HTML")
        assert said.get("error_code") in {None, 400}


async def test_time_is_pushed_within_reason(box: Box) -> None:
    """Ten years at once; more would leave no number to date things with."""
    status, _ = await box.try_post("clock", advance=1.7e308)

    assert status == 400
    assert (await box.call("sendMessage", chat_id=SUPERGROUP, text="x"))["ok"]

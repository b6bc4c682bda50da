"""The one listener: health for whoever watches, and the door for updates."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from aiohttp import ClientSession, TCPConnector, web

from bot.receiving.intake import Raw
from bot.web.metrics import add_metrics
from bot.web.server import HEADER, LARGEST_UPDATE, MOST_AT_ONCE, add_webhook, make_app, serve

SECRET = "schön-geheim"


@dataclass
class Door:
    """A listener whose updates end when the test lets them."""

    url: str = ""
    alive: bool = True
    ready: bool = True
    handled: list[Raw] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def is_alive(self) -> bool:
        return self.alive

    async def is_ready(self) -> bool:
        return self.ready

    async def handle(self, update: Raw) -> None:
        await self.gate.wait()
        self.handled.append(update)

    async def push(
        self, body: bytes = b'{"update_id": 1}', *, secret: bytes | None = SECRET.encode()
    ) -> int:
        """Push as Telegram does; returns the status."""
        headers = {} if secret is None else {HEADER: secret.decode(errors="surrogateescape")}
        async with (
            ClientSession() as session,
            session.post(f"{self.url}/updates", data=BytesIO(body), headers=headers) as answer,
        ):
            return answer.status


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """A webhook on a free port, with nothing to hold an update up."""
    made = Door()
    made.gate.set()
    app = make_app(made.is_alive, made.is_ready)
    add_webhook(app, "https://gege.example/updates", SECRET, made.handle)
    runner = await serve(app, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


@pytest.mark.parametrize(("alive", "status"), [(True, 200), (False, 503)])
async def test_health_is_the_database_s(door: Door, *, alive: bool, status: int) -> None:
    """200 while it answers, else 503, so that a supervisor knows without reading."""
    door.alive = alive

    async with ClientSession() as session, session.get(f"{door.url}/healthz") as answer:
        assert (answer.status, await answer.json()) == (status, {"ok": alive})


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
async def test_who_is_not_ready_gets_no_updates(door: Door, *, ready: bool, status: int) -> None:
    """Whoever shares them out asks here; it is alive all the same."""
    door.ready = ready

    async with ClientSession() as session:
        async with session.get(f"{door.url}/readyz") as answer:
            assert (answer.status, await answer.json()) == (status, {"ok": ready})
        async with session.get(f"{door.url}/healthz") as alive:
            assert alive.status == 200


async def test_an_update_is_answered_once_it_has_come_to_its_end(door: Door) -> None:
    """Until then Telegram keeps it and would bring it again."""
    door.gate.clear()
    pushing = asyncio.gather(door.push())
    early, _ = await asyncio.wait((pushing,), timeout=0.1)

    door.gate.set()

    assert not early
    (status,) = await pushing
    assert status == 200
    assert door.handled == [{"update_id": 1}]


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        (None, "none at all"),
        (b"", "an empty one"),
        (b"wrong", "another"),
        (SECRET.encode()[:-1], "nearly"),
        ("错的".encode(), "no ASCII"),
        (b"\xff\xfe", "no characters even"),
    ],
)
async def test_whoever_does_not_know_the_secret_is_not_heard(
    door: Door, secret: bytes | None, why: str
) -> None:
    """401, and nothing is handled."""
    assert await door.push(secret=secret) == 401, why
    assert door.handled == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "nothing"),
        (b"rubbish", "no JSON"),
        (b"\xff\xfe", "no text"),
        (b"[" * 100_000, "JSON without an end"),
        (b"[]", "no object"),
        (b"7", "a number"),
        (b"null", "nothing, in JSON"),
        (b"{}", "an update without a number"),
        (b'{"update_id": "1"}', "a number that is none"),
        (b'{"update_id": 99999999999999999999999999}', "a number that no database keeps"),
        (b'{"update_id": -1}', "one below all"),
        (b'{"update_id": true}', "a truth"),
    ],
)
async def test_rubbish_is_named_rubbish(door: Door, body: bytes, why: str) -> None:
    """400, and nothing is handled."""
    assert await door.push(body) == 400, why
    assert door.handled == []


async def test_an_update_that_is_too_long_is_not_read(door: Door) -> None:
    """413: Telegram's own are far shorter."""
    assert await door.push(b"x" * (LARGEST_UPDATE + 1)) == 413


async def test_headers_that_are_too_long_are_one_line(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    """400: whoever finds the address can't fill the log with tracebacks."""
    assert await door.push(secret=b"x" * 20_000) == 400

    (line,) = caplog.records
    assert (line.levelname, line.exc_info) == ("WARNING", None)


async def test_metrics_are_there_while_the_database_is_away() -> None:
    """What the process counted is shown; what only the database knows is missing."""

    async def measure() -> None:
        return None

    app = web.Application()
    add_metrics(app, measure)
    runner = await serve(app, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/metrics"
    async with ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        text = await answer.text()
    await runner.cleanup()
    assert "gege_updates_total" in text
    assert "gege_cases_open" not in text


async def test_more_than_one_can_hold_is_sent_away(door: Door) -> None:
    """429: whoever has the secret can't fill the memory either, and Telegram comes again."""
    door.gate.clear()
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        posts = [
            asyncio.create_task(_status(session, door, number))  # noqa: TID251 - awaited below
            for number in range(MOST_AT_ONCE + 5)
        ]
        early, late = await asyncio.wait(posts, return_when=asyncio.FIRST_COMPLETED)
        while len(early) < 5:
            more, late = await asyncio.wait(late, return_when=asyncio.FIRST_COMPLETED)
            early |= more
        door.gate.set()
        done, _ = await asyncio.wait(late)

    assert [task.result() for task in early] == [429] * 5
    assert [task.result() for task in done] == [200] * MOST_AT_ONCE
    assert len(door.handled) == MOST_AT_ONCE


async def _status(session: ClientSession, door: Door, number: int) -> int:
    headers = {HEADER: SECRET}
    update = {"update_id": number}
    async with session.post(f"{door.url}/updates", json=update, headers=headers) as answer:
        return answer.status


async def test_there_is_no_other_door(door: Door) -> None:
    """A path that nobody named answers 404, the right one with the wrong method 405."""
    async with ClientSession() as session:
        async with session.post(f"{door.url}/other") as other:
            assert other.status == 404
        async with session.get(f"{door.url}/updates") as wrong:
            assert wrong.status == 405


async def test_a_port_that_is_taken_says_so(door: Door) -> None:
    """The composition root makes one line of it."""
    port = int(door.url.rpartition(":")[2])

    with pytest.raises(OSError, match="in use"):
        await serve(web.Application(), "127.0.0.1", port)

"""A page of somebody else's, open in the same browser, can neither act in the sandbox nor listen to it."""

import aiohttp
import pytest

from bot.sandbox.server import start_sandbox
from tests.sandbox.support import MOTHER, SUPERGROUP, Box

SAID = {"person": MOTHER, "chat": SUPERGROUP, "text": "在吗"}
FOREIGN = [
    "https://example.org",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://example.org:{port}",
    "http://localhost:{port}",
    "null",
    "",
]


def port(box: Box) -> str:
    return box.sandbox.url.rsplit(":", 1)[1]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_page_is_refused(box: Box, origin: str) -> None:
    """Whether it writes, reads, breaks something or listens; nothing has happened then."""
    headers = {"Origin": origin.format(port=port(box))}

    for ask in (
        box.http.post("/client/messages", json=SAID, headers=headers),
        box.http.get("/client/state", headers=headers),
        box.http.get("/%63lient/state", headers=headers),
        box.http.post("/faults", json={"kind": "429"}, headers=headers),
        box.http.delete("/client/faults", headers=headers),
    ):
        async with ask as answer:
            assert answer.status == 403
            assert (await answer.json()).keys() == {"error"}
    for path in ("/client/events?person=11", "/"):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await box.http.ws_connect(path, headers=headers)
        assert refused.value.status == 403

    assert "在吗" not in str(await box.history())
    assert await box.get("faults") == {"faults": []}


@pytest.mark.parametrize("name", ["example.org", "127.0.0.1.example.org", "127.0.0.2", "[", ""])
async def test_a_foreign_name_is_refused(box: Box, name: str) -> None:
    """Also of a page that calls itself so: its name may lead to us."""
    host = f"{name}:{port(box)}"

    for headers in ({"Host": host}, {"Host": host, "Origin": f"http://{host}"}):
        async with box.http.get("/client/state", headers=headers) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
async def test_our_own_page_is_let_in(box: Box, name: str) -> None:
    """By each name of this machine, and whoever is no browser."""
    host = f"{name}:{port(box)}"

    for headers in ({"Host": host}, {"Host": host, "Origin": f"http://{host}"}):
        async with box.http.post("/client/messages", json=SAID, headers=headers) as answer:
            assert answer.status == 200
        async with box.http.ws_connect("/client/events", headers=headers) as events:
            assert not events.closed


async def test_bound_to_all_addresses_it_answers_to_the_one_that_was_dialled() -> None:
    """Not to names, which anybody can give it."""
    sandbox = await start_sandbox(host="0.0.0.0")  # noqa: S104 - what is tested
    own = sandbox.url.rsplit(":", 1)[1]
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.2:{own}") as http:
            for host, status in (("127.0.0.2", 200), ("127.0.0.3", 403), ("example.org", 403)):
                async with http.get("/client/state", headers={"Host": host}) as answer:
                    assert answer.status == status
    finally:
        await sandbox.close()


async def test_a_bot_may_come_by_any_name(box: Box) -> None:
    """It has a token, which a foreign page has not."""
    headers = {"Host": "telegram:8081", "Origin": "https://example.org"}

    async with box.http.get("/bot77:secret/getMe", headers=headers) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/", "/main.js", "/nothing", "/client/state", "/bot77:secret/getMe"])  # fmt: skip
async def test_an_answer_is_only_what_it_says_it_is(box: Box, path: str) -> None:
    """And the page says that it runs nothing but its own, in nobody's frame."""
    async with box.http.get(path) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        policy = answer.headers.get("Content-Security-Policy", "")

    if path == "/":
        assert {"script-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))

"""The way to a language model: whoever does not answer is silent, and nothing raises."""

import socket
from collections.abc import Iterator

import pytest
from aiohttp import web

from bot.domain.kinds import Kind
from bot.domain.opinion import Field, Question
from bot.opinion import Server, Silence, ask
from tests.support.model import Says, open_model, points_at

QUESTION = Question(Kind.LOST_CHILD, "幺妹穿碎花裙", (Field.CLOTHING,))


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address of this machine at which nobody listens, though it is taken."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"


async def test_it_answers_in_words() -> None:
    """With the key, if there is one, and to the plainest request."""
    async with open_model() as model:
        model.says = points_at(clothing="碎花裙")

        said = await ask(Server(model.url, "small", None, None), QUESTION)

    assert isinstance(said, str)
    assert "碎花裙" in said
    assert model.keys == [None]
    assert model.asked[0]["messages"][1] == {"role": "user", "content": QUESTION.text}


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_away_is_silence(nobody: str, scheme: str) -> None:
    """Its errors are none of aiohttp's own."""
    server = Server("https://llm.example.org/v1", "small", "key", f"{scheme}://{nobody}")

    assert isinstance(await ask(server, QUESTION), Silence)


async def test_a_server_that_is_away_is_silence(nobody: str) -> None:
    said = await ask(Server(f"http://{nobody}/v1", "small", None, None), QUESTION)

    assert isinstance(said, Silence)
    assert QUESTION.text not in said.reason


async def broken(_: web.Request) -> web.StreamResponse:
    return web.Response(text='{"choices": [{"mess')


async def fails(_: web.Request) -> web.StreamResponse:
    return web.Response(status=500, text=QUESTION.text)


async def elsewhere(request: web.Request) -> web.StreamResponse:
    raise web.HTTPTemporaryRedirect(location=str(request.url.with_path("/elsewhere")))


async def hangs_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def endless(request: web.Request) -> web.StreamResponse:
    stream = web.StreamResponse()
    await stream.prepare(request)
    while True:
        await stream.write(b" " * 16_384)


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (broken, "unreadable"),
        (fails, "HTTP 500"),
        (elsewhere, "HTTP 307"),
        (hangs_up, "ServerDisconnectedError"),
        (endless, "too long"),
    ],
)
async def test_a_bad_answer_is_silence(says: Says, reason: str) -> None:
    """It says why, and not a word of what was asked."""
    async with open_model() as model:
        model.says = says

        said = await ask(Server(model.url, "small", None, None), QUESTION)

    assert said == Silence(reason)

"""The way to a language model: whoever does not answer is silent, and nothing raises."""

import socket
from collections.abc import Iterator

import pytest

from bot.domain.kinds import Kind
from bot.domain.opinion import Field, Question
from bot.opinion import Server, Silence, ask
from tests.support.model import open_model, points_at

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

"""People who act on the sandbox while Gege runs as a process of its own, on the real clock."""

import asyncio
from typing import Any

from aiohttp import ClientSession

from tests.support.town import Json, Line, line_of

PAUSE_SECONDS = 0.05


class People:
    """Nothing here knows when Gege has finished: whoever looks, looks again until it is there."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def post(self, path: str, **body: object) -> Json:
        """Do something on the people's side."""
        async with self._session.post(f"{self._url}/client/{path}", json=body) as answer:
            told: Json = await answer.json()
            assert answer.status == 200, told
            return told

    async def find(self, person: int, chat: int, button: str) -> Line:
        """Wait for the bot's message with this button; the test's own limit ends the wait."""
        while True:
            for line in reversed(await self._read(person, chat)):
                if button in line.buttons:
                    return line
            await asyncio.sleep(PAUSE_SECONDS)

    async def see(self, person: int, chat: int, words: str) -> list[Line]:
        """Wait until the chat holds a message with these words; returns all that stands there."""
        while True:
            lines = await self._read(person, chat)
            if any(words in line.text for line in lines):
                return lines
            await asyncio.sleep(PAUSE_SECONDS)

    async def press(self, person: int, chat: int, button: str) -> None:
        """Press a button once it is there."""
        line = await self.find(person, chat, button)
        await self.post(
            "presses", person=person, chat=chat, message_id=line.id, data=line.data(button)
        )

    async def until_called(self, method: str, chat: int) -> None:
        """Wait for a call of the bot about this chat."""
        while True:
            calls = await self._get("calls")
            if any(call["method"] == method and call["chat"] == str(chat) for call in calls):
                return
            await asyncio.sleep(PAUSE_SECONDS)

    async def _read(self, person: int, chat: int) -> list[Line]:
        told = await self._get("messages", person=person, chat=chat)
        return [line_of(message) for message in told["messages"]]

    async def _get(self, path: str, **params: int) -> Any:  # noqa: ANN401 - JSON
        async with self._session.get(f"{self._url}/client/{path}", params=params) as answer:
            return await answer.json()

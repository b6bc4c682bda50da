"""Puts the district's people and groups into the sandbox, through the door that people use."""

from typing import Any

from aiohttp import ClientSession

from bot.errors import OperatorError


async def introduce_bot(http: ClientSession, url: str, stage: dict[str, Any]) -> int:
    """Make the bot known, so that its token is; returns its id. May run twice."""
    bot = await _post(http, f"{url}/client/bots", stage["bot"])
    return int(bot["id"])


async def put_on_stage(http: ClientSession, url: str, stage: dict[str, Any]) -> None:
    """Say who there is, which groups they are in, and what they might write. May run twice."""
    bot = await introduce_bot(http, url, stage)
    for person in stage["people"]:
        await _post(http, f"{url}/client/people", person)
    for chat in stage["chats"]:
        members = [*chat["members"], bot]
        body = {"type": "supergroup", **chat, "members": members}
        await _post(http, f"{url}/client/chats", body)
    await _post(
        http, f"{url}/client/examples", {"examples": stage["examples"], "places": stage["places"]}
    )


async def _post(http: ClientSession, address: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 JSON
    async with http.post(address, json=body) as answer:
        said = await answer.json()
        if answer.status >= 400:
            raise OperatorError(f"the sandbox refuses {body}: {said.get('error')}")
        return said

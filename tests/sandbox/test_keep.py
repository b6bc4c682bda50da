"""With a file nothing that was answered is lost, whenever the process is killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.sandbox.server import start_sandbox
from tests.sandbox.support import (
    BOT,
    MOTHER,
    NEIGHBOUR,
    SUPERGROUP,
    Box,
    Player,
    keyboard,
    png,
    settle,
)

PROGRAM = """
import asyncio, pathlib, sys
from bot.sandbox.server import start_sandbox

async def main():
    sandbox = await start_sandbox(keep=pathlib.Path(sys.argv[1]), limits=0)
    print(sandbox.url, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@asynccontextmanager
async def _kept(path: Path) -> AsyncIterator[Box]:
    """Serve from a file in this process."""
    sandbox = await start_sandbox(keep=path, limits=0)
    try:
        async with aiohttp.ClientSession(sandbox.url) as http:
            yield Box(http, sandbox)
    finally:
        await sandbox.close()


async def _group_life(box: Box) -> None:
    """A forum with a topic, a pinned poll with a vote, a reaction, a word for one person's eyes."""
    await box.post("chats", id=SUPERGROUP, forum=True)
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator")
    await box.bot("createForumTopic", chat_id=SUPERGROUP, name="求助")
    ask = {"question": "来吗", "options": ["来", "不来"], "open_period": 600}
    poll = await box.bot("sendPoll", chat_id=SUPERGROUP, **ask)
    here = {"person": MOTHER, "chat": SUPERGROUP, "message_id": poll["message_id"]}
    await box.post("votes", **here, options=[1])
    await box.post("reactions", **here, emoji="👍")
    await box.bot("pinChatMessage", chat_id=SUPERGROUP, message_id=poll["message_id"])
    whisper = {"ephemeral_message_parameters": {"receiver_user_id": MOTHER}}
    await box.bot("sendMessage", chat_id=SUPERGROUP, text="只给您看", **whisper)
    about = {"chat_id": SUPERGROUP, "user_id": NEIGHBOUR, "until_date": int(box.clock.now()) + 90}
    await box.bot("restrictChatMember", **about, permissions={})


async def test_everything_comes_back(tmp_path: Path) -> None:
    """People, chats, messages, edits, files, unread marks, open presses, updates, examples and the clock."""
    keep = tmp_path / "sandbox.db"
    async with _kept(keep) as box:
        await settle(box)
        await box.post("clock", advance=86_400)
        await box.write(NEIGHBOUR, "娃儿在门口")
        gone = await box.write(MOTHER, "x")
        await box.post("deletes", person=MOTHER, chat=SUPERGROUP, message_id=gone["message_id"])
        photo = (await box.upload("sendPhoto", {"photo": png()}, chat_id=SUPERGROUP))["result"]
        markup = keyboard({"text": "是", "callback_data": "y"})
        where = {"chat_id": SUPERGROUP, "message_id": photo["message_id"]}
        await box.bot("editMessageCaption", **where, caption="找到了", reply_markup=markup)
        press = {"person": MOTHER, "chat": SUPERGROUP, "message_id": photo["message_id"]}
        await box.post("presses", **press, data="y", wait=0)
        await box.post("faults", kind="500", method="sendLocation")
        place = {"name": "柳荫路口", "latitude": 30.8, "longitude": 103.85}
        await box.post("examples", examples=[{"text": "灯坏了"}], places=[place])
        await _group_life(box)
        history, state = await box.history(), await box.get("state", person=MOTHER)
        unheard = await box.bot("getUpdates")

    async with _kept(keep) as box:
        later = await box.get("state", person=MOTHER)
        assert later | {"now": 0} == state | {"now": 0}
        assert later["now"] >= state["now"]
        assert await box.history() == history
        assert await box.bot("getUpdates") == unheard
        query = next(one["callback_query"]["id"] for one in unheard if "callback_query" in one)
        assert await box.bot("answerCallbackQuery", callback_query_id=query)
        file_id = photo["photo"][-1]["file_id"]
        async with box.http.get(f"/client/files/{file_id}") as answer:
            assert await answer.read() == png()
        again = await box.bot("sendPhoto", chat_id=SUPERGROUP, photo=file_id)
        assert again["message_id"] == max(message["message_id"] for message in history) + 1
        await box.post("clock", advance=600)
        await box.bot("getUpdates", offset=unheard[-1]["update_id"] + 1, timeout=5)
        (poll,) = [message["poll"] for message in await box.history() if "poll" in message]
        assert poll["is_closed"]
        assert len((await box.get("faults"))["faults"]) == 1


async def test_numbers_are_never_used_twice(tmp_path: Path) -> None:
    """Neither a deleted message's id nor a confirmed update's comes again."""
    keep = tmp_path / "sandbox.db"
    async with _kept(keep) as box:
        await settle(box)
        said = await box.write(MOTHER, "x")
        await box.post("deletes", person=MOTHER, chat=SUPERGROUP, message_id=said["message_id"])
        (heard,) = await box.updates()

    async with _kept(keep) as box:
        again = await box.write(MOTHER, "y")
        (next_heard,) = await box.updates()

    assert again["message_id"] == said["message_id"] + 1
    assert next_heard["update_id"] == heard["update_id"] + 1


async def test_a_kill_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    """Killed in the middle of a storm, every message whose answer arrived is there."""
    keep = tmp_path / "sandbox.db"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(keep), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    answered: list[int] = []

    async def storm(player: Player) -> None:
        while True:
            sent = await player.bot("sendMessage", chat_id=SUPERGROUP, text="x")
            answered.append(sent["message_id"])
            if len(answered) == 200:
                process.kill()

    async with aiohttp.ClientSession(url) as http:
        player = Player(http)
        await settle(player)
        storms = [storm(player) for _ in range(4)]
        await asyncio.gather(*storms, return_exceptions=True)
    await process.wait()

    async with _kept(keep) as box:
        kept = {message["message_id"] for message in await _all(box)}
    assert set(answered) <= kept
    assert len(answered) >= 200


async def _all(box: Box) -> list[dict[str, int]]:
    messages: list[dict[str, int]] = (
        await box.get("messages", person=MOTHER, chat=SUPERGROUP, limit=1000)
    )["messages"]
    return messages

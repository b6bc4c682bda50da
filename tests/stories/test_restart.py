"""Killed at any moment and started again, bot or sandbox: the story goes on."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.demo.staging import put_on_stage
from bot.sandbox.server import start_sandbox
from tests.stories.plot import LOST, card
from tests.support.cast import (
    EAST_GROUP,
    FAR_GROUP,
    FIRST_RINGS,
    HOME,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.people import People
from tests.support.town import BOT, STAGE, TOKEN, Town, open_town

pytestmark = pytest.mark.both_engines

Step = Callable[[Town], Awaitable[object]]

STORY: Mapping[str, Step] = {
    "start": lambda town: town.start(MOTHER),
    "report": lambda town: town.write(MOTHER, HOME, LOST),
    "submit": lambda town: town.press(MOTHER, HOME, "提交"),
    "guardian": lambda town: town.press(MOTHER, HOME, "是"),
    "preview": lambda town: town.press(WORKER, STAFF, "发布"),
    "publish": lambda town: town.press(WORKER, STAFF, "确认发布"),
    "clue": lambda town: town.start(NEXT_DOOR, "clue_1001"),
    "seen": lambda town: town.write(NEXT_DOOR, BOT, "看见他往河边走了"),
    "found": lambda town: town.press(MOTHER, BOT, "找到了"),
    "checked": lambda town: town.press(WORKER, STAFF, "核查通过"),
    "closed": lambda town: town.press(WORKER, STAFF, "已团聚"),
}
"""The lost child's story, a press or a message each."""


async def _all_is_well(town: Town) -> None:
    """Check how the story ends: one all-clear per group, its thanks, the outcome with staff."""
    for group in FIRST_RINGS:
        said = await town.said(Town.member_of(group), group)
        assert sum("编号 1001" in line.text and "孩子找到了" in line.text for line in said) == 1
        assert all("我有线索" not in line.buttons for line in said)
    assert "已团聚" in (await card(town)).text
    assert "内容已收起" in (await town.find(WORKER, STAFF, "线索 · ")).text


async def test_killed_after_every_step(town: Town) -> None:
    """The bot dies after each press and each message; each group has the alert exactly once."""
    for name, step in STORY.items():
        await step(town)
        await town.crash()
        await town.revive()
        if name == "publish":
            for group in FIRST_RINGS:
                said = await town.said(Town.member_of(group), group)
                assert sum("我有线索" in line.buttons for line in said) == 1

    await _all_is_well(town)


@pytest.mark.reported
@pytest.mark.parametrize("looks", [2, 8, 21, 40])
async def test_killed_in_the_middle_of_publishing(town: Town, looks: int) -> None:
    """Wherever the kill falls between the press and the last group, no group is left out.

    What was under way at that moment may have arrived without our knowing: it is sent again.
    """
    await STORY["preview"](town)
    preview = await town.find(WORKER, STAFF, "马上")

    await town.press_and_crash(WORKER, STAFF, preview, "确认发布", looks=looks)
    await town.revive()

    for group in FIRST_RINGS:
        said = await town.said(Town.member_of(group), group)
        assert sum("我有线索" in line.buttons for line in said) in {1, 2}
    await town.press(MOTHER, BOT, "找到了")
    for group in FIRST_RINGS:
        said = await town.said(Town.member_of(group), group)
        assert "孩子找到了" in said[-1].text


async def test_written_while_the_bot_was_dead(town: Town) -> None:
    """What people wrote and pressed meanwhile is done when it is back."""
    await town.crash()
    await town.call("messages", person=MOTHER, chat=HOME, text=LOST)

    await town.revive()

    assert (await town.find(MOTHER, HOME, "寻找")).buttons == ("提交", "不是报告", "补充")


@pytest.mark.published
async def test_the_rings_go_on_after_a_night_without_a_bot(town: Town) -> None:
    """Rings that came due while nobody was there go out at once when it is back."""
    await town.crash()

    town.sandbox.clock.advance(20 * 60)
    await town.revive()
    await town.pass_time(seconds=1)

    said = [await town.said(Town.member_of(chat), chat) for chat in (EAST_GROUP, FAR_GROUP)]
    assert all("寻找" in lines[-1].text for lines in said)


async def test_the_sandbox_dies_after_every_step(database_url: str, tmp_path: Path) -> None:
    """With --keep the other side may go as well: messages, buttons and updates are still there."""
    keep = tmp_path / "sandbox.db"
    async with open_town(database_url, keep=keep) as town:
        for step in STORY.values():
            await step(town)
            await town.restart_sandbox(keep)

        await _all_is_well(town)


SLOW_MACHINE_SECONDS = 120.0
"""Two processes start, each with four seconds of a processor that many may want."""
MAY_BE_DOUBLE = 1
"""What was under way at the kill may stand twice in its group, and nobody knows of the first."""


async def _run(folder: Path, database_url: str, api_url: str) -> asyncio.subprocess.Process:
    """Start the bot as anybody would."""
    settings = {
        "GEGE_BOT_TOKEN": TOKEN,
        "GEGE_API_URL": api_url,
        "GEGE_DATABASE_URL": database_url,
        "GEGE_LISTEN": "127.0.0.1:0",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        env={**os.environ, **settings},
        cwd=folder,
        stdout=DEVNULL,
        stderr=DEVNULL,
    )


@pytest.mark.timeout(SLOW_MACHINE_SECONDS + 30)
@pytest.mark.parametrize("engine_name", ["sqlite"])  # real seconds; the crashes above have both
async def test_a_real_process_killed_with_minus_nine(database_url: str, tmp_path: Path) -> None:
    """`python -m bot run`, kill -9 as soon as the alert is on its way, run again: all is well."""
    sandbox = await start_sandbox()
    async with ClientSession() as session, asyncio.timeout(SLOW_MACHINE_SECONDS):
        await put_on_stage(session, sandbox.url, STAGE)
        people = People(session, sandbox.url)
        first = await _run(tmp_path, database_url, sandbox.url)
        await people.post("messages", person=MOTHER, chat=HOME, text=LOST)
        await people.press(MOTHER, HOME, "提交")
        await people.press(WORKER, STAFF, "发布")
        await people.press(WORKER, STAFF, "确认发布")
        await people.until_called("sendMessage", NEXT)
        first.kill()
        await first.wait()

        second = await _run(tmp_path, database_url, sandbox.url)
        for group in FIRST_RINGS:
            await people.find(Town.member_of(group), group, "我有线索")
        await people.press(WORKER, STAFF, "办结")
        await people.press(WORKER, STAFF, "已团聚")
        for group in FIRST_RINGS:
            said = await people.see(Town.member_of(group), group, "孩子找到了")
            assert sum("我有线索" in line.buttons for line in said) <= MAY_BE_DOUBLE
        second.terminate()
        assert await second.wait() == 0
    await sandbox.close()

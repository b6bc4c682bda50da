"""Faults strike on purpose, as often as asked, and what they say is what Telegram would."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.sandbox.support import GROUP, MOTHER, SUPERGROUP, Box


async def _send(box: Box, chat: int = SUPERGROUP) -> dict[str, Any]:
    return await box.call("sendMessage", chat_id=chat, text="x")


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ({"kind": "429", "retry_after": 7}, {"error_code": 429, "description": "Too Many Requests: retry after 7", "parameters": {"retry_after": 7}}),
        ({"kind": "400", "description": "no photos here"}, {"error_code": 400, "description": "Bad Request: no photos here"}),
        ({"kind": "403"}, {"error_code": 403, "description": "Forbidden: bot was kicked from the supergroup chat"}),
        ({"kind": "500"}, {"error_code": 500, "description": "Internal Server Error"}),
    ],
)  # fmt: skip
async def test_refusals(box: Box, fault: dict[str, Any], answer: dict[str, Any]) -> None:
    """The next call is refused, the one after goes through."""
    await box.post("faults", **fault)

    assert await _send(box) == {"ok": False} | answer
    assert (await _send(box))["ok"]


async def test_faults_are_counted_and_can_be_aimed(box: Box) -> None:
    """By method, by chat, n times; the list shows what is left, DELETE clears it."""
    await box.post("faults", kind="500", method="sendMessage", chat=SUPERGROUP, times=3)

    other_chat = await _send(box, GROUP)
    other_method = await box.call("getMe")
    struck = await _send(box)
    left = await box.get("faults")
    async with box.http.delete("/faults") as answer:
        cleared = await answer.json()

    assert (other_chat["ok"], other_method["ok"], struck["ok"]) == (True, True, False)
    assert [fault["times"] for fault in left["faults"]] == [2]
    assert cleared == {"faults": []}
    assert (await _send(box))["ok"]


async def test_a_proxys_page(box: Box) -> None:
    """502 comes as HTML, which is not the Bot API's JSON."""
    await box.post("faults", kind="502html", method="sendMessage")

    with pytest.raises(aiohttp.ContentTypeError):
        await _send(box)


@pytest.mark.parametrize(("kind", "posted"), [("drop_before", 0), ("drop_after", 1)])
async def test_dropped_connections(box: Box, kind: str, posted: int) -> None:
    """The client can't tell whether the message is there; only one of both posts it."""
    before = len(await box.history())
    await box.post("faults", kind=kind)

    with pytest.raises(aiohttp.ClientError):
        await _send(box)

    assert len(await box.history()) == before + posted


async def test_a_delay_waits_by_the_clock(box: Box) -> None:
    """The answer comes when the clock says so."""
    box.clock.freeze(frozen=False)
    await box.post("faults", kind="delay", seconds=0.01)

    before = box.clock.now()
    await _send(box)

    assert box.clock.now() - before >= 0.01


async def test_a_late_answer_was_done_at_once(box: Box) -> None:
    """Everybody reads the message while the bot still waits."""
    before = len(await box.history())
    await box.post("faults", kind="late", method="sendMessage", seconds=30)

    sending = asyncio.ensure_future(_send(box))  # noqa: TID251 - awaited below
    while len(await box.history()) == before:
        continue
    early = sending.done()
    box.clock.advance(30)
    await sending

    assert not early


async def test_migration_in_the_middle_of_a_send(box: Box) -> None:
    """The group moves while the bot writes to it."""
    await box.post("faults", kind="migrate", chat=GROUP)

    answer = await _send(box, GROUP)

    assert answer["parameters"]["migrate_to_chat_id"] < SUPERGROUP


async def test_a_poison_update_and_a_redelivered_one(box: Box) -> None:
    """An update that no client can read, and one that was confirmed already."""
    await box.write(MOTHER, "x")
    first = await box.updates()

    await box.post("faults", kind="poison")
    poison = await box.updates()
    await box.post("faults", kind="redeliver")
    again = await box.updates()

    assert "chat" not in poison[0]["message"]
    assert first[0] in again


async def test_nonsense_is_refused(box: Box) -> None:
    """An unknown kind is named."""
    status, answer = await box.try_post("faults", kind="meteor")

    assert status == 400
    assert "drop_after" in answer["error"]


async def test_answers_out_of_order(box: Box) -> None:
    """What was asked first is answered last; both took effect in the order in which they came."""
    await box.post("faults", kind="reorder", method="sendMessage")
    order: list[str] = []

    async def say(text: str) -> None:
        await box.bot("sendMessage", chat_id=SUPERGROUP, text=text)
        order.append(text)

    async with asyncio.TaskGroup() as group:
        group.create_task(say("first"))
        while "first" not in str(await box.history()):
            pass
        group.create_task(say("second"))

    assert order == ["second", "first"]
    assert [message["text"] for message in (await box.history())[-2:]] == ["first", "second"]


async def test_a_delayed_call_sees_what_happened_meanwhile(box: Box) -> None:
    """It takes effect when it is done, not when it was asked."""
    await box.post("faults", kind="delay", method="setMyName", seconds=30)
    async with asyncio.TaskGroup() as group:
        naming = group.create_task(box.bot("setMyName", name="格格"))
        while (await box.get("faults"))["faults"]:
            pass
        await box.bot("setMyDescription", description="网格助手")
        await box.post("clock", advance=30)

    assert naming.result() is True
    assert (await box.bot("getMyDescription"))["description"] == "网格助手"


@pytest.mark.parametrize(
    "fault", [{"times": 0}, {"times": 1.5}, {"retry_after": -3}, {"seconds": -1}, {"chat": True}]
)
async def test_numbers_that_no_fault_has(box: Box, fault: dict[str, Any]) -> None:
    status, _ = await box.try_post("faults", kind="429", **fault)
    assert status == 400

"""What a bot hears, once it asks: in order, until confirmed, and never what is not for it."""

import asyncio

import pytest

from tests.sandbox.support import BOT, MOTHER, NAME, NEIGHBOUR, SUPERGROUP, TOKEN, WORKER, Box

DAY = 24 * 3600


def _texts(updates: list[dict[str, object]]) -> list[object]:
    return [update["message"]["text"] for update in updates]  # type: ignore[index]


async def test_updates_stay_until_confirmed(box: Box) -> None:
    """They come again, in order and numbered without gaps, until an offset is past them."""
    for text in "abc":
        await box.write(MOTHER, text)

    first = await box.bot("getUpdates")
    again = await box.bot("getUpdates", offset=first[0]["update_id"], limit=2)
    rest = await box.bot("getUpdates", offset=first[1]["update_id"])
    none = await box.bot("getUpdates", offset=first[2]["update_id"] + 1)

    ids = [update["update_id"] for update in first]
    assert ids == list(range(ids[0], ids[0] + 3))
    assert (_texts(first), _texts(again), _texts(rest)) == (list("abc"), list("ab"), list("bc"))
    assert none == []


async def test_a_negative_offset_counts_from_the_end(box: Box) -> None:
    """-1 gives the last one and forgets those before."""
    for text in "abc":
        await box.write(MOTHER, text)

    last = await box.bot("getUpdates", offset=-1)

    assert _texts(last) == ["c"]
    assert _texts(await box.bot("getUpdates")) == ["c"]


async def test_unconfirmed_updates_live_for_a_day(box: Box) -> None:
    """What nobody fetched for 24 hours is gone."""
    await box.write(MOTHER, "old")
    box.clock.advance(DAY)
    await box.write(MOTHER, "new")

    assert _texts(await box.bot("getUpdates")) == ["new"]


async def test_a_long_poll_ends_when_something_happens(box: Box) -> None:
    """The poller waits without asking again."""
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(box.bot("getUpdates", timeout=30))
        await box.write(MOTHER, "x")

    assert _texts(polling.result()) == ["x"]


async def test_only_one_may_poll(box: Box) -> None:
    """A second poller ends the first with 409 and goes on."""
    async with asyncio.TaskGroup() as group:
        polls = [group.create_task(box.call("getUpdates", timeout=30)) for _ in range(2)]
        ended, waiting = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
        await box.write(MOTHER, "x")

    assert ended.pop().result() == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    assert _texts(waiting.pop().result()["result"]) == ["x"]


async def test_nobody_may_poll_beside_a_webhook(box: Box) -> None:
    """Setting one ends the poller, and later pollers are told to delete it first."""
    async with asyncio.TaskGroup() as group:
        polling = group.create_task(box.refused("getUpdates", timeout=30))
        await box.get("clock")  # the poll is there before this is answered
        await box.bot("setWebhook", url="http://127.0.0.1:9/hook")
    later = await box.refused("getUpdates")

    assert polling.result() == "Conflict: terminated by setWebhook request"
    assert later.startswith("Conflict: can't use getUpdates method while webhook is active")


async def test_allowed_updates_are_remembered(box: Box) -> None:
    """Only the kinds asked for are queued; without a list the last one holds, [] is the default."""
    await box.bot("getUpdates", allowed_updates=["callback_query"])
    await box.write(MOTHER, "unheard")
    await box.bot("getUpdates")
    await box.write(MOTHER, "unheard too")
    await box.bot("getUpdates", allowed_updates=[])
    await box.write(MOTHER, "heard")

    assert _texts(await box.bot("getUpdates")) == ["heard"]


async def test_pending_updates_can_be_dropped(box: Box) -> None:
    """DeleteWebhook with drop_pending_updates forgets what is waiting."""
    await box.write(MOTHER, "x")

    assert (await box.bot("getWebhookInfo"))["pending_update_count"] == 1
    await box.bot("deleteWebhook", drop_pending_updates=True)

    assert await box.bot("getUpdates") == []


async def test_an_edit_is_heard_as_one(box: Box) -> None:
    """A person's edit comes as edited_message, a deletion not at all."""
    said = await box.write(MOTHER, "x")
    where = {"person": MOTHER, "chat": SUPERGROUP, "message_id": said["message_id"]}
    await box.updates()

    await box.post("edits", **where, text="y")
    await box.post("deletes", **where)

    heard = await box.updates()
    assert [update["edited_message"]["text"] for update in heard] == ["y"]


@pytest.mark.parametrize(
    ("text", "heard", "reason"),
    [
        ("灯坏了", False, "chatter"),
        ("/help", True, "a command, and no other bot spoke last"),
        (f"/help@{NAME}", True, "a command to it"),
        ("/help@other_bot", False, "a command to another"),
        (f"@{NAME} 在吗", True, "a mention"),
    ],
)
async def test_privacy_mode(box: Box, text: str, *, heard: bool, reason: str) -> None:
    """With privacy on a bot hears what is meant for it."""
    await box.post("bots", token=TOKEN, username=NAME, first_name="Gege", privacy=True)

    await box.write(MOTHER, text)

    assert bool(await box.updates()) is heard, reason


async def test_privacy_mode_lets_answers_and_service_messages_through(box: Box) -> None:
    """A reply to the bot and who joins or leaves is heard; an administrator hears all."""
    await box.post("bots", token=TOKEN, username=NAME, first_name="Gege", privacy=True)
    said = await box.bot("sendMessage", chat_id=SUPERGROUP, text="在哪里？")

    await box.write(MOTHER, "门口", reply_to=said["message_id"])
    await box.post("members", chat=SUPERGROUP, user=NEIGHBOUR, status="left")
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
    await box.write(MOTHER, "闲聊")

    heard = [update["message"] for update in await box.updates() if "message" in update]
    assert [message.get("text") for message in heard] == ["门口", None, "闲聊"]


async def test_bots_never_hear_bots(box: Box) -> None:
    """Neither their own messages nor another bot's."""
    await box.post("bots", token="88:x", username="other_bot", first_name="Other")
    await box.post("members", chat=SUPERGROUP, user=88, status="member")
    await box.updates()

    await box.call("sendMessage", token="88:x", chat_id=SUPERGROUP, text="hi")
    await box.bot("sendMessage", chat_id=SUPERGROUP, text="ho")

    assert await box.updates() == []
    assert [message["text"] for message in (await box.history())[-2:]] == ["hi", "ho"]


@pytest.mark.parametrize(
    "text", ["hi @gege_bot2", "foo@gege_bot.com", "/usr/bin is a path", "see /help@gege_bot2"]
)
async def test_privacy_mode_knows_whole_names(box: Box, text: str) -> None:
    """A longer name, an address and a path are not the bot's."""
    await box.post("bots", token=TOKEN, username=NAME, privacy=True)

    await box.write(MOTHER, text)

    assert await box.updates() == []

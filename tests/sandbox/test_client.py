"""The people's side: lists, unread counts, events, the clock, examples and calls."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.support import (
    BOT,
    GROUP,
    MOTHER,
    NAME,
    NEIGHBOUR,
    STRANGER,
    SUPERGROUP,
    TOKEN,
    Box,
    keyboard,
)


def _line(state: dict[str, Any], chat: int) -> dict[str, Any]:
    return next(line for line in state["chats"] if line["id"] == chat)


async def test_a_persons_list(box: Box) -> None:
    """Newest activity first, with the last message and what is unread."""
    await box.write(NEIGHBOUR, "早", chat=GROUP)
    await box.post("reads", person=MOTHER, chat=SUPERGROUP)
    await box.write(NEIGHBOUR, "听说", chat=SUPERGROUP)
    await box.write(NEIGHBOUR, "在吗", chat=SUPERGROUP)

    state = await box.get("state", person=MOTHER)

    line = _line(state, SUPERGROUP)
    assert [chat["id"] for chat in state["chats"]] == [SUPERGROUP, GROUP]
    assert line | {"last": line["last"]["text"]} == {
        "id": SUPERGROUP,
        "type": "supergroup",
        "title": "supergroup",
        "members": 4,
        "status": "member",
        "last": "在吗",
        "unread": 2,
        "pinned": None,
    }


async def test_own_messages_are_read(box: Box) -> None:
    """Whoever writes has read what is above."""
    await box.write(NEIGHBOUR, "在吗")
    await box.write(MOTHER, "在")

    assert _line(await box.get("state", person=MOTHER), SUPERGROUP)["unread"] == 0


async def test_that_somebody_joined_is_no_news(box: Box) -> None:
    """Service messages are not unread, what is written before and after them is."""
    await box.write(NEIGHBOUR, "在吗")
    await box.post("members", chat=SUPERGROUP, user=STRANGER, status="member")
    await box.write(NEIGHBOUR, "来了个新邻居")

    line = _line(await box.get("state", person=MOTHER), SUPERGROUP)

    assert (line["last"]["text"], line["unread"]) == ("来了个新邻居", 2)


async def test_history_comes_in_pages(box: Box) -> None:
    """The newest `limit` after an id, oldest first; deleted ones are gone."""
    ids = [(await box.write(MOTHER, str(number)))["message_id"] for number in range(5)]
    await box.post("deletes", person=MOTHER, chat=SUPERGROUP, message_id=ids[3])

    page = await box.get("messages", person=MOTHER, chat=SUPERGROUP, after=ids[0], limit=2)

    assert [message["text"] for message in page["messages"]] == ["2", "4"]


async def test_events_reach_whoever_is_in_the_chat(box: Box) -> None:
    """Messages, edits and deletions arrive as they happen, private chats under the bot's id."""
    async with box.http.ws_connect("/client/events", params={"person": MOTHER}) as events:
        await box.post("starts", person=NEIGHBOUR, bot=BOT)
        sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="x")
        where = {"chat_id": SUPERGROUP, "message_id": sent["message_id"]}
        await box.bot("editMessageText", **where, text="y")
        await box.bot("deleteMessage", **where)
        await box.post("starts", person=MOTHER, bot=BOT)
        seen = [await events.receive_json(timeout=5) for _ in range(5)]

    assert [(event["event"], event.get("chat")) for event in seen] == [
        ("message", SUPERGROUP),
        ("edit", SUPERGROUP),
        ("delete", SUPERGROUP),
        ("chats", None),
        ("message", BOT),
    ]
    assert seen[1]["message"]["edited"] is True
    assert seen[2]["message_id"] == sent["message_id"]


async def test_the_clock_moves_forward_only(box: Box) -> None:
    """It can be pushed, stopped and let go; listeners are told."""
    async with box.http.ws_connect("/client/events") as events:
        before = (await box.get("clock"))["now"]
        after = await box.post("clock", advance=3600, frozen=True)
        told = await events.receive_json(timeout=5)
    status, _ = await box.try_post("clock", advance=-1)

    assert after["now"] == told["now"] == before + 3600
    assert told["event"] == "clock"
    assert status == 400


async def test_calls_are_listed_newest_first(box: Box) -> None:
    """Each with its outcome; quiet polling is left out."""
    await box.bot("sendMessage", chat_id=SUPERGROUP, text="x")
    await box.call("sendMessage", chat_id=SUPERGROUP, text="")

    newest, older = await box.get("calls", limit=2)

    assert (newest["ok"], newest["description"]) == (False, "Bad Request: message text is empty")
    assert (older["method"], older["chat"], older["ok"]) == ("sendMessage", str(SUPERGROUP), True)


async def test_examples_are_kept_for_the_page(box: Box) -> None:
    """Messages and places that the page offers with one click."""
    example = {"person": MOTHER, "chat": SUPERGROUP, "label": {"zh": "灯"}, "text": "灯坏了"}
    place = {"name": "柳荫路口", "latitude": 30.8, "longitude": 103.85}
    await box.post("examples", examples=[example], places=[place])

    state = await box.get("state")
    assert (state["examples"], state["places"]) == ([example], [place])


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("messages", {"person": MOTHER, "chat": SUPERGROUP, "text": " "}, 400),
        ("messages", {"person": 999, "chat": SUPERGROUP, "text": "x"}, 404),
        ("messages", {"person": MOTHER, "chat": -1, "text": "x"}, 404),
        ("messages", {"person": MOTHER, "chat": SUPERGROUP, "text": "x", "reply_to": 999}, 404),
        ("messages", {"person": "me", "chat": SUPERGROUP, "text": "x"}, 400),
        ("messages", {"person": MOTHER, "chat": SUPERGROUP, "location": {"latitude": 1}}, 400),
        (
            "messages",
            {"person": MOTHER, "chat": SUPERGROUP, "location": {"latitude": 91, "longitude": 0}},
            400,
        ),
        ("messages", {"person": MOTHER, "chat": SUPERGROUP, "contact": [1]}, 400),
        ("messages", {"person": MOTHER, "chat": SUPERGROUP, "contact": {"user_id": 999}}, 404),
        ("edits", {"person": MOTHER, "chat": SUPERGROUP, "message_id": 999, "text": "x"}, 404),
        ("deletes", {"person": MOTHER, "chat": SUPERGROUP}, 400),
        ("starts", {"person": MOTHER, "bot": BOT, "payload": "中"}, 400),
        ("starts", {"person": MOTHER, "bot": 1}, 404),
        ("blocks", {"person": MOTHER, "bot": BOT}, 404),
        ("people", {"first_name": ""}, 400),
        ("bots", {"token": "x", "username": "some_bot"}, 400),
        ("bots", {"token": f"{MOTHER}:x", "username": "some_bot"}, 400),
        ("chats", {"title": "x", "type": "channel"}, 400),
        ("chats", {"title": "x", "type": "supergroup", "id": -5}, 400),
        ("chats", {"title": "x", "members": [999]}, 404),
        ("members", {"chat": SUPERGROUP, "user": MOTHER, "status": "king"}, 400),
        ("members", {"chat": 5, "user": MOTHER, "status": "left"}, 404),
        ("migrate", {"chat": 5}, 404),
        ("members", {"chat": SUPERGROUP, "user": MOTHER, "status": []}, 400),
        ("chats", {"title": "x", "members": [[]]}, 404),
        ("faults", {"kind": "500", "method": 5}, 400),
        ("presses", {"person": MOTHER, "wait": "long"}, 400),
        ("limits", {"factor": "fast"}, 400),
        ("messages", {"person": MOTHER, "chat": SUPERGROUP, "text": "x", "album": "1"}, 400),
        ("examples", {"examples": [], "places": {}}, 400),
    ],
)
async def test_what_is_refused(box: Box, path: str, body: dict[str, Any], status: int) -> None:
    """Nonsense is refused in one sentence."""
    answered, answer = await box.try_post(path, **body)

    assert answered == status
    assert answer.keys() == {"error"}


async def test_the_page_is_served_fresh(box: Box) -> None:
    """Health, and no way out of the folder of the page."""
    async with box.http.get("/healthz") as answer:
        assert (await answer.json()) == {"ok": True}
    async with box.http.get("/%2e%2e/server.py") as answer:
        assert answer.status == 404
    async with aiohttp.ClientSession(box.sandbox.url) as http, http.get("/missing.js") as answer:
        assert answer.status == 404


async def test_a_contact_says_whose_it_is(box: Box) -> None:
    """One's own unless said otherwise; a bot sees whose, and trusts nobody's word for it."""
    own = await box.post("messages", person=MOTHER, chat=SUPERGROUP, contact={})
    other = {"user_id": NEIGHBOUR, "phone_number": "13900000002"}
    await box.post("messages", person=MOTHER, chat=SUPERGROUP, contact=other)

    heard = [update["message"]["contact"] for update in (await box.updates())[-2:]]
    assert heard[0] == own["contact"]
    assert [contact["user_id"] for contact in heard] == [MOTHER, NEIGHBOUR]
    assert heard[1]["phone_number"] == "13900000002"


async def test_who_can_be_made(box: Box) -> None:
    """Not Telegram's own accounts, no second bot of a name; a bot keeps what isn't said anew."""
    for body in ({"id": 1087968824}, {"id": True}, {"id": 1 << 60}):
        assert (await box.try_post("people", first_name="x", **body))[0] == 400
    assert (await box.try_post("bots", token="5:x", username=NAME.upper()))[0] == 400
    await box.post("bots", token=TOKEN, username=NAME, privacy=True)
    await box.post("bots", token=TOKEN, username=NAME)

    me = await box.bot("getMe")
    assert (me["first_name"], me["can_read_all_group_messages"]) == ("Gege", False)


async def test_what_people_can_t_do(box: Box) -> None:
    """Caption a place, react to a service message, press the buttons of a bot they blocked."""
    place = await box.post("messages", person=MOTHER, chat=SUPERGROUP, location={"latitude": 30, "longitude": 104})  # fmt: skip
    where = {"person": MOTHER, "chat": SUPERGROUP}
    edit = {"message_id": place["message_id"], "text": "x"}
    assert (await box.try_post("edits", **where, **edit))[0] == 403
    assert (await box.try_post("reactions", **where, message_id=1, emoji="👍"))[0] == 403
    await box.post("starts", person=MOTHER, bot=BOT)
    asked = await box.bot("sendMessage", chat_id=MOTHER, text="x", reply_markup=keyboard({"text": "a", "callback_data": "a"}))  # fmt: skip
    await box.post("blocks", person=MOTHER, bot=BOT)
    press = {"person": MOTHER, "chat": BOT, "message_id": asked["message_id"], "data": "a"}
    assert (await box.try_post("presses", **press))[0] == 403

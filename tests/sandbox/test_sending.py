"""What a bot may send, how it comes back, and in which words it is refused."""

from typing import Any

import pytest
from aiohttp import FormData

from tests.sandbox.support import (
    BOT,
    GROUP,
    MOTHER,
    STRANGER,
    SUPERGROUP,
    TOKEN,
    Box,
    keyboard,
    png,
)

UNMET = 4_000_000_000


async def test_a_message_comes_back_as_the_bot_api_words_it(box: Box) -> None:
    """The answer has sender, chat, date, entities, keyboard and the message answered."""
    asked = await box.write(MOTHER, "灯坏了")
    markup = keyboard({"text": "提交", "callback_data": "s:1", "style": "success"})

    sent = await box.bot(
        "sendMessage",
        chat_id=SUPERGROUP,
        text="<b>收到</b> #灯",
        parse_mode="HTML",
        reply_markup=markup,
        reply_parameters={"message_id": asked["message_id"]},
    )

    assert sent == {
        "message_id": asked["message_id"] + 1,
        "from": {"id": BOT, "is_bot": True, "first_name": "Gege", "username": "gege_bot"},
        "chat": {"id": SUPERGROUP, "type": "supergroup", "title": "supergroup"},
        "date": int(box.clock.now()),
        "text": "收到 #灯",
        "entities": [
            {"type": "bold", "offset": 0, "length": 2},
            {"type": "hashtag", "offset": 3, "length": 2},
        ],
        "reply_markup": markup,
        "reply_to_message": asked,
    }


@pytest.mark.parametrize(
    ("params", "words", "reason"),
    [
        ({"chat_id": ""}, "chat_id is empty", "no chat"),
        ({"chat_id": UNMET}, "chat not found", "nobody has that id"),
        ({"chat_id": -1009}, "chat not found", "no such group"),
        ({"chat_id": "@gone"}, "chat not found", "no such name"),
        ({"text": ""}, "message text is empty", "nothing to say"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty", "only markup"),
        ({"text": "啊" * 4097}, "message is too long", "4096 characters are the most"),
        ({"text": "<b>", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag \"b\"", "broken HTML"),
        ({"parse_mode": "BBCode"}, "unsupported parse_mode", "no such mode"),
        ({"reply_parameters": {"message_id": 999}}, "message to be replied not found", "gone"),
        ({"reply_to_message_id": 999}, "message to be replied not found", "gone, in the old words"),
        ({"reply_parameters": "{"}, "can't parse reply parameters JSON object", "broken JSON"),
        ({"reply_parameters": "[]"}, "object expected as reply parameters", "wrong JSON"),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object", "broken JSON"),
        ({"reply_markup": keyboard({"text": "x"})}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", "a button that does nothing"),
        ({"reply_markup": keyboard({"text": "x", "callback_data": "啊" * 22})}, "BUTTON_DATA_INVALID", "64 bytes are the most"),
        ({"reply_markup": keyboard({"text": " ", "callback_data": "x"})}, "inline keyboard button text must be non-empty", "no word on it"),
        ({"reply_markup": keyboard({"text": "x", "url": "not a url"})}, "inline keyboard button URL 'not a url' is invalid: Disallowed character in URL host", "no address"),
        ({"reply_markup": keyboard({"text": "x", "callback_data": "x", "style": "pink"})}, "can't parse inline keyboard button: invalid button style specified", "no such style"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}}, "reply markup is too long", "100 buttons are the most"),
        ({"reply_markup": "[]"}, "object expected as reply markup", "wrong JSON"),
        ({"reply_markup": {"keyboard": "x"}}, 'field "keyboard" must be an Array of Arrays', "no rows"),
        ({"reply_markup": {"keyboard": [[1]]}}, "can't parse keyboard button: KeyboardButton must be a String or an Object", "no button"),
        ({"reply_markup": {"inline_keyboard": ["x"]}}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays', "no rows"),
        ({"reply_markup": {"inline_keyboard": [["x"]]}}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object", "no button"),
        ({"reply_markup": keyboard({"url": "t.me/x"})}, "can't parse inline keyboard button: Can't find field \"text\"", "nothing on it"),
        ({"reply_parameters": {"quote": "x"}}, 'can\'t find field "message_id"', "a quote of nothing"),
        ({"reply_parameters": {"message_id": 1, "quote": "x"}}, "QUOTE_TEXT_INVALID", "nobody said so"),
        ({"link_preview_options": "[]"}, "object expected as link preview options", "wrong JSON"),
        ({"entities": ["x"]}, "can't parse MessageEntity: expected an Object", "no entity"),
        ({"entities": [{"type": "bold", "offset": "0"}]}, 'can\'t parse MessageEntity: Field "offset" must be of type Number', "no place"),
        ({"entities": [{"type": "bold", "offset": 1, "length": 1}]}, "entity begins after the end of the text", "beyond"),
        ({"entities": [{"type": "bold", "offset": 0, "length": 2}]}, "entity has invalid length", "too long"),
        ({"text": "x" * 32_769}, "text is too long", "32 KB are the most on the wire"),
        ({"message_thread_id": 5}, "message thread not found", "no such topic"),
        ({"disable_notification": "perhaps"}, 'parameter "disable_notification" must be a Boolean', "no truth value"),
    ],
)  # fmt: skip
async def test_what_is_refused(box: Box, params: dict[str, Any], words: str, reason: str) -> None:
    """A bad request is refused in Telegram's words, and nothing is posted."""
    before = await box.history()

    asked: dict[str, Any] = {"chat_id": SUPERGROUP, "text": "x"} | params
    answer = await box.call("sendMessage", **asked)

    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}, (
        reason
    )
    assert await box.history() == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<b>" + "啊" * 4096 + "</b>", "tags don't count"),
        ("&lt;" * 4096, "a reference is one character"),
        ("🔴" * 4096, "so is an emoji"),
    ],
)
async def test_lengths_are_measured_after_parsing_in_code_points(
    box: Box, text: str, reason: str
) -> None:
    """4096 characters fit, whatever they cost on the wire."""
    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text=text, parse_mode="HTML")

    assert len(sent["text"]) == 4096, reason


async def test_entities_may_be_given_and_move_when_the_text_is_trimmed(box: Box) -> None:
    """Blank ends go, as in Telegram, and with them the entities that were only there."""
    given = [
        {"type": "italic", "offset": 0, "length": 1},
        {"type": "bold", "offset": 2, "length": 4},
        {"type": "text_mention", "offset": 4, "length": 1, "user": _user(MOTHER)},
        {"type": "text_mention", "offset": 2, "length": 2, "user": _user(UNMET)},
    ]

    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="  🔴红 \n", entities=given)

    assert sent["text"] == "🔴红"
    assert [(one["type"], one["offset"], one["length"]) for one in sent["entities"]] == [
        ("bold", 0, 2),
        ("text_mention", 2, 1),
        ("bold", 2, 1),
    ]


async def test_what_telegram_marks_by_itself(box: Box) -> None:
    """Links, addresses, mentions and commands, but not inside code or a link."""
    text = "看 https://x.cn/a。 邮箱a@b.cn @gege_bot /help x.com <code>/no #no</code>"

    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text=text, parse_mode="HTML")

    words = [sent["text"][one["offset"] :][: one["length"]] for one in sent["entities"]]
    kinds = [one["type"] for one in sent["entities"]]
    assert list(zip(kinds, words, strict=True)) == [
        ("url", "https://x.cn/a"),
        ("email", "a@b.cn"),
        ("mention", "@gege_bot"),
        ("bot_command", "/help"),
        ("url", "x.com"),
        ("code", "/no #no"),
    ]


async def test_a_reply_may_go_without_the_message_it_answers(box: Box) -> None:
    """allow_sending_without_reply sends what would be refused."""
    lenient = {"message_id": 999, "allow_sending_without_reply": True}

    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="x", reply_parameters=lenient)

    assert "reply_to_message" not in sent


async def test_a_reply_within_a_reply_is_left_out(box: Box) -> None:
    """reply_to_message never nests."""
    first = await box.write(MOTHER, "1")
    second = await box.write(MOTHER, "2", reply_to=first["message_id"])

    third = await box.bot(
        "sendMessage", chat_id=SUPERGROUP, text="3", reply_to_message_id=second["message_id"]
    )

    assert second["reply_to_message"]["text"] == "1"
    assert "reply_to_message" not in third["reply_to_message"]


async def test_a_bot_cant_open_a_private_chat(box: Box) -> None:
    """Who never pressed Start can't be written to; who blocked the bot neither."""
    unopened = await box.refused("sendMessage", chat_id=MOTHER, text="x")
    await box.post("starts", person=MOTHER, bot=BOT)
    opened = await box.bot("sendMessage", chat_id=MOTHER, text="x")
    await box.post("blocks", person=MOTHER, bot=BOT, blocked=True)
    blocked = await box.refused("sendMessage", chat_id=MOTHER, text="x")

    assert unopened == "Forbidden: bot can't initiate conversation with a user"
    assert opened["chat"] == {"id": MOTHER, "type": "private", "first_name": f"P{MOTHER}"}
    assert blocked == "Forbidden: bot was blocked by the user"


async def test_private_chats_and_groups_share_one_numbering_supergroups_have_their_own(
    box: Box,
) -> None:
    """As in Telegram, ids run on across an account's chats, except in supergroups."""
    await box.post("starts", person=MOTHER, bot=BOT)
    chats = (MOTHER, GROUP, SUPERGROUP, MOTHER, SUPERGROUP)

    ids = [(await box.bot("sendMessage", chat_id=chat, text="x"))["message_id"] for chat in chats]

    assert ids[1] == ids[0] + 1
    assert ids[3] == ids[1] + 1
    assert ids[4] == ids[2] + 1


async def test_a_location_is_checked(box: Box) -> None:
    """A place needs both numbers, on this planet."""
    sent = await box.bot("sendLocation", chat_id=SUPERGROUP, latitude=30.5, longitude=104.0)
    half = await box.refused("sendLocation", chat_id=SUPERGROUP, latitude=30.5)
    off = await box.refused("sendLocation", chat_id=SUPERGROUP, latitude=91, longitude=0)

    assert sent["location"] == {"latitude": 30.5, "longitude": 104.0}
    assert (half, off) == (
        "Bad Request: longitude is empty",
        "Bad Request: invalid location specified",
    )


async def test_a_copy_hides_where_it_comes_from_and_a_forward_tells(box: Box) -> None:
    """CopyMessage gives an id only; forwardMessage names the author; service messages refuse."""
    said = await box.write(MOTHER, "在门卫室")
    source = {"chat_id": GROUP, "from_chat_id": SUPERGROUP}

    copied = await box.bot("copyMessage", **source, message_id=said["message_id"])
    forwarded = await box.bot("forwardMessage", **source, message_id=said["message_id"])
    service = await box.refused("copyMessage", **source, message_id=1)
    gone = await box.refused("forwardMessage", **source, message_id=999)

    assert copied == {"message_id": forwarded["message_id"] - 1}
    assert forwarded["forward_origin"]["sender_user"]["id"] == MOTHER
    assert service == "Bad Request: the message can't be copied"
    assert gone == "Bad Request: message to forward not found"


async def test_a_copy_may_have_another_caption(box: Box) -> None:
    """The picture is the same; a forward of a forward still names the first author."""
    photo = (await box.upload("sendPhoto", {"photo": png()}, chat_id=SUPERGROUP, caption="a"))[
        "result"
    ]
    source = {"from_chat_id": SUPERGROUP, "message_id": photo["message_id"]}

    await box.bot("copyMessage", chat_id=GROUP, caption="b", **source)
    first = await box.bot("forwardMessage", chat_id=GROUP, **source)
    again = {"from_chat_id": GROUP, "message_id": first["message_id"]}
    second = await box.bot("forwardMessage", chat_id=SUPERGROUP, **again)

    copy = (await box.history(chat=GROUP))[-2]
    assert (copy["photo"], copy["caption"]) == (photo["photo"], "b")
    assert second["forward_origin"] == first["forward_origin"]
    assert second["forward_from"]["id"] == BOT


async def test_protected_content_stays(box: Box) -> None:
    """What was sent with protect_content is neither copied nor forwarded."""
    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="x", protect_content=True)

    words = await box.refused(
        "forwardMessage", chat_id=GROUP, from_chat_id=SUPERGROUP, message_id=sent["message_id"]
    )

    assert sent["has_protected_content"] is True
    assert words == "Bad Request: the message can't be forwarded"


@pytest.mark.parametrize("encoding", ["query", "form", "json", "multipart"])
async def test_every_encoding_says_the_same(box: Box, encoding: str) -> None:
    """Parameters come in the address, urlencoded, as JSON or as multipart."""
    url, params = f"/bot{TOKEN}/sendMessage", {"chat_id": str(SUPERGROUP), "text": "你好"}
    if encoding == "query":
        asked = box.http.get(url, params=params)
    elif encoding == "form":
        asked = box.http.post(url, data=params)
    elif encoding == "json":
        asked = box.http.post(url, json=params | {"chat_id": SUPERGROUP})
    else:
        asked = box.http.post(url, data=FormData(params, default_to_multipart=True))

    async with asked as answer:
        body = await answer.json()

    assert body["result"]["text"] == "你好"


async def test_who_is_unknown_gets_nothing(box: Box) -> None:
    """A wrong token is 401, an unknown method 404 and counted; the case of a name is free."""
    stranger = await box.call("getMe", token="78:other")
    unknown = await box.call("sendHologram")
    shouted = await box.bot("GETME")

    assert stranger == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert unknown == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    assert box.sandbox.world.unknown_methods == {"sendHologram": 1}
    assert shouted["can_read_all_group_messages"] is True


async def test_a_bot_must_be_in_the_group(box: Box) -> None:
    """After it was kicked or left it is told so, by the kind of the group."""
    for chat in (GROUP, SUPERGROUP):
        await box.post("members", chat=chat, user=BOT, status="kicked")
    group = await box.refused("sendMessage", chat_id=GROUP, text="x")
    supergroup = await box.refused("sendMessage", chat_id=SUPERGROUP, text="x")
    await box.post("members", chat=SUPERGROUP, user=BOT, status="member")
    await box.bot("leaveChat", chat_id=SUPERGROUP)
    left = await box.refused("sendMessage", chat_id=SUPERGROUP, text="x")

    assert group == "Forbidden: bot was kicked from the group chat"
    assert supergroup == "Forbidden: bot was kicked from the supergroup chat"
    assert left == "Forbidden: bot is not a member of the supergroup chat"


async def test_someone_outside_sees_nothing(box: Box) -> None:
    """A person reads and writes only where they are a member."""
    read = await box.get("messages", person=STRANGER, chat=SUPERGROUP)
    status, _ = await box.try_post("messages", person=STRANGER, chat=SUPERGROUP, text="x")

    assert "error" in read
    assert status == 403


def _user(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "x"}

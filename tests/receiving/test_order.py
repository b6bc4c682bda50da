"""What an update is in order with: its chat, else its sender, else nothing."""

from typing import Any

import pytest
from aiogram.types import ChatMemberAdministrator, Message
from pydantic import ValidationError

from bot.receiving.intake import clean, order_key, read, writer_of

CHAT, PERSON = {"id": -100}, {"id": 7}


@pytest.mark.parametrize(
    ("body", "key", "why"),
    [
        ({"message": {"chat": CHAT, "from": PERSON}}, -100, "a message"),
        ({"edited_message": {"chat": CHAT, "from": PERSON}}, -100, "its edit"),
        ({"channel_post": {"chat": CHAT}}, -100, "without a sender"),
        (
            {"callback_query": {"from": PERSON, "data": "x", "message": {"chat": CHAT}}},
            7,
            "a press, in order with whoever presses: a thousand may under one message",
        ),
        ({"callback_query": {"from": PERSON, "data": "x"}}, 7, "a press on an inline message"),
        ({"my_chat_member": {"chat": CHAT, "from": PERSON}}, -100, "the bot's own membership"),
        ({"poll_answer": {"user": PERSON, "poll_id": "1"}}, 7, "an answer to a poll"),
        ({"message_reaction": {"chat": CHAT, "user": PERSON}}, -100, "a reaction"),
        ({"message": {"message_id": "poison"}}, 5, "nothing that can be read"),
        ({"message": {"chat": {"id": "x"}}}, 5, "the same"),
        ({"message": {"chat": {"id": 10**25}}}, 5, "no chat that Telegram can have"),
        ({"callback_query": {"message": None, "from": PERSON}}, 7, "a message out of reach"),
        ({}, 5, "nothing at all"),
    ],
)
def test_what_an_update_is_in_order_with(body: dict[str, Any], key: int, why: str) -> None:
    assert order_key({"update_id": 5, **body}) == key, why


@pytest.mark.parametrize(
    ("body", "writer"),
    [
        ({"message": {"chat": {"id": 7, "type": "private"}}}, 7),
        ({"callback_query": {"message": {"chat": {"id": 7, "type": "private"}}}}, 7),
        ({"message": {"chat": {"id": -100, "type": "supergroup"}, "from": PERSON}}, None),
        ({"callback_query": {"message": None, "from": PERSON}}, None),
        ({"message": {"message_id": "poison"}}, None),
    ],
)
def test_who_is_told_that_it_failed(body: dict[str, Any], writer: int | None) -> None:
    """Whoever wrote or pressed in private; in a group it may have been chatter."""
    assert writer_of({"update_id": 5, **body}) == writer


def test_a_right_that_its_server_does_not_know_is_nobody_s() -> None:
    """An older Bot API server leaves out what the library asks for since lately."""
    bot = {"id": 2, "is_bot": True, "first_name": "格格"}
    member = {"status": "administrator", "user": bot, "can_manage_topics": True}
    change = {
        "chat": {"id": -100, "type": "supergroup", "title": "工作群"},
        "from": {"id": 7, "is_bot": False, "first_name": "王"},
        "date": 1,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": member,
    }

    update = read({"update_id": 5, "my_chat_member": change})

    assert update.my_chat_member is not None
    now = update.my_chat_member.new_chat_member
    assert isinstance(now, ChatMemberAdministrator)
    assert (now.can_manage_topics, now.can_promote_members) == (True, False)
    with pytest.raises(ValidationError):
        read({"update_id": 5, "message": {"message_id": 1}})


def test_what_no_database_takes_is_replaced_at_the_door() -> None:
    """Each by one character, so that entities stay where they were; the rest stays as it is."""
    raw: dict[str, Any] = {
        "update_id": 5,
        "message": {"text": "灯\0坏\ud800了😀"},
        "x": ["\udfff", 7],
    }

    clean(raw)

    assert raw == {"update_id": 5, "message": {"text": "灯\ufffd坏\ufffd了😀"}, "x": ["\ufffd", 7]}


def test_what_telegram_has_thought_of_since_costs_no_report() -> None:
    """The words are read without it; a message from a source of a new kind stays a forwarded one."""
    said = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": -100, "type": "supergroup", "title": "3栋"},
        "from": {"id": 7, "is_bot": False, "first_name": "林"},
        "text": "我妈走丢了",
    }
    odd = {"forward_origin": {"type": "planet", "date": 1}, "gift": 3, "reply_markup": [[]]}

    plain = read({"update_id": 1, "message": said | odd | {"reply_to_message": said | odd}}).message
    pressed = {"id": "1", "from": said["from"], "chat_instance": "1", "message": said | odd}
    press = read({"update_id": 2, "callback_query": pressed}).callback_query

    assert plain is not None
    assert plain.reply_to_message is not None
    for one in (plain, plain.reply_to_message):
        assert one.text == "我妈走丢了"
        assert one.forward_origin is not None
    assert press is not None
    assert isinstance(press.message, Message)
    with pytest.raises(ValidationError):
        read({"update_id": 3, "message": said | {"chat": {"id": "x"}}})

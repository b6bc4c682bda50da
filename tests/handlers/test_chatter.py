"""Chatter in groups is passed over at once, and nothing that a handler wants ever is."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Chat, Message, PhotoSize

from bot.domain.intake import Understanding, says_nothing, understand
from bot.handlers.chatter import is_chatter
from tests.bench.crowd import CHATTER

SAID_AT = datetime(2026, 7, 2, 10, 20, tzinfo=UTC)
PHOTO = PhotoSize(file_id="f", file_unique_id="u", width=9, height=9)


def said(text: str | None, **values: Any) -> Message:  # noqa: ANN401 - fields
    """A message in a group, unless told otherwise."""
    given: dict[str, Any] = {
        "message_id": 2,
        "date": SAID_AT,
        "chat": Chat(id=-1, type="supergroup"),
    }
    return Message(text=text, **(given | values))


@pytest.mark.parametrize("words", CHATTER)
def test_chatter_is_passed_over(words: str) -> None:
    assert is_chatter(said(words), None)
    assert understand(words) == Understanding()


WANTED = [
    (said("3号楼4楼楼道灯不亮了"), None, "a report"),
    (said("我家娃儿不见了"), None, "a report of a person"),
    (said("找到了，谢谢大家"), None, "the guardian's word"),
    (said("换了个灯泡，当场办结"), None, "a worker's word"),
    (said("当场办结：擦了玻璃"), None, "the same, put first"),
    (said(" /help"), None, "a command"),
    (said("看到过", reply_to_message=said("寻人")), None, "an answer may be a clue"),
    (said("明天再说", chat=Chat(id=5, type="private")), None, "somebody waits for an answer"),
    (said("门卫说不用修"), "Dialogue:reason", "what was asked for"),
    (said(None, caption="哈哈", photo=[PHOTO]), None, "a picture may belong to words to come"),
]


@pytest.mark.parametrize(("message", "dialogue", "reason"), WANTED)
def test_what_a_handler_wants_is_not(message: Message, dialogue: str | None, reason: str) -> None:
    assert not is_chatter(message, dialogue), reason


def test_a_chain_letter_is_worth_reading() -> None:
    assert not says_nothing("紧急扩散！各大群转发！深圳昨天3岁男童被拐，重谢10万，看到请转发")

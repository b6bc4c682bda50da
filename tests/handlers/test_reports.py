"""What a handler makes of a message before a service sees it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import Chat, Message, MessageOriginUser, User

from bot.domain.intake import understand
from bot.domain.policy import Policy
from bot.handlers.hearing import is_stale, written_at


def test_a_morning_is_the_writer_s_own() -> None:
    """Telegram dates in UTC; 上午 written at 13:29 in Shuangliu is this morning, not last night."""
    sent = datetime(2026, 11, 22, 5, 29, tzinfo=UTC)
    message = Message(message_id=1, date=sent, chat=Chat(id=-1, type="group"))

    now = written_at(message, Policy(timezone=ZoneInfo("Asia/Shanghai")))
    seen = understand("我妈上午走失了，78岁，有点老年痴呆", now=now).last_seen_time

    assert now == sent
    assert seen is not None
    assert {edge[:10] for edge in seen} == {"2026-11-22"}


@pytest.mark.parametrize(("writer", "stale"), [(4, False), (5, True)])
def test_who_sends_on_their_own_call_still_looks(writer: int, *, stale: bool) -> None:
    sent = datetime(2026, 11, 22, 5, 29, tzinfo=UTC)
    who = {one: User(id=one, is_bot=False, first_name="王丽") for one in (4, 5)}
    origin = MessageOriginUser(date=sent - timedelta(days=9), sender_user=who[writer])
    home = Chat(id=4, type="private")
    message = Message(message_id=1, date=sent, chat=home, from_user=who[4], forward_origin=origin)

    assert is_stale(message) is stale

"""What a handler makes of a message before a service sees it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from aiogram.types import Chat, Message

from bot.domain.intake import understand
from bot.domain.policy import Policy
from bot.handlers.hearing import written_at


def test_a_morning_is_the_writer_s_own() -> None:
    """Telegram dates in UTC; 上午 written at 13:29 in Shuangliu is this morning, not last night."""
    sent = datetime(2026, 11, 22, 5, 29, tzinfo=UTC)
    message = Message(message_id=1, date=sent, chat=Chat(id=-1, type="group"))

    now = written_at(message, Policy(timezone=ZoneInfo("Asia/Shanghai")))
    seen = understand("我妈上午走失了，78岁，有点老年痴呆", now=now).last_seen_time

    assert now == sent
    assert seen is not None
    assert {edge[:10] for edge in seen} == {"2026-11-22"}

"""What the direct voice leaves in the log, and whose language it speaks."""

import asyncio
from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, Chat, Message, User
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.handlers.voice import PATIENCE_SECONDS, ReaderOf, Voice
from bot.sandbox.clock import Clock
from bot.tasks import Tasks
from bot.views.buttons import Seek
from bot.views.message import Message as Said
from tests.delivery.crowd import at_rest
from tests.support.clocks import SharedClock
from tests.views.samples import at, reader


class TooLate:
    """A Bot API to which every press is too old."""

    async def answer_callback_query(self, query: str, *_: object, **__: object) -> bool:
        method = AnswerCallbackQuery(callback_query_id=query)
        raise TelegramBadRequest(method, "query is too old")


class Hanging:
    """A Bot API that takes everything and answers nothing."""

    async def _hang(self, *_: object, **__: object) -> None:
        await asyncio.Event().wait()

    answer_callback_query = send_message = edit_message_text = _hang


async def read_of(*_: Any) -> Any:  # noqa: ANN401 - a Reader
    return reader()


def voice_of(api: object, reader_of: ReaderOf = read_of) -> Voice:
    """Return a voice whose chats never rest."""
    wait = SystemClock().wait
    return Voice(cast("Bot", api), reader_of, Tasks(), wait=wait, rests=lambda _: False)


async def test_an_answer_that_telegram_keeps_waiting_holds_nobody_up() -> None:
    """A few seconds at most, and none where it is known that the chat must rest."""
    box, tasks = Clock(at=1000.0, frozen=True), Tasks()
    clock = SharedClock(box)
    voice = Voice(cast("Bot", Hanging()), read_of, tasks, wait=clock.wait, rests={-9}.__contains__)
    card = Message(message_id=1, date=at("10:20"), chat=Chat(id=-9, type="supergroup"))
    somebody = User(id=7, is_bot=False, first_name="Emma")
    press = CallbackQuery(id="1", from_user=somebody, chat_instance="1", data="g", message=card)

    await voice.answer(card, Said("谢谢"))
    for waits in (voice.reply_to_press(press), voice.say(7, Said("好的"))):
        waiting = tasks.start(waits, name="handler")
        await at_rest(clock)
        assert not waiting.done()
        box.advance(PATIENCE_SECONDS)
        assert await waiting is None
    await tasks.cancel()


async def test_no_words_of_a_search_are_logged() -> None:
    """Buttons that go on with /find carry what was looked for."""
    voice = voice_of(TooLate())
    presser = User(id=1, is_bot=False, first_name="小张")
    data = Seek(edge=0, query="孟婆婆").pack()

    with capture_logs() as logs:
        await voice.reply_to_press(
            CallbackQuery(id="1", from_user=presser, chat_instance="1", data=data)
        )

    (line,) = logs
    assert line["kind"] == "f"
    assert "孟婆婆" not in str(line)


async def test_a_press_is_answered_in_the_language_of_whoever_pressed() -> None:
    """In a group of others their own goes before the group's."""
    asked: list[tuple[int, ...]] = []

    async def reader_of(*chats: int) -> Any:  # noqa: ANN401 - a Reader
        asked.append(chats)
        return reader()

    voice = voice_of(TooLate(), reader_of)
    presser = User(id=7, is_bot=False, first_name="Emma")
    card = Message(message_id=1, date=at("10:20"), chat=Chat(id=-9, type="supergroup"))
    await voice.presser(
        CallbackQuery(id="1", from_user=presser, chat_instance="1", data="g", message=card)
    )

    assert asked == [(7, -9)]

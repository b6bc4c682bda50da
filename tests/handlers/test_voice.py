"""What the direct voice leaves in the log, and whose language it speaks."""

from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, Chat, Message, User
from structlog.testing import capture_logs

from bot.handlers.voice import Voice
from bot.tasks import Tasks
from bot.views.buttons import Seek
from tests.views.samples import at, reader


class TooLate:
    """A Bot API to which every press is too old."""

    async def answer_callback_query(self, query: str, *_: object, **__: object) -> bool:
        method = AnswerCallbackQuery(callback_query_id=query)
        raise TelegramBadRequest(method, "query is too old")


async def test_no_words_of_a_search_are_logged() -> None:
    """Buttons that go on with /find carry what was looked for."""

    async def read_of(*_: Any) -> Any:  # noqa: ANN401 - a Reader
        return reader()

    voice = Voice(cast("Bot", TooLate()), read_of, Tasks())
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

    async def read_of(*chats: int) -> Any:  # noqa: ANN401 - a Reader
        asked.append(chats)
        return reader()

    voice = Voice(cast("Bot", TooLate()), read_of, Tasks())
    presser = User(id=7, is_bot=False, first_name="Emma")
    card = Message(message_id=1, date=at("10:20"), chat=Chat(id=-9, type="supergroup"))
    await voice.presser(
        CallbackQuery(id="1", from_user=presser, chat_instance="1", data="g", message=card)
    )

    assert asked == [(7, -9)]

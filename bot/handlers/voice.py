"""Speaking directly, and only to the person who just spoke; everybody else hears by the outbox."""

from asyncio import Event, Semaphore
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog
from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    FSInputFile,
    InputFile,
    InputPollOption,
    LinkPreviewOptions,
    ReplyParameters,
)
from aiogram.types import Message as TelegramMessage

from bot.tasks import Tasks
from bot.views import pictures
from bot.views.buttons import is_menu
from bot.views.dialogues import answer_in_private
from bot.views.message import Made, Message, Ours, Reader
from bot.views.themes import Question
from bot.views.toasts import Toast, toast

log = structlog.get_logger(__name__)

KIND = 16
"""No act of ours has a longer name; what is logged of a forged press ends there."""
MENUS = 500
"""So many menus are remembered, which go when the same button brings another."""
LOOKS = 3
"""So many questions who is in a group wait for Telegram at a time."""
NOT_THERE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})

REFUSED = 0
"""In place of a number: Telegram has not taken it, and never will."""
PATIENCE_SECONDS = 3.0
"""Nobody's next update waits longer for Telegram to take the answer to their last."""

Answer = TypeVar("Answer")
Wait = Callable[[Event, float], Awaitable[bool]]
"""Waits for an event, at most so many seconds; returns whether it happened."""
ReaderOf = Callable[..., Awaitable[Reader]]
"""Returns who reads a chat: its language, or that of the first one that has any, the town's zone,
the bot's name."""


class Voice:
    """Says a message at once. What can't be said is logged, never raised: the work is stored.

    What Telegram keeps waiting goes on beside the handler, for an update that is not done holds up
    its chat, and a hundred of them hold up everybody. `rests` says of which chats that is known.
    """

    def __init__(
        self,
        bot: Bot,
        reader_of: ReaderOf,
        tasks: Tasks,
        *,
        wait: Wait,
        rests: Callable[[int], bool],
    ) -> None:
        self._bot = bot
        self._reader_of = reader_of
        self._tasks = tasks
        self._wait = wait
        self._rests = rests
        self._looks = Semaphore(LOOKS)
        self._menus: dict[tuple[int, int, int, str], int] = {}

    async def reader(self, chat_id: int) -> Reader:
        """Return who reads this chat."""
        return await self._reader_of(chat_id)

    async def presser(self, query: CallbackQuery) -> Reader:
        """Return who reads the answer to a press: in their own language, else in the chat's."""
        chats = [query.message.chat.id] if query.message else []
        return await self._reader_of(query.from_user.id, *chats)

    async def _soon(self, request: Coroutine[Any, Any, Answer]) -> Answer | None:
        """Return what comes of a request, None where it takes too long: then it goes on by itself."""
        ended = Event()
        task = self._tasks.start(request, name="say", then=ended.set)
        return task.result() if await self._wait(ended, PATIENCE_SECONDS) else None

    async def _beside(self, chat_id: int, request: Coroutine[Any, Any, object]) -> None:
        """Wait for a request whose answer nobody needs, but not for the turn of its chat."""
        if self._rests(chat_id):
            self._tasks.start(request, name="say")
        else:
            await self._soon(request)

    async def say(
        self, chat_id: int, message: Message, *, reply_to: int | None = None
    ) -> int | None:
        """Send a message; returns its number, None where Telegram has not taken it (yet)."""
        return await self._soon(self._say(chat_id, message, reply_to)) or None

    async def offer(
        self, chat_id: int, menu: Message, *, under: int, button: tuple[int, str]
    ) -> int | None:
        """Say a menu under a message; what this button has brought this person before goes."""
        number = await self.say(chat_id, menu, reply_to=under)
        pressed = (chat_id, under, *button)
        before = self._menus.pop(pressed, None)
        if number is not None:
            self._menus[pressed] = number
        if len(self._menus) > MENUS:
            del self._menus[next(iter(self._menus))]
        if before is not None:
            await self.unsay(chat_id, before)
        return number

    async def reach(self, chat_id: int, message: Message) -> bool:
        """Send a message to somebody who may have no private chat; False where Telegram says so."""
        return await self._soon(self._say(chat_id, message, None)) != REFUSED

    async def _say(self, chat_id: int, message: Message, reply_to: int | None) -> int:
        reply = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True)
        if message.picture is not None or message.copied is not None:
            number = await self._show(chat_id, message)
            if number is not None:
                return number
        try:
            sent = await self._bot.send_message(
                chat_id,
                message.text,
                reply_markup=message.keyboard or message.reply_keys,
                reply_parameters=reply if reply_to else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except AiogramError as error:
            log.warning("an answer was not taken", chat=chat_id, error=str(error))
            return REFUSED
        return sent.message_id

    async def _show(self, chat_id: int, message: Message) -> int | None:
        """Send a message with what goes along; None where Telegram takes only its words."""
        try:
            if message.copied is not None:
                copy = await self._bot.copy_message(
                    chat_id, *message.copied, caption=message.text, reply_markup=message.keyboard
                )
                return copy.message_id
            assert message.picture is not None
            sent = await self._bot.send_photo(
                chat_id,
                _photo(message.picture),
                caption=message.text,
                reply_markup=message.keyboard,
            )
        except AiogramError as error:
            log.info("only the words of an answer were taken", chat=chat_id, error=str(error))
            return None
        return sent.message_id

    async def hand(self, chat_id: int, message: Message) -> bool:
        """Give somebody a file with its words; False where Telegram takes none, or they never came."""
        return await self._soon(self._hand(chat_id, message)) is not False

    async def _hand(self, chat_id: int, message: Message) -> bool:
        assert message.file is not None
        file = BufferedInputFile(message.file.data, message.file.name)
        try:
            await self._bot.send_document(chat_id, file, caption=message.text)
        except AiogramError as error:
            log.info("a file was not taken", chat=chat_id, error=str(error))
            return False
        return True

    async def ask_quiz(self, chat_id: int, question: Question) -> str | None:
        """Ask a question of a quiz as a poll; None where Telegram takes none, or no more."""
        try:
            sent = await self._bot.send_poll(
                chat_id,
                question.asked,
                [InputPollOption(text=option, text_parse_mode=None) for option in question.options],
                type="quiz",
                correct_option_id=question.right,
                explanation=question.why,
                explanation_parse_mode=None,
                question_parse_mode=None,
            )
        except AiogramError as error:
            log.info("no quiz here", chat=chat_id, error=str(error))
            return None
        return sent.poll.id if sent.poll else None

    async def answer(self, message: TelegramMessage, said: Message) -> None:
        """Answer a message under it in a group, plainly in private."""
        chat = message.chat.id
        await self._beside(chat, self._say(chat, said, _under(message)))

    async def ask(self, message: TelegramMessage, said: Message) -> int | None:
        """Answer by something that can be answered itself: returns its number, like `say`."""
        return await self.say(message.chat.id, said, reply_to=_under(message))

    async def tell(self, message: TelegramMessage, *parts: Message) -> int | None:
        """Answer a command in private; who never pressed Start gets a line and the way there.

        Returns the number of the last part, None where one was not taken.
        """
        assert message.from_user is not None
        number = None
        for part in parts:
            number = await self._soon(self._say(message.from_user.id, part, None))
            if number != REFUSED:
                continue
            if message.chat.type != ChatType.PRIVATE:
                reader = await self.reader(message.chat.id)
                await self.answer(message, answer_in_private(reader))
            return None
        return number

    async def toast(self, query: CallbackQuery, done: Toast) -> None:
        """Answer a press with a short word, which nobody but the presser reads."""
        reader = await self.presser(query)
        await self.reply_to_press(query, toast(done, reader))

    async def reply_to_press(
        self,
        query: CallbackQuery,
        text: str | None = None,
        *,
        alert: bool = False,
        opens: str | None = None,
    ) -> None:
        """Answer a press; a query that has grown too old was answered by what it did.

        `opens` is a start link of ours, at which Telegram opens the private chat.
        """
        await self._soon(self._reply_to_press(query, text, alert=alert, opens=opens))

    async def _reply_to_press(
        self, query: CallbackQuery, text: str | None, *, alert: bool, opens: str | None
    ) -> None:
        try:
            await self._bot.answer_callback_query(query.id, text, show_alert=alert, url=opens)
        except TelegramAPIError as error:
            kind = (query.data or "").partition(":")[0][:KIND]  # the rest may be words of a search
            log.info("a press could not be answered", kind=kind, error=str(error))

    async def turn_to(self, query: CallbackQuery, said: Message) -> None:
        """Answer a press by nothing but other words in the place of its message."""
        await self.reply_to_press(query)
        await self.turn(query, said)

    async def turn(self, query: CallbackQuery, said: Message) -> None:
        """Put other words in the place of the message that was pressed."""
        if query.message is None:
            return
        chat = query.message.chat.id
        await self._beside(chat, self._turn(chat, query.message.message_id, said))

    async def _turn(self, chat_id: int, message_id: int, said: Message) -> None:
        try:
            await self._bot.edit_message_text(
                said.text,
                chat_id=chat_id,
                message_id=message_id,
                reply_markup=said.keyboard,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except AiogramError as error:  # most of all: it says the same already
            log.info("a page was not turned", error=str(error))

    async def close_menu(self, query: CallbackQuery) -> None:
        """Take 更多 away once something in it was chosen; a card stays."""
        if is_menu(getattr(query.message, "reply_markup", None)):
            await self.take_away(query)

    async def take_away(self, query: CallbackQuery) -> None:
        """Delete the menu that was pressed; one that can't be deleted stays.

        So does what has no such button: a forged press takes nothing away.
        """
        if query.message is not None and _is_under(query):
            await self.unsay(query.message.chat.id, query.message.message_id)

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether somebody is in a group; Telegram tells a plain member only of those it may see.

        However many come by a link at once, it is asked of a few at a time.
        """
        try:
            async with self._looks:
                member = await self._bot.get_chat_member(chat_id, user_id)
        except AiogramError as error:
            log.info("who is in a group was not told", chat=chat_id, error=str(error))
            return False
        return getattr(member, "is_member", member.status not in NOT_THERE)

    async def unsay(self, chat_id: int, message_id: int) -> None:
        """Delete a menu, or a question that was answered; one that can't be deleted stays.

        Nobody waits for it: in a group that has had its twenty requests it may take a minute.
        """
        self._tasks.start(self._delete(chat_id, message_id), name="unsay")

    async def take_keys(self, chat_id: int, message_id: int) -> None:
        """Leave a message without its buttons: they would do nothing any more."""
        self._tasks.start(self._bare(chat_id, message_id), name="unsay")

    async def _bare(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
        except AiogramError as error:
            log.info("buttons could not be taken away", error=str(error))

    async def _delete(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.delete_message(chat_id, message_id)
        except AiogramError as error:
            log.info("a menu could not be taken away", error=str(error))


def _under(message: TelegramMessage) -> int | None:
    return None if message.chat.type == ChatType.PRIVATE else message.message_id


def _photo(picture: str | Ours | Made) -> str | InputFile:
    if isinstance(picture, Made):
        return BufferedInputFile(picture.data, picture.name)
    return FSInputFile(pictures.path(picture)) if isinstance(picture, Ours) else picture


def _is_under(query: CallbackQuery) -> bool:
    """Whether the message of a press really has the button that it is said to have."""
    markup = getattr(query.message, "reply_markup", None)
    rows = markup.inline_keyboard if markup is not None else []
    return any(button.callback_data == query.data for row in rows for button in row)

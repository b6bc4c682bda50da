"""A claimed delivery as requests to Telegram, and the one outcome they end in."""

from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import (
    CloseForumTopic,
    CopyMessage,
    CreateForumTopic,
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    Chat,
    ForumTopic,
    FSInputFile,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    MessageId,
    ReplyParameters,
)
from aiogram.types import Message as TelegramMessage

from bot.delivery.outcomes import (
    NOT_MODIFIED,
    Away,
    Broken,
    Dropped,
    NotOurs,
    Outcome,
    Refused,
    Sent,
    Unknown,
    outcome_of,
)
from bot.storage.outbox import NEW, TAKING_BACK, Op
from bot.storage.sending import Outgoing
from bot.views import pictures
from bot.views.message import Made, Message, Ours

Request = TelegramMethod[Any]
PING_SECONDS = 10
TOPIC_SECONDS = 5
"""A topic is a convenience: no card waits for one any longer."""
TOPIC_NAME = 128
TAKING_OFF_TRIES = 5
ABOUT_FILES = ("photo", "document", "message to copy")
"""Words of refusals that concern what goes with a text."""
NO_TOPIC = ("thread not found", "topic_deleted", "topic_closed")
"""Words of refusals because of the topic that something is said in."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Telegram:
    """Says and unsays; remembers the file ids of our own pictures once they are uploaded."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._drawn: dict[Ours, str] = {}
        self._called: dict[int, str] = {}
        """What groups are called, as Telegram said when it last took a message for them."""

    async def perform(
        self, out: Outgoing, message: Message | None, *, paid: bool = False
    ) -> Outcome:
        """Do what a delivery asks for; what was meant for a topic that is gone is said in the group."""
        outcome = await self._perform(out, message, paid=paid)
        if isinstance(outcome, Refused) and _was_about_the_topic(out, outcome):
            anywhere = replace(out, delivery=out.delivery.model_copy(update={"topic": None}))
            said = await self._perform(anywhere, message, paid=paid)
            return replace(said, without_topic=True) if isinstance(said, Sent) else said
        return outcome

    async def _perform(self, out: Outgoing, message: Message | None, *, paid: bool) -> Outcome:
        """Ask for it; an all-clear that can't be edited in deletes instead."""
        if out.is_said_beside:
            return await self._say_beside(out, message)
        if out.delivery.op is Op.FIND:
            return await self._find(out, message)
        outcome = await self._ask(self._request(out, message, paid=paid), message)
        if isinstance(outcome, Refused) and _is_photo_after_all(outcome, message):
            assert message is not None
            outcome = await self._ask(self._edit(out, message, with_photo=True), message)
        if isinstance(outcome, Refused) and _had_a_file(outcome, message):
            assert message is not None
            return await self._ask(self._request(out, replace(message, file=None), paid=paid), None)
        if isinstance(outcome, Refused) and _was_about_the_photo(outcome, message):
            assert message is not None
            words = self._request(out, replace(message, picture=None, copied=None), paid=paid)
            plain = await self._ask(words, None)
            return replace(plain, without_photo=True) if isinstance(plain, Sent) else plain
        taking_back = out.delivery.op is Op.EDIT and out.delivery.purpose in TAKING_BACK
        if isinstance(outcome, Refused) and taking_back and not outcome.lost:
            removed = await self._ask(_delete(out), None)
            return Sent(note="deleted instead") if isinstance(removed, Sent) else outcome
        return outcome

    async def _say_beside(self, out: Outgoing, message: Message | None) -> Outcome:
        """Say closing words, quietly, where what they are about can't be changed."""
        assert message is not None
        silent = replace(out, delivery=out.delivery.model_copy(update={"silent": True}))
        words = self._send(silent, replace(message, picture=None), paid=False)
        said = await self._ask(words, None)
        return replace(said, note="said beside it") if isinstance(said, Sent) else said

    async def _find(self, out: Outgoing, message: Message | None) -> Outcome:
        """Give a message the keyboard that a lost one has: only that one is not changed by it.

        Another one of ours loses it again.
        """
        if message is None or message.keyboard is None:
            return Dropped("it has nothing to be known by")
        where: dict[str, Any] = {
            "chat_id": out.delivery.chat_id,
            "message_id": out.delivery.reply_to,
        }
        tried = EditMessageReplyMarkup(**where, reply_markup=message.keyboard)
        outcome = await self._ask(tried, None)
        if isinstance(outcome, Unknown):
            return Dropped(f"asked again it would say nothing: {outcome.reason}")
        if isinstance(outcome, Sent) and outcome.note != NOT_MODIFIED:
            await self._take_keyboard_off(where)
            return Refused("another message of ours")
        return outcome

    async def _take_keyboard_off(self, where: Mapping[str, Any]) -> None:
        """Ask for it until it is answered; after a 429 the pace waits first."""
        for _ in range(TAKING_OFF_TRIES):
            if isinstance(await self._ask(EditMessageReplyMarkup(**where), None), Sent | Refused):
                return

    async def is_there(self) -> bool:
        """Whether the Bot API server answers at all; asks for nothing that could get lost."""
        try:
            await self._bot.get_me(request_timeout=PING_SECONDS)
        except AiogramError as error:
            return not isinstance(outcome_of(error), Away | Unknown | Broken)
        return True

    async def _ask(self, request: Request, message: Message | None) -> Outcome:
        try:
            seconds = TOPIC_SECONDS if isinstance(request, CreateForumTopic) else None
            answer = await self._bot(request, request_timeout=seconds)
        except NotOurs:
            return Away("another worker sends")
        except AiogramError as error:
            return outcome_of(error)
        if isinstance(answer, MessageId):
            return Sent(answer.message_id)
        if isinstance(answer, ForumTopic):
            return Sent(answer.message_thread_id)
        if not isinstance(answer, TelegramMessage):
            return Sent()
        file_id = answer.photo[-1].file_id if answer.photo else None
        if file_id and message and isinstance(message.picture, Ours):
            self._drawn[message.picture] = file_id
        return Sent(answer.message_id, file_id, title=self._news(answer.chat))

    def _news(self, chat: Chat) -> str | None:
        """Return what a group is called, once; again when it is called something else."""
        if not chat.title or self._called.get(chat.id) == chat.title:
            return None
        self._called[chat.id] = chat.title
        return chat.title

    def _request(self, out: Outgoing, message: Message | None, *, paid: bool) -> Request:
        delivery = out.delivery
        if delivery.op is Op.DELETE:
            return _delete(out)
        if delivery.op is Op.COPY:
            return _copy(out)
        if delivery.op is Op.CLOSE_TOPIC:
            return _close_topic(out)
        assert message is not None
        if delivery.op is Op.OPEN_TOPIC:
            name = unescape(message.text)[:TOPIC_NAME]
            return CreateForumTopic(chat_id=delivery.chat_id, name=name)
        if delivery.op is Op.EDIT:
            return self._edit(out, message)
        return self._send(out, message, paid=paid)

    def _send(self, out: Outgoing, message: Message, *, paid: bool) -> Request:
        delivery = out.delivery
        if message.copied is not None:
            return _retold(out, message, message.copied)
        if message.file is not None:
            return SendDocument(
                chat_id=delivery.chat_id,
                message_thread_id=delivery.topic,
                document=_upload(message.file),
                caption=message.text,
                reply_markup=message.keyboard,
                reply_parameters=_reply(out),
                disable_notification=delivery.silent or None,
            )
        if message.picture is None:
            return SendMessage(
                chat_id=delivery.chat_id,
                message_thread_id=delivery.topic,
                text=message.text,
                reply_markup=message.keyboard,
                reply_parameters=_reply(out),
                disable_notification=delivery.silent or None,
                allow_paid_broadcast=paid or None,
                link_preview_options=NO_PREVIEW,
            )
        return SendPhoto(
            chat_id=delivery.chat_id,
            message_thread_id=delivery.topic,
            photo=self._picture(message.picture),
            caption=message.text,
            reply_markup=message.keyboard,
            reply_parameters=_reply(out),
            disable_notification=delivery.silent or None,
            allow_paid_broadcast=paid or None,
        )

    def _edit(self, out: Outgoing, message: Message, *, with_photo: bool = False) -> Request:
        """A text may become a photo (Bot API 7.11), a photo never text: its caption changes.

        Our own neutral picture stands only where a photo stood.
        """
        assert out.target is not None
        where: dict[str, Any] = {
            "chat_id": out.delivery.chat_id,
            "message_id": out.target.message_id,
            "reply_markup": message.keyboard,
        }
        if message.file is not None:
            file = InputMediaDocument(media=_upload(message.file), caption=message.text)
            return EditMessageMedia(media=file, **where)
        if not (with_photo or out.target.with_photo or _is_given(message.picture)):
            return EditMessageText(text=message.text, link_preview_options=NO_PREVIEW, **where)
        if message.picture is None:
            return EditMessageCaption(caption=message.text, **where)
        picture = self._picture(message.picture)
        return EditMessageMedia(media=InputMediaPhoto(media=picture, caption=message.text), **where)

    def _picture(self, picture: str | Ours | Made) -> str | InputFile:
        if isinstance(picture, Ours):
            return self._drawn.get(picture) or FSInputFile(pictures.path(picture))
        return _upload(picture) if isinstance(picture, Made) else picture


def _upload(file: Made) -> InputFile:
    return BufferedInputFile(file.data, file.name)


def _had_a_file(refused: Refused, message: Message | None) -> bool:
    """A server may know no files, or the chat take none: the words matter more."""
    return message is not None and message.file is not None and not refused.lost


def _is_given(picture: str | Ours | Made | None) -> bool:
    """Whether this is somebody's photo and not one of our own pictures."""
    return picture is not None and not isinstance(picture, Ours)


def _is_photo_after_all(refused: Refused, message: Message | None) -> bool:
    """An edit that gave a text a photo was done, and its answer lost: the ledger knows of none."""
    return message is not None and "no text in the message" in refused.reason.lower()


def _was_about_the_topic(out: Outgoing, refused: Refused) -> bool:
    is_said = out.delivery.op in NEW and out.delivery.topic is not None
    return is_said and any(gone in refused.reason.lower() for gone in NO_TOPIC)


def _was_about_the_photo(refused: Refused, message: Message | None) -> bool:
    """A group may let the bot write but not send photos or files: the words matter more.

    Somebody's file goes out as a copy, and whoever sent it may have deleted it since.
    """
    if message is None or refused.lost or (message.picture is None and message.copied is None):
        return False
    return any(about in refused.reason.lower() for about in ABOUT_FILES)


def _copy(out: Outgoing) -> Request:
    assert out.post is not None
    return CopyMessage(
        chat_id=out.delivery.chat_id,
        message_thread_id=out.delivery.topic,
        from_chat_id=out.post.params["chat_id"],
        message_id=out.post.params["message_id"],
        caption=out.post.params.get("caption"),
        parse_mode=None,
        reply_parameters=_reply(out),
    )


def _retold(out: Outgoing, message: Message, copied: tuple[int, int]) -> CopyMessage:
    return CopyMessage(
        chat_id=out.delivery.chat_id,
        message_thread_id=out.delivery.topic,
        from_chat_id=copied[0],
        message_id=copied[1],
        caption=message.text,
        reply_markup=message.keyboard,
        disable_notification=out.delivery.silent or None,
    )


def _delete(out: Outgoing) -> Request:
    assert out.target is not None
    assert out.target.message_id is not None
    return DeleteMessage(chat_id=out.delivery.chat_id, message_id=out.target.message_id)


def _close_topic(out: Outgoing) -> CloseForumTopic:
    assert out.target is not None
    assert out.target.message_id is not None
    thread = out.target.message_id
    return CloseForumTopic(chat_id=out.delivery.chat_id, message_thread_id=thread)


def _reply(out: Outgoing) -> ReplyParameters | None:
    """Answer our own message or somebody's; if it is gone, say it all the same."""
    ours = out.target is not None and out.target.op in NEW
    answered = out.target.message_id if out.target and ours else out.delivery.reply_to
    if answered is None or out.has_moved:
        return None
    return ReplyParameters(message_id=answered, allow_sending_without_reply=True)

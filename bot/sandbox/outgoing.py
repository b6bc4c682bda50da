"""What every method that sends does once it has its content: reply, keyboard, limits, post."""

from dataclasses import dataclass

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import QUERY_TOO_OLD, bad
from bot.sandbox.formatting import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    caption_content,
    formatted,
    text_content,
)
from bot.sandbox.html import utf16
from bot.sandbox.markup import inline_keyboard, reply_keyboard
from bot.sandbox.members import may_send, needed
from bot.sandbox.model import Chat, Json, Message


def text_of(call: Call, too_long: str) -> Json:
    """Return the content of a text message from `text`. Raises ApiError."""
    source = call.text("text")
    if not source:
        raise bad("message text is empty")
    given = call.parsed("entities", "message entities")
    text, entities = formatted(call.world, source, call.text("parse_mode"), given)
    if not text:
        raise bad("text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise bad(too_long)
    return text_content(text, entities)


def caption_of(call: Call, too_long: str = "message caption is too long") -> Json:
    """Return the caption fields from `caption`. Raises ApiError."""
    given = call.parsed("caption_entities", "message entities")
    return caption_from(call, call.text("caption"), call.text("parse_mode"), given, too_long)


def caption_from(
    call: Call,
    source: str,
    parse_mode: str,
    given: list[Json] | None,
    too_long: str = "message caption is too long",
) -> Json:
    """Return caption fields wherever the caption stood in the request. Raises ApiError."""
    text, entities = formatted(call.world, source, parse_mode, given)
    if len(text) > CAPTION_LIMIT:
        raise bad(too_long)
    return caption_content(text, entities)


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the content of what a bot sends: where, under what, with which marks."""

    chat: Chat
    reply_to: int | None
    thread: int | None
    markup: Json | None
    extra: Json
    receiver: int | None
    reply_keyboard: Json | None


def frame(call: Call, count: int = 1) -> Frame:
    """Check where and how the bot sends, and count that many messages. Raises ApiError."""
    markup = inline_keyboard(call)
    chat = call.chat("write")
    thread = _thread(call, chat)
    reply_to, quote = _reply(call, chat)
    if reply_to and not thread:
        thread = call.world.messages[chat.key][reply_to].thread
    receiver = _receiver(call, chat)
    call.spend(chat, count)
    return Frame(
        chat, reply_to, thread, markup, quote | _marks(call), receiver, reply_keyboard(call)
    )


def post(call: Call, around: Frame, content: Json, extra: Json | None = None) -> Message:
    """Put one message into the chat, or before one person's eyes only. Raises ApiError."""
    if not may_send(around.chat, call.bot.id, content):
        raise bad(f"not enough rights to send {needed(content)[1]} to the chat")
    message = Message(
        chat=around.chat.key,
        id=0,
        sender=call.bot.id,
        date=call.world.now(),
        content=content,
        reply_to=around.reply_to,
        markup=around.markup,
        extra=(extra or {}) | around.extra,
        thread=around.thread,
        receiver=around.receiver,
        reply_keyboard=around.reply_keyboard,
    )
    return call.world.whisper(message) if around.receiver else call.world.post(message)


def deliver(call: Call, content: Json, extra: Json | None = None) -> Message:
    """Post a bot's new message to `chat_id`. Raises ApiError."""
    return post(call, frame(call), content, extra)


def send(call: Call, content: Json, extra: Json | None = None) -> Json:
    """Post a message and return it as the Bot API does."""
    return views.message(call.world, deliver(call, content, extra), bot=call.bot.id)


def _thread(call: Call, chat: Chat) -> int | None:
    number = call.integer("message_thread_id")
    if not number:
        return None
    topic = chat.topics.get(number)
    if topic is None:
        raise bad("message thread not found")
    if topic.get("closed") and not chat.has_admin(call.bot.id):
        raise bad("TOPIC_CLOSED")
    return number


def _receiver(call: Call, chat: Chat) -> int | None:
    """Return who alone is to see the message, None for everybody."""
    given = call.parsed("ephemeral_message_parameters", "ephemeral message parameters")
    if given is None and call.integer("receiver_user_id"):  # as it was before Bot API 10.3
        given = {
            "receiver_user_id": call.integer("receiver_user_id"),
            "callback_query_id": call.text("callback_query_id"),
        }
    if given is None:
        return None
    if chat.private:
        raise bad("ephemeral messages can be sent only to groups and supergroups")
    receiver: int = given["receiver_user_id"]
    if not chat.has(receiver) or receiver in call.world.bots:
        raise bad("user not found")
    if number := given.get("callback_query_id"):
        query = call.world.queries.get(number)
        if query is None or (query.bot, query.person) != (call.bot.id, receiver):
            raise bad(QUERY_TOO_OLD)
    return receiver


def _marks(call: Call) -> Json:
    call.flag("disable_notification")
    marks: Json = {}
    if call.flag("protect_content"):
        marks["has_protected_content"] = True
    if call.flag("has_spoiler"):
        marks["has_media_spoiler"] = True
    if call.flag("show_caption_above_media"):
        marks["show_caption_above_media"] = True
    return marks


def _reply(call: Call, chat: Chat) -> tuple[int | None, Json]:
    """Return the number of the message answered, and the quote from it."""
    given = call.parsed("reply_parameters", "reply parameters")
    if given is None:
        given = _old_reply(call)
    if not given:
        return None, {}
    number: int | None = given.get("message_id")
    if number is None:
        raise bad('can\'t find field "message_id"')
    answered = call.world.messages[chat.key].get(number)
    here = str(chat.id or chat.person)
    if answered is None or str(given.get("chat_id") or here) != here:
        if given.get("allow_sending_without_reply"):
            return None, {}
        raise bad("message to be replied not found")
    return number, _quote(answered, given.get("quote"))


def _old_reply(call: Call) -> Json:
    """The parameters of before Bot API 7.0, which still work."""
    lenient = call.flag("allow_sending_without_reply")
    if not (number := call.integer("reply_to_message_id")):
        return {}
    return {"message_id": number, "allow_sending_without_reply": lenient}


def _quote(answered: Message, quote: str | None) -> Json:
    if not quote:
        return {}
    text = answered.content.get("text") or answered.content.get("caption") or ""
    if quote not in text:
        raise bad("QUOTE_TEXT_INVALID")
    position = utf16(text[: text.index(quote)])
    return {"quote": {"text": quote, "position": position, "is_manual": True}}


def preview(call: Call) -> Json:
    """Return the link preview options as messages carry them. Raises ApiError."""
    given = call.parsed("link_preview_options", "link preview options")
    if given is None:
        return (
            {"link_preview_options": {"is_disabled": True}}
            if call.flag("disable_web_page_preview")
            else {}
        )
    kept = {
        name: value for name, value in given.items() if value is not None and value is not False
    }
    return {"link_preview_options": kept} if kept else {}

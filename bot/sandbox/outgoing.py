"""What every method that sends does once it has its content: reply, keyboard, limits, post."""

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.formatting import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    caption_content,
    formatted,
    text_content,
)
from bot.sandbox.html import utf16
from bot.sandbox.markup import inline_keyboard
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
    given: object,
    too_long: str = "message caption is too long",
) -> Json:
    """Return caption fields wherever the caption stood in the request. Raises ApiError."""
    text, entities = formatted(call.world, source, parse_mode, given)
    if len(text) > CAPTION_LIMIT:
        raise bad(too_long)
    return caption_content(text, entities)


def deliver(call: Call, content: Json, extra: Json | None = None) -> Message:
    """Post a bot's new message to `chat_id`. Raises ApiError."""
    markup = inline_keyboard(call)
    chat = call.chat("write")
    if call.integer("message_thread_id"):
        raise bad("message thread not found")
    reply_to, quote = _reply(call, chat)
    call.spend(chat)
    message = Message(
        chat=chat.key,
        id=0,
        sender=call.bot.id,
        date=call.world.now(),
        content=content,
        reply_to=reply_to,
        markup=markup,
        extra=(extra or {}) | quote | _marks(call),
    )
    return call.world.post(message)


def send(call: Call, content: Json, extra: Json | None = None) -> Json:
    """Post a message and return it as the Bot API does."""
    return views.message(call.world, deliver(call, content, extra))


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
    if not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    if not given:
        return None, {}
    if "message_id" not in given:
        raise bad('can\'t find field "message_id"')
    number = given["message_id"]
    if not isinstance(number, int):
        raise bad('field "message_id" must be a valid Number')
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


def _quote(answered: Message, quote: object) -> Json:
    if not quote:
        return {}
    text = answered.content.get("text") or answered.content.get("caption") or ""
    if not isinstance(quote, str) or quote not in text:
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
    if not isinstance(given, dict):
        raise bad("object expected as link preview options")
    kept = {
        name: value for name, value in given.items() if value is not None and value is not False
    }
    return {"link_preview_options": kept} if kept else {}

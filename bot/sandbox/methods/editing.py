"""Methods that change or take away a message that is already there."""

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import NOT_MODIFIED, bad
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.methods.sending import media_field
from bot.sandbox.model import Chat, Json, Message, Value
from bot.sandbox.outgoing import caption_from, caption_of, preview, text_of

DELETABLE_FOR = 48 * 3600
EDITABLE_MEDIA = frozenset({"photo", "document"})


def edit_message_text(call: Call) -> Json:
    content = text_of(call, "MESSAGE_TOO_LONG")
    options = preview(call)

    def changed(message: Message) -> Message:
        if "text" not in message.content:
            raise bad("there is no text in the message to edit")
        kept = {
            name: value for name, value in message.extra.items() if name != "link_preview_options"
        }
        return replace(message, content=content, extra=kept | options)

    return _edit(call, changed)


def edit_message_caption(call: Call) -> Json:
    caption = caption_of(call, "MEDIA_CAPTION_TOO_LONG")

    def changed(message: Message) -> Message:
        if not message.content.keys() & {"photo", "voice", "document"}:
            raise bad("there is no caption in the message to edit")
        return replace(message, content=_without_caption(message.content) | caption)

    return _edit(call, changed)


def edit_message_media(call: Call) -> Json:
    content = _input_media(call, call.parsed("media", "input media"))

    def changed(message: Message) -> Message:
        if "location" in message.content:
            raise bad("message can't be edited")
        return replace(message, content=content)

    return _edit(call, changed)


def edit_message_reply_markup(call: Call) -> Json:
    return _edit(call, lambda message: message, visibly=False)


def _input_media(call: Call, given: Value) -> Json:
    if given is None:
        raise bad("media is not specified")
    if not isinstance(given, dict):
        raise bad("can't parse InputMedia: expected an Object")
    kind, source = given.get("type"), given.get("media")
    if kind not in EDITABLE_MEDIA:
        raise bad("can't parse InputMedia: Type of the InputMedia is invalid")
    if not isinstance(source, str) or not source:
        raise bad("can't parse InputMedia: media not found")
    caption = caption_from(
        call,
        str(given.get("caption") or ""),
        str(given.get("parse_mode") or ""),
        given.get("caption_entities"),
    )
    return media_field(call, kind, source) | caption


def _without_caption(content: Json) -> Json:
    return {name: value for name, value in content.items() if not name.startswith("caption")}


def _edit(call: Call, changed: Callable[[Message], Message], *, visibly: bool = True) -> Json:
    """Change a message and its keyboard; an edit without a keyboard takes the old one away.

    A changed keyboard alone dates the edit but isn't shown as one (`edit_hide` in Telegram).
    """
    markup = inline_keyboard(call)
    chat = call.chat("edit")
    message = call.message(chat, "message to edit")
    if message.sender != call.bot.id or message.service or "forward_origin" in message.extra:
        raise bad("message can't be edited")
    edited = replace(changed(message), markup=markup)
    call.spend(chat)
    if edited == message:
        raise bad(NOT_MODIFIED)
    edited = replace(edited, edit_date=call.world.now(), edited=visibly or message.edited)
    return views.message(call.world, call.world.change(edited))


def delete_message(call: Call) -> bool:
    chat = call.chat("write")
    message = call.message(chat, "message to delete")
    if not _may_delete(call, chat, message):
        raise bad("message can't be deleted")
    call.world.erase(message)
    return True


def _may_delete(call: Call, chat: Chat, message: Message) -> bool:
    """An administrator any message, others their own (in private also the person's) for 48 hours."""
    if message.service and "supergroup_chat_created" in message.content:
        return False
    if chat.has_admin(call.bot.id):
        return True
    fresh = call.world.now() - message.date < DELETABLE_FOR
    return fresh and (chat.private or message.sender == call.bot.id)


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}

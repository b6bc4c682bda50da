"""Methods that change or take away a message that is already there."""

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import NOT_MODIFIED, bad
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.members import manages
from bot.sandbox.methods.sending import media_field
from bot.sandbox.model import Chat, Json, Message, Value
from bot.sandbox.outgoing import caption_from, caption_of, preview, text_of

DELETABLE_FOR = 48 * 3600
Changed = Callable[[Message], Message]
AT_ONCE = 100
ABOVE = "show_caption_above_media"
MARKS = frozenset({"has_media_spoiler", ABOVE})
"""What a message says of how its media are shown."""
EDITABLE_MEDIA = frozenset({"photo", "document"})


def edit_message_text(call: Call) -> Json:
    return _edit(call, text_changed(call))


def edit_message_caption(call: Call) -> Json:
    return _edit(call, caption_changed(call))


def edit_message_media(call: Call) -> Json:
    return _edit(call, media_changed(call))


def edit_message_reply_markup(call: Call) -> Json:
    return _edit(call, markup_only, visibly=False)


def text_changed(call: Call) -> Changed:
    """Return what gives a message the text of the request. Raises ApiError."""
    content = text_of(call, "MESSAGE_TOO_LONG")
    options = preview(call)

    def changed(message: Message) -> Message:
        if "text" not in message.content:
            raise bad("there is no text in the message to edit")
        kept = {
            name: value for name, value in message.extra.items() if name != "link_preview_options"
        }
        return replace(message, content=content, extra=kept | options)

    return changed


def caption_changed(call: Call) -> Changed:
    """Return what gives a message the caption of the request. Raises ApiError."""
    caption = caption_of(call, "MEDIA_CAPTION_TOO_LONG")
    above: Json = {ABOVE: True} if caption and call.flag(ABOVE) else {}

    def changed(message: Message) -> Message:
        if not message.content.keys() & {"photo", "voice", "document"}:
            raise bad("there is no caption in the message to edit")
        extra = {name: value for name, value in message.extra.items() if name != ABOVE} | above
        return replace(message, content=without_caption(message.content) | caption, extra=extra)

    return changed


def media_changed(call: Call) -> Changed:
    """Return what puts another file into a message. Raises ApiError."""
    content, marks = input_media(call, call.parsed("media", "input media"))

    def changed(message: Message) -> Message:
        if message.content.keys() & {"location", "poll"}:
            raise bad("message can't be edited")
        if (
            "media_group_id" in message.extra
            and not content.keys() & {*message.content} & EDITABLE_MEDIA
        ):
            raise bad("can't change media type in the album")
        kept = {name: value for name, value in message.extra.items() if name not in MARKS}
        return replace(message, content=content, extra=kept | marks)

    return changed


def markup_only(message: Message) -> Message:
    """Leave all but the keyboard as it is."""
    return message


def input_media(call: Call, given: Value) -> tuple[Json, Json]:
    """Return the content that an InputMedia stands for, and how it is shown. Raises ApiError."""
    if given is None:
        raise bad("media is not specified")
    kind, source = given["type"], given["media"]
    if kind not in EDITABLE_MEDIA:
        raise bad("can't parse InputMedia: Type of the InputMedia is invalid")
    if not source:
        raise bad("can't parse InputMedia: media not found")
    caption = caption_from(
        call,
        given.get("caption") or "",
        given.get("parse_mode") or "",
        given.get("caption_entities"),
    )
    marks: Json = {}
    if kind == "photo" and given.get("has_spoiler"):
        marks["has_media_spoiler"] = True
    if kind == "photo" and caption and given.get(ABOVE):
        marks[ABOVE] = True
    return media_field(call, kind, source) | caption, marks


def without_caption(content: Json) -> Json:
    return {name: value for name, value in content.items() if not name.startswith("caption")}


def _edit(call: Call, changed: Changed, *, visibly: bool = True) -> Json:
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
    return views.message(call.world, call.world.change(edited), bot=call.bot.id)


def delete_message(call: Call) -> bool:
    chat = call.chat("write")
    message = call.message(chat, "message to delete")
    if not _may_delete(call, chat, message):
        raise bad("message can't be deleted")
    call.world.erase(message)
    return True


def delete_messages(call: Call) -> bool:
    chat, messages = call.chat("write"), call.world.messages
    for number in numbers(call):
        message = messages[chat.key].get(number)
        if message and _may_delete(call, chat, message):
            call.world.erase(message)
    return True


def numbers(call: Call) -> list[int]:
    """Return `message_ids`, 1 to 100 of them. Raises ApiError."""
    given: list[int] = call.parsed("message_ids", "message identifiers")
    if not given:
        raise bad("message identifiers are not specified")
    if len(given) > AT_ONCE:
        raise bad("too many message identifiers specified")
    if not all(number > 0 for number in given):
        raise bad("invalid message identifier specified")
    return given


def _may_delete(call: Call, chat: Chat, message: Message) -> bool:
    """An administrator any message, others their own (in private also the person's) for 48 hours."""
    if message.service and "supergroup_chat_created" in message.content:
        return False
    if manages(chat, call.bot.id, "can_delete_messages"):
        return True
    fresh = call.world.now() - message.date < DELETABLE_FOR
    return fresh and (chat.private or message.sender == call.bot.id)


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}

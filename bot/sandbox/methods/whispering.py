"""Methods about ephemeral messages, which one member of a group sees and nobody else."""

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox.call import Call
from bot.sandbox.errors import NOT_MODIFIED, bad
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.methods.editing import caption_changed, markup_only, media_changed, text_changed
from bot.sandbox.model import Message

Changed = Callable[[Message], Message]


def _edit(call: Call, changed: Changed) -> bool:
    markup = inline_keyboard(call)
    message = _message(call, "edit")
    edited = replace(changed(message), markup=markup)
    call.spend(call.world.chats[message.chat])
    if edited == message:
        raise bad(NOT_MODIFIED)
    call.world.whisper_again(replace(edited, edit_date=call.world.now()))
    return True


def edit_ephemeral_message_text(call: Call) -> bool:
    return _edit(call, text_changed(call))


def edit_ephemeral_message_caption(call: Call) -> bool:
    return _edit(call, caption_changed(call))


def edit_ephemeral_message_media(call: Call) -> bool:
    return _edit(call, media_changed(call))


def edit_ephemeral_message_reply_markup(call: Call) -> bool:
    return _edit(call, markup_only)


def delete_ephemeral_message(call: Call) -> bool:
    call.world.hush(_message(call, "delete"))
    return True


def _message(call: Call, verb: str) -> Message:
    chat = call.chat("edit")
    found = call.world.ephemerals[chat.key].get(call.integer("ephemeral_message_id"))
    is_theirs = found and found.receiver == call.integer("receiver_user_id")
    if found is None or not is_theirs or found.sender != call.bot.id:
        raise bad(f"message to {verb} not found")
    return found


METHODS = {
    "editEphemeralMessageText": edit_ephemeral_message_text,
    "editEphemeralMessageCaption": edit_ephemeral_message_caption,
    "editEphemeralMessageMedia": edit_ephemeral_message_media,
    "editEphemeralMessageReplyMarkup": edit_ephemeral_message_reply_markup,
    "deleteEphemeralMessage": delete_ephemeral_message,
}

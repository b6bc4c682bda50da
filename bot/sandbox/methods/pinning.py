"""Methods that pin messages to the top of a chat."""

from dataclasses import replace

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.members import manages, service
from bot.sandbox.model import Chat


def pin_chat_message(call: Call) -> bool:
    chat = _chat(call)
    message = call.message(chat, "message to pin")
    call.flag("disable_notification")
    if message.service:
        raise bad("message can't be pinned")
    if chat.pinned[-1:] == [message.id]:
        return True
    others = [number for number in chat.pinned if number != message.id]
    call.world.put_chat(replace(chat, pinned=[*others, message.id]))
    service(call.world, call.world.chats[chat.key], call.bot.id, {"pinned_message": message.id})
    call.world.feed.tell_members(chat, {"event": "chats"})
    return True


def unpin_chat_message(call: Call) -> bool:
    chat = _chat(call)
    number = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad("message to unpin not found")
    return _keep(call, chat, [one for one in chat.pinned if one != number])


def unpin_all_chat_messages(call: Call) -> bool:
    return _keep(call, _chat(call), [])


def unpin_all_forum_topic_messages(call: Call) -> bool:
    chat, thread = _chat(call), call.integer("message_thread_id")
    if not thread:
        raise bad("message thread not found")
    messages = call.world.messages[chat.key]
    elsewhere = [
        number
        for number in chat.pinned
        if not (message := messages.get(number)) or message.thread != thread
    ]
    return _keep(call, chat, elsewhere)


def _chat(call: Call) -> Chat:
    chat = call.chat("write")
    if not chat.private and not manages(chat, call.bot.id, "can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat


def _keep(call: Call, chat: Chat, pinned: list[int]) -> bool:
    call.world.put_chat(replace(chat, pinned=pinned))
    call.world.feed.tell_members(chat, {"event": "chats"})
    return True


METHODS = {
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "unpinAllForumTopicMessages": unpin_all_forum_topic_messages,
}

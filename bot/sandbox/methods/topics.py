"""Methods about the topics of a forum: a supergroup that its owner has divided."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.members import manages, service
from bot.sandbox.model import Chat, Json

NAME = 128
COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
"""RGB of the icons that a topic may have, from the Bot API's createForumTopic."""


def create_forum_topic(call: Call) -> Json:
    chat, name = _forum(call), _name(call)
    color = call.integer("icon_color", COLORS[0])
    if color not in COLORS:
        raise bad("invalid icon color specified")
    call.spend(chat)
    topic: Json = {"name": name, "icon_color": color}
    if icon := call.text("icon_custom_emoji_id"):
        topic["icon_custom_emoji_id"] = icon
    content: Json = {"forum_topic_created": topic}
    born = service(call.world, chat, call.bot.id, content, begins_topic=True)
    _put(call, chat, born.id, topic)
    return {"message_thread_id": born.id} | topic


def edit_forum_topic(call: Call) -> bool:
    chat, thread, topic = _topic(call)
    changes: Json = {"name": _name(call)} if call.text("name") else {}
    if icon := call.text("icon_custom_emoji_id"):
        changes["icon_custom_emoji_id"] = icon
    if not changes.items() - topic.items():
        raise bad("TOPIC_NOT_MODIFIED")
    _put(call, chat, thread, topic | changes)
    _say(call, chat, thread, {"forum_topic_edited": changes})
    return True


def _set_closed(call: Call, *, closed: bool) -> bool:
    chat, thread, topic = _topic(call)
    if bool(topic.get("closed")) == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    _put(call, chat, thread, topic | {"closed": closed})
    _say(call, chat, thread, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    return True


def delete_forum_topic(call: Call) -> bool:
    chat, thread, _ = _topic(call)
    topics = {number: topic for number, topic in chat.topics.items() if number != thread}
    call.world.put_chat(replace(chat, topics=topics))
    for message in list(call.world.messages[chat.key].values()):
        if thread in {message.thread, message.id}:
            call.world.erase(message)
    call.world.feed.tell_members(chat, {"event": "chats"})
    return True


def get_forum_topic_icon_stickers(_: Call) -> list[Json]:
    return []


def _forum(call: Call) -> Chat:
    chat = call.chat("write")
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    if not manages(chat, call.bot.id, "can_manage_topics"):
        raise bad("not enough rights to create a topic")
    return chat


def _topic(call: Call) -> tuple[Chat, int, Json]:
    chat, thread = _forum(call), call.integer("message_thread_id")
    if thread not in chat.topics:
        raise bad("TOPIC_ID_INVALID")
    return chat, thread, chat.topics[thread]


def _name(call: Call) -> str:
    name = call.text("name").strip()
    if not name or len(name) > NAME:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    return name


def _put(call: Call, chat: Chat, thread: int, topic: Json) -> None:
    call.world.put_chat(replace(chat, topics=dict(chat.topics) | {thread: topic}))
    call.world.feed.tell_members(chat, {"event": "chats"})


def _say(call: Call, chat: Chat, thread: int, content: Json) -> None:
    service(call.world, chat, call.bot.id, content, thread=thread)


close_forum_topic: Callable[[Call], bool] = partial(_set_closed, closed=True)
reopen_forum_topic: Callable[[Call], bool] = partial(_set_closed, closed=False)

METHODS = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "getForumTopicIconStickers": get_forum_topic_icon_stickers,
}

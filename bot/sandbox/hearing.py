"""Which bots hear of a message: Telegram's privacy mode, and never another bot's words."""

from collections.abc import Iterator

from bot.sandbox import views
from bot.sandbox.model import Bot, Chat, Message
from bot.sandbox.world import World

OWN_SERVICE = frozenset({
    "left_chat_member", "new_chat_title", "pinned_message", "new_chat_photo", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
})  # fmt: skip
"""The only messages of its own that a bot is told of (`need_skip_update_message` in Client.cpp)."""


def announce(world: World, message: Message, kind: str = "message") -> None:
    """Tell every bot that may hear it."""
    chat = world.chats[message.chat]
    for bot in list(world.bots.values()):
        if chat.has(bot.id) and _hears(world, bot, chat, message):
            world.tell_bot(bot.id, kind, views.message(world, message, bot=bot.id))


def _hears(world: World, bot: Bot, chat: Chat, message: Message) -> bool:
    if message.sender == bot.id:
        return bool(message.content.keys() & OWN_SERVICE)
    if message.service:
        return True
    if message.sender in world.bots:
        return False
    if chat.private or not bot.privacy or chat.has_admin(bot.id):
        return True
    return _is_meant(world, bot, message)


def _is_meant(world: World, bot: Bot, message: Message) -> bool:
    """With privacy on: commands to it, mentions of it, answers to it.

    A command without a name is for the bot that spoke last in the chat.
    """
    answered = world.messages[message.chat].get(message.reply_to or 0)
    if answered and answered.sender == bot.id:
        return True
    for kind, words in _marked(message):
        name = words.partition("@")[2].lower()
        if name == bot.username.lower() and kind in {"mention", "bot_command"}:
            return True
        if kind == "bot_command" and not name:
            return world.last_bots.get(message.chat, bot.id) == bot.id
    return False


def _marked(message: Message) -> Iterator[tuple[str, str]]:
    """Yield what Telegram has marked in a message's words: the kind, and the piece itself."""
    content = message.content
    text = (content.get("text") or content.get("caption") or "").encode("utf-16-le")
    for one in content.get("entities") or content.get("caption_entities") or ():
        piece = text[2 * one["offset"] : 2 * (one["offset"] + one["length"])]
        yield one["type"], piece.decode("utf-16-le", "replace")

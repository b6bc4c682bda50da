"""Which bots hear of a message: Telegram's privacy mode, and never another bot's words."""

import re

from bot.sandbox import views
from bot.sandbox.model import Bot, Chat, Message
from bot.sandbox.world import World

OWN_SERVICE = frozenset({"left_chat_member", "new_chat_title", "pinned_message", "new_chat_photo"})
"""The only messages of its own that a bot is told of (`need_skip_update_message` in Client.cpp)."""

_COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@(\w+))?")


def announce(world: World, message: Message, kind: str = "message") -> None:
    """Tell every bot that may hear it."""
    chat = world.chats[message.chat]
    for bot in list(world.bots.values()):
        if chat.has(bot.id) and _hears(world, bot, chat, message):
            world.tell_bot(bot.id, kind, views.message(world, message))


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
    text = message.content.get("text") or message.content.get("caption") or ""
    if f"@{bot.username}".lower() in text.lower():
        return True
    command = _COMMAND.match(text)
    if not command or command[1]:
        return False
    return world.last_bots.get(message.chat, bot.id) == bot.id

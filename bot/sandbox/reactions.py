"""Reactions: one emoji a person and message, of those that Telegram offers to everybody."""

from dataclasses import replace

from bot.sandbox import views
from bot.sandbox.model import Json, Message
from bot.sandbox.world import World

EMOJI = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)
"""From the Bot API's ReactionTypeEmoji."""


def named(emoji: str) -> str:
    """Return an emoji as the Bot API names it, without the mark that makes it colourful."""
    return emoji.replace("\N{VARIATION SELECTOR-16}", "")


def react(world: World, message: Message, user: int, emoji: str) -> None:
    """Set a user's reaction to a message, or take it back with none; administrators that are bots hear it."""
    before = message.reactions.get(str(user), "")
    if before == emoji:
        return
    others = {who: what for who, what in message.reactions.items() if who != str(user)}
    changed = replace(message, reactions=others | ({str(user): emoji} if emoji else {}))
    world.change(changed)
    if user not in world.bots:
        _tell(world, changed, user, before, emoji)


def _tell(world: World, message: Message, user: int, before: str, after: str) -> None:
    chat = world.chats[message.chat]
    body = {
        "chat": views.chat(world, chat),
        "message_id": message.id,
        "user": world.user_bodies[user],
        "date": world.now(),
        "old_reaction": _types(before),
        "new_reaction": _types(after),
    }
    for bot in world.bots:
        if chat.has(bot) and (chat.private or chat.has_admin(bot)):
            world.tell_bot(bot, "message_reaction", body)


def _types(emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []

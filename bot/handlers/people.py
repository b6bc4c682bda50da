"""Who wrote or pressed, as the services know them."""

from aiogram.types import CallbackQuery, Message, User

from bot.services.rights import Actor


def actor_of(user: User) -> Actor:
    """Return a user as an actor."""
    return Actor(user.id, user.full_name, user.username)


def writer_of(message: Message) -> Actor | None:
    """Return who wrote a message; None for anonymous admins and channels (no personal id)."""
    if message.sender_chat is not None or message.from_user is None:
        return None
    return actor_of(message.from_user)


def presser_of(query: CallbackQuery) -> Actor:
    """Return who pressed a button."""
    return actor_of(query.from_user)


def replied_to(message: Message) -> User | None:
    """Return the person whose message is answered; None for a bot, a channel or a group."""
    answered = message.reply_to_message
    if answered is None or answered.sender_chat is not None or answered.from_user is None:
        return None
    return None if answered.from_user.is_bot else answered.from_user

"""Who is in a group: joining, leaving, rights, and the move to a supergroup."""

from dataclasses import replace

from bot.sandbox import views
from bot.sandbox.errors import Refusal
from bot.sandbox.hearing import announce
from bot.sandbox.model import ANONYMOUS_ADMIN_ID, PRESENT, Chat, Json, Message
from bot.sandbox.world import Deadline, World

STATUSES = frozenset({"creator", "administrator", "member", "left", "kicked"})
SUPERGROUPS = -1_000_000_000_000
"""A supergroup's id in the Bot API is this minus its own number."""


NEEDS = {
    "text": ("can_send_messages", "text messages"),
    "photo": ("can_send_photos", "photos"),
    "document": ("can_send_documents", "documents"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "poll": ("can_send_polls", "polls"),
    "location": ("can_send_messages", "locations"),
}
"""The permission that each kind of content needs, and Telegram's word for the kind."""


def may(chat: Chat, user: int, right: str) -> bool:
    """Whether a member has this right, be it an administrator's or one that everybody may have."""
    status = chat.members.get(user, "left")
    if chat.private or status == "creator":
        return True
    if status == "administrator":
        return bool(chat.rights.get(user, {}).get(right, views.RIGHTS.get(right, True)))
    everybody = chat.permissions.get(right, views.PERMISSIONS.get(right, False))
    own = chat.rights.get(user, {}).get(right, True) if status == "restricted" else True
    return bool(everybody and own)


def needed(content: Json) -> tuple[str, str]:
    """Return the permission that a message needs, and Telegram's word for what it holds."""
    return next((NEEDS[kind] for kind in NEEDS if kind in content), NEEDS["text"])


def may_send(chat: Chat, user: int, content: Json) -> bool:
    """Whether the group's permissions, or a member's own, let somebody send this."""
    return may(chat, user, needed(content)[0])


def manages(chat: Chat, user: int, right: str) -> bool:
    """Whether a user is an administrator with this right."""
    return chat.has_admin(user) and may(chat, user, right)


def service(
    world: World,
    chat: Chat,
    sender: int,
    content: Json,
    *,
    anonymous: bool = False,
    thread: int | None = None,
    begins_topic: bool = False,
) -> Message:
    """Post a service message and tell the bots; one that begins a topic stands in it."""
    message = Message(
        chat=chat.key,
        id=0,
        sender=sender,
        date=world.now(),
        content=content,
        sender_chat=chat.id if anonymous else None,
        service=True,
        thread=thread,
    )
    message = world.post(message)
    if begins_topic:
        message = world.change(replace(message, thread=message.id))
    announce(world, message)
    return message


def change_member(
    world: World, chat: Chat, user: int, status: str, *, by: int = 0, rights: Json | None = None
) -> Chat:
    """Give a user another status in a group, with all that Telegram says about it.

    Nothing happens, and nobody is told, if it is the old one and no `rights` are given.
    """
    old = chat.members.get(user, "left")
    if old == status and rights is None:
        return chat
    by = by or user
    before = views.member(world, chat, user)
    leaving = old in PRESENT and status not in PRESENT
    if leaving:
        service(world, chat, by, {"left_chat_member": world.user_bodies[user]})
        chat = world.chats[chat.key]
    others = {member: theirs for member, theirs in chat.rights.items() if member != user}
    changed = replace(
        chat,
        members=dict(chat.members) | {user: status},
        rights=others | ({user: rights} if rights else {}),
    )
    world.put_chat(changed)
    if until := (rights or {}).get("until_date"):
        world.deadlines.put_nowait(Deadline(until, "member", f"{chat.key}/{user}"))
    _tell_of_change(world, changed, user, by, before)
    if status in PRESENT and old not in PRESENT:
        service(world, changed, by, {"new_chat_members": [world.user_bodies[user]]})
    world.feed.tell_person(user, {"event": "chats"})
    return world.chats[changed.key]


def _tell_of_change(world: World, chat: Chat, user: int, by: int, before: Json) -> None:
    """my_chat_member to the bot concerned, chat_member to administrators that are bots."""
    body = {
        "chat": views.chat(world, chat),
        "from": world.user_bodies[by],
        "date": world.now(),
        "old_chat_member": before,
        "new_chat_member": views.member(world, chat, user),
    }
    for bot in world.bots:
        if bot == user:
            world.tell_bot(bot, "my_chat_member", body)
        elif chat.has_admin(bot):
            world.tell_bot(bot, "chat_member", body)


def block(world: World, chat: Chat, *, blocked: bool) -> None:
    """Let a person block or unblock the bot in their private chat."""
    status = "kicked" if blocked else "member"
    if chat.members[chat.bot] == status:
        return
    before = views.member(world, chat, chat.bot)
    changed = replace(chat, members=dict(chat.members) | {chat.bot: status})
    world.put_chat(changed)
    _tell_of_change(world, changed, chat.bot, chat.person, before)


def open_private(world: World, bot: int, person: int) -> Chat:
    """Return the private chat of a person with a bot, opened and unblocked by the person."""
    chat = world.private_chat(bot, person)
    if chat is None:
        members = {bot: "member", person: "member"}
        chat = Chat(f"{bot}:{person}", "private", bot=bot, person=person, members=members)
        world.put_chat(chat)
        world.feed.tell_person(person, {"event": "chats"})
    block(world, chat, blocked=False)
    return world.chats[chat.key]


def migrate(world: World, chat: Chat) -> Chat:
    """Turn a group into a supergroup with a new id and its own numbering; both ends say so.

    A supergroup can be asked to move too: tests need the answer, whatever the type.
    """
    if chat.private or chat.migrated_to:
        raise Refusal(400, "only a living group can become a supergroup")
    number = SUPERGROUPS - 2_000_000_000 - abs(chat.id) % 1_000_000_000
    while str(number) in world.chats:
        number -= 1
    new = replace(chat, key=str(number), id=number, type="supergroup", pinned=[])
    world.put_chat(new)
    for user, rights in new.rights.items():
        if until := rights.get("until_date"):
            world.deadlines.put_nowait(Deadline(until, "member", f"{new.key}/{user}"))
    owner = next((user for user in chat.members if chat.has_admin(user)), ANONYMOUS_ADMIN_ID)
    service(world, chat, owner, {"migrate_to_chat_id": number})
    world.put_chat(replace(chat, migrated_to=number))
    service(world, new, ANONYMOUS_ADMIN_ID, {"migrate_from_chat_id": chat.id}, anonymous=True)
    for user in chat.members:
        world.feed.tell_person(user, {"event": "chats"})
    return new

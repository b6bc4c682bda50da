"""How the Bot API words what the sandbox remembers: users, chats, messages, members."""

from collections import Counter
from typing import TYPE_CHECKING

from bot.sandbox.model import ANONYMOUS_ADMIN_ID, Bot, Chat, File, Json, Message, Poll, User

if TYPE_CHECKING:
    from bot.sandbox.world import World

PERMISSIONS = dict.fromkeys(
    (
        "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
        "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
        "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
        "can_invite_users", "can_pin_messages", "can_manage_topics", "can_react_to_messages",
        "can_edit_tag",
    ),
    True,
)  # fmt: skip
"""What everybody may do in a new group."""
RIGHTS = {
    "can_manage_chat": True, "can_delete_messages": True, "can_manage_video_chats": True,
    "can_restrict_members": True, "can_promote_members": False, "can_change_info": True,
    "can_invite_users": True, "can_post_stories": False, "can_edit_stories": False,
    "can_delete_stories": False, "can_pin_messages": True, "can_manage_topics": True,
    "can_send_welcome_messages": False, "is_anonymous": False,
}  # fmt: skip
"""What an administrator may do who was made one by hand."""
ANONYMOUS_ADMIN = User(ANONYMOUS_ADMIN_ID, "Group", is_bot=True, username="GroupAnonymousBot")


def user(someone: User) -> Json:
    body: Json = {"id": someone.id, "is_bot": someone.is_bot, "first_name": someone.first_name}
    for name in ("last_name", "username", "language_code"):
        if value := getattr(someone, name):
            body[name] = value
    return body


def me(bot: Bot) -> Json:
    """The answer of getMe, with what only the bot itself is told."""
    return {
        "id": bot.id, "is_bot": True, "first_name": bot.first_name, "username": bot.username,
        "can_join_groups": True, "can_read_all_group_messages": not bot.privacy,
        "supports_inline_queries": False, "can_connect_to_business": False,
        "has_main_web_app": False, "has_topics_enabled": False,
    }  # fmt: skip


def chat(world: "World", where: Chat, person: int = 0) -> Json:
    """A chat as a bot sees it, or as `person` does: a private chat bears the other's id."""
    if not where.private:
        body: Json = {"id": where.id, "type": where.type, "title": where.title}
        return body | {"is_forum": True} if where.is_forum else body
    other = world.users[where.bot if person else where.person]
    body = {"id": other.id, "type": "private", "first_name": other.first_name}
    for name in ("last_name", "username"):
        if value := getattr(other, name):
            body[name] = value
    return body


def message(world: "World", what: Message, person: int = 0, *, bot: int = 0) -> Json:
    """A message, as `person` sees it or that `bot`, with the one it answers.

    That one's own reply is left out, as in the Bot API.
    """
    body = _alone(world, what, person, bot)
    if what.reply_to and (answered := world.messages[what.chat].get(what.reply_to)):
        body["reply_to_message"] = _alone(world, answered, person, bot)
    return body


def _alone(world: "World", what: Message, person: int, bot: int) -> Json:
    where = world.chats[what.chat]
    body: Json = {
        "message_id": what.id,
        "from": world.user_bodies[what.sender],
        "chat": chat(world, where, person),
        "date": what.date,
    }
    if what.sender_chat:
        body["sender_chat"] = chat(world, where)
    if what.edit_date:
        body["edit_date"] = what.edit_date
    if what.thread:
        body |= {"message_thread_id": what.thread, "is_topic_message": True}
    body.update(what.extra)
    body.update(what.content)
    if "poll" in body:
        body["poll"] = poll(world.polls[body["poll"]], person, bot=bot)
    if "pinned_message" in body:
        body["pinned_message"] = _pinned(world, where, body["pinned_message"], person, bot)
    if what.markup:
        body["reply_markup"] = what.markup
    if what.receiver:
        body |= _ephemeral(world, what, person)
    return body | _personal(world, what, person) if person else body


def _pinned(world: "World", where: Chat, number: int, person: int, bot: int) -> Json:
    """The message itself, or what Telegram calls an inaccessible one."""
    if found := world.messages[where.key].get(number):
        return _alone(world, found, person, bot)
    return {"chat": chat(world, where, person), "message_id": number, "date": 0}


def _ephemeral(world: "World", what: Message, person: int) -> Json:
    """Bots know it by a number of its own; on the receiver's screen that number is below 0."""
    if person:
        return {"message_id": -what.id}
    receiver = world.user_bodies[what.receiver or 0]
    return {"message_id": 0, "receiver_user": receiver, "ephemeral_message_id": what.id}


def _personal(world: "World", what: Message, person: int) -> Json:
    """What a person's screen shows beyond the Bot API: edited, the own votes, everybody's reactions."""
    body: Json = {"edited": True} if what.edited else {}
    if what.reply_keyboard and _concerns(world, what, person):
        body["reply_keyboard"] = what.reply_keyboard
    if number := what.content.get("poll"):
        body["chosen"] = world.polls[number].votes.get(str(person), [])
    if what.reactions:
        mine = what.reactions.get(str(person))
        body["reactions"] = [
            {"emoji": emoji, "count": count, "chosen": emoji == mine}
            for emoji, count in Counter(what.reactions.values()).items()
        ]
    return body


def _concerns(world: "World", what: Message, person: int) -> bool:
    """Whether its keyboard is for that person: a selective one is for whom it answers or names."""
    if not (what.reply_keyboard or {}).get("selective"):
        return True
    answered = world.messages[what.chat].get(what.reply_to or 0)
    entities = what.content.get("entities") or what.content.get("caption_entities") or []
    named = [one["user"]["id"] for one in entities if "user" in one]
    return person in named or bool(answered and answered.sender == person)


def poll(what: Poll, person: int = 0, *, bot: int = 0) -> Json:
    """A Poll; a quiz's solution is known to its own bot, and to whoever has answered."""
    counts = Counter(option for chosen in what.votes.values() for option in chosen)
    options = [
        option | {"voter_count": counts[place]} for place, option in enumerate(what.body["options"])
    ]
    body = what.body | {
        "options": options,
        "total_voter_count": len(what.votes),
        "is_closed": what.closed,
    }
    knows = what.closed or bot == what.bot or str(person) in what.votes
    return body | what.solution if knows else body


def member(world: "World", where: Chat, who: int) -> Json:
    """A ChatMember."""
    status, own = where.members.get(who, "left"), where.rights.get(who, {})
    body: Json = {"user": world.user_bodies[who], "status": status}
    if status == "creator":
        body["is_anonymous"] = False
    if status == "administrator":
        body |= {"can_be_edited": False} | RIGHTS | own
        if where.type != "supergroup":
            del body["can_manage_topics"]
    if status == "restricted":
        body |= {"is_member": True, "until_date": 0} | PERMISSIONS | own
    if status == "kicked":
        body["until_date"] = own.get("until_date", 0)
    return body


def full_chat(world: "World", where: Chat, bot: int) -> Json:
    """A ChatFullInfo, with the fields that are never absent and what the sandbox knows."""
    body = chat(world, where) | {
        "accent_color_id": abs(where.id or where.person) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if where.pinned:
        body["pinned_message"] = _pinned(world, where, where.pinned[-1], 0, bot)
    if where.private:
        return body
    if where.description:
        body["description"] = where.description
    if where.invite and where.has_admin(bot):
        body["invite_link"] = where.invite
    return body | {"permissions": PERMISSIONS | where.permissions}


def file(what: File) -> Json:
    """A File with the path to fetch it from."""
    return {
        "file_id": what.id,
        "file_unique_id": what.unique_id,
        "file_size": what.size,
        "file_path": what.path,
    }

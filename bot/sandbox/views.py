"""How the Bot API words what the sandbox remembers: users, chats, messages, members."""

from typing import TYPE_CHECKING

from bot.sandbox.model import ANONYMOUS_ADMIN_ID, Bot, Chat, File, Json, Message, User

if TYPE_CHECKING:
    from bot.sandbox.world import World

ADMIN_RIGHTS = {
    "can_be_edited": False, "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
    "can_manage_video_chats": True, "can_restrict_members": True, "can_promote_members": False,
    "can_change_info": True, "can_invite_users": True, "can_post_stories": False,
    "can_edit_stories": False, "can_delete_stories": False, "can_pin_messages": True,
    "can_send_welcome_messages": False,
}  # fmt: skip
PERMISSIONS = dict.fromkeys(
    (
        "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
        "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
        "can_send_other_messages", "can_add_web_page_previews", "can_change_info",
        "can_invite_users", "can_pin_messages", "can_manage_topics",
    ),
    True,
)  # fmt: skip
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
        return {"id": where.id, "type": where.type, "title": where.title}
    other = world.users[where.bot if person else where.person]
    body: Json = {"id": other.id, "type": "private", "first_name": other.first_name}
    for name in ("last_name", "username"):
        if value := getattr(other, name):
            body[name] = value
    return body


def message(world: "World", what: Message, person: int = 0) -> Json:
    """A message with the one it answers; that one's own reply is left out, as in the Bot API."""
    body = _alone(world, what, person)
    if what.reply_to and (answered := world.messages[what.chat].get(what.reply_to)):
        body["reply_to_message"] = _alone(world, answered, person)
    return body


def _alone(world: "World", what: Message, person: int) -> Json:
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
    body.update(what.extra)
    body.update(what.content)
    if what.markup:
        body["reply_markup"] = what.markup
    if person and what.edited:
        body["edited"] = True
    return body


def member(world: "World", where: Chat, who: int) -> Json:
    """A ChatMember."""
    status = where.members.get(who, "left")
    body: Json = {"user": world.user_bodies[who], "status": status}
    if status == "creator":
        body["is_anonymous"] = False
    if status == "administrator":
        body |= ADMIN_RIGHTS
    if status == "kicked":
        body["until_date"] = 0
    return body


def full_chat(world: "World", where: Chat) -> Json:
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
    return body if where.private else body | {"permissions": PERMISSIONS}


def file(what: File) -> Json:
    """A File with the path to fetch it from."""
    return {
        "file_id": what.id,
        "file_unique_id": what.unique_id,
        "file_size": what.size,
        "file_path": what.path,
    }

"""Methods with which a bot that is an administrator manages a group.

Refusals are those of the library; what each method needs is in the Bot API's documentation.
"""

import secrets
from dataclasses import replace

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.members import change_member, manages, service
from bot.sandbox.model import Chat, Json

TITLE = 128
DESCRIPTION = 255
CUSTOM_TITLE = 16
MEDIA = (
    "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes",
)  # fmt: skip
FOLLOWERS = {
    "can_manage_topics": "can_pin_messages",
    "can_edit_tag": "can_pin_messages",
    "can_react_to_messages": "can_send_messages",
}
"""Permissions that are like another one where they are left out."""
FOREVER = range(30, 366 * 24 * 3600)
"""Seconds for which a ban or a restriction may last; anything else means for ever."""


def ban_chat_member(call: Call) -> bool:
    chat, user = _about(call, "can_restrict_members", "restrict/unrestrict chat member")
    _spare_admins(call, chat, user)
    until: Json = {"until_date": _until(call)}
    change_member(call.world, chat, user, "kicked", by=call.bot.id, rights=until)
    return True


def unban_chat_member(call: Call) -> bool:
    chat, user = _about(call, "can_restrict_members", "restrict/unrestrict chat member")
    status = chat.members.get(user, "left")
    if call.flag("only_if_banned") and status != "kicked":
        return True
    _spare_admins(call, chat, user)
    change_member(call.world, chat, user, "left", by=call.bot.id)
    return True


def restrict_chat_member(call: Call) -> bool:
    chat, user = _about(call, "can_restrict_members", "restrict/unrestrict chat member")
    if chat.type != "supergroup":
        raise bad("method is available only for supergroups")
    _spare_admins(call, chat, user)
    permissions = _permissions(call)
    if not chat.has(user):
        raise bad("USER_NOT_PARTICIPANT")
    if all(permissions.values()):
        change_member(call.world, chat, user, "member", by=call.bot.id)
    else:
        rights = permissions | {"until_date": _until(call)}
        change_member(call.world, chat, user, "restricted", by=call.bot.id, rights=rights)
    return True


def promote_chat_member(call: Call) -> bool:
    chat, user = _about(call, "can_promote_members", "promote/demote the user")
    if chat.members.get(user) == "creator":
        raise bad("can't remove chat owner")
    if not chat.has(user):
        raise bad("USER_NOT_PARTICIPANT")
    rights = {name: call.flag(name) for name in views.RIGHTS}
    is_admin = rights["can_manage_chat"] = any(rights.values())
    status = "administrator" if is_admin else "member"
    change_member(call.world, chat, user, status, by=call.bot.id, rights=rights if is_admin else {})
    return True


def set_chat_administrator_custom_title(call: Call) -> bool:
    chat, user = _about(call, "can_promote_members", "change custom title of the user")
    if chat.members.get(user) != "administrator":
        raise bad("user is not an administrator")
    title = call.text("custom_title")
    if len(title) > CUSTOM_TITLE:
        raise bad("ADMIN_RANK_INVALID")
    rights = dict(chat.rights.get(user, {})) | {"custom_title": title}
    call.world.put_chat(replace(chat, rights=dict(chat.rights) | {user: rights}))
    return True


def set_chat_permissions(call: Call) -> bool:
    chat = _managed(call, "can_restrict_members", "change chat permissions")
    call.world.put_chat(replace(chat, permissions=_permissions(call)))
    return True


def set_chat_title(call: Call) -> bool:
    chat, title = _managed(call, "can_change_info", "change chat title"), call.text("title").strip()
    if not title or len(title) > TITLE:
        raise bad("title must be non-empty" if not title else "title is too long")
    if title == chat.title:
        raise bad("chat title is not modified")
    call.world.put_chat(replace(chat, title=title))
    service(call.world, call.world.chats[chat.key], call.bot.id, {"new_chat_title": title})
    call.world.feed.tell_members(chat, {"event": "chats"})
    return True


def set_chat_description(call: Call) -> bool:
    chat = _managed(call, "can_change_info", "change chat description")
    description = call.text("description").strip()
    if len(description) > DESCRIPTION:
        raise bad("description is too long")
    if description == chat.description:
        raise bad("chat description is not modified")
    call.world.put_chat(replace(chat, description=description))
    return True


def export_chat_invite_link(call: Call) -> str:
    chat = _managed(call, "can_invite_users", "manage chat invite link")
    link = f"https://t.me/+{secrets.token_urlsafe(12)}"
    call.world.put_chat(replace(chat, invite=link))
    return link


def _managed(call: Call, right: str, what: str) -> Chat:
    chat = call.chat("write")
    if chat.private:
        raise bad("method is available only for groups, supergroups and channels")
    if not manages(chat, call.bot.id, right):
        raise bad(f"not enough rights to {what}")
    return chat


def _about(call: Call, right: str, what: str) -> tuple[Chat, int]:
    user = call.integer("user_id")
    if user <= 0:
        raise bad("invalid user_id specified")
    chat = _managed(call, right, what)
    if user not in call.world.users:
        raise bad("PARTICIPANT_ID_INVALID")
    return chat, user


def _spare_admins(call: Call, chat: Chat, user: int) -> None:
    status = chat.members.get(user, "left")
    if user == call.bot.id:
        raise bad("can't restrict self")
    if status == "creator":
        raise bad("can't remove chat owner")
    if status == "administrator":
        raise bad("user is an administrator of the chat")


def _until(call: Call) -> int:
    until = call.integer("until_date")
    return until if until - call.world.now() in FOREVER else 0


def _permissions(call: Call) -> Json:
    given = call.parsed("permissions", "chat permissions")
    if given is None:
        raise bad("object expected as permissions")
    permissions = {name: bool(given.get(name)) for name in views.PERMISSIONS}
    for name, other in FOLLOWERS.items():
        if name not in given:
            permissions[name] = permissions[other]
    if call.flag("use_independent_chat_permissions"):
        return permissions
    implied: Json = {}
    if permissions["can_send_other_messages"] or permissions["can_add_web_page_previews"]:
        implied = dict.fromkeys((*MEDIA, "can_send_messages"), True)
    if permissions["can_send_polls"]:
        implied["can_send_messages"] = True
    return permissions | implied


METHODS = {
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "restrictChatMember": restrict_chat_member,
    "promoteChatMember": promote_chat_member,
    "setChatAdministratorCustomTitle": set_chat_administrator_custom_title,
    "setChatPermissions": set_chat_permissions,
    "setChatTitle": set_chat_title,
    "setChatDescription": set_chat_description,
    "exportChatInviteLink": export_chat_invite_link,
}

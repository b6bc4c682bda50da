"""Methods that ask who and what is in a chat."""

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.members import change_member
from bot.sandbox.model import Json


def get_chat(call: Call) -> Json:
    return views.full_chat(call.world, call.chat("read"), call.bot.id)


def get_chat_member(call: Call) -> Json:
    user = call.integer("user_id")
    if user <= 0:
        raise bad("invalid user_id specified")
    chat = call.chat("members")
    if user not in call.world.users:
        raise bad("user not found")
    return views.member(call.world, chat, user)


def get_chat_administrators(call: Call) -> list[Json]:
    chat = call.chat("members")
    if chat.private:
        raise bad("there are no administrators in the private chat")
    bots = call.world.bots
    admins = (user for user in chat.members if chat.has_admin(user))
    return [
        views.member(call.world, chat, user)
        for user in admins
        if user not in bots or user == call.bot.id
    ]


def get_chat_member_count(call: Call) -> int:
    chat = call.chat("members")
    return sum(map(chat.has, chat.members))


def leave_chat(call: Call) -> bool:
    chat = call.chat("write")
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    change_member(call.world, chat, call.bot.id, "left", by=call.bot.id)
    return True


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}

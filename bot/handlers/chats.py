"""Groups: `/bind` or a link, `/unbind`, the bot comes, goes, or follows a group to its new id."""

from collections.abc import Sequence
from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import (
    CallbackQuery,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberUpdated,
    Message,
)

from bot.domain.grid import Audience
from bot.domain.invitations import Opens
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.handlers.hearing import GROUPS
from bot.handlers.people import actor_of, presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import chats, joining
from bot.services.unit import Write
from bot.views import chats as views
from bot.views.buttons import Unbind
from bot.views.refusals import refusal_message

routes = Routes("chats")

IN_GROUP = F.chat.type.in_(GROUPS)
BIND = f"{Opens.BIND}_"
PRESENT = frozenset({"member", "administrator", "creator", "restricted"})


@routes.message(Command("bind"), IN_GROUP)
async def bind(
    message: Message,
    command: CommandObject,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    if message.from_user is None or message.sender_chat is not None:
        return
    code, audience, called_only = _binding(command.args or "")
    deaf = not (called_only or await _hears_all(message))
    topics = await _manages_topics(message)
    async with write() as session:
        nodes = await chats.bind(
            session,
            message.chat.id,
            message.chat.title or "",
            actor_of(message.from_user),
            policy,
            code=code,
            audience=audience,
            called_only=called_only,
            deaf=deaf,
            at=at,
        )
        await chats.has_topics(session, message.chat.id, manages=topics)
    names = [node.name for node in nodes]
    await _tell_bound(message, voice, names, nodes[0].key, audience, deaf=deaf)


@routes.message(CommandStart(deep_link=True, magic=F.args.startswith(BIND)), IN_GROUP)
async def bind_by_link(
    message: Message,
    command: CommandObject,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Whoever adds the bot by a node's link binds the group; the group reads why not."""
    token = (command.args or "").removeprefix(BIND)
    deaf = not await _hears_all(message)
    group = joining.Group(message.chat.id, message.chat.title or "", deaf)
    topics = await _manages_topics(message)
    try:
        async with write() as session:
            nodes, audience = await joining.bind_group(
                session, token, group, writer_of(message), policy, at=at
            )
            await chats.has_topics(session, group.id, manages=topics)
    except Refusal as refused:  # who adds a bot to a group need not have a private chat with it
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, refusal_message(refused, reader))
        return
    names = [node.name for node in nodes]
    await _tell_bound(message, voice, names, nodes[0].key, audience, deaf=deaf)


async def _tell_bound(
    message: Message,
    voice: Voice,
    grids: Sequence[str],
    node: int,
    audience: Audience,
    *,
    deaf: bool,
) -> None:
    reader = await voice.reader(message.chat.id)
    link = reader.link(f"at_{node}")
    await voice.answer(message, views.bound(reader, grids, audience, not deaf, link))


def _binding(args: str) -> tuple[str, Audience, bool]:
    """Parse `CODE residents|staff|business`, and `called` where the bot listens only when called."""
    parts = args.split()
    if len(parts) not in {2, 3} or parts[2:] not in ([], ["called"]):
        raise Refusal("refusal-usage-bind")
    if parts[1].lower() not in set(Audience):
        raise Refusal("refusal-audience")
    return parts[0], Audience(parts[1].lower()), len(parts) == 3


async def _hears_all(message: Message) -> bool:
    """Whether the bot hears ordinary messages here: privacy mode off, or an admin."""
    assert message.bot is not None
    try:
        me = await message.bot.me()
        if me.can_read_all_group_messages:
            return True
        member = await message.bot.get_chat_member(message.chat.id, me.id)
    except AiogramError:
        return True
    return isinstance(member, ChatMemberAdministrator)


async def _manages_topics(message: Message) -> bool:
    """Whether the group is a forum whose topics the bot may make."""
    if not message.chat.is_forum or message.bot is None:
        return False
    try:
        member = await message.bot.get_chat_member(message.chat.id, message.bot.id)
    except AiogramError:
        return False
    return _may_make_topics(member)


def _may_make_topics(member: ChatMember) -> bool:
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_manage_topics)


@routes.message(Command("unbind"), IN_GROUP)
async def unbind(message: Message, write: Write, policy: Policy, voice: Voice) -> None:
    if message.from_user is None or message.sender_chat is not None:
        return
    async with write() as session:
        await chats.unbind(session, message.chat.id, actor_of(message.from_user), policy)
    await voice.answer(message, views.unbound(await voice.reader(message.chat.id)))


@routes.callback_query(Unbind.filter(), F.message.chat.type == ChatType.PRIVATE)
async def unbind_unknown(
    query: CallbackQuery, callback_data: Unbind, write: Write, policy: Policy, voice: Voice
) -> None:
    """An admin does not know a group that has joined by link."""
    actor = presser_of(query)
    async with write() as session:
        await chats.unbind(session, callback_data.chat, actor, policy)
    await voice.reply_to_press(query)
    await voice.take_away(query)
    await voice.say(actor.id, views.unbound(await voice.reader(actor.id)))


@routes.message(F.migrate_to_chat_id)
async def follow(message: Message, write: Write, at: datetime) -> None:
    assert message.migrate_to_chat_id is not None
    async with write() as session:
        await chats.moved(session, message.chat.id, message.migrate_to_chat_id, at=at)


@routes.my_chat_member(IN_GROUP)
async def come_or_go(event: ChatMemberUpdated, write: Write, at: datetime) -> None:
    assert event.bot is not None
    now = event.new_chat_member
    member, topics = now.status in PRESENT, bool(event.chat.is_forum) and _may_make_topics(now)
    open_ears = (await event.bot.me()).can_read_all_group_messages is not False
    deaf = not (open_ears or isinstance(now, ChatMemberAdministrator))
    async with write() as session:
        await chats.heard_from(session, event.chat.id, member=member, deaf=deaf, at=at)
        await chats.has_topics(session, event.chat.id, manages=topics)

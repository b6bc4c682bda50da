"""Groups: bound to the grid, lost, moved to a new id."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import Listening
from bot.domain.grid import Audience
from bot.domain.policy import Policy
from bot.errors import NotFound, Refusal
from bot.services import saying, spreading
from bot.services.cards import chat_place
from bot.services.rights import Actor, require_admin
from bot.storage import chats, grid, rewording, waking
from bot.storage.chats import Chat, ChatGrid
from bot.storage.grid import Grid
from bot.storage.outbox import Lane


async def bind(
    session: AsyncSession,
    chat_id: int,
    title: str,
    actor: Actor,
    policy: Policy,
    *,
    code: str,
    audience: Audience,
    called_only: bool = False,
    deaf: bool = False,
    at: datetime,
) -> list[Grid]:
    """Bind a group to one more node, by an admin over it; raises Refusal for an unknown node."""
    await require_admin(session, actor, policy)
    node = await grid.by_code(session, code)
    if node is None:
        raise NotFound("refusal-unknown-grid", code=code)
    await require_admin(session, actor, policy, node.path)
    return await attach(
        session,
        chat_id,
        title,
        node,
        policy,
        audience=audience,
        called_only=called_only,
        deaf=deaf,
        at=at,
    )


async def attach(
    session: AsyncSession,
    chat_id: int,
    title: str,
    node: Grid,
    policy: Policy,
    *,
    audience: Audience,
    called_only: bool = False,
    deaf: bool = False,
    at: datetime,
) -> list[Grid]:
    """Make a group one of a node's; returns all its nodes, smallest first.

    What the bot hears and keeps is posted once, and again when that changes (promise 11); residents
    hear of whom all look for. Raises Refusal for an audience other than the one the group already has.
    """
    chat = await session.get(Chat, chat_id)
    if chat is None:
        chat = Chat(id=chat_id, audience=audience)
        session.add(chat)
    bound = await chats.grids_of(session, chat_id)
    if chat.audience is not audience and bound:
        raise Refusal("refusal-other-audience", audience=chat.audience.value)
    chat.audience, chat.title, chat.lost_at, chat.lost_reason = audience, title, None, None
    chat.deaf = deaf
    await session.flush()
    if node.id not in {other.id for other in bound}:
        session.add(ChatGrid(chat_id=chat_id, grid_id=node.key))
        await session.flush()
        if audience in chats.PUBLIC:
            await spreading.welcome(session, policy, at=at)
    nodes = await chats.grids_of(session, chat_id)
    if chat.announced_at is None or chat.called_only is not called_only:
        chat.announced_at, chat.called_only = at, called_only
        hello = _hello(chat, [node.name for node in nodes], policy)
        await saying.send(session, hello, chat_place(chat, policy), at=at, lane=Lane.CARDS)
    return nodes


def _hello(chat: Chat, nodes: Sequence[str], policy: Policy) -> Listening:
    return Listening(tuple(nodes), policy.operator, chat.called_only)


async def introduce_all(session: AsyncSession, policy: Policy, *, at: datetime) -> int:
    """Tell every group that a file has bound what `/bind` tells it (promise 11); returns how many.

    A whole district may come at once, at any hour: they go after everything else, without a sound.
    """
    new = await chats.unannounced(session)
    told = [(_hello(chat, nodes, policy), chat_place(chat, policy)) for chat, nodes in new]
    for chat, _ in new:
        chat.announced_at = at
    if new:
        await spreading.welcome(session, policy, at=at)
    await saying.send_all(session, told, at=at, lane=Lane.NOTICES, silent=True)
    return len(new)


async def has_topics(session: AsyncSession, chat_id: int, *, manages: bool) -> None:
    """Note whether a group has topics that the bot may manage: each case gets its own then."""
    chat = await session.get(Chat, chat_id)
    if chat is not None:
        chat.forum = manages


async def unbind(session: AsyncSession, chat_id: int, actor: Actor, policy: Policy) -> None:
    """Take a group out of the grid, by an admin over all its nodes; then only commands work in it."""
    nodes = await chats.grids_of(session, chat_id)
    await require_admin(session, actor, policy, *(node.path for node in nodes))
    chat = await session.get(Chat, chat_id)
    if chat is None:
        raise Refusal("refusal-unbound")
    await session.exec(delete(ChatGrid).where(col(ChatGrid.chat_id) == chat_id))
    await session.delete(chat)


async def moved(session: AsyncSession, old: int, new: int, *, at: datetime) -> None:
    """Follow a group that became a supergroup; in the order of the sender, who learns of it, too."""
    await waking.put_anew(session, old, at=at)
    await rewording.follow(session, old, new)
    await chats.follow(session, old, new)


async def heard_from(
    session: AsyncSession, chat_id: int, *, member: bool, deaf: bool, at: datetime
) -> None:
    """Note that the bot was put into a group, or out of it, and whether it hears there."""
    chat = await session.get(Chat, chat_id)
    if chat is None:
        return
    if member:
        chat.lost_at = chat.lost_reason = None
        chat.deaf = deaf and not chat.called_only
    else:
        chat.lost_at, chat.lost_reason = at, "the bot was removed from the group"

"""Who is let in to a gathering: by where they live or work, which group they are in, or their role."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gatherings import UNHEARD_OF
from bot.errors import NotAllowed
from bot.services import occasions, places
from bot.services.rights import Actor
from bot.storage import announcements, chats, people, sign_ups
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery

DOORS = 20
"""In so many groups at most somebody is looked for who came by a link: Telegram is asked for each."""


async def require(session: AsyncSession, one: Gathering, actor: Actor, chat_id: int) -> None:
    """Raise NotAllowed for who neither lives nor works at its node, below or above, or lacks the role."""
    if one.role is not None:
        await require_role(session, one, actor)
    elif not (await _is_near(session, one, actor, chat_id) or await _has_card(session, one, actor)):
        node = await session.get_one(Grid, one.grid_id)
        raise NotAllowed("refusal-gathering-neighbours", grid=node.name)


async def require_role(session: AsyncSession, one: Gathering, actor: Actor) -> None:
    """Raise NotAllowed for who does not hold the role it is for; of one for residents nobody is asked."""
    if one.role is None:
        return
    node = await session.get_one(Grid, one.grid_id)
    for held, where in await people.appointments_of(session, actor.id):
        if held.role is one.role and _overlap(node, where) and one.unit in {None, held.unit}:
            return
    raise NotAllowed("refusal-gathering-role", grid=node.name)


async def _is_near(session: AsyncSession, one: Gathering, actor: Actor, chat_id: int) -> bool:
    """Whether the group they press in is of its node, or they live or work there."""
    there = await chats.grids_of(session, chat_id) if chat_id < 0 else []
    node = await session.get_one(Grid, one.grid_id)
    if any(_overlap(node, each) for each in there):
        return True  # most press there: nothing else is looked up for five hundred at once
    home = await places.home(session, actor)
    if home is not None and _overlap(node, home):
        return True
    worked_for = await people.appointments_of(session, actor.id)
    return any(_overlap(node, where) for _, where in worked_for)


async def _has_card(session: AsyncSession, one: Gathering, actor: Actor) -> bool:
    """Whether they were let in before, when they came by the link."""
    cards = occasions.messages(one.key, occasions.INVITATION)
    return (await session.exec(cards.where(Delivery.chat_id == actor.id))).first() is not None


def _overlap(one: Grid, other: Grid) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)


async def doors(session: AsyncSession, gathering_id: int, actor: Actor) -> Sequence[int]:
    """Return the groups whose members are invited, where nobody knows by now that somebody is.

    First those that have not heard of it: the link was passed on there.
    """
    one = await session.get(Gathering, gathering_id)
    if one is None or one.state in UNHEARD_OF or one.role is not None:
        return []
    known = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if known is not None or await _is_near(session, one, actor, actor.id):
        return []
    if await _has_card(session, one, actor):
        return []
    told = await announcements.told(session, one.key, occasions.ANNOUNCEMENT)
    bound = [chat.id for chat, _ in await occasions.bound_groups(session, one)]
    return sorted(bound, key=lambda chat: chat in told)[:DOORS]

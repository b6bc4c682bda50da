"""What a whole town hears beside alerts waits for a second person on duty (promise 10)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import GatheringAsked
from bot.domain.gatherings import AN_HOUR
from bot.domain.grid import Role
from bot.domain.notices import NoticeAsked
from bot.domain.policy import Policy
from bot.errors import NotAllowed
from bot.services import cards, desk, saying, scopes
from bot.services.rights import Actor, Staff, as_staff
from bot.storage import notice_messages, people
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid
from bot.storage.outbox import Lane

ONLY_DUTY = frozenset({Role.DUTY})


async def takes_two(session: AsyncSession, one: Gathering) -> bool:
    """Whether a whole town is invited, its residents or its staff."""
    return await scopes.cover_a_town(session, [await session.get_one(Grid, one.grid_id)])


async def ask(
    session: AsyncSession, one: Gathering, asked: GatheringAsked, policy: Policy, *, at: datetime
) -> None:
    """Put the question before the desk; it takes the place of an earlier one about the same."""
    node = await session.get_one(Grid, one.grid_id)
    for message in await notice_messages.asked(session, slot_of(one)):
        await saying.remove(session, message, at=at, lane=Lane.CARDS)
        message.slot = None
    silent, slot = policy.night_until(at) is not None, slot_of(one)
    for place in await desk.duty_places(session, [node.path], policy):
        await saying.send(session, asked, place, at=at, lane=Lane.CARDS, slot=slot, silent=silent)


async def waits(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> bool:
    """Whether it begins within an hour, and the desk was asked before that."""
    if not one.starts_at - AN_HOUR <= at < one.starts_at:
        return False
    node = await session.get_one(Grid, one.grid_id)
    places = await desk.duty_places(session, [node.path], policy)
    since = await notice_messages.asked_at(
        session, slot_of(one), [place.chat_id for place in places]
    )
    return since is not None and since < one.starts_at - AN_HOUR


def slot_of(one: Gathering) -> str:
    """Return where the question about a gathering stands."""
    return f"gathering-asked:{one.key}"


async def require_second(
    session: AsyncSession, one: Gathering, actor: Actor, asker_id: int, *, agrees: bool
) -> Staff:
    """Return who decides: somebody on duty over its node, to agree another one than who has asked."""
    node = await session.get_one(Grid, one.grid_id)
    second = await as_staff(session, actor, node.path, ONLY_DUTY)
    if second is None or (agrees and second.id == asker_id):
        raise NotAllowed("refusal-remind-second")
    return second


async def seconds(
    session: AsyncSession, nodes: Sequence[Grid], asker_id: int | None
) -> tuple[str, ...]:
    """Return who could agree: those on duty over every node, without who asks."""
    over = [await people.appointed(session, node.path, ONLY_DUTY) for node in nodes]
    named = {one.user_id: one.name for held in over for one, _ in held}
    everywhere = set(named).intersection(*({one.user_id for one, _ in held} for held in over))
    return tuple(name for user, name in named.items() if user in everywhere - {asker_id})


async def tell_decided(
    session: AsyncSession,
    slot: str,
    decided: GatheringAsked | NoticeAsked,
    asker_id: int | None,
    policy: Policy,
    *,
    by: int | None,
    at: datetime,
    yours: NoticeAsked | None = None,
) -> None:
    """Say on every card of the desk, and to who has asked, what was decided, or that nobody did.

    `yours`: the same for who has asked, where it differs.
    """
    for message in await notice_messages.asked(session, slot):
        await saying.change(session, message, decided, at=at, lane=Lane.CARDS)
        message.slot = None
    if asker_id is None or asker_id == by:
        return
    if await cards.has_private_chat(session, asker_id):
        place = await cards.account_place(session, asker_id, policy)
        await saying.send(session, yours or decided, place, at=at, lane=Lane.CARDS)

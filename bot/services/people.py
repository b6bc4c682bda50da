"""What Gege knows of people: the language they read, the grids they work for, where they live."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, GridLevel, Role
from bot.domain.policy import Policy
from bot.domain.rosters import OnDuty
from bot.errors import NotAllowed, NotFound
from bot.services import cards, places, rosters, saying
from bot.services.rights import HANDLERS, Actor, as_staff, is_in_admins
from bot.storage import absences, chats, grid, invitations, outbox, people
from bot.storage.absences import Absence
from bot.storage.chats import Chat
from bot.storage.people import Account, Appointment


async def locale_of(session: AsyncSession, chat_id: int) -> str | None:
    """Return the language of a chat: what staff set for a group, what a person chose in private."""
    read = chats.locale_of if chat_id < 0 else people.locale_of
    return await read(session, chat_id)


LIVE = (cards.REPORTER, cards.PLACE, cards.GUARDIAN, cards.STAFF, cards.PREVIEW)
SAID_ANEW = 5
"""So many of the live cards in a private chat, the newest, are said in the language chosen there."""


async def choose_language(
    session: AsyncSession, chat_id: int, actor: Actor, locale: str, *, at: datetime
) -> None:
    """Set the language of the own private chat, or of a group by staff of its grid.

    What stands in private follows.
    """
    if chat_id > 0:
        account = await session.get(Account, actor.id)
        if account is None:
            account = Account(id=actor.id, name=actor.name)
            session.add(account)
        account.locale = locale
        for message in (await outbox.live_in_chat(session, chat_id, LIVE))[-SAID_ANEW:]:
            await saying.translate(session, message, locale, at=at)
        return
    chat = await session.get(Chat, chat_id)
    if chat is None:
        raise NotAllowed
    for node in await chats.grids_of(session, chat_id):
        if await as_staff(session, actor, node.path, HANDLERS | {Role.ADMIN}):
            chat.locale = locale
            return
    raise NotAllowed


PHONES = frozenset({Role.DUTY, Role.ADMIN})
"""Who has to reach people: reads their numbers."""
SEERS = PHONES | HANDLERS
"""Who reads by name who works at the nodes below."""


ABOVE_VILLAGES = frozenset({GridLevel.DISTRICT, GridLevel.TOWN})


@dataclass(frozen=True)
class Appointed:
    """One appointment, for `/staff`."""

    grid: str
    name: str
    role: Role
    title: str | None
    lent: bool = False
    """Theirs for the time of somebody's leave."""
    away_until: datetime | None = None
    stand_in: str = ""
    phone: str | None = None
    """For the duty desk and admins of the node: they have to reach people."""


@dataclass(frozen=True)
class StaffSeen:
    """Who works for some grids, and whose shifts there are today."""

    people: tuple[Appointed, ...]
    duty: tuple[OnDuty, ...] = ()


@dataclass(frozen=True)
class StaffAt:
    """Who works at one node and above it, and who is still waited for there."""

    grid: str
    code: str
    seen: StaffSeen
    awaited: tuple[tuple[str, Role], ...] = ()
    """By name; for admins, who alone can take it back."""


async def staff_at(
    session: AsyncSession, actor: Actor, code: str, policy: Policy, *, at: datetime
) -> StaffAt:
    """Return who works at a node, for who works or keeps order there or above, and for ADMINS."""
    node = await grid.by_code(session, code)
    if node is None:
        raise NotFound("refusal-unknown-grid", code=code)
    everything = await is_in_admins(session, actor, policy)
    if not everything and await as_staff(session, actor, node.path, SEERS) is None:
        raise NotAllowed("refusal-staff-at")
    admin = everything or await as_staff(session, actor, node.path, frozenset({Role.ADMIN}))
    waiting = await invitations.awaited_at(session, node.key) if admin else ()
    return StaffAt(
        node.name,
        node.code,
        await _seen(session, actor, [node.path], policy, at=at),
        tuple((one.name, one.role) for one in waiting),
    )


async def staff_seen_by(
    session: AsyncSession, actor: Actor, chat_id: int | None, policy: Policy, *, at: datetime
) -> StaffSeen:
    """Return who works for the group's grid, or for the actor's own grids; for staff and ADMINS.

    Whoever works at a village or below reads who does so under them.
    """
    paths = await _paths(session, actor, chat_id, policy)
    seen = await _seen(session, actor, paths, policy, at=at)
    below = await _below(session, actor, paths)
    return replace(seen, people=tuple(dict.fromkeys((*seen.people, *below))))


async def _below(session: AsyncSession, actor: Actor, paths: Sequence[str]) -> list[Appointed]:
    """Return who works under these nodes; a town has too many, whom `/staff CODE` tells one by one."""
    found: list[Appointed] = []
    away = await absences.running(session)
    for path in paths:
        staff = await as_staff(session, actor, path, HANDLERS)
        if staff is not None and staff.level not in ABOVE_VILLAGES:
            held = await people.appointed_below(session, path, Role)
            found += [
                _appointed(one, node.name, away.get(one.user_id))
                for one, node in held
                if node.path != path
            ]
    return found


async def _seen(
    session: AsyncSession, actor: Actor, paths: Sequence[str], policy: Policy, *, at: datetime
) -> StaffSeen:
    away = await absences.running(session)
    found: dict[int | None, Appointed] = {}
    duty: dict[OnDuty, None] = {}
    for path in paths:
        phones = bool(
            await as_staff(session, actor, path, PHONES)
            or await is_in_admins(session, actor, policy)
        )
        for one, node in await people.appointed(session, path, frozenset(Role), on_leave=True):
            told = _appointed(one, node.name, away.get(one.user_id))
            known = found.get(one.id, told)
            found[one.id] = replace(known, phone=one.phone if phones else known.phone)
        duty |= dict.fromkeys(await rosters.today(session, path, policy, at=at))
    return StaffSeen(tuple(found.values()), tuple(duty))


async def _paths(
    session: AsyncSession, actor: Actor, chat_id: int | None, policy: Policy
) -> list[str]:
    own = [node.path for _, node in await people.appointments_of(session, actor.id)]
    if not own and (chat_id is None or actor.id not in policy.admins):
        raise NotAllowed("refusal-staff-only")
    if chat_id is None:
        return own
    node = await places.shared_node(session, await chats.grids_of(session, chat_id))
    return [node.path] if node is not None else own


def _appointed(held: Appointment, grid: str, absence: Absence | None) -> Appointed:
    made = Appointed(grid, held.name, held.role, held.title, held.absence_id is not None)
    if absence is None:
        return made
    return replace(made, away_until=absence.ends_at, stand_in=absence.stand_in_name)


async def grids_worked_for(session: AsyncSession, actor: Actor) -> tuple[str, ...]:
    """Return the names of the nodes a person is appointed on."""
    return tuple(node.name for _, node in await people.appointments_of(session, actor.id))


async def roles_of(session: AsyncSession, actor: Actor, policy: Policy) -> frozenset[Role]:
    """Return what a person is anywhere; who is in ADMINS sets the town up without an appointment."""
    held = {one.role for one, _ in await people.appointments_of(session, actor.id)}
    return frozenset(held | {Role.ADMIN} if await is_in_admins(session, actor, policy) else held)


async def attended(session: AsyncSession, user_id: int, *, at: datetime) -> None:
    """Note that somebody who works for a grid was there today."""
    await people.attended(session, user_id, at=at)


async def is_bound(session: AsyncSession, chat_id: int) -> bool:
    """Return whether a group belongs to a node: in any other only commands work."""
    return await session.get(Chat, chat_id) is not None


async def is_heard(session: AsyncSession, chat_id: int) -> bool:
    """Return whether the bot hears whatever is written in a group: chain letters are answered."""
    chat = await session.get(Chat, chat_id)
    return chat is not None and not chat.called_only


async def is_public(session: AsyncSession, chat_id: int) -> bool:
    """Return whether the bot hears what residents write in a chat."""
    chat = await session.get(Chat, chat_id)
    return chat is not None and chat.audience is not Audience.STAFF and not chat.called_only

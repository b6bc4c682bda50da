"""Who of the staff is told of a case: the nearest staff group, the duty desk, else a person."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.brakes import TOWN_WIDE
from bot.domain.calls import NobodyOnDuty, SentBack
from bot.domain.clue_cards import VoiceRelay
from bot.domain.grid import VILLAGE_AND_ABOVE, Audience, GridLevel, Role
from bot.domain.policy import Policy
from bot.errors import Stale
from bot.services import cards, folding, history, rosters, saying, topics
from bot.services.cards import STAFF, VOICE, account_place, chat_place
from bot.services.rights import HANDLERS, Actor
from bot.services.saying import Place
from bot.storage import chats, folds, grid, outbox, people
from bot.storage.cases import Case, attachments_of
from bot.storage.folds import Folded
from bot.storage.outbox import Lane

log = structlog.get_logger(__name__)

AGAIN = timedelta(minutes=1)
"""So often somebody is looked for who can be told of a case."""
SHUT = timedelta(minutes=10)
"""So long a group is not asked again that has refused a card."""


async def tell_staff(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> Sequence[outbox.Delivery]:
    """Queue the staff card wherever it belongs and does not stand yet; returns these cards."""
    node = await history.first_to_hear(session, case)
    places = await _reached(session, case, node, policy)
    case.untold_at = None if places else at + AGAIN
    if not places:
        await _tell_admins(session, case, node, policy, at=at)
        places = await _persons(session, node, policy, known=False)
    return await _tell(session, case, node, places, policy, at=at)


async def _tell(
    session: AsyncSession,
    case: Case,
    node: grid.Grid,
    places: Sequence[Place],
    policy: Policy,
    *,
    at: datetime,
) -> Sequence[outbox.Delivery]:
    places = [*places, *await _stand_ins(session, node, places, policy)]
    return await _put_cards(session, case, places, policy, at=at)


async def tell_again(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> Sequence[outbox.Delivery]:
    """Queue the card for whoever can be reached by now; returns what was queued, if anything."""
    node = await history.first_to_hear(session, case)
    shut = await outbox.refused_in(session, case.key, STAFF, since=at - SHUT)
    places = await _reached(session, case, node, policy, but=shut)
    if not places:
        case.untold_at = at + AGAIN
        return []
    return await _tell(session, case, node, places, policy, at=at)


async def _reached(
    session: AsyncSession,
    case: Case,
    node: grid.Grid,
    policy: Policy,
    *,
    but: Collection[int] = (),
) -> list[Place]:
    """Return where staff are known to read: in their groups, else each in private."""
    groups = await _groups(session, case, node, policy, but=but)
    return groups or await _persons(session, node, policy)


async def _stand_ins(
    session: AsyncSession, node: grid.Grid, groups: Sequence[Place], policy: Policy
) -> list[Place]:
    """Return the private chats of those who stand in for a member of these groups, and are none."""
    places = []
    for one, level in await people.appointed(session, node.path, HANDLERS):
        if one.absence_id is None or not await cards.has_private_chat(session, one.user_id):
            continue
        group = await chats.nearest_staff(session, level.path)
        if group is None or group[0].id not in {place.chat_id for place in groups}:
            continue
        if group[0].id not in await _own_groups(session, one.user_id):
            places.append(await account_place(session, one.user_id, policy))
    return places


async def _own_groups(session: AsyncSession, user_id: int) -> set[int]:
    """Return the staff groups in which somebody is by their own work: those nearest to it."""
    found = [
        await chats.nearest_staff(session, work.path)
        for one, work in await people.appointments_of(session, user_id)
        if one.absence_id is None
    ]
    return {group[0].id for group in found if group is not None}


async def tell_person(
    session: AsyncSession, case: Case, user_id: int, policy: Policy, *, at: datetime
) -> None:
    """Give somebody the card in private, where the bot may write to them."""
    if await cards.has_private_chat(session, user_id):
        place = await account_place(session, user_id, policy)
        await _put_cards(session, case, [place], policy, at=at)


async def tell_every_level(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> tuple[tuple[int, str], ...]:
    """Queue the card for every staff group up to the duty desk; returns who is on duty there."""
    node = await history.first_to_hear(session, case)
    places = []
    for level in await grid.ancestors(session, node.path):
        chat = await chats.at_node(session, level.key, Audience.STAFF)
        if chat is not None:
            places.append(chat_place(chat, policy, level.id))
    await _put_cards(session, case, places, policy, at=at)
    return await rosters.on_duty(session, node.path, policy, at=at)


async def tell_overseers(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> Sequence[outbox.Delivery]:
    """Queue the card for the chief grid and the duty desk; returns all that stand with them."""
    await _put_cards(session, case, await _overseers(session, case, policy), policy, at=at)
    return await with_overseers(session, case, policy, at=at)


async def with_overseers(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> Sequence[outbox.Delivery]:
    """Return the cards that stand with the chief grid and the duty desk."""
    theirs = {place.chat_id for place in await _overseers(session, case, policy)}
    return [card for card in await standing_cards(session, case, at=at) if card.chat_id in theirs]


async def cards_above(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> Sequence[outbox.Delivery]:
    """Return the cards that stand with the village and above, all of them where none does."""
    theirs = {place.chat_id for place in await _overseers(session, case, policy)}
    standing = await standing_cards(session, case, at=at)
    above = [
        card for card in standing if card.chat_id in theirs or await is_above(session, card.grid_id)
    ]
    return above or standing


async def is_above(session: AsyncSession, grid_id: int | None) -> bool:
    """Whether a node is a village or above one; what stands of no node is not."""
    node = await session.get(grid.Grid, grid_id) if grid_id else None
    return node is not None and node.level in VILLAGE_AND_ABOVE


async def _overseers(session: AsyncSession, case: Case, policy: Policy) -> list[Place]:
    path = (await session.get_one(grid.Grid, case.grid_id)).path
    places = []
    for level in await grid.ancestors(session, path):
        if level.level is GridLevel.CHIEF:
            places += await at_node(session, level, policy)
    return [*places, *await duty_places(session, [path], policy)]


async def own_cards(session: AsyncSession, case: Case, policy: Policy) -> Sequence[outbox.Delivery]:
    """Return the cards that stand with those whose turn it is; of a case on a list there is none."""
    node = await history.first_to_hear(session, case)
    places = await _reached(session, case, node, policy)
    theirs = {place.chat_id for place in places}
    standing = await outbox.live_in_slot(session, case.key, STAFF)
    return [card for card in standing if card.chat_id in theirs]


async def working_at(session: AsyncSession, case: Case) -> tuple[tuple[int, str], ...]:
    """Return the workers of the very node whose turn it is."""
    node = await history.first_to_hear(session, case)
    found = await people.appointed(session, node.path, HANDLERS)
    return tuple((one.user_id, one.name) for one, level in found if level.id == node.id)


async def tell_duty(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> tuple[Sequence[outbox.Delivery], tuple[tuple[int, str], ...]]:
    """Queue the card for the duty desk; returns what stands there, and who is on duty.

    Without a desk it is what stands with those who have the case, and they themselves.
    """
    path = (await session.get_one(grid.Grid, case.grid_id)).path
    places = await duty_places(session, [path], policy)
    await _put_cards(session, case, places, policy, at=at)
    theirs = {place.chat_id for place in places}
    standing = await standing_cards(session, case, at=at)
    at_desk = [card for card in standing if card.chat_id in theirs]
    return (
        at_desk or await own_cards(session, case, policy),
        await rosters.on_duty(session, path, policy, at=at) or await working_at(session, case),
    )


async def duty_places(session: AsyncSession, paths: Collection[str], policy: Policy) -> list[Place]:
    """Return where the duty desks over these nodes are reached, each once: up to their town's."""
    found: dict[int, Place] = {}
    for path in paths:
        for level in await _desks(session, path):
            places = await at_node(session, level, policy)
            found |= {place.chat_id: place for place in places if place.chat_id not in found}
            if places and level.level in TOWN_WIDE:
                break
    return list(found.values())


async def _desks(session: AsyncSession, path: str) -> list[grid.Grid]:
    """Return the nodes over one that have a duty desk, nearest first."""
    appointed = await people.appointed(session, path, {Role.DUTY}, on_record=True)
    return list({level.id: level for _, level in appointed}.values())


async def at_node(session: AsyncSession, node: grid.Grid, policy: Policy) -> list[Place]:
    """Return the staff group of a node, else the private chats of those who work there."""
    group = await chats.at_node(session, node.key, Audience.STAFF)
    if group is not None:
        return [chat_place(group, policy, node.id)]
    return [
        await account_place(session, appointment.user_id, policy)
        for appointment, level in await people.appointed(session, node.path, HANDLERS)
        if level.id == node.id and await cards.has_private_chat(session, appointment.user_id)
    ]


async def tell_checkers(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Queue the card for those who check finished work: the nearest chief grid, else duty."""
    path = (await session.get_one(grid.Grid, case.grid_id)).path
    for level in await grid.ancestors(session, path):
        if level.level not in VILLAGE_AND_ABOVE:
            continue
        places = await at_node(session, level, policy)
        if places:
            await _put_cards(session, case, places, policy, at=at)
            return


async def tell_owner(
    session: AsyncSession, case: Case, policy: Policy, *, why: str = "", at: datetime
) -> None:
    """Say to whoever works on it that it did not pass: in private, else under the card by name."""
    owner, lane = case.owner_id, Lane.CARDS
    assert owner is not None
    assert case.number is not None
    said = SentBack(case.number, case.due_at, why)
    if await cards.has_private_chat(session, owner):
        place = await account_place(session, owner, policy)
        await saying.send(session, said, place, at=at, lane=lane, case=case, slot=cards.CLOCK)
        return
    said = replace(said, mentions=((owner, case.owner_name or ""),))
    for card in await own_cards(session, case, policy):
        place = Place(card.chat_id, card.locale, card.topic, card.grid_id)
        await saying.send(
            session, said, place, at=at, lane=lane, case=case, slot=cards.CLOCK, answers=card
        )


async def checking(session: AsyncSession, case: Case) -> tuple[tuple[int, str], ...]:
    """Return who checks finished work, by name: those of the nearest chief grid or above."""
    path = (await session.get_one(grid.Grid, case.grid_id)).path
    found = await people.appointed(session, path, HANDLERS)
    above = [(one, node) for one, node in found if node.level in VILLAGE_AND_ABOVE]
    return tuple((one.user_id, one.name) for one, node in above if node.id == above[0][1].id)


async def _put_cards(
    session: AsyncSession, case: Case, places: Sequence[Place], policy: Policy, *, at: datetime
) -> Sequence[outbox.Delivery]:
    """Queue the card, or in a storm a line on the group's list, where there is neither yet.

    In private what can wait for the morning wakes nobody.
    """
    night = policy.quiet_until(case.kind, case.level, at) is not None
    queued = []
    may_wait = folding.may_wait(case) and await cards.alert_of(session, case) is None
    if not may_wait:
        await unfold(session, case, at=at)
    known = {message.chat_id for message in await outbox.live_in_slot(session, case.key, STAFF)}
    known |= {listed.chat_id for _, listed in await folds.without_card(session, case.key)}
    for place in places:
        if place.chat_id in known:
            continue
        known.add(place.chat_id)
        if not (may_wait and await folding.fold(session, case, place, policy, at=at)):
            silent = night and place.chat_id > 0
            queued.append(await _put_card(session, case, place, at=at, silent=silent))
    return queued


async def _put_card(
    session: AsyncSession, case: Case, place: Place, *, at: datetime, silent: bool = False
) -> outbox.Delivery:
    card = await cards.staff_card(session, case)
    urgent = case.is_urgent
    lane = Lane.DANGER if urgent else Lane.CARDS
    kept = not await history.may_stand(session, case, place.chat_id, place.grid_id)
    sent = await saying.send(
        session,
        card,
        place,
        at=at,
        lane=lane,
        case=case,
        slot=STAFF,
        silent=silent,
        photo=None if kept else case.photo,
        answers=await topics.begin(session, case, place, at=at, lane=lane),
    )
    if case.voice is not None and not kept:
        await _put_voice(session, case, place, sent, at=at)
    for one in () if kept else await attachments_of(session, case.key):
        source = (one.chat_id, one.message_id)
        await saying.copy(
            session,
            source,
            place,
            case=case,
            answers=sent,
            slot=one.slot,
            caption=one.caption,
            at=at,
        )
    return sent


async def unfold(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Give a case its card wherever it stands on a list only: it can't wait any more."""
    for folded, message in await folds.without_card(session, case.key):
        await _give_card(session, case, folded, message, at=at)


async def _give_card(
    session: AsyncSession, case: Case, folded: Folded, listed: outbox.Delivery, *, at: datetime
) -> None:
    folded.card_at = at
    place = Place(listed.chat_id, listed.locale, listed.topic, listed.grid_id)
    await _put_card(session, case, place, at=at)
    await folds.stir(session, case.key, at=at)


async def standing_cards(
    session: AsyncSession, case: Case, *, at: datetime
) -> Sequence[outbox.Delivery]:
    """Return the staff cards under which something is to be said; a case on a list gets its card."""
    await unfold(session, case, at=at)
    return await outbox.live_in_slot(session, case.key, STAFF)


async def show_card(
    session: AsyncSession, case_id: int, actor: Actor, under: tuple[int, int], *, at: datetime
) -> None:
    """Give a case on a list its card, for whoever of its staff presses its number there.

    `under` is chat and message. Raises Stale where it stands on no such list, or has its card.
    """
    case = await history.load(session, case_id)
    await history.require_staff(session, case, actor)
    await history.require_unended(session, case)
    pressed = await outbox.by_message(session, *under)
    for folded, listed in await folds.without_card(session, case.key):
        if pressed is not None and listed.id == pressed.id:
            await _give_card(session, case, folded, listed, at=at)
            return
    raise Stale


async def _put_voice(
    session: AsyncSession, case: Case, place: Place, card: outbox.Delivery, *, at: datetime
) -> None:
    """Put the reporter's voice message under a staff card, with 已听."""
    told, source = VoiceRelay(case.key, case.number), (case.chat_id, case.message_id)
    lane = Lane.DANGER
    await saying.send(session, told, place, at=at, lane=lane, case=case, answers=card, slot=VOICE)
    await saying.copy(session, source, place, case=case, answers=card, slot=VOICE, at=at)


async def _groups(
    session: AsyncSession,
    case: Case,
    node: grid.Grid,
    policy: Policy,
    *,
    but: Collection[int] = (),
) -> list[Place]:
    """Return the nearest staff group and, where life is at stake, the duty desks' up to the town's."""
    found = await chats.nearest_staff(session, node.path, but=but)
    places = [chat_place(found[0], policy, found[1].id)] if found else []
    if not case.is_urgent:
        return places
    for level in await _desks(session, node.path):
        desk = await chats.at_node(session, level.key, Audience.STAFF)
        if desk is not None and desk.id not in but:
            places.append(chat_place(desk, policy, level.id))
            if level.level in TOWN_WIDE:
                break
    return places


async def _persons(
    session: AsyncSession, node: grid.Grid, policy: Policy, *, known: bool = True
) -> list[Place]:
    """Return the private chats of the nearest workers, else of duty.

    `known` ones have pressed Start; of the others Telegram may still let the bot write to some.
    """
    for role in (Role.WORKER, Role.DUTY):
        places = [
            await account_place(session, appointment.user_id, policy)
            for appointment, _ in await people.appointed(session, node.path, {role})
            if not known or await cards.has_private_chat(session, appointment.user_id)
        ]
        if places:
            return places
    return []


async def _tell_admins(
    session: AsyncSession, case: Case, node: grid.Grid, policy: Policy, *, at: datetime
) -> None:
    log.warning("nobody of the grid can be told of a case", case=case.key, grid=node.code)
    for admin in sorted(policy.admins):
        place = await account_place(session, admin, policy)
        line = NobodyOnDuty(grid=node.name, number=case.number)
        once = f"nobody:{case.key}:{admin}"
        if not await outbox.was_queued(session, once):
            await saying.send(session, line, place, at=at, lane=Lane.DANGER, once=once)

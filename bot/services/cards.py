"""The live cards of a case: what each says now, and queueing that wherever one stands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus, Ending
from bot.domain.cards import (
    Facts,
    GroupLine,
    OutOfHands,
    Prompt,
    ReporterCard,
    StaffCard,
    Step,
    Withdrawn,
)
from bot.domain.emergency import is_poisoned
from bot.domain.grid import NO_GRIDS, Names, Role
from bot.domain.kinds import Kind
from bot.domain.missing import Missing, missing_of
from bot.domain.policy import Policy
from bot.domain.reports import despairs
from bot.domain.states import CLOSED, SOUGHT, UNACCEPTED, State
from bot.services import (
    climbs,
    clocks,
    history,
    keepers,
    places,
    progress,
    reach,
    ring_notices,
    rings,
    saying,
    topics,
    twins,
)
from bot.services.describing import facts
from bot.services.rights import Actor
from bot.services.saying import Place
from bot.storage import (
    alerts,
    boards,
    cases,
    chats,
    clues,
    everywhere,
    extensions,
    families,
    folds,
    grid,
    outbox,
)
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Lane
from bot.storage.people import Account

STAFF = outbox.STAFF
REPORTER = "reporter"
"""The bot's one answer under the report: prompt, then status line or the reporter's card."""
GUARDIAN = "guardian"
PREVIEW = "preview"
CORRECTION = "correction"
"""An alert as it would read from now on, under the staff cards."""
UNVERIFIED = "unverified"
"""An alert went out unchecked: who knows the reporter? Under the staff cards."""
EXPIRING = "expiring"
"""Does the alert go on? Under the staff cards, too."""
SECOND = "second"
DOUBT = "doubt"
MORE_CLUES = "more_clues"
RELAY = "relay"
"""What others told of a case, or sent with it, under its staff cards."""
HOT, AFTER_CARDS = 1, 2
"""The ranks of such words among dangers: sixty about one child don't hold up the card of another,
and 上了面包车 doesn't wait behind those that can.
"""
CALL = "call"
"""The people on duty by name, under a card that nobody has touched."""
UNHEARD = "unheard"
"""That nobody has answered yet, as its reporter was told."""
CLOCK = "clock"
"""What the clock has to say to staff, until the case has come to another hand."""
EXTENSION = "extension"
"""The question whether a case gets more time, under its staff cards."""
VOICE = "voice"
ANSWER = "answer"
"""What staff said to the reporter by voice."""
MATCH = "match"
"""Is it the person of another case? Under the staff cards of both."""
PLACE = "place"

Standing = Mapping[str, Sequence[Delivery]]
"""The messages of a case that stand, or will stand, by slot."""


async def account_place(session: AsyncSession, user_id: int, policy: Policy) -> Place:
    """Return a user's private chat, in the language chosen there."""
    account = await session.get(Account, user_id)
    return Place(user_id, (account.locale if account else None) or policy.locale)


def chat_place(chat: chats.Chat, policy: Policy, grid_id: int | None = None) -> Place:
    """Return a bound group, in its language."""
    return Place(chat.id, chat.locale or policy.locale, chat.topic, grid_id)


async def duty_phone(session: AsyncSession, case: Case, policy: Policy) -> str:
    """Return the duty phone for a case: its node's, inherited from above, else the town's."""
    node = await session.get(grid.Grid, case.grid_id)
    assert node is not None
    return await grid.duty_phone(session, node.path) or policy.duty_phone


async def alert_of(session: AsyncSession, case: Case) -> Alert | None:
    """Return the alert that is out for a case; whoever publishes one accepts the case."""
    return None if case.state in UNACCEPTED else await alerts.active(session, case.key)


async def staff_card(session: AsyncSession, case: Case) -> StaffCard:
    """Make the card that staff see of a case; never the guardian's name or number."""
    alert = await alert_of(session, case)
    step = await cases.last_step(session, case.key)
    keeper = await keepers.of_case(session, case) if case.is_open else None
    return StaffCard(
        facts=await facts(session, case),
        alert_out=alert is not None,
        reporter=None if hides_reporter(case) else case.reporter_name or None,
        unsigned=case.reporter_id is None,
        call_reporter=await _must_be_called(session, case),
        owner=case.owner_name,
        due_at=case.due_at,
        overdue=clocks.is_overdue(case),
        climbed=await climbs.last(session, case),
        groups=await everywhere.told_groups(session, case.key) if alert else 0,
        clues=await clues.count(session, case.key),
        ring=alert.ring if alert else None,
        next_ring_at=alert.next_ring_at if alert else None,
        held=alert is not None and alert.held_at is not None,
        widest=alert is not None and await _is_widest(session, alert, case),
        unfound=alert is None and await _is_unfound(session, case),
        guardian_confirmed=case.guardian_id is not None,
        over_limit=case.over_limit,
        also=case.reports - 1,
        last=Step(step.at, step.action, step.actor, step.note) if step else None,
        decision=case.decision,
        still_wrong=case.still_wrong,
        keeper=keeper.name if keeper else None,
        keeper_phone=keeper.phone if keeper else None,
        report=(case.chat_id, case.message_id) if case.source == "group" else None,
    )


async def _is_unfound(session: AsyncSession, case: Case) -> bool:
    if not case.kind.is_lost or case.state not in SOUGHT:
        return False
    last = await alerts.newest(session, case.key)
    return last is not None and last.ending is Ending.NOT_FOUND


def hides_reporter(case: Case) -> bool:
    """A lost person's reporter may be the guardian, until they said otherwise (promise 4)."""
    if despairs(case.kind, case.text) or is_poisoned(case.kind, case.text):
        return False  # somebody must go to them now
    if case.kind is Kind.DISPUTE or case.sensitive or case.oneself:
        return True
    return case.kind.is_lost and not (case.relation_asked and case.guardian_id is None)


async def is_family(session: AsyncSession, case: Case, user_id: int | None) -> bool:
    """Whether it is somebody whom no group may hear named (promise 4)."""
    if user_id is None or not hides_reporter(case):
        return False
    return user_id == case.reporter_id or user_id in await families.family_of(session, case)


async def _must_be_called(session: AsyncSession, case: Case) -> bool:
    if case.reporter_id is None or case.source == "staff" or not case.life_safety:
        return False
    return not await has_private_chat(session, case.reporter_id)


async def has_private_chat(session: AsyncSession, user_id: int) -> bool:
    """Return whether the bot may write to this user in private."""
    account = await session.get(Account, user_id)
    return account is not None and account.private_since is not None


async def reporter_card(
    session: AsyncSession, case: Case, policy: Policy, *, private: bool, guardian: bool
) -> ReporterCard:
    """Make the reporter's live card, for the private chat or for under the own message."""
    last = await alerts.newest(session, case.key)
    alert = last if last is not None and last.status is AlertStatus.ACTIVE else None
    ended = last if alert is None else None
    return ReporterCard(
        facts=await facts(session, case),
        told=await _told(session, case, await outbox.live_in_slot(session, case.key, STAFF)),
        same_as=await families.number_of_same(session, case),
        ask_relation=not case.relation_asked and case.kind.is_lost and case.is_open,
        guardian=guardian,
        private=private,
        seen_by=case.seen_by,
        seen_at=case.seen_at,
        owner=case.owner_name,
        handed_up=_handed_up(case),
        promised_at=clocks.promised(case),
        promised_by=case.promised_by,
        groups=await everywhere.told_groups(session, case.key) if alert else 0,
        taken_down=_taken_down(case, ended),
        left=await _left_behind(session, ended) if guardian and private else NO_GRIDS,
        clues=await clues.count(session, case.key),
        next_ring_at=alert.next_ring_at if alert and alert.held_at is None else None,
        duty_phone=await duty_phone(session, case, policy),
        tells_much=case.source == "group" and bool(case.photo or case.phone),
    )


def _taken_down(case: Case, ended: Alert | None) -> AlertStatus | None:
    """Return how the last alert ended of a case that goes on: whoever waits at home must know."""
    if ended is None or not case.is_open or case.state is State.PENDING_CHECK:
        return None
    return ended.status


async def _left_behind(session: AsyncSession, ended: Alert | None) -> Names:
    """Name grids in whose groups an alert may stand that nobody but people there can take down."""
    if ended is None:
        return NO_GRIDS
    return await boards.grids(session, boards.left_behind(ended.key))


async def prompt(session: AsyncSession, case: Case, policy: Policy, *, private: bool) -> Prompt:
    """Make the question under a likely report; staff hear of a draft only where life is at stake."""
    phone, told, known = "", False, await facts(session, case)
    if case.life_safety:
        phone = await duty_phone(session, case, policy)
        standing = await outbox.live_in_slot(session, case.key, STAFF)
        told = await _somebody_has_it(session, case, standing)
    return Prompt(
        known,
        urgent=case.life_safety,
        told=told,
        duty_phone=phone,
        private=private,
        spots=await _can_choose(session, case, known),
        twin=await twins.shown(session, case),
        unsigned=case.reporter_id is None,
        among_staff=case.source == "staff" and case.chat_id < 0,
    )


async def _can_choose(session: AsyncSession, case: Case, known: Facts) -> bool:
    """Whether the building or the floor is missing and can be chosen by buttons."""
    lacking = missing_of(known)
    if Missing.BUILDING not in lacking:
        return Missing.FLOOR in lacking
    return bool(await places.buildings(session, case.grid_id))


async def is_unplaced(session: AsyncSession, case: Case) -> bool:
    """Whether a report in private stands with the top of the grid because it named no place."""
    if case.source != "private" or case.place is not None or case.lat is not None:
        return False
    node = await session.get_one(grid.Grid, case.grid_id)
    return node.parent_id is None


async def _somebody_has_it(session: AsyncSession, case: Case, standing: Sequence[Delivery]) -> bool:
    """Whether a card stands in a staff group, or with somebody who has opened the private chat.

    `standing` are the staff cards of the case.
    """
    for message in standing:
        if message.chat_id < 0 or await has_private_chat(session, message.chat_id):
            return True
    return bool(await folds.without_card(session, case.key))


async def _is_widest(session: AsyncSession, alert: alerts.Alert, case: Case) -> bool:
    nodes = await reach.nodes(session, case)
    return await rings.following(session, alert, nodes) >= len(nodes)


async def _told(session: AsyncSession, case: Case, standing: Sequence[Delivery]) -> str:
    """Return whose staff have the case: its node's, of a confidential one the village's."""
    if not await _somebody_has_it(session, case, standing):
        return ""
    return (await history.first_to_hear(session, case)).name


async def _under_report(
    session: AsyncSession,
    case: Case,
    policy: Policy,
    standing: Standing | None = None,
    *,
    chat_id: int,
) -> Prompt | ReporterCard | GroupLine:
    private = chat_id > 0
    if case.state is State.DRAFT:
        return await prompt(session, case, policy, private=private)
    standing = standing or await outbox.live_in_slots(session, case.key, STAFF, GUARDIAN)
    if private or case.oneself or (case.kind.is_lost and not standing[GUARDIAN]):
        guardian = case.guardian_id is not None
        return await reporter_card(session, case, policy, private=private, guardian=guardian)
    return GroupLine(
        await facts(session, case),
        told=await _told(session, case, standing[STAFF]),
        owner=case.owner_name,
        handed_up=_handed_up(case),
        promised_at=clocks.promised(case),
        promised_by=case.promised_by,
        also=case.reports - 1,
        talk_in_private=case.kind.is_person,
        tells_much=case.kind.is_person and bool(case.photo or case.phone),
    )


async def wind(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Let the clock of a case follow a change of hands; with the old deadline goes what hung on it."""
    before = case.stay
    if await clocks.wind(session, case, policy, at=at) and before is not None:
        await extensions.drop(session, case.key)
        await take_away(session, case, CLOCK, EXTENSION, at=at)


def _handed_up(case: Case) -> bool:
    return case.escalation > 0 and case.owner_id is None and case.is_open


async def refresh(
    session: AsyncSession,
    case: Case,
    policy: Policy,
    *,
    at: datetime,
    but: Collection[Delivery] = (),
) -> None:
    """Queue the present content of every live card of a case; its clock follows what has changed.

    Whoever waits for it in private hears of a real step by a message of its own.

    `but` are staff cards that say it already: nothing has changed since they were drawn.
    """
    await wind(session, case, policy, at=at)
    lane = Lane.DANGER if case.is_urgent else Lane.CARDS
    if case.state in CLOSED:
        await topics.end(session, case, at=at)
    if case.calls and case.unheard_at is None and (case.seen_at or case.state in CLOSED):
        await take_away(session, case, UNHEARD, at=at)
    slots = (STAFF, ring_notices.RINGS, REPORTER, GUARDIAN, progress.NEWS)
    standing = await outbox.live_in_slots(session, case.key, *slots)
    fresh = {message.id for message in but}
    stale = [message for message in standing[STAFF] if message.id not in fresh]
    if stale:
        card = await staff_card(session, case)
        for message in stale:
            shown = await _as_read(session, case, message, card)
            await saying.change(session, message, shown, at=at, lane=lane)
    for message in standing[ring_notices.RINGS]:
        notice = await ring_notices.ring_notice(session, case, policy, at=at)
        await saying.change(session, message, notice, at=at, lane=lane)
    await folds.stir(session, case.key, at=at)
    for message in standing[REPORTER]:
        under = await _under_report(session, case, policy, standing, chat_id=message.chat_id)
        turn, rank = await saying.after_alert(session, message.chat_id, lane)
        await saying.change(session, message, under, at=at, lane=turn, rank=rank)
    for message in standing[GUARDIAN]:
        own = await reporter_card(session, case, policy, private=True, guardian=True)
        await saying.change(session, message, own, at=at, lane=lane)
    await progress.tell(
        session,
        case,
        policy,
        said=standing[progress.NEWS],
        at=at,
        under=[*standing[REPORTER], *standing[GUARDIAN]],
    )
    if case.reports > 1 and (case.kind.is_lost or case.state in CLOSED or case.reopened):
        for merged in await families.merged_into(session, case.key):
            await refresh(session, merged, policy, at=at)


async def _as_read(
    session: AsyncSession, case: Case, message: Delivery, card: StaffCard
) -> StaffCard | OutOfHands:
    """Return the card as it is read: nothing in private to whom the case is no longer open."""
    if not case.is_confidential or message.chat_id < 0:
        return card
    reader = Actor(message.chat_id, "")
    if await history.staff_of(session, case, reader, frozenset(Role)) is not None:
        return card
    return OutOfHands(case.number, (await history.first_to_hear(session, case)).name)


async def answer_report(
    session: AsyncSession,
    case: Case,
    place: Place,
    policy: Policy,
    *,
    beside: bool = False,
    at: datetime,
) -> None:
    """Queue the bot's one answer under a report, or `beside` it in another chat."""
    said = await _under_report(session, case, policy, chat_id=place.chat_id)
    await saying.send(
        session,
        said,
        place,
        at=at,
        lane=Lane.REPLIES,
        case=case,
        slot=REPORTER,
        reply_to=None if beside else case.message_id,
        silent=isinstance(said, Prompt) and said.among_staff,
        once=f"answer:{case.key}:{place.chat_id}",
    )


async def withdraw_everywhere(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Delete the prompt of a forgotten draft, what others told of it and who was called to it.

    Its staff cards say so. What must still be done in the chats no longer belongs to the case, whose
    rows go.
    """
    await remove_prompt(session, case, at=at)
    await take_away(session, case, PREVIEW, RELAY, CALL, UNHEARD, at=at)
    for message in await outbox.live_in_slot(session, case.key, STAFF):
        await saying.change(session, message, Withdrawn(), at=at, lane=Lane.CARDS)
    await topics.end(session, case, at=at)
    await outbox.detach(session, case.key)


async def take_away(session: AsyncSession, case: Case, *slots: str, at: datetime) -> None:
    """Delete what asked staff something that is decided, or that nobody needs to decide any more."""
    for slot in slots:
        for message in await outbox.live_in_slot(session, case.key, slot):
            await saying.remove(session, message, at=at, lane=Lane.DANGER)


async def remove_prompt(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Delete the bot's answer under a report."""
    for message in await outbox.live_in_slot(session, case.key, REPORTER):
        await saying.remove(session, message, at=at, lane=Lane.REPLIES)

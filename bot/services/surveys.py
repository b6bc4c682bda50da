"""After the end of a case: its reporter says whether it is solved, and what is not comes back."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import AlsoEnded, Survey
from bot.domain.clue_cards import SafetyTip
from bot.domain.intake import Understanding
from bot.domain.kinds import Kind, Outcome, Rating
from bot.domain.policy import Policy
from bot.domain.privacy import without_contact
from bot.domain.states import Action
from bot.errors import NotAllowed, Stale
from bot.services import cards, handing, history, occasions, remaining, saying
from bot.services.rights import Actor
from bot.storage import families, outbox, people, repeats, reporters
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.grid import Grid
from bot.storage.outbox import Lane

SLOT = "survey"
STILL_OF_USE = timedelta(days=7)
"""So long after a child has come home its family is advised."""


async def ask(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime, again: str = ""
) -> None:
    """Queue the question to the reporter: in private, else under the own report in the group.

    Once for every end of a case, and `again` for what it lacked.
    """
    assert case.outcome is not None
    if not case.asks_reporter:
        return
    place = await _place(session, case, policy)
    once = f"survey:{case.key}:{case.reopened}{again}"
    if place is None or case.number is None or await outbox.was_queued(session, once):
        return
    await saying.send(
        session,
        Survey(case.key, case.number, case.kind, case.outcome, _why(case)),
        place,
        at=at,
        lane=Lane.CARDS,
        case=case,
        slot=SLOT,
        photo=case.after_photo,
        reply_to=case.message_id if place.chat_id == case.chat_id else None,
        once=once,
    )


def _why(case: Case) -> str | None:
    """Return what staff wrote for whoever waits: the survey may stand in a group."""
    if case.outcome is not Outcome.CANNOT_FIX or case.is_confidential or not case.reason:
        return None
    return without_contact(case.reason)


async def ask_anew(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Ask with the photo that has come meanwhile, in the place of the question without one."""
    standing = await outbox.live_in_slot(session, case.key, SLOT)
    if not standing:
        return
    for message in standing:
        await saying.remove(session, message, at=at, lane=Lane.CARDS)
    await ask(session, case, policy, at=at, again=":photo")


async def advise(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Give the family of a child that has come home a few lines, in private, once."""
    family = case.guardian_id
    if case.kind is not Kind.LOST_CHILD or case.outcome is not Outcome.REUNITED or family is None:
        return
    once = f"tip:{case.key}"
    if not await cards.has_private_chat(session, family) or await outbox.was_queued(session, once):
        return
    place = await cards.account_place(session, family, policy)
    tip = await _tip(session, case, at=at)
    await saying.send(session, tip, place, at=at, lane=Lane.NOTICES, case=case, once=once)


async def advise_late(session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime) -> None:
    """Give the same to a guardian who has opened the private chat only after the end."""
    for case in await families.home_again(session, actor.id, since=at - STILL_OF_USE):
        await advise(session, case, policy, at=at)


async def _tip(session: AsyncSession, case: Case, *, at: datetime) -> SafetyTip:
    """Return what helps that it doesn't happen again, and where parents meet next."""
    paths = [await history.path_of(session, case)]
    if case.home_grid_id is not None:
        paths.append((await session.get_one(Grid, case.home_grid_id)).path)
    meeting = await occasions.for_parents(session, paths, at=at)
    if meeting is None:
        return SafetyTip(case.number or 0)
    return SafetyTip(case.number or 0, meeting.key, meeting.title, meeting.starts_at)


async def tell_others(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Tell whoever met the same how it ended, in private, without sound; nobody else.

    What was merged goes on elsewhere, and they hear of that end.
    """
    assert case.outcome is not None
    if not case.kind.in_public or case.sensitive or case.outcome is Outcome.DUPLICATE:
        return
    users = await repeats.who_met(session, case.key) - {case.reporter_id}
    if not users or case.number is None:
        return
    node = await session.get_one(Grid, case.reported_at_id)
    ended = AlsoEnded(case.number, case.kind, case.category, node.name, case.outcome)
    for user, account in sorted((await people.with_private_chat(session, users)).items()):
        once = f"met:{case.key}:{case.reopened}:{user}"
        if not await outbox.was_queued(session, once):
            place = saying.Place(user, account.locale or policy.locale)
            lane = Lane.NOTICES
            await saying.send(
                session, ended, place, at=at, lane=lane, case=case, silent=True, once=once
            )


async def _place(session: AsyncSession, case: Case, policy: Policy) -> saying.Place | None:
    if case.reporter_id is None:
        return None
    if await cards.has_private_chat(session, case.reporter_id):
        return await cards.account_place(session, case.reporter_id, policy)
    chat = await session.get(Chat, case.chat_id)
    return cards.chat_place(chat, policy) if chat is not None else None


async def waiting(
    session: AsyncSession, actor: Actor, chat_id: int, answered: int | None, told: Understanding
) -> int | None:
    """Return of which case this person is asked: of the message's that they answer, else in either chat.

    None where several may be meant, what they have reported besides is not mended yet, or what is
    `told` is a report of its own: 3号楼水管又漏了, 电梯又坏了 after a lamp.
    """
    if answered is not None:
        ours = await outbox.by_message(session, chat_id, answered)
        case_id = ours.case_id if ours is not None else None
        asked = await outbox.live_in_slot(session, case_id, SLOT) if case_id is not None else ()
    elif told.place.text is not None:
        return None
    else:
        theirs = await reporters.open_of(session, actor.id)
        if any(case.kind.wants_photo for case in theirs):
            return None
        chats = dict.fromkeys((chat_id, actor.id))
        asked = [one for chat in chats for one in await outbox.live_in_chat(session, chat, (SLOT,))]
    cases = {one.case_id: await session.get(Case, one.case_id) for one in asked if one.case_id}
    own = [case for case in cases.values() if case and case.reporter_id == actor.id]
    if len(own) != 1:
        return None
    is_other = answered is None and told.kind not in {"none", own[0].kind}
    return None if is_other else own[0].key


async def rate(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    rating: Rating,
    at: datetime,
) -> Case:
    """Write the reporter's answer down; raises NotAllowed for others, Stale for a second one."""
    case = await history.load(session, case_id)
    if actor.id != case.reporter_id:
        raise NotAllowed("refusal-not-yours")
    asked = await outbox.live_in_slot(session, case.key, SLOT)
    if case.outcome is None or not asked:
        raise Stale
    await history.apply(session, case, Action.RATE, actor, at=at, note=rating)
    answered = Survey(case.key, case.number or 0, case.kind, case.outcome, rated=rating)
    case.rating, case.still_wrong, at_top = rating, None, False
    if rating is Rating.UNSOLVED:
        gone = await outbox.live_in_slot(session, case.key, cards.STAFF)
        at_top = not await handing.bring_back(session, case, actor, policy, at=at)
        await remaining.tell_who_closed(session, case, gone, policy, at=at)
    else:
        await cards.refresh(session, case, policy, at=at)
    wrong = replace(answered, asks=rating is not Rating.SOLVED, at_top=at_top)
    for message in asked:
        await saying.change(session, message, wrong, at=at, lane=Lane.REPLIES)
        message.slot = None if rating is Rating.SOLVED else remaining.ASKED
    return case

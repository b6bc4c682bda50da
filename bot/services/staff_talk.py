"""What staff write among themselves: a case at once, a question, or talk of a case they have."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import CountedFor
from bot.domain.clue_cards import Says
from bot.domain.grid import Audience
from bot.domain.intake import Understanding, understand
from bot.domain.kinds import OFFERED
from bot.domain.policy import Policy
from bot.domain.staff_talk import is_plain, may_mean
from bot.services import attachments, cards, cases, closing, clues, desk, history, saying, twins
from bot.services.clues import Seen
from bot.services.incoming import Incoming
from bot.services.rights import HANDLERS, Actor, Staff, as_staff
from bot.storage import chats, outbox, people
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import Lane
from bot.storage.persons import Person


async def is_heard(session: AsyncSession, chat_id: int) -> bool:
    """Return whether a chat is a bound staff group, where the bot listens uncalled."""
    chat = await session.get(Chat, chat_id)
    return chat is not None and chat.audience is Audience.STAFF and not chat.called_only


async def may_settle(session: AsyncSession, chat_id: int, actor: Actor) -> bool:
    """Return whether 当场办结 may be said here: in a staff group, or in private by staff."""
    if chat_id < 0:
        chat = await session.get(Chat, chat_id)
        return chat is not None and chat.audience is Audience.STAFF
    held = await people.appointments_of(session, actor.id)
    return any(appointment.role in HANDLERS for appointment, _ in held)


async def take(
    session: AsyncSession, case: Case, message: Incoming, meaning: Understanding, policy: Policy
) -> Case | None:
    """Open what staff plainly report or were asked for; of anything else ask whoever said it.

    What looks like an open case of the same lamp or danger is asked about, too, and talk of it
    counts for that case. What is for few to read is asked of nobody there. `case` is its draft.
    Returns None where it is of a case they have.
    """
    case.source = "staff"
    chat = await session.get(Chat, message.chat_id)
    if chat is not None and not (message.on_the_spot or case.sensitive):
        plain = message.by_command or is_plain(meaning, message.text)
        twin = None if plain else await counts_for(session, case, policy, at=message.at)
        if twin is not None:
            await session.delete(case)
            await session.flush()
            return None
        if not plain or await _twin(session, case) is not None:
            return await _ask(session, case, chat, policy)
    case.prompted = False
    await _open(session, case, message, policy)
    return case


async def _twin(session: AsyncSession, draft: Case) -> Case | None:
    return None if draft.kind.is_person else await twins.of_draft(session, draft)


async def counts_for(
    session: AsyncSession, draft: Case, policy: Policy, *, at: datetime
) -> Case | None:
    """Count a draft for the open case that it looks like; returns that one, if there is any.

    What nobody can be named for counts for none.
    """
    twin = await _twin(session, draft)
    if twin is None or draft.reporter_id is None:
        return None
    said_by = Actor(draft.reporter_id, draft.reporter_name)
    await count_for(session, draft, twin, said_by, policy, at=at)
    return twin


async def say_counted(
    session: AsyncSession, draft: Case, twin: Case, policy: Policy, *, at: datetime
) -> None:
    """Tell whoever left the question alone for which case it has counted."""
    chat = await session.get(Chat, draft.chat_id)
    if chat is not None and twin.number is not None:
        place, said = cards.chat_place(chat, policy), CountedFor(twin.number)
        to, lane = draft.message_id, Lane.CARDS
        await saying.send(session, said, place, at=at, lane=lane, reply_to=to, silent=True)


async def _ask(session: AsyncSession, case: Case, chat: Chat, policy: Policy) -> Case:
    """Ask whoever spoke of what may be mere talk, or may be a second report of the same.

    Where a life is at stake staff hear of it as of any draft.
    """
    case.relation_asked = True
    if case.life_safety:
        history.expect_staff(case, policy, at=case.opened_at)
        await desk.tell_staff(session, case, policy, at=case.opened_at)
    place = cards.chat_place(chat, policy)
    await cards.answer_report(session, case, place, policy, at=case.opened_at)
    return case


async def _open(session: AsyncSession, case: Case, message: Incoming, policy: Policy) -> None:
    """Open at once what was written among staff, if the writer works there.

    Staff who miss nobody themselves are not asked whether they are the family.
    """
    staff = await working_here(session, case, message)
    if staff is not None and message.sender is not None:
        case.relation_asked = True
        history.touched(case, staff, at=message.at)
        await history.ensure_submitted(session, case, staff, at=message.at)
        if message.on_the_spot and not case.life_safety and await _is_of(session, staff, case):
            outcome = OFFERED[case.kind][0]
            at = message.at
            case.after_photo = case.photo if case.kind.wants_photo else None
            await closing.end(session, case, staff, policy, outcome=outcome, at=at)
    await cards.wind(session, case, policy, at=message.at)
    await desk.tell_staff(session, case, policy, at=message.at)
    if message.private:
        assert message.sender is not None
        place = await cards.account_place(session, message.sender.id, policy)
        await cards.answer_report(session, case, place, policy, at=message.at)


async def _is_of(session: AsyncSession, staff: Staff, case: Case) -> bool:
    """Whether somebody works where a case is; of what they settled themselves nothing is a secret."""
    path = await history.path_of(session, case)
    return await as_staff(session, Actor(staff.id, staff.name), path) is not None


async def is_unsettled(session: AsyncSession, case_id: int) -> bool:
    """Return whether what was told as 当场办结 is open: it is not the writer's to close."""
    case = await session.get(Case, case_id)
    return case is not None and case.outcome is None and not case.life_safety


async def working_here(session: AsyncSession, case: Case, message: Incoming) -> Staff | None:
    """Return the writer as staff of the case's node, else of any that the group is for."""
    if message.sender is None:
        return None
    paths = [await history.path_of(session, case)]
    paths += [node.path for node in await chats.grids_of(session, message.chat_id)]
    for path in paths:
        if staff := await as_staff(session, message.sender, path):
            return staff
    for one, node in await people.appointments_of(session, message.sender.id):
        if one.role in HANDLERS and any(node.path.startswith(path) for path in paths[1:]):
            return Staff(message.sender.id, one.name, one.role, node.level)
    return None


async def put_to(session: AsyncSession, draft: Case, case: Case, policy: Policy) -> None:
    """Let what was said among staff be a clue of the case they have."""
    said_by = draft.reporter_id
    seen = Seen(
        chat_id=draft.chat_id,
        message_id=draft.message_id,
        sender=Actor(said_by, draft.reporter_name) if said_by is not None else None,
        text=draft.text,
        media="photo" if draft.photo else None,
        source="reply",
        at=draft.opened_at,
    )
    await clues.give(session, case.key, seen, policy)


async def count_for(
    session: AsyncSession, draft: Case, case: Case, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Let a draft count for the open case that it looks like; its photo goes to that one's staff."""
    counted = await cases.also_met(session, case.key, actor, policy, at=at)
    if draft.photo is not None:
        source = (draft.chat_id, draft.message_id)
        await attachments.copy_under_cards(session, counted, source, cards.RELAY, at=at)


async def say_over(
    session: AsyncSession, chat_id: int, actor: Actor, text: str, *, at: datetime
) -> None:
    """Ask staff whether the one case is over that good news among them is of.

    Where it may be of none, or of several, nobody is asked.
    """
    theirs = await outbox.open_cases_in(session, chat_id)
    meant = [case for case in theirs if may_mean(case.kind, case.text, case.place, text)]
    if len(meant) > 1:
        meant = [case for case in meant if await _is_of_sex(session, case, text)]
    if len(meant) == 1:
        over = Says.TAKEN if meant[0].kind.is_found else Says.OVER
        says = None if meant[0].kind.is_lost else over
        await closing.ask_staff(session, meant[0], actor, text, says, at=at)


async def _is_of_sex(session: AsyncSession, case: Case, text: str) -> bool:
    person = await session.get(Person, case.key)
    told = understand(text, known=case.kind).person.sex
    return person is None or None in {told, person.sex} or told == person.sex

"""What those who work on a case write beside it: notes, and what shows that the work is done."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.domain.privacy import without_contact, without_names
from bot.domain.states import Action
from bot.errors import Stale, Unfit
from bot.services import attachments, cards, desk, history
from bot.services.cases import work_on
from bot.services.rights import READERS, Actor
from bot.storage import cases, outbox
from bot.storage.cases import Case

LONGEST = 200
"""Characters of a note, a reason: more is a report, and nobody reads it on a card."""


def require_short(words: str | None) -> None:
    """Raise Unfit for words that are too many."""
    if words is not None and len(words) > LONGEST:
        raise Unfit("refusal-too-long", most=LONGEST, now=len(words))


async def may_note(session: AsyncSession, case_id: int, actor: Actor) -> int | None:
    """Return the number of a case to which the actor may write a note; raises as `write`."""
    case = await history.load(session, case_id)
    await history.require_staff(session, case, actor, READERS)
    await history.require_unended(session, case)
    return case.number


async def case_of(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Return the case whose staff card stands as this message."""
    message = await outbox.by_message(session, chat_id, message_id)
    return message.case_id if message is not None and message.slot == cards.STAFF else None


async def write(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, words: str, at: datetime
) -> None:
    """Write a note into the history, for staff alone; an instructor's ends no silence.

    It stands on the card, so that the reporter's name and any number are left out (promise 4).
    Raises Unfit for too many words, NotAllowed, or Stale once the case has ended.
    """
    await may_note(session, case_id, actor)
    require_short(words)
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor, READERS)
    note = without_contact_of(case, words)
    await history.apply(session, case, Action.NOTE, staff, at=at, note=note)
    await cards.refresh(session, case, policy, at=at)


async def say_why(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, words: str, at: datetime
) -> None:
    """Write down what is still wrong after a check, and tell whoever goes on with it; raises as `write`.

    Whoever has long gone on, or has it after them, reads it in the history alone.
    """
    await write(session, case_id, actor, policy, words=words, at=at)
    case = await history.load(session, case_id)
    if await _is_sent_back(session, case):
        await cards.take_away(session, case, cards.CLOCK, at=at)
        why = without_contact_of(case, words)
        await desk.tell_owner(session, case, policy, why=why, at=at)


async def _is_sent_back(session: AsyncSession, case: Case) -> bool:
    """Return whether it has stayed with whoever it went back to at the check."""
    steps = await cases.history(session, case.key)
    moved = [step.action for step in steps if step.to_state is not step.from_state]
    return moved[-1:] == [Action.FAIL]


def without_contact_of(case: Case, words: str) -> str:
    """Return words as a card may show them: without numbers, and without the reporter's name."""
    return without_contact(without_names(words, (), case.reporter_name))


def wants_proof(case: Case) -> bool:
    """Whether a photo is to show that the work is done, and nothing was said of it yet."""
    return case.kind.wants_photo and case.after_photo is None and case.no_photo is None


async def prove(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    source: tuple[int, int],
    photo: str | None,
    words: str,
    at: datetime,
) -> Case:
    """Take a photo that shows that the work is done, or the reason why there is none.

    `source` is the chat and message of the photo, which goes under every staff card. Raises Unfit for
    too many words.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    if not case.kind.wants_photo:
        raise Stale
    require_short(words)
    words = without_contact_of(case, words)
    case.after_photo, case.no_photo = photo or case.after_photo, None if photo else words
    await history.apply(session, case, Action.PROVE, staff, at=at, note=case.no_photo)
    await cards.refresh(session, case, policy, at=at)
    if photo is not None:
        await attachments.attach(session, case, source, caption=words, at=at)
    return case

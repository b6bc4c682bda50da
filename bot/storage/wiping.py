"""What is forgotten of a case when its time is over: everything personal."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.states import Action
from bot.storage.cases import Attachment, Case, Step
from bot.storage.clues import Clue
from bot.storage.families import GOES_ON_ELSEWHERE
from bot.storage.persons import Person
from bot.storage.repeats import AlsoMet


async def to_be_wiped(session: AsyncSession, *, closed_before: datetime) -> Sequence[int]:
    """Return cases that ended before that and still hold something personal."""
    query = select(Case.id).where(
        col(Case.wiped_at).is_(None), col(Case.closed_at) <= closed_before, ~GOES_ON_ELSEWHERE
    )
    return [key for key in await session.exec(query.limit(100)) if key is not None]


async def ended(session: AsyncSession) -> Sequence[tuple[int, datetime]]:
    """Return number and end of every ended case that still holds something personal, oldest first."""
    query = select(Case.number, Case.closed_at).where(
        col(Case.wiped_at).is_(None), col(Case.closed_at).is_not(None), ~GOES_ON_ELSEWHERE
    )
    rows = await session.exec(query.order_by(col(Case.closed_at), col(Case.id)))
    return [(number, at) for number, at in rows if number is not None and at is not None]


async def wipe(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Empty every personal column of a case and its rows; who on staff did what stays on record."""
    theirs = {case.reporter_id, case.guardian_id} - {None}
    steps = update(Step).where(col(Step.case_id) == case.id)
    await session.exec(
        steps.where(col(Step.actor_id).in_(theirs)).values(actor_id=None, actor=None, note=None)
    )
    decided = steps.where(col(Step.action) == Action.DECIDE)
    await session.exec(decided.values(note=None))
    explained = steps.where(
        col(Step.action).in_((Action.SHOW_PHOTO, Action.PROVE, Action.NOTE, Action.STILL))
    )
    await session.exec(explained.values(note=None))
    closings = select(Step).where(Step.case_id == case.id, Step.action == Action.CLOSE)
    for step in await session.exec(closings):  # the outcome stays, why it was so goes
        step.note = step.note and step.note.partition(":")[0]
    put_off = steps.where(col(Step.action).in_((Action.ASK_EXTENSION, Action.EXTEND)))
    await session.exec(put_off.values(note=None))
    said = {"text": "", "name": "", "user_id": None}
    await session.exec(update(Clue).where(col(Clue.case_id) == case.id).values(**said))
    for table in (Person, AlsoMet, Attachment):
        await session.exec(delete(table).where(col(table.case_id) == case.id))
    if case.kind.is_person:
        case.place = case.lat = case.lon = None
    case.text = case.reporter_name = ""
    case.reason = case.photo = case.voice = case.phone = case.notice = None
    case.photo_reason = case.police_number = case.decision = None
    case.photo_reason = case.police_number = case.after_photo = case.no_photo = None
    case.still_wrong = None
    case.reporter_id = case.guardian_id = None
    case.wiped_at = at
    await session.flush()

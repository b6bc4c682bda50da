"""Who belongs to a missing person's case: the guardian, and those of what was joined to it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.kinds import Kind, Outcome
from bot.domain.states import OPEN
from bot.storage.cases import Case, CaseLink
from bot.storage.clues import Clue

JOINED = "joined"
"""The relation of a case to a later one of the same missing person: both families hear of it."""
SAME_PERSON = "same_person"
"""The relation of two cases of which staff have said 是同一人."""

_INTO = aliased(Case)


def _merged(into: ColumnElement[bool]) -> Select[tuple[int]]:
    """Return the cases that were merged into such a one (of `_INTO`), by however many steps."""
    case_id, goes_on = col(Case.id), col(Case.merged_into_id)
    first = sql_select(case_id).join(_INTO, col(_INTO.id) == goes_on).where(into)
    found = first.cte(recursive=True)
    return sql_select(found.union(sql_select(case_id).join(found, goes_on == found.c.id)).c.id)


GOES_ON_ELSEWHERE = col(Case.guardian_id).is_not(None) & col(Case.id).in_(
    _merged(col(_INTO.state).in_(OPEN))
)
"""Whether a case that was merged makes its guardian family of one that is open."""


async def merged_into(session: AsyncSession, case_id: int) -> Sequence[Case]:
    """Return the cases that go on in this one, oldest first."""
    merged = col(Case.id).in_(_merged(col(_INTO.id) == case_id))
    return (await session.exec(select(Case).where(merged).order_by(col(Case.id)))).all()


async def guarded_by(session: AsyncSession, user_id: int) -> Sequence[Case]:
    """Return the open cases of whose family this user is, by what joined them too, newest first."""
    goes_on = col(Case.merged_into_id)
    into = sql_select(goes_on).where(col(Case.guardian_id) == user_id).cte(recursive=True)
    merged = into.union(sql_select(goes_on).join(into, col(Case.id) == into.c.merged_into_id))
    joined = select(CaseLink.case_id).join(Case, col(Case.id) == CaseLink.other_id)
    joined = joined.where(Case.guardian_id == user_id, CaseLink.relation == JOINED)
    kin = select(Clue.case_id).where(Clue.user_id == user_id, col(Clue.family).is_(True))
    keys = sql_select(merged.c.merged_into_id).union_all(joined, kin)
    theirs = (col(Case.guardian_id) == user_id) | col(Case.id).in_(keys)
    query = select(Case).where(theirs, col(Case.state).in_(OPEN))
    return (await session.exec(query.order_by(col(Case.id).desc()))).all()


async def home_again(session: AsyncSession, user_id: int, *, since: datetime) -> Sequence[Case]:
    """Return the cases of this guardian's children who have come home since then."""
    query = select(Case).where(
        Case.guardian_id == user_id,
        Case.kind == Kind.LOST_CHILD,
        Case.outcome == Outcome.REUNITED,
        col(Case.closed_at) >= since,
    )
    return (await session.exec(query.order_by(col(Case.id)))).all()


async def number_of_same(session: AsyncSession, case: Case) -> int | None:
    """Return the number of the open case that staff have joined this one to, the earliest."""
    if not case.kind.is_lost:
        return None
    earlier = select(CaseLink.case_id).where(
        CaseLink.other_id == case.id, CaseLink.relation == JOINED
    )
    query = select(Case.number).where(col(Case.id).in_(earlier), col(Case.state).in_(OPEN))
    return (await session.exec(query.order_by(col(Case.id)))).first()


async def said_to_be_same(session: AsyncSession, case_id: int, other_id: int) -> bool:
    """Return whether staff have said that two cases are of one person."""
    return await session.get(CaseLink, (case_id, other_id, SAME_PERSON)) is not None


async def joined_with(session: AsyncSession, case_id: int) -> Sequence[int]:
    """Return the cases that staff have joined to this one, or this one to."""
    links = select(CaseLink).where(
        (col(CaseLink.case_id) == case_id) | (col(CaseLink.other_id) == case_id),
        CaseLink.relation == JOINED,
    )
    found = await session.exec(links.order_by(col(CaseLink.case_id), col(CaseLink.other_id)))
    return [one.other_id if one.case_id == case_id else one.case_id for one in found]


async def family_of(session: AsyncSession, case: Case) -> Sequence[int]:
    """Return the guardian of a case, then those of what staff joined to it: the other parent.

    Whoever only answered the alert follows, once staff have spoken to them.
    """
    same = select(CaseLink.other_id).where(CaseLink.case_id == case.id, CaseLink.relation == JOINED)
    query = select(Case.guardian_id).where(
        col(Case.id).in_(_merged(col(_INTO.id) == case.id)) | col(Case.id).in_(same),
        col(Case.guardian_id).is_not(None),
    )
    joined = await session.exec(query.order_by(col(Case.id)))
    kin = select(Clue.user_id).where(Clue.case_id == case.id, col(Clue.family).is_(True))
    family = (case.guardian_id, *joined, *await session.exec(kin.order_by(col(Clue.id))))
    return list(dict.fromkeys(one for one in family if one is not None))

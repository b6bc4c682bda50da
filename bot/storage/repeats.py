"""What was told before of the same matter, and who else has told it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.states import State
from bot.storage.base import SQLModel
from bot.storage.cases import Case
from bot.storage.persons import Person
from bot.storage.types import ChatId, Instant

COMPARED = 20
"""With so many open cases, the newest, a new report is compared."""


REMEMBERED = 1_000
"""So many settled reports of a node, the latest, are asked whether they name a corner too."""


class AlsoMet(SQLModel, table=True):
    """A resident who pressed 我也遇到, once per case."""

    __tablename__ = "also_met"

    case_id: int = Field(foreign_key="cases.id", primary_key=True, ondelete="CASCADE")
    user_id: int = Field(sa_type=ChatId, primary_key=True)
    at: datetime = Field(sa_type=Instant)


async def also_settled_at(session: AsyncSession, case: Case, name: str) -> bool:
    """Return whether another person's settled report from the same node names the same corner.

    Of the latest that were settled there: words may be sealed, so the database can't look.
    """
    query = (
        select(Case.place, Person.last_seen_place)
        .join(Person, col(Person.case_id) == Case.id, isouter=True)
        .where(
            func.coalesce(Case.origin_id, Case.grid_id) == case.reported_at_id,
            Case.state == State.RESOLVED,
            Case.reporter_id != case.reporter_id,
            col(Case.sensitive).is_(False),
            col(Case.exercise).is_(False),
            col(Person.guessed).is_(None) | ~col(Person.guessed).contains("last_seen_place"),
        )
        .order_by(col(Case.id).desc())
        .limit(REMEMBERED)
    )
    places = [seen or place or "" for place, seen in await session.exec(query)]
    return any(name in place for place in places)


async def open_alike(
    session: AsyncSession, case: Case, reported_at: Collection[int], *, since: datetime
) -> Sequence[Case]:
    """Return open cases of the same kind that anybody may know of, reported at these nodes, oldest first."""
    query = select(Case).where(
        (col(Case.grid_id).in_(reported_at) & col(Case.origin_id).is_(None))
        | col(Case.origin_id).in_(reported_at),
        Case.opened_at > since,
        Case.kind == case.kind,
        col(Case.outcome).is_(None),
        col(Case.number).is_not(None),
        col(Case.sensitive).is_(False),
        col(Case.by_hand).is_(False),
        col(Case.exercise).is_(case.exercise),
    )
    latest = (await session.exec(query.order_by(col(Case.id).desc()).limit(COMPARED))).all()
    return latest[::-1]


async def who_met(session: AsyncSession, case_id: int) -> set[int]:
    """Return who pressed 我也遇到 of a case, or of one merged into it, and who reported those."""
    both = select(col(Case.id).label("id")).where(Case.id == case_id).cte(recursive=True)
    both = both.union(
        select(col(Case.id).label("id")).join(both, col(Case.merged_into_id) == both.c.id)
    )
    keys = select(both.c.id)
    met = select(AlsoMet.user_id).where(col(AlsoMet.case_id).in_(keys))
    merged = select(Case.reporter_id).where(col(Case.id).in_(keys), Case.id != case_id)
    found = {*await session.exec(met), *await session.exec(merged)}
    return {user for user in found if user is not None}

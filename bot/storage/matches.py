"""Pairs of cases that may be about one person, and of which staff were asked, each once."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, UniqueConstraint, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.kinds import PERSONS
from bot.domain.match_cards import SamePerson
from bot.domain.posts import view_name
from bot.domain.states import State
from bot.storage.base import SQLModel
from bot.storage.cases import Case
from bot.storage.outbox import Post
from bot.storage.persons import Person
from bot.storage.questions import NOW, find_due
from bot.storage.types import NEVER_AGAIN, ChatId, Instant, Personal

COMPARED = 500
"""With so many open cases, the newest, one person is compared."""


class Match(SQLModel, table=True):
    """Staff were asked whether two cases are about one person; what they said stays."""

    __tablename__ = "match"
    __table_args__ = (UniqueConstraint("one_id", "other_id"), NEVER_AGAIN)

    id: int | None = Field(default=None, primary_key=True)
    one_id: int = Field(foreign_key="cases.id", ondelete="CASCADE")
    """Of the missing person; the earlier, where both are missed or both were found."""
    other_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    score: int
    at: datetime = Field(sa_type=Instant)
    same: bool | None = None
    """None while nobody has decided."""
    over: bool = False
    """Nobody decided before one of the two was found; should the search go on, it is asked again."""
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: int | None = Field(default=None, sa_type=ChatId)
    decided_name: str | None = Field(default=None, sa_type=Personal)

    @property
    def key(self) -> int:
        """The row's id; a stored pair always has one."""
        assert self.id is not None
        return self.id

    def beside(self, case_id: int) -> int:
        """Return the other case of the pair."""
        return self.other_id if case_id == self.one_id else self.one_id


DUE = select(Person.case_id).where(col(Person.compare_at) <= NOW).order_by(col(Person.compare_at))


async def due(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases of persons of whom something new is known, or who are looked for no longer."""
    return await find_due(session, DUE, now)


async def candidates(session: AsyncSession, case: Case) -> Sequence[tuple[Case, Person]]:
    """Return the open cases with which a person's is compared and was not yet, the newest first."""
    asked = col(Match.over).is_(False)
    before = select(Match.one_id).where(Match.other_id == case.id, asked)
    after = select(Match.other_id).where(Match.one_id == case.id, asked)
    query = (
        select(Case, Person)
        .join(Person, col(Person.case_id) == Case.id)
        .where(
            col(Case.outcome).is_(None),
            col(Case.number).is_not(None),
            Case.state != State.PENDING_CHECK,
            col(Case.kind).in_(PERSONS),
            col(Case.exercise).is_(case.exercise),
            Case.id != case.id,
            col(Case.id).not_in(before),
            col(Case.id).not_in(after),
        )
        .order_by(col(Case.id).desc())
    )
    return (await session.exec(query.limit(COMPARED))).all()


async def ask(session: AsyncSession, one: int, other: int, score: int, *, at: datetime) -> Match:
    """Store a pair that staff are asked about, or again."""
    query = select(Match).where(Match.one_id == one, Match.other_id == other)
    pair = (await session.exec(query)).first() or Match(
        one_id=one, other_id=other, score=score, at=at
    )
    pair.score, pair.at, pair.over = score, at, False
    session.add(pair)
    await session.flush()
    return pair


async def of_case(session: AsyncSession, case_id: int) -> Sequence[Match]:
    """Return every pair that a case is in, the likeliest first."""
    query = select(Match).where((Match.one_id == case_id) | (Match.other_id == case_id))
    return (await session.exec(query.order_by(col(Match.score).desc(), col(Match.id)))).all()


async def locked(session: AsyncSession, match_id: int) -> Match | None:
    """Load a pair for a decision; the second of two who decide sees what the first has said."""
    query = select(Match).where(Match.id == match_id).with_for_update()
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def same_as(session: AsyncSession, case_id: int) -> Sequence[int]:
    """Return the cases of which staff have said that they are about the same person."""
    return [pair.beside(case_id) for pair in await of_case(session, case_id) if pair.same]


async def forget(session: AsyncSession, case_id: int) -> None:
    """Empty what the other case's staff were shown of the person of this one."""
    for pair in await of_case(session, case_id):
        said = select(Post).where(
            Post.case_id == pair.beside(case_id), Post.view == view_name(SamePerson)
        )
        for post in await session.exec(said):
            if post.params["match_id"] == pair.key:
                post.view, post.params, post.photo = "withdrawn", {}, None
    await session.flush()

"""Quizzes: which poll asks what, and how many have answered; nobody's name, nobody's answer."""

from collections.abc import Collection

from sqlalchemy import func, or_, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.themes import Theme
from bot.storage.base import SQLModel
from bot.storage.grid import Grid, under
from bot.storage.types import Word, one_of


class QuizPoll(SQLModel, table=True):
    """A question that stands in a private chat and has not been answered yet; whose, is not kept."""

    __tablename__ = "quiz_poll"
    __table_args__ = (one_of("theme", Theme),)

    poll_id: str = Field(primary_key=True, max_length=40)
    theme: Theme = Field(sa_type=Word(Theme))
    question: int
    right_option: int
    grid_id: int | None = Field(default=None, foreign_key="grid.id", ondelete="CASCADE")


class QuizCount(SQLModel, table=True):
    """How many people of a grid have answered a question of a theme, and how many rightly."""

    __tablename__ = "quiz_count"
    __table_args__ = (one_of("theme", Theme),)

    grid_id: int = Field(foreign_key="grid.id", primary_key=True, ondelete="CASCADE")
    theme: Theme = Field(sa_type=Word(Theme), primary_key=True)
    question: int = Field(primary_key=True)
    answered: int = 0
    right: int = 0


async def take(session: AsyncSession, poll_id: str) -> QuizPoll | None:
    """Return an unanswered question and forget it: it counts once."""
    poll = await session.get(QuizPoll, poll_id, with_for_update=True)
    if poll is not None:
        await session.delete(poll)
    return poll


async def count(session: AsyncSession, poll: QuizPoll, *, right: bool) -> None:
    """Add one answer to the figures of its grid."""
    assert poll.grid_id is not None
    key = (poll.grid_id, poll.theme, poll.question)
    if await session.get(QuizCount, key) is None:
        session.add(QuizCount(grid_id=key[0], theme=key[1], question=key[2]))
        await session.flush()
    more = update(QuizCount).where(
        col(QuizCount.grid_id) == key[0],
        col(QuizCount.theme) == key[1],
        col(QuizCount.question) == key[2],
    )
    values = {"answered": QuizCount.answered + 1, "right": QuizCount.right + int(right)}
    await session.exec(more.values(**values).execution_options(synchronize_session=False))


async def answered(session: AsyncSession, theme: Theme, paths: Collection[str]) -> tuple[int, int]:
    """Return how many questions of a theme were answered in these subtrees, and how many rightly."""
    if not paths:
        return 0, 0
    query = (
        select(func.sum(QuizCount.answered), func.sum(QuizCount.right))
        .join(Grid, col(Grid.id) == QuizCount.grid_id)
        .where(col(QuizCount.theme) == theme, or_(*map(under, paths)))
    )
    found, right = (await session.exec(query)).one()
    return int(found or 0), int(right or 0)

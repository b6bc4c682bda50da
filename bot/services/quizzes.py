"""Quizzes of a theme: asked in private, counted for the grid where one lives, of nobody by name."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.themes import ANSWERS, Theme
from bot.services.rights import Actor
from bot.storage import grid, people, quizzes
from bot.storage.people import Account
from bot.storage.quizzes import QuizPoll


async def asked(
    session: AsyncSession, actor: Actor, theme: Theme, polls: Sequence[tuple[int, str]]
) -> None:
    """Remember what polls ask (question, poll), until they are answered; not whom."""
    node = await _grid_of(session, actor)
    for question, poll_id in polls:
        right = ANSWERS[theme][question]
        session.add(
            QuizPoll(
                poll_id=poll_id, theme=theme, question=question, right_option=right, grid_id=node
            )
        )


async def _grid_of(session: AsyncSession, actor: Actor) -> int | None:
    """Return where somebody lives or works; of a stranger the top of the grid."""
    account = await session.get(Account, actor.id)
    if account is not None and account.home_grid_id is not None:
        return account.home_grid_id
    worked_for = await people.appointments_of(session, actor.id)
    if worked_for:
        return worked_for[0][1].key
    tops = await grid.children(session, None)
    return tops[0].key if tops else None


async def answer(session: AsyncSession, poll_id: str, options: Sequence[int]) -> None:
    """Count an answer, once; who gave it nobody knows."""
    if not options:
        return
    poll = await quizzes.take(session, poll_id)
    if poll is not None and poll.grid_id is not None:
        await quizzes.count(session, poll, right=list(options) == [poll.right_option])

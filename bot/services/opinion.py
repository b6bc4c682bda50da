"""The second opinion on a submitted report: what is asked, and what the answer adds to the case.

Asking is `bot.opinion`'s: nothing here waits for anybody.
"""

from collections.abc import Callable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.opinion import (
    Question,
    columns,
    is_for_strangers,
    masked,
    may_be_guessed,
    pointed_at,
)
from bot.domain.policy import Policy
from bot.domain.states import SOUGHT, Action
from bot.services import cards, corrections, history, previews
from bot.storage import cases
from bot.storage.cases import Case
from bot.storage.persons import Person

Ask = Callable[[int], None]
"""Asks for a second opinion on a case that was just submitted, if one is wanted; nobody waits."""


async def question(session: AsyncSession, case_id: int) -> Question | None:
    """Return what may be asked about a case; None where nothing is missing, or nobody else may read it."""
    case = await session.get(Case, case_id)
    person = await session.get(Person, case_id)
    return None if case is None or person is None else _question(case, person)


def _question(case: Case, person: Person) -> Question | None:
    if case.state not in SOUGHT or not is_for_strangers(
        case.kind,
        sensitive=case.sensitive,
        exercise=case.exercise,
        vulnerable=person.vulnerable,
    ):
        return None
    fields = tuple(
        field for field in may_be_guessed(case.kind) if getattr(person, field.value) is None
    )
    text = masked(case.text, case.kind, case.reporter_name, person.name or "")
    return Question(case.kind, text, fields) if fields and text else None


async def take(
    session: AsyncSession, case_id: int, answer: str, policy: Policy, *, at: datetime
) -> bool:
    """Keep the guesses of an answer for what is still missing, as the case stands now.

    Returns whether it had any. Where an alert is out staff are offered its new words, as after 补充.
    """
    case = await cases.locked(session, case_id)
    person = await session.get(Person, case_id)
    asked = _question(case, person) if case is not None and person is not None else None
    if case is None or person is None or asked is None:
        return False
    now = case.opened_at.astimezone(policy.timezone)
    guessed = False
    for field, words in pointed_at(answer, asked).items():
        guessed |= person.guess(columns(field, words, case.kind, now=now))
    if guessed:
        await history.apply(session, case, Action.GUESS, None, at=at)
        await cards.refresh(session, case, policy, at=at)
        await previews.refresh(session, case, policy, at=at)
        await corrections.offer(session, case, policy, at=at)
    return guessed

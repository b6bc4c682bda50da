"""How the program is doing, in numbers: for `/metrics`, the daily line and the alarms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.kinds import Kind
from bot.storage import figures
from bot.storage.figures import Waiting


@dataclass(frozen=True)
class Figures:
    """What waits in the outbox, and the open cases of each kind with how many are overdue."""

    at: datetime
    waiting: Sequence[Waiting]
    cases: Mapping[Kind, tuple[int, int]]


async def measure(session: AsyncSession, *, at: datetime) -> Figures:
    """Return the numbers of this moment; its cost grows with what is open, not with what was."""
    return Figures(
        at=at,
        waiting=await figures.waiting(session, at=at),
        cases=await figures.open_cases(session, at=at),
    )

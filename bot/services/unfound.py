"""An all-clear that came too early: whoever read it reads that the search goes on."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import AllClear
from bot.domain.alerts import Ending
from bot.services import saying, watching
from bot.storage import alerts, everywhere, families
from bot.storage.cases import Case
from bot.storage.outbox import Purpose

NEWS = frozenset({Ending.FOUND, Ending.OVER, Ending.SEARCH_ENDED})
"""After these nobody looks out any more."""


async def say_so(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """After 核查不通过 or 重新办理: the good news is changed where it stands, and the thanks under it go.

    That goes for what was merged into the case as well. Nobody is described again before somebody
    publishes again.
    """
    for one in (case, *await families.merged_into(session, case.key)):
        await _take_back(session, one, at=at)


async def _take_back(session: AsyncSession, case: Case, *, at: datetime) -> None:
    told = [one for one in await alerts.over(session, case.key) if one.ending in NEWS]
    if not case.kind.is_lost or not told:
        return
    assert case.number is not None
    card = AllClear(number=case.number, kind=case.kind, at=at, ending=Ending.NOT_FOUND)
    words = await saying.post(session, card, case_id=case.id, at=at)
    for alert in told:
        alert.ending = Ending.NOT_FOUND
        await everywhere.change(session, alert.key, words, Purpose.UPDATE, at=at)
        await everywhere.take_answers_away(session, alert.key, at=at)
        await watching.end(session, alert, words, Purpose.UPDATE, at=at)

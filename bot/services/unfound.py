"""An all-clear that came too early: whoever read it reads that the search goes on."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import AllClear
from bot.domain.alerts import AlertStatus
from bot.services import saying, watching
from bot.storage import alerts, everywhere
from bot.storage.cases import Case
from bot.storage.outbox import Purpose


async def say_so(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """After 核查不通过 or 重新办理: the good news is changed where it stands, and the thanks under it go.

    Nobody is described again before somebody publishes again.
    """
    last = await alerts.newest(session, case.key)
    if not case.kind.is_lost or last is None or last.status is not AlertStatus.CLEARED:
        return
    assert case.number is not None
    card = AllClear(number=case.number, kind=case.kind, at=at, reason="not_found")
    words = await saying.post(session, card, case_id=case.id, at=at)
    for alert in await alerts.cleared(session, case.key):
        await everywhere.change(session, alert.key, words, Purpose.UPDATE, at=at)
        await everywhere.take_answers_away(session, alert.key, at=at)
        await watching.end(session, alert, words, Purpose.UPDATE, at=at)

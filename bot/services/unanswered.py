"""A person's alert that staff of a grid leave unanswered: the level above hears, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.domain.boards import Unanswered
from bot.domain.grid import lineage, nearest
from bot.domain.policy import Policy
from bot.services import board, history, saying
from bot.services.cards import chat_place
from bot.services.saying import Drawing
from bot.storage import alerts, chats, outbox, watches
from bot.storage.alerts import Alert
from bot.storage.boards import WATCH
from bot.storage.cases import Case
from bot.storage.outbox import UNSETTLED, Lane
from bot.storage.watches import UNANSWERED, Late

Group = tuple[chats.Chat, int]


@dataclass(frozen=True)
class _Told:
    """A staff group above, and the watches that it now hears are silent."""

    group: Group
    silent: list[int] = field(default_factory=list)


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases of alerts that somebody should have answered by now."""
    return await watches.unanswered(session, at)


async def climb(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """Tell the next staff group above of the grids below it that are silent, in one message."""
    case = await history.load(session, case_id)
    alert = await alerts.active(session, case.key)
    if alert is None or policy.unanswered is None:
        return
    late = await watches.late(session, alert.key, at)
    line = {above for one in late for above in lineage(one.path)[1:]}
    groups = await chats.staff_at(session, line)
    told: dict[int, _Told] = {}
    for one in late:
        patient_until = _patient_until(one, policy.unanswered, at)
        above = _above(one, groups)
        one.watch.due_at = patient_until
        if patient_until is None and above is not None:
            one.watch.told_id, one.watch.due_at = above[1], at + policy.unanswered
            told.setdefault(above[0].id, _Told(above)).silent.append(one.watch.delivery_id)
    for news in told.values():
        await _tell(session, alert, case, news, policy, at=at)


def _patient_until(late: Late, patience: timedelta, at: datetime) -> datetime | None:
    """Return until when nobody is told: the message has to stand so long before it is unanswered."""
    if late.message.status in UNSETTLED:
        return at + patience
    since = late.message.sent_at
    first = late.watch.told_id == late.message.grid_id
    return since + patience if first and since and since + patience > at else None


def _above(late: Late, groups: dict[str, Group]) -> Group | None:
    others = {path: group for path, group in groups.items() if group[0].id != late.message.chat_id}
    upwards = lineage(late.path)[1:]
    return nearest(upwards[0], others) if upwards else None


async def _tell(
    session: AsyncSession, alert: Alert, case: Case, news: _Told, policy: Policy, *, at: datetime
) -> None:
    """Name the silent grids: once with sound, later ones in the same message."""
    chat, node = news.group
    known = await watches.standing_in(session, alert.key, (UNANSWERED,))
    if chat.id in known:
        await watches.name_silent(session, known[chat.id], news.silent)
        await board.stir(session, alert, at=at)
        return
    beside = await watches.standing_in(session, alert.key, (board.BOARD, WATCH))
    answers = await session.get(outbox.Delivery, beside.get(chat.id, 0))
    message = await saying.send(
        session,
        Unanswered(case.number or 0, await watches.grids_of(session, news.silent)),
        chat_place(chat, policy, node),
        at=at,
        lane=Lane.DANGER,
        case=case,
        slot=UNANSWERED,
        answers=answers,
    )
    message.alert_id = alert.key
    await saying.keep_live(session, message, due_at=None)
    await watches.name_silent(session, message.key, news.silent)


async def draw(
    session: AsyncSession, message: outbox.Delivery, _policy: Policy, _at: datetime
) -> Drawing:
    """Draw the message anew: who has answered meanwhile is named no longer."""
    alert = await session.get_one(Alert, message.alert_id)
    case = await session.get_one(Case, alert.case_id)
    silent = await watches.still_silent(session, message.key)
    over = alert.status is not AlertStatus.ACTIVE
    return Drawing(Unanswered(case.number or 0, silent, over))

"""Why a group has, or has not, got an alert: one sentence a step, for whoever runs the program."""

from collections.abc import AsyncIterator
from datetime import datetime, tzinfo

from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.domain.cap import cap
from bot.domain.grid import GridLevel
from bot.domain.policy import Policy
from bot.errors import NotFound
from bot.services import reach, rings, wording
from bot.storage import cases, grid
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.chats import PUBLIC, Chat, ChatGrid
from bot.storage.outbox import Delivery, Op, Purpose, Status

BECAME = {
    Status.QUEUED: "waits for its turn",
    Status.SENDING: "is on its way",
    Status.RETRYING: "is tried again",
    Status.SENT: "was sent",
    Status.REFUSED: "was refused",
    Status.UNKNOWN: "may have been sent, no answer came",
    Status.DROPPED: "was given up",
}


async def why(
    session: AsyncSession, number: int, chat_id: int, policy: Policy, zone: tzinfo
) -> list[str]:
    """Return what happened to a case's alert on its way to a group. Raises NotFound without a case."""
    case = await cases.by_number(session, number)
    if case is None:
        raise NotFound
    steps = [step async for step in _about_chat(session, chat_id)]
    published = await _published(session, case)
    if not published:
        return [*steps, f"Case {number} was never published; it is {case.state}."]
    for alert in published:
        steps += [step async for step in _about_alert(session, alert, case, chat_id, policy, zone)]
    return steps


async def _about_chat(session: AsyncSession, chat_id: int) -> AsyncIterator[str]:
    chat = await session.get(Chat, chat_id)
    if chat is None:
        yield f"{chat_id} is bound to no grid: import it, or write /bind there."
        return
    query = select(grid.Grid).join(ChatGrid, col(ChatGrid.grid_id) == grid.Grid.id)
    nodes = (await session.exec(query.where(ChatGrid.chat_id == chat_id))).all()
    names = ", ".join(f"{node.code} {node.name}" for node in nodes) or "no grid"
    yield f"{chat_id} is a group for {chat.audience} of {names}."
    if chat.audience not in PUBLIC:
        yield (
            "Alerts go to residents' and business groups; "
            "staff groups have the card, or are asked to answer."
        )
    if chat.lost_at is not None:
        yield f"The bot can't write there any more: {chat.lost_reason}."


async def _published(session: AsyncSession, case: Case) -> list[Alert]:
    query = select(Alert).where(Alert.case_id == case.key).order_by(col(Alert.id))
    return list((await session.exec(query)).all())


async def _about_alert(
    session: AsyncSession, alert: Alert, case: Case, chat_id: int, policy: Policy, zone: tzinfo
) -> AsyncIterator[str]:
    yield f"Alert {alert.id} ({alert.level}) was published at {_time(alert.published_at, zone)}."
    yield await _in_cap(session, alert, case)
    ring, nodes = await _ring_of(session, case, chat_id), await reach.nodes(session, case)
    if ring is None:
        yield "No ring of the case holds this group."
    elif ring <= alert.ring:
        yield f"It is in ring {ring}; ring {alert.ring} was the last that was told."
    else:
        following = await rings.following(session, alert, nodes)
        waits = _waits(alert, case, ring, nodes[ring].level, policy, zone, following=following)
        yield f"It is in ring {ring}, which was not told{waits}."
    its = select(Delivery.id).where(Delivery.alert_id == alert.id)
    query = select(Delivery).where(
        Delivery.chat_id == chat_id,
        or_(col(Delivery.alert_id) == alert.id, col(Delivery.double_of).in_(its)),
    )
    for row in await session.exec(query.order_by(col(Delivery.id))):
        yield _delivered(row, zone)
    if alert.status is not AlertStatus.ACTIVE and alert.ended_at is not None:
        yield f"The alert was {alert.status} at {_time(alert.ended_at, zone)}."


async def _in_cap(session: AsyncSession, alert: Alert, case: Case) -> str:
    said = await wording.standing(session, alert)
    updated = said is not None and said[0].updated_at is not None
    values = cap(
        alert.level,
        case.kind,
        alert.status,
        verified=alert.verified,
        updated=updated,
        exercise=alert.exercise,
    )
    return (
        f"In CAP it is {values.status}, {values.msg_type}: urgency {values.urgency}, "
        f"severity {values.severity}, certainty {values.certainty}."
    )


async def _ring_of(session: AsyncSession, case: Case, chat_id: int) -> int | None:
    for ring, groups in enumerate(await reach.rings_of(session, case)):
        if any(chat.id == chat_id for chat in groups):
            return ring
    return None


def _waits(
    alert: Alert,
    case: Case,
    ring: int,
    reaches: GridLevel,
    policy: Policy,
    zone: tzinfo,
    *,
    following: int,
) -> str:
    if alert.status is not AlertStatus.ACTIVE:
        return " before the alert ended"
    if alert.held_at is not None:
        return f": widening is on hold since {_time(alert.held_at, zone)}"
    if case.by_hand and ring > 0:
        return ": staff chose where it goes, and only they widen it"
    if ring == following and alert.next_ring_at is not None:
        return f" yet; it is due at {_time(alert.next_ring_at, zone)}"
    delay = policy.ring_delay(ring, reaches, alert.level)
    if not delay:
        return " yet"
    due = policy.due_after(case.kind, alert.level, alert.published_at, delay)
    return f" yet; it is due at {_time(due, zone)}"


def _delivered(row: Delivery, zone: tzinfo) -> str:
    what = "The alert" if row.purpose is Purpose.ALERT else f"Its {row.purpose.replace('_', '-')}"
    what += " (edit)" if row.op is Op.EDIT else ""
    parts = [f"{what} was queued at {_time(row.queued_at, zone)} and {BECAME[row.status]}"]
    if row.status is Status.SENT and row.sent_at is not None:
        parts.append(f"at {_time(row.sent_at, zone)} as message {row.message_id}")
    if row.attempts > 1:
        parts.append(f"after {row.attempts} attempts")
    if row.reason:
        parts.append(f"({row.reason})")
    return " ".join(parts) + "."


def _time(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(sep=" ", timespec="seconds")

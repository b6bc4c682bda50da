"""The board under the staff cards of a case: how its alert gets on, ring by ring."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.domain.boards import Board, RingStand
from bot.domain.grid import NO_GRIDS, Names
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.services import cards, reach, saying
from bot.services.saying import Drawing
from bot.storage import boards, live, outbox, people, rewording, watches
from bot.storage.alerts import Alert
from bot.storage.boards import Tally
from bot.storage.cases import Case
from bot.storage.grid import Grid
from bot.storage.outbox import UNSETTLED, WAITING, Delivery, Lane, Status
from bot.storage.watches import UNANSWERED

BOARD = boards.BOARD
FIRST = timedelta(seconds=3)
"""Most alerts stand everywhere by then; the board goes out a moment later and says so at once."""
MOMENT = timedelta(seconds=1)
AGAIN = timedelta(seconds=15)
UNDER_WAY = frozenset(UNSETTLED)
FAILED = frozenset({Status.REFUSED, Status.UNKNOWN})


async def stand(session: AsyncSession, alert: Alert, case: Case, *, at: datetime) -> None:
    """Put the board under every staff card that has none yet; the others are drawn anew."""
    known = {message.chat_id: message for message in await _boards(session, alert.key)}
    drawn = await _board(session, alert, case)
    for message in known.values():
        if message.status in WAITING:
            await saying.change(session, message, drawn, at=at, lane=Lane.CARDS)
    await stir(session, alert, at=at)
    for card in await outbox.live_in_slot(session, case.key, cards.STAFF):
        if card.chat_id in known:
            continue
        place = saying.Place(card.chat_id, card.locale, card.topic, card.grid_id)
        message = await saying.send(
            session,
            drawn,
            place,
            at=at,
            lane=Lane.DANGER,
            case=case,
            slot=BOARD,
            answers=card,
            silent=True,
        )
        known[card.chat_id], message.alert_id = message, alert.key
        message.not_before = at + FIRST + MOMENT
        await saying.keep_live(session, message, due_at=at + FIRST)


async def stir(session: AsyncSession, alert: Alert, *, at: datetime) -> None:
    """Have the boards of an alert drawn anew soon, and what says who has not answered."""
    slots = col(Delivery.slot).in_((BOARD, UNANSWERED))
    ids = select(Delivery.id).where(Delivery.alert_id == alert.key, slots)
    await live.stir(session, ids, at=at)


async def draw(session: AsyncSession, message: Delivery, policy: Policy, at: datetime) -> Drawing:
    """Draw a board; while something is under way it is looked at again."""
    alert = await session.get_one(Alert, message.alert_id)
    case = await session.get_one(Case, alert.case_id)
    drawn = await _board(session, alert, case)
    under_way = drawn.waiting.all or drawn.to_change > drawn.changed + drawn.unchanged.all
    if drawn.left.all or drawn.failed.all != await _failed_before(session, message):
        await cards.refresh(session, case, policy, at=at)  # 已发 N 个群, and where to ask
    node = await session.get_one(Grid, message.grid_id or case.grid_id)
    here = replace(
        drawn,
        partners=await people.has_partner(session, node.path),
        acks=await watches.acks_of(session, message.key),
    )
    return Drawing(here, at + AGAIN if under_way else None)


async def _failed_before(session: AsyncSession, message: Delivery) -> int:
    """Return how many groups had not got the alert when the board was drawn last."""
    words = await rewording.latest_words(session, message)
    shown = decode(words.view, words.params) if words else None
    return shown.failed.all if isinstance(shown, Board) else 0


async def _boards(session: AsyncSession, alert_id: int) -> Sequence[Delivery]:
    query = select(Delivery).where(Delivery.alert_id == alert_id, Delivery.slot == BOARD)
    return (await session.exec(query.order_by(col(Delivery.id)).with_for_update())).all()


async def _board(session: AsyncSession, alert: Alert, case: Case) -> Board:
    assert case.number is not None
    tallies = await boards.by_ring(session, alert.key)
    answers = await boards.answers(session, alert.key)
    meant, statuses = boards.meant_for(alert.key), {tally.status for tally in tallies}
    board = Board(
        case.key,
        case.number,
        alert.status,
        rings=_rings(tallies, answers),
        waiting=await _named(session, meant, statuses & UNDER_WAY),
        failed=await _named(session, meant, statuses & FAILED),
    )
    if alert.status is not AlertStatus.ACTIVE:
        return await _ended(session, alert, board)
    if alert.ring < 0:
        return await _before(session, alert, case, board)
    if answers:
        unanswered = col(Delivery.acknowledged_at).is_(None)
        silent = await boards.grids(session, boards.to_staff(alert.key) & unanswered)
        board = replace(board, silent=silent)
    return board if board.waiting.all else await _with_slowest(session, alert, board, tallies)


async def _before(session: AsyncSession, alert: Alert, case: Case, board: Board) -> Board:
    """Of a notice that waits for the morning nothing has gone out yet."""
    groups = [chat for chat in await reach.reached(session, case, 0) if not chat.lost_at]
    return replace(board, begins_at=alert.next_ring_at, begins_to=len(groups))


async def _ended(session: AsyncSession, alert: Alert, board: Board) -> Board:
    changes = await boards.by_change(session, alert.key)
    back = boards.taken_back(alert.key)
    return replace(
        board,
        changed=changes.get(Status.SENT, 0),
        to_change=sum(changes.values()),
        unchanged=await _named(session, back, changes.keys() & FAILED),
        left=await boards.grids(session, boards.left_behind(alert.key)),
    )


async def _with_slowest(
    session: AsyncSession, alert: Alert, board: Board, tallies: Sequence[Tally]
) -> Board:
    """Name the grid that waited longest, once all have heard."""
    sent = [tally for tally in tallies if tally.status is Status.SENT]
    if not sent:
        return board
    last = max(sent, key=lambda tally: tally.waited)
    name = await boards.last_told(session, alert.key, last.ring)
    return replace(board, slowest=name, slowest_seconds=round(last.waited.total_seconds()))


async def _named(
    session: AsyncSession, rows: ColumnElement[bool], statuses: Collection[Status]
) -> Names:
    if not statuses:
        return NO_GRIDS
    return await boards.grids(session, rows & col(Delivery.status).in_(statuses))


def _rings(
    tallies: Sequence[Tally], answers: dict[int | None, tuple[int, int]]
) -> tuple[RingStand, ...]:
    def groups(ring: int, statuses: Collection[Status]) -> int:
        return sum(
            tally.groups for tally in tallies if tally.ring == ring and tally.status in statuses
        )

    rings = sorted({tally.ring for tally in tallies if tally.ring is not None})
    return tuple(
        RingStand(
            ring,
            groups(ring, frozenset(Status)),
            groups(ring, {Status.SENT}),
            groups(ring, FAILED),
            *answers.get(ring, (0, 0)),
        )
        for ring in rings
    )

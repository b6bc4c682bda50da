"""What staff may still change of an alert under its preview: how urgent, for how long, where to."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import Adjusting, Adjusts
from bot.domain.alerts import Level
from bot.domain.grid import Role
from bot.domain.kinds import CATEGORIES, Kind
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import Refusal, Stale
from bot.services import alerts as publishing
from bot.services import asking, cards, describing, desk, history, previews, scopes
from bot.services.cases import work_on
from bot.services.rights import Actor, Staff
from bot.storage import alerts, cases, outbox
from bot.storage.cases import Case

LEVELS = {True: (Level.RED, Level.ORANGE), False: tuple(Level)}
"""Of a person (True) and of anything else."""
VALIDITIES = (60, 180, 360, 720, 1440, 4320)
"""In minutes."""
DRILL, REAL = "1", "0"
LONGEST_ID = 9
OPENS, UP = "o", "u"
LEAFS = (OPENS, UP)
"""Steps through the grid that choose nothing."""


async def adjust(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    chat_id: int,
    what: str,
    value: str,
    at: datetime,
) -> None:
    """Open a menu under the preview in this chat, or take what was chosen in it.

    From 更多 on the card the preview comes with it.

    `what` is empty for the preview itself. Raises Stale for what no button of ours says.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    if await alerts.active(session, case.key) is not None:
        raise Refusal("refusal-already-out")
    standing = await outbox.live_in_slot(session, case.key, cards.PREVIEW)
    if chat_id not in {message.chat_id for message in standing}:
        await publishing.preview(session, case_id, actor, policy, chat_id=chat_id, at=at)
    menu = await _take(session, case, actor, what, value)
    if value and not value.startswith(LEAFS):
        note = f"{what}.{value}"
        await history.apply(session, case, Action.ADJUST, staff, at=at, note=note)
        if what == "level" and case.level is Level.RED:
            await _alarm(session, case, staff, policy, at=at)
        await asking.review(session, case, policy, at=at)
    await previews.refresh(session, case, policy, adjusting=menu, chat_id=chat_id, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _alarm(
    session: AsyncSession, case: Case, staff: Staff, policy: Policy, *, at: datetime
) -> None:
    """Tell the duty desk that somebody is in danger; it is called if nobody answers (promise 7)."""
    if case.by_hand:
        return
    if staff.role is not Role.DUTY:
        history.expect_staff(case, policy, at=at)
    await desk.tell_staff(session, case, policy, at=at)


async def _take(
    session: AsyncSession, case: Case, actor: Actor, what: str, value: str
) -> Adjusting | None:
    """Change one thing of the case; returns the menu that is open afterwards."""
    if what == "scope" and case.by_hand:
        return await _scope(session, case, actor, value)
    if what in set(Adjusts) and not value:
        return Adjusting(Adjusts(what))
    if what == "drill":
        await _set_exercise(session, case, value)
    elif what == "level" and value in LEVELS[case.kind.is_person]:
        case.level = Level(value)
    elif what == "category" and value in CATEGORIES and case.kind is Kind.HAZARD:
        case.category = value
    elif what == "validity" and value in map(str, VALIDITIES):
        case.valid_minutes = int(value)
    elif what:
        raise Stale
    return None


async def _scope(session: AsyncSession, case: Case, actor: Actor, value: str) -> Adjusting:
    """Read `t12.5.0`: take node 12 in or out, seen from node 5 and from its first name on."""
    step, above, start = value[:1], 0, 0
    if step:
        numbers = value[1:].split(".")
        if not all(part.isdecimal() and len(part) <= LONGEST_ID for part in numbers):
            raise Stale
        node, above, start = ([int(part) for part in numbers] + [0, 0])[:3]
        if step == "t":
            await scopes.toggle(session, case, actor, node)
        elif step == OPENS:
            above, start = node, above
        elif step == UP:
            above, start = await scopes.above(session, actor, node), 0
        else:
            raise Stale
    chosen = await cases.scope_of(session, case.key)
    above, nodes = await scopes.choices(session, chosen, actor, above)
    return Adjusting(Adjusts.SCOPE, nodes, above, start)


async def _set_exercise(session: AsyncSession, case: Case, value: str) -> None:
    """Make the case an exercise or the real thing, in what was said of it, too.

    Nothing becomes an exercise that somebody has reported in earnest.
    """
    exercise = value == DRILL
    if value not in {DRILL, REAL} or await alerts.was_published(session, case.key):
        raise Stale
    if exercise and not describing.may_be_exercise(case):
        raise Refusal("refusal-drill")
    case.exercise = exercise
    await session.flush()
    said = update(outbox.Delivery).where(col(outbox.Delivery.case_id) == case.id)
    await session.exec(said.values(exercise=exercise))

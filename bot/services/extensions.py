"""延期: who works on a case asks for more time, and the level above agrees or does not."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.calls import ExtensionWanted
from bot.domain.cards import Facts
from bot.domain.grid import Role, lineage
from bot.domain.ladder import EXTENSIONS, EXTENSIONS_MOST, Stage
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import cards, clocks, describing, desk, history, saying
from bot.services.cases import work_on
from bot.services.rights import Actor, Staff, as_staff
from bot.services.saying import Place
from bot.storage import extensions, outbox, rewording
from bot.storage.cases import Case
from bot.storage.extensions import Extension
from bot.storage.outbox import Lane

LONGEST_REASON = 200


async def may_ask(session: AsyncSession, case_id: int, actor: Actor, *, at: datetime) -> Facts:
    """Return a case's facts for the choice of days; raises Refusal where nothing may be asked for."""
    case, _ = await _require_asker(session, case_id, actor, at=at)
    return await describing.facts(session, case)


async def _require_asker(
    session: AsyncSession, case_id: int, actor: Actor, *, at: datetime
) -> tuple[Case, Staff]:
    case, staff = await work_on(session, case_id, actor, at=at)
    if clocks.stage(case) is not Stage.WORK:
        raise Refusal("refusal-extend-untaken")
    if case.owner_id != staff.id and not await _is_above(session, case, actor):
        raise NotAllowed("refusal-extend-owner")
    if staff.role is not Role.DUTY and await _is_used_up(session, case):
        raise NotAllowed("refusal-extend-often", count=EXTENSIONS_MOST)
    if await extensions.waiting(session, case.key) is not None:
        raise Refusal("refusal-extend-waits")
    return case, staff


async def _is_used_up(session: AsyncSession, case: Case) -> bool:
    return await extensions.granted(session, case.key) >= EXTENSIONS_MOST


async def _is_above(session: AsyncSession, case: Case, actor: Actor) -> bool:
    """Whether somebody may put the case off alone: the chief grid, duty, a worker of a node above."""
    path = await history.path_of(session, case)
    staff = await as_staff(session, actor, path)
    if staff is None or staff.oversees:
        return staff is not None
    above = lineage(path)[1:]
    return bool(above) and await as_staff(session, actor, above[0]) is not None


async def ask(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    days: int,
    reason: str,
    at: datetime,
) -> None:
    """Ask the level above for some working days more; who is above gives them to themselves."""
    case, staff = await _require_asker(session, case_id, actor, at=at)
    reason = reason.strip()[:LONGEST_REASON]
    if days not in EXTENSIONS or not reason:
        raise Stale
    note = f"{days}: {reason}"
    if await _is_above(session, case, actor):
        await _put_off(session, case, days, staff, policy, note=note, at=at)
        return
    await history.apply(session, case, Action.ASK_EXTENSION, staff, at=at, note=note)
    wish = Extension(
        case_id=case.key,
        days=days,
        reason=reason,
        asked_by=staff.id,
        asked_name=staff.name,
        asked_at=at,
    )
    session.add(wish)
    await session.flush()
    await _ask_above(session, case, wish, policy, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _put_off(
    session: AsyncSession,
    case: Case,
    days: int,
    staff: Staff,
    policy: Policy,
    *,
    note: str,
    at: datetime,
) -> None:
    await clocks.put_off(session, case, days, policy, at=at)
    await history.apply(session, case, Action.EXTEND, staff, at=at, note=note)
    await cards.take_away(session, case, cards.CLOCK, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _ask_above(
    session: AsyncSession, case: Case, wish: Extension, policy: Policy, *, at: datetime
) -> None:
    """Put the question under the card wherever it stands, and where work is checked."""
    assert case.number is not None
    assert case.due_at is not None
    await desk.tell_checkers(session, case, policy, at=at)
    until = await clocks.later(session, case, wish.days, policy, at=at)
    asked = ExtensionWanted(
        case.key,
        case.number,
        wish.key,
        wish.asked_name,
        wish.days,
        wish.reason,
        case.due_at,
        until,
    )
    for card in await desk.standing_cards(session, case, at=at):
        place = Place(card.chat_id, card.locale, card.topic, card.grid_id)
        lane, slot = Lane.CARDS, cards.EXTENSION
        await saying.send(
            session, asked, place, at=at, lane=lane, case=case, slot=slot, answers=card
        )


async def grant(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> None:
    """同意: the case has its time; the first of two who press decides, the other reads who it was."""
    case, staff, wish = await _decided(session, case_id, actor, arg, at=at)
    await _say_decided(session, case, staff, granted=True, at=at)
    note = f"{wish.days}: {wish.reason}"
    await extensions.drop(session, case.key)
    await _put_off(session, case, wish.days, staff, policy, note=note, at=at)


async def refuse(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> None:
    """不同意: the date stays as it was."""
    case, staff, _ = await _decided(session, case_id, actor, arg, at=at)
    await _say_decided(session, case, staff, granted=False, at=at)
    await extensions.drop(session, case.key)
    await history.apply(session, case, Action.REFUSE_EXTENSION, staff, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _decided(
    session: AsyncSession, case_id: int, actor: Actor, arg: str, *, at: datetime
) -> tuple[Case, Staff, Extension]:
    """Return the wish that this press decides; raises Stale where another one was first."""
    case, staff = await work_on(session, case_id, actor, at=at)
    wish = await extensions.waiting(session, case.key)
    if wish is None or str(wish.key) != arg:
        raise Stale
    if not await _is_above(session, case, actor):
        raise NotAllowed("refusal-extend-above")
    return case, staff, wish


async def _say_decided(
    session: AsyncSession, case: Case, staff: Staff, *, granted: bool, at: datetime
) -> None:
    for message in await outbox.live_in_slot(session, case.key, cards.EXTENSION):
        latest = await rewording.latest_words(session, message)
        said = decode(latest.view, latest.params) if latest else None
        if isinstance(said, ExtensionWanted):
            decided = replace(said, granted=granted, by=staff.name, decided_at=at)
            await saying.change(session, message, decided, at=at, lane=Lane.CARDS)
        message.slot = None
    await session.flush()

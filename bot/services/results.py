"""Who has passed a training: whoever trained is asked twice, then whoever organises it hears."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import ResultsLacking, ResultsWanted, Unjudged
from bot.domain.gatherings import GatheringType, Stage
from bot.domain.policy import Policy
from bot.services import cards, occasions, saying
from bot.storage import sign_ups
from bot.storage.gatherings import Gathering
from bot.storage.outbox import Lane

NAMED = 20
SHOWN = 7
"""A row of buttons for each."""


async def follow_up(
    session: AsyncSession, one: Gathering, before: Stage, policy: Policy, *, at: datetime
) -> None:
    """Ask who has passed, or say of whom nobody has said; nothing once everybody has a result.

    `before` is how far it had come: who was away when it ended is asked all the same.
    """
    if one.type is not GatheringType.TRAINING:
        return
    lacking = await sign_ups.without_result(session, one.key)
    if not lacking:
        return
    asks = one.stage != Stage.RESULTS_TOLD or before < Stage.OVER
    trainer = await _reached(session, one)
    if asks and trainer is not None:
        card = replace(await wanted(session, one), again=before >= Stage.OVER)
        await _say(session, one, trainer, card, policy, at=at)
    if one.stage == Stage.RESULTS_TOLD and one.organiser_id != trainer:
        names = tuple(who.certified_as or who.name for who in lacking if who.name)
        about = await occasions.occasion(session, one)
        told = ResultsLacking(about, names[:NAMED], len(lacking) - len(names[:NAMED]))
        await _say(session, one, one.organiser_id, told, policy, at=at)


async def wanted(session: AsyncSession, one: Gathering) -> ResultsWanted:
    """Return who has no result yet, as whoever trained is asked."""
    lacking = await sign_ups.without_result(session, one.key)
    people = tuple(
        Unjudged(who.key, who.certified_as or who.name, bool(who.attended))
        for who in lacking[:SHOWN]
    )
    return ResultsWanted(await occasions.occasion(session, one), people, len(lacking[SHOWN:]))


async def _reached(session: AsyncSession, one: Gathering) -> int | None:
    """Return who is asked: whoever trained, else whoever organises it; None where neither can be."""
    for user in (one.trainer_id, one.organiser_id):
        if user is not None and await cards.has_private_chat(session, user):
            return user
    return None


async def _say(
    session: AsyncSession,
    one: Gathering,
    user: int,
    card: ResultsWanted | ResultsLacking,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    once = f"gathering:{one.key}:results:{one.stage}:{user}"
    if await occasions.was_told(session, once) or not await cards.has_private_chat(session, user):
        return
    await saying.send(
        session,
        card,
        await cards.account_place(session, user, policy),
        at=at,
        lane=Lane.CARDS,
        gathering_id=one.key,
        once=once,
        silent=policy.night_until(at) is not None,
    )

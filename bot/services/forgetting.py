"""/forget: what is deleted of a person at once, counted; the rest is named with its reason."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.forgetting import AtStake, Forgotten
from bot.domain.policy import Policy
from bot.domain.states import CLOSED, State
from bot.services import cards, copies, history, records, reports, retention
from bot.services.rights import Actor
from bot.storage import cases, certificates, conversation, forgetting, reporters, sign_ups
from bot.storage.people import Account


async def at_stake(session: AsyncSession, actor: Actor, *, at: datetime) -> AtStake:
    """Return what somebody would lose for good: certificates that hold, places in what is to come."""
    held = await certificates.held_by(session, actor.id, at=at)
    return AtStake(len(held), len(await sign_ups.ahead_of(session, actor.id, at=at)))


async def forget(session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime) -> Forgotten:
    """Delete all that is nobody else's matter any more: home, language, photos, drafts, ended cases.

    A draft about life and safety stays with staff, who are at work on it, and so does what is open;
    of a case that has ended, kind, place, steps and outcome stay, without the person. What a family
    shares with whoever reported for it goes at its time.
    """
    account = await session.get(Account, actor.id)
    home = account is not None and account.home_grid_id is not None
    language = account is not None and account.locale is not None
    photos = await forgetting.photos(session, actor.id)
    await conversation.forget_person(session, actor.id)
    drafts = at_stake = 0
    for draft in await reporters.drafts_of(session, actor.id):
        at_stake += draft.life_safety
        case = None if draft.life_safety else await cases.locked(session, draft.key)
        if case is not None and case.state is State.DRAFT:  # nobody has just confirmed it
            drafts += 1
            await reports.forget(session, case, at=at)
    stay = await copies.of_clues(session, actor.id, at=at)
    clues, clues_kept = await forgetting.clues(session, actor.id)
    ended = 0
    for key in await forgetting.ended_cases(session, actor.id):
        case = await history.load(session, key)
        if case.state not in CLOSED:
            continue  # staff have just taken it up again
        ended += 1
        await retention.wipe_now(session, case, at=at)
        stay += await copies.of_case(session, case, at=at)
        await cards.refresh(session, case, policy, at=at)
    places, papers = await records.forget(session, actor, policy, at=at)
    positions = await forgetting.traces(session, actor.id)
    if account is not None:
        account.home_grid_id = account.locale = None
        account.name = account.name if positions else ""
    return Forgotten(
        home=home,
        language=language,
        photos=photos,
        drafts=drafts,
        cases=ended,
        clues=clues,
        open_numbers=tuple(await forgetting.open_numbers(session, actor.id)),
        at_stake=at_stake,
        clues_kept=clues_kept,
        copies_kept=stay,
        positions=positions,
        sign_ups=places,
        certificates=papers,
    )

"""More clues of one person than one may give: they are kept, and staff say whether they want them."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.clue_cards import MoreClues
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.errors import Refusal
from bot.services import cards, desk, saying
from bot.services.rights import Actor
from bot.storage import clues, givers, outbox, rewording
from bot.storage.cases import Case
from bot.storage.clues import Clue
from bot.storage.givers import Giver
from bot.storage.outbox import Lane


async def must_wait(
    session: AsyncSession, case: Case, sender: Actor | None, policy: Policy, *, thread: int | None
) -> bool:
    """Return whether a clue of this person waits for staff; raises Refusal where they want no more.

    What continues a telling shares its fate.
    """
    if sender is None or policy.clues_per_person is None:
        return False
    if thread is not None:
        return (await session.get_one(Clue, thread)).held
    most = policy.clues_per_person
    if await clues.count_from(session, case.key, sender.id) < most:
        return False
    giver = await givers.giver_of(session, case.key, sender.id)
    if giver is not None and giver.wanted is False:
        raise Refusal("refusal-clue-limit", count=most)
    return giver is None or giver.wanted is None


async def ask(
    session: AsyncSession, case: Case, clue: Clue, policy: Policy, *, at: datetime
) -> None:
    """Ask staff about a clue that waits: one line under each card, which counts."""
    assert clue.user_id is not None
    giver = await givers.giver_of(session, case.key, clue.user_id)
    waiting = len(await givers.held_clues(session, case.key, clue.user_id))
    if giver is None:
        giver = Giver(case_id=case.key, user_id=clue.user_id, asked_at=at)
        session.add(giver)
        await session.flush()
    hidden = case.kind.is_found or await cards.is_family(session, case, clue.user_id)
    name = "" if hidden else clue.name
    given = policy.clues_per_person or 0
    asked = MoreClues(case.key, case.number or 0, giver.key, name, given, waiting)
    standing = await _about(session, case, giver)
    for message in standing:
        await saying.change(session, message, asked, at=at, lane=Lane.DANGER)
    if standing:
        return
    for card in await desk.standing_cards(session, case, at=at):
        place = saying.Place(card.chat_id, card.locale, card.topic, card.grid_id)
        lane, slot = Lane.DANGER, cards.MORE_CLUES
        await saying.send(
            session, asked, place, at=at, lane=lane, case=case, slot=slot, answers=card
        )


async def decided(
    session: AsyncSession, case: Case, giver: Giver, by: str, *, wanted: bool, at: datetime
) -> None:
    """Write down what staff want, and say so where they were asked."""
    giver.wanted, giver.decided_by, giver.decided_at = wanted, by, at
    for message in await _about(session, case, giver):
        latest = await rewording.latest_words(session, message)
        said = decode(latest.view, latest.params) if latest else None
        if isinstance(said, MoreClues):
            done = replace(said, wanted=wanted, by=by, decided_at=at)
            await saying.change(session, message, done, at=at, lane=Lane.DANGER)


async def _about(session: AsyncSession, case: Case, giver: Giver) -> list[outbox.Delivery]:
    found = []
    for message in await outbox.live_in_slot(session, case.key, cards.MORE_CLUES):
        post = await session.get(outbox.Post, message.post_id) if message.post_id else None
        if post is not None and post.params.get("giver_id") == giver.key:
            found.append(message)
    return found

"""我是爸爸 under an alert: asked of staff in private, and told from then on what the family is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.clue_cards import ClueRelay
from bot.domain.continuing import SPOKEN_OF
from bot.domain.kinds import LOST
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.domain.whom import is_kin_of, says_kin
from bot.errors import Stale
from bot.services import cards, clues, history, merging, missed, saying
from bot.services.cases import work_on
from bot.services.clues import Given, Seen
from bot.services.rights import Actor
from bot.storage import clues as told
from bot.storage import families, outbox, reporters, rewording
from bot.storage.cases import Case
from bot.storage.clues import KIN, Clue
from bot.storage.outbox import Lane, Op
from bot.storage.persons import Person

LONGEST_ID = 9


async def claims(session: AsyncSession, case_id: int, writer: Actor | None, text: str) -> bool:
    """Whether an answer to what stands of a case says: I am of the family, and nobody knew."""
    if writer is None or not says_kin(text):
        return False
    case = await session.get_one(Case, case_id)
    if not case.kind.is_lost or writer.id in await families.family_of(session, case):
        return False
    person = await session.get(Person, case.key)
    return is_kin_of(text, case.text, person.name if person else None)


async def case_meant(
    session: AsyncSession, chat_id: int, writer: Actor, text: str, *, at: datetime
) -> int | None:
    """Return whom somebody misses who says so in a group, in answer to nothing: 我是他爸爸，我也在找.

    The newest whose alert stands there, or who was reported there lately; whoever has a report of
    their own to confirm speaks of that.
    """
    key = await outbox.alert_standing_in(session, chat_id, LOST)
    since, own = at - SPOKEN_OF, writer.id
    key = key or await missed.newest_in(session, chat_id, since, no_draft_of=own)
    if key is None or not await claims(session, key, writer, text):
        return None
    confirmed, drafts = [
        await of(session, writer.id) for of in (reporters.open_of, reporters.drafts_of)
    ]
    own_one = any(one.key == key for one in confirmed) or any(one.kind.is_lost for one in drafts)
    return None if own_one else key


@dataclass(frozen=True)
class Heard:
    """What whoever said so is answered: it waits for staff, or they are asked."""

    given: Given
    private: bool
    """They can be told in private how it goes on."""


async def claim(session: AsyncSession, case_id: int, seen: Seen, policy: Policy) -> Heard:
    """Tell staff that somebody says so; the same person again is one claim."""
    assert seen.sender is not None
    before = await told.claimed_by(session, case_id, seen.sender.id)
    thread = before.key if before is not None else None
    given = await clues.give(session, case_id, replace(seen, source=KIN), policy, thread=thread)
    return Heard(given, await cards.has_private_chat(session, seen.sender.id))


async def confirm(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> None:
    """是家里人, by staff who have spoken to them: they have 找到了, and hear of clues.

    What nobody had confirmed is a case thereby. Raises Stale for a claim that isn't there, or that somebody has confirmed.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    readable = arg.isdecimal() and len(arg) <= LONGEST_ID
    claim = await session.get(Clue, int(arg)) if readable else None
    if claim is None or claim.case_id != case.key or claim.source != KIN or claim.family:
        raise Stale
    claim.family = True
    await history.ensure_submitted(session, case, staff, at=at)
    await history.apply(session, case, Action.KIN, staff, at=at)
    for message in await outbox.live_in_slot(session, case.key, cards.RELAY):
        words = await rewording.latest_words(session, message) if message.op is Op.SEND else None
        shown = decode(words.view, words.params) if words else None
        if isinstance(shown, ClueRelay) and shown.clue_id == claim.key:
            number = case.number or 0
            joined = replace(shown, number=number, kin_by=staff.name, kin_at=at)
            await saying.change(session, message, joined, at=at, lane=Lane.DANGER)
    await merging.welcome(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)

"""合格: a certificate, who may be called because of one, and a word before it runs out."""

from collections.abc import Sequence
from datetime import datetime
from secrets import choice

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import certificates as rules
from bot.domain.certificates import (
    LENGTH,
    LETTERS,
    REFRESH,
    CertificateCard,
    CertificateGone,
    Passed,
    Ready,
    Refresher,
    Skill,
    Validity,
    Verified,
)
from bot.domain.gathering_cards import News
from bot.domain.gatherings import GatheringState, GatheringType
from bot.domain.grid import VILLAGE_AND_ABOVE, lineage
from bot.domain.policy import Policy
from bot.errors import NotAllowed, NotFound, Refusal, Stale
from bot.services import attending, cards, occasions, planning, saying
from bot.services.rights import HANDLERS, Actor, as_staff
from bot.storage import certificates, chats, grid, sign_ups
from bot.storage.certificates import Certificate
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid
from bot.storage.outbox import Lane
from bot.storage.people import Account
from bot.storage.sign_ups import SignUp

SHOWN = 8


async def judge(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    key: int,
    passed: bool,
    at: datetime,
) -> Passed:
    """合格, or not: of nobody who did not come to a training, and by whoever runs it."""
    one = await attending.require_run_by(session, gathering_id, actor)
    who = await attending.listed(session, one, key)
    if one.type is not GatheringType.TRAINING or who.user_id is None:
        raise Stale
    if at < one.starts_at or one.state is GatheringState.CANCELLED:
        raise Refusal("refusal-pass-early")
    if who.attended is False:
        raise Refusal("refusal-not-there")
    changes, who.passed = who.passed is not passed, passed
    if who.attended is None:
        await attending.note(session, one, who, came=True, policy=policy, at=at)
    if not passed:
        had = await _take_back(session, one, who.user_id, policy, at=at)
        return Passed.TAKEN_BACK if had else Passed.NOT
    if changes:
        await _pass(session, one, who, policy, at=at)
    if not await cards.has_private_chat(session, who.user_id):
        return Passed.UNTOLD
    return Passed.TOLD if who.paper_name else Passed.NAMELESS


async def _pass(
    session: AsyncSession, one: Gathering, who: SignUp, policy: Policy, *, at: datetime
) -> None:
    """Make the certificate, or ask first what name is to stand on it."""
    if who.paper_name:
        await grant(session, one, who, policy, at=at)
    else:
        await occasions.tell(session, one, who, News.NAME, policy, at=at)


async def grant(
    session: AsyncSession, one: Gathering, who: SignUp, policy: Policy, *, at: datetime
) -> None:
    """Make the certificate of somebody who has passed, and send it where they can be reached."""
    assert who.user_id is not None
    assert who.paper_name is not None
    skill = rules.skill_of(one.title)
    made = Certificate(
        number="".join(choice(LETTERS) for _ in range(LENGTH)),
        gathering_id=one.key,
        user_id=who.user_id,
        name=who.paper_name,
        title=one.title,
        trainer=one.trainer,
        skill=skill,
        grid_id=await _lives_in(session, one, who),
        issued_at=at,
        expires_at=rules.expires_at(skill, at),
    )
    session.add(made)
    await session.flush()
    if await cards.has_private_chat(session, made.user_id):
        await _send(session, made, policy, at=at)


async def rename(
    session: AsyncSession, held: Certificate, name: str, policy: Policy, *, at: datetime
) -> None:
    """Make a certificate anew under another name; its number and its dates stay."""
    held.name = name
    await session.flush()
    if await cards.has_private_chat(session, held.user_id):
        await _send(session, held, policy, at=at)


async def _send(session: AsyncSession, held: Certificate, policy: Policy, *, at: datetime) -> None:
    one = await session.get_one(Gathering, held.gathering_id)
    node = await session.get_one(Grid, one.grid_id)
    card = CertificateCard(
        held.key,
        held.number,
        held.name,
        held.title,
        node.name,
        held.trainer,
        held.issued_at,
        held.expires_at,
        held.skill,
        held.callable,
    )
    place = await cards.account_place(session, held.user_id, policy)
    await saying.send(session, card, place, at=at, lane=Lane.CARDS)
    held.sent_at = at


async def hand_over(session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime) -> None:
    """Give somebody who has just opened the private chat what they could not be given before."""
    for one in await certificates.held_by(session, actor.id, at=at):
        if one.sent_at is None:
            await _send(session, one, policy, at=at)
    for gathering, who in await sign_ups.passed_without_paper(session, actor.id):
        await occasions.tell(session, gathering, who, News.NAME, policy, at=at)


async def send_own(session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime) -> int:
    """Send somebody the certificates that they hold once more; returns how many."""
    held = await certificates.held_by(session, actor.id, at=at)
    for one in held:
        await _send(session, one, policy, at=at)
    return len(held)


async def _lives_in(session: AsyncSession, one: Gathering, who: SignUp) -> int:
    """Return the node of the group in which somebody signed up, else of where they reported from."""
    bound = await chats.grids_of(session, who.chat_id) if who.chat_id < 0 else []
    if bound:
        return bound[0].key
    account = await session.get(Account, who.user_id)
    return (account.home_grid_id if account else None) or one.grid_id


async def _take_back(
    session: AsyncSession, one: Gathering, user_id: int, policy: Policy, *, at: datetime
) -> bool:
    """Take a certificate back; returns whether there was one."""
    kept = await certificates.of(session, one.key, user_id)
    if kept is None:
        return False
    await session.delete(kept)
    if kept.sent_at is None:
        return True
    gone = CertificateGone(kept.title, kept.number)
    place = await cards.account_place(session, user_id, policy)
    await saying.send(session, gone, place, at=at, lane=Lane.CARDS)
    return True


async def verify(session: AsyncSession, number: str, *, at: datetime) -> Verified:
    """Return what a number stands for, to whoever has scanned it."""
    found = await certificates.by_number(session, number.upper())
    if found is None:
        return Verified(number[:LENGTH], Validity.UNKNOWN)
    return Verified(
        found.number,
        rules.validity(found.expires_at, at),
        rules.masked(found.name),
        found.title,
        found.issued_at,
        found.expires_at,
    )


async def may_be_called(
    session: AsyncSession, certificate_id: int, actor: Actor, *, yes: bool
) -> None:
    """Keep whether its holder may be called when somebody near needs help; they may change it."""
    found = await session.get(Certificate, certificate_id)
    if found is None or found.user_id != actor.id:
        raise Stale
    found.callable = yes


async def ready(
    session: AsyncSession, words: str, actor: Actor, *, at: datetime
) -> tuple[str, list[Ready]]:
    """Return who near a node can do first aid and may be called, nearest first; and its name.

    The node is one of the actor's own unless its code or name is said. Raises NotAllowed, NotFound.
    """
    own = await planning.require_planner(session, actor)
    node = await _node(session, words, own)
    around = await grid.ancestors(session, node.path)
    village = next((one for one in around if one.level in VILLAGE_AND_ABOVE), node)
    if await as_staff(session, actor, node.path, HANDLERS) is None:
        raise NotAllowed("refusal-gathering-node")
    found = await certificates.ready(session, village.path, Skill.CPR, at=at)
    line = lineage(node.path)

    def far(row: tuple[Certificate, Grid]) -> int:
        shared = [path for path in lineage(row[1].path) if path in line]
        return -len(shared[0]) if shared else 0

    people: dict[int, Ready] = {}
    for held, where in sorted(found, key=far):
        people.setdefault(held.user_id, Ready(held.user_id, held.name, where.name, held.expires_at))
    return node.name, list(people.values())[:SHOWN]


async def _node(session: AsyncSession, words: str, own: Sequence[Grid]) -> Grid:
    if not words:
        return own[0]
    node = await grid.by_code(session, words) or await grid.called(session, words)
    if node is None:
        raise NotFound("refusal-unknown-grid", code=words)
    return node


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return certificates that run out within a month."""
    return await certificates.due(session, expires_by=at + REFRESH)


async def remind(
    session: AsyncSession, certificate_id: int, policy: Policy, *, at: datetime
) -> None:
    """Tell its holder, once, that a certificate runs out."""
    found = await session.get(Certificate, certificate_id)
    if found is None or found.refreshed_at is not None or found.expires_at is None:
        return
    found.refreshed_at = at
    if found.expires_at <= at or not await cards.has_private_chat(session, found.user_id):
        return
    card = Refresher(found.title, found.number, found.expires_at)
    place = await cards.account_place(session, found.user_id, policy)
    once = f"certificate:{found.number}:refresh"
    await saying.send(session, card, place, at=at, lane=Lane.CARDS, once=once, silent=True)

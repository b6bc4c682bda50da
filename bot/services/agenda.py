"""The three-level meeting: its agenda, and decisions that become assignments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import agenda as rules
from bot.domain.agenda import DECISION, MEETS, RECENT, Agenda, Item, Matter
from bot.domain.grid import VILLAGE_AND_ABOVE, lineage
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import NotAllowed, OperatorError, Stale, Unfit
from bot.services import cards, describing, handing, history
from bot.services.cases import work_on
from bot.services.rights import HANDLERS, Actor
from bot.storage import agenda, chats, grid, people
from bot.storage.cases import Case
from bot.storage.grid import Grid


async def meetings(session: AsyncSession, actor: Actor, *, chat_id: int) -> list[Grid]:
    """Return the nodes whose meeting the actor may hold, the widest first; in a group the one there.

    Raises NotAllowed for who works at none of these levels.
    """
    held = await people.appointments_of(session, actor.id)
    own = {node.key: node for one, node in held if one.role in HANDLERS and node.level in MEETS}
    if not own:
        raise NotAllowed("refusal-agenda-staff")
    for bound in await chats.grids_of(session, chat_id) if chat_id < 0 else []:
        line = lineage(bound.path)
        here = [node for node in own.values() if node.path in line]
        if here:
            return [max(here, key=lambda node: len(node.path))]
    return sorted(own.values(), key=lambda node: (MEETS.index(node.level), node.path))


async def prepared_for(
    session: AsyncSession, grid_id: int, actor: Actor, *, at: datetime
) -> Agenda:
    """Return the agenda of a node as it stands now; raises NotAllowed where it isn't the actor's."""
    node = await session.get(Grid, grid_id)
    own = await meetings(session, actor, chat_id=actor.id)
    if node is None or node.key not in {one.key for one in own}:
        raise NotAllowed("refusal-agenda-staff")
    return await prepare(session, node, at=at)


async def prepare(session: AsyncSession, node: Grid, *, at: datetime) -> Agenda:
    """Draw up the agenda of a node; what is confidential only for a village's and those above."""
    below = {one.key: one for one in await agenda.nodes(session, node.path)}
    may_know = node.level in VILLAGE_AND_ABOVE
    matters = [
        await _matter(session, case, below)
        for case in await agenda.open_cases(session, list(below))
        if may_know or not case.is_confidential
    ]
    recent = await agenda.came_in(session, list(below), since=at - RECENT)
    recent = {sort: count for sort, count in recent.items() if sort[0] in below}
    names = {key: one.name for key, one in below.items()}
    together, singly = rules.sort_out(matters, recent, names, at=at)
    return Agenda(node.key, node.name, node.level, at, together, singly)


async def of_code(session: AsyncSession, code: str, *, at: datetime) -> Agenda:
    """Return the agenda of the node with this code; raises OperatorError for one without a meeting."""
    node = await grid.by_code(session, code)
    if node is None or node.level not in MEETS:
        raise OperatorError(
            f"no town, chief or general grid has the code {code!r}; these three hold the meeting"
        )
    return await prepare(session, node, at=at)


async def _matter(session: AsyncSession, case: Case, below: Mapping[int, Grid]) -> Matter:
    node = below[case.grid_id]
    matter = Matter(
        await describing.facts(session, case),
        node.key,
        node.code,
        case.opened_at,
        case.due_at,
        case.escalation,
        case.reopened,
        case.owner_name,
        case.decision,
        case.origin_id if case.origin_id in below else None,
    )
    return rules.in_confidence(matter) if case.is_confidential else matter


@dataclass(frozen=True)
class Decided:
    """What was decided, on which point, and who could do it: user id and name."""

    item: Item
    words: str
    people: tuple[tuple[int, str], ...]


async def point(
    session: AsyncSession, grid_id: int, case_id: int, actor: Actor, *, at: datetime
) -> Item:
    """Return the point that a case stands for; raises Stale once it is off the agenda."""
    item = (await prepared_for(session, grid_id, actor, at=at)).with_case(case_id)
    if item is None:
        raise Stale
    return item


async def decide(
    session: AsyncSession,
    grid_id: int,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    words: str,
    at: datetime,
) -> Decided:
    """Write a decision into the history of every case of a point; the same words again change nothing.

    Raises Unfit for more words than a card has room for.
    """
    if len(words) > DECISION:
        raise Unfit("refusal-decision-long", most=DECISION)
    item = await point(session, grid_id, case_id, actor, at=at)
    for matter in item.matters:
        case, staff = await work_on(session, matter.facts.case_id, actor, at=at)
        if case.decision != words:
            case.decision = words
            await history.apply(session, case, Action.DECIDE, staff, at=at, note=words)
            await cards.refresh(session, case, policy, at=at)
    return Decided(item, words, await _may_take(session, item))


async def undecide(
    session: AsyncSession, grid_id: int, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Take what was decided on a point off its cards again; history keeps both."""
    item = await point(session, grid_id, case_id, actor, at=at)
    for matter in item.matters:
        case, staff = await work_on(session, matter.facts.case_id, actor, at=at)
        if case.decision is not None:
            case.decision = None
            await history.apply(session, case, Action.DECIDE, staff, at=at)
            await cards.refresh(session, case, policy, at=at)


async def _may_take(session: AsyncSession, item: Item) -> tuple[tuple[int, str], ...]:
    """Return who every case of a point may be given to, nearest first."""
    cases = [await history.load(session, matter.facts.case_id) for matter in item.matters]
    first, *others = [await handing.may_take(session, case) for case in cases]
    common = [(who, name) for who, name in first.items() if all(who in one for one in others)]
    return tuple(common[: handing.PICKER_PEOPLE])


async def hand(
    session: AsyncSession,
    grid_id: int,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    to: int,
    at: datetime,
) -> tuple[Item, str]:
    """Give every case of a point to one person; returns it, and how that person is called.

    Raises Stale where it is off the agenda.
    """
    await people.lock(session, to)  # before any case, as whoever takes work from them does
    item = await point(session, grid_id, case_id, actor, at=at)
    called = ""
    for matter in item.matters:
        case = await history.load(session, matter.facts.case_id)
        if case.owner_id != to:  # else it is in the right hands, and goes on as it is
            case = await handing.assign(session, case.key, actor, policy, to=to, at=at)
        called = case.owner_name or called
    return item, called

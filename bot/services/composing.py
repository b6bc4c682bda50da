"""An alert that staff write by hand: a draft with a preview, published like any other."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, lineage
from bot.domain.intake import Understanding
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import Described, is_life_safety, level_of
from bot.domain.states import Action, State
from bot.errors import NotAllowed, Refusal
from bot.services import cards, previews, scopes
from bot.services.rights import Actor
from bot.services.saying import Place
from bot.storage import cases, chats
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.grid import Grid


@dataclass(frozen=True)
class Written:
    """What somebody on staff wrote for residents to read, with what it was understood to be about."""

    chat_id: int
    message_id: int
    writer: Actor
    text: str
    photo: str | None
    meaning: Understanding
    at: datetime
    exercise: bool = False


async def require_writer(session: AsyncSession, chat_id: int, actor: Actor) -> list[Grid]:
    """Return the nodes that somebody may alert from here.

    Raises NotAllowed for who works for none, Refusal in a group that is not for staff.
    """
    own = await scopes.own_nodes(session, actor)
    if not own:
        raise NotAllowed("refusal-alert-staff")
    if chat_id < 0:
        chat = await session.get(Chat, chat_id)
        if chat is None or chat.audience is not Audience.STAFF:
            raise Refusal("refusal-alert-here")
    return own


async def compose(session: AsyncSession, written: Written, policy: Policy) -> Case:
    """Keep the words as a draft and put its preview into the chat; the same message again is it."""
    own = await require_writer(session, written.chat_id, written.writer)
    known = await cases.by_message(session, written.chat_id, written.message_id)
    if known is not None:
        return known
    node = await _node_here(session, written.chat_id, own)
    place = await _place(session, written, policy)
    case = await _store(session, written, node, place.locale)
    await scopes.begin(session, case, node)
    reply_to = written.message_id if written.chat_id < 0 else None
    await previews.put(session, case, place, policy, reply_to=reply_to, at=written.at)
    return case


async def _node_here(session: AsyncSession, chat_id: int, own: list[Grid]) -> Grid:
    """Return which of the own nodes is meant: in a group the one on its line."""
    for bound in await chats.grids_of(session, chat_id) if chat_id < 0 else []:
        for node in own:
            if node.path in lineage(bound.path) or bound.path in lineage(node.path):
                return node
    return own[0]


async def _place(session: AsyncSession, written: Written, policy: Policy) -> Place:
    chat = await session.get(Chat, written.chat_id) if written.chat_id < 0 else None
    if chat is not None:
        return cards.chat_place(chat, policy)
    return await cards.account_place(session, written.writer.id, policy)


async def _store(session: AsyncSession, written: Written, node: Grid, locale: str) -> Case:
    meaning, kind = written.meaning, Kind.HAZARD
    described = Described(kind, written.text, meaning.category, injured=meaning.injured)
    case = Case(
        kind=kind,
        category=meaning.category,
        level=level_of(described),
        life_safety=is_life_safety(described),
        by_hand=True,
        exercise=written.exercise,
        grid_id=node.key,
        place=meaning.place.text,
        text=written.text,
        notice=written.text,
        photo=written.photo,
        source="staff",
        chat_id=written.chat_id,
        message_id=written.message_id,
        locale=locale,
        reporter_id=written.writer.id,
        reporter_name=written.writer.name,
        opened_at=written.at,
    )
    session.add(case)
    await session.flush()
    session.add(
        cases.Step(
            case_id=case.key,
            at=written.at,
            action=Action.REPORT,
            to_state=State.DRAFT,
            actor_id=written.writer.id,
            actor=written.writer.name,
        )
    )
    await session.flush()
    return case

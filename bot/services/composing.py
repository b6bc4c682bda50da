"""An alert that staff write by hand: a draft with a preview, published like any other."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import Adjusting, Adjusts
from bot.domain.grid import Audience, lineage
from bot.domain.intake import Gazetteer, Understanding
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import Described, is_life_safety, level_of
from bot.domain.states import Action, State
from bot.errors import NotAllowed, Refusal
from bot.services import cards, places, previews, scopes
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


async def compose(
    session: AsyncSession, written: Written, policy: Policy, *, gazetteer: Gazetteer
) -> Case:
    """Keep the words as a draft and put its preview into the chat; the same message again is it.

    Where several of their nodes may be meant the preview asks which.
    """
    own = await require_writer(session, written.chat_id, written.writer)
    known = await cases.by_message(session, written.chat_id, written.message_id)
    if known is not None:
        return known
    meant = await _meant(session, written, own, gazetteer)
    node, place = meant[0], await _place(session, written, policy)
    case = await _store(session, written, node, place.locale)
    await scopes.begin(session, case, node)
    reply_to, at = written.message_id if written.chat_id < 0 else None, written.at
    await previews.put(session, case, place, policy, reply_to=reply_to, at=at)
    if len(meant) > 1:
        above, nodes = await scopes.choices(session, [node], written.writer, 0)
        which, chat = Adjusting(Adjusts.SCOPE, nodes, above), place.chat_id
        await previews.refresh(session, case, policy, adjusting=which, chat_id=chat, at=at)
    return case


async def _meant(
    session: AsyncSession, written: Written, own: list[Grid], gazetteer: Gazetteer
) -> list[Grid]:
    """Return which of the own nodes may be meant: the one that is named, in a group those on its line."""
    named = await places.one_of(session, own, written.meaning.place, gazetteer)
    if named is not None:
        return [named]
    chat = written.chat_id
    bound = [node.path for node in await chats.grids_of(session, chat)] if chat < 0 else []
    on_line = [
        node
        for node in own
        if any(node.path in lineage(path) or path in lineage(node.path) for path in bound)
    ]
    return on_line or own


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

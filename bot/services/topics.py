"""A forum topic for each case, where a staff group is divided into topics."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import TopicName
from bot.services import saying
from bot.services.saying import Place
from bot.storage import topics
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import Delivery, Lane


async def begin(
    session: AsyncSession, case: Case, place: Place, *, at: datetime, lane: Lane
) -> Delivery | None:
    """Queue a topic for the card to stand in; None where the group has none, or one for all."""
    chat = await session.get(Chat, place.chat_id)
    if chat is None or not chat.forum or place.topic is not None:
        return None
    hidden = case.kind.is_person or case.is_confidential  # a name stays when the words are gone
    name = TopicName(case.number, case.kind, case.category, None if hidden else case.place)
    return await saying.open_topic(session, name, place, case=case, at=at, lane=lane)


async def end(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Close a case's topics: what was said stays to be read."""
    for topic in await topics.of_case(session, case.key):
        await saying.close_topic(session, topic, at=at)

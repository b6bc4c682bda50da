"""静音此类通知: staff spare a group of theirs the reminders of a theme."""

from collections import Counter
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import MutedGroup
from bot.domain.themes import Theme
from bot.errors import NotAllowed
from bot.services import scopes
from bot.services.rights import Actor, as_staff
from bot.storage import chats, notice_groups, theme_rules
from bot.storage.theme_rules import ThemeMute


async def choices(session: AsyncSession, actor: Actor, theme: Theme) -> list[MutedGroup]:
    """Return the public groups of the actor's nodes, and whether they hear of a theme."""
    own = await scopes.own_nodes(session, actor)
    if not own:
        raise NotAllowed("refusal-remind-staff")
    groups = notice_groups.meant([node.path for node in own], (), None)
    muted = await theme_rules.muted_chats(session, theme)
    seen: Counter[str] = Counter()
    told = []
    for chat, title in await notice_groups.titles(session, groups):
        seen[title] += 1
        named = title if seen[title] == 1 else f"{title} {seen[title]}"
        told.append(MutedGroup(chat, named, chat in muted))
    return told


async def toggle(
    session: AsyncSession, actor: Actor, theme: Theme, chat_id: int, *, at: datetime
) -> None:
    """Mute a theme in a group, or let it be heard again; raises NotAllowed for others' groups."""
    nodes = await chats.grids_of(session, chat_id)
    staff = [await as_staff(session, actor, node.path) for node in nodes]
    if not any(staff):
        raise NotAllowed
    mute = await session.get(ThemeMute, (chat_id, theme))
    if mute is not None:
        await session.delete(mute)
    else:
        session.add(ThemeMute(chat_id=chat_id, theme=theme, at=at, by=actor.name))
    await session.flush()

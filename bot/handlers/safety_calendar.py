"""安全日历: the chief grid and the desk switch a theme off or on, or move its hour, for their nodes."""

from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery

from bot.domain.notices import ThemeAt
from bot.domain.policy import Policy
from bot.domain.themes import ANSWERS, Theme
from bot.errors import NotAllowed, NotFound, Stale
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import presses, safety_calendar
from bot.services.rights import Actor
from bot.services.unit import Read, Session, Write
from bot.views import safety_calendar as views
from bot.views.buttons import Do, Notify

routes = Routes("safety_calendar")
IN_PRIVATE = F.message.chat.type == ChatType.PRIVATE
LONGEST = 4


@routes.callback_query(Notify.filter(F.do == Do.CALENDAR), IN_PRIVATE)
async def calendar(
    query: CallbackQuery,
    callback_data: Notify,
    read: Read,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The themes of a node; of somebody with several, first which one."""
    presser, node, start = presser_of(query), callback_data.id, callback_data.arg or "0"
    if not start.isdecimal() or len(start) > LONGEST:
        raise Stale
    reader = await voice.reader(presser.id)
    async with read() as session:
        own = await safety_calendar.overseen(session, presser)
        if not own:
            raise NotAllowed("refusal-chief-only")
        if not node and len(own) > 1:
            said = views.which_node([(one.key, one.name) for one in own], reader)
        else:
            named, themes = await _themes(session, presser, node or own[0].key, policy, at)
            said = views.calendar(named, themes, reader, start=int(start))
    await voice.turn_to(query, said)


async def _themes(
    session: Session, actor: Actor, key: int, policy: Policy, at: datetime
) -> tuple[tuple[int, str], list[ThemeAt]]:
    node, themes = await safety_calendar.themes_at(session, actor, key, policy, at=at)
    return (node.key, node.name), themes


@routes.callback_query(Notify.filter(F.do.in_({Do.RULE, Do.SWITCH, Do.HOUR})), IN_PRIVATE)
async def rule(
    query: CallbackQuery,
    callback_data: Notify,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Open a theme; `fire.0` switches it off, `fire.1` on, `fire.570` moves it to 9:30, `fire.` back."""
    name, _, value = callback_data.arg.partition(".")
    if name not in set(ANSWERS):
        raise NotFound("refusal-no-theme")
    presser, theme = presser_of(query), Theme(name)
    async with write() as session:
        if callback_data.do is not Do.RULE and await presses.is_new(session, query.id, at=at):
            await _change(session, callback_data, presser, theme, value, policy, at)
        node, themes = await _themes(session, presser, callback_data.id, policy, at)
    one = next(one for one in themes if one.theme is theme)
    await voice.turn_to(query, views.rule(node, one, await voice.reader(presser.id)))


async def _change(
    session: Session,
    pressed: Notify,
    actor: Actor,
    theme: Theme,
    value: str,
    policy: Policy,
    at: datetime,
) -> None:
    if value and (not value.isdecimal() or len(value) > LONGEST):
        raise Stale
    if pressed.do is Do.SWITCH:
        off = value != "1"
        await safety_calendar.switch(session, actor, pressed.id, theme, off=off, at=at)
    else:
        minute = int(value) if value else None
        await safety_calendar.move(session, actor, pressed.id, theme, minute, policy, at=at)

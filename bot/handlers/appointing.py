"""`/staff`: who works here, or at a node; with `+ …` or `- …` an admin appoints somebody, or ends that."""

import re
from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.domain.appointments import MINUS, PLUS, Expected, Named, TakenBack, read_order
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.handlers.people import actor_of, replied_to, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import appointing, coverage, people
from bot.services.unit import Read, Write
from bot.views import appointments as views
from bot.views import coverage as coverage_views
from bot.views import people as people_views

routes = Routes("appointing")

COVERAGE = r"(?i)^(coverage|查漏)(\s+\S+)?$"
A_CODE = rf"^[^\s{''.join(map(re.escape, PLUS | MINUS))}]\S*\s*$"
"""One word that is no order."""


@routes.message(Command("staff", magic=F.args.regexp(COVERAGE)))
async def tell_coverage(
    message: Message,
    command: CommandObject,
    read: Read,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """`/staff coverage` in figures, `/staff coverage CODE` with names."""
    actor = writer_of(message)
    if actor is None:
        return
    code = (command.args or "").split()[1:]
    async with read() as session:
        seen = await coverage.seen_by(session, actor, code[0] if code else None, policy, at=at)
    reader = await voice.reader(actor.id)
    if code:
        said = [coverage_views.coverage_names(reader, card, found) for card, found in seen]
    else:
        said = [coverage_views.coverage(card, reader) for card, _ in seen]
    await voice.tell(message, *said)


@routes.message(Command("staff", magic=F.args.regexp(A_CODE)))
async def list_staff_of(
    message: Message,
    command: CommandObject,
    read: Read,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """`/staff CODE`: who works at that node, for duty and admins."""
    actor = writer_of(message)
    if actor is None:
        return
    code = (command.args or "").strip()
    async with read() as session:
        told = await people.staff_at(session, actor, code, policy, at=at)
    listed, reader = _lines(told.seen), await voice.reader(actor.id)
    page = people_views.staff_of(reader, told.grid, told.code, listed, told.seen.duty, told.awaited)
    await voice.tell(message, page)


@routes.message(Command("staff", magic=F.args))
async def appoint(
    message: Message,
    command: CommandObject,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """To the writer in private; the person hears of it, too."""
    actor = writer_of(message)
    if actor is None:
        return
    order = read_order(command.args or "", _answered(message))
    if order is None:
        raise Refusal("refusal-usage-staff")
    async with write() as session:
        told = await appointing.carry_out(session, order, actor, policy, at=at)
    reader = await voice.reader(actor.id)
    match told:
        case Expected():
            await voice.tell(message, views.expected(reader, told))
        case TakenBack():
            await voice.tell(message, views.taken_back(reader, told))
        case _:
            await voice.tell(message, views.standing(reader, told))


def _answered(message: Message) -> Named | None:
    user = replied_to(message)
    return Named(user.id, user.full_name) if user is not None else None


@routes.message(Command("staff"))
async def list_staff(
    message: Message, read: Read, policy: Policy, voice: Voice, at: datetime
) -> None:
    if message.from_user is None:
        return
    group = None if message.chat.type == ChatType.PRIVATE else message.chat.id
    actor = actor_of(message.from_user)
    async with read() as session:
        seen = await people.staff_seen_by(session, actor, group, policy, at=at)
    reader = await voice.reader(actor.id)
    await voice.tell(message, people_views.staff_list(reader, _lines(seen), seen.duty))


def _lines(seen: people.StaffSeen) -> list[people_views.StaffLine]:
    return [
        people_views.StaffLine(
            one.grid,
            one.name,
            one.role,
            one.title,
            one.lent,
            one.away_until,
            one.stand_in,
            one.phone,
        )
        for one in seen.people
    ]

"""A danger behind a command of somebody else's: `/alert 3号楼着火了` of a neighbour is a report."""

import re

from aiogram.filters import BaseFilter, Command, CommandObject
from aiogram.types import Message

from bot.domain.intake import understand
from bot.domain.policy import Policy
from bot.domain.reports import COMMANDS, Wish
from bot.handlers.hearing import Hearing, Hears, written_at
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.services import listing, scopes
from bot.services.unit import Read

routes = Routes("misplaced")
ORDERS = ("start", "staff", "suspend", "bind", "unbind")
"""Of admins, who have no grid of their own; a reason that they give names what happened."""
LOOKS = frozenset({"case", "cases", "find"})
"""Of instructors, too, who may tell nobody of a danger."""
OTHERS = re.compile(rf"(?!(?:{'|'.join((*COMMANDS, *ORDERS))})$)\w+")
"""What reports nothing by itself."""


class TellsDanger(BaseFilter):
    """Lets words of a danger through, written by who may not give that command."""

    async def __call__(
        self, message: Message, command: CommandObject, read: Read, policy: Policy
    ) -> bool:
        writer = writer_of(message)
        if writer is None or not command.args:
            return False
        if not understand(command.args, now=written_at(message, policy)).life_safety:
            return False
        async with read() as session:
            own = listing.grids_read_by if command.command in LOOKS else scopes.own_nodes
            return not await own(session, writer)


@routes.message(Command(OTHERS), TellsDanger(), Hears())
async def report(message: Message, command: CommandObject, hearing: Hearing) -> None:
    """Nobody who sees a fire is told whose command that is."""
    await hearing.take(message, Wish.REPORT, words=command.args)

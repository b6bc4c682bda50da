"""Listing cases: to staff what is open in their grids, to everybody else what they reported."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import VILLAGE_AND_ABOVE
from bot.domain.invitations import LEAVES
from bot.domain.listing import PAGE, Asked, Line, Page, Way, Which
from bot.services import clocks, describing
from bot.services.rights import READERS, Actor
from bot.storage import listing, people, reporters
from bot.storage.cases import Case
from bot.storage.grid import Grid
from bot.storage.listing import Wanted


async def page(session: AsyncSession, actor: Actor, asked: Asked, *, at: datetime) -> Page:
    """Return a page of open cases of the actor's grids; for residents, of what they reported.

    Where nothing stands beyond the edge any more it is the first page.
    """
    nodes = await grids_read_by(session, actor)
    found = await _beyond(session, actor, nodes, asked, at=at)
    if not found and asked.way is not Way.NEWEST:
        asked = Asked(asked.which, asked.kind)
        found = await _beyond(session, actor, nodes, asked, at=at)
    more, shown = len(found) > PAGE, found[:PAGE]
    if asked.way is Way.NEWER:
        shown = found[-PAGE:]
    has_newer = asked.way is Way.OLDER or (asked.way is Way.NEWER and more)
    has_older = asked.way is Way.NEWER or more
    return Page(
        asked,
        tuple([await line(session, case, nodes, at) for case in shown]),
        newer=shown[0].key if shown and has_newer else None,
        older=shown[-1].key if shown and has_older else None,
        staff=bool(nodes),
    )


async def grids_read_by(session: AsyncSession, actor: Actor) -> list[Grid]:
    """Return the nodes whose cases the actor may read."""
    held = await people.appointments_of(session, actor.id)
    return [node for appointment, node in held if appointment.role in READERS]


def wanted_by(actor: Actor, nodes: Sequence[Grid], asked: Asked, *, at: datetime) -> Wanted:
    """Return what a list of one's grids asks of the storage.

    What was reported there and has gone up is still on theirs; to act on it is for others.
    """
    return Wanted(
        paths=[node.path for node in nodes],
        whole=[node.path for node in nodes if node.level in VILLAGE_AND_ABOVE],
        reader_id=actor.id,
        owner_id=actor.id if asked.which is Which.MINE else None,
        unclaimed=asked.which is Which.UNCLAIMED,
        due_before=at if asked.which is Which.OVERDUE else None,
        kind=asked.kind,
        moved=asked.which is Which.GRIDS,
    )


async def _beyond(
    session: AsyncSession, actor: Actor, nodes: Sequence[Grid], asked: Asked, *, at: datetime
) -> Sequence[Case]:
    one_more = PAGE + 1
    if not nodes:
        return await reporters.reported_by(
            session, actor.id, limit=one_more, way=asked.way, edge=asked.edge
        )
    wanted = wanted_by(actor, nodes, asked, at=at)
    if asked.which is Which.OVERDUE:
        return await listing.open_cases(
            session, wanted, limit=one_more, way=asked.way, edge=asked.edge
        )
    return await _pressing_first(session, wanted, asked, limit=one_more, at=at)


async def _pressing_first(
    session: AsyncSession, wanted: Wanted, asked: Asked, *, limit: int, at: datetime
) -> Sequence[Case]:
    """Return what is red or overdue, then the rest, each newest first, from the edge on."""
    parts = [replace(wanted, pressing=(it_is, at)) for it_is in (True, False)]
    way, edge, back = asked.way, asked.edge, asked.way is Way.NEWER
    if way is not Way.NEWEST and await listing.presses(session, wanted, edge, at) is back:
        parts = parts[:1] if back else parts[1:]
    found: list[Case] = []
    for part in reversed(parts) if back else parts:
        if room := limit - len(found):
            beyond = await listing.open_cases(session, part, limit=room, way=way, edge=edge)
            found = [*beyond, *found] if back else [*found, *beyond]
        way, edge = (Way.NEWER if back else Way.NEWEST), 0
    return found


async def line(session: AsyncSession, case: Case, nodes: Sequence[Grid], at: datetime) -> Line:
    """Return a case as it stands on a list of somebody who reads of these nodes, if of any.

    What has gone up is late for those who have it now.
    """
    known, due = await describing.facts(session, case), case.due_at if case.is_open else None
    holder = await session.get_one(Grid, case.grid_id)
    gone = bool(nodes) and not any(holder.path.startswith(node.path) for node in nodes)
    several = len(nodes) > 1 or any(node.level not in LEAVES for node in nodes)
    return Line(
        known,
        case.owner_name,
        at - due if due and due < at and not gone else None,
        due_at=(due if due and due >= at else None) if nodes else clocks.promised(case),
        area=known.area if several else "",
        gone_to=known.grid if gone else "",
    )

"""Listing cases: to staff what is open in their grids, to everybody else what they reported."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import VILLAGE_AND_ABOVE
from bot.domain.listing import PAGE, Asked, Line, Page, Way, Which
from bot.services import cards
from bot.services.rights import READERS, Actor
from bot.storage import cases, listing, people
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
        tuple([await line(session, case, at) for case in shown]),
        newer=shown[0].key if shown and has_newer else None,
        older=shown[-1].key if shown and has_older else None,
        staff=bool(nodes),
    )


async def grids_read_by(session: AsyncSession, actor: Actor) -> list[Grid]:
    """Return the nodes whose cases the actor may read."""
    held = await people.appointments_of(session, actor.id)
    return [node for appointment, node in held if appointment.role in READERS]


def wanted_by(actor: Actor, nodes: Sequence[Grid], asked: Asked, *, at: datetime) -> Wanted:
    """Return what a list of one's grids asks of the storage."""
    return Wanted(
        paths=[node.path for node in nodes],
        whole=[node.path for node in nodes if node.level in VILLAGE_AND_ABOVE],
        reader_id=actor.id,
        owner_id=actor.id if asked.which is Which.MINE else None,
        unclaimed=asked.which is Which.UNCLAIMED,
        due_before=at if asked.which is Which.OVERDUE else None,
        kind=asked.kind,
    )


async def _beyond(
    session: AsyncSession, actor: Actor, nodes: Sequence[Grid], asked: Asked, *, at: datetime
) -> Sequence[Case]:
    one_more = PAGE + 1
    if not nodes:
        return await cases.reported_by(
            session, actor.id, limit=one_more, way=asked.way, edge=asked.edge
        )
    wanted = wanted_by(actor, nodes, asked, at=at)
    return await listing.open_cases(session, wanted, limit=one_more, way=asked.way, edge=asked.edge)


async def line(session: AsyncSession, case: Case, at: datetime) -> Line:
    """Return a case as it stands on a list."""
    late = at - case.due_at if case.due_at and case.is_open and case.due_at < at else None
    return Line(await cards.facts(session, case), case.owner_name, late)

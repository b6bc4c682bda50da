"""What goes with the grid nodes that an import prunes, and what the node above takes over."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import bindparam, delete, func, update
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import lineage
from bot.services.imports.merge import open_cases, refuse_pruning, remove, rows_of
from bot.services.tables import table_of
from bot.storage.cases import Case
from bot.storage.certificates import Certificate
from bot.storage.chats import Chat, ChatGrid
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid, Place
from bot.storage.invitations import Awaited, Invitation
from bot.storage.keepers import Keeper
from bot.storage.notices import NoticeScope
from bot.storage.outbox import Delivery
from bot.storage.people import Account, Appointment
from bot.storage.quizzes import QuizCount, QuizPoll
from bot.storage.rosters import DutyShift
from bot.storage.theme_rules import ThemeRule

HANDED_OVER = (
    (Case, "grid_id"),
    (Case, "origin_id"),
    (Case, "home_grid_id"),
    (Account, "home_grid_id"),
    (Delivery, "grid_id"),
    (Gathering, "grid_id"),
    (Certificate, "grid_id"),
)
"""What stays on record; the rest of what names a node goes with it."""

GONE: dict[str, type[SQLModel]] = {
    "places": Place,
    "chat bindings": ChatGrid,
    "appointments": Appointment,
    "awaited": Awaited,
    "links": Invitation,
    "shifts": DutyShift,
    "owners": Keeper,
    "notices": NoticeScope,
    "calendar rules": ThemeRule,
    "quiz answers": QuizCount,
    "open questions": QuizPoll,
}
"""What goes with a node, and what it is called."""


async def check_pruning(
    session: AsyncSession, absent: Sequence[Grid], staying: Collection[str]
) -> None:
    """Raise ImportRefused for nodes with open cases, or with cases or trainings that no node could take over."""
    refuse_pruning(_still_open(absent, await open_cases(session, "grid_id")))
    recorded = set(await session.exec(select(Case.grid_id).distinct()))
    refuse_pruning(_orphaning(absent, recorded, staying, "cases"))
    held = set(await session.exec(select(Gathering.grid_id).distinct()))
    held |= set(await session.exec(select(Certificate.grid_id).distinct()))
    refuse_pruning(_orphaning(absent, held, staying, "trainings"))


def _still_open(absent: Sequence[Grid], cases: Mapping[int, str]) -> Iterator[str]:
    for grid in absent:
        if grid.key in cases:
            yield f"{grid.code} {grid.name} still has open cases: {cases[grid.key]}"


def _orphaning(
    absent: Sequence[Grid], recorded: Collection[int], staying: Collection[str], what: str
) -> Iterator[str]:
    for grid in absent:
        if grid.key in recorded and _heir(grid, staying) is None:
            yield f"{grid.code} {grid.name} has {what} on record, and no node above it stays"


def _heir(grid: Grid, staying: Collection[str]) -> str | None:
    """Return the code of the nearest node above that stays."""
    above = (path.rstrip("/").rpartition("/")[2] for path in lineage(grid.path)[1:])
    return next((code for code in above if code in staying), None)


async def with_what_goes(session: AsyncSession, absent: Sequence[Grid]) -> tuple[str, ...]:
    """Name nodes, each with how much would go with it."""
    counts = {what: await _counted(session, table) for what, table in GONE.items()}
    return tuple(
        _named(grid, {what: n.get(grid.key, 0) for what, n in counts.items()}) for grid in absent
    )


async def _counted(session: AsyncSession, model: type[SQLModel]) -> dict[int, int]:
    node = table_of(model).c.grid_id
    rows = await rows_of(session, select(node, func.count()).group_by(node))
    return {row[0]: row[1] for row in rows}


def _named(grid: Grid, counts: Mapping[str, int]) -> str:
    name = f"{grid.code} {grid.name}"
    going = ", ".join(f"{what} {count}" for what, count in counts.items() if count)
    return f"{name} (with it: {going})" if going else name


async def let_go(session: AsyncSession, absent: Sequence[Grid], staying: Mapping[str, int]) -> None:
    """Remove nodes with their places, bindings and appointments; cases stay, one level up."""
    if not absent:
        return
    heirs = {grid.key: staying.get(_heir(grid, staying) or "") for grid in absent}
    steps = [{"gone": key, "heir": heir} for key, heir in heirs.items()]
    connection = await session.connection()
    for model, name in HANDED_OVER:
        column = table_of(model).c[name]
        handed = update(column.table).where(column == bindparam("gone"))
        await connection.execute(handed.values({name: bindparam("heir")}), steps)
    for gone in GONE.values():
        table = table_of(gone)
        await connection.execute(delete(table).where(table.c.grid_id == bindparam("gone")), steps)
    deepest_first = sorted(absent, key=lambda grid: len(lineage(grid.path)), reverse=True)
    await remove(session, Grid, [grid.key for grid in deepest_first])
    bound = select(ChatGrid.chat_id)
    await connection.execute(delete(table_of(Chat)).where(col(Chat.id).not_in(bound)))

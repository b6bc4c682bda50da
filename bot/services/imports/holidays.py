"""Import of holidays: the days that the yearly notice gives off, and the weekends it takes."""

from collections.abc import Iterable

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.calendars import Notices
from bot.domain.registers import Batch, HolidayRow
from bot.services.imports.merge import (
    Summary,
    add,
    change,
    difference,
    refuse,
    remove,
    repeated,
)
from bot.storage.holidays import Holiday


async def store_holidays(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store the days, each once."""
    rows = [row for row in batch.rows if isinstance(row, HolidayRow)]
    refuse(batch.problems, repeated(rows, lambda row: row.day, "the same day"))
    wanted = [{"day": row.day, "off": row.off, "name": row.name} for row in rows]
    found = await difference(session, Holiday, ("day",), wanted, unsaid=batch.unsaid)
    if not dry_run:
        await add(session, Holiday, found.added)
        await change(session, Holiday, found.changed)
        await remove(session, Holiday, [row["id"] for row in found.absent] if prune else [])
    return Summary(
        len(found.added),
        len(found.changed),
        found.unchanged,
        tuple(str(row["day"]) for row in found.absent),
        notes=tuple(_notes(rows)),
        adding=[str(row["day"]) for row in found.added],
        changing=[str(row["day"]) for row in found.changed],
    )


def _notes(rows: Iterable[HolidayRow]) -> Iterable[str]:
    """Say of which years the file holds the whole notice."""
    named = Notices(frozenset(row.day for row in rows if row.off))
    for year in sorted({day.year for day in named.off}):
        whole = "the whole year's notice" if named.covers(year) else "single days, no 1 October"
        yield f"{year}: {whole}"

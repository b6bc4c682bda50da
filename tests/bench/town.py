"""The districts that benchmarks are run in, loaded as every installation is: from import files."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.services.imports import store
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from tests.bench.telegram import FIRST_GROUP, STAFF_GROUP, WORKER

CHIEF, GENERAL, MICRO = 147, 638, 8_667
DISTRICT = CHIEF + GENERAL + MICRO
"""Nodes of the district that this is measured for; each has a residents' group."""
RING = 20
"""Residents' groups of a general grid in a town of rings."""
STAFF = f"user_id,name,grid,role\n{WORKER},网格员,T,duty"

Files = Mapping[Register, str]


def district(groups: int = DISTRICT) -> Files:
    """Return the import files of a district of so many groups, in the real one's proportions."""
    chief = max(1, round(CHIEF * groups / DISTRICT))
    general = max(1, round(GENERAL * groups / DISTRICT))
    micro = groups - chief - general
    grids = [f"C{n},村{n},chief,T,," for n in range(chief)]
    grids += [f"G{n},一般网格{n},general,C{n % chief},," for n in range(general)]
    grids += [
        f"M{n},微网格{n},micro,G{n % general},{30 + n % 97 / 500},{104 + n % 89 / 500}"
        for n in range(micro)
    ]
    homes = [row.partition(",")[0] for row in reversed(grids)]
    return _files(grids, homes)


def rings(groups: int, *, home: int, desks: Sequence[int] = ()) -> Files:
    """Return the files of a town of general grids with twenty groups each, `home` of them in one micro-grid.

    What begins in group 0, 20, 40 ... is first heard by `home` groups, then by twenty. `desks` are
    the general grids that have a staff group of their own.
    """
    count = groups // RING
    grids, homes = ["C,村,chief,T,,"], []
    for general in range(count):
        grids += [f"G{general},一般网格{general},general,C,,"]
        grids += [f"M{general}-{micro},微网格,micro,G{general},," for micro in range(RING)]
        homes += [f"M{general}-{max(0, micro - home + 1)}" for micro in range(RING)]
    return _files(grids, homes, [f"G{general}" for general in desks])


def _files(grids: list[str], homes: list[str], desks: Sequence[str] = ()) -> Files:
    staff = [f"{STAFF_GROUP - nth},{code},staff" for nth, code in enumerate(("T", *desks))]
    chats = [f"{FIRST_GROUP - number},{code},residents" for number, code in enumerate(homes)]
    return {
        Register.GRIDS: "\n".join(["code,name,level,parent,lat,lon", "T,镇,town,,,", *grids]),
        Register.CHATS: "\n".join(["chat_id,grid,audience", *staff, *chats]),
        Register.STAFF: STAFF,
    }


def prepare(url: str, files: Files) -> None:
    """Make a database with a town in it."""
    upgrade(url)
    asyncio.run(_load(url, files))


async def _load(url: str, files: Files) -> None:
    database = Database(url)
    async with database.write() as session:
        for register, text in files.items():
            await store(session, read(register, text.encode()))
    await database.close()

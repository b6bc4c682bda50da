"""Who looks after what: imported as a difference, the nearest node wins, its promise is the date."""

from datetime import timedelta

import pytest

from bot.domain.alerts import Level
from bot.domain.keepers import Keeper
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.registers import Register
from bot.errors import ImportRefused
from bot.exchange.rows import read
from bot.services import cards, cases, clocks, keepers
from bot.services.imports import Summary, store
from bot.storage.cases import Case
from bot.storage.database import Database
from tests.services.district import EAST, VILLAGE, WEST, ZHANG, case, settle
from tests.storage.rows import NOW
from tests.storage.rows import store as store_rows

POLICY = Policy()
OWNERS = """grid,kind,category,owner,phone,promise
T,路灯,,路灯管理站,,3个工作日
E,light,,东苑物业,028-0000-0121,24h
T,hazard,manhole,市政,,
M,hazard,,清水物业,,1wd
"""


async def take(database: Database, text: str, **options: bool) -> Summary:
    async with database.write() as session:
        return await store(session, read(Register.OWNERS, text.encode()), **options)


@pytest.mark.parametrize(
    ("values", "name", "why"),
    [
        ({}, "东苑物业", "the micro-grid's own"),
        ({"grid_id": WEST}, "路灯管理站", "else the town's"),
        ({"grid_id": VILLAGE, "origin_id": EAST}, "东苑物业", "where it is, whoever has it now"),
        ({"kind": Kind.HAZARD, "category": "manhole"}, "清水物业", "nearer is more than exact"),
        ({"kind": Kind.HAZARD, "grid_id": VILLAGE, "category": "road"}, None, "nobody"),
        ({"kind": Kind.NEED, "sensitive": True}, None, "what no group may read is nobody's"),
    ],
)
async def test_the_nearest_node_wins(
    database: Database, values: dict[str, object], name: str | None, why: str
) -> None:
    await settle(database)
    await take(database, OWNERS)
    await store_rows(database, case(1001, **values))

    async with database.read() as session:
        found = await keepers.of_case(session, await session.get_one(Case, 1))

    assert (found.name if found else None) == name, why


async def test_its_promise_is_the_date_that_the_reporter_reads(database: Database) -> None:
    """24 hours from the claim, by the clock on the wall; what may cost a life is not put off by it."""
    await settle(database)
    await take(database, OWNERS)
    await store_rows(database, case(1001), case(1002, level=Level.RED, kind=Kind.HAZARD))

    async with database.write() as session:
        lamp = await cases.claim(session, 1, ZHANG, POLICY, at=NOW)
        gas = await cases.claim(session, 2, ZHANG, POLICY, at=NOW)
        told = await cards.reporter_card(session, lamp, POLICY, private=True, guardian=False)
        card = await cards.staff_card(session, lamp)

    assert clocks.promised(lamp) == NOW + timedelta(hours=24)
    assert (told.promised_by, told.promised_at) == ("东苑物业", lamp.due_at)
    assert (card.keeper, card.keeper_phone) == ("东苑物业", "028-0000-0121")
    assert gas.due_at == NOW + timedelta(hours=4)


async def test_a_file_is_a_difference(database: Database) -> None:
    """Dry runs store nothing; a changed promise is a change; what a file leaves out stays or goes."""
    await settle(database)
    assert (await take(database, OWNERS, dry_run=True)).added == 4
    assert (await take(database, OWNERS)).added == 4

    changed = await take(database, OWNERS.replace("24h", "12h").rpartition("M,")[0])
    assert (changed.changed, changed.unchanged, changed.absent) == (1, 2, ("清水物业 (M, hazard)",))
    await take(database, OWNERS.splitlines()[0] + "\nE,light,,新物业,,\n", prune=True)

    async with database.read() as session:
        await store_rows(database, case(1001), case(1002, grid_id=WEST))
        east = await keepers.of_case(session, await session.get_one(Case, 1))
        west = await keepers.of_case(session, await session.get_one(Case, 2))
    assert (east, west) == (Keeper("新物业"), None)


async def test_each_bad_row_is_named(database: Database) -> None:
    await settle(database)
    bad = (
        "grid,kind,category,owner,phone,promise\n"
        "X,light,,甲,,\nE,lamp,,甲,,\nE,light,fire,甲,,\nE,hazard,lava,甲,,\n"
        "E,light,,甲,,soon\nE,light,,,,\nW,light,,甲,,\nW,light,,乙,,\n"
    )

    with pytest.raises(ImportRefused) as refused:
        await take(database, bad)

    said = str(refused.value)
    for line, reason in {
        2: "unknown",
        3: "lamp",
        4: "only a hazard",
        5: "lava",
        6: "soon",
        7: "owner",
        9: "line 8",
    }.items():
        assert any(f"line {line}: " in one and reason in one for one in said.splitlines()), line


async def test_holidays_of_a_year(database: Database) -> None:
    """休 and 班, as spreadsheets write dates; the note says of which year it is the whole notice."""
    await settle(database)
    text = "date,kind,name\n2027-10-01,休,国庆\n2027/10/8,off,\n2027-10-09 00:00:00,班,\n"
    rows = read(Register.HOLIDAYS, text.replace("10/8", "10/08").encode())
    async with database.write() as session:
        taken = await store(session, rows)
    assert (taken.added, taken.notes) == (3, ("2027: the whole year's notice",))
    with pytest.raises(ImportRefused, match="holiday"):
        async with database.write() as session:
            await store(
                session, read(Register.HOLIDAYS, b"date,kind\nsoon,off\n2027-10-02,holiday\n")
            )
    late = NOW.replace(year=2027, month=10, day=7, hour=12)
    await store_rows(database, case(1001, kind=Kind.DISPUTE))

    async with database.write() as session:
        known = await session.get_one(Case, 1)
        runs = await clocks.calendar(session, known, POLICY)

    assert runs.add(late, timedelta(hours=2)).day == 9

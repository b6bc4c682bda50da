"""What work on a case costs at a thousand, a hundred thousand and a million cases, on both engines."""

import asyncio
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, Table, insert, literal, select, text, true
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.grid import Role
from bot.domain.intake import Gazetteer, understand
from bot.domain.kinds import Kind, Outcome
from bot.domain.listing import Asked, Way, Which
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.services import agenda, cases, finding, listing, looking, reports
from bot.services.incoming import Incoming
from bot.services.rights import Actor
from bot.storage.cases import FIRST_NUMBER, Case, CaseNumber, Step
from bot.storage.database import Database
from bot.storage.grid import by_code
from bot.storage.outbox import Delivery, Lane, Purpose, Status
from bot.storage.people import Appointment
from tests.bench import town
from tests.bench.table import Figure, Row
from tests.bench.telegram import FIRST_GROUP, STAFF_GROUP, WORKER
from tests.support.postgres import start_server

SECTION = "Work on one case, {}, one in a hundred open"
SIZES = 1_000, 100_000, 1_000_000
FEW, MOST = SIZES[0], SIZES[-1]
MOST_GROWTH = 1.3
ROUNDS, WARM_UP = 12, 2
"""In each round the same is done once at every size; the median counts."""
SELDOM = 5
"""Of so many rounds one looks at what is wanted to cost nothing in particular."""

NOW = datetime(2026, 7, 2, 10, 20, tzinfo=UTC)
APART = timedelta(minutes=2)
"""Between two rounds: the cases of one minute would be folded into a list."""
ON_RECORD = timedelta(days=3 * 365)
OPEN_IN = 100
"""One in so many is open."""
AT_HAND = 30
"""So many more are open in the reader's own grid, or the pages of small towns would be empty."""
ROOM_TO_SORT = {
    "sqlite": "PRAGMA cache_size = -400000",
    "postgresql": "SET LOCAL maintenance_work_mem = '400MB'",
}
"""Of a million cases each index is sorted; with little memory that takes longest of all."""
SHIFTED = ("id", "number", "case_id", "message_id")
LAMP = "3号楼4楼楼道灯不亮了"
POLICY = Policy(open_cases=None, reports_per_person=None)

DUTY, MICRO, VILLAGE = Actor(WORKER, "值班"), Actor(101, "微网格员"), Actor(102, "村网格员")
RESIDENT = Actor(103, "居民")
HOME, HOME_VILLAGE = "M0", "C0"

Job = Callable[[AsyncSession, int], Awaitable[object]]
"""Does something in a transaction; the number of the round makes it differ from the last."""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="gege-bench-") as name:
        template = Path(name) / "district.db"
        town.prepare(f"sqlite+aiosqlite:///{template}", town.district())

        def copy(size: int) -> str:
            return f"sqlite+aiosqlite:///{shutil.copy(template, Path(name) / f'{size}.db')}"

        yield from _rows("SQLite", copy)
    with start_server() as server:
        district = server.create_template(
            "district", lambda url: town.prepare(url, town.district())
        )
        yield from _rows("PostgreSQL", lambda _: server.create_database(district))


def _rows(engine: str, make: Callable[[int], str]) -> Iterator[Row]:
    taken = asyncio.run(_measured({size: make(size) for size in SIZES}))
    for name, by_size in taken.items():
        growth = by_size[MOST] / by_size[FEW]
        wanted = MOST_GROWTH if name in GROW_NOT else None
        figures = {f"{size:,}": Figure(1000 * by_size[size], " ms") for size in SIZES}
        yield Row(
            SECTION.format(engine), name, figures | {"growth": Figure(growth, at_most=wanted)}
        )


async def _measured(urls: Mapping[int, str]) -> Mapping[str, Mapping[int, float]]:
    """Return the median seconds of each thing by size, all of them done in turn."""
    taken: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    async with AsyncExitStack() as stack:
        towns = {
            size: await stack.enter_async_context(_town(url, size)) for size, url in urls.items()
        }
        for turn in range(WARM_UP + ROUNDS):
            for size, database in towns.items():
                async for name, seconds in _turn(database, turn):
                    if turn >= WARM_UP:
                        taken[name][size].append(seconds)
    return {
        name: {size: median(seconds) for size, seconds in by_size.items()}
        for name, by_size in taken.items()
    }


async def _turn(database: Database, turn: int) -> AsyncIterator[tuple[str, float]]:
    """Open a case, claim it, and read everything there is to read; yield what each took."""
    at = NOW + turn * APART
    began = time.perf_counter()
    async with database.write() as session:
        heard = await reports.hear(
            session, _lamp(turn, at), understand(LAMP, now=at), gazetteer=Gazetteer(), policy=POLICY
        )
    assert heard.case is not None
    async with database.write() as session:
        await reports.submit(session, heard.case.key, RESIDENT, POLICY, at=at)
    yield "open", time.perf_counter() - began
    began = time.perf_counter()
    async with database.write() as session:
        await cases.claim(session, heard.case.key, DUTY, POLICY, at=at)
    yield "claim", time.perf_counter() - began
    for name, jobs in READS.items():
        if name not in GROW_NOT and turn % SELDOM:
            continue
        began = time.perf_counter()
        for job in jobs:
            async with database.read() as session:
                assert await job(session, turn)
        yield name, (time.perf_counter() - began) / len(jobs)


def _lamp(turn: int, at: datetime) -> Incoming:
    return Incoming(
        chat_id=FIRST_GROUP - turn,
        message_id=10 * MOST + turn,
        private=False,
        sender=RESIDENT,
        text=LAMP,
        photo=None,
        album=None,
        voice=None,
        at=at,
        pin=None,
    )


def _list(who: Actor, asked: Asked) -> Job:
    return lambda session, _: listing.page(session, who, asked, at=NOW)


async def _second_page(session: AsyncSession, _: int) -> object:
    first = await listing.page(session, DUTY, Asked(), at=NOW)
    assert first.older is not None
    return await listing.page(session, DUTY, Asked().beyond(Way.OLDER, first.older), at=NOW)


def _find(who: Actor, query: str) -> Job:
    return lambda session, _: finding.find(session, who, query, at=NOW)


async def _story(session: AsyncSession, turn: int) -> object:
    return await looking.story(session, FIRST_NUMBER + turn, DUTY)


def _agenda(code: str) -> Job:
    async def prepare(session: AsyncSession, _: int) -> object:
        node = await by_code(session, code)
        assert node is not None
        return await agenda.prepare(session, node, at=NOW)

    return prepare


READS: Mapping[str, Sequence[Job]] = {
    "list": [
        _second_page,
        *(
            _list(who, asked)
            for who in (MICRO, VILLAGE, DUTY)
            for asked in (*map(Asked, Which), Asked(kind=Kind.LIGHT))
        ),
    ],
    "/case": [_story],
    "/find by number": [_find(DUTY, str(FIRST_NUMBER))],
    "/find by place": [_find(DUTY, "3号楼"), _find(VILLAGE, "3号楼")],
    "/find words that nobody wrote": [_find(DUTY, "井盖"), _find(VILLAGE, "井盖")],
    "agenda of a village": [_agenda(HOME_VILLAGE)],
    "agenda of the town": [_agenda("T")],
}
GROW_NOT = frozenset({"open", "list", "claim"})
"""What is to cost the same at every size; the rest looks at more where there is more."""


@asynccontextmanager
async def _town(url: str, size: int) -> AsyncIterator[Database]:
    """Fill a district with so many cases."""
    database = Database(url)
    async with database.write() as session:
        await _fill(session, size)
    await database.engine.dispose()  # the next connection has only the room that the program has
    if not database.is_sqlite:
        async with database.engine.begin() as connection:  # as its own housekeeping does
            await connection.execute(text("ANALYZE"))
    try:
        yield database
    finally:
        await database.close()


async def _fill(session: AsyncSession, size: int) -> None:
    """Make the first thousand one by one, and the others of them by one statement a table."""
    home, village = await by_code(session, HOME), await by_code(session, HOME_VILLAGE)
    assert home is not None
    assert village is not None
    for who, node in ((MICRO, home), (VILLAGE, village)):
        session.add(Appointment(user_id=who.id, grid_id=node.key, role=Role.WORKER, name=who.name))
    session.add_all(_on_record(number, home.key + number) for number in range(1, FEW + 1))
    await session.flush()
    session.add_all(row for number in range(1, FEW + 1) for row in _told(number))
    await session.flush()
    connection = await session.connection()
    await connection.execute(text(ROOM_TO_SORT[connection.dialect.name]))
    for model in (Case, Step, Delivery):
        if size > FEW:
            await connection.run_sync(_multiply, _table(model), size // FEW, first=home.key)
    last = size + AT_HAND
    for number in range(size + 1, last + 1):
        session.add(_on_record(number, home.key, is_open=True, owner=MICRO if number % 3 else None))
    session.add(CaseNumber(id=last))
    await session.flush()
    if connection.dialect.name != "sqlite":
        for name in ("cases", "case_number", "step", "delivery"):
            follow = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"  # noqa: S608 - ours
            await connection.execute(text(follow))


def _on_record(
    number: int, grid_id: int, *, is_open: bool = False, owner: Actor | None = None
) -> Case:
    """Return one case of the last three years; the first of each hundred is open, or those asked for."""
    opened = NOW - ON_RECORD * (1 - number % FEW / FEW)
    is_open = is_open or number % OPEN_IN == 1
    state = State.NEW if owner is None else State.IN_PROGRESS
    return Case(
        id=number,
        number=FIRST_NUMBER - 1 + number,
        kind=Kind.LIGHT,
        level=Level.BLUE,
        state=state if is_open else State.RESOLVED,
        outcome=None if is_open else Outcome.REPAIRED,
        grid_id=grid_id,
        place="3号楼4楼",
        text=LAMP,
        source="group",
        chat_id=FIRST_GROUP - number,
        message_id=number,
        locale="zh",
        reporter_id=10_000 + number,
        reporter_name="邻居",
        owner_id=owner.id if owner else None,
        owner_name=owner.name if owner else None,
        opened_at=opened,
        submitted_at=opened,
        closed_at=None if is_open else opened + APART,
        due_at=NOW + APART * (number % 2 * 2 - 1) if is_open else None,
    )


def _told(number: int) -> tuple[Step, Delivery]:
    """Return the history and the card of a case."""
    at = NOW - ON_RECORD * (1 - number % FEW / FEW)
    step = Step(
        id=number,
        case_id=number,
        at=at,
        action=Action.SUBMIT,
        from_state=State.DRAFT,
        to_state=State.NEW,
        actor="邻居",
    )
    card = Delivery(
        id=number,
        case_id=number,
        purpose=Purpose.CARD,
        slot="staff",
        chat_id=STAFF_GROUP,
        locale="zh",
        lane=Lane.CARDS,
        status=Status.SENT,
        message_id=number,
        queued_at=at,
        sent_at=at,
    )
    return step, card


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined] # SQLModel's tables have one
    return table


def _multiply(connection: Connection, table: Table, times: int, *, first: int) -> None:
    """Repeat the first thousand rows of a table in other grids and groups; its indexes come last."""
    for index in table.indexes:
        index.drop(connection)
    nth = select(literal(1).label("nth")).cte("nth", recursive=True)
    nth = nth.union_all(select(nth.c.nth + 1).where(nth.c.nth < times - 1))
    shift = nth.c.nth * FEW
    moved = {name: table.c[name] + shift for name in SHIFTED if name in table.c}
    if table.name == "cases":
        moved["grid_id"] = first + (table.c.id + shift) % town.MICRO
    values = [moved.get(column.name, column).label(column.name) for column in table.c]
    rows = select(*values).select_from(table.join(nth, true())).where(table.c.id <= FEW)
    connection.execute(insert(table).from_select([column.name for column in table.c], rows))
    for index in table.indexes:
        index.create(connection)

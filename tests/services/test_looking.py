"""Who reads what of a case that has climbed: where it was reported people still know of it."""

import pytest

from bot.domain.policy import Policy
from bot.domain.states import State
from bot.errors import NotAllowed
from bot.services import cases, describing, finding, handing, looking
from bot.services.rights import Actor
from bot.storage.cases import Case
from bot.storage.database import Database
from bot.storage.grid import Grid
from tests.services.district import AN_HOUR, CHEN, LI, VILLAGE, WANG, ZHANG, ZHOU, case, settle
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

POLICY = Policy()


@pytest.fixture
async def climbed(database: Database) -> Database:
    """A lamp of 东苑 that the worker there has handed up; the desk of the town has it."""
    await settle(database)
    await store(database, case(1001), case(1002))
    async with database.write() as session:
        await handing.escalate(session, 1, ZHANG, POLICY, at=NOW)
        await cases.claim(session, 1, LI, POLICY, at=NOW + AN_HOUR)
    return database


@pytest.mark.parametrize(
    ("who", "full", "staff", "handles"),
    [
        (LI, True, True, True),
        (ZHANG, True, True, False),
        (CHEN, True, False, False),
        (WANG, True, False, False),
        (ZHOU, False, False, False),
    ],
)
async def test_each_reads_where_it_is_and_who_has_it(
    climbed: Database,
    who: Actor,
    full: bool,  # noqa: FBT001 - a row of the table
    staff: bool,  # noqa: FBT001
    handles: bool,  # noqa: FBT001
) -> None:
    """The place is the compound's for everybody, though the town has it now."""
    async with climbed.read() as session:
        story = await looking.story(session, 1001, who)

    assert (story.full, story.staff, story.handles) == (full, staff, handles)
    assert (story.facts.area, story.facts.grid) == ("东苑", "榆溪镇")
    assert story.owner == (LI.name if full else None)
    assert (story.due_at is not None) == full


@pytest.mark.parametrize("state", [State.DRAFT, State.NEW, State.RESOLVED])
async def test_the_duty_phone_is_that_of_where_somebody_reports(
    database: Database, state: State
) -> None:
    """Not confirmed yet, open or over: whoever has no home on record gets no town's phone."""
    await settle(database)
    reported = case(1001, state=state)
    reported.number = None if state is State.DRAFT else 1001
    await store(database, reported)
    async with database.write() as session:
        (await session.get_one(Grid, VILLAGE)).phone = "028-0000-0100"
    async with database.read() as session:
        assert await looking.duty_phone(session, WANG, POLICY) == "028-0000-0100"
        assert await looking.duty_phone(session, ZHOU, POLICY) == ""


async def test_the_grid_that_handed_it_up_is_told_who_has_it(climbed: Database) -> None:
    """Its old card still stands there; whoever works nowhere near is told nothing of it."""
    for who, key in ((ZHANG, "refusal-moved"), (WANG, "refusal-not-allowed")):
        async with climbed.write() as session:
            with pytest.raises(NotAllowed) as refused:
                await cases.acknowledge(session, 1, who, POLICY, at=NOW)
        assert refused.value.key == key
    async with climbed.write() as session:
        with pytest.raises(NotAllowed) as refused:
            await looking.look_at_contact(session, 1, ZHANG, POLICY, at=NOW)
    assert refused.value.params == {"grid": "榆溪镇"}


async def test_it_is_found_where_it_was_reported(climbed: Database) -> None:
    async with climbed.read() as session:
        for query, numbers in (("3号楼", [1002, 1001]), ("1001", [1001])):
            found = await finding.find(session, ZHANG, query, at=NOW)
            assert [line.facts.number for line in found.lines] == numbers


async def test_an_alert_names_the_compound_not_the_town(climbed: Database) -> None:
    """Every compound has a building 3; the town's name would say nothing."""
    async with climbed.read() as session:
        told = await describing.facts_for_all(session, await session.get_one(Case, 1))

    assert told.place == "东苑 3号楼"

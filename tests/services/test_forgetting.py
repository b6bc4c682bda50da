"""/forget: what is nobody else's matter goes at once and is counted, the rest stays with its reason."""

from sqlmodel import select

from bot.domain.forgetting import Forgotten
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.states import State
from bot.services import forgetting
from bot.services.rights import Actor
from bot.storage.cases import Case
from bot.storage.clues import Clue
from bot.storage.database import Database
from bot.storage.people import Account
from tests.services.district import EAST, WANG, ZHANG, case, settle
from tests.storage.rows import NOW, store

POLICY = Policy()


def clue(message: int, case_id: int, who: Actor) -> Clue:
    return Clue(
        case_id=case_id,
        user_id=who.id,
        name=who.name,
        source="private",
        chat_id=who.id,
        message_id=message,
        text="在桥上见过",
        at=NOW,
    )


async def forget(database: Database, who: Actor) -> Forgotten:
    async with database.write() as session:
        return await forgetting.forget(session, who, POLICY, at=NOW)


async def test_a_resident_reads_what_went_and_what_stays(database: Database) -> None:
    """An ended lamp without her words at once; the open one, a family's and a clue in use stay."""
    await settle(database)
    await store(
        database,
        Account(id=WANG.id, name=WANG.name, locale="en", home_grid_id=EAST),
        case(1001, id=1, state=State.RESOLVED),
        case(1002, id=2),
        case(1003, id=3, state=State.RESOLVED, guardian_id=99),
        case(1004, id=4, kind=Kind.LOST_CHILD, reporter_id=99),
    )
    await store(database, clue(1, 3, WANG), clue(2, 4, WANG), clue(3, 4, ZHANG))

    gone = await forget(database, WANG)

    assert gone == Forgotten(
        home=True, language=True, cases=1, clues=1, open_numbers=(1002,), clues_kept=1
    )
    async with database.read() as session:
        wiped = await session.get_one(Case, 1)
        kept = [await session.get_one(Case, key) for key in (2, 3)]
        clues = [one.text for one in await session.exec(select(Clue).order_by("id"))]
        account = await session.get_one(Account, WANG.id)
    assert (wiped.text, wiped.reporter_id, wiped.reporter_name) == ("", None, "")
    assert (wiped.number, wiped.outcome) == (1001, "repaired")
    assert {one.reporter_id for one in kept} == {WANG.id}
    assert clues == ["", "在桥上见过", "在桥上见过"]
    assert (account.name, account.locale, account.home_grid_id) == ("", None, None)
    assert (await forget(database, WANG)).cases == 0


async def test_a_position_is_the_office_s(database: Database) -> None:
    await settle(database)

    assert await forget(database, ZHANG) == Forgotten(positions=1)

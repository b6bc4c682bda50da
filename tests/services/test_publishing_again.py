"""What was cleared too early is published again as far as the preview says, and no further."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.alert_cards import Preview
from bot.domain.alerts import AlertStatus, Level
from bot.domain.brakes import Went
from bot.domain.kinds import Kind
from bot.domain.posts import decode
from bot.domain.states import State
from bot.services import alerts
from bot.services.rights import Actor
from bot.storage import outbox, rewording
from bot.storage.alerts import active
from bot.storage.cases import Scope
from bot.storage.database import Database
from bot.storage.persons import Person
from tests.services.district import EAST, LI, MIDDLE, VILLAGE, WEST, ZHANG, case
from tests.services.presses import PEOPLE, POLICY, appoint
from tests.storage.rows import NOW, alert, store

pytestmark = pytest.mark.one_engine

AGAIN = NOW + timedelta(minutes=2)
ALL_AROUND = "T/V/M/E/"
CHIEF = PEOPLE["chief"]


async def cleared(
    database: Database,
    *,
    status: AlertStatus = AlertStatus.CLEARED,
    grid: int = EAST,
    ring: int = 2,
    **values: Any,  # noqa: ANN401 - columns
) -> None:
    """A child of 东苑 was found that is missing still; by now this node has the case."""
    await appoint(database)
    child = {"kind": Kind.LOST_CHILD, "level": Level.ORANGE, "state": State.IN_PROGRESS}
    held = {"owner_id": ZHANG.id, "owner_name": ZHANG.name, "grid_id": grid}
    before = alert(status=status, origin=ALL_AROUND, ring=ring, ended_at=NOW, published_by=LI.id)
    person = Person(case_id=1, age=5)
    await store(database, case(1001, **(child | held | values)), person, before)


async def look(database: Database, who: Actor) -> list[float]:
    """Ask for the preview; returns the minutes after which each ring would hear."""
    async with database.write() as session:
        await alerts.preview(session, 1, who, POLICY, chat_id=who.id, at=AGAIN)
    return await shown(database)


async def shown(database: Database) -> list[float]:
    async with database.read() as session:
        (message,) = await outbox.live_in_slot(session, 1, "preview")
        words = await rewording.latest_words(session, message)
        assert words is not None
        card = decode(words.view, words.params)
    assert isinstance(card, Preview)
    return [ring.minutes for ring in card.rings]


async def publish(database: Database, who: Actor) -> tuple[object, int | None]:
    """Press 确认发布; returns what came of it, and the ring that has been told."""
    async with database.write() as session:
        went = await alerts.publish_verified(session, 1, who, POLICY, at=AGAIN)
        out = await active(session, 1)
        return went, out.ring if out is not None else None


@pytest.mark.parametrize(
    ("grid", "ring", "at_once"),
    [
        (EAST, 2, 2),  # as far as before, of what the village reaches alone
        (MIDDLE, 1, 0),  # its first ring is what the second was
        (MIDDLE, 2, 1),
        (VILLAGE, 1, 0),  # wider than it ever was: the first ring, as for anything new
    ],
)
async def test_as_far_as_before_wherever_the_case_is_now(
    database: Database, grid: int, ring: int, at_once: int
) -> None:
    await cleared(database, grid=grid, ring=ring)

    told = await look(database, CHIEF)

    assert [minutes == 0 for minutes in told].index(False) - 1 == at_once
    assert await publish(database, CHIEF) == (Went.OUT, at_once)


@pytest.mark.parametrize(
    ("status", "at_once"), [(AlertStatus.EXPIRED, 2), (AlertStatus.RECALLED, 0)]
)
async def test_what_was_right_is_news_to_none_of_its_groups(
    database: Database, status: AlertStatus, at_once: int
) -> None:
    """After 结束 nobody waits for rings that have read it; what was taken back begins anew."""
    await cleared(database, status=status)

    assert [minutes == 0 for minutes in await look(database, CHIEF)].index(False) - 1 == at_once


async def test_whoever_reaches_less_reads_that_first(database: Database) -> None:
    """The village's preview, confirmed in the micro-grid: counted anew, and published by the next press."""
    await cleared(database)
    assert (await look(database, CHIEF))[2] == 0

    assert await publish(database, ZHANG) == (Went.REREAD, None)
    assert (await shown(database))[2] > 0
    assert await publish(database, ZHANG) == (Went.OUT, 1)


async def test_whoever_reaches_more_publishes_what_was_shown(database: Database) -> None:
    await cleared(database)
    assert (await look(database, ZHANG))[2] > 0

    assert await publish(database, CHIEF) == (Went.OUT, 1)


async def test_by_hand_it_goes_to_the_nodes_chosen_now(database: Database) -> None:
    """A leak that was told further by hand: published again it goes where the preview says."""
    hazard: dict[str, Any] = {
        "kind": Kind.HAZARD,
        "category": "gas",
        "by_hand": True,
        "notice": "请开窗",
    }
    await cleared(database, ring=1, **hazard)
    await store(database, Scope(case_id=1, grid_id=WEST))

    assert await look(database, CHIEF) == [0]
    assert await publish(database, CHIEF) == (Went.OUT, 0)

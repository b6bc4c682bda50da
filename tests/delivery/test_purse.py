"""Red alerts at Telegram's paid rate: faster than thirty a second, and never dearer than the cap."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.cards import Listening
from bot.services import saying
from bot.storage.database import Database
from bot.storage.outbox import Lane
from tests.delivery.office import Office, open_office
from tests.sandbox.support import BOT, MOTHER, NAME, TOKEN, Box

CHATS = range(-1001000009000, -1001000009000 + 90)
STARS = 5


@pytest.fixture
async def office(database: Database, box: Box) -> AsyncIterator[Office]:
    """A town that pays up to five Stars a day: fifty messages."""
    for chat in CHATS:
        await box.post("chats", id=chat, type="supergroup", title="g", members=[MOTHER, BOT])
    await have(box, stars=100)
    async with open_office(database, box, stars=STARS) as made:
        yield made


async def have(box: Box, *, stars: int) -> None:
    await box.post("bots", token=TOKEN, username=NAME, first_name="Gege", stars=stars)


async def balance(office: Office) -> float:
    stars: float = office.box.sandbox.world.bots[BOT].stars
    return stars


async def alert(office: Office, count: int = len(CHATS), *, paid: bool = True) -> list[int]:
    """Queue an alert for so many groups."""
    card, at, lane = Listening(operator="alert"), office.now, Lane.ALERTS
    keys = []
    async with office.database.write() as session:
        for chat in CHATS[:count]:
            made = await saying.send(session, card, saying.Place(chat, "zh"), at=at, lane=lane)
            made.paid = paid
            keys.append(made.key)
    return keys


async def sent_within(office: Office, keys: list[int], seconds: float) -> int:
    """Let it work for so long; returns how many were sent."""
    await office.work(seconds=seconds)
    return sum([(await office.row(key)).sent_at is not None for key in keys])


async def test_a_town_that_pays_is_not_held_to_thirty(office: Office) -> None:
    """As many as the cap allows go at once, and no group hears twice."""
    keys = await alert(office, 50)

    assert await sent_within(office, keys, 0.5) == 50
    assert await office.calls("sendMessage") == 50


async def test_a_day_never_costs_more_than_its_cap(office: Office) -> None:
    """What is above it goes at the free rate; tomorrow there are Stars again."""
    keys = await alert(office)
    early = await sent_within(office, keys, 0.5)
    await office.work()

    assert 50 <= early < 70
    assert await balance(office) >= 100 - STARS
    assert {(await office.row(key)).attempts for key in keys} == {1}
    office.box.clock.advance(24 * 3600)
    keys = await alert(office, 40)
    assert await sent_within(office, keys, 0.5) == 40


async def test_a_restart_remembers_what_the_day_has_cost(
    office: Office, database: Database, box: Box
) -> None:
    """The ledger knows it."""
    await alert(office, 45)
    await office.work()

    async with open_office(database, box, stars=STARS) as reborn:
        keys = await alert(reborn, 40)
        early = await sent_within(reborn, keys, 0.5)

    assert early < 30


async def test_what_is_not_red_is_never_paid_for(office: Office) -> None:
    keys = await alert(office, paid=False)

    assert await sent_within(office, keys, 0.5) < 30
    assert await balance(office) == 100


async def test_without_stars_alerts_go_at_the_free_rate(office: Office) -> None:
    """Telegram answers 429 to who can't pay; after a few of them nobody tries any more."""
    await have(office.box, stars=0)
    keys = await alert(office)

    await office.work()

    assert sum([(await office.row(key)).message_id is not None for key in keys]) == len(keys)
    assert await office.calls("sendMessage") < len(keys) + 30


async def test_who_may_not_pay_is_told_once_and_sends_for_free(office: Office) -> None:
    """Whatever Telegram's words are: the alert goes out."""
    refusal = "Bad Request: BALANCE_TOO_LOW"
    await office.box.post("faults", kind="400", method="sendMessage", description=refusal)
    keys = await alert(office, 40)

    early = await sent_within(office, keys, 0.3)
    await office.work()

    assert early < 30
    assert [(await office.row(key)).reason for key in keys] == [None] * 40

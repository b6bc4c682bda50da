"""What is urgent while thousands of other messages are under way, at Telegram's own limits."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import insert

from bot.domain.cards import Withdrawn
from bot.services import saying
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Lane, Op, Purpose, Status
from tests.bench import tally, town
from tests.bench.gege import REPORT, Gege, gege
from tests.bench.table import Figure, Row
from tests.bench.telegram import FIRST_GROUP, MOTHERS, STAFF_GROUP, until

SECTION = "What is urgent while much is under way, Telegram's own limits"
GROUPS = 9_000
PLACES = (100, 200, 300)
"""General grids in which children are missed; each has a staff group, which takes 20 requests a minute."""
DESKS = tuple(STAFF_GROUP - nth - 1 for nth in range(len(PLACES)))
TWO_RINGS = "0,0,9999,9999"
"""An alert reaches its micro-grid and its general grid, and goes no further for days."""
LATEST = 400
"""Calls that are looked at for what has just happened."""
SELDOM = 0.2
"""Seconds between two looks: looking is work for the sandbox."""

PAUSE = 2.0
UNDER_WAY = 30
"""So many have gone out before something urgent happens."""


def rows() -> Iterator[Row]:
    yield alert_over_notice()
    yield card_over_alert()


def alert_over_notice() -> Row:
    """Let three children be lost, one after the other, while a notice goes to all."""
    files = town.rings(GROUPS, home=1, desks=PLACES)
    firsts, lasts = [], []
    with gege(files, groups=GROUPS, factor=1.0, rings=TWO_RINGS, begin=False) as program:
        asyncio.run(_queue_notice(program.database_url))
        program.start()
        program.rest()
        until(lambda: program.sent() >= UNDER_WAY)
        for mother, place, desk in zip(MOTHERS, PLACES, DESKS, strict=True):
            group = place * town.RING
            program.report(mother, group)
            go = program.publish(desk)
            ring = range(group, group + town.RING)
            times = sorted(until(partial(_heard, program, ring, go), pause=SELDOM))
            firsts.append(times[0])
            lasts.append(times[-1])
    figures = {
        "first after": Figure(max(firsts), " s", at_most=0.5),
        "last after": Figure(max(lasts), " s", at_most=1.5),
    }
    name = f"a red alert to {town.RING} groups while a notice goes to {GROUPS:,} (worst of 3)"
    return Row(SECTION, name, figures)


async def _queue_notice(database_url: str) -> None:
    """Put a notice to every residents' group into the outbox, as the service for them will."""
    database, now = Database(database_url), datetime.now(UTC)  # noqa: TID251 - the edge of a program
    async with database.write() as session:
        words = await saying.post(session, Withdrawn(), case_id=None, at=now)
        rows = [
            {
                "post_id": words.id,
                "purpose": Purpose.NOTICE,
                "op": Op.SEND,
                "chat_id": FIRST_GROUP - number,
                "locale": "zh",
                "lane": Lane.NOTICES,
                "status": Status.QUEUED,
                "queued_at": now,
            }
            for number in range(GROUPS)
        ]
        await session.exec(insert(Delivery), params=rows)
    await database.close()


def _heard(program: Gege, ring: range, go: float) -> list[float]:
    """Return when the groups of a ring heard of it, nothing until all have."""
    sent = tally.arrivals(program.telegram.calls(LATEST), "sendmessage", go)
    times = [sent[number][-1] for number in ring if number in sent]
    return times if len(times) == len(ring) else []


def card_over_alert() -> Row:
    """Let three more children be missed while an alert goes to everybody."""
    files = town.rings(GROUPS, home=1, desks=PLACES)
    with gege(files, groups=GROUPS, factor=1.0) as program:
        program.report()
        program.publish()
        until(lambda: program.sent() >= UNDER_WAY)
        cards = []
        for mother, place, desk in zip(MOTHERS, PLACES, DESKS, strict=True):
            said = program.telegram.write(mother, FIRST_GROUP - place * town.RING, REPORT)
            cards.append(until(partial(_card, program, desk, said), pause=SELDOM))
            time.sleep(PAUSE)
    figures = {"card after": Figure(max(cards), " s", at_most=0.5)}
    name = f"a lost child's card to staff while an alert goes to {GROUPS:,} (worst of 3)"
    return Row(SECTION, name, figures)


def _card(program: Gege, desk: int, said: float) -> float | None:
    """Return how long after a report something new stood in a staff group."""
    times = [
        call["at"] - said
        for call in program.telegram.calls(LATEST)
        if call["chat"] == str(desk) and call["method"] == "sendMessage" and call["ok"]
    ]
    return min((after for after in times if after > 0), default=None)

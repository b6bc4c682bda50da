"""Five hundred people press 报名 for thirty places within a second, each by an update of their own."""

import asyncio
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.sandbox import groups
from bot.storage.migrate import upgrade
from tests.bench.table import Figure, Row
from tests.support.cast import HOME, MOTHER, WORKER
from tests.support.town import BOT, Json, Line, import_registers, open_town

SECTION = "Sign-ups (SQLite)"
PRESSERS, PLACES = 500, 30
FIRST = 900_001
LINE = f"明晚7点半在香樟苑活动室开展急救培训 {PLACES}人"
IN, WAITS = "报上名了", re.compile(r"候补第 (\d+) 位")


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="gege-bench-") as name:
        url = f"sqlite+aiosqlite:///{Path(name) / 'gege.db'}"
        upgrade(url)
        answered = asyncio.run(_measured(url))
    figures = {
        "all answered": Figure(answered, " s"),
        "in": Figure(PLACES),
        "waiting in order": Figure(PRESSERS - PLACES),
    }
    yield Row(SECTION, f"{PRESSERS} people press for {PLACES} places, in one group", figures)


async def _measured(url: str) -> float:
    await import_registers(url)
    people = range(FIRST, FIRST + PRESSERS)
    async with open_town(url) as town:
        for person in people:
            groups.put_person(town.sandbox.world, {"id": person, "first_name": f"居民{person}"})
        home = town.sandbox.world.chats[str(HOME)]
        everybody = {**home.members, **dict.fromkeys(people, "member")}
        town.sandbox.world.chats[str(HOME)] = replace(home, members=everybody)
        await town.start(WORKER)
        await town.write(WORKER, BOT, LINE)
        await town.press(WORKER, BOT, "确认发布")
        card = await town.find(MOTHER, HOME, "📣 急救培训")
        began = time.perf_counter()
        told = await town.at_once("presses", _presses(card, people))
        answered = time.perf_counter() - began
        _check([str(one["answer"]["text"]) for one in told])
        await town.pass_time(minutes=1)
        shown = (await town.find(MOTHER, HOME, "急救培训")).text
    assert f"报满了，候补 {PRESSERS - PLACES} 人" in shown, shown
    assert f"已报 {PLACES} 人" in shown, shown
    return answered


def _presses(card: Line, people: Iterable[int]) -> Iterator[Json]:
    for person in people:
        yield {
            "person": person,
            "chat": HOME,
            "message_id": card.id,
            "data": card.data("报名"),
            "forged": True,
            "wait": 60,
        }


def _check(told: Sequence[str]) -> None:
    """Thirty are in, the others know their place in the row, and no two the same one."""
    waits = [int(found[1]) for text in told if (found := WAITS.search(text))]
    assert sum(IN in text for text in told) == PLACES
    assert sorted(waits) == list(range(1, PRESSERS - PLACES + 1))

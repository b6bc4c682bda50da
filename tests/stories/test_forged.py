"""Buttons of every kind, pressed by somebody to whom they were never shown."""

from collections.abc import Iterator
from typing import Any

from aiogram.filters.callback_data import CallbackData
from sqlmodel import SQLModel

from bot.domain.listing import Which
from bot.views import buttons
from bot.views.buttons import (
    Do,
    Forget,
    Gather,
    Held,
    Join,
    Leaving,
    Meet,
    Notify,
    Press,
    Seek,
    Speak,
    Turn,
    Unbind,
)
from tests.stories.plot import report_lamp
from tests.support.cast import FATHER, HOME, MOTHER, WORKER
from tests.support.town import BOT, Town

FOR_RESIDENTS = {
    *(Held.JOIN, Held.LEAVE, Held.BRING, Held.SLOTS, Held.SLOT, Held.STARS, Held.CALLABLE),
    *(Held.NEARBY, Held.SHOW, Held.ABLE, Held.MINE),
}
"""Of a gathering; what they do is for whoever presses alone."""
FORGED: dict[type[CallbackData], list[CallbackData]] = {
    Turn: [Turn(which=Which.GRIDS), Turn(which=Which.GRIDS, menu=True)],
    Seek: [Seek(edge=0, query="灯")],
    Meet: [
        Meet(node=1),
        Meet(node=1, case=1),
        Meet(node=1, case=1, to=FATHER),
        Meet(node=1, case=1, off=True),
    ],
    Speak: [Speak(locale="en"), Speak(locale="xx")],
    Forget: [Forget(really=really) for really in (True, False)],
    Join: [Join(me=me, token="forged") for me in (True, False)],
    Unbind: [Unbind(chat=HOME)],
    Leaving: [Leaving(days=3), Leaving(days=3, stand_in=MOTHER), Leaving(days=0)],
    Notify: [Notify(do=do, id=1, arg="1") for do in Do],
    Gather: [Gather(act=act, id=1, arg="1") for act in Held if act not in FOR_RESIDENTS],
}
OWN = {"account", "dialogue", "miss", "press", "said", "worker"}
"""What is noted of whoever presses, and that they pressed; and that the process still works."""


def kinds() -> Iterator[type[CallbackData]]:
    """Yield every kind of button but those about cases: `test_rights` forges them."""
    for found in vars(buttons).values():
        is_kind = isinstance(found, type) and issubclass(found, CallbackData)
        if is_kind and found not in {CallbackData, Press}:
            yield found


def test_every_kind_is_forged() -> None:
    assert set(FORGED) == set(kinds())


async def kept(town: Town) -> dict[str, list[Any]]:
    """Return all that is stored, but what is said to the one who forges."""
    found = {}
    async with town.gege.database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name in OWN | {"post"}:
                continue
            query = table.select()
            if table.name == "delivery":
                query = query.where(table.c.chat_id != FATHER)
            found[table.name] = sorted(map(str, await connection.execute(query)))
    return found


async def test_forged_data_of_every_kind_changes_nothing(town: Town) -> None:
    """A notice is planned, a training announced, a lamp reported; a neighbour tries every button."""
    await town.start(FATHER)
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind")
    await town.press(WORKER, BOT, "自己写")
    await town.write(WORKER, BOT, "明天上午停水\n请先接好水。")
    await town.press(WORKER, BOT, "时间")
    await town.press(WORKER, BOT, "今天 18 点")
    await town.press(WORKER, BOT, "确认发布")
    await town.write(WORKER, BOT, "明晚7点半在香樟苑活动室开展急救培训 2人")
    await town.press(WORKER, BOT, "确认发布")
    await report_lamp(town)
    await town.pass_time(minutes=2)
    before = await kept(town)
    for forged in (one for some in FORGED.values() for one in some):
        chats = [HOME] if isinstance(forged, Speak) else [BOT, HOME]
        for chat in chats if isinstance(forged, Speak | Gather) else [BOT]:
            under = (await town.said(FATHER, chat))[-1]
            await town.press_data(FATHER, chat, under.id, forged.pack())

    after = await kept(town)
    assert [name for name in before if before[name] != after[name]] == []

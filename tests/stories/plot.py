"""Steps that many stories begin with."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.support.cast import DESK, DUTY, HOME, MOTHER, STAFF, WORKER
from tests.support.town import Line, Town

LOST = "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在香樟苑大门，我电话13900000001"
LAMP = "3号楼4楼楼道灯不亮了"


Step = Callable[[Town], Awaitable[object]]


def after(*steps: Step, **settings: Any) -> pytest.MarkDecorator:  # noqa: ANN401 - of `open_town`
    """Mark a story, or all of a module: it begins where these steps have been taken, too.

    They are played once, in a town with these settings, however many stories begin there.
    """
    return pytest.mark.after.with_args(*steps, **settings)


async def report(town: Town, words: str = LOST) -> None:
    """The mother writes one message, confirms it and says who she is."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, words)
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")


async def publish(town: Town) -> None:
    """The worker looks at the preview and publishes."""
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "确认发布", on="马上")


async def publish_from_the_desk(town: Town) -> None:
    """Duty publishes: nobody need be warned, so the village has no card of it."""
    await town.press(DUTY, DESK, "发布")
    await town.press(DUTY, DESK, "确认发布", on="马上")


async def tell_the_village(town: Town) -> None:
    """Duty publishes, and five minutes later the alert has reached the village and its staff."""
    await publish_from_the_desk(town)
    await town.pass_time(minutes=5)


async def report_lamp(town: Town, words: str = LAMP) -> int:
    """The mother says that a lamp is broken and confirms it; returns her message."""
    said = await town.write(MOTHER, HOME, words)
    await town.press(MOTHER, HOME, "提交")
    return said


async def card(town: Town, number: int = 1001) -> Line:
    """Return the staff card of a case, as the micro-grid's worker sees it."""
    said = await town.said(WORKER, STAFF)
    return next(line for line in said if f"编号 {number}" in line.text)

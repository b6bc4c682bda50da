"""Steps that many stories begin with."""

from tests.support.cast import HOME, MOTHER, STAFF, WORKER
from tests.support.town import Line, Town

LOST = "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在香樟苑大门，我电话13900000001"
LAMP = "3号楼4楼楼道灯不亮了"


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


async def report_lamp(town: Town, words: str = LAMP) -> int:
    """The mother says that a lamp is broken and confirms it; returns her message."""
    said = await town.write(MOTHER, HOME, words)
    await town.press(MOTHER, HOME, "提交")
    return said


async def card(town: Town, number: int = 1001) -> Line:
    """Return the staff card of a case, as the micro-grid's worker sees it."""
    said = await town.said(WORKER, STAFF)
    return next(line for line in said if f"编号 {number}" in line.text)

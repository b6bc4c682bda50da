"""Words that no rule knows, and that read like a report; the same words as an answer are left alone."""

from bot.storage.cases import Case
from tests.support.cast import FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import Town

GONE = "喊破喉咙娃儿都没得人应，6岁男孩，刚刚还在沙坑"


async def test_a_report_in_new_words_is_heard(town: Town) -> None:
    """It asks whether it has heard right, staff have it at once; an answer to a neighbour is none."""
    asked = await town.write(FATHER, HOME, "哪个看到我的伞")
    await town.write(MOTHER, HOME, GONE, reply_to=asked)
    assert await town.said(MOTHER, HOME) == []

    await town.write(MOTHER, HOME, GONE)

    assert "寻找6岁男孩" in (await town.find(MOTHER, HOME, "我听到的是", button="提交")).text
    assert "未确认" in (await town.find(WORKER, STAFF, "寻找6岁男孩")).text


async def test_what_goes_on_or_is_staff_talk_is_none(town: Town) -> None:
    """In the staff group, by who misses somebody, and where somebody is looked for: left alone.

    Whoever has only reported a lamp is heard, and so is another family.
    """
    await town.write(WORKER, STAFF, GONE)
    assert await town.said(WORKER, STAFF) == []
    await town.write(MOTHER, HOME, "3号楼4楼楼道灯不亮了")
    await town.write(MOTHER, HOME, GONE)
    assert await town.count(Case) == 2

    await town.write(WORKER, HOME, GONE)
    await town.write(MOTHER, HOME, GONE)
    assert await town.count(Case) == 2
    await town.write(FATHER, HOME, "我家的也不见了！7岁女娃，两个一起耍的")
    await town.find(WORKER, STAFF, "寻找7岁女孩")

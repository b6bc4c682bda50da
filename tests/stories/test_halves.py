"""Half a sentence is chatter; with the other half of the same person, minutes later, it is a report."""

import pytest

from bot.storage.cases import Case
from tests.support.cast import FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import BOT, Town


@pytest.mark.parametrize(
    ("before", "then", "heard"),
    [
        (["楼道有股怪味"], "好像是燃气", "燃气"),
        (["我老伴出去买菜"], "到现在还没回来，78了，记性不好", "78岁"),
        (["人走丢了"], "是我娃儿，才5岁，穿红衣服", "5岁"),
        (["我老伴她", "出去买药"], "还没回来", "寻找"),
        (["我娃儿", "刚才还在"], "没看到了，4岁", "4岁"),
        (["有烟"], "好大的烟", "119"),
    ],
)
async def test_the_second_half_completes_the_first(
    town: Town, before: list[str], then: str, heard: str
) -> None:
    """Until then nothing of the words is kept; then staff have all, in the words of the writer."""
    for first in before:
        await town.write(FATHER, HOME, first)
        assert await town.places_of(first) == set()
    assert await town.said(FATHER, HOME) == []
    await town.write(MOTHER, HOME, then.partition("，")[0])
    assert await town.said(FATHER, HOME) == []

    await town.write(FATHER, HOME, then)

    assert heard in (await town.said(FATHER, HOME))[-1].text
    told = await town.said(WORKER, STAFF)
    assert any(then in line.text for line in told)
    assert [line.text for line in told if line.text in before] == before
    assert await town.count(Case) == 1


async def test_later_it_is_chatter_again(town: Town) -> None:
    """Ten minutes, as for all that belongs together; in private it is the same."""
    await town.write(FATHER, HOME, "楼道有股怪味")
    await town.pass_time(minutes=11)
    await town.write(FATHER, HOME, "好像是燃气")
    assert await town.said(FATHER, HOME) == []

    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "我老伴出去买菜")
    await town.write(MOTHER, BOT, "到现在还没回来")
    assert "提交" in (await town.find(MOTHER, BOT, "寻找")).buttons


async def test_an_old_man_tells_it_line_by_line(town: Town) -> None:
    """He is asked once whom he means; what he says behind it belongs to his report."""
    await town.start(FATHER)
    before = len(await town.said(FATHER, BOT))
    for line in ("我老伴她", "出去买药", "还没回来", "她脑壳不好", "穿的紫色"):
        await town.write(FATHER, BOT, line)

    said = (await town.said(FATHER, BOT))[before:]
    assert sum("说的是谁" in line.text for line in said) == 1
    assert not any("没听明白" in line.text for line in said)
    assert "🔴 寻找" in (await town.find(FATHER, BOT, "寻找", button="提交")).text
    assert await town.count(Case) == 1


async def test_a_word_for_a_relative_is_none_of_a_report(town: Town) -> None:
    """Whoever is telling of one is not taken for beginning anew; supper is nobody's search."""
    await town.write(MOTHER, HOME, "我妈")
    await town.write(MOTHER, HOME, "还没回来")
    assert await town.said(MOTHER, HOME) == []
    for line in ("我娃儿", "不见了"):
        await town.write(MOTHER, HOME, line)
    assert "孩子" in (await town.find(MOTHER, HOME, "寻找", button="提交")).text
    await town.press(MOTHER, HOME, "不是报告")

    await town.write(FATHER, HOME, "我家娃儿不见了")
    await town.write(FATHER, HOME, "我娃儿")
    await town.write(FATHER, HOME, "4岁，穿红衣服")

    assert "4岁" in (await town.find(WORKER, STAFF, "未确认")).text
    assert await town.count(Case) == 1


async def test_a_cry_for_help_takes_in_what_its_writer_says_next(town: Town) -> None:
    """Who, and what has happened, come in lines of their own; then whom to ring is another number."""
    await town.write(FATHER, HOME, "救命")
    await town.write(FATHER, HOME, "我家娃儿")
    await town.write(FATHER, HOME, "掉水里了")

    assert "119" in (await town.said(FATHER, HOME))[-1].text.splitlines()[0]
    told = [line.text for line in await town.said(WORKER, STAFF)]
    for words in ("“我家娃儿”", "“掉水里了”"):
        assert any(words in line for line in told)
    await town.write(FATHER, HOME, "有人没")
    assert await town.count(Case) == 1

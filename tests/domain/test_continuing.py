"""Further words of one person: another matter or the same."""

import pytest

from bot.domain.continuing import is_another, tells_more
from bot.domain.endings import says_mistaken
from bot.domain.intake import understand
from bot.domain.kinds import Kind
from bot.domain.small_words import says_nothing_more
from bot.domain.whom import speaks_of_own

ANOTHER = [
    ("3号楼4楼的灯坏了", "说错了，是5号楼4楼的灯不亮", False, "put right"),
    ("3号楼4楼的灯坏了", "不是3号楼那个，5号楼的灯也坏了", True, "one more"),
    ("我家娃儿不见了", "我儿子不见了，6岁", False, "told again, with more"),
    ("我儿子不见了，6岁", "我女儿不见了，6岁", True, "a daughter is no son"),
    ("我儿子不见了，6岁", "还有一个儿子也不见了", True, "one more"),
    ("我儿子不见了，6岁", "我儿子不见了，12岁", True, "twice as old"),
    ("3号楼的灯坏了", "3号楼4楼的灯坏了", False, "which floor"),
    ("3号楼的灯坏了", "2号楼的灯坏了", True, "another building"),
    ("3号楼的灯坏了", "三号楼的灯坏了", False, "written otherwise"),
    ("3号楼的灯坏了", "我家娃儿不见了", True, "another kind"),
    ("我家娃儿不见了", "保安室有个男娃儿在哭，找不到妈妈", True, "somebody was found"),
    ("我儿子不见了，6岁", "last I saw he was chasing a little girl", False, "what he did"),
    ("我儿子不见了，6岁", "他婆婆带他出来的，婆婆也哭，帮帮忙", False, "whom he was with"),
    ("我儿子不见了，6岁", "天黑了他怕黑，楼道灯又不亮", False, "the dark around him"),
    ("我儿子不见了，6岁", "5号楼3楼楼道灯不亮了", True, "a lamp somewhere else"),
    ("我儿子不见了，6岁", "灯坏了", True, "one thing and no more"),
    ("我儿子不见了，6岁", "外头黑黢黢的，路灯也不亮", False, "the dark around him"),
    ("我儿子不见了，6岁", "这个灯坏了，走到这儿脚都不敢放", True, "what she stands before"),
    ("我儿子不见了，6岁", "有个老人在大门口哭，说不清住哪里", True, "somebody grown up"),
    ("我儿子不见了，6岁", "有个婆婆在大门口，她说不清住哪里", True, "somebody new, then 她"),
    ("我儿子不见了，6岁", "他家3号楼着火了", True, "a danger of its own"),
    ("我儿子不见了，6岁", "我爸摔倒了，他起不来了", True, "a life of another"),
    ("我儿子不见了，6岁", "他有癫痫，会晕倒", False, "of himself"),
    ("3号楼着火了", "屋里头有个小娃儿一个人在哭", False, "who is inside"),
    ("3号楼着火了", "楼上还有个婆婆没下来", False, "who is not out yet"),
    ("3号楼着火了", "我家娃儿不见了，火好大", True, "who is missing"),
    ("3号楼着火了", "有个娃儿在大门口哭，找不到妈妈", True, "a child somewhere else"),
]


@pytest.mark.parametrize(("first", "then", "another", "why"), ANOTHER)
def test_another_matter_or_the_same(first: str, then: str, another: bool, why: str) -> None:  # noqa: FBT001
    known, told = understand(first), understand(then)

    assert is_another(known, told, then) is another, why


SAID = ["好的", "谢谢大家！", "好的 谢谢", "有人看到没", "啥子时候来嘛", "ok", "是的", "晓得了"]


@pytest.mark.parametrize("text", SAID)
def test_manners_and_questions_add_nothing(text: str) -> None:
    assert says_nothing_more(text)
    assert not tells_more(Kind.LOST_CHILD, understand(text, known="lost_child"), text)


@pytest.mark.parametrize(
    "text", ["男娃儿", "穿的蓝色外套", "在2栋楼下", "电话13900000001", "叫豆豆"]
)
def test_what_describes_adds(text: str) -> None:
    assert tells_more(Kind.LOST_CHILD, understand(text, known="lost_child"), text)


def test_a_place_alone_answers_where() -> None:
    """Nobody who was not asked means the search by it."""
    told = understand("桥头", known="lost_child")
    assert tells_more(Kind.LOST_CHILD, told, "桥头", where=True)
    assert not tells_more(Kind.LOST_CHILD, told, "桥头")
    said = "刚刚在东门买菜，转个身就没了"
    assert tells_more(Kind.LOST_CHILD, understand(said, known="lost_child"), said)


CORRECTIONS = [
    "衣服说错了，是蓝色的",
    "不好意思打错了，是5号楼4楼",
    "刚才发错了，是3栋2单元",
    "我看错楼层了",
    "看错了，是女的",
    "是我没喊住他，他往河边跑了",
    "是我忘了关煤气，现在满屋都是味",
    "没事，你们快点来",
    "不用谢，快点来人",
    "不用了谢谢",
    "灯又亮了一下，现在还是黑的",
    "I was wrong, it was me who last saw him",
]
NOTHING_TO_IT = [
    "发错群了，不好意思",
    "3号楼4楼的灯又亮了",
    "灯又亮了，不用来了",
    "不用修了，谢谢",
    "撤销",
    "没得事了，谢谢各位",
    "sorry, wrong group",
]


@pytest.mark.parametrize("text", [*CORRECTIONS, *NOTHING_TO_IT])
def test_a_correction_takes_nothing_back(text: str) -> None:
    """Whoever mends a colour, or tells what they did, has still lost somebody."""
    assert says_mistaken(text) is (text in NOTHING_TO_IT)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("我家娃儿也不见了，他穿红衣服", True),
        ("我老公说他晚上不回来吃", True),
        ("我爸摔倒了，他起不来了", True),
        ("我妈看到他往河边走了", False),
        ("他跟我家娃儿耍过", False),
        ("哎呀我的乖乖，人都跑哪去了嘛", False),
    ],
)
def test_of_their_own_or_of_whom_they_saw(text: str, own: bool) -> None:  # noqa: FBT001
    assert speaks_of_own(text) is own

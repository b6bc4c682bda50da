"""What a report's words say about its urgency, and whether they say that somebody is back."""

import pytest

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.reports import Described, is_life_safety, level_of, says_found


@pytest.mark.parametrize(
    ("report", "at_once", "why"),
    [
        (Described(Kind.LOST_CHILD, "娃儿不见了"), True, "a person"),
        (Described(Kind.LOST_ADULT, "我爸没回来"), True, "a person"),
        (Described(Kind.FOUND_CHILD, "有个娃儿在哭"), True, "a person"),
        (Described(Kind.FOUND_ADULT, "有个婆婆说不清住哪里"), True, "a person"),
        (Described(Kind.HAZARD, "楼道着火了", category="fire"), True, "fire"),
        (Described(Kind.HAZARD, "一股煤气味", category="gas"), True, "gas"),
        (Described(Kind.HAZARD, "水管爆了", category="water"), True, "water"),
        (Described(Kind.HAZARD, "车库进水", category="flood"), True, "water"),
        (Described(Kind.HAZARD, "电梯里困在里面的有两个人", category="elevator"), True, "trapped"),
        (Described(Kind.HAZARD, "电梯停在3楼，有人被困", category="elevator"), True, "trapped"),
        (Described(Kind.HELP, "楼上独居老人摔倒了"), True, "injury"),
        (Described(Kind.HELP, "有人晕倒", injured=True), True, "injury"),
        (
            Described(Kind.LIGHT, "灯不亮，有人摔伤", injured=True),
            True,
            "injury, whatever the kind",
        ),
        (Described(Kind.HAZARD, "电梯坏了", category="elevator"), False, "nobody is in it"),
        (Described(Kind.HAZARD, "井盖没了", category="manhole"), False, "it waits for 提交"),
        (Described(Kind.HELP, "独居老人需要送饭"), False, "no hurry"),
        (Described(Kind.LIGHT, "灯不亮了"), False, "a lamp"),
        (Described(Kind.HELP, "被噪音困扰，被困扰很久"), False, "troubled is not trapped"),
    ],
)
def test_what_staff_hear_of_before_anybody_presses(
    report: Described, *, at_once: bool, why: str
) -> None:
    """A draft about a person, injury, fire, gas, water or being trapped (promise 8)."""
    assert is_life_safety(report) is at_once, why


@pytest.mark.parametrize(
    ("report", "level", "why"),
    [
        (Described(Kind.LOST_CHILD, "娃儿不见了", age=5), Level.RED, "small"),
        (Described(Kind.LOST_CHILD, "在河边不见了", age=10), Level.RED, "near water"),
        (Described(Kind.LOST_CHILD, "自闭症，跑出去了", age=10), Level.RED, "vulnerable"),
        (Described(Kind.LOST_CHILD, "放学没回来", age=10), Level.ORANGE, "none of these"),
        (Described(Kind.LOST_ADULT, "我妈走失了", age=78), Level.RED, "old"),
        (Described(Kind.LOST_ADULT, "有点糊涂", age=50), Level.RED, "ill"),
        (Described(Kind.LOST_ADULT, "没回家", age=35), Level.ORANGE, "neither"),
        (Described(Kind.FOUND_ADULT, "有个婆婆迷路", age=80), Level.ORANGE, "found, and not alone"),
        (Described(Kind.HAZARD, "有人被困电梯", category="elevator"), Level.RED, "trapped"),
        (
            Described(Kind.HAZARD, "高速公路口井盖没了", category="manhole"),
            Level.YELLOW,
            "no person",
        ),
        (Described(Kind.HELP, "独居老人摔倒了"), Level.RED, "hurt"),
    ],
)
def test_the_level_of_a_report(report: Described, level: Level, why: str) -> None:
    """What the words say decides together with kind, age and category."""
    assert level_of(report) is level, why


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("找到了", True),
        ("找到了！谢谢大家！", True),
        ("孩子找到了", True),
        ("娃儿已经找到啦", True),
        ("人找着了", True),
        ("他回来了。", True),
        ("妈妈已经回家了", True),
        ("Found!", True),
        ("he's been found", True),
        ("she has been found.", True),
        ("还没找到", False),
        ("没有找到", False),
        ("找到了吗", False),
        ("找到了吗？", False),
        ("找到了？", False),
        ("找到了没有", False),
        ("好像找到了", False),
        ("要是找到了告诉我", False),
        ("我的钥匙找到了", False),
        ("听说孩子找到了", False),
        ("not found", False),
        ("found?", False),
        ("", False),
    ],
)
def test_only_plain_words_say_that_somebody_is_back(text: str, *, found: bool) -> None:
    """A question, a doubt, a "not yet" and a bunch of keys end no search."""
    assert says_found(text) is found

"""What a report's words say about its urgency, and whether they say that somebody is back."""

import pytest

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.reports import Described, is_life_safety, level_of, says_done, says_found


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
        (Described(Kind.HAZARD, "电梯坏了，我妈在里头", "elevator", grave=True), True, "in it"),
        (Described(Kind.HELP, "楼上独居老人摔倒了"), True, "injury"),
        (Described(Kind.HELP, "有人晕倒", injured=True), True, "injury"),
        (
            Described(Kind.LIGHT, "灯不亮，有人摔伤", injured=True),
            True,
            "injury, whatever the kind",
        ),
        (Described(Kind.HAZARD, "电梯坏了", category="elevator"), False, "nobody is in it"),
        (Described(Kind.HAZARD, "电线垂到人行道上打火花", "power"), True, "a live wire"),
        (Described(Kind.HAZARD, "围墙往外倒，快垮了", "structure"), True, "a wall about to fall"),
        (Described(Kind.HAZARD, "河边护栏断了，娃儿在那耍", "structure"), True, "at a bank"),
        (Described(Kind.HAZARD, "河边路烂了个洞", "road"), False, "no red danger"),
        (Described(Kind.HAZARD, "整栋楼停电了", "power"), False, "the lights are out"),
        (Described(Kind.HAZARD, "停电了，电线还在打火", "power"), True, "out, and a live wire"),
        (Described(Kind.HAZARD, "楼梯扶手松了", "structure"), False, "a handrail"),
        (Described(Kind.HAZARD, "水管爆了", "water"), True, "water"),
        (Described(Kind.HAZARD, "井盖没了", category="manhole"), False, "it waits for 提交"),
        (Described(Kind.HELP, "独居老人需要送饭"), False, "no hurry"),
        (Described(Kind.HELP, "老公喝醉了回来就打我", sensitive=True), True, "blows at home"),
        (Described(Kind.HELP, "催债的说就打我电话", sensitive=True), False, "no blows"),
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
        (Described(Kind.HAZARD, "塘边有娃儿在耍水", "water"), Level.RED, "at a bank"),
        (Described(Kind.HAZARD, "水管爆了", "water"), Level.YELLOW, "a pipe is no bank"),
        (Described(Kind.HAZARD, "电线掉下来了", "power"), Level.RED, "a live wire"),
        (Described(Kind.HAZARD, "三单元没电了", "power"), Level.YELLOW, "the lights are out"),
        (Described(Kind.HAZARD, "墙裂了一大条", "structure"), Level.RED, "a wall"),
        (Described(Kind.LOST_CHILD, "自闭症，跑出去了", age=10), Level.RED, "vulnerable"),
        (Described(Kind.LOST_CHILD, "放学没回来", age=10), Level.ORANGE, "none of these"),
        (Described(Kind.LOST_ADULT, "我妈走失了", age=78), Level.RED, "old"),
        (Described(Kind.LOST_ADULT, "有点糊涂", age=50), Level.RED, "ill"),
        (Described(Kind.LOST_ADULT, "留了遗书走了", age=35), Level.RED, "may mean to die"),
        (Described(Kind.LOST_ADULT, "没回家", age=35), Level.ORANGE, "neither"),
        (Described(Kind.LOST_ADULT, "我爸中过风，走丢了"), Level.RED, "ill"),
        (Described(Kind.LOST_CHILD, "没看到了，江边也没得", age=10), Level.ORANGE, "not there"),
        (Described(Kind.LOST_CHILD, "在江边没看到了", age=10), Level.RED, "there"),
        (Described(Kind.FOUND_ADULT, "有个婆婆迷路", age=80), Level.ORANGE, "found, and not alone"),
        (Described(Kind.HAZARD, "有人被困电梯", category="elevator"), Level.RED, "trapped"),
        (
            Described(Kind.HAZARD, "电梯不动了，里面还有两个娃儿", "elevator", grave=True),
            Level.RED,
            "people in it",
        ),
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


FOUND = [
    ("找到了", "the plain word"),
    ("找到了！谢谢大家！", "with thanks"),
    ("找到了找到了！谢谢大家", "said twice in relief"),
    ("孩子找到了", "who"),
    ("娃儿已经找到啦", "already"),
    ("人找着了", "another verb"),
    ("娃儿找到咯", "the particle of Sichuan"),
    ("孩子找到了，就在超市", "and where"),
    ("找到啦，在奶奶家", "where, without who"),
    ("孩子在超市找到了", "where, before it"),
    ("人已经回来了谢谢各位", "nothing between news and thanks"),
    ("孩子已找到", "the short written form"),
    ("我们找到他了", "who was found stands inside"),
    ("各位邻居，孩子找到了，大家不用找了", "greeting and calm around it"),
    ("谢谢大家 娃儿找到了🙏", "thanks first, a picture last"),
    ("他回来了。", "came back alone"),
    ("妈妈已经回家了", "an elder"),
    ("Found!", "English"),
    ("he's been found", "English, short"),
    ("she has been found.", "English, long"),
    ("Found him, thanks everyone!", "English, with thanks"),
    ("We found her at the supermarket", "English, with the place"),
    ("She’s back home now", "English, came back"),
]
NOT_FOUND = [
    ("还没找到", "not yet"),
    ("没有找到", "not"),
    ("孩子没找到", "not, with who"),
    ("找到了吗", "a question"),
    ("找到了吗？", "a question with its mark"),
    ("找到了？", "a question by the mark alone"),
    ("孩子找到了，真的？", "a question behind it"),
    ("找到了没有", "a question in Chinese form"),
    ("孩子找到了吧", "a guess"),
    ("好像找到了", "a doubt"),
    ("要是找到了", "a condition"),
    ("要是找到了告诉我", "a condition with a wish"),
    ("找到了告诉我", "a wish"),
    ("找到了请联系", "a wish of a notice"),
    ("找到了在群里说一声", "a wish that looks like a place"),
    ("找到了，在哪", "the place is asked"),
    ("谁找到了", "who"),
    ("我的钥匙找到了", "a thing"),
    ("我家猫找到了", "a pet"),
    ("找到了一只鞋", "a trace"),
    ("听说孩子找到了", "hearsay"),
    ("谢谢大家", "thanks alone"),
    ("在超市", "a place alone"),
    ("not found", "English: not"),
    ("found?", "English: a question"),
    ("if found call me", "English: a condition"),
    ("found please call", "English: a wish"),
    ("has he been found", "English: a question without its mark"),
    ("found my keys", "English: a thing"),
    ("找到了" + "在" * 50 + "吗", "a text made to be slow"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "why"), FOUND)
def test_plain_words_say_that_somebody_is_back(text: str, why: str) -> None:
    """A family in relief adds thanks and the place, and is heard all the same."""
    assert says_found(text), why


@pytest.mark.parametrize(("text", "why"), NOT_FOUND)
def test_other_words_end_no_search(text: str, why: str) -> None:
    """A question, a doubt, a "not yet" and a bunch of keys end no search."""
    assert not says_found(text), why


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("修好了", True),
        ("灯换好了，亮得很", True),
        ("已经处理", True),
        ("垃圾清理掉了", True),
        ("Fixed!", True),
        ("还没修好", False),
        ("修好了一半", False),
        ("明天就修好了", False),
        ("修好了吗？", False),
        ("现场照片", False),
        ("not fixed", False),
        ("", False),
    ],
)
def test_a_photo_ends_a_case_only_with_words_that_say_so(text: str, *, done: bool) -> None:
    assert says_done(text) == done

"""What is said in a hundred ways is understood by its family: combinations, not sentences."""

from __future__ import annotations

from itertools import product

import pytest

from bot.domain.intake import Gazetteer, Place, understand
from tests.intake.evaluate import QUIET, heard

SOMEBODY = ("5岁男孩在商场走丢了", "有个女娃娃遭抱走了", "一位老人走失三天了")
PASSED_ON = (
    "紧急扩散！{}，速转各群",
    "隔壁群转的：{}，帮忙转一下",
    "朋友圈看到的，{}，大家转起来",
    "重金酬谢！{}，看到请转",
    "不晓得真假，{}，转给更多人",
    "帮同事的朋友转一下，{}",
)
CAME_HOME = (
    *(f"{who}他{kin}{came}" for who, kin, came in product(
        ("走丢的男娃儿", "刚才那个女娃娃", "门口哭的小朋友"),
        ("妈妈", "婆婆", "家长"),
        ("来接走了", "领回去了", "抱起走了"),
    )),
    *(f"{who}{found}" for who, found in product(
        ("走失的爷爷", "早上找的那个娃儿"), ("自己回来了", "在菜市场找到了", "已经送回家了")
    )),
)  # fmt: skip
MENDED = (
    *("积水已经抽干了", "车库的水退完了", "3栋的灯亮了", "楼道灯换好了", "井盖盖上了"),
    *("消防通道那辆车挪走了", "断的那根树枝锯了", "马蜂窝摘了", "坑填平了", "电梯恢复运行了"),
    *("垃圾桶的火灭了", "水管接好了", "下水道疏通了", "那条蛇遭抓走了", "摔倒的婆婆送医院了"),
)
TAUGHT = tuple(
    "".join(said)
    for said in product(
        ("教大家", "今晚讲座：", "学会"),
        ("楼道着火", "电梯被困", "煤气泄漏"),
        ("怎么逃生", "如何自救"),
    )
)
SOLD = (
    *("紧急通知：最后三天清仓", "急急急！旺铺转让", "快来人啊，土鸡蛋特价", "SOS！亏本甩卖"),
    *("孩子走丢太可怕，定位手表今日特价", "老人摔不起！防滑鞋买一送一", "家里漏水？专业防水补漏"),
)
KNOWN_ALREADY = (
    *("婆婆也急哭了", "哎呀莫着急", "我家那口子也出去帮忙找了", "他穿的啥子衣服", "报警没有"),
    *("当妈的心都碎了", "有没得照片", "娃儿肯定找得到", "我们骑车帮你们找去了"),
)


def spoken_of(text: str) -> str:
    """The kind the bot would act on; a chain letter gets a calm note and no case."""
    answer = understand(text, fresh=True)
    return "none" if answer.forwarded_rumour else heard(answer.as_json())


@pytest.mark.parametrize("text", [form.format(who) for form in PASSED_ON for who in SOMEBODY])
def test_what_is_passed_on_is_nobodys_call(text: str) -> None:
    """No date and no far city, but somebody else's words."""
    assert spoken_of(text) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "求扩散，我儿子在小区不见了，6岁，黄色短袖",
        "大家帮我转到各栋楼的群，我家幺女五点钟就没看到了",
        "急急急帮转！我娃刚才在楼下耍就找不到了，必有重谢",
    ],
)
def test_whoever_asks_to_pass_on_their_own_is_heard(text: str) -> None:
    assert spoken_of(text) == "lost_child"


@pytest.mark.parametrize("text", [*CAME_HOME, *MENDED, *TAUGHT, *SOLD, *KNOWN_ALREADY])
def test_good_news_lessons_and_trade_are_no_report(text: str) -> None:
    """The words are those of a report; nothing is left to be done."""
    assert spoken_of(text) in QUIET


@pytest.mark.parametrize(
    ("lit", "long"),
    [*product(("亮五秒", "亮一下", "亮两三秒"), ("黑一分钟", "就熄半天", "灭十秒"))],
)
def test_a_lamp_that_is_lit_for_moments_is_broken(lit: str, long: str) -> None:
    assert spoken_of(f"4楼那个灯{lit}{long}") == "light"


@pytest.mark.parametrize(
    ("left", "gone"),
    [
        *product(
            ("钥匙还插在门上", "灶上的汤还开起", "手机落在屋头", "拐杖还靠在门边"),
            ("我妈人不见了", "我爸不晓得走哪去了", "爷爷出去一上午了还没回来"),
        )
    ],
)
def test_what_the_house_says_of_who_is_missing(left: str, gone: str) -> None:
    assert spoken_of(f"{left}，{gone}") == "lost_adult"


@pytest.mark.parametrize("text", ["钥匙插在门上忘拔了", "锅里炖着汤，我妈下楼拿快递去了"])
def test_what_is_left_behind_alone_says_nothing(text: str) -> None:
    assert spoken_of(text) == "none"


@pytest.mark.parametrize("corner", ["柳荫路口", "青石街口", "槐树巷口"])
def test_a_crossing_is_a_place_of_its_own(corner: str) -> None:
    """Its road may be known, and is not the place."""
    known = Gazetteer([Place(1, corner.removesuffix("口"), "road")])

    for places in (None, known):
        place = understand(f"{corner}的路灯不亮了", places=places).place
        assert (place.landmark, place.road) == (corner, None)

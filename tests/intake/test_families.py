"""What is said in a hundred ways is understood by its family: combinations, not sentences."""

from __future__ import annotations

from itertools import product

import pytest

from bot.domain.alerts import Level
from bot.domain.emergency import Call, first_call
from bot.domain.intake import Gazetteer, Place, understand
from bot.domain.kinds import Kind
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

TOYS_AND_TALES = (
    *(
        f"{toy}{end}"
        for toy, end in product(
            ("乐高大桥", "积木搭的楼", "多米诺"), ("塌了，气哭", "垮了三回", "倒了一地")
        )
    ),
    *("风筝线断了掉下来", "我眉毛都燃起来了", "热得人都要着火了", "七楼爬不动了，装个电梯嘛"),
)
FAR_AND_LONG_AGO = (
    *(
        f"{where}{what}"
        for where, what in product(
            ("我们老家", "他们那边", "海边的朋友说"), ("大树都吹倒了", "路灯都没得", "又发大水了")
        )
    ),
    *(
        f"{when}{what}"
        for when, what in product(
            ("二零一三年那回", "2016年那场雨", "去年那次"), ("车库淹了", "水淹到一楼", "停电好几天")
        )
    ),
    "我外婆年轻时候从坎上摔下来，现在九十一了",
)
DENIED = (
    *("又没着火，慌啥子", "没有着火，是在熏腊肉", "2号梯年检，停用两小时"),
    *("谢谢邻居们轮流帮我接娃", "感谢保安大哥昨天帮我把娃找到"),
    *("今天谁带娃去双河边玩，约一个", "我婆婆昨天摔了一跤，现在好多了，谢谢关心"),
    *("娃儿发烧，哪个晓得附近哪家诊所开起的", "我娃说长大当消防员，哪里着火去哪里"),
)
EARNEST = (
    *(
        f"{denial}，{danger}"
        for denial, danger in product(
            ("不是演习", "不是开玩笑", "不是电影"),
            ("三单元着火了", "5楼窗子在冒烟", "我儿子走丢了"),
        )
    ),
    *("有没有着火哦，三楼好大烟", "谢谢，帮我接一下娃，老师催了", "电梯年检都过期了，一直抖"),
    *("外地来的车把消防通道堵了", "爷爷没有回家，奶奶叫我在群里说", "我好害怕，爷爷还没回来"),
)
AT_LENGTH = (
    *("消防通道被摊贩堵死，夜市管理员也不管", "我们小区经常停水，没得人解决"),
    *(
        "小区一周停电好几次，每次都不说是什么原因，天气这么热，老人和小孩怎么受得了，请供电公司派人查一下线路，给我们一个说法，谢谢",
        "外墙渗水严重，三单元好几家都发霉了",
        "高压线离地面只有两米，请处理",
    ),
    *(
        "暴雨时街上的水有一米高",
        "我们小区的电梯故障频发，年检也过期了，业主找了物业三回都没人来，住在高层的老人下不了楼，请有关部门督促维修",
    ),
)


ARRANGED = (
    *(
        "托班还招生不，女娃两岁半",
        "小区幼儿园大班还有名额吗，5岁男娃",
        "问一下附近小学插班难不难，孩子9岁",
    ),
    *("灶火苗有点黄，要不要换气", "锅炖起了，天然气火苗好小，咋回事哦"),
    *("要是家里着火了该怎么办", "如果被关在电梯里，应该怎么做？想听讲座", "遇到老人摔倒该怎么处理"),
    *(
        f"{weather}，{remind}"
        for weather, remind in product(
            ("今晚大风", "明天有暴雨"),
            ("窗台的花盆记得收，免得砸到人", "阳台的东西别忘了搬进屋，以免掉下去"),
        )
    ),
    *("周三物业统一更换5号楼楼道灯，望知悉", "明天起将分批检修各楼电梯，请各位谅解"),
    "后天停水检修，请各位住户知晓",
    *("电梯里掉了个手串，哪个捡到了", "我眼镜掉了，好像在2栋电梯里"),
)
BEFALLEN = (
    *("电梯掉了两层", "阳台花盆要掉下来了，喊他家收，要砸到人", "厨房火苗窜起来了"),
    *("要是电梯把人关起咋办，天天都在抖", "幼儿园招生那里，我女儿不见了"),
    *("楼道灯一直没亮，说好周六统一换的", "外墙砖松了，如果掉下来砸到人该怎么办"),
    *("5栋着火了，请大家互相转告", "2号楼电梯困人了，请物业知晓", "屋头煤气味好大，请邻居知悉"),
    *("4楼楼道灯坏了，请通知物业", "有股烧焦的味道，担心着火，2栋", "焦臭味，怕着火，5楼"),
    *("我娃儿不见了，4岁，怕遭人拐走", "我外公走丢了，怕他摔到"),
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


@pytest.mark.parametrize("text", [*TOYS_AND_TALES, *FAR_AND_LONG_AGO, *DENIED])
def test_what_is_not_here_and_now_is_no_report(text: str) -> None:
    """Of a toy, of another place, of another year, or said not to be."""
    assert spoken_of(text) in QUIET


@pytest.mark.parametrize("text", ARRANGED)
def test_what_is_planned_or_asked_about_has_not_happened(text: str) -> None:
    """An enquiry, a reminder, a notice of work, what one would do, what was only dropped."""
    assert spoken_of(text) in QUIET


@pytest.mark.parametrize("text", BEFALLEN)
def test_what_has_happened_is_heard_beside_a_plan(text: str) -> None:
    assert spoken_of(text) not in QUIET


@pytest.mark.parametrize("text", ["路灯杆遭车撞歪了", "楼道灯被撞坏了"])
def test_a_lamp_that_was_hit_is_nobody_hurt(text: str) -> None:
    answer = understand(text, fresh=True)
    assert (answer.kind, answer.injured, answer.life_safety) == ("light", False, False)
    assert understand("楼道灯坏了，黑得崴到脚了", fresh=True).injured


@pytest.mark.parametrize("text", EARNEST)
def test_whoever_is_in_earnest_is_heard(text: str) -> None:
    """The same words, of what is here and now."""
    assert spoken_of(text) not in QUIET


@pytest.mark.parametrize("text", AT_LENGTH)
def test_what_is_complained_of_is_a_danger(text: str) -> None:
    """In a complaint's words, of what a duty officer would look at."""
    assert spoken_of(text) == "hazard"


@pytest.mark.parametrize(
    "text",
    [
        *map(
            "".join,
            product(("奶奶", "我爸", "我娃", "幺儿"), ("不见了", "走丢了", "失踪了"), ("", "，急")),
        ),
        *map("".join, product(("楼下", "三楼", "车棚"), ("着火了", "冒黑烟"), ("", "！"))),
        *map("".join, product(("煤气罐", "天然气管子", "天太热电瓶车"), ("着火了", "燃起来了"))),
        *map("".join, product(("爷爷", "有个老人"), ("晕倒了", "被车撞了", "掉水里了"))),
        *map("".join, product(("有个娃儿", "我爸"), ("遭水冲走了", "被水卷走了"))),
        *(
            "楼道煤气味好大",
            "隔壁天然气漏了",
            "想结束这一切，谢谢大家照顾",
            "寻找6岁男孩",
            "我家娃儿找不到了，视频里就是他",
            "他又打我，我不想活了",
            "煤气罐在冒火，快来人",
            "停电了，我妈在家用呼吸机",
        ),
    ],
)
def test_no_talk_drowns_a_cry(text: str) -> None:
    """However short it is, and whatever jokes are made in such words."""
    assert spoken_of(text) not in QUIET


@pytest.mark.parametrize(
    ("danger", "category"),
    [
        ("2楼厨房着火了", "fire"),
        ("隔壁店子在冒黑烟", "fire"),
        ("屋头燃气漏了", "gas"),
        ("楼道好大的天然气味", "gas"),
    ],
)
@pytest.mark.parametrize(
    "victim", ["我爸手烧伤了", "有个婆婆晕倒了，喊不醒", "有人受伤，快来人", "娃儿困在里头出不来"]
)
def test_a_fire_or_a_leak_stays_one_whoever_is_hurt(
    danger: str, category: str, victim: str
) -> None:
    """It is the house that has to be left, and the fire brigade that is called first."""
    for text in (f"{danger}，{victim}", f"{victim}！{danger}"):
        answer = understand(text, fresh=True)
        assert (answer.kind, answer.category, answer.life_safety) == ("hazard", category, True)


def test_a_pot_on_the_stove_is_no_fire() -> None:
    assert spoken_of("娃儿反锁在屋头了，灶上还开着火") == "help"


@pytest.mark.parametrize(
    "text",
    [
        *map("".join, product(("液化气罐", "店头的锅炉", "车库有台电瓶车"), ("爆炸了", "炸了"))),
        *map("".join, product(("隔壁", "6号楼"), ("爆炸了", "爆炸了，有人受伤"))),
        *("有人在楼道放火", "他在我门上泼汽油"),
    ],
)
def test_what_explodes_or_is_set_on_fire_is_a_fire(text: str) -> None:
    answer = understand(text, fresh=True)
    assert spoken_of(text) == "hazard"
    assert answer.category in {"fire", "gas"}


@pytest.mark.parametrize(
    "text",
    [
        *map("".join, product(("有人", "两个人"), ("在巷子里抢劫", "抢了婆婆的项链"))),
        *("我刚才被抢了，在桥头", "蒙面持刀抢劫"),
        *map("".join, product(("渣土车", "叉车"), ("压到人了", "侧翻，压到一个工人"))),
        "有个婆婆遭三轮车碾到了",
        *map("".join, product(("我孙子", "有人"), ("从五楼摔下去了", "从窗台掉下去了", "坠楼了"))),
        *map("".join, product(("我爸", "屋头老汉"), ("胸口痛得很", "心口疼，冒冷汗", "心绞痛"))),
    ],
)
def test_a_life_is_at_stake(text: str) -> None:
    """Robbed, run over, fallen from a house, or with a failing heart."""
    assert (spoken_of(text), understand(text, fresh=True).life_safety) == ("help", True)


@pytest.mark.parametrize(
    "text",
    [
        *map(
            "".join,
            product(
                ("我爱人肚子疼", "胃痛得很，2单元401", "婆婆不舒服"),
                ("，快打120", "，哪位帮喊下救护车", "，麻烦打个120嘛"),
            ),
        ),
        *map(
            "".join, product(("我肚子", "我老汉腰杆"), ("痛得打滚", "疼得直不起身", "痛到动不了"))
        ),
        *map("".join, product(("婆婆摔了", "我一个人在屋头，腰闪了"), ("，动不了", "，动弹不得"))),
    ],
)
def test_whoever_needs_an_ambulance_gets_the_number(text: str) -> None:
    """Who asks for one, bears a pain that nobody bears, or can't move."""
    assert (spoken_of(text), understand(text, fresh=True).life_safety) == ("help", True)


@pytest.mark.parametrize(
    "text",
    [
        *map(
            "".join,
            product(
                ("我嫂子", "隔壁媳妇", "我弟"),
                ("喝农药了", "吃了一整瓶安眠药", "喝药了，快来人", "把一瓶药都吞了"),
            ),
        ),
        "她喝了百草枯，快打120",
    ],
)
def test_who_has_taken_poison_is_saved_and_not_spoken_of(text: str) -> None:
    """120 first, whatever else; and nothing of it stands in a group (promise 9)."""
    answer = understand(text, fresh=True)
    assert (spoken_of(text), answer.life_safety, answer.sensitive) == ("help", True, True)
    assert first_call(Kind.HELP, None, Level.RED, text, sensitive=True) is Call.INJURY


@pytest.mark.parametrize(
    "text",
    [
        *("娃儿喝药了没", "我妈每天要吃一大把药", "吃了安眠药还是睡不着", "我爸喝药了又吐了，感冒"),
        *("我堵在桥上动不了，晚点到", "电压太低，空调启动不了"),
        *("打120要好多钱", "谁打了120，啥情况", "笑得我肚子痛得打滚", "我的车动不了", "河边打农药"),
    ],
)
def test_medicine_and_laughter_need_no_ambulance(text: str) -> None:
    assert spoken_of(text) in QUIET


@pytest.mark.parametrize(
    "text",
    [
        *("这个辣得我嘴巴要爆炸了", "群里信息爆炸", "充电宝炸了一样烫", "评论区炸了"),
        *("有人抢红包没", "这价格简直是抢劫", "我的车位被抢了", "过年有人放火炮"),
        *("堵车，车挤着人", "我手机从三楼掉下去摔烂了", "我从五楼走下来累死了"),
        *("看到房价我胸口疼", "孩子的作业气得我心口痛", "我爸经常胸口痛，去哪个医院看好"),
    ],
)
def test_what_is_only_said_so_costs_no_life(text: str) -> None:
    answer = understand(text, fresh=True)
    assert spoken_of(text) in QUIET or not answer.life_safety


@pytest.mark.parametrize(
    ("who", "kind"),
    [("我老婆40岁", "lost_adult"), ("我哥", "lost_adult"), ("女儿14岁", "lost_child")],
)
@pytest.mark.parametrize(
    "gone",
    ["留了遗书走了", "写了遗书，人不见了", "说不想活了，出门了电话不接", "走了，桌上有封遗书"],
)
def test_whoever_is_gone_and_means_to_die_is_missing(who: str, kind: str, gone: str) -> None:
    """What is said of their mind takes nobody from those who are searched for (promise 9)."""
    assert spoken_of(f"{who}，{gone}") == kind


def test_who_stays_and_means_to_die_is_not_missing() -> None:
    assert spoken_of("老公走了，我不想活了") == "help"


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

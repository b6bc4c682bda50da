"""What a message is a report of, and what it is not."""

from __future__ import annotations

import pytest

from bot.domain.intake import understand
from tests.intake.evaluate import heard

REPORTS = [
    ("自来水浑得像泥浆", "hazard", "nobody can drink it"),
    ("水龙头放出来的水是黄的", "hazard", "the same"),
    ("the tap water is brown", "hazard", "the same in English"),
    ("有人溺水，演练取消", "help", "the drill is off because of it"),
    ("弟弟放学没回来，都六点了，电话手表也关机", "lost_child", "a little brother"),
    ("我弟弟26了，在超市门口等我，出来他就不见了", "lost_adult", "his age is told"),
    ("妹妹失恋了，中午出去手机就关机了，到现在没回来", "lost_adult", "she is no child"),
    ("我家娃儿耍起耍起就不见了，男娃4岁半", "lost_child", "dialect, no place, no name"),
    ("找不到孩子了，刚才还在楼下", "lost_child", "the verb stands first"),
    (
        "王小明，男，8岁，昨天下午在公园走失，请联系13800138000",
        "lost_child",
        "no noun: age decides",
    ),
    ("刘芳，女，35岁，昨晚走失，请联系13800138000", "lost_adult", "no noun: age decides"),
    ("寻人！！我孙子，6岁，穿蓝衣服", "lost_child", "the call is a sentence of its own"),
    ("有没有邻居看到我妈妈，78岁，说话不清楚", "lost_adult", "words between who and saw"),
    ("我妈和我吵架出去了，现在电话关机，到现在没回来", "lost_adult", "nobody says lost"),
    ("哪家的娃娃哦，在大门口哭，没得大人跟着", "found_child", "words inside the phrase"),
    ("有个婆婆坐在花台边，问她住哪里只晓得摇头", "found_adult", "found, said by behaviour"),
    ("在药店捡到一个小孩，两岁多", "found_child", "two words that a longer one used to hide"),
    ("哪位家长丢了娃儿，在我面馆里", "found_child", "asks for the parent, so it is no parent"),
    ("有个中学生半夜坐在广场不回家", "found_child", "somebody's child stays where it is"),
    ("一个小女孩在理发店门口等了好久，没人来接", "found_child", "not one's own to pick up"),
    ("地铁口有个小娃儿在要钱，怀疑是被拐来的", "found_child", "seen, and only thought taken"),
    ("我孙儿5岁，刚刚在坝子骑车，现在人都没看到", "lost_child", "the person is named before"),
    ("我娃跟到陌生人走了", "lost_child", "went along with a stranger"),
    ("我家罗雨桐走失了", "lost_adult", "by name alone"),
    ("我们家罗雨桐放学没回来", "lost_child", "by name, and from school"),
    ("我老公出门三天没回来，电话关机", "lost_adult", "late, and cannot be reached"),
    ("求助，丢孩子了", "lost_child", "the verb stands first, without 了"),
    ("院坝头有个妹妹走丢了，6岁，都帮忙看到点", "lost_child", "told by a neighbour"),
    ("对门有个老汉儿走失了，81岁", "lost_adult", "told by a neighbour, an elder"),
    ("小区有个走丢的娃娃，大家帮忙找一下", "lost_child", "looked for, not stood beside"),
    ("有个男娃走丢了，现在在门卫室，哪家的", "found_child", "by now in good hands"),
    ("花台边有个娃儿好像走丢了，没人管", "found_child", "a guess at one who stands there"),
    ("火灭了，2楼又冒烟了", "hazard", "one is well, another is not"),
    ("爷爷接回来了，他奶奶又走丢了", "lost_adult", "one is well, another is not"),
    ("我家老大找到了，老二还没看到人", "lost_child", "one is well, another is not"),
    ("水抽干了，4号楼车库淹了", "hazard", "one is well, another is not"),
    ("购物中心着火了", "hazard", "a centre is no heart that burns"),
    ("电梯里的灯坏了", "light", "the lift runs"),
    ("消防通道灯不亮", "light", "nothing is blocked"),
    ("6楼过道灯泡爆了", "light", "a bulb that burst is no pipe"),
    ("货车把路灯撞歪了", "light", "a lamp still"),
    ("灯杆斜起的，怕倒下来砸到人", "hazard", "a post that may fall is no dark lamp"),
    ("路灯柱断了，横在路上", "hazard", "the same"),
    ("灯杆上那盏灯不亮了", "light", "its post stands"),
    ("操场上的大灯不亮了", "light", "a big lamp of a public place"),
    ("我家门口那盏灯坏了", "light", "before the door is not at home"),
    ("小区亮化灯坏了", "light", "one more word for a lamp"),
    ("楼梯间黑得很，老人摔了咋办", "light", "nobody fell yet"),
    ("是停电了吗，楼道灯不亮", "light", "the question is another one"),
    ("二单元三楼灯瞎了", "light", "瞎 is broken in Sichuan"),
    ("楼道黢黑，摸起走", "light", "no word for a lamp"),
    ("the light on floor 4 of building 3 is out", "light", "English"),
    ("电梯头关了两个人，出不来", "hazard", "trapped people are a hazard of the lift"),
    ("井盖不见了", "hazard", "a thing is missing, and that is the danger"),
    ("没人接娃，哪个帮忙接一下", "help", "nobody is lost"),
    ("救命", "help", "a cry alone"),
    ("🆘", "help", "a sign alone"),
    ("SOS!", "help", "a cry that everybody knows"),
    ("快来人啊救命", "help", "a cry, and who should come"),
    ("帮我打110", "help", "whoever can't ring"),
    ("我想从楼上跳下去算了", "help", "no quarrel with whoever lives upstairs"),
    ("不想再活下去了", "help", "of oneself, without a word for it"),
    ("有人掉到小区外头那条河里了", "help", "words inside the fall"),
    ("吃了菌子全家吐", "help", "poisoned together"),
    ("有个男的跟着我女儿到楼下，她不敢上楼", "help", "followed, and not found"),
    ("中庭有个陌生人在拉小娃娃的手", "help", "a stranger and a child, and nobody is lost"),
    ("一个戴帽子的男的天天在校门口等我姑娘", "help", "who lies in wait"),
    ("有个女的抱起隔壁的娃娃就往北门跑了", "help", "her child it isn't"),
    ("有人把我孙女抱走了", "lost_child", "her own people miss her"),
    ("喷水池里好像漂着个人", "help", "nobody swims there"),
    ("池塘里有个人在挣扎", "help", "the same"),
    ("球场打群架，有个人满头是血", "help", "more than a quarrel"),
    ("我自己迷路了，我在一个加油站", "lost_adult", "no cheer"),
    ("我以为娃儿走丢了，结果还是没找到", "lost_child", "it is so"),
    ("昨晚楼上着火了，现在还在冒烟", "hazard", "it goes on"),
    ("涨水了，地下车库进水了", "hazard", "where nobody fishes"),
    ("楼上天天半夜吵得睡不着", "dispute", "neighbours"),
    ("楼下哪家娃儿哭了一晚上，吵死了", "dispute", "the noise is what is meant"),
    ("希望多装几个充电桩", "need", "a wish"),
]

SILENCE = [
    ("今晚吃啥子", "no word of ours"),
    ("我家猫走丢了，橘色的", "a pet"),
    ("我家毛豆走丢了", "a pet's name"),
    ("我家温度计不见了", "a thing that begins like a name"),
    ("孩子的电话手表不见了", "a thing of a child"),
    ("哪个捡到一串钥匙", "a thing"),
    ("听说隔壁小区有娃儿遭拐了", "hearsay"),
    ("去年我家娃儿在商场走丢过", "the past"),
    ("要是娃儿走丢了咋个办哦", "only supposed"),
    ("昨晚看了《失孤》，孩子丢了那段哭惨了", "a film"),
    ("新闻上说有个五岁孩子走丢了，还好找到了", "the news"),
    ("温馨提示：请家长看管好孩子，谨防溺水", "a warning"),
    ("老公又不见了，肯定去钓鱼了哈哈", "a joke"),
    ("娃儿找到了，谢谢大家", "already over"),
    ("灯修好了，谢谢师傅", "already mended"),
    ("这个灯光不错，在哪儿买的", "not that lamp"),
    ("救命啊这个太好吃了", "a cry of joy"),
    ("热得我想跳河", "said in the heat"),
    ("有个师傅提着刀在杀鸡", "at the chopping board"),
    ("有个男的一直跟着我女儿学画画", "her pupil"),
    ("有只狗一直跟着我女儿", "no stranger"),
    ("好像有人在湖里划船", "in a boat"),
    ("有人抢娃娃机的位置", "dolls of a machine"),
    ("娃儿他爸天天不见人影", "the child's father, and no emergency"),
    ("幺儿今天丢了个大脸", "face is lost, not the child"),
    ("串串店着火了一样热闹", "likened, behind the word"),
    ("妹妹跟到她外婆走了，不见人影", "with her own people"),
    ("我妹妹坐在飘窗上耍手机", "behind the glass"),
    ("手机掉河里了", "a thing"),
    ("我家娃儿可能是被外星人换了哈哈", "a joke"),
    ("院坝头好多娃儿没人管", "children in general"),
    ("老公还没回来，先不煮饭", "a spouse who is late"),
    ("把手机弄丢了，我儿子气惨了", "it is the telephone that is gone"),
    ("楼道灯亮吗", "a question"),
    ("有个同学天天不回家吃饭", "nobody stands anywhere"),
    ("家里客厅的灯泡坏了，哪里有卖", "a lamp at home"),
    ("路由器灯不亮怎么弄", "a lamp on a device"),
    ("消防演练明天下午三点", "a drill"),
    ("自来水烧开了泡茶", "water that is fine"),
    ("火灾演练取消了，有人没通知到吗", "a drill that is off"),
    ("请大家不要占用消防通道", "an appeal to all"),
    ("今天停水吗？", "a question"),
    ("昨天菜市那边着火你们晓得不", "over, and talked about"),
    ("娃儿放学自己回来的，我还以为丢了", "only believed"),
    ("小朋友跑得好快，根本追不到", "before somebody's eyes"),
    ("涨水了，鱼好多", "a sight"),
    ("股票跌得我想跳楼", "a figure of speech"),
    ("儿子在外地上班好久没回来了", "grown up and away"),
]


@pytest.mark.parametrize(("text", "kind", "reason"), REPORTS)
def test_a_clear_report_is_heard_as_what_it_is(text: str, kind: str, reason: str) -> None:
    """A report in plain words is understood without a form, clearly enough to speak up."""
    answer = understand(text)

    assert heard(answer.as_json()) == kind, reason


@pytest.mark.parametrize(("text", "reason"), SILENCE)
def test_ordinary_chatter_is_left_alone(text: str, reason: str) -> None:
    """The bot stays silent on everything that is no report, whatever words it holds."""
    answer = understand(text)

    assert heard(answer.as_json()) == "none", reason


LIFTS = [
    ("电梯头有人遭困到了", True, "the plain word"),
    ("电梯卡在9楼，有人困在里面", True, "the floor stands between"),
    ("4栋电梯不动了，里面还有人，快来人", True, "it is the lift that doesn't move"),
    (
        "婆婆在电梯里，电梯突然不动了",
        True,
        "a person stands before, the lift still is what stopped",
    ),
    ("我带娃儿坐电梯，到一半不动了", True, "riding it, when it stopped"),
    ("电梯停电了，里头还有个孕妇", True, "no word for a broken lift"),
    ("the lift is not moving and there are people inside", True, "English"),
    ("电梯不动了，里面没人", False, "empty"),
    ("电梯又坏了", False, "nobody is spoken of"),
]


@pytest.mark.parametrize(("text", "inside", "reason"), LIFTS)
def test_a_lift_that_stopped_is_no_faint(text: str, reason: str, *, inside: bool) -> None:
    """Whoever is in a lift that doesn't move needs the fire brigade, not the ambulance."""
    answer = understand(text)

    assert (heard(answer.as_json()), answer.category) == ("hazard", "elevator"), reason
    assert answer.life_safety is inside, reason


@pytest.mark.parametrize(
    "text",
    [
        "有个爷爷倒在花台边不动了",
        "隔壁婆婆摔倒在电梯里不动了",
        "有人倒在电梯门口，不动了",
        "电梯里有个老人晕倒了",
    ],
)
def test_a_person_who_does_not_move_is_a_faint(text: str) -> None:
    """The place may be a lift: it is the person who doesn't move."""
    assert heard(understand(text).as_json()) == "help"


@pytest.mark.parametrize(
    ("text", "grave", "reason"),
    [
        ("我家娃儿不见了", True, "a person"),
        ("3栋5楼着火了", True, "fire"),
        ("怕是着火了，3号楼好大的烟", True, "a guess is no fear"),
        ("恐怕着火了，3号楼", True, "nor is this"),
        ("3栋2单元楼道又在堆纸壳，怕起火", False, "nothing burns"),
        ("隔壁天天在阳台烧纸，怕引起火灾", False, "nothing burns but paper"),
        ("3栋楼道堆纸壳，怕起火\n真的烧起来了", True, "what was feared has come"),
        ("3栋起火，堆满纸壳，安全隐患大得很", True, "and a danger beside"),
        ("楼道里闻到煤气味", True, "gas"),
        ("电梯里关了人", True, "trapped"),
        ("有人掉进河里了", True, "water"),
        ("楼上老人摔倒了，脑壳流血", True, "injury"),
        ("有根电线断了在打火花，9号楼", True, "a live wire"),
        ("堡坎裂了好大一条缝，怕要垮", True, "a wall"),
        ("湖边的栏杆断了", True, "where somebody may fall in"),
        ("地下车库淹水了", True, "a flood"),
        ("整栋楼停电了", False, "the lights are out"),
        ("楼梯扶手松动了", False, "a handrail"),
        ("老公拿刀要砍我", True, "a threat, nobody hurt yet"),
        ("他说要杀我，我躲起来了", True, "a threat"),
        ("救命，他又在打我", True, "blows and a cry for help"),
        ("隔壁又在打娃儿", False, "blows alone are for the village's staff"),
        ("楼下打架，刀都拿出来了", True, "a weapon"),
        ("有人拿着刀在车棚里转", True, "armed, and nobody quarrels yet"),
        ("有个男的拽着小女孩往车上走", True, "a crime against a child"),
        ("荷花池里好像有个人，不动", True, "in the water"),
        ("茶馆打架，地上都是血", True, "blood"),
        ("电动车把婆婆撞了", True, "who was hit stands inside the verb"),
        ("娃儿吞了颗纽扣电池", True, "what must not be swallowed"),
        ("救命！！", True, "nothing but a cry"),
        ("我想从楼上跳下去算了", True, "said of oneself"),
        ("不如死了算了，活起没得意思", True, "said of oneself, in Sichuan"),
        ("4楼有个娃儿爬到窗子外头去了", True, "high up, and small"),
        ("婆婆滚到沟里头去了", True, "a ditch"),
        ("3号楼路灯不亮了", False, "a lamp waits for morning"),
        ("路灯杆被货车撞弯了", False, "nobody was hit"),
        ("路灯不亮，我妈在那里被车撞了", True, "somebody was"),
        ("希望多装几个充电桩", False, "a wish"),
    ],
)
def test_danger_to_life_is_marked(text: str, grave: bool, reason: str) -> None:  # noqa: FBT001
    """What goes to staff before anybody has pressed anything is marked as a matter of life."""
    answer = understand(text)

    assert answer.life_safety is grave, reason


def test_traditional_characters_are_read_as_plain_ones() -> None:
    """A phone may write 丟 for 丢; what is quoted stays as it was written."""
    answer = understand("孩子不見了，5歲，穿藍色外套")

    assert (answer.kind, answer.person.age) == ("lost_child", 5)
    assert answer.person.clothing == "穿藍色外套"


def test_a_chain_letter_is_a_rumour_and_a_neighbours_call_is_not() -> None:
    """Asking to pass it on makes no rumour; a far city, a reward and an old year do."""
    letter = understand("转发：2014年广州8岁女孩被拐，重金酬谢50万，每转一次多一份希望")
    call = understand("求扩散！我家娃儿刚才在小区门口不见了，5岁，红衣服")
    plain = understand("寻人启事：男，9岁，昨天在南京走丢，多转一个群多一份希望")

    assert letter.forwarded_rumour
    assert plain.forwarded_rumour
    assert not call.forwarded_rumour
    assert call.kind == "lost_child"


def test_the_words_that_decided_are_named() -> None:
    """`--explain` shows which words made the kind and which made it doubtful."""
    answer = understand("去年我家娃儿走丢了，登了寻人启事")

    words = {reason.words: reason.decided for reason in answer.why}
    assert any("lost" in decided for decided in words.values())
    assert all(answer.explain()[i]["words"] == r.words for i, r in enumerate(answer.why))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("电梯不动了，里面还有人", True),
        ("电梯坏了，我妈在里头", True),
        ("Lift is stuck, my mother is in it", True),
        ("电梯坏了，里面没人", False),
        ("电梯卡了没人修", False),
        ("电梯卡了都没得人来修", False),
    ],
)
def test_whether_somebody_is_in_the_lift(text: str, *, inside: bool) -> None:
    """Life is at stake only then (promise 8)."""
    meaning = understand(text)

    assert (meaning.category, meaning.life_safety) == ("elevator", inside)


VIOLENCE = [
    ("救命，老公要杀我", "a threat, after a cry for help"),
    ("我老公打我，我怕他打娃儿", "fear of somebody is nothing supposed"),
    ("他又在砸门了，我好怕", "at the door, and afraid"),
    ("help me, he is going to kill me", "English"),
    ("救命！有人打人", "the cry is a sentence of its own"),
    ("3号楼302的张三天天打娃儿", "a house number, and a name nobody knows"),
    ("老公打我", "the plainest words"),
    ("我老公昨晚又打我，脸都肿了", "words between who and what"),
    ("我老婆昨天被我岳父打了", "suffered"),
    ("男的把老婆打得头破血流，娃儿在哭", "the one who suffers stands first"),
    ("隔壁男的又在打老婆", "told by a neighbour"),
    ("我老公经常打我", "what happens often is no less"),
    ("他打我", "who is meant is not said"),
    ("昨晚又打我了", "nobody is named"),
    ("我被老公打了", "suffered, by oneself"),
    ("我妈遭我爸打惨了", "suffered, in Sichuan"),
    ("楼上那家又在打孩子，孩子哭得好惨", "a child, overheard"),
    ("楼下哪家小孩一直哭，是不是挨打了", "a child that may be beaten is none that was found"),
    ("我爸拿刀追我妈，救命", "a knife"),
    ("他威胁要杀我全家", "a threat"),
    ("老公打我，还打狗", "the dog is not the one it is about"),
    ("my husband beats me", "English, and plain"),
    ("he threatened to kill me", "a threat in English"),
    ("老公喝醉了回来就打我", "drunk first, then this"),
    ("快来人！打人了", "a cry, and no more"),
]


@pytest.mark.parametrize(("text", "reason"), VIOLENCE)
def test_violence_in_plain_words_is_heard_as_a_private_call_for_help(
    text: str, reason: str
) -> None:
    """Who is beaten writes no form, and is not quoted before the neighbours (promise 9)."""
    answer = understand(text)

    assert (heard(answer.as_json()), answer.sensitive) == ("help", True), reason


NO_VIOLENCE = [
    ("我老公打我电话我没接到", "rang me up"),
    ("打我一个电话嘛", "ring me up"),
    ("老公打我微信", "called me there"),
    ("我打妈妈电话喊她买菜", "rang her up"),
    ("老公把工资打我卡上了", "money"),
    ("钱打我支付宝就行", "money"),
    ("他打球去了", "a game"),
    ("今天打疫苗", "a vaccine"),
    ("娃儿被打了一针，哭惨了", "a vaccine, suffered"),
    ("娃儿打架子鼓", "drums"),
    ("救命，今天太热了", "a cry that means nothing"),
    ("笑死我了救命", "a cry of laughter"),
    ("救命，作业要把我写哭了", "a cry over homework"),
    ("打麻将三缺一", "a game"),
    ("老婆打了三斤肉", "bought it"),
    ("老公打车回来的", "a taxi"),
    ("老公把娃打扮得好乖", "dressed up"),
    ("昨天看电视剧里面男的打老婆", "a film"),
    ("打人是不对的，大家文明养犬", "a principle"),
    ("打老婆的男人最没出息", "an opinion"),
    ("教育孩子不要打孩子", "advice"),
    ("不听话气得我打了娃一顿", "a parent grumbling"),
    ("老婆晓得了要打死我", "a figure of speech"),
    ("打死我都不信", "a figure of speech"),
    ("小时候我爸打我，现在想起好笑", "the past"),
    ("我们队被打败了", "a match"),
    ("花盆被雨打了", "rain"),
    ("帮我砍一刀嘛，拼多多", "a bargain"),
    ("my wife is going to kill me, i forgot the milk", "a figure of speech"),
    ("he hit me up on wechat", "wrote to me"),
    ("物业的人来敲门收费", "a knock"),
]


@pytest.mark.parametrize(("text", "reason"), NO_VIOLENCE)
def test_what_only_sounds_like_violence_is_left_alone(text: str, reason: str) -> None:
    """The verb for beating also rings up, plays, buys and vaccinates."""
    answer = understand(text)

    assert answer.kind == "none", reason


def test_a_number_to_ring_makes_no_report_private() -> None:
    """A missing child stays public though its family says to ring me."""
    assert not understand("我家娃儿不见了，5岁，看到了打我电话13800138000").sensitive

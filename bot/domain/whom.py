"""Of whom words are: whom everybody knows by now, the writer's own, or somebody who comes in."""

import re

from bot.domain.small_words import LONGEST, asks

KNOWN_ONE = re.compile(r"(?<![其吉])[他她](?![们人])|\b(?:he|she|him|her|his)\b", re.IGNORECASE)
INTRODUCED = re.compile(
    r"(?:[有来]|[看见碰遇][到见])[了过]?一?[个位名]|[一两]个(?!人)"
    r"|\ban? (?:little |small |young |old )*(?:boy|girl|child|kid|man|woman|lady|person)\b",
    re.IGNORECASE,
)
"""With this begins whom nobody has spoken of yet."""
OF_HIM = re.compile(
    r"(?:哎呀|哎|但是?|可是?|现在|刚才|刚刚|今天|昨天|好像|可能|[\s，,。])*(?:他|她)(?![们人家])(?!的?[爸妈婆公爷奶哥姐弟妹老])"
    r"|(?:but |and |now |oh )*(?:he|she)\b",
    re.IGNORECASE,
)
"""Begins with whom everybody knows."""
OWN = re.compile(
    r"[我俺](?:们)?(?:家|屋|的?(?:儿子|女儿|女婿|媳妇|娃|孩|幺|爸|妈|老[公婆汉]|父|母|婆|爷|奶|外[公婆孙]|孙|弟|妹|哥|姐|侄))"
    r"|\b(?:my|our) (?!god|goodness|dear|gosh)",
    re.IGNORECASE,
)
"""Theirs, and of nobody the neighbours speak of."""
ELDER = re.compile(
    r"老人|婆婆|爷爷|嬢嬢|大爷|老太|老头|\b(?:man|woman|lady|gran\w*)\b", re.IGNORECASE
)
YOUNG = re.compile(r"娃|孩|小朋友|宝宝|\b(?:child|boy|girl|kid)\b", re.IGNORECASE)
SAW = re.compile(
    r"(?:看[到见]|见[到过]|碰[到见]|遇[到见])[过了]?(?:他|她|一?个|这个|那个|[你您]家|娃|孩|老人|穿)"
    r"|\b(?:saw|seen) (?:him|her|an? (?:little |small |young |old |elderly )*(?:boy|girl|child|kid|man|woman|lady))\b",
    re.IGNORECASE,
)
_FAMILY = (
    r"亲?(?:爸爸?|妈妈?|老汉儿?|父亲|母亲|爷爷|奶奶|外公|外婆|婆婆|公公|哥哥?|姐姐?|舅舅?|舅妈|姑姑?|姑妈|叔叔|伯伯|姨妈?|小姨"
    r"|老公|老婆|儿子|女儿|女婿|媳妇|孙子|孙女|家长|家属|家里人|家人|亲人|亲戚)"
    r"(?=$|[\s，,。.!！~～；;：:]|来了|呀|啊|哈|嘛)"
)
KIN = re.compile(
    rf"我(?:就)?是(?:(?:他|她|娃儿?|孩子|小朋友|老人|[男女]孩|这个?(?:娃儿?|孩子|老人))的?)?{_FAMILY}"
    r"|\bI(?:'m| am) (?:his|her|the (?:child|kid|boy|girl)'s) "
    r"(?:(?:father|mother|brother|sister|son|daughter)(?:-in-law)?|dad|mum|mom|parent|wife|husband|uncle|aunt"
    r"|grand(?:father|mother|son|daughter|pa|ma))\b",
    re.IGNORECASE,
)
KIN_OF = re.compile(
    rf"我(?:就)?是(?P<name>(?:(?![他她我你的这那谁哪])[一-龥]){{2,4}}?)的?{_FAMILY}"
)
"""Says whose: 我是朵朵妈妈, as neighbours call each other."""
_NEIGHBOUR = re.compile("(?:小区|社区|物业|业主|隔壁|邻居|班长|老师|同学|学校|楼[上下]|对门)的?")
"""What whoever writes is to everybody, and no name."""
_SHORT = re.compile(r"[小阿幺]?([一-龥])\1?儿?")
"""朵朵, 小朵 and 朵儿 are said of 王朵."""
WITH_OTHERS = re.compile(
    r"[跟和与同](?:着|到|起)?(?:他|她)?的?(?:[表堂]?(?:哥|姐|弟|妹)|同学|朋友|爷|奶|外[公婆]|爸|妈|婆)"
    r"|\bwith (?:his|her|an?) ",
    re.IGNORECASE,
)
YEARS_APART = 2


def speaks_of_one_known(text: str) -> bool:
    """Whether 他 or 她 is of somebody whom everybody knows by now, before anybody else comes in.

    >>> speaks_of_one_known("她妈妈还在路上"), speaks_of_one_known("有个婆婆，她说不清住哪里")
    (True, False)
    """
    return KNOWN_ONE.search(of_one_known(text)) is not None


def of_one_known(text: str) -> str:
    """Return what is said before somebody else comes in: of whom it was about already.

    >>> of_one_known("last I saw he was chasing a little girl")
    'last I saw he was chasing '
    """
    return INTRODUCED.split(text, maxsplit=1)[0]


def speaks_of_own(text: str) -> bool:
    """Whether somebody brings in their own people or home before 他 or 她 is said of anybody.

    >>> speaks_of_own("我老公说他晚上不回来吃"), speaks_of_own("我妈看到他往河边走了")
    (True, False)
    """
    own = OWN.search(text)
    return own is not None and not (OF_HIM.match(text) or saw_somebody(text))


def of_one_put_right(text: str) -> str:
    """Return what is put right of somebody, up to whoever is with them: 跟妹妹一起，妹妹穿红衣服.

    >>> of_one_put_right("不是红衣服，蓝衣服，跟他妹妹一起，妹妹穿白裙子")
    '不是红衣服，蓝衣服，'
    """
    return WITH_OTHERS.split(of_one_known(text), maxsplit=1)[0]


def saw_somebody(text: str) -> bool:
    """Whether a neighbour tells that they saw somebody: 我刚才在超市看到他了."""
    if len(text) > LONGEST or asks(text) or re.search(r"[没未]有?(?:看|见|碰|遇)", text):
        return False
    return SAW.search(text) is not None


def says_kin(text: str) -> bool:
    """Whether whoever answers an alert says that they are of the family, or of somebody's.

    >>> says_kin("我是爸爸！"), says_kin("我是朵朵妈妈，马上过来"), says_kin("我是他同学的妈妈")
    (True, True, False)
    """
    return len(text) <= LONGEST and bool(KIN.search(text) or KIN_OF.search(text))


def is_kin_of(text: str, told: str, name: str | None) -> bool:
    """Whether the family that somebody says they are of is the missing one's, by `name` or as told.

    >>> is_kin_of("我是朵朵妈妈", "邻居女儿朵朵不见了", None), is_kin_of("我是朵朵妈妈", "", "王小朵")
    (True, True)
    >>> is_kin_of("我是果果妈妈", "邻居女儿朵朵不见了", None), is_kin_of("我是她妈妈", "", None)
    (False, True)
    >>> is_kin_of("我是小明妈妈", "", "王小朵"), is_kin_of("我是小区家长", "在小区走丢", "王小朵")
    (False, False)
    """
    said = None if KIN.search(text) else KIN_OF.search(text)
    if said is None:
        return True
    called = _NEIGHBOUR.sub("", said["name"])
    if len(called) < 2 or not name:
        return len(called) > 1 and called in told
    short = _SHORT.fullmatch(called)
    return called in told or name[-2:] in called or bool(short and short[1] in name[1:])

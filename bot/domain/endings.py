"""Whether words say that it is over, or that it isn't after all; nothing ends by them alone."""

import re

from bot.domain.intake import understand
from bot.domain.kinds import Rating
from bot.domain.reports import says_done
from bot.domain.small_words import LONGEST, MANNERS, POLITE, asks
from bot.domain.whom import KNOWN_ONE

MAY_BE_FOUND = re.compile(
    r"找[到着倒](?:[他她人娃]儿?|孩子|老人|我[妈爸]妈?)?了|接[到着倒](?:[他她人娃]儿?|孩子|老人|我[妈爸]妈?)?了(?=$|[，,。!！~～\s哈啊])|找回来了|寻到了|(?:回来|回家|回屋|到家|拢屋)(?:了|咯|喽|哒)|虚惊一场|不用找|[莫别]找了|闹了?个?乌龙"
    r"|(?:他|她|人|娃儿?|孩子|老人)(?:就|现在|原来|是)*在[^找哪哭喊，,。！!？?]{1,8}(?:家|屋头|这[儿里]|睡)"
    r"|(?:^|[，,。！!\s])(?:就|现在|原来|是)*在[^找哪哭喊，,。！!?？]{1,6}睡(?:觉|着)"
    r"|\b(?:found (?:him|her|them)|(?:he|she)(?:'s| is) (?:back|home|safe)|false alarm)\b",
    re.IGNORECASE,
)
NOT_FOUND = re.compile(
    r"[没未不](?:有|见|得)?(?:找[到着倒]|回|消息|见)|找不|还没|如果|要是|希望|等|就好了|\bnot\b|n't"
    r"|在监控|往[^，。,.]{1,8}(?:走|跑|去)了|以为|不是(?:我|他|她|同一|这)|没有(?:$|[，。！,.!])|(?:但|可是?|却|结果)[^。！!]{0,10}(?:没|不)"
    r"|找[到着倒]了?(?:一?[个些双件只张辆](?!人|好)|新|别的|[他她](?:的|同学|老师|朋友)|线索|监控|视频|方法|办法)"
    r"|(?:监控|线索|定位|手机|书包|鞋子?|衣服|东西)[^，。！,.!]{0,3}找[到着倒]"
)
MISTAKEN = re.compile(
    r"(?<!没)(?:[看搞弄听]错|误会)(?!的|误)|发错[了]?(?:群|人)|误报|开(?:个|了个)?玩笑|[逗哄骗]你们?的|^没得?事(?:了|哈|的)?(?=$|[，,。!！\s])"
    r"|是我(?:自己|各人)?(?:没|忘)(?:了|记)?(?:得)?(?:踩|按|开(?!门)|拧|插|拍|喊(?=[响亮])|跺|缴|交(?!代))|又(?:亮|好|来电|通)了|(?:原来|其实)是?(?:好的|没坏)"
    r"|不用再?(?:麻烦)?(?:来|修|管|弄|处理)(?:人|看)?了|(?:别|莫|不要)再?来人?了|不报了|^撤[销回](?:了|吧|报告|这[条个])*(?=\W*$)"
    r"|\b(?:never ?mind|my (?:mistake|bad)|just kidding|only joking|false alarm|wrong (?:group|chat)|it was me(?! who)|works again)\b"
    r"|\b(?:ignore|disregard) (?:that|this|my (?:last )?message)\b",
    re.IGNORECASE,
)
"""Said by whoever reported: there was nothing to it."""
ERRED = re.compile(
    r"(?:衣服?|裤子?|鞋子?|颜色|名字|岁数?|年龄|地[方址点]|位置|楼[层栋]?|[栋层号]|性别|时间|电话)[都我是]*[看搞弄听]错"
    r"|[看搞弄听]错了?[^，,。！!]{0,4}(?:衣|裤|鞋|色|名|岁|年龄|地[方址点]|位置|楼|栋|层|号|性别|时间|电话)"
)
"""What they told was wrong in one point: the rest of it holds."""
SORRY = re.compile(
    r"不好意思|对不起|抱歉|原来|各位|请?(?:忽略|无视)|\b(?:sorry|oh|please|ignore|everyone|all)\b",
    re.IGNORECASE,
)
LITTLE = 3
"""So much may stand behind 看错了 and tell nothing: 没踩响."""
OF_THING = re.compile(
    r"[灯亮踩按拧插拍跺修]|来电|通了|好的|没坏|\b(?:lamp|light|switch|works|lift|elevator)\b",
    re.IGNORECASE,
)
UNDONE = re.compile(
    r"(?:还是?|仍然?|依然|照样|根本|并)(?:没有?|不|那么|很)?(?:亮(?!了)|修好|修|弄好|换|好(?!的)|处理|解决|清理|黑|坏|漏|堵|臭|得行)"
    r"|没(?:有)?(?:修好|弄好|解决|处理好|清理)|又(?:在|开始)?(?:坏|黑|不亮|灭|漏|堵|冒水|淹|臭|关起)了?"
    r"|还(?:是|在)?(?:闻得到|有(?:股|点)?(?:气味?|味道?|水)|漏|臭)|(?:气味?|味道|水)还在"
    r"|\b(?:still (?:not|dark|broken|out|off|blocked|leaking)|not (?:fixed|mended|solved)|broken again)\b",
    re.IGNORECASE,
)
TAKEN = re.compile(
    r"(?:接|领|抱|带)(?:走|回去?|起走|到)[他她人娃]?儿?[了啦咯]"
    r"|(?:妈妈?|爸爸?|家[长属里]人?|父母|爷爷|奶奶|外公|外婆|儿子|女儿|民警)[^，。,.]{0,4}(?:来了|到了|接走)"
    r"|\b(?:picked|collected) (?:him|her|them)\b|\b(?:mother|father|mum|mom|dad|parents?) (?:came|is here|are here)\b",
    re.IGNORECASE,
)
NOT_TAKEN = re.compile(
    r"[没未莫别]|等|马上|快(?:要|来)|准备|如果|要是|[?？吗]|\b(?:not|if|soon|will)\b|n't",
    re.IGNORECASE,
)
STILL_MISSING = re.compile(
    r"不是(?:他|她|我(?![们的])|我(?:们家|的)(?:娃|人|妈|爸|儿|女|孩)|这个?(?:娃|人|孩))|还在找(?=$|[他她人娃孩，。！,.!\s])|再帮我|[认搞弄看]错"
    r"|[没未](?:有|得)?找[到着倒]|(?:^|[，。,\s他她人娃儿子])又(?:不见|跑|走)|白高兴|(?:(?<!我)还|人)没(?:有|得)?(?:回|找|到家|见)"
    r"|\b(?:not (?:him|her|my)|still missing|wrong (?:child|kid|boy|girl|person))\b",
    re.IGNORECASE,
)
"""Said by a family once they had said that somebody is back."""
PARTLY = re.compile(r"(?:部分|一半|大半)(?:已经?)?(?:解决|修好|处理)|\bpartly\b", re.IGNORECASE)


def may_be_found(text: str) -> bool:
    """Whether whoever misses somebody seems to say that they are back: staff ask, nothing more.

    >>> may_be_found("算了，他在外婆家，不用找了"), may_be_found("还没找到"), may_be_found("接到了，谢谢")
    (True, False, True)
    >>> may_be_found("不用了，在楼上睡觉，搞错了"), may_be_found("在床上睡了一觉就不见了")
    (True, False)
    >>> may_be_found("监控找到了，他往河边走了"), may_be_found("以为找到了，结果不是我娃")
    (False, False)
    """
    if len(text) > LONGEST or asks(text) or NOT_FOUND.search(text):
        return False
    return MAY_BE_FOUND.search(text) is not None


def says_still_missing(text: str) -> bool:
    """Whether a family that had said 找到了 says that it was not so.

    >>> says_still_missing("不是他，认错了"), says_still_missing("不是我们小区"), says_still_missing("还在找车位")
    (True, False, False)
    """
    return len(text) <= LONGEST and STILL_MISSING.search(text) is not None


def says_taken(text: str) -> bool:
    """Whether whoever found somebody says that others have come for them.

    >>> says_taken("她妈妈来了，接走了"), says_taken("她妈妈马上来接")
    (True, False)
    """
    return len(text) <= LONGEST and bool(TAKEN.search(text)) and not NOT_TAKEN.search(text)


def says_undone(text: str) -> bool:
    """Whether its reporter says that what was mended is not: 还是不亮.

    >>> says_undone("还是不亮"), says_undone("灯又坏了"), says_undone("还是不错的")
    (True, True, False)
    """
    return len(text) <= MANNERS and not asks(text) and bool(UNDONE.search(text))


def rating_in(text: str) -> Rating | None:
    """Return what somebody answers in words who is asked whether it is mended.

    >>> rating_in("还是不亮"), rating_in("修好了，谢谢"), rating_in("部分解决")
    (<Rating.UNSOLVED: 'unsolved'>, <Rating.SOLVED: 'solved'>, <Rating.PARTLY: 'partly'>)
    """
    if PARTLY.search(text) and len(text) <= MANNERS:
        return Rating.PARTLY
    if says_undone(text):
        return Rating.UNSOLVED
    return Rating.SOLVED if says_mended(text) else None


def says_mended(text: str) -> bool:
    """Whether somebody says in few words that it is mended.

    >>> says_mended("修好了"), says_mended("修好了没有")
    (True, False)
    """
    return len(text) <= MANNERS and says_done(text)


def says_mistaken(text: str) -> bool:
    """Whether whoever reported something says that there was nothing to it, and tells nothing else.

    >>> says_mistaken("哦是我没踩响"), says_mistaken("没看错，就是他"), says_mistaken("灯又坏了")
    (True, False, False)
    >>> says_mistaken("看错了，是8岁"), says_mistaken("是我没喊住他，他往河边跑了")
    (False, False)
    """
    if len(text) > LONGEST or asks(text) or says_undone(text) or ERRED.search(text):
        return False
    before, *after = MISTAKEN.split(text)
    if not after or KNOWN_ONE.search(before) or understand(before).kind != "none":
        return False
    rest = POLITE.sub("", SORRY.sub("", " ".join(after)))
    return len(re.sub(r"[\W_]", "", rest)) <= LITTLE and not re.search(r"\d|^\W*是|[男女]", rest)


def is_of_thing(text: str) -> bool:
    """Whether what says that there was nothing to it is of a lamp or the like, of nobody.

    >>> is_of_thing("哦是我没踩响"), is_of_thing("发错群了")
    (True, False)
    """
    return OF_THING.search(text) is not None

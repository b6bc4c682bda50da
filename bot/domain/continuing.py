"""Whether further words of one person go on with what they have just reported."""

import re
from datetime import timedelta

from bot.domain.duplicates import numbers_of
from bot.domain.intake import PersonText, PlaceText, Understanding, understand
from bot.domain.kinds import Kind, Rating
from bot.domain.missing import OUTSIDE
from bot.domain.reports import asks_news, is_oneself, says_done

ANOTHER = re.compile(
    r"另外?一?[个位处]|另外|还有一?[个位处]|又有?一?[个位处]|第二[个处]|\banother\b", re.IGNORECASE
)
ALSO = re.compile(r"也(?!许)|\b(?:too|also|as well)\b", re.IGNORECASE)
ASKS = re.compile(
    r"[?？]|[吗嘛没][?？。!！\s]*$|啥(?!子?都)|哪(?!怕|[里儿个]都)|谁(?!都)|咋(?!个都)|好久|多久|几点|怎么|什么(?!都)"
    r"|(?:^|[.,;!]\s*)(?:and |but |so |please )?(?:who|what|where|when|how)\b",
    re.IGNORECASE,
)
NOT_KNOWN = re.compile(
    r"(?:不知道?|不晓得|晓不得|记不[得到住清]|说不[清出]|想不起|认不[得到]|忘[了记]|搞不[清懂])[^，,。；;！!?？]{0,12}"
)
"""她记不得屋头在哪里 asks nothing."""
POLITE = re.compile(
    r"(?:(?:好+[的嘞哦啊呀吧了]?|嗯+|哦+|噢|喂+|收到|[晓知][得道]了?|(?:你|您|大家)好|早上好|晚上好|在不?在"
    r"|(?:谢谢|感谢|多谢|辛苦|麻烦|拜托)(?:大家|各位|你们?|了|啦|哈)*"
    r"|ok(?:ay)?|thanks?|thank you|yes|no|hi|hello|对|是的?|不是)[\s\W]*)+",
    re.IGNORECASE,
)
A_NUMBER = re.compile(r"\d{3,10}")
"""No telephone, and no building either."""
OF_THEM = re.compile(
    r"[他她]|娃|孩|老人|往|跑|走[了丢失到]|不见|没了|耍|玩|最后|还在|刚[刚才]|将才|转个?身|转眼|出去|出门|监控"
    r"|\b(?:he|she|ran|walked|last|left)\b",
    re.IGNORECASE,
)
"""A place alone is no word of a search; where somebody went is."""
WITHIN = re.compile(
    r"里[面头]|[困卡关压埋]|烧|烟|炸|闻|[伤血晕]|倒|\b(?:inside|trapped|hurt|injured)\b",
    re.IGNORECASE,
)
"""What a danger does to people: 有人被困在里面 has no place of its own."""
FEW_BESIDE = 4
"""So much may stand beside a place that answers "where?": 4楼的."""
DARK = frozenset({"self_harm", "give_up"})
VIOLENT = frozenset(
    {"violence", "beaten", "threat", "mortal", "weapon", "brawl", "siege", "scream"}
)
WET = frozenset({"drown"})
BROKEN = frozenset({Kind.LIGHT, Kind.HAZARD})
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
THIS = re.compile(r"这(?:个|盏|根|处|里|儿|边|条)|\b(?:this|here)\b", re.IGNORECASE)
"""Who says so stands before it."""
BARE = re.compile(
    r"[^也又还都，,\sa-z]{1,8}|(?!.*\b(?:too|either|also)\b)\w+(?: \w+){1,4}", re.IGNORECASE
)
"""Says one thing and no more: 灯坏了. Who goes on about the dark around him says 又不亮."""
ELDER = re.compile(
    r"老人|婆婆|爷爷|嬢嬢|大爷|老太|老头|\b(?:man|woman|lady|gran\w*)\b", re.IGNORECASE
)
YOUNG = re.compile(r"娃|孩|小朋友|宝宝|\b(?:child|boy|girl|kid)\b", re.IGNORECASE)
ONCE = re.compile(
    r"也[^，,。！!？?]{0,8}过|以前|上次|那年|去年|前年|小时候|\b(?:last (?:year|month|week)|years ago|once)\b",
    re.IGNORECASE,
)
"""What happened to others, or another time."""
COMPLETES = re.compile(r"\s*补充(?:一下|一点|下)?[\s:：，,。!！]*", re.IGNORECASE)
"""With this somebody goes on with their own report, whenever it was."""
MAY_BE_FOUND = re.compile(
    r"找[到着倒](?:[他她人娃]儿?|孩子|老人|我[妈爸]妈?)?了|接[到着倒](?:[他她人娃]儿?|孩子|老人|我[妈爸]妈?)?了(?=$|[，,。!！~～\s哈啊])|找回来了|寻到了|(?:回来|回家|回屋|到家|拢屋)(?:了|咯|喽|哒)|虚惊一场|不用找|[莫别]找了|闹了?个?乌龙"
    r"|(?:他|她|人|娃儿?|孩子|老人)(?:就|现在|原来|是)*在[^找哪哭喊，,。！!？?]{1,8}(?:家|屋头|这[儿里]|睡)"
    r"|\b(?:found (?:him|her|them)|(?:he|she)(?:'s| is) (?:back|home|safe)|false alarm)\b",
    re.IGNORECASE,
)
NOT_FOUND = re.compile(
    r"[没未不](?:有|见|得)?(?:找[到着倒]|回|消息|见)|找不|还没|如果|要是|希望|等|就好了|\bnot\b|n't"
    r"|在监控|往[^，。,.]{1,8}(?:走|跑|去)了|以为|不是(?:我|他|她|同一|这)|没有(?:$|[，。！,.!])|(?:但|可是?|却|结果)[^。！!]{0,10}(?:没|不)"
    r"|找[到着倒]了?(?:一?[个些双件只张辆](?!人|好)|新|别的|[他她](?:的|同学|老师|朋友)|线索|监控|视频|方法|办法)"
    r"|(?:监控|线索|定位|手机|书包|鞋子?|衣服|东西)[^，。！,.!]{0,3}找[到着倒]"
)
SAW = re.compile(
    r"(?:看[到见]|见[到过]|碰[到见]|遇[到见])[过了]?(?:他|她|一?个|这个|那个|[你您]家|娃|孩|老人|穿)"
    r"|\b(?:saw|seen) (?:him|her|an? (?:little |small |young |old |elderly )*(?:boy|girl|child|kid|man|woman|lady))\b",
    re.IGNORECASE,
)
KIN = re.compile(
    r"我(?:就)?是(?:(?:他|她|娃儿?|孩子|小朋友|老人|[男女]孩|这个?(?:娃儿?|孩子|老人))的?)?亲?(?:"
    r"爸爸?|妈妈?|老汉儿?|父亲|母亲|爷爷|奶奶|外公|外婆|婆婆|公公|哥哥?|姐姐?|舅舅?|舅妈|姑姑?|姑妈|叔叔|伯伯|姨妈?|小姨"
    r"|老公|老婆|儿子|女儿|女婿|媳妇|孙子|孙女|家长|家属|家里人|家人|亲人|亲戚)"
    r"(?=$|[\s，,。.!！~～;；：:]|来了|呀|啊|哈|嘛)"
    r"|\bI(?:'m| am) (?:his|her|the (?:child|kid|boy|girl)'s) "
    r"(?:(?:father|mother|brother|sister|son|daughter)(?:-in-law)?|dad|mum|mom|parent|wife|husband|uncle|aunt"
    r"|grand(?:father|mother|son|daughter|pa|ma))\b",
    re.IGNORECASE,
)
MISTAKEN = re.compile(
    r"(?<!没)(?:[看搞弄听]错|误会)(?!的|误)|发错[了]?(?:群|人)|误报|开(?:个|了个)?玩笑|[逗哄骗]你们?的|^没得?事(?:了|哈|的)?(?=$|[，,。!！\s])"
    r"|是我(?:自己|各人)?(?:没|忘)(?:了|记)?(?:得)?(?:踩|按|开(?!门)|拧|插|拍|喊(?=[响亮])|跺|缴|交(?!代))|又(?:亮|好|来电|通)了|(?:原来|其实)是?(?:好的|没坏)"
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
    r"[灯亮踩按拧插拍跺]|来电|通了|好的|没坏|\b(?:lamp|light|switch|works|lift|elevator)\b",
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
CHEERS = re.compile(
    r"(?:(?:收到|好的?|嗯|哦|ok|帮忙?|已经?|都|我|们|在|群里?|大家|娃儿?|孩子|老人|一定|快|早点?|希望|祝|愿)*"
    r"(?:转发?|扩散|顶|加油|保佑|祈祷|平平?安安?归来|(?:(?<=[祝愿望定])|(?<=[祝愿望定][他她娃])|(?<=孩子早日))平安|阿弥陀佛|收到"
    r"|good luck|shared|praying)(?:了|啦|起|一下|上|回[来家])*[\s\W]*)+",
    re.IGNORECASE,
)
"""What neighbours write under an alert who have seen nothing."""
PARTLY = re.compile(r"(?:部分|一半|大半)(?:已经?)?(?:解决|修好|处理)|\bpartly\b", re.IGNORECASE)
WHERE_LAST = re.compile(
    r"(?:最后|最终)(?:一次)?(?:看[到见]|见到?|出现)?(?:他|她|娃儿?|孩子|的时候|的?地方|一面)*[是就]*在"
    r"(?!哭|笑|耍|玩|吃)|\blast (?:seen|saw)\b",
    re.IGNORECASE,
)
"""Only this says that a place known by now was not the last."""
PUTS_RIGHT = re.compile(
    r"[说写打弄搞看记讲报发]错|更正|纠正|改一下|(?:^|[，,\s])不对[，,。\s]|(?<!不)是[^，,不]{1,10}[，,\s]?不是|(?<!是)不是(?![我你他她咱有说讲])[^，,。.；;！!?？]{1,12}(?:[，,\s]|而?是)"
    r"|\bi mean\b|\bcorrection\b|\btypo\b|\bwrong (?:building|block|unit|floor|place|number)\b"
    r"|\bnot [^,.;!?]{1,20}, ?(?:but|it'?s)\b",
    re.IGNORECASE,
)
WITH_OTHERS = re.compile(
    r"[跟和与同](?:着|到|起)?(?:他|她)?的?(?:[表堂]?(?:哥|姐|弟|妹)|同学|朋友|爷|奶|外[公婆]|爸|妈|婆)"
    r"|\bwith (?:his|her|an?) ",
    re.IGNORECASE,
)
WENT = re.compile(
    r"走|出[去门]|不见|没了|[看见][到见着]|最后|离开|跑|丢|失踪|联系|还在|刚|转个?身|\b(?:last|seen|saw|left|went|gone|missing)\b",
    re.IGNORECASE,
)
BARE_TIME = 9
"""No longer is a time that answers "when?"."""
SPOKEN_OF = timedelta(hours=6)
"""So long a family, and the neighbours, go on about whoever is looked for."""
MANNERS = 24
"""Longer words are no mere thanks."""
LONGEST = 80
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


def is_another(first: Understanding, told: Understanding, text: str) -> bool:
    """Whether words that are a report by themselves tell of another matter than the one before.

    Who was hurt or is trapped belongs to the danger before; another danger to a life never does.
    """
    before, after = Kind(first.kind), Kind(told.kind)
    if ANOTHER.search(text) or is_oneself(first) is not is_oneself(told):
        return True
    if before is after and puts_right(text):
        return not before.is_person and ALSO.search(text) is not None
    if before.is_person and before.is_lost is not after.is_lost:
        return _is_besides(told, text)
    if before is Kind.HAZARD and after is Kind.HELP:
        return not _is_within(first, told, text)
    if (first.category, before.is_lost) != (told.category, after.is_lost):
        return True
    if before.is_person and after.is_person:
        grown = before.is_child and not after.is_child and ELDER.search(text) is not None
        return grown or _is_somebody_else(first.person, told.person)
    if before is not after or is_elsewhere(first.place, told.place):
        return True
    return after is Kind.HELP and sort_of_help(first) != sort_of_help(told)


def _is_besides(told: Understanding, text: str) -> bool:
    """Whether it is a matter of its own, beside somebody who is missed or was found.

    What she says of him is not, whatever it reads like: 天黑了他怕黑，楼道灯又不亮.
    """
    kind = Kind(told.kind)
    if sort_of_help(told) is not None or endangers_another(told, text):
        return True
    if kind in BROKEN and (THIS.search(text) or BARE.fullmatch(text.strip())):
        return True
    if speaks_of_one_known(text):
        return False
    if told.life_safety or not (kind in BROKEN or kind is Kind.HELP):
        return True
    return any(numbers_of(told.place)) or bool(OUTSIDE.search(told.place.text or ""))


def endangers_another(told: Understanding, text: str) -> bool:
    """Whether a life is at stake that is not of whom everybody knows: 我爸摔倒了，他起不来了."""
    if not told.life_safety or Kind(told.kind).is_person:
        return False
    return told.kind == Kind.HAZARD or OF_HIM.match(text) is None


def speaks_of_own(text: str) -> bool:
    """Whether somebody brings in their own people or home before 他 or 她 is said of anybody.

    >>> speaks_of_own("我老公说他晚上不回来吃"), speaks_of_own("我妈看到他往河边走了")
    (True, False)
    """
    own = OWN.search(text)
    return own is not None and not (OF_HIM.match(text) or saw_somebody(text))


def _is_within(first: Understanding, told: Understanding, text: str) -> bool:
    somewhere = told.place.text is not None and told.place.text not in (first.place.text or "")
    return not somewhere and sort_of_help(told) is None and WITHIN.search(text) is not None


def sort_of_help(told: Understanding) -> frozenset[str] | None:
    """Return what somebody needs help against: themselves, blows, water; None for anything else."""
    names = {name for why in told.why for name in re.findall(r"\w+", why.decided)}
    return next((sort for sort in (DARK, VIOLENT, WET) if sort & names), None)


def is_elsewhere(known: PlaceText, told: PlaceText) -> bool:
    """Whether both name a place, and not the same: another number, another compound, out of doors."""
    both = zip(numbers_of(known), numbers_of(told), strict=True)
    if any(one and other and one != other for one, other in both):
        return True
    if known.text is None or told.text is None:
        return False
    if known.community and told.community and known.community != told.community:
        return True
    return bool(OUTSIDE.search(known.text)) is not bool(OUTSIDE.search(told.text))


def _is_somebody_else(known: PersonText, told: PersonText) -> bool:
    if known.sex and told.sex and known.sex != told.sex:
        return True
    ages = known.ages[0], told.ages[0]
    return ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > YEARS_APART


def tells_more(kind: Kind, told: Understanding, text: str, *, where: bool = False) -> bool:
    """Whether words among neighbours, read as being about that report, describe it any further.

    A time alone does not, nor a place that anything may happen at: people speak of supper too. But
    whoever was asked `where` answers with a place alone.
    """
    if len(text) > LONGEST or says_nothing_more(text) or ONCE.search(text):
        return False
    if told.phones:
        return True
    place, person = told.place, told.person
    alone = place.text is not None and len(text.strip()) - len(place.text) < FEW_BESIDE
    if not kind.is_person:
        return alone or any(numbers_of(place))
    if alone and where:
        return True
    described = (person.name, person.sex, person.age, person.height_cm, person.clothing)
    if any(value is not None for value in described):
        return True
    return place.text is not None and (any(numbers_of(place)) or bool(OF_THEM.search(text)))


def describes(text: str) -> bool:
    """Whether words of the family describe whom they miss, whatever else they say nothing of.

    >>> describes("穿的蓝裤子，脚上是洞洞鞋"), describes("今晚吃啥子")
    (True, False)
    """
    return tells_more(Kind.LOST_CHILD, understand(text, known=Kind.LOST_CHILD), text)


def asks(text: str) -> bool:
    """Whether words are a question, and none that somebody else could not answer.

    >>> asks("他在哪里嘛"), asks("她记不得屋头在哪里"), asks("she forgets where she lives")
    (True, False, False)
    """
    return ASKS.search(NOT_KNOWN.sub("", text)) is not None


def of_one_put_right(text: str) -> str:
    """Return what is put right of somebody, up to whoever is with them: 跟妹妹一起，妹妹穿红衣服.

    >>> of_one_put_right("不是红衣服，蓝衣服，跟他妹妹一起，妹妹穿白裙子")
    '不是红衣服，蓝衣服，'
    """
    return WITH_OTHERS.split(of_one_known(text), maxsplit=1)[0]


def says_nothing_more(text: str) -> bool:
    """Whether words are a question, a greeting, thanks, a nod or a number, and nothing to write down."""
    said = text.strip()
    polite = len(said) <= MANNERS and POLITE.fullmatch(said)
    return bool(asks(said) or asks_news(said) or polite or A_NUMBER.fullmatch(said))


def may_be_found(text: str) -> bool:
    """Whether whoever misses somebody seems to say that they are back: staff ask, nothing more.

    >>> may_be_found("算了，他在外婆家，不用找了"), may_be_found("还没找到"), may_be_found("接到了，谢谢")
    (True, False, True)
    >>> may_be_found("监控找到了，他往河边走了"), may_be_found("以为找到了，结果不是我娃")
    (False, False)
    """
    if len(text) > LONGEST or asks(text) or NOT_FOUND.search(text):
        return False
    return MAY_BE_FOUND.search(text) is not None


def cheers(text: str) -> bool:
    """Whether an answer to an alert is manners, a prayer, that it was passed on, and nothing seen.

    >>> cheers("收到，帮转"), cheers("🙏🙏🙏"), cheers("转角看到的"), cheers("3"), cheers("孩子平安")
    (True, True, False, False, False)
    """
    said = text.strip()
    if not re.search(r"\w", said):
        return bool(said)
    return len(said) <= MANNERS and bool(POLITE.fullmatch(said) or CHEERS.fullmatch(said))


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


def saw_somebody(text: str) -> bool:
    """Whether a neighbour tells that they saw somebody: 我刚才在超市看到他了."""
    if len(text) > LONGEST or asks(text) or re.search(r"[没未]有?(?:看|见|碰|遇)", text):
        return False
    return SAW.search(text) is not None


def says_kin(text: str) -> bool:
    """Whether whoever answers an alert says that they are of the family.

    >>> says_kin("我是爸爸！"), says_kin("我是他舅舅，马上过来"), says_kin("我是他同学的妈妈")
    (True, True, False)
    """
    return len(text) <= LONGEST and KIN.search(text) is not None


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
    return Rating.SOLVED if len(text) <= MANNERS and says_done(text) else None


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


def says_when(text: str) -> bool:
    """Whether a time in what is added is when somebody was seen or went, not when they had supper.

    >>> says_when("十点半"), says_when("早上8点出去的"), says_when("他早上没吃药，有哮喘")
    (True, True, False)
    """
    return len(text) <= BARE_TIME or WENT.search(text) is not None


def says_where_last(text: str) -> bool:
    """Whether a family says anew where somebody was seen at last; a sighting of others is a clue.

    >>> says_where_last("最后在柳荫路口看到的"), says_where_last("他最后还在哭")
    (True, False)
    """
    return WHERE_LAST.search(text) is not None and not asks(text)


def puts_right(text: str) -> bool:
    """Whether something told before was wrong, and the words say what is right.

    >>> puts_right("说错了，是5号楼"), puts_right("不是5岁，6岁了"), puts_right("不是我看到的，是我妹")
    (True, True, False)
    >>> puts_right("是6岁，不是5岁"), puts_right("是不是5岁")
    (True, False)
    """
    return len(text) <= LONGEST and PUTS_RIGHT.search(text) is not None and not asks(text)

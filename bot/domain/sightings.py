"""Whether a neighbour tells where somebody is, or went, whom all of them look for."""

import re

from bot.domain.continuing import ALSO, ANOTHER
from bot.domain.intake import understand
from bot.domain.kinds import Kind
from bot.domain.reports import SPEAK_UP
from bot.domain.small_words import LONGEST, asks
from bot.domain.whom import ELDER, YEARS_APART, YOUNG, saw_somebody

_THEM = r"(?:[他她]|人|娃儿?|娃娃|孩子?|小朋友|[妹弟]{1,2}|[男女]孩|婆婆|爷爷|老人家?|大爷|老太太)"
_RIDE = r"(?:[^，,。！!？?我你]{0,10})(?:车|三轮|摩托|公交|的士|地铁)"
_MINE = r"在我们?(?:家|屋|店|铺|摊|楼下|门口|这)[里头儿边]?"
WENT = re.compile(
    rf"{_THEM}[^，,。]{{0,8}}{_MINE}[^，,。]{{0,4}}(?=$|[，,。！!\s]|吃|哭|坐|等|耍)|^{_MINE}[呢哦的呀]?(?=$|[，,。！!\s])"
    r"|[往朝向][^，,。！!？?找]{1,8}(?:[去走跑]了?|过去|出去)[了的](?!找)|[往朝][^，,。！!？?找]{1,8}方?向?[走跑](?=$|[，,。！!])"
    r"|[跑走][到去][^，,。！!？?找]{1,8}去?了"
    rf"|[上进]了(?!班|学){_RIDE}(?!再|就|给|都)|[坐乘搭骑]了?{_RIDE}[走跑离][了的开]"
    r"|\b(?:went|ran|walked|heading|headed) (?:to|toward|towards|into|down|up|off)\b"
    r"|\b(?:got|climbed) (?:in|into|on|onto) an? |\b(?:is|'s) (?:here )?(?:at|in) my (?:place|home|house|shop)\b",
    re.IGNORECASE,
)
"""Who is meant may stand before it, and is nobody of `OTHERS`."""
OTHERS = re.compile(
    r"[我俺咱]|[你您](?!们?的?[家屋娃妹弟女儿孙])|大家|[他她它]们|它|民警|警察|警车|保安|消防|网格员|志愿者|医生|救护|120|110|狗|猫|鸡|水|烟|电瓶|快递|车子"
    r"|\b(?:i|we|you|they|police|dog|cat)\b",
    re.IGNORECASE,
)
HEARD = re.compile(
    r"看[到见]|听说|听到|听见|说|见到|拍到|有一?[个位]|[那这]个|对面|隔壁|\b(?:saw|says?|said|heard)\b",
    re.IGNORECASE,
)
"""Behind it begins of whom it was heard, or who was there: 我听保安说往车站走了."""
CAMERA = re.compile(
    r"(?:监控|摄像头|天眼|记录仪)[^没未不，,。]{0,10}(?:[拍照录查]到|看[到见]|显示)(?!没)(?![^，,。]{0,6}(?:偷|丢|停|狗|猫))"
    r"|\b(?:camera|cctv)\w* (?:shows?|caught|has|got)\b",
    re.IGNORECASE,
)
LED_AWAY = re.compile(
    r"[遭被让][^，,。！!？?]{0,12}[牵抱带拉拖拐骗领接](?:起|上|着|到)?了?[^，,。]{0,4}[走车跑](?:了|的|$)"
    r"|[牵抱拉拖](?:着|起|到|了|一?个)[^，,。！!？?]{0,8}(?:娃|孩|[他她妹弟]|婆婆)[^，,。]{0,6}(?:走|上车|跑)(?:了|的|$|[，,。！!])"
    r"|\b(?:taken|led|carried) (?:away|off)\b|\b(?:dragged|pulled) into\b",
    re.IGNORECASE,
)
FOUND_AT = re.compile(
    rf"(?<!没)在[^，,。！!？?]{{1,10}}找[到着倒]{_THEM}?了(?!一)|\bfound (?:him|her|them) (?:at|in|near|by)\b",
    re.IGNORECASE,
)
AT_STAKE = re.compile(
    rf"{_MINE}|[跟和]我们?(?:在?一[起路]|两个)|我们?(?:把|给)?[^，,。]{{0,4}}(?:抱|牵|拉|拦|留|喊|稳|守)(?:住|到|着|起)"
    r"|上(?:了(?!班|学|课)[^，,。！!？?]{0,8}|一?[辆台部][^，,。！!？?]{0,8}|[黑白红蓝灰银绿]色?)?(?:面包|轿|出租|网约|三轮|摩托|的士|(?<!上)车(?!站|库|间))"
    r"|(?:[拖拉拽塞推抱牵带]|装)[^，,。！!？?]{0,6}(?:车|面包)"
    r"|受伤|流血|[掉落跳滚栽](?:进|到|下|水|河|塘|沟)|溺水|[晕昏]倒?|倒在|车撞|撞[到倒了]|没得?气"
    r"|\b(?:with me|hurt|injured|bleeding|drown\w*|unconscious|hit by|fell (?:in|into|down)|into an? (?:car|van|taxi))\b",
    re.IGNORECASE,
)
"""Minutes decide: before long the car is gone, or whoever keeps the child must leave."""
SEEN = re.compile(r"看[到见]|亲眼|监控|\b(?:saw|seen|camera|cctv)\b", re.IGNORECASE)
THINGS = re.compile(
    r"车子?[^，,。]{0,3}(?:遭|被|找)|(?:电瓶|手机|钥匙|钱|卡|狗[儿子]?|猫[儿咪]?|快递|伞|身份证|东西|垃圾)(?:[^，,。]{0,3})(?:遭|被|让|在|找)"
)
GUESSED = re.compile(
    r"会不会|是不是|有没有|没有$|怕(?=[遭被他她人娃])|[莫别]|小心|当心|不要|不准|万一|如果|要是|希望|新闻|网上|抖音|小说|电视"
    r"|(?:^|[^刚方])才(?:能|会)|谣言|昨天|前天|明天|以后|每天|经常|一般|平时|以前|上[次回]|去年|前年|小时候|那年|那[次回]|\b(?:if|maybe|might|don't|last (?:week|year|time))\b",
    re.IGNORECASE,
)
"""Nobody has seen it, or not today."""
NAMED = re.compile(rf"(?<![没未])[看见碰遇][到见]|{_MINE}|\b(?:saw|seen)\b", re.IGNORECASE)
"""Of whoever is named beside it; by itself it may be of anything."""
HELPLESS = re.compile(
    r"哭|找[不爸妈家人大]|走[丢失散]|迷路|没(?:得|有)?(?:大人|人)|说不|记不|不[知晓]|受伤|摔|\b(?:cry|lost)",
    re.IGNORECASE,
)
"""Who is seen so needs somebody, whoever it is."""
COME = re.compile(r"快?来[^，,。?？吗]{0,4}嘛")
"""It asks for somebody, and asks nothing."""
MISSED = re.compile(r"不见|[走搞]丢|走失|失踪|\b(?:missing|lost)\b", re.IGNORECASE)
GROWN = re.compile(r"[男女](?:的|人|士)|大[哥姐叔妈]|阿姨|嬢嬢|小伙|叔叔|\b(?:man|woman)\b")
OF_ONE_KNOWN = re.compile(r"[他她]|[妹弟]")
IN_SEARCH = re.compile(
    r"找(?:起来|起|不[到清见]|人(?!修)|娃|嘛|得)|[咋怎]么?个?找(?!人修|哪|谁|电工|物业|师傅)|难找|爬得|\b(?:to search|searching|looking for)\b",
    re.IGNORECASE,
)


def tells_where(text: str) -> bool:
    """Whether words may tell where somebody is or went, said of nobody else and as seen or heard.

    >>> tells_where("她在我屋头，快来接"), tells_where("往河边去了，我看到的"), tells_where("我往河边去了")
    (True, True, False)
    """
    if (
        len(text) > LONGEST
        or asks(COME.sub("", text))
        or GUESSED.search(text)
        or THINGS.search(text)
    ):
        return False
    if any(told.search(text) for told in (CAMERA, LED_AWAY, FOUND_AT)):
        return not re.search(r"[没未](?:有|得)?(?:拍|看|照|录|查|找)", text)
    return any(_is_of_them(text, told) for told in WENT.finditer(text))


def is_told(text: str) -> bool:
    """Whether words tell by themselves that somebody was seen, or where they are or went."""
    return saw_somebody(text) or tells_where(text)


def may_name(text: str) -> bool:
    """Whether words tell where somebody is who may be named in them: 看到王浩然了.

    >>> may_name("看到王浩然了，在河坝头"), may_name("没看到王浩然")
    (True, False)
    """
    if len(text) > LONGEST or asks(text) or GUESSED.search(text):
        return False
    return NAMED.search(text) is not None


def _is_of_them(text: str, told: re.Match[str]) -> bool:
    before = re.split(r"[，,。！!；;]", text[: told.start()])[-1]
    return OTHERS.search(HEARD.split(before)[-1]) is None


def cannot_wait(text: str) -> bool:
    """Whether a clue is to be read before others: led away, put into a car, hurt, or kept by who writes.

    >>> cannot_wait("遭一个男的牵走了"), cannot_wait("在我屋头，快来"), cannot_wait("我在超市那边好像看到")
    (True, True, False)
    """
    if LED_AWAY.search(text) or AT_STAKE.search(text):
        return SEEN.search(text) is not None or not (asks(text) or GUESSED.search(text))
    return False


def may_be_of(kind: Kind, known: str, text: str) -> bool:
    """Whether such words may be of whom others have told as `known`, and report nobody by themselves.

    Who is only seen, and not helpless, or is led away, is no report where somebody is looked for.

    >>> may_be_of(Kind.LOST_CHILD, "女娃儿，5岁", "有个女娃儿遭一个男的牵起走了")
    True
    >>> may_be_of(Kind.LOST_CHILD, "女娃儿，5岁", "有个婆婆往车站走了")
    False
    """
    if _is_report(text):
        return False
    if LED_AWAY.search(text):  # who leads is another
        text = GROWN.sub("", ELDER.sub("", text))
    young, old = YOUNG.search(text), ELDER.search(text) or GROWN.search(text)
    other, same = (old, young) if kind.is_child else (young, old)
    if other and not (same or OF_ONE_KNOWN.search(text)):
        return False
    first = understand(known, known=kind).person
    second = understand(re.sub(r"[他她]", "", text), known=kind).person
    if first.sex and second.sex and first.sex != second.sex:
        return False
    ages = first.ages[0], second.ages[0]
    return ages[0] is None or ages[1] is None or abs(ages[0] - ages[1]) <= YEARS_APART


def _is_report(text: str) -> bool:
    told = understand(text)
    if told.kind == "none":
        return False
    kind, sure = Kind(told.kind), told.confidence >= SPEAK_UP
    only_seen = saw_somebody(text) and not HELPLESS.search(text)
    elsewhere = only_seen or LED_AWAY.search(text)
    if kind is Kind.HELP and LED_AWAY.search(text):
        return False  # whoever leads a child away may lead that very child
    if not kind.is_person or (kind.is_found and sure and not elsewhere):
        return True
    return any(new.search(text) for new in (MISSED, ALSO, ANOTHER))


def is_of_search(text: str) -> bool:
    """Whether somebody grumbles about what makes it hard to look for one who is missed.

    >>> is_of_search("我这栋楼道灯黑起的，找起来恼火"), is_of_search("楼道灯坏了")
    (True, False)
    """
    return IN_SEARCH.search(text) is not None

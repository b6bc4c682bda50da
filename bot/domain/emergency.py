"""Whom to ring before anybody is written to (promise 7)."""

import re
from enum import StrEnum

from bot.domain.alerts import Level
from bot.domain.kinds import Kind, calls_fire_brigade


class Call(StrEnum):
    """The first call, by what has happened."""

    MISSING = "police-missing"
    FOUND = "police-found"
    POLICE = "police"
    FIRE = "fire"
    TRAPPED = "trapped"
    RESCUE = "rescue"
    """In the water, or high up: whoever jumps in or climbs after may not come back either."""
    INJURY = "injury"
    HARM = "harm"
    PIPE = "pipe"
    """Nobody: the stop valve helps more."""


_TRAPPED = re.compile(
    r"被困(?!扰)|[困关锁卡夹](?:住|死|在|到|起|了)|反锁|trapped|stuck|locked", re.IGNORECASE
)
_RESCUE = re.compile(
    r"落水|溺水|淹[到倒死住了]|[掉落滚滑跳栽摔冲跌].{0,3}?(?:[河江湖塘库]|水[里头中池坑]|[水粪]井|粪坑|化粪池)|沉下去"
    r"|(?:窗|阳台|栏杆|护栏|楼顶|天台|屋顶|空调外机).{0,3}?外|[爬翻挂吊悬骑].{0,6}?(?:窗|阳台|栏杆|护栏|楼顶|天台|屋顶|防盗网)"
    r"|(?:[河江湖塘库池渠]|水)(?:里|头|面|中)[^，,。！!]{0,8}?(?:[人娃孩]|漂|浮|扑腾|挣扎)|[沉淹没](?:到|在|进|了).{0,4}?[河江湖塘库池渠水]"
    r"|drown|(?:fell|fallen|jumped) in(?:to)? the (?:river|water|lake|pond)|out of (?:the|a) window"
    r"|(?:somebody|someone|man|woman|child|kid|girl|boy|person|body)\b.{0,24} in the (?:lake|pond|river|canal|water)",
    re.IGNORECASE,
)
_HURT = re.compile(
    r"伤|血|昏|晕|摔|跌|跶|倒[了地在]|痛|疼|病|不舒服|喘|呼吸|抽|心脏|中风|梗|烫|骨折|吞|噎|呛|意识|不醒|要生|羊水|发烧"
    r"|hurt|injur|bleed|faint|unconscious|fell|pain|sick|\bill\b|breath|chok|heart|stroke|seizure",
    re.IGNORECASE,
)
_CRY = re.compile(
    r"救命|救[人我]|呼救|惨叫|尖叫|报警|🆘|\bsos\b|help me|scream|call the police", re.IGNORECASE
)

_ROBBERY = re.compile(r"抢劫|打劫|行凶|[被遭人]抢(?!救)|抢了|\brobb(?:ed|ing|ery)", re.IGNORECASE)


_POISON = re.compile(
    r"(?<![误没不未别狗猫])[喝吃吞灌服][了下]{0,2}(?:[^，。,!！\s]{0,3}[瓶把盒板口])?的?(?:农药|敌敌畏|百草枯|除草剂|老鼠药|耗子药|毒药|安眠药)"
    r"|喝[了下]?药了(?=[，,。!！\s]*(?:快|救|来人|咋办|怎么办|不行|要死))|[瓶把盒板](?:安眠药|药片?|农药|老鼠药)都?全?[喝吃吞]|[喝吃吞灌服][了下]{0,2}[^，。,!！\s]{0,3}(?:[瓶把盒板]|[几二三四五六七八九]十[多几]?[片颗粒])的?药",
)

_MONEY = re.compile(
    r"[要给转打汇付交出][^，,。]{0,6}(?:\d{3,}|\d+[万千百]|[一二两三四五六七八九十几][万千百])|转账|汇款|打钱|赎金|要钱|\b(?:ransom|pay|money|yuan)\b",
    re.IGNORECASE,
)
_FOR_HIM = re.compile(
    r"还[我给你]|[放送接]人|[放送](?:他|她|娃|孩)|在[他她]们?(?:那|手)|(?:他|她|娃儿?|孩子|线索|消息|在哪|才)[^，,。]{0,6}(?:告诉|说)|告诉我|赎"
    r"|\b(?:give (?:him|her)|bring|release|clue|where (?:he|she))\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"谁[^，,。]{0,8}(?:找|看|见|知道|送)|(?<![要不没给])[重酬]谢|悬赏|\bI(?:'ll| will| can) pay\b|\breward\b",
    re.IGNORECASE,
)
"""The family itself gives money to whoever helps."""


def asks_ransom(text: str) -> bool:
    """Whether a family tells that somebody wants money for their child, or for a clue.

    >>> asks_ransom("有个微信加我说给2000就还我"), asks_ransom("他身上有200块")
    (True, False)
    >>> asks_ransom("谁找到他给5000块，马上告诉我"), asks_ransom("我给了他20块钱他才说要去超市")
    (False, False)
    """
    asked = _MONEY.search(text) is not None and _FOR_HIM.search(text) is not None
    return asked and _OFFERED.search(text) is None


def is_poisoned(kind: Kind, text: str) -> bool:
    """Whether somebody has taken poison, or a bottle of pills: every minute counts, and no group reads it again.

    >>> is_poisoned(Kind.HELP, "我嫂子喝农药了"), is_poisoned(Kind.HELP, "娃儿误喝了农药")
    (True, False)
    >>> is_poisoned(Kind.HELP, "老公喝药了，快来人"), is_poisoned(Kind.HELP, "婆婆晕倒了，刚喝药了")
    (True, False)
    """
    return kind is Kind.HELP and _POISON.search(text) is not None


def first_call(
    kind: Kind, category: str | None, level: Level, text: str, *, sensitive: bool
) -> Call:
    """Return whom to ring first.

    Against a knife or a robber, for somebody on a roof, or where somebody only cries for help, it is the police.
    """
    if kind.is_person:
        return Call.MISSING if kind.is_lost else Call.FOUND
    if is_poisoned(kind, text):
        return Call.INJURY
    if kind is Kind.HELP:
        return Call.HARM if sensitive else _help(text)
    if category == "elevator":
        return Call.TRAPPED
    if category == "water" and level is not Level.RED:
        return Call.PIPE
    return Call.FIRE if calls_fire_brigade(kind, category) else Call.POLICE


def _help(text: str) -> Call:
    if _RESCUE.search(text):
        return Call.RESCUE
    if _TRAPPED.search(text):
        return Call.TRAPPED
    cries = _CRY.search(text) and not _HURT.search(text)
    return Call.HARM if cries or _ROBBERY.search(text) else Call.INJURY

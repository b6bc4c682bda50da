"""What somebody says who waits with a person they have found, and what staff must hear at once."""

import re
from enum import StrEnum

from bot.domain.continuing import ANOTHER, sort_of_help
from bot.domain.intake import understand
from bot.domain.kinds import Kind
from bot.domain.small_words import LONGEST, asks
from bot.domain.whom import ELDER, INTRODUCED, YOUNG, speaks_of_own


class News(StrEnum):
    """Why the one who was found is in danger now."""

    WANTED = "wanted"
    """Somebody says to be the family, or would take them along."""
    HURT = "hurt"
    LEFT = "left"
    """Whoever waits with them can't wait any longer."""


_THEM = r"(?:他|她|娃儿?|娃娃|孩子|小朋友|人|老人|婆婆|爷爷)"
_FAMILY = "(?:爸|妈|父|母|爷爷|奶奶|外公|外婆|婆婆|家长|家人|家属|家里人|亲戚|儿子|女儿|监护人)"
_OFFICE = "(?:警察?|派出所|所里|网格员|社区|保安|门卫|物业)"
_WHOSE = "(?:[他她]们?家?|[这那]个?|娃儿?|娃娃|孩子|小孩|小朋友|老人|的|亲|远房)*"
_WANTED = re.compile(
    rf"说(?:自己)?是{_WHOSE}{_FAMILY}++(?![带送][他她我]?[来出到])"
    rf"|(?:自称(?:是)?|称是|冒充)[^，,。]{{0,6}}{_FAMILY}"
    rf"|(?:要|想|非要|硬要)(?:把|将)?{_THEM}?(?:给)?(?:抱|带|领|接|拉|牵)(?:{_THEM})?[走去起回]"
    r"|\b(?:says|claims) (?:he|she)(?:'s| is) (?:his|her|the) \w+"
    r"|\bwants? to take (?:him|her|the \w+)\b",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    rf"(?<![是称充假])(?:民警|(?<!民){_OFFICE})(?:叔叔|同志|的?人|们)?(?:都|已经?|刚)?(?:[来到]了|来接|说?[要想]|[把带接])"
    r"|\b(?:police|officers?) (?:is|are|has|have) (?:here|come|arrived)\b",
    re.IGNORECASE,
)
"""It is the police, or staff, who have come for them."""
_LEFT = re.compile(
    r"我[^，,。她他]{0,6}(?:等不[了到及起]|(?:要|得|先|只[能好]|必须)[^，,。她他]{0,4}(?:走|离开|上班|回[去家屋])了?)"
    r"|(?:^|[，,。\s])(?:先走|走)了[哈哦啊]?$|等不[了及起]了"
    r"|\bI(?:'ve got| have|'ll have)? (?:to|must|can't|cannot) (?:go|leave|wait|stay)\b",
    re.IGNORECASE,
)
_RELIEVED = re.compile(
    rf"(?:{_OFFICE}|{_FAMILY})[^，,。]{{0,6}}(?:来了|到了|接)|[带送交][^，,。]{{0,4}}{_OFFICE}"
    r"|\b(?:is|are) here\b",
    re.IGNORECASE,
)
"""Somebody else is with them now."""


def news_of(kind: Kind, text: str) -> News | None:
    """Return what endangers the one who was found, as who found them tells; None: nothing does.

    >>> news_of(Kind.FOUND_CHILD, "有个男的说是他爸爸，要把他抱走"), news_of(Kind.FOUND_CHILD, "他在抽筋")
    (<News.WANTED: 'wanted'>, <News.HURT: 'hurt'>)
    >>> news_of(Kind.FOUND_CHILD, "我要上班，先走了"), news_of(Kind.FOUND_CHILD, "民警来了，我走了")
    (<News.LEFT: 'left'>, None)
    >>> news_of(Kind.FOUND_CHILD, "民警来了，要把他带走"), news_of(Kind.FOUND_CHILD, "他说是跟妈妈走散的")
    (None, None)
    >>> news_of(Kind.FOUND_CHILD, "我爸晕倒了"), news_of(Kind.LOST_CHILD, "他在抽筋")
    (None, None)
    """
    if not kind.is_found or len(text) > LONGEST or asks(text) or ANOTHER.search(text):
        return None
    if _WANTED.search(text) and not _OFFICIAL.search(text):
        return News.WANTED
    if _LEFT.search(text):
        return None if _RELIEVED.search(text) else News.LEFT
    return News.HURT if _is_hurt(kind, text) else None


def _is_hurt(kind: Kind, text: str) -> bool:
    """Whether it is the one whom they found that is in danger, and not by blows or in the water."""
    others = ELDER if kind.is_child else YOUNG
    if speaks_of_own(text) or INTRODUCED.search(text) or others.search(text) or "有人" in text:
        return False
    told = understand(text, known=Kind.HELP)
    return told.life_safety and sort_of_help(told) is None

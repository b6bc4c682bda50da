"""What people ask in plain words in private: how a number stands, for the phone, if anybody is there."""

import re

from bot.domain.reports import asks_news

_LONGEST = 40
_NUMBER = re.compile(
    r"(?P<said>(?:编号|单号|\bno\.|\bnumber|\bcase|#)\s*#?\s*)?(?<!\d)(?P<number>\d{4,9})\s*号?(?!\d)",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"(?:的|那|个|这|事情?|案子|情况|进度|进展|现在|目前|办|处理|走|弄|得)*"
    r"(?:到(?:哪一?步|哪儿?|哪里|什么程度)|咋个?样|怎么?样|如何)了?"
    r"|(?:so )?(?:how|what) (?:is|about)(?: with)?",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:请问|你们|我们|那个|这里|这边|社区|小区|村上|物业|值班室?|网格员?|格格|负责人|的|一下|有|找|打|人)*"
    r"(?:值班|网格员?|社区|负责人|联系|你们|物业)(?:的|室)*(?:电话|号码|热线|联系方式)(?:号码)?"
    r"(?:是|打)?(?:好多|多少|几多|哪个|啥子?|什么|没得|没有|有没有|吗|呢|告诉我|给我)?(?:一下|哈)?"
    r"|(?:what(?:'s| is) (?:the|your) )?(?:duty |desk |office )?(?:phone|telephone)(?: number)?(?: of the (?:desk|duty desk|grid))?",
    re.IGNORECASE,
)
_HELLO = re.compile(
    r"(?:(?:你|您|大家)好[啊呀哇]?|格格|喂+|哈[喽罗啰]|在(?:不在|不|没有?|[吗嘛么])|有人(?:在)?(?:没得|没有|不|[吗嘛么])|(?:早上|上午|中午|下午|晚上)好"
    r"|hi|hello|hey|anybody there|good (?:morning|evening))+",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[\s，,。.！!？?~～]+|(?<=[在人了吗好多少])[啊呀哦呢]")


def number_asked_for(text: str) -> int | None:
    """Return the case whose stand somebody asks for, and says nothing else.

    >>> number_asked_for("编号1001怎么样了"), number_asked_for("1001办到哪一步了？")
    (1001, 1001)
    >>> number_asked_for("1001"), number_asked_for("编号1001，灯坏了")
    (None, None)
    """
    named = _NUMBER.search(text) if len(text) <= _LONGEST else None
    if named is None:
        return None
    rest = (text[: named.start()] + text[named.end() :]).strip(" ，,。.！!？?")
    only = not rest and named["said"] is not None
    asked = only or _STANDS.fullmatch(rest) or asks_news(rest)
    return int(named["number"]) if asked else None


def asks_for_phone(text: str) -> bool:
    """Whether somebody asks whom to ring here.

    >>> asks_for_phone("你们值班电话好多"), asks_for_phone("社区电话多少？"), asks_for_phone("他电话打不通")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _PHONE.fullmatch(_EDGE.sub("", text)) is not None


def greets(text: str) -> bool:
    """Whether somebody only looks whether anybody is there.

    >>> greets("你好，在吗"), greets("有人吗？"), greets("你好，灯坏了"), greets("在")
    (True, True, False, False)
    """
    said = _EDGE.sub("", text)
    return len(text) <= _LONGEST and _HELLO.fullmatch(said) is not None

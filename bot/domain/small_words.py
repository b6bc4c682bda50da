"""Words that tell nothing: questions, manners, cheers."""

import re

from bot.domain.reports import asks_news

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
CHEERS = re.compile(
    r"(?:(?:收到|好的?|嗯|哦|ok|帮忙?|已经?|都|我|们|在|群里?|大家|娃儿?|孩子|老人|一定|快|早点?|希望|祝|愿)*"
    r"(?:转发?|扩散|顶|加油|保佑|祈祷|平平?安安?归来|(?:(?<=[祝愿望定])|(?<=[祝愿望定][他她娃])|(?<=孩子早日))平安|阿弥陀佛|收到"
    r"|good luck|shared|praying)(?:了|啦|起|一下|上|回[来家])*[\s\W]*)+",
    re.IGNORECASE,
)
"""What neighbours write under an alert who have seen nothing."""
MANNERS = 24
"""Longer words are no mere thanks."""
LONGEST = 80


def asks(text: str) -> bool:
    """Whether words are a question, and none that somebody else could not answer.

    >>> asks("他在哪里嘛"), asks("她记不得屋头在哪里"), asks("she forgets where she lives")
    (True, False, False)
    """
    return ASKS.search(NOT_KNOWN.sub("", text)) is not None


def says_nothing_more(text: str) -> bool:
    """Whether words are a question, a greeting, thanks, a nod or a number, and nothing to write down."""
    said = text.strip()
    polite = len(said) <= MANNERS and POLITE.fullmatch(said)
    return bool(asks(said) or asks_news(said) or polite or A_NUMBER.fullmatch(said))


def cheers(text: str) -> bool:
    """Whether an answer to an alert is manners, a prayer, that it was passed on, and nothing seen.

    >>> cheers("收到，帮转"), cheers("🙏🙏🙏"), cheers("转角看到的"), cheers("3"), cheers("孩子平安")
    (True, True, False, False, False)
    """
    said = text.strip()
    if not re.search(r"\w", said):
        return bool(said)
    return len(said) <= MANNERS and bool(POLITE.fullmatch(said) or CHEERS.fullmatch(said))

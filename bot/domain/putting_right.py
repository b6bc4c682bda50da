"""Whether words put right what was told before, and which of them do."""

import re

from bot.domain.small_words import LONGEST, asks

WHERE_LAST = re.compile(
    r"(?:最后|最终)(?:一次)?(?:看[到见]|见到?|出现)?(?:他|她|娃儿?|孩子|的时候|的?地方|一面)*[是就]*在"
    r"(?!哭|笑|耍|玩|吃)|\blast (?:seen|saw)\b",
    re.IGNORECASE,
)
"""Only this says that a place known by now was not the last."""
WAS_WRONG = re.compile(
    r"[说写打弄搞看记讲报发]错|更正|纠正|改一下|(?:^|[，,。！!\s])(?:哦|哎呀?)?(?:不对|错了)+(?:[，,。！!\s]|(?=应?该?是))"
    r"|\bi mean\b|\bcorrection\b|\btypo\b|\bwrong (?:building|block|unit|floor|place|number)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"(?<!不)是[^，,不]{1,10}[，,\s]?不是|(?<!是)不是(?![我你他她咱有说讲])[^，,。.；;！!?？]{1,12}(?:[，,\s]|而?是)"
    r"|\bnot [^,.;!?]{1,20}, ?(?:but|it'?s)\b",
    re.IGNORECASE,
)
WENT = re.compile(
    r"走|出[去门]|不见|没了|[看见][到见着]|最后|离开|跑|丢|失踪|联系|还在|刚|转个?身|\b(?:last|seen|saw|left|went|gone|missing)\b",
    re.IGNORECASE,
)
BARE_TIME = 9
"""No longer is a time that answers "when?"."""


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
    if len(text) > LONGEST or asks(text):
        return False
    return says_wrong(text) or DENIES.search(text) is not None


def says_wrong(text: str) -> bool:
    """Whether it is said that something told before was wrong, whatever that was.

    >>> says_wrong("说错了，是5号楼"), says_wrong("他不是一个人，跟妹妹一起")
    (True, False)
    """
    return WAS_WRONG.search(text) is not None

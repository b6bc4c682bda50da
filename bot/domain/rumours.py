"""Whether somebody asks if a message is true, what mark it leaves, and which answers there are."""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from bot.domain.cards import Facts

ASKS = re.compile(
    r"(?:是|靠谱|可信|保真)?不是真的[吗嘛哦哇]?|真的假的|真还是假|真[假伪]|真的[吗嘛么哇咩哦啊]|是真的[不吗嘛么没哇]|是真是假"
    r"|[是有]没有这[回件]?事|有这[回件]?事[吗嘛没不]|靠谱[吗嘛不]|可信[吗嘛不]|可不可信|靠不靠谱|假的[吧吗嘛]|是不是假的|是不是谣言|谣言[吧吗嘛]"
    r"|骗人的[吧吗嘛]"
    r"|\b(?:is (?:this|it|that) (?:true|real|fake)|really\?|for real\?|fake\?|hoax\?)",
    re.IGNORECASE,
)
STILL = re.compile(
    r"(?:还在找|还没找到|找[到着倒]了?)[没吗嘛不]|有消息[没吗嘛]|\bfound yet\b|still missing\?",
    re.IGNORECASE,
)
ABOUT_PERSONS = re.compile(r"寻人|走失|走丢|失踪|拐|找人|娃|孩|老人|missing|lost", re.IGNORECASE)
LONGEST_QUESTION = 40
LONGEST_ASKED = 80
OWN = re.compile(r"我(?:家|屋|们家|的|娃|儿|女|妈|爸|老|孙|弟|妹|哥|姐)|\bmy\b", re.IGNORECASE)
SPREADS = re.compile(
    r"扩散|转发|转[到给]|多转|寻人启事|\bplease (?:share|forward)\b", re.IGNORECASE
)
NUMBER = re.compile(
    r"(?:编号|case|no\.?|number)[\s_:：]{0,3}(\d{4,9})(?!\d)|(?<!\d)(\d{4,9})号(?!楼|栋|院|门)",
    re.IGNORECASE,
)
OURS = re.compile(r"转发前先看最新|Before forwarding, see the latest")


class Verdict(StrEnum):
    """What can be said of a message that somebody asks about."""

    LIVE = "live"
    CHECKING = "checking"
    """Reported, or published and not sure: staff are at work on it."""
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Truth:
    """The answer; `facts` of a case that anybody may read of."""

    verdict: Verdict
    facts: Facts | None = None


def asks_for_truth(text: str, *, of_us: bool = False) -> bool:
    """Return whether short words ask if something is true; `of_us`: or if it is still so.

    >>> asks_for_truth("这条寻人是真的吗"), asks_for_truth("这个灯真的亮")
    (True, False)
    """
    if len(text) > LONGEST_QUESTION:
        return False
    return bool(ASKS.search(text) or (of_us and STILL.search(text)))


def asks_about(text: str) -> bool:
    """Return whether somebody asks if what they have heard is true, and speaks of nobody of theirs.

    >>> asks_about("大门那边有个娃儿遭拐了，是真的不"), asks_about("我娃儿不见了，你们看到没")
    (True, False)
    """
    if len(text) > LONGEST_ASKED or OWN.search(text):
        return False
    return ASKS.search(text) is not None


def spreads(text: str) -> bool:
    """Return whether a text wants to be sent on: 紧急扩散."""
    return SPREADS.search(text) is not None


def is_copy(text: str) -> bool:
    """Return whether a text is an alert of ours that somebody brings along."""
    return OURS.search(text) is not None and number_in(text) is not None


def number_in(text: str) -> int | None:
    """Return the case number that a forwarded message of ours, or a question, names."""
    found = NUMBER.search(text)
    return int(found[1] or found[2]) if found else None


def mark_of(*said: object) -> str:
    """Return what is kept of words so that they are known again: nobody can read them from it."""
    words = "".join(re.findall(r"[^\W_]+", " ".join(map(str, said)).lower()))
    return sha256(words.encode()).hexdigest()[:24]

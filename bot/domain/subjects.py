"""What is taught and not told, and which of several answers words choose."""

import re
from collections.abc import Sequence

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_WHOM = "(?:大家|居民们?|家长们?|孩子们?|娃儿们?|老人们?|老年人|学生们?|小朋友们?|业主|住户|网格员)"
_HOW = "(?:怎么|怎样|如何|咋|防|预防|应对|遇到|急救|自救|逃生|火灾|溺水|触电)"
_TEACHES = re.compile(
    rf"教(?![室育堂师练授学导])|(?<![小中大同放上开入科文医])学(?:习|会|着|{_HOW})"
    rf"|(?:讲解|讲一?讲|培训|宣传|宣讲|演练|模拟|训练|练习|普及)(?:{_WHOM}|{_HOW})"
    r"|(?<![上下停在是非])(?<!参加)(?:演练|演习|培训|讲座|训练|课|宣传|宣讲|活动|体验)(?=$|[\s\d:：、”」）)])"
    r"|\b(?:teach(?:ing)?|learn(?:ing)?)\b|\b(?:drill|training|course|lesson)$",
    re.IGNORECASE,
)
"""Governs the danger of its clause: 教大家着火怎么逃生, 溺水急救培训. 急救 or 注意安全 alone do not."""
_HAPPENS = re.compile(
    "了(?!怎么|怎样|如何|咋|该|往|要)|有[人个]|我[家妈爸娃儿女爷奶婆]|快来|救命|正在|现在|刚|还在|不是|没有?|别|取消"
    r"|的(?!急救|自救|逃生|方法|知识|技能|常识|办法|培训|演练|讲座|课|活动)"
    r"|\b(?:there|is|are|was|not|no|now|just|help)\b",
    re.IGNORECASE,
)
"""Tells what goes on, whatever is taught beside it: 教游泳的老师溺水了, 着火了不是演练."""
_FOR_ALL = re.compile(
    "大家|各位|居民|请勿|不要|严禁|禁止|提醒|注意|通知|everybody|everyone|neighbou?rs|please|don't",
    re.IGNORECASE,
)
SHORT = 5
"""So long an answer by a number is."""
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十]")
_BESIDE = re.compile("(?:好|吧|嗯|那|就|行|可以|请|啊|呀|哦|ok|yes|please|it)*", re.IGNORECASE)
"""What may stand beside the word of a button; 先, 怎么, 不要 or 吗 means something else."""
_DIGITS = {word: str(nth) for nth, word in enumerate("零一二三四五六七八九")} | {
    "两": "2",
    "十": "10",
}


def not_taught(text: str) -> str:
    """Return words without the clauses of what is taught or drilled: a danger in the rest may be one.

    >>> not_taught("今晚教大家着火怎么逃生，3号楼着火了！"), not_taught("3号楼灯坏了！")
    ('，3号楼着火了！', '3号楼灯坏了！')
    """
    return _CLAUSE.sub(lambda clause: "" if _is_taught(clause[0]) else clause[0], text)


def _is_taught(clause: str) -> bool:
    return _TEACHES.search(clause) is not None and _HAPPENS.search(clause) is None


def is_for_all(text: str) -> bool:
    """Return whether words ask something of everybody: 电动车不要进电梯 is no report of one that did."""
    return _FOR_ALL.search(text) is not None


def chosen(labels: Sequence[str], words: str) -> int | None:
    """Return which label somebody means: its own words, a part of them, or its number; None if unclear."""
    said = _plain(words)
    if not said:
        return None
    plain = [_plain(label) for label in labels]
    for fits in (_same, _within, _same_number):
        found = [nth for nth, label in enumerate(plain) if label and fits(label, said)]
        if len(found) == 1:
            return found[0]
    return None


def _plain(words: str) -> str:
    return re.sub(r"[\s\W_]+", "", words).lower()


def _same(label: str, said: str) -> bool:
    return label == said


def _within(label: str, said: str) -> bool:
    """A part of at least two letters; or the whole one with nothing but a nod beside it."""
    if said in label:
        return len(said) > 1
    before, found, after = said.partition(label)
    return bool(found) and all(map(_BESIDE.fullmatch, (before, after)))


def _same_number(label: str, said: str) -> bool:
    """两周, for 连办 2 周; a longer text with a number is about something else."""
    if len(said) > SHORT:
        return False
    mine, theirs = _NUMBER.findall(label), _NUMBER.findall(said)
    return len(mine) == len(theirs) == 1 and _digit(mine[0]) == _digit(theirs[0])


def _digit(number: str) -> str:
    return _DIGITS.get(number, number)

"""Whether words speak of a danger as a subject, or choose one of several answers by their word."""

import re
from collections.abc import Sequence

_SUBJECT = re.compile(
    r"教(?!室|堂)|学(?!校|生|院)|怎么|怎样|如何|咋个?|演练|演习|培训|讲座|训练|课|宣传|宣讲|预防|[防避]|知识|逃生|自救"
    r"|急救|活动|体验|模拟|练习|应急|安全|技能|注意|提醒|请勿|不要|严禁|禁止|什么办|该做"
    r"|\b(?:how to|drill|training|course|teach|learn|prevent|safety|what to do|lesson|talk on)\b",
    re.IGNORECASE,
)
SHORT, BESIDE = 5, 3
"""So long an answer by a number is, and what stands beside the word of a button."""
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十]")
_DENIES = re.compile("[不别莫没勿]|not|n't", re.IGNORECASE)
_DIGITS = {word: str(nth) for nth, word in enumerate("零一二三四五六七八九")} | {
    "两": "2",
    "十": "10",
}


def is_subject(text: str) -> bool:
    """Return whether a danger is only spoken of: taught, drilled, warned of."""
    return _SUBJECT.search(text) is not None


def chosen(labels: Sequence[str], words: str) -> int | None:
    """Return which label somebody means: its own words, a part of them, or its number; None if unclear."""
    said = _plain(words)
    if not said:
        return None
    plain = [_plain(label) for label in labels]
    for fits in (_same, _within, _same_number):
        found = [nth for nth, label in enumerate(plain) if fits(label, said)]
        if len(found) == 1:
            return found[0]
    return None


def _plain(words: str) -> str:
    return re.sub(r"[\s\W_]+", "", words).lower()


def _same(label: str, said: str) -> bool:
    return label == said


def _within(label: str, said: str) -> bool:
    """A part of at least two letters; or the whole one with little beside it that denies nothing."""
    if said in label:
        return len(said) > 1
    beside = said.replace(label, "", 1)
    return label in said and len(beside) <= BESIDE and not _DENIES.search(beside)


def _same_number(label: str, said: str) -> bool:
    """两周, for 连办 2 周; a longer text with a number is about something else."""
    if len(said) > SHORT:
        return False
    mine, theirs = _NUMBER.findall(label), _NUMBER.findall(said)
    return len(mine) == len(theirs) == 1 and _digit(mine[0]) == _digit(theirs[0])


def _digit(number: str) -> str:
    return _DIGITS.get(number, number)

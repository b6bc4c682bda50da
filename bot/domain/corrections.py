"""What of a case an alert tells, and what a worker's better words change in it."""

import re
from dataclasses import replace

from bot.domain.alert_cards import AlertPost
from bot.domain.cards import Facts
from bot.domain.states import State

_DENIED = re.compile(
    r"(?:不是|不穿|没穿)[^，,。.；;！!是]{1,20}(?:[，,。.；;！!]\s*(?:而?是|穿的?是?)?|而?是)|[，,]?\s*不是[^，,。.；;！!]{1,20}$"
)

_NOT = re.compile(r"^(?:不是|不穿|没穿)")
_IS = re.compile(r"(?:[，,。.；;！!]\s*(?:而?是|穿的?是?)|而?是)$")
_ERRED = re.compile(
    r"(?:刚才|刚刚|我)*(?:[说写打看记搞弄]错)[了啦]?(?:[，,。\s]|(?=衣|裤|外|鞋))*(?:应该)?是?|(?:更正|纠正|改)(?:一下)?[:：，,\s]*"
)
_PIECES = re.compile(r"[，,、。；;]|\s+and\s+")
_KINDS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"衣|袖|衫|外套|T恤|夹克|校服|马甲|背心|裙|shirt|jacket|coat|sweater|dress|top|hoodie|vest",
        r"裤|裙|trousers|pants|jeans|shorts|skirt|dress",
        r"鞋|靴|脚|shoes?|boots|sandals|sneakers|barefoot",
        r"帽|\b(?:hat|cap)\b",
        r"包|bag|backpack",
        r"镜|glasses",
        r"发|辫|马尾|丸子头|光头|hair|pigtails|ponytail|braids?",
        r"拐杖|轮椅|cane|wheelchair",
    )
)
"""What can be worn or seen at one place of a person: new words there stand for the old ones."""


def without_denial(text: str) -> str:
    """Return what is so, without what is not and was said wrong: 不是红外套，是蓝校服 → 蓝校服.

    >>> without_denial("不是红外套，是蓝色校服"), without_denial("是6岁，不是5岁")
    ('蓝色校服', '是6岁')
    >>> without_denial("衣服颜色说错了，应该是墨绿色")
    '衣服颜色墨绿色'
    """
    return _DENIED.sub("", _ERRED.sub("", text)).strip()


def denied(text: str) -> str:
    """Return what is said not to be so.

    >>> denied("不是红外套，是蓝色校服"), denied("是6岁，不是5岁"), denied("衣服不是红的，是绿的")
    ('红外套', '5岁', '衣服红的')
    """
    return "，".join(_of_what(text[: one.start()], one[0]) for one in _DENIED.finditer(text))


def _of_what(before: str, denial: str) -> str:
    """Put before what is denied of what it was, where that stands in the same clause."""
    of_what = "" if denial[0] in "，," else _PIECES.split(before)[-1]
    return of_what + _IS.sub("", _NOT.sub("", denial.strip("，,。.；;！! ")))


def with_the_rest(told: str | None, known: str | None) -> str | None:
    """Return new features with those of before that they say nothing else about.

    >>> with_the_rest("穿的是绿色短袖", "穿红色短袖、蓝色短裤")
    '穿的是绿色短袖，蓝色短裤'
    """
    if told is None or known is None:
        return told or known
    anew = _worn_where(told)
    pieces = [piece.strip() for piece in _PIECES.split(known)]
    kept = [one for one in pieces if (at := _worn_where(one)) and at.isdisjoint(anew)]
    return (", " if told.isascii() else "，").join([told, *kept])


def with_more(known: str | None, told: str | None) -> str | None:
    """Return features with those added that are of another sort; what was said before stays.

    >>> with_more("穿红色外套", "戴个蓝色帽子，蓝色外套")
    '穿红色外套，戴个蓝色帽子'
    """
    if told is None or known is None:
        return known or told
    before = _worn_where(known)
    pieces = [piece.strip() for piece in _PIECES.split(told)]
    new = [one for one in pieces if one not in known and before.isdisjoint(_worn_where(one))]
    return (", " if known.isascii() else "，").join([known, *new])


def _worn_where(features: str) -> set[int]:
    return {number for number, kind in enumerate(_KINDS) if kind.search(features)}


def reads_alike(one: AlertPost, other: AlertPost) -> bool:
    """Return whether residents would read the same in both."""
    return one.verified is other.verified and _told(one) == _told(other)


def _told(post: AlertPost) -> Facts:
    """Return the facts without what an alert keeps to itself."""
    facts = replace(post.facts, state=State.NEW, outcome=None, text="", has_voice=False)
    facts = replace(facts, has_photo=False, photo_shown=False, reported_at=None)
    if not post.verified or facts.kind.is_found:
        facts = replace(facts, surname=None, full_name=None)
    if facts.kind.is_found:
        facts = replace(facts, clothing=None, height_cm=None)
    return facts

"""How many people a text tells of, and which words are about the youngest of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.domain.intake.lexicon import fold
from bot.domain.intake.model import Span
from bot.domain.intake.numbers import number
from bot.domain.intake.places import hide
from bot.domain.intake.sought import Sought

_COUNTED = Sought(
    r"(?<![和跟同与被遭让有着了给])(两|俩|[二三四](?=[个名位])|[234](?=[个名位小孩]))[个名位]{0,2}小?(?:孩|娃|儿童|女孩|男孩|女婴|男婴|老人|女儿|儿子|孙|姐妹|兄弟|姊妹)"
    r"|(两|俩|三|四|2|3|4)个?人?都(?=[^，。,]{0,6}(?:不见|没回|没有回|联系不|走[丢失散]|打不通|找不))"
    r"|双胞胎|龙凤胎|two (?:kids|children|boys|girls)|\btwins\b",
)
_ONLY_ONE = Sought(
    r"[一1]个(?:娃儿?|孩子|小孩)?(?:就?不见|找不|没回|走[丢失散])"
    r"|(?:胞胎|龙凤胎|两[个姊兄]|俩)[^，。,]{0,4}?(?:里|里头|中间?|当中|的)+(?:老大|老二|老幺|大的|小的|[哥弟姐妹]{2}|那?一?个)"
    r"[^，。,]{0,4}?(?:不见|不在|没得|找不|没回|走[丢失散]|丢)"
)
_NUMBERS = {"两": 2, "俩": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}

_SIBLING = "哥哥|姐姐|弟弟|妹妹|大的|小的|老大|老二|老幺|大女儿?|小女儿?|男[孩娃]儿?|女[孩娃]儿?"
_KIN = (
    rf"(?:{_SIBLING}|儿子|女儿|幺儿|幺女|孙[子女]儿?|孙儿|侄[子女]儿?|爷爷|奶奶|外[公婆]|婆婆|公公|老伴"
    r"|老汉儿?|父亲|母亲|[爸妈]{1,2}|老公|老婆)"
)
_YEARS = r"(\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_AGED = Sought(
    rf"(?<![他她])(?:我?家?{_KIN}|(一个))(?:今年|都|快|已经|有|才|刚|满)?{_YEARS}(?:岁|(?<=[4-9]\d)(?![\d点号栋楼块元]))"
    rf"|(?<![\d一二三四五六七八九十两]){_YEARS}岁半?的?{_KIN}"
)
"""Somebody with an age, whether before or behind it; 一个8岁 only of those who were counted."""
_EACH = Sought(rf"(?<![一-龥])(?:{_SIBLING}|一个)(?!(?:都|也)?(?:不见|没))")
"""Where several are counted each of them may begin a part of a sentence, with no age."""
_NEXT = Sought(rf"(?<=[，,。；;\s])我?家?{_KIN}")
"""Here the words go on with somebody."""
_GONE = r"不见|没有?回|走[丢失散掉]|丢了|失踪|出走|联系不|找不|打不通|没在家"
_MISSING = Sought(_GONE)
_ALSO = re.compile(rf"[^，。,；;！!]*?(?:{_GONE}|[穿衣裤裙鞋])|.*?[也都](?:{_GONE})")
"""One more is missing after somebody was: told so in their own part of the sentence, or dressed."""
_WITH = re.compile(r"(?:和|跟|带着?|还有|以及|同|与)我?家?$")
_DOES = re.compile(
    rf"(?:(?!{_GONE})[^，。,；;！!])*?(?:说(?!话)|[讲问]|看[到见]|发现|报警|联系(?!不)|电话"
    rf"|[喊等打陪找在跟住](?![^，。,；;！!]*(?:{_GONE}))(?!不))"
)
"""Whoever goes on to do something is there: 孙子10岁说他往河边走了."""


class Several(NamedTuple):
    """How many more there are, and what is said of the youngest, where that can be told."""

    others: int = 0
    youngest: Span | None = None

    def own(self, folded: str) -> str:
        """The text without what is said of anybody else."""
        if self.youngest is None:
            return folded
        start, end = self.youngest
        return hide(folded, [Span(0, start), Span(end, len(folded))])


_ONE = Several()


def several(folded: str) -> Several:
    """Read who is missing or was found where it is more than one: 哥哥8岁蓝毛衣，妹妹5岁白裙子.

    What is said of one goes on to where the next is named.
    """
    counted = 1 if _ONLY_ONE.search(folded) else _counted(folded)
    told = _aged(folded) if counted > 1 else _aged_alike(folded)
    starts = sorted(told)
    if len(starts) < 2 and counted > 1:
        starts = [found.start() for found in _EACH.finditer(folded)]
    if len(starts) < 2:
        return Several(counted - 1) if counted > 1 else _behind_others(folded, starts)
    first = min(starts, key=lambda start: told.get(start, 0))
    behind = [start for start in starts if start > first]
    behind += [found.start() for found in _NEXT.finditer(folded, first + 1)]
    return Several(max(counted, len(starts)) - 1, Span(first, min(behind, default=len(folded))))


def _behind_others(folded: str, starts: list[int]) -> Several:
    """Only one is missing; who has an age and was named before is somebody else."""
    first = _AGED.search(folded) if starts else None
    if first is None or first.start() == starts[0]:
        return _ONE
    return Several(0, Span(starts[0], len(folded)))


def others_in(text: str) -> int:
    """Return how many a report tells of besides the one who is described.

    >>> others_in("我两个娃儿不见了，一个8岁一个5岁"), others_in("我娃儿不见了，5岁")
    (1, 0)
    """
    return several(fold(text)).others


def _counted(folded: str) -> int:
    found = _COUNTED.search(folded)
    return _NUMBERS.get(found[1] or found[2] or "两", 2) if found else 1


def _aged(folded: str) -> dict[int, int]:
    """Where people of different ages begin, and their ages; one age told twice is one person."""
    return _ages(_AGED.finditer(folded))


def _aged_alike(folded: str) -> dict[int, int]:
    """As `_aged` where nobody is counted: who saw the missing one, or waits at home, is none of them."""
    return _ages(found for found in _AGED.finditer(folded) if _is_missing(folded, found))


def _ages(people: Iterable[re.Match[str]]) -> dict[int, int]:
    ages: dict[int, int] = {}
    for found in people:
        years = number(found[2] or found[3])
        if years is not None and years not in ages.values():
            ages[found.start()] = years
    return ages


def _is_missing(folded: str, found: re.Match[str]) -> bool:
    """Whether one of the family may be missing as well."""
    if found[1] or _DOES.match(folded, found.end()):
        return False
    first = _AGED.search(folded)
    told = first is not None and _MISSING.search(folded, first.start(), found.start())
    with_others = _WITH.search(folded, 0, found.start())
    return not told or bool(with_others or _ALSO.match(folded, found.end()))

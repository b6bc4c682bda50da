"""What a neighbourhood calls a corner of its own, taken from where a report says that it was."""

import re

from bot.domain.intake import is_generic_place
from bot.domain.kinds import Kind

TEACHES = frozenset({Kind.LIGHT, Kind.HAZARD, Kind.LOST_CHILD, Kind.LOST_ADULT})
"""Kinds whose place is read by many; of what is told in confidence nothing is learned."""

_BESIDE = re.compile(
    r"(?:附近|旁边|旁|对面|里面|里头|里|外面|外头|门前|门口|大门|那边|那儿|那里|那点|这边|边上|背后|后头|后面|前面|前头|楼下|坝子|路口)+$"
)
_NAME = re.compile(r"[一-龥]{2,8}")
_SOMEBODY_S = re.compile(r"[家屋我你他她咱]|[一二三四五六七八九十](?:栋|幢|号|楼|单元)")


_ONE_OF_MANY = re.compile(
    r"(?:一[个条处座棵]|[这那每某整条个几]|跳|穿过?|回来|回家|出门|[上放]学|[上下]班)[一-龥]+"
    r"|[一-龥]*(?:楼道|楼梯间?|走廊|过道|厕所|活动室|乐园|步道|小路)"
)
"""整个楼道, 那条小路: said of any; and what is left of 跳广场舞, 回来路上."""
_LONG = re.compile(r"[一-龥]+(?:路|道|[江河]|高速)")
"""Longer than one neighbourhood: it would pin all of it to this one."""


def corner_of(place: str) -> str | None:
    """The name in these words that only neighbours know, without what it stands beside.

    >>> corner_of("老粮站门口")
    '老粮站'
    >>> corner_of("菜市场门口")
    >>> corner_of("王婆婆家门口")
    """
    name = _BESIDE.sub("", place.strip())
    if not _NAME.fullmatch(name) or _SOMEBODY_S.search(name) or is_generic_place(name):
        return None
    return None if _ONE_OF_MANY.fullmatch(name) or _LONG.fullmatch(name) else name

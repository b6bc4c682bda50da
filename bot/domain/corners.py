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
    return name

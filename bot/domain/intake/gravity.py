"""Tells dangers that kill from those of the same category that can wait."""

from __future__ import annotations

import re

_DEADLY = frozenset({"fire", "gas", "flood", "power", "structure"})
_SLIGHT = {
    "power": re.compile(
        r"停了?电|跳闸|[没断]得?有?电|没来电|电压|power (?:outage|cut)|blackout|no (?:power|electricity)",
        re.IGNORECASE,
    ),
    "structure": re.compile(r"扶手|墙皮|handrail", re.IGNORECASE),
}
_LIVE = re.compile(
    r"电线|线[头缆断掉垂]|缆|电杆|火花|火星|打火|漏电|触电|电人|麻[手人]|烟|[塌垮]"
    r"|wire|cable|spark|shock|collaps",
    re.IGNORECASE,
)
"""What makes of a blackout or a loose handrail a danger after all."""


_FEARED = re.compile(
    r"(?:(?<!恐)怕(?!不?是)|担心|万一|容易|以免|防止|免得|引起|引发|造成|导致)[^，。！？,!?；;\n]{0,6}?(?:起火|着火|失火|火灾|[燃烧]起来)"
    r"|(?:火灾|[着起]火|消防|安全)的?隐患|\bfire (?:hazard|risk)\b"
    r"|\b(?:afraid|fear|scared|worr(?:y|ied)|may|might|could|would)\b[a-z' ]{0,24}\b(?:catch(?:es)? fire|a fire|burns?)\b",
    re.IGNORECASE,
)
_BURNS = re.compile(
    r"[着起失]火|火灾|火[苗光星花焰势]|[燃烧](?:[了着得咯]|起)|(?<![抽吸香])烟(?![头囱花灰道])|烧[焦糊煳]|[糊焦煳]臭|[糊焦煳]的?(?:味|气)|冒火花|打火花|鼓包|救火|灭火(?!器)|119"
    r"|smok(?:e|ing)|flame|burning|\bfire\b(?! (?:lane|exit|door|escape))",
    re.IGNORECASE,
)
"""Beside what is feared."""
_WAY_OUT = re.compile(
    r"楼道|楼梯|过道|走廊|通道|门口|出口|stair|hallway|corridor|\bexit\b", re.IGNORECASE
)


def as_it_is(category: str | None, text: str) -> str | None:
    """Return the category of what is there: where a fire is only feared nothing burns.

    >>> as_it_is("fire", "楼道堆纸壳，怕起火"), as_it_is("fire", "冒烟了，怕是起火了")
    ('fire_lane', 'fire')
    """
    if category != "fire" or not _FEARED.search(text) or _BURNS.search(_FEARED.sub("", text)):
        return category
    return "fire_lane" if _WAY_OUT.search(text) else "other"


def can_wait(category: str | None, text: str) -> bool:
    """Whether nobody is in danger though the category is a deadly one: the lights are out."""
    slight = _SLIGHT.get(category or "")
    return bool(slight and slight.search(text)) and not _LIVE.search(text)


def is_deadly(category: str | None, text: str) -> bool:
    """Whether such a danger may cost a life."""
    return category in _DEADLY and not can_wait(category, text)

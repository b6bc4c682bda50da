"""What of a case an alert tells, and what a worker's better words change in it."""

import re
from dataclasses import replace

from bot.domain.cards import AlertPost, Facts
from bot.domain.states import State

_DENIED = re.compile(r"(?:不是|不穿|没穿)[^，,。.；;！!]{1,20}[，,。.；;！!]\s*(?:而?是|穿的?是?)?")


def without_denial(text: str) -> str:
    """Return what is so, without what is not: 不是红外套，是蓝校服 → 蓝校服.

    >>> without_denial("不是红外套，是蓝色校服")
    '蓝色校服'
    """
    return _DENIED.sub("", text).strip()


def reads_alike(one: AlertPost, other: AlertPost) -> bool:
    """Return whether residents would read the same in both."""
    return _told(one) == _told(other)


def _told(post: AlertPost) -> Facts:
    """Return the facts without what an alert keeps to itself."""
    facts = replace(post.facts, state=State.NEW, outcome=None, text="", has_voice=False)
    facts = replace(facts, has_photo=False, photo_shown=False, reported_at=None)
    if not post.verified or facts.kind.is_found:
        facts = replace(facts, surname=None, full_name=None)
    if facts.kind.is_found:
        facts = replace(facts, clothing=None, height_cm=None)
    return facts

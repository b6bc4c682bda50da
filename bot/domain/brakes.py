"""Brakes: what one account may do alone, and what came of a press that wanted more (promise 10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.alert_cards import AlertPost, SecondWanted
from bot.domain.corrections import reads_alike
from bot.domain.grid import GridLevel
from bot.domain.policy import Rate

ALONE = 1
"""The last ring that a micro-grid worker reaches by hand; what lies beyond runs on by the clock."""

TOWN_WIDE = frozenset({GridLevel.TOWN, GridLevel.DISTRICT})
"""Nodes whose groups hear at once only if two people want it."""

DAY = timedelta(days=1)


class Went(StrEnum):
    """What came of a press that publishes or widens."""

    OUT = "out"
    NOW = "now"
    """It was to wait for the morning, and doesn't."""
    LATER = "later"
    """Quiet hours hold it back until the morning."""
    SECOND = "second"
    """A second person has been asked."""
    CHANGED = "changed"
    """What a second person agreed to would read otherwise by now: nothing went out."""
    REREAD = "reread"
    """The preview has been put right first: nothing went out."""


@dataclass(frozen=True)
class UsedUp:
    """Out, but no further than ring 1: the account has had its `count` until then."""

    count: int
    until: datetime


def since(rate: Rate, now: datetime, zone: ZoneInfo) -> datetime:
    """Return from when on a rate counts: whole days begin at the town's midnight."""
    if rate.per % DAY:
        return now - rate.per
    return _midnight(now, zone) + DAY - rate.per


def again_at(rate: Rate, oldest: datetime, zone: ZoneInfo) -> datetime:
    """Return when somebody may go on whose `oldest` counted step was then."""
    return (oldest if rate.per % DAY else _midnight(oldest, zone)) + rate.per


def asks_the_same(one: SecondWanted, other: SecondWanted) -> bool:
    """Return whether who agrees to one of these agrees to the other: words, photo, reach, validity."""
    if one.post is None or other.post is None:
        return False
    same = (one.nodes, one.photo, one.rewrite) == (other.nodes, other.photo, other.rewrite)
    return same and _reads_as_long(one.post, other.post)


def _reads_as_long(one: AlertPost, other: AlertPost) -> bool:
    quoted = one.facts.kind.is_person or one.facts.text == other.facts.text
    return (
        quoted
        and reads_alike(one, other)
        and one.valid_until - one.published_at == other.valid_until - other.published_at
    )


def _midnight(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)

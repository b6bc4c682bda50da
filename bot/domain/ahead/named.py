"""Which day a text is about: 明天停水 must be heard before that day is over."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ahead.anywhere import ONLY_DAY, day_of, days_ahead
from bot.domain.ahead.days import spelled_days
from bot.errors import Unfit

_AGAIN = re.compile("每|every", re.IGNORECASE)
_CUT_SHORT = {"今", "明"}
"""今晚, 明早: the part of the day belongs to the word."""


@dataclass(frozen=True)
class Named:
    """The last day that a text names, in its own words."""

    word: str
    day: date
    ahead: int | None = None
    """明天: so many days after the one on which it is read."""


def named_day(text: str, written: date, zone: ZoneInfo) -> Named | None:
    """Return the last day that a text speaks of, counted from the one on which it was written.

    What was over by then is no appointment: 昨天停水的原因.
    """
    found = [_named(text, one, written, zone) for one in ONLY_DAY.finditer(text)]
    for word, spelled in spelled_days(text):
        day = ONLY_DAY.fullmatch(spelled)
        named = _named(spelled, day, written, zone) if day else None
        found.append(replace(named, word=word.group()) if named else None)
    coming = [one for one in found if one is not None and one.day >= written]
    return max(coming, key=lambda one: one.day, default=None)


def _named(text: str, found: re.Match[str], written: date, zone: ZoneInfo) -> Named | None:
    word, said = found.group().strip(), found.groupdict()
    if _AGAIN.match(word):
        return None
    if said["rel"]:
        ahead = days_ahead(said["rel"])
        word = text[found.start() : found.end() + 1] if word in _CUT_SHORT else said["rel"]
        return Named(word, written + timedelta(days=ahead), ahead)
    try:
        day = day_of(said, datetime.combine(written, time(), zone))
    except Unfit:
        return None  # 45/50: figures, 31 April
    return Named(word, day.date()) if day is not None else None

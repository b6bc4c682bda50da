"""Which day, and which minute, is meant by what people say of a time to come."""

import re
from datetime import date, timedelta

from bot.domain.intake.numbers import number

LONG_AGO = timedelta(days=60)
"""A day of this year that passed longer ago is meant for the next one."""
WEEK = "一二三四五六日"
POINTED = (
    r"(?<![\d.:])(?P<pmonth>1[0-2]|0?[1-9])\.(?P<pday>3[01]|[12]\d|0?[1-9])"
    r"(?=[日号]?[\s,，]*(?:[早上中下午傍晚夜凌]|\d{1,2}[:：点时]))[日号]?"
)
"""7.10, as many write 7月10日; a time must follow, else it may be a price."""
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
YEARS = "|".join(_YEARS)
SPOKEN = r"[今明后昨]儿个?(?![子童女媳孙科歌])"
"""明儿, as people say 明天; 文明儿童 is none."""
IN_DAYS = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})天(?:以|之)?后(?![天面悔])"
"""三天后."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ENGLISH = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,? (?P<year>20\d\d))?",
    re.IGNORECASE,
)
"""5 July, July 5th 2026."""
_MINUTES = {"": 0, "半": 30, "一刻": 15, "三刻": 45}


def yearly(month: int, day: int, today: date) -> date:
    """Return the day of this year, or of the next one if it passed long ago. Raises ValueError."""
    found = date(today.year, month, day)
    leaps = (month, day) == (2, 29)
    return found.replace(year=today.year + 1) if found < today - LONG_AGO and not leaps else found


def said_year(word: str, today: date) -> int:
    """Return which year 明年 is."""
    return today.year + _YEARS[word]


def weekday(today: date, wanted: int, which: str = "") -> date:
    """Return 周六: the next one; 本周六 and 下周六 count from Monday, as people do."""
    monday = today - timedelta(days=today.weekday())
    if which in {"这", "本"}:
        return monday + timedelta(days=wanted)
    if which.startswith("下"):
        return monday + timedelta(days=7 * len(which) + wanted)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def in_days(word: str) -> int | None:
    """Return how many days 三天后 are, None for other words."""
    return number(word.partition("天")[0]) if word.endswith("后") else None


def in_figures(found: re.Match[str]) -> str:
    """Return an English date as the others are written: 5 July is 7月5日."""
    month = _MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
    year = f"{found['year']}年" if found["year"] else ""
    return f"{year}{month}月{found['day'] or found['day2']}日"


def named_weekday(word: str) -> int:
    """Return which day of the week 一 to 日, or 天, is; Monday is 0."""
    return WEEK.index(word.replace("天", "日"))


def minutes(words: str) -> int:
    """Return the minutes of an hour: 半, 一刻, 20分."""
    known = _MINUTES.get(words)
    return known if known is not None else min(number(words.rstrip("分")) or 0, 59)

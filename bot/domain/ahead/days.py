"""Which day, and which minute, is meant by what people say of a time to come."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.intake.numbers import number
from bot.errors import Unfit

LONG_AGO = timedelta(days=60)
"""A day of this year that passed longer ago is meant for the next one."""
WEEK = "一二三四五六日"
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "后年": 2}
YEARS = "|".join(_YEARS)
SPOKEN = r"[今明后昨]儿个?(?![子童女媳孙科歌])"
"""明儿, as people say 明天; 文明儿童 is none."""
IN_DAYS = (
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})(?:天|个?(?:周|星期|礼拜))(?:以|之)?后(?![天面悔])"
)
"""三天后, 两周后."""
OF_MONTH = r"(?:(?P<ofmonth>下个?月|本月|这个?月)的?)"
"""下个月5号."""
VAGUE = (
    r"(?:[本这下]?个?周末|[本这下]?个?月[底初中末]|年[底初末]|过[几两]天|改天|隔天|第二天|[\u4e00-\u9fff]{0,4}[前后]一天|每?个?工作日"
    r"|每个?月\S{0,6}|(?:第[一二三四1-4]|最后一)个(?:周|星期|礼拜)[一二三四五六日天]|(?:半|[一两二三]|\d)个半?月[以之]?后"
    r"|(?:this |next |the )?weekend|next (?:week|month)|in \w+ (?:days?|weeks?|months?)|(?:first|last) \w+day"
    r"|(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th))"
)
"""Words for days of which we don't know the date."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
NAMED = r"(?P<on>every|next|this)?\s?(?P<named>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_ENGLISH = re.compile(
    rf"(?:\b(?P<before>{_WEEKDAY})\.?,? )?"
    rf"(?:\b(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]?(?:of )?(?P<month>{_MONTH})\b\.?"
    rf"|\b(?P<month2>{_MONTH})\b\.?[ -](?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:))"
    rf"(?:,?[ -](?P<year>20\d\d)\b)?(?:,? \(?(?P<after>{_WEEKDAY})\b\)?)?",
    re.IGNORECASE,
)
"""5 July, July 5th 2026, Sun 5 July."""
OF_WEEK = r"(?:[\s,，]*[（(]?\s*(?:周|星期|礼拜)(?P<ofweek>[一二三四五六日天])\s*[)）]?(?![到至、和及—–-]))?"
"""7月5日（周日）."""
_D = r"(?:3[01]|[12]\d|0?[1-9])"
IN_PARTS = (
    r"(?<![\d./:-])(?!24/7)(?:\d{1,2}/\d{1,2}(?:/(?:20)?\d\d)?|\d{1,2}\.\d{1,2}\.20\d\d"
    r"|\d{1,2}-\d{1,2}-20\d\d"
    rf"|{_D}[.-]{_D}(?=[日号]?[\s,，]*(?:[早上中下午傍晚夜凌]|\d{{1,2}}[:：点时]))[日号]?)(?![\d/])"
)
_IN_PARTS = re.compile(IN_PARTS)
"""7/5, 5.7.2026; 7.5 where a time follows, else it may be a price. Months first where Chinese is written."""
_WEEKDAY_FIRST = re.compile(
    r"(?<!每)(?:[本这下]个?)?(?P<named>(?:周|星期|礼拜)[一二三四五六日天])[\s,，]*[（(]?\s*"
    r"(?P<date>(?:20\d\d年)?[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}[日号]?)\s*[)）]?"
)
"""周日（7月5日）."""
FEAST = (
    r"(?:除夕|元旦|国庆|五一|六一|冬至|小年|(?:大?年|正月|[冬腊]月)[初廿]?[一二三四五六七八九十]{1,3}"
    r"|(?:春|腊八|元宵|清明|端午|七夕|中元|中秋|重阳|国庆|劳动|儿童|妇女|教师|建军|建党)节"
    r")(?:前[一两]天|当[天日]|[那这]天)?"
)
"""Which day that is only they know for sure."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MOST_MONTHS = 12
_SPAN = re.compile(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个?(?P<unit>天|周|星期|days?|weeks?)",
    re.IGNORECASE,
)
_IN_DAYS = re.compile(r"(\d+|[一二两三四五六七八九十]+)\D+后")
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
    if which in {"这", "本", "上"}:
        return monday + timedelta(days=wanted - (7 if which == "上" else 0))
    if which.startswith("下"):
        return monday + timedelta(days=7 * len(which) + wanted)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def in_days(word: str) -> int | None:
    """Return how many days 三天后 and 两周后 are, None for other words."""
    found = _IN_DAYS.fullmatch(word)
    much = number(found[1]) if found else None
    return much * (1 if found and "天" in word else 7) if much else None


def of_month(word: str, day: int, today: date) -> date:
    """Return the day of this month or, of 下个月, the next one. Raises ValueError."""
    first = today.replace(day=1)
    month = first + timedelta(days=31) if word.startswith("下") else first
    return month.replace(day=day)


def read_span(words: str) -> int | None:
    """Return how many days 7 天 or 两周 are, None for other words."""
    found = _SPAN.fullmatch(words.strip())
    much = number(found["n"]) if found else None
    if found is None or much is None:
        return None
    return much * (7 if found["unit"].lower() in {"周", "星期", "week", "weeks"} else 1)


def spelled(text: str, *, chinese: bool = False) -> str:
    """Return a text with its days as the Chinese write them: 5 July is 7月5日, and 31/7 is 7月31日."""
    for found, day in spelled_days(text, chinese=chinese):
        text = text.replace(found.group(), day, 1)
    return text


def spelled_days(text: str, *, chinese: bool = False) -> Iterator[tuple[re.Match[str], str]]:
    """Return each day that a text spells in another way, and how the Chinese write it.

    Where no Chinese is written, nor spoken by whoever writes, 5/7 is none of them: some mean May by
    it, some July.
    """
    chinese = chinese or _CHINESE.search(text) is not None
    for found in _ENGLISH.finditer(text):
        month = _MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
        day = _figures(month, found["day"] or found["day2"], found["year"])
        named = (found["before"] or found["after"] or "")[:3].lower()
        of_week = [f"周{WEEK[nth]}" for nth, one in enumerate(_WEEKDAYS) if one[:3] == named]
        yield found, "".join([day, *of_week])
    for found in _IN_PARTS.finditer(text):
        one, two, *year = map(int, re.findall(r"\d+", found.group()))
        if (chinese and not year) or one == two or two > _MOST_MONTHS:
            yield found, _figures(one, two, *year)
        elif one > _MOST_MONTHS:
            yield found, _figures(two, one, *year)
    for found in _WEEKDAY_FIRST.finditer(text):
        yield found, found["date"] + found["named"]


def _figures(month: int, day: str | int, year: str | int | None = None) -> str:
    return f"{int(year) % 2000 + 2000}年{month}月{day}日" if year else f"{month}月{day}日"


def unclear(day: str) -> Unfit:
    """Return the answer to 5/7 where nobody knows which of them is the month."""
    return Unfit("refusal-which-day", day=day)


def require_weekday(day: date, word: str | None) -> None:
    """Raise Unfit for a day that is of another day of the week than is written with it."""
    if word and named_weekday(word) != day.weekday():
        raise Unfit("refusal-weekday", weekday=day.weekday())


def named_weekday(word: str) -> int:
    """Return which day of the week 一 to 日, 天, or Monday is; Monday is 0."""
    name = word.lower()
    return _WEEKDAYS.index(name) if name in _WEEKDAYS else WEEK.index(word.replace("天", "日"))


def minutes(words: str) -> int:
    """Return the minutes of an hour: 半, 一刻, 20分."""
    known = _MINUTES.get(words)
    return known if known is not None else min(number(words.rstrip("分")) or 0, 59)

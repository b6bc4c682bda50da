"""A line that begins with a time: 明早8点, 7月5日 9:30, 周六下午3点半, tomorrow 8am."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ahead.days import (
    FEAST,
    IN_DAYS,
    IN_PARTS,
    NAMED,
    OF_MONTH,
    OF_WEEK,
    SPOKEN,
    VAGUE,
    YEARS,
    in_days,
    minutes,
    named_weekday,
    of_month,
    require_weekday,
    said_year,
    spelled_days,
    unclear,
    weekday,
    yearly,
)
from bot.domain.intake.numbers import number

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_DAY = (
    r"(?:(?:(?P<year>20\d\d)\s*[年./-]\s*(?P<ymonth>\d{1,2})\s*[月./-]\s*(?P<yday>\d{1,2})\s*[日号]?"
    rf"|(?:(?P<ofyear>{YEARS})的?)?(?P<month>{_N})月(?P<mday>{_N})[日号]?"
    rf"|(?P<parts>{IN_PARTS})"
    rf"|{OF_MONTH}?(?P<only>\d{{1,2}})[日号](?!楼|院|线)"
    rf"|(?P<rel>大后天|后天|明天|明日|今天|今日|昨天|昨日|前天|{SPOKEN}|{IN_DAYS}|(?:the )?day after tomorrow|tomorrow|today|yesterday)"
    rf"){OF_WEEK}|{NAMED}\b"
    r"|(?P<daily>每天|每日|every\s?day|daily)"
    r"|(?:(?P<every>每)|(?P<next>下))?(?:个|本|这)?(?:周|星期|礼拜)(?P<week>[一二三四五六日天]))"
)
_PART = (
    r"(?P<part>昨晚|今早|今晨|今晚|明早|明晨|明晚|后晚|清早|清晨|早晨|早上|早|凌晨|上午|中午|下午|午后|傍晚|晚上|夜里|晚"
    r"|this morning|this afternoon|this evening|tonight|morning|afternoon|evening|night)"
)
_CLOCK = (
    rf"(?:(?:at\s*)?(?P<h24>[01]?\d|2[0-3])[:：](?P<m24>[0-5]\d)\s*(?P<ampm>am|pm)?"
    rf"|(?P<hour>{_N})(?:点钟?|时)(?P<minute>半|[一三]刻|\d{{1,2}}分?|[一二三四五六七八九十]{{1,3}}分)?"
    r"|(?:at\s*)?(?P<hen>1[0-2]|[1-9])\s*(?P<ampm2>am|pm))"
)
_GAP = r"[\s的,，]*"
_AHEAD = re.compile(
    rf"\s*(?:(?P<now>现在|马上|立即|now\b)|(?:{_DAY})?{_GAP}{_PART}?{_GAP}(?:{_CLOCK})?)",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(
    r"\s*(?:(?P<clock>(?:at\s)?\d{1,2}(?::\d\d)?\s?(?:am|pm)?),?\s+(?=on\s))?(?:on\s+)?",
    re.IGNORECASE,
)
_UNSURE = re.compile(rf"\s*(?P<day>{FEAST}|{VAGUE}){_GAP}{_PART}?{_GAP}{_CLOCK}", re.IGNORECASE)
_ONLY_DAY = re.compile(_DAY, re.IGNORECASE)
_LATER = {
    "day after tomorrow": 2, "大后": 3, "后天": 2, "后晚": 2, "后儿": 2, "明": 1, "昨": -1, "前天": -2, "tomorrow": 1, "yesterday": -1,
}  # fmt: skip
_PARTS = {
    "凌晨": 1, "晨": 7, "早": 8, "上午": 9, "中午": 12, "下午": 15, "午后": 15, "傍晚": 18, "晚": 19,
    "夜": 20, "morning": 8, "afternoon": 15, "evening": 19, "night": 19,
}  # fmt: skip
"""At which hour a part of the day is meant where no clock time is said."""
_AFTERNOON = re.compile("下午|午后|傍晚|晚|夜|afternoon|evening|night")
_NOON = 12


class NoSuchDay(ValueError):
    """31 April, 29 February of most years."""


class NoSuchHour(NoSuchDay):
    """25 o'clock."""


@dataclass(frozen=True)
class Ahead:
    """What the beginning of a text says of a time: which day, at which hour; `rest` comes after it."""

    at: datetime
    has_day: bool
    has_hour: bool
    """Of the clock, or of a part of the day: 明早 is at eight."""
    has_clock: bool
    rest: str
    now: bool = False
    every: str | None = None
    """`daily`, `weekly`: it is to come again."""


def read_ahead(text: str, now: datetime, zone: ZoneInfo) -> Ahead | None:
    """Return when a text says that something will be, None where it begins with no time.

    An hour without a day is the next one; a day without an hour begins at midnight. What is said to
    be today may have passed: that is for the caller to refuse. Raises NoSuchDay, NoSuchHour, and
    Unfit for 5/7, where nobody knows which of them is the month, and for 除夕.
    """
    if unsure := _UNSURE.match(text):
        raise unclear(unsure["day"])
    text = _day_first(text)
    found = _AHEAD.match(text)
    if found is None or not found.group().strip():
        return None
    said = {name: value.lower() for name, value in found.groupdict().items() if value}
    local = now.astimezone(zone)
    rest = text[found.end() :].strip(" ，,。：:、\n\t")
    if "now" in said:
        return Ahead(now, has_day=True, has_hour=True, has_clock=True, rest=rest, now=True)
    if not said:
        return None
    day = _day(said, local.date())
    clock = _clock(said)
    if day is not None:
        require_weekday(day, said.get("ofweek"))
    at = _moment(day or local.date(), clock or time(), zone)
    weekly = "every" in said or said.get("on") == "every"
    if at <= now and (day is None or weekly):
        at += timedelta(days=1 if day is None else 7)
    return Ahead(
        at,
        has_day=day is not None,
        has_hour=clock is not None,
        has_clock=bool(said.keys() & {"h24", "hour", "hen"}),
        rest=rest,
        every="daily" if "daily" in said else "weekly" if weekly else None,
    )


def _day_first(text: str) -> str:
    """Return a text that begins with a day and then its hour: `9am on 5 July` does not."""
    before = _BEFORE_DAY.match(text)
    assert before is not None  # nothing before it will do
    rest = text[before.end() :]
    for found, day in spelled_days(text):
        if found.start() == before.end():
            rest = day + text[found.end() :]
    named = _ONLY_DAY.match(rest)
    if named is None:
        return text
    return f"{named.group()} {before['clock'] or ''}{rest[named.end() :]}"


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone)


def _day(said: dict[str, str], today: date) -> date | None:
    if "year" in said:
        return _date(int(said["year"]), int(said["ymonth"]), int(said["yday"]))
    if "parts" in said:
        raise unclear(said["parts"])
    if month := said.get("month"):
        day = number(said["mday"]) or 0
        if "ofyear" in said:
            return _date(said_year(said["ofyear"], today), number(month) or 0, day)
        return _this_year(number(month) or 0, day, today)
    if "ofmonth" in said:
        return _of_month(said["ofmonth"], int(said["only"]), today)
    if "only" in said:
        return _monthly(int(said["only"]), today)
    if named := said.get("week") or said.get("named"):
        which = "下" if said.get("on") == "next" else said.get("next", "")
        return weekday(today, named_weekday(named), which)
    later = in_days(said.get("rel", ""))
    if later is not None:
        return today + timedelta(days=later)
    words = said.get("rel", "") + said.get("part", "")
    later = next((days for word, days in _LATER.items() if word in words), None)
    if later is not None:
        return today + timedelta(days=later)
    return today if "rel" in said or words.startswith(("今", "this", "tonight")) else None


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(f"{year}-{month}-{day}") from None


def _this_year(month: int, day: int, today: date) -> date:
    try:
        return yearly(month, day, today)
    except ValueError:
        raise NoSuchDay(f"{month}-{day}") from None


def _of_month(word: str, day: int, today: date) -> date:
    try:
        return of_month(word, day, today)
    except ValueError:
        raise NoSuchDay(f"{word}{day}") from None


def _monthly(day: int, today: date) -> date:
    """Return the day of this month, or of the next one if it has passed."""
    year, month = today.year, today.month
    if day < today.day:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return _date(year, month, day)


def _clock(said: dict[str, str]) -> time | None:
    part = said.get("part", "")
    digits = said.get("h24") or said.get("hour") or said.get("hen")
    if digits is None:
        hours = [hour for word, hour in _PARTS.items() if word in part]
        return time(hours[-1]) if hours else None
    hour = number(digits)
    if hour is None or hour > 24:
        raise NoSuchHour(digits)
    pm = "pm" in {said.get("ampm"), said.get("ampm2")} or _AFTERNOON.search(part)
    am = "am" in {said.get("ampm"), said.get("ampm2")}
    if (pm and hour < _NOON) or ("中午" in part and hour <= 2):
        hour += _NOON
    if am and hour == _NOON:
        hour = 0
    return time(hour % 24, minutes(said.get("minute") or said.get("m24") or ""))

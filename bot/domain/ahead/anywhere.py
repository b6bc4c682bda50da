"""When something is to begin, wherever in a line that is said, and how long it takes."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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
    spelled,
    unclear,
    weekday,
    yearly,
)
from bot.domain.intake.numbers import number
from bot.errors import Unfit

LONGEST = timedelta(hours=12)
"""Of anything that is planned by the hour."""
_C = "零〇一二两三四五六七八九十百"
_N = rf"(?:\d{{1,4}}|[{_C}]{{1,5}})"
_DAY = (
    r"(?:(?P<year>20\d\d)[年./-](?P<ymonth>\d{1,2})[月./-](?P<yday>\d{1,2})[日号]?"
    rf"|(?:(?P<ofyear>{YEARS})的?)?(?P<month>{_N})月(?P<mday>{_N})[日号]?"
    rf"|(?P<parts>{IN_PARTS})"
    rf"|{OF_MONTH}?(?P<day>(?<![\d路街巷道弄])\d{{1,2}}|(?<![{_C}路街巷道弄])[{_C}]{{1,3}})[日号](?![楼院线门厅]|会议室|教室|活动室)"
    rf"|(?P<rel>大后天|后天|明天|明日|今天|今日|昨天|昨日|前天|{SPOKEN}|{IN_DAYS}|今(?=[早晚夜晨])|昨(?=[早晚夜晨])|明(?=[早晚晨])|today|(?:the )?day after tomorrow|tomorrow|tonight|yesterday)"
    rf"){OF_WEEK}"
    r"|(?P<which>每|这|本|下下|下|上)?个?(?:周|星期|礼拜)(?P<week>[一二三四五六日天])"
    rf"|{NAMED}"
)
_PART = (
    r"凌晨|清早|清晨|大清早|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|夜里|早|晚|夜|晨|上|noon"
)
_CLOCK = (
    rf"(?P<hour>{_N})(?:点钟?|时(?!候))(?P<minute>半|[一三]刻|\d{{1,2}}分?|[{_C}]{{1,3}}分?)?"
    r"|(?P<h24>[01]?\d|2[0-4])[:：](?P<m24>[0-5]\d)(?:\s?(?P<ampm>am|pm))?"
    r"|(?P<hen>1[0-2]|[1-9])\s?(?P<ampm2>am|pm)"
)
_AT = re.compile(
    rf"(?:on\s|at\s)*(?:(?P<said>{_DAY})[的\s,，]*)?(?:(?P<part>{_PART})[的\s]*)?(?:at\s|from\s)?(?:{_CLOCK})",
    re.IGNORECASE,
)
ONLY_DAY = re.compile(_DAY, re.IGNORECASE)
_ON_DAY = re.compile(rf"(?:\bon\s+)?(?:{_DAY})", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\s*(?:到|至|--|-|—|–|~|～|to\s|until\s)\s*(?:(?P<part>{_PART}))?\s*(?:{_CLOCK})",
    re.IGNORECASE,
)
_SPAN = r"(?:到|至|--|-|—|–|~|～)"
_HALF_CLOCK = re.compile(
    rf"(?<![\d{_C}月年周期拜./:：-])({_N})(?=\s*{_SPAN}\s*{_N}(?:点钟?|时(?!候)))"
)
"""9-11点: the first hour says its 点 with the second."""
_LENGTH = re.compile(
    rf"(?P<much>\d+(?:\.\d+)?|半|[{_C}]+)个?(?P<half>半)?(?P<unit>小时|钟头|分钟)(?P<after>半)?"
    r"|(?P<many>\d+(?:\.\d+)?)\s?(?P<word>hours?|h|minutes?|min)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"每[人位个]\s*(?:限|大?约)?\s*\d{1,3}\s*分钟")
_FEAST = re.compile(rf"(?:(?P<moon>农历|阴历)|[\u4e00-\u9fff]{{2}}节|{FEAST})[的\s,，]*$")
"""腊八节上午9点: which day that is only they know for sure."""
_VAGUE = re.compile(VAGUE, re.IGNORECASE)
_MANY = re.compile(
    r"每个?月|(?:第[一二三四1-4]|最后一)个(?:周|星期|礼拜)[一二三四五六日天]|(?:first|second|third|last) \w+day of"
    r"|(?:周|星期|礼拜)[一二三四五六日天](?:[、，,和及]?(?:周|星期|礼拜)?[一二三四五六日天])+(?![点月日号楼栋层单])"
    r"|(?:(?:\d{1,2}月)?\d{1,2}[日号]?|(?:周|星期|礼拜)[一二三四五六日天])(?:到|至|-|—|~|～|、|或|和)"
    r"(?:\d{1,2}月)?(?:\d{1,2}[日号](?![楼栋院线门])|(?:周|星期|礼拜)[一二三四五六日天])",
    re.IGNORECASE,
)
"""Days that are more than one, or counted within a month: 10号到12号, 周一三五, 每月5号."""
_WEEKLY = re.compile("每个?(?:周|星期|礼拜)|every ", re.IGNORECASE)
_AM_TO_PM = 6
_DAYS = ("year", "month", "parts", "day", "rel", "week", "named")
"""The groups of which a day that is said fills one."""
AHEAD = {
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "昨": -1,
    "大后天": 3,
    "后天": 2,
    "明": 1,
    "明天": 1,
    "明日": 1,
    "明儿": 1,
    "明儿个": 1,
    "后儿": 2,
    "后儿个": 2,
    "昨儿": -1,
    "昨儿个": -1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "tomorrow": 1,
    "yesterday": -1,
}


@dataclass(frozen=True)
class Moment:
    """When something begins, and how many minutes it takes if that is said."""

    starts_at: datetime
    minutes: int | None = None
    weekly: bool = False


def read_time(text: str, now: datetime) -> Moment | None:
    """Return when something is to begin; raises Unfit for a day that no month has."""
    return take_time(" ".join(text.split()), now)[0]


def take_time(text: str, now: datetime) -> tuple[Moment | None, str]:
    """Return the time that a text says, and the text without it."""
    text = _HALF_CLOCK.sub(r"\1点", spelled(text))
    found = _AT.search(text)
    if found is None:
        _check_day(text, now)
        return None, text
    other = _other_day(text, found, now)
    unsure = _unsure(text, found, sure=other is not None or _names_day(found))
    if unsure is not None:
        return None, f"{text[: unsure.start()]} {text[found.end() :]}"
    starts_at = _instant(found.groupdict(), now, other)
    end, minutes = found.end(), None
    if until := _UNTIL.match(text, end):
        end, minutes = until.end(), _until(until.groupdict(), starts_at, now)
    rest = _EACH.sub(" ", _ON_DAY.sub(" ", f"{text[: found.start()]} {text[end:]}"))
    if length := _LENGTH.search(rest):
        minutes, rest = minutes or _length(length), _without(length, rest)
    if minutes is not None and not timedelta() < timedelta(minutes=minutes) <= LONGEST:
        raise Unfit("refusal-gathering-length")
    return Moment(starts_at, minutes, bool(_WEEKLY.search(text))), rest


def _unsure(text: str, found: re.Match[str], *, sure: bool) -> re.Match[str] | None:
    """Return the words before an hour that mean a day whose date we don't know, or several days."""
    feast = _FEAST.search(text, 0, found.start())
    if feast and (feast["moon"] or not sure):
        return feast
    many = _MANY.search(text, 0, found.end("said") if found["said"] else found.start())
    return many or (None if sure else _VAGUE.search(text, 0, found.start()))


def days_ahead(word: str) -> int:
    """Return how many days later 明天 is, or 三天后."""
    return in_days(word) or AHEAD.get(word.lower(), 0)


def _without(found: re.Match[str], text: str) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _check_day(text: str, now: datetime) -> None:
    """Say so where only a day is named, and there is none."""
    found = ONLY_DAY.search(text)
    if found is not None:
        day_of(found.groupdict(), now)


def _names_day(found: re.Match[str]) -> bool:
    return any(found[name] for name in _DAYS)


def _other_day(text: str, found: re.Match[str], now: datetime) -> datetime | None:
    """Return the day that stands elsewhere than before the hour."""
    if _names_day(found):
        return None
    day = ONLY_DAY.search(text)
    return day_of(day.groupdict(), now) if day else None


def _instant(said: dict[str, str | None], now: datetime, other: datetime | None) -> datetime:
    day = day_of(said, now) or other
    at = _hour(said)
    named = said["rel"] or said["week"] or said["named"] or other or day
    instant = _on(day or _midnight(now), at)
    if instant > now:
        return instant
    if said["week"] or said["named"]:
        this = (said["which"] or "") in {"这", "本", "上"}
        return instant if this else instant + timedelta(days=7)
    return instant if named else instant + timedelta(days=1)


def _on(day: datetime, at: timedelta) -> datetime:
    return datetime.combine(day.date(), time(), day.tzinfo) + at


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.date(), time(), now.tzinfo)


def _hour(said: dict[str, str | None]) -> timedelta:
    """Return the time of day; 3点 with nothing before it is in the afternoon."""
    hour = number(said["hour"] or said["h24"] or said["hen"] or "")
    if hour is None or hour > 24:
        raise Unfit("refusal-no-such-time")
    part, half = said["part"] or "", ((said.get("ampm") or "") + (said.get("ampm2") or "")).lower()
    written = (said["h24"] or "").startswith("0")
    late = any(mark in part for mark in ("下", "晚", "夜", "傍", "午后"))
    evening = (said.get("rel") or "") == "tonight"
    noon = ("中午" in part or "正午" in part or "noon" in part) and hour <= 2
    alone = not part and not half and not written and hour <= _AM_TO_PM and said["h24"] is None
    if hour == 12 and ("晚" in part or "夜" in part):
        hour = 24
    if hour < 12 and (late or evening or noon or alone or half == "pm"):
        hour += 12
    return timedelta(hours=hour, minutes=minutes(said["minute"] or said["m24"] or ""))


def day_of(said: dict[str, str | None], now: datetime) -> datetime | None:
    """Return the day that is said; one without a year that passed long ago is the next year's."""
    day = _said_day(said, now)
    if day is not None:
        require_weekday(day.date(), said.get("ofweek"))
    return day


def _said_day(said: dict[str, str | None], now: datetime) -> datetime | None:
    today = _midnight(now)
    try:
        if said["year"]:
            return _day_of(today, int(said["year"]), said["ymonth"], said["yday"])
        if said["parts"]:
            raise unclear(said["parts"])
        month, day = said["month"], said["mday"]
        if month:
            if said["ofyear"]:
                return _day_of(today, said_year(said["ofyear"], today.date()), month, day)
            found = yearly(number(month or "") or 0, number(day or "") or 0, today.date())
            return _at_midnight(today, found)
        if said["day"]:
            return _next_day(today, number(said["day"]) or 0, said["ofmonth"])
    except ValueError:
        raise Unfit("refusal-no-such-day") from None
    if said["rel"]:
        return today + timedelta(days=days_ahead(said["rel"]))
    if said["week"]:
        found = weekday(today.date(), named_weekday(said["week"]), said["which"] or "")
        return _at_midnight(today, found)
    if said["named"]:
        ahead = "下" if (said["on"] or "").lower() == "next" else ""
        found = weekday(today.date(), named_weekday(said["named"]), ahead)
        return _at_midnight(today, found)
    return None


def _at_midnight(today: datetime, day: date) -> datetime:
    return datetime.combine(day, time(), today.tzinfo)


def _day_of(today: datetime, year: int, month: str | None, day: str | None) -> datetime:
    return today.replace(year=year, month=number(month or "") or 0, day=number(day or "") or 0)


def _next_day(today: datetime, day: int, month: str | None = None) -> datetime:
    if month:
        return _at_midnight(today, of_month(month, day, today.date()))
    if not 1 <= day <= 31:
        raise ValueError(day)
    first = today.replace(day=1)
    for _ in range(4):
        try:
            if first.replace(day=day) >= today:
                return first.replace(day=day)
        except ValueError:
            if first.month == today.month:
                raise
        first = (first + timedelta(days=32)).replace(day=1)
    raise ValueError(day)


def _until(said: dict[str, str | None], starts_at: datetime, now: datetime) -> int:
    end = _on(starts_at.astimezone(now.tzinfo), _hour({**said, "rel": None}))
    if end <= starts_at and end + timedelta(hours=12) > starts_at:
        end += timedelta(hours=12)
    return int((end - starts_at) / timedelta(minutes=1))


def _length(found: re.Match[str]) -> int:
    said = found.group("much") or found.group("many")
    unit = found.group("unit") or found.group("word")
    half = bool(found.group("half") or found.group("after"))
    much = (
        0.5 if said == "半" else float(number(said) or 0) if not said[0].isdigit() else float(said)
    )
    much += 0.5 if half else 0
    return round(much * (1 if unit.lower().startswith(("分", "m")) else 60))

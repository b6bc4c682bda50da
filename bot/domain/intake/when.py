"""Reads when a person was last seen, as a piece of the text and as an instant in the past."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.intake.model import Span
from bot.domain.intake.numbers import number
from bot.domain.intake.places import hide
from bot.domain.intake.sought import Sought

_C = "零〇一二两三四五六七八九十"
_N = rf"(?:\d{{1,2}}|[{_C}]{{1,3}})"
_DAY = (
    r"(?:(?P<year>20\d\d)[年./-](?P<ymonth>\d{1,2})[月./-](?P<yday>\d{1,2})[日号]*"
    rf"|(?P<month>{_N})月(?P<mday>{_N})[日号]*|(?P<day>\d{{1,2}})[日号](?!楼|院|线)"
    r"|(?P<rel>大前天|前天|昨天|昨日|今天|今日|yesterday|today)|(?P<week>上?(?:周|星期|礼拜)[一二三四五六日天]))"
)
_PART = (
    r"(?P<part>今早|今晨|今晚|昨晚|昨夜|昨早|前晚|大清早|清早|清晨|早晨|早上|早(?:(?<=一早)(?=就)|(?![饭餐就点已]))|凌晨|上午|中午|晌午|下午|午后|傍晚|晚上|晚(?![饭餐])|半夜|深夜|夜里"
    r"|this morning|this afternoon|this evening|tonight|last night)"
)
_CLOCK = (
    rf"(?P<hour>{_N})(?:点钟?|时(?!候))(?P<minute>半|[一三]刻|\d{{1,2}}分?|[{_C}]{{1,3}}分?)?"
    r"|(?P<h24>[01]?\d|2[0-3])[:：](?P<m24>[0-5]\d)(?:\s?(?P<ampm>am|pm))?"
    r"|(?P<hen>1[0-2]|[1-9])\s?(?P<ampm2>am|pm|o'clock)"
    r"|(?:(?<=around\s)|(?<=about\s))(?P<hbare>1[0-2]|[1-9])(?=[\s,.!]|$)(?!\s(?:minute|hour|year|month|day|cm|kids?|child|people|building|block))"
)
_ABOUT = r"(?P<about>过|多钟?|许|左右|的样子|的时候|前后)?"
_SPELLED = {"two": 2, "three": 3, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
_AGO = rf"(?P<amount>半个?|(?<![a-z])(?:{'|'.join(_SPELLED)})|{_N}(?:来|几)?个?半?|好?几个?|an?|half an)多?个?\s?多?\s?(?P<unit>小时|钟头|分钟|天|hours?|hrs?|minutes?|mins?|days?)(?:多|左右)?\s?(?:之前|以前|前|了(?!解)|(?<![a-z])ago(?![a-z]))"
_JUST = (
    r"(?P<just>刚才|刚刚|才将|将才|刚(?=在|从|还|放|下|出)|刚刚才|先前|方才|just now|a moment ago)"
)
# Every part of it may be missing, so it is only tried where one begins.
_BEGINS = rf"(?=[\d{_C}两半几好刚才将先方大前昨今上周星礼早清凌晨中晌午下傍晚夜深约afhjlty])"
_WHEN = re.compile(
    rf"{_BEGINS}(?:{_JUST}|{_AGO}|{_DAY}?(?:的|\s)?{_PART}?(?:大概|大约|约|的|\s|at\s|around\s)*(?:{_CLOCK})?{_ABOUT})",
)
_TIME = Sought(f"{_JUST}|{_AGO}|{_DAY}|{_PART}|{_CLOCK}")
"""What a time can't be told without."""
_UNTIL = re.compile(
    rf"\s?(?:-|~|—|–|到|至|and|to)+\s?{_PART}?(?:{_CLOCK})(?:\s?(?:之间|中间|这段时间?))?"
)
"""Where a stretch of time ends: 昨晚8点到10点之间."""
_GREETING = Sought(
    r"(?:早上|上午|中午|下午|傍晚|晚上|晚|早|午)(?:好(?![像似多几久不好端大远冷热黑吵早晚生些险容])|安(?![静全排装慰心检置保抚徽康]))"
    r"|(?:^|各位|大家)早(?=[啊呀哈安，,。.!！~\s]|各位|大家|邻居)",
)
"""Good morning is no hour of the day."""
_NOT_SEEN = re.compile(r"没(?:有|得)?(?:吃|喝|打针|量)(?![^，。,]{0,4}?(?:就|跑|走|出))")
_NEW_YEAR = re.compile(r"出生|生于|生日|确诊|患病")

# Hours that a part of the day spans; a clock time before noon said with these means p.m.
_PARTS = {
    "早": (5, 10), "晨": (5, 9), "凌晨": (0, 6), "上午": (7, 12), "中午": (11, 14), "晌午": (11, 14),
    "下午": (12, 19), "午后": (12, 18), "傍晚": (16, 20), "晚": (18, 24), "夜": (20, 30), "半夜": (22, 30), "深夜": (22, 30),
    "morning": (5, 12), "afternoon": (12, 18), "evening": (17, 23), "night": (18, 24),
}  # fmt: skip
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class When:
    """The words for the time, and what they said, ready to be set against `now`."""

    span: Span
    parts: dict[str, str | None]
    until: dict[str, str | None] | None = None
    """The clock time at which a stretch ends."""

    def resolve(self, now: datetime) -> tuple[datetime, datetime] | None:
        """From and to, never later than `now`; None where no day can be told."""
        try:
            window = self._window(now)
        except (ValueError, OverflowError):
            return None
        if window is None:
            return None
        start, end = window
        if start > now and not self._dated:
            start, end = start - timedelta(days=1), end - timedelta(days=1)
        if start > now:
            return None
        return start, min(end, now)

    @property
    def _dated(self) -> bool:
        this = re.match("今|this|tonight", self.parts["part"] or "")
        return bool(this) or any(self.parts[k] for k in ("year", "month", "day", "rel", "week"))

    def _window(self, now: datetime) -> tuple[datetime, datetime] | None:
        if self.parts["just"]:
            return now - timedelta(minutes=30), now
        if self.parts["amount"]:
            return self._ago(now)
        day = self._day(now)
        if day is None:
            return None
        clock = _clock(self.parts, day, now)
        if clock is None:
            return self._part(day)
        end = _clock(self._ending(), day, now) if self.until else None
        return (clock[0], end[0]) if end and end[0] > clock[0] else clock

    def _ending(self) -> dict[str, str | None]:
        """What of the end is not said holds from the beginning: 昨晚8点到10点."""
        said = {key: value for key, value in (self.until or {}).items() if value}
        return dict.fromkeys(self.parts) | {k: self.parts[k] for k in ("rel", "part")} | said

    def _ago(self, now: datetime) -> tuple[datetime, datetime] | None:
        unit, text = self.parts["unit"] or "", self.parts["amount"] or ""
        size = timedelta(hours=1)
        if unit.startswith(("分", "m")):
            size = timedelta(minutes=1)
        elif unit.startswith(("天", "d")):
            size = timedelta(days=1)
        half = 0.5 if "半" in text or "half" in text else 0.0
        bare = re.sub("[个半来]|(?<=十)几|好(?=几)", "", text)
        whole = {"几": 3, "": 0, "half an": 0, "a": 1, "an": 1, **_SPELLED}.get(bare)
        value = (number(bare) if whole is None else whole) or 0
        span = size * (value + half)
        slack = max(span / 4, timedelta(minutes=5))
        return now - span - slack, now - span + slack

    def _day(self, now: datetime) -> datetime | None:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        p = self.parts
        if p["year"]:
            return midnight.replace(
                year=int(p["year"]), month=int(p["ymonth"] or 0), day=int(p["yday"] or 0)
            )
        if p["month"]:
            day = midnight.replace(month=number(p["month"]) or 0, day=number(p["mday"] or "") or 0)
            return day if day <= now else day.replace(year=day.year - 1)
        if p["day"]:
            return _latest_day(midnight, int(p["day"]))
        if p["week"]:
            name = p["week"][-1].replace("天", "日")
            back = (now.weekday() - _WEEKDAYS.index(name)) % 7
            return midnight - timedelta(days=back or (7 if p["week"].startswith("上") else 0))
        words = (p["rel"] or "") + (p["part"] or "")
        back = (
            3
            if "大前" in words
            else 2
            if "前" in words
            else 1
            if re.search("昨|yester|last", words)
            else 0
        )
        return midnight - timedelta(days=back)

    def _part(self, day: datetime) -> tuple[datetime, datetime]:
        part = self.parts["part"] or ""
        keys = sorted((key for key in _PARTS if key in part), key=len)
        first, last = _PARTS[keys[-1]] if keys else (0, 24)
        return day + timedelta(hours=first), day + timedelta(hours=last)


def _clock(
    p: dict[str, str | None], day: datetime, now: datetime
) -> tuple[datetime, datetime] | None:
    hour = number(p["hour"] or p["h24"] or p["hen"] or p["hbare"] or "")
    if hour is None or hour > 24:
        return None
    afternoon = re.search("下午|晚|傍|午后|夜|afternoon|evening|night", p["part"] or "")
    if re.search("夜|晚", p["part"] or "") and (hour < 6 or hour == 12):
        # Past midnight: 半夜三点, 昨晚两点; of yesterday's night it is this morning.
        past = hour == 12 or re.search("昨|前", (p["rel"] or "") + (p["part"] or ""))
        hour = hour % 12 + (24 if past else 0)
    elif (hour < 12 and (afternoon or "pm" in ((p["ampm"] or "") + (p["ampm2"] or "")))) or (
        hour <= 2 and re.search("中午|晌午", p["part"] or "")
    ):
        hour += 12
    if p["hbare"] and hour < 12 and day + timedelta(hours=hour + 12) <= now:
        hour += 12
    minute = _minutes(p["minute"] or p["m24"])
    start = day + timedelta(hours=hour, minutes=minute)
    if (p["about"] or "")[:1] in ("过", "多", "许"):
        return start, start + timedelta(minutes=59)
    if p["about"]:
        return start - timedelta(minutes=30), start + timedelta(minutes=30)
    return start, start + timedelta(minutes=15 if minute else 30)


def _minutes(text: str | None) -> int:
    if not text:
        return 0
    named = {"半": 30, "一刻": 15, "三刻": 45}.get(text)
    return named if named is not None else (number(text.rstrip("分")) or 0)


def _latest_day(midnight: datetime, day: int) -> datetime | None:
    month = midnight
    for _ in range(3):
        try:
            if month.replace(day=day) <= midnight:
                return month.replace(day=day)
        except ValueError:
            pass
        month = month.replace(day=1) - timedelta(days=1)
    return None


def last_seen(folded: str, near: Span) -> When | None:
    """The first time said; of several, one with a clock time or a day before one without."""
    if not _TIME.may_match(folded):
        return None
    best: tuple[tuple[int, int], When] | None = None
    said = hide(folded, [Span(*greeting.span()) for greeting in _GREETING.finditer(folded)])
    for found in _WHEN.finditer(said):
        if not found.group().strip():
            continue
        parts = found.groupdict()
        if not _said(parts):
            continue
        if _NEW_YEAR.search(folded, max(0, found.start() - 6), found.end() + 3):
            continue
        if _NOT_SEEN.match(folded, found.end()):
            continue
        detail = sum(
            bool(parts[k])
            for k in ("just", "amount", "month", "year", "rel", "part", "hour", "h24", "day")
        )
        late = 0 if found.start() <= near.end + 30 else 1
        key = (late, -detail)
        if best is None or key < best[0]:
            best = key, When(_trim(found), parts)
    return _stretched(best[1], folded) if best else None


def _stretched(said: When, folded: str) -> When:
    """The same up to the clock time that is said behind it."""
    until = _UNTIL.match(folded, said.span.end)
    if until is None:
        return said
    return When(Span(said.span.start, until.end()), said.parts, until.groupdict())


def _said(parts: Mapping[str, str | None]) -> bool:
    if any(
        parts[k]
        for k in ("just", "amount", "year", "month", "rel", "week", "part", "h24", "hen", "hbare")
    ):
        return True
    if parts["day"]:
        return True
    # 一点 alone is "a little", not one o'clock.
    return bool(parts["hour"]) and (parts["hour"] not in ("一", "两") or bool(parts["minute"]))


def _trim(found: re.Match[str]) -> Span:
    text = found.group()
    left = len(text) - len(text.lstrip(" 的"))
    return Span(found.start() + left, found.end() - (len(text) - len(text.rstrip())))

"""What single settings are made of, and how each is read from its text."""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field
from pydantic_settings import NoDecode

from bot.domain.policy import QuietHours
from bot.domain.seasons import MonthDay, Seasons, Span

MINUTES_MAX = 100_000
MOST_RINGS = 4
"""Micro, general and chief grid, and the town."""
KEY_BYTES, MOST_KEYS = 32, 2

Delays = tuple[timedelta, ...]


@dataclass(frozen=True)
class Escalation:
    """After how much silence each next level hears of a case."""

    life: Delays
    other: Delays
    ack: timedelta | None = timedelta(minutes=10)
    """The same for an alert that staff of a grid leave unanswered; None: nobody hears."""


@dataclass(frozen=True)
class Limit:
    """So many, within a span of time or at once."""

    count: int
    per: timedelta | None = None


@dataclass(frozen=True)
class Limits:
    """What one person or group may do; None is no limit."""

    fold: Limit | None = None
    open: Limit | None = None
    reports: Limit | None = None
    alerts: Limit | None = None
    clues: Limit | None = None


@dataclass(frozen=True)
class Breaks:
    """When there is no school; a winter break of None goes by the Spring Festival."""

    winter: Span | None = None
    summer: Span = Seasons().summer_break


@dataclass(frozen=True)
class Listen:
    """Where the one HTTP listener stands."""

    host: str
    port: int


def parsed(parse: Callable[[str], Any]) -> BeforeValidator:
    """Let pydantic read a text with `parse`, which raises ValueError; a default is taken as it is."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def minutes(text: str) -> Delays:
    """Read minutes separated by commas; decimals are welcome."""
    numbers = [float(part) for part in text.split(",")]
    if not all(0 <= number <= MINUTES_MAX for number in numbers):
        raise ValueError(text)
    return tuple(timedelta(minutes=number) for number in numbers)


def rings(text: str) -> Delays:
    """Read the delays of the rings; none is due before the one inside it."""
    delays = minutes(text)
    if list(delays) != sorted(delays) or len(delays) > MOST_RINGS:
        raise ValueError(text)
    return delays


def escalation(text: str) -> Escalation:
    """Read `3,3,3` for all, or `life=…;other=…;ack=…` with any left out; `ack=0` is never."""
    if text and "=" not in text:
        return Escalation(_waits(text), _waits(text))
    named = {"life": "3,3,3", "other": "120,480,1440", "ack": "10"} | _named(text, ";")
    if len(named) > len(fields(Escalation)):
        raise ValueError(text)
    (ack,) = minutes(named["ack"] or "0")
    return Escalation(_waits(named["life"]), _waits(named["other"]), ack or None)


def _waits(text: str) -> Delays:
    """Read minutes of silence; with none at all everybody would be called without end."""
    delays = minutes(text)
    if not all(delays):
        raise ValueError(text)
    return delays


def quiet_hours(text: str) -> QuietHours | None:
    """Read `21:00-08:00`; nothing means that no hour is quiet."""
    if not text.strip():
        return None
    start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    return QuietHours(start, end)


def season(text: str) -> Span:
    """Read `5.1-9.30`: month and day of the first and of the last day."""
    first, last = (_month_day(part) for part in text.split("-"))
    return Span(first, last)


def breaks(text: str) -> Breaks:
    """Read `winter=1.24-2.22;summer=7.4-8.31`, with either left out."""
    named = _named(text, ";")
    if not named or not named.keys() <= {field.name for field in fields(Breaks)}:
        raise ValueError(text)
    return Breaks(**{name: season(value) for name, value in named.items()})


def _month_day(text: str) -> MonthDay:
    match = re.fullmatch(r"\s*(\d{1,2})\.(\d{1,2})\s*", text)
    if match is None:
        raise ValueError(text)
    day = date(_A_LEAP_YEAR, int(match[1]), int(match[2]))
    return MonthDay(day.month, day.day)


_A_LEAP_YEAR = 2024
STARS_A_DAY = 1000
"""`on`: ten thousand messages, a whole district once."""

_SPANS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_RATES = frozenset({"fold", "reports", "alerts"})
_MANY, _SOME = r"([1-9]\d{0,5})", r"[1-9]\d{0,3}"


def limits(text: str) -> Limits:
    """Read `fold=6/5m,open=5,…`; what is not named has no limit, and 0 would be nobody's wish."""
    named = _named(text, ",")
    if not named.keys() <= {field.name for field in fields(Limits)}:
        raise ValueError(text)
    return Limits(**{name: _limit(value, rate=name in _RATES) for name, value in named.items()})


def _limit(text: str, *, rate: bool) -> Limit:
    match = re.fullmatch(rf"{_MANY}/({_SOME})?([smhd])" if rate else _MANY, text)
    if match is None:
        raise ValueError(text)
    if not rate:
        return Limit(int(match[1]))
    return Limit(int(match[1]), int(match[2] or 1) * _SPANS[match[3]])


def _named(text: str, separator: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(separator) if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def stars(text: str) -> int:
    """Read a number of Stars, `off` for none, `on` for what a district costs once."""
    named = {"off": 0, "on": STARS_A_DAY}
    return named[text.strip().lower()] if text.strip().lower() in named else _whole(text)


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,7}", text.strip()):
        raise ValueError(text)
    return int(text)


def data_keys(text: str) -> tuple[bytes, ...]:
    """Read one key of 32 bytes in base64, or two: the new one, then the one that it follows."""
    keys = [b64decode(part.strip(), validate=True) for part in text.split(",") if part.strip()]
    named = not text.strip() or bool(keys)  # a comma alone is a key that got lost
    if not named or len(keys) > MOST_KEYS or any(len(key) != KEY_BYTES for key in keys):
        raise ValueError(text)
    return tuple(keys)


def user_ids(text: str) -> frozenset[int]:
    """Read Telegram user ids separated by commas."""
    ids = [part.strip() for part in text.split(",") if part.strip()]
    if not all(re.fullmatch(r"[1-9]\d{0,15}", part) for part in ids):
        raise ValueError(text)
    return frozenset(map(int, ids))


def zone(text: str) -> ZoneInfo:
    """Read the name of a time zone."""
    try:
        return ZoneInfo(text)
    except (KeyError, OSError):  # an unknown name; a folder of names, like "Asia"
        raise ValueError(text) from None


def listen(text: str) -> Listen:
    """Read `host:port`."""
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.port is None or parts.netloc != text:
        raise ValueError(text)
    return Listen(parts.hostname, parts.port)


def address(text: str) -> str:
    """Read an address with a host and nothing behind it; a slash at its end is dropped."""
    parts = urlsplit(text)
    if not parts.hostname or parts.port == 0 or re.search(r"\s", text):
        raise ValueError(text)
    return text.rstrip("/")


def proxy(text: str) -> str:
    """Read an address whose port is named: there is none that every proxy has."""
    if urlsplit(text).port is None:
        raise ValueError(text)
    return address(text)


def is_loopback(url: str) -> bool:
    """Whether an address leads to this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def masked(text: str) -> str:
    """Hide what stands between `//` and `@`: a user and a password."""
    return re.sub(r"//[^/\s]*@", "//***@", text)


Rings = Annotated[Delays, NoDecode, parsed(rings)]
MaybeRings = Annotated[Delays | None, NoDecode, parsed(rings)]
Proxy = Annotated[str, parsed(proxy)]
Http = Annotated[str, Field(pattern=r"^https?://"), parsed(address)]

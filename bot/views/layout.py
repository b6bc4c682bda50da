"""Lines, links and cuts: what makes words fit a small screen and Telegram's limits."""

import re
from datetime import date, datetime

from bot.domain.privacy import without_contact, without_phones
from bot.texts import Safe, escaped
from bot.views.message import Reader

FIRST_LINE = {"zh": 30, "en": 48}
"""Characters that a notification shows of a message: a Latin letter is half as wide."""

SUPERGROUPS = 10**12
"""Telegram's ids of supergroups lie below minus this; links have the rest."""

FIELD = 60
NAME = 20
QUOTE = 200
"""Characters of a report that a card shows; `/case N` shows all (contract.md)."""

# Controls, marks without width, marks that turn a line round, halves of characters; not U+200D,
# which joins emoji.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def lines(*parts: str | None) -> Safe:
    """Join what there is, one line each; every part is HTML already."""
    return Safe("\n".join(part for part in parts if part))


def dotted(*parts: str | None) -> Safe:
    """Join what there is on one line; every part is HTML already."""
    return Safe(" · ".join(part for part in parts if part))


def bold(text: Safe) -> Safe:
    return Safe(f"<b>{text}</b>")


def linked(key: str, payload: str, reader: Reader, **params: str | int) -> Safe:
    """Return words that open the private chat with `/start payload`."""
    return anchor(reader.link(payload), reader.words(key, **params))


def anchor(url: str, words: Safe) -> Safe:
    """Return words that open a page, or a message, when they are touched."""
    return Safe(f'<a href="{escaped(url)}">{words}</a>')


def message_link(chat_id: int, message_id: int) -> str | None:
    """Return the link to a message for members of its supergroup; other groups have none."""
    inner = -chat_id - SUPERGROUPS
    return f"https://t.me/c/{inner}/{message_id}" if inner > 0 else None


def tidy(text: str) -> str:
    """Return the text on one line, without characters that can't be seen or that turn others."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def units(text: str) -> int:
    """Return the length as Telegram counts it: an emoji takes two or more."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, limit: int) -> str:
    """Return at most `limit` units on one line, the last one … where some were left out."""
    return _cut(tidy(text), limit)


def _cut(text: str, limit: int) -> str:
    if units(text) <= limit:
        return text
    shown = text[: limit - 1]
    while units(shown) >= limit:
        shown = shown[:-1]
    return shown.rstrip(" ·\n") + "…"


def whole(text: str, limit: int) -> str:
    """Return a text of several lines, without what can't be seen, … where it is longer."""
    return _cut("\n".join(line for line in map(tidy, text.splitlines()) if line), limit)


def public(text: str | None, limit: int = FIELD) -> str:
    """Return what residents may read of a field: no phone, no link, no @name."""
    return cut(without_contact(tidy(text or "")), limit)


def quoted(text: str, limit: int = QUOTE) -> str:
    """Return what staff read of somebody's words: all but phone numbers."""
    return cut(without_phones(tidy(text)), limit)


def full_date(at: datetime, reader: Reader) -> Safe:
    """Return day and time: alerts outlive midnight and are forwarded."""
    local = at.astimezone(reader.zone)
    return reader.words(
        "date", month=local.month, day=local.day, weekday=local.weekday(), time=reader.clock(at)
    )


def short_date(at: datetime, reader: Reader) -> Safe:
    """Return day and time without the weekday, for a deadline."""
    local = at.astimezone(reader.zone)
    return reader.words("short-date", month=local.month, day=local.day, time=reader.clock(at))


def month_day(day: date, reader: Reader) -> Safe:
    """Return a day without its year: 7月3日."""
    return reader.words("month-day", month=day.month, day=day.day)


def head(reader: Reader, *parts: str, exercise: bool = False) -> Safe:
    """Return a first line from plain text, cut so that a notification shows all of it."""
    drill = reader.words.plain("exercise") if exercise else ""
    shown = " · ".join(part for part in parts if part)
    return bold(escaped(cut(f"{drill}{shown}", FIRST_LINE[reader.words.locale])))

"""A message before it is sent: text, keyboard, picture; and who reads it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.domain.themes import Theme
from bot.texts import Words


class Drawn(StrEnum):
    """Pictures of ours that stand in a photo's place."""

    ALL_CLEAR = "all_clear"


Ours = Drawn | Theme
"""Every theme of the safety calendar has a picture of its own."""


@dataclass(frozen=True)
class Made:
    """A file that is made for one message: a certificate, a code to scan, a date for a calendar."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Message:
    """HTML text (or caption) with its keyboard; `picture` is a Telegram file id or one of ours."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    picture: str | Ours | Made | None = None
    file: Made | None = None
    copied: tuple[int, int] | None = None
    """Chat and message of somebody's document: a copy of it has this text."""
    reply_keys: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None
    """What stands where one writes, in a private chat: to be tapped instead of typed."""


@dataclass(frozen=True)
class Reader:
    """In whose language and time zone a message is read, and what the bot is called."""

    words: Words
    zone: ZoneInfo
    bot: str
    """The bot's username, for deep links."""

    def link(self, payload: str) -> str:
        """Return the deep link that opens the private chat with `/start payload`."""
        return f"https://t.me/{self.bot}?start={payload}"

    def day(self, at: datetime) -> date:
        """Return the date in the town."""
        return at.astimezone(self.zone).date()

    def clock(self, at: datetime) -> str:
        """Return the time of day, `10:42`."""
        return f"{at.astimezone(self.zone):%H:%M}"

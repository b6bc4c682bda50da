"""Readers of messages: one per language, with the town's zone and the bot's name."""

from zoneinfo import ZoneInfo

from bot.texts import LOCALES, get_words
from bot.views.message import Reader


class Readers:
    """Makes a Reader for a locale; unknown ones read the town's own language."""

    def __init__(self, *, zone: ZoneInfo, locale: str, bot: str) -> None:
        self._default = locale
        self._readers = {name: Reader(get_words(name), zone, bot) for name in LOCALES}

    def of(self, locale: str | None) -> Reader:
        """Return the reader of this language."""
        return self._readers.get(locale or self._default) or self._readers[self._default]

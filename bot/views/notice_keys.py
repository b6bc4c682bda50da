"""The buttons of notices, and how a notice is called in a line."""

from dataclasses import dataclass

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.themes import Theme
from bot.views.buttons import Do, Notify
from bot.views.keyboard import LABEL, Row
from bot.views.layout import cut
from bot.views.message import Reader
from bot.views.themes import theme_title


@dataclass(frozen=True)
class NoticeKeys:
    """Makes the buttons of one notice; labels come from messages/."""

    reader: Reader
    notice_id: int = 0

    def press(
        self, key: str, do: Do, arg: str = "", *, style: ButtonStyle | None = None
    ) -> InlineKeyboardButton:
        """Return a button with words of ours."""
        return self.named(self.reader.words.plain(key), do, arg, style=style)

    def named(
        self, label: str, do: Do, arg: str = "", *, style: ButtonStyle | None = None
    ) -> InlineKeyboardButton:
        """Return a button with a label of its own."""
        data = Notify(do=do, id=self.notice_id, arg=arg).pack()
        return InlineKeyboardButton(text=label, callback_data=data, style=style)

    def back(self) -> InlineKeyboardButton:
        """Return the way back to the card."""
        return self.press("button-back", Do.OPEN)

    def leaf(self, do: Do, start: int, page: int, count: int) -> Row:
        """Return the way to what of a long list comes next, from its end to its beginning."""
        if count <= page:
            return []
        after = start + page
        return [self.press("button-more", do, str(after if after < count else 0))]


def called(theme: Theme | None, text: str, reader: Reader, limit: int = LABEL) -> str:
    """Return what a notice is called in a list: its theme, or its first words; plain text."""
    return cut(theme_title(theme, reader) if theme else text.partition("\n")[0], limit)

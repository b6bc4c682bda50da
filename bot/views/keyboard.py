"""Rows of buttons under a message about a case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.views.buttons import Act, Press
from bot.views.message import Reader

Row = Sequence[InlineKeyboardButton]

LABEL = 30
"""Characters of a name on a button; two stand in a row of a small screen."""


def keyboard(*rows: Row) -> InlineKeyboardMarkup | None:
    """Return the keyboard without its empty rows, None if nothing is left."""
    filled = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None


def in_rows(buttons: Iterable[InlineKeyboardButton], width: int = 2) -> list[Row]:
    """Lay buttons out from left to right, `width` in a row."""
    listed = list(buttons)
    return [listed[start : start + width] for start in range(0, len(listed), width)]


@dataclass(frozen=True)
class Keys:
    """Makes the buttons of one case; labels come from messages/."""

    reader: Reader
    case_id: int

    def press(
        self, key: str, act: Act, arg: str = "", *, style: ButtonStyle | None = None
    ) -> InlineKeyboardButton:
        """Return a button that is pressed."""
        return self.named(self.reader.words.plain(key), act, arg, style=style)

    def named(
        self, label: str, act: Act, arg: str = "", *, style: ButtonStyle | None = None
    ) -> InlineKeyboardButton:
        """Return a button with a label of its own: a person, a grid, an outcome."""
        data = Press(act=act, case=self.case_id, arg=arg).pack()
        return InlineKeyboardButton(text=label, callback_data=data, style=style)

    def link(self, key: str, payload: str) -> InlineKeyboardButton:
        """Return a button that opens the private chat with `/start payload`."""
        label = self.reader.words.plain(key)
        return InlineKeyboardButton(text=label, url=self.reader.link(payload))

    @property
    def progress(self) -> InlineKeyboardButton:
        """Return the button that opens the private chat on this case."""
        return self.link("button-private-progress", f"card_{self.case_id}")

    @property
    def cancel(self) -> InlineKeyboardButton:
        return self.press("button-cancel", Act.CANCEL)

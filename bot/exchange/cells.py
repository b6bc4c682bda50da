"""The cells of one row as values: ids, codes, words of a list, points on the map."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

CODE_MAX = 64
ID_MAX = 2**52
SHORTEST_PHONE = 3
"""Digits: 110."""

W = TypeVar("W", bound=StrEnum)


class BadCell(Exception):
    """Why a row can't be taken."""


@dataclass(frozen=True)
class Cells:
    """A row's cells by column name; an absent column is an empty cell."""

    line: int
    texts: Mapping[str, str]

    def maybe(self, column: str) -> str | None:
        """Return a text, None where the cell is empty."""
        text = self.texts.get(column, "")
        if any(unicodedata.category(char) == "Cc" for char in text):
            raise BadCell(f"{column} holds a line break or another control character")
        return text or None

    def text(self, column: str) -> str:
        """Return a text that must be there."""
        found = self.maybe(column)
        if found is None:
            raise BadCell(f"{column} is empty")
        return found

    def code(self, column: str) -> str:
        """Return a node's code: it becomes part of paths and is typed after `/bind`."""
        code = self.text(column)
        if len(code) > CODE_MAX or re.search(r"[/\s]", code):
            raise BadCell(
                f"{column} {code!r} is no code: up to {CODE_MAX} characters, no spaces, no slash"
            )
        return code

    def word(self, column: str, chinese: Mapping[str, W], words: type[W]) -> W:
        """Return one word of a closed list, given in English or Chinese."""
        text = self.text(column)
        if text in chinese:
            return chinese[text]
        try:
            return words(text.lower())
        except ValueError:
            listed = ", ".join([*words, *chinese])
            raise BadCell(f"{column} {text!r} is none of {listed}") from None

    def phone(self, column: str) -> str | None:
        """Return what can be dialled, None where the cell is empty: families read it in an alert."""
        text = self.maybe(column)
        if text is not None and len(re.findall(r"\d", text)) < SHORTEST_PHONE:
            raise BadCell(f"{column} {text!r} is no phone number")
        return text

    def day(self, column: str) -> date:
        """Return a date; a spreadsheet may have written it with a time of midnight."""
        text = self.text(column)
        try:
            return date.fromisoformat(text.replace("/", "-").removesuffix(" 00:00:00"))
        except ValueError:
            raise BadCell(f"{column} {text!r} is no date; write 2027-01-01") from None

    def user(self, column: str) -> int:
        """Return a person's Telegram id."""
        number = self._id(column)
        if number < 0:
            raise BadCell(f"{column} {number} is the id of a group, not of a person")
        return number

    def group(self, column: str) -> int:
        """Return a group's Telegram id, which is negative."""
        number = self._id(column)
        if number > 0:
            raise BadCell(f"{column} {number} is the id of a person; a group's is negative")
        return number

    def _id(self, column: str) -> int:
        text = self.text(column)
        if re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", text):
            raise BadCell(
                f"{column} {text} was shortened by a spreadsheet (exponent form); "
                "make the column text and enter the id again"
            )
        if not re.fullmatch(r"-?[0-9]{1,16}", text) or not 0 < abs(int(text)) < ID_MAX:
            raise BadCell(f"{column} {text!r} is no Telegram id")
        return int(text)

    def point(self) -> tuple[float, float] | tuple[None, None]:
        """Return lat and lon, which come together or not at all."""
        lat, lon = self._degrees("lat", 90), self._degrees("lon", 180)
        if lat is None and lon is None:
            return None, None
        if lat is None or lon is None:
            raise BadCell("lat and lon come together: one of them is empty")
        return lat, lon

    def _degrees(self, column: str, most: int) -> float | None:
        text = self.maybe(column)
        if text is None:
            return None
        try:
            degrees = float(text)
        except ValueError:
            raise BadCell(f"{column} {text!r} is no number") from None
        if not -most <= degrees <= most:
            raise BadCell(f"{column} {text} is not between -{most} and {most}")
        return degrees

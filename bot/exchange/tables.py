"""A file as a table: its header and its rows as text, whatever program wrote it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.registers import Problem
from bot.errors import ImportRefused

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
"""Bytes that are no part of any character, in UTF-8 as in GB18030, and that no text needs."""
UNREADABLE = "can't be read as XLSX or CSV; save it again as one of them"
EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number."""


@dataclass(frozen=True)
class Line:
    """One row of a table: its number in the file, and its cells without surrounding spaces."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The header and the rows that hold anything; `encoding` is what the file was read as."""

    encoding: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(data: bytes) -> Table:
    """Read a CSV or XLSX file; raises ImportRefused where it is neither, or holds no rows."""
    encoding, lines = _xlsx(data) if data.startswith(ZIP) else _csv(data)
    filled = [line for line in lines if any(line.cells)]
    if not filled:
        raise _bad(1, "the file is empty")
    header, *rows = filled
    if not rows:
        raise _bad(header.number, "there is a header, but no row follows it")
    return Table(encoding, tuple(name.lower() for name in header.cells), tuple(rows))


def _bad(line: int, reason: str) -> ImportRefused:
    return ImportRefused([str(Problem(line, reason))])


def _csv(data: bytes) -> tuple[str, Sequence[Line]]:
    encoding, text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[Line] = []
    first = 1  # a quoted cell may span lines: a row is named by its first
    try:
        for cells in reader:
            lines.append(Line(first, tuple(cell.strip() for cell in cells)))
            first = reader.line_num + 1
    except csv.Error as error:
        raise _bad(first, f"not CSV: {error}") from None
    return encoding, lines


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(OLD_EXCEL):
        raise _bad(1, "an old Excel file; save it as XLSX or CSV")
    if data.startswith(UTF16):
        raise _bad(1, "the encoding is UTF-16; save it as UTF-8")
    if CONTROL.search(data.lstrip().partition(b"\n")[0]):  # a header is words
        raise _bad(1, UNREADABLE)
    try:
        return "UTF-8", data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return "GB18030", data.decode("gb18030")
    except UnicodeDecodeError as error:
        if CONTROL.search(data):
            raise _bad(1, UNREADABLE) from None
        line = data.count(b"\n", 0, error.start) + 1
        reason = "the encoding is neither UTF-8 nor GB18030; save it as UTF-8"
        raise _bad(line, reason) from None


def _xlsx(data: bytes) -> tuple[str, Sequence[Line]]:
    from openpyxl import load_workbook  # noqa: PLC0415 takes a third of a second, and CSV is the rule

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    except Exception:  # noqa: BLE001 zip, inflate and XML each fail in their own way
        raise _bad(1, UNREADABLE) from None
    return "XLSX", [Line(n, _texts(cells)) for n, cells in enumerate(rows, start=1)]


def _texts(cells: Iterable[object]) -> tuple[str, ...]:
    return tuple(_text(cell) for cell in cells)


def _text(cell: object) -> str:
    """Write a cell as a person would; what was shortened keeps its exponent, to be refused."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()  # Excel makes one of every date that is typed
    if not isinstance(cell, float) or not cell.is_integer():
        return str(cell).strip()
    return str(int(cell)) if abs(cell) < EXACT else f"{cell:E}"

"""Rows as CSV, JSON or XLSX, one after the other as they come."""

import codecs
import csv
import io
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from bot.errors import OperatorError
from bot.exchange.tables import EXACT

SHEET_ROWS = 1_048_576
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell of a CSV file."""

Rows = AsyncIterator[Mapping[str, Any]]
Write = Callable[[Rows, Sequence[str], BinaryIO, ZoneInfo], Coroutine[Any, Any, int]]


async def write_json(rows: Rows, keys: Sequence[str], out: BinaryIO, zone: ZoneInfo) -> int:
    """Write one array of objects, an object a line; return how many."""
    count = 0
    out.write(b"[")
    async for row in rows:
        values = {key: _plain(row[key], zone) for key in keys}
        out.write(b"\n" if count == 0 else b",\n")
        out.write(json.dumps(values, ensure_ascii=False).encode())
        count += 1
    out.write(b"\n]\n")
    return count


async def write_csv(rows: Rows, keys: Sequence[str], out: BinaryIO, zone: ZoneInfo) -> int:
    """Write UTF-8 with a BOM, which Excel needs; return how many rows."""
    out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(keys)
    count = 0
    async for row in rows:
        writer.writerow([_cell(_plain(row[key], zone)) for key in keys])
        count += 1
    text.detach()
    return count


async def write_xlsx(rows: Rows, keys: Sequence[str], out: BinaryIO, zone: ZoneInfo) -> int:
    """Write a workbook of one sheet; return how many rows."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 only this format needs it

    data = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with Workbook(data, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, keys)
        sheet.freeze_panes(1, 0)
        async for row in rows:
            count += 1
            if count >= SHEET_ROWS:
                raise OperatorError(
                    f"more than {SHEET_ROWS - 1} rows do not fit into a sheet; "
                    "take --format csv or a later --since"
                )
            sheet.write_row(count, 0, [_exact(_plain(row[key], zone)) for key in keys])
    out.write(data.getbuffer())
    return count


FORMATS: dict[str, Write] = {"csv": write_csv, "json": write_json, "xlsx": write_xlsx}


def _plain(value: object, zone: ZoneInfo) -> Any:  # noqa: ANN401 what JSON knows
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return str(value)


def _exact(value: object) -> object:
    """Keep long ids as text: a spreadsheet would round them."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= EXACT:
        return str(value)
    return value

"""Rows as CSV, JSON and XLSX: what a spreadsheet makes of them."""

import csv
import io
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from bot.exchange.writing import FORMATS

ZONE = ZoneInfo("Asia/Shanghai")
KEYS = ("number", "reason", "at", "exercise")
ROW = {
    "number": 1001,
    "reason": "某事",
    "at": datetime(2026, 7, 5, 4, 0, tzinfo=UTC),
    "exercise": True,
}


async def written(format_: str, *rows: Mapping[str, Any]) -> bytes:
    async def come() -> AsyncIterator[Mapping[str, Any]]:
        for row in rows:
            yield row

    out = io.BytesIO()
    assert await FORMATS[format_](come(), KEYS, out, ZONE) == len(rows)
    return out.getvalue()


async def test_json_is_an_array_of_objects() -> None:
    """Missing is null, times carry the town's offset, words are not escaped away."""
    data = await written("json", ROW, {**ROW, "reason": None})

    first, second = json.loads(data)
    assert first == {
        "number": 1001,
        "reason": "某事",
        "at": "2026-07-05T12:00:00+08:00",
        "exercise": True,
    }
    assert second["reason"] is None
    assert "某事".encode() in data
    assert list(first) == list(KEYS)


async def test_csv_is_what_excel_opens() -> None:
    """UTF-8 with a BOM, the keys as header, missing empty."""
    data = await written("csv", ROW, {**ROW, "reason": None})

    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["number", "reason", "at", "exercise"],
        ["1001", "某事", "2026-07-05T12:00:00+08:00", "true"],
        ["1001", "", "2026-07-05T12:00:00+08:00", "true"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
async def test_words_are_never_formulas(text: str) -> None:
    """What a resident wrote does not run in the office's spreadsheet; numbers stay numbers."""
    row = {**ROW, "reason": text, "number": -1001}

    table = csv.reader(io.StringIO((await written("csv", row)).decode("utf-8-sig")))
    sheet = load_workbook(io.BytesIO(await written("xlsx", row))).worksheets[0]

    assert list(table)[1][:2] == ["-1001", f"'{text}"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == (text, "s")
    assert sheet["A2"].value == -1001


async def test_a_workbook_keeps_long_ids() -> None:
    """A spreadsheet rounds after 15 digits: longer ids are text."""
    sheet = load_workbook(
        io.BytesIO(await written("xlsx", {**ROW, "number": -1001234567890123}))
    ).worksheets[0]

    assert [cell.value for cell in sheet[1]] == list(KEYS)
    assert sheet["A2"].value == "-1001234567890123"


@pytest.mark.parametrize(
    ("format_", "empty"),
    [("json", b"[\n]\n"), ("csv", b"\xef\xbb\xbfnumber,reason,at,exercise\r\n")],
)
async def test_nothing_to_tell_is_a_whole_file_too(format_: str, empty: bytes) -> None:
    """No rows: an empty array, a header alone."""
    assert await written(format_) == empty

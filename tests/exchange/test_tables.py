"""Files as tables: whatever program wrote them, and whatever is wrong with them."""

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from bot.errors import ImportRefused
from bot.exchange.tables import Line, read_table

TEXT = "code,name\r\nA,某镇\r\n"


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


WORKBOOK = workbook(["code", "name"], ["A", "某镇"])
SHEET = WORKBOOK.index(b"sheet1.xml") + len(b"sheet1.xml")
UNREADABLE = "line 1: can't be read as XLSX or CSV; save it again as one of them"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),  # what Excel writes as "CSV UTF-8"
        (TEXT.encode("gb18030"), "GB18030"),  # what a Chinese Excel writes as "CSV"
        (TEXT.replace("\r\n", "\n").encode(), "UTF-8"),
        (WORKBOOK, "XLSX"),
    ],
)
def test_reads_what_spreadsheets_write(data: bytes, encoding: str) -> None:
    """The same table comes out of every format, and it is said how the file was read."""
    table = read_table(data)

    assert (table.encoding, table.header) == (encoding, ("code", "name"))
    assert table.lines == (Line(2, ("A", "某镇")),)


def test_lines_are_those_of_the_file() -> None:
    """Empty rows are skipped and counted; a cell over two lines counts as two."""
    table = read_table(b'Code, name \n\nA,"first\nsecond"\n,\nB,x\n')

    assert table.header == ("code", "name")
    assert table.lines == (Line(3, ("A", "first\nsecond")), Line(6, ("B", "x")))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13800000000.0, "13800000000"),  # a phone number kept as a number
        (datetime(2027, 5, 1), "2027-05-01"),  # noqa: DTZ001 - Excel knows no zones
        (-1001234567890, "-1001234567890"),
        (104.25, "104.25"),
        (-1.001234567890123e17, "-1.001235E+17"),  # a spreadsheet has lost its last digits
        (None, ""),
        (" A ", "A"),
    ],
)
def test_cells_of_a_workbook_become_text(cell: object, text: str) -> None:
    """A number reads as a person wrote it; one that was shortened can be told."""
    table = read_table(workbook(["code", "value"], ["A", cell]))

    assert table.lines[0].cells == ("A", text)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "line 1: the file is empty"),
        (b"\xef\xbb\xbf\r\n,,\r\n", "line 1: the file is empty"),
        (b"code,name\n", "line 1: there is a header, but no row follows it"),
        (TEXT.encode("utf-16"), "line 1: the encoding is UTF-16; save it as UTF-8"),
        (
            b"code,name\nA,caf\xe9\n",
            "line 2: the encoding is neither UTF-8 nor GB18030; save it as UTF-8",
        ),
        (b'code,name\nA,"open\nB,x\n', "line 2: not CSV: unexpected end of data"),
        (b"PK\x03\x04 no archive", UNREADABLE),
        (WORKBOOK[: len(WORKBOOK) // 2], UNREADABLE),  # a download that broke off
        (WORKBOOK.replace(b"\x00\x00\x08\x00", b"\x00\x00\x63\x00"), UNREADABLE),  # an odd packing
        (WORKBOOK[:SHEET] + b"?" * 40 + WORKBOOK[SHEET + 40 :], UNREADABLE),  # a bad sector
        (b"\x8a\x17\x05q\x01\x7f", UNREADABLE),  # no text in any encoding
        (b"\n\x02\x10abc\x0f", UNREADABLE),  # by chance it can be decoded
        (b"\x01\n\x00,\xff\xff", UNREADABLE),
        (b"\xd0\xcf\x11\xe0", "line 1: an old Excel file; save it as XLSX or CSV"),
    ],
)
def test_refuses_what_is_no_table(data: bytes, reason: str) -> None:
    """A file that can't be read is named with line and reason."""
    with pytest.raises(ImportRefused) as refused:
        read_table(data)

    assert refused.value.problems == (reason,)

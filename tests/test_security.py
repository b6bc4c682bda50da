"""docs/security.md names a test for what it says, and that test is there."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
PAGE = (HOUSE / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_test_is_there(file: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (HOUSE / file).read_text("utf-8"), re.MULTILINE)


def test_every_threat_has_one() -> None:
    """No row of the table stands on its word alone."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "| who |" not in line]

    assert len(rows) > 25
    assert [row for row in rows if "`tests/" not in row.rpartition("| `")[1] + row] == []

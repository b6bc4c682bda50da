"""The book of rules names only tests that exist."""

import re
from pathlib import Path

HERE = Path(__file__).parent
BOOK = HERE.parents[1] / "docs" / "sandbox-rules.md"


def test_every_rule_names_a_test_that_exists() -> None:
    """A rule whose test was renamed or removed would stand there unproven."""
    named = re.findall(r"`((?:\w+/)*test_\w+\.py)::(test_\w+)`", BOOK.read_text(encoding="utf-8"))

    missing = [
        f"{file}::{test}"
        for file, test in named
        if not re.search(rf"def {test}\b", (HERE / file).read_text(encoding="utf-8"))
    ]

    assert named
    assert missing == []

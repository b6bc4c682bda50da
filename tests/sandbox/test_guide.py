"""What docs/sandbox.md shows a stranger works as it stands there."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

from tests.sandbox.support import Box

GUIDE = Path(__file__).parents[2] / "docs" / "sandbox.md"
_CURL = re.compile(r"curl -s localhost:8081(/[^\s`]+)((?: -d (?:\w+='[^']*'|'[^']*'|[^\s`]+))*)")
_DATA = re.compile(r" -d (?:(\w+=)?'([^']*)'|(\S+))")


async def test_every_line_of_the_guide_works(box: Box) -> None:
    """Each `curl` is answered with 200, in the order in which they stand there."""
    asked = _CURL.findall(GUIDE.read_text(encoding="utf-8"))

    assert len(asked) == 11
    for path, data in asked:
        given = [f"{name}{quoted or plain}" for name, quoted, plain in _DATA.findall(data)]
        body = given[0] if given and given[0].startswith("{") else dict(parse_qsl("&".join(given)))
        async with box.http.post(path, data=body) as answer:
            assert answer.status == 200, await answer.text()


def test_its_python_is_python() -> None:
    """The examples compile; the last one is the inside of a test."""
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)

    assert len(blocks) == 3
    for block in blocks[:2]:
        compile(block, "docs/sandbox.md", "exec")

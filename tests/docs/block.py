"""Lines as a page shows them: just as they are."""

from collections.abc import Iterable


def block(lines: Iterable[str]) -> str:
    """Return lines that no page sets in any other way."""
    return "\n".join(["```text", *lines, "```", ""])

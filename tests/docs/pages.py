"""Which pages are made, and from what."""

from collections.abc import Callable
from pathlib import Path

from tests.docs import messages, states

FOLDER = Path(__file__).parents[2] / "docs"

PAGES: dict[str, Callable[[], str]] = {
    "messages.md": messages.page,
    "states.md": states.page,
}

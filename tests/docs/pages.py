"""Which pages are made, and from what."""

from collections.abc import Callable
from pathlib import Path

from tests.docs import buttons, messages, states, themes

FOLDER = Path(__file__).parents[2] / "docs"

PAGES: dict[str, Callable[[], str]] = {
    "buttons.md": buttons.page,
    "messages.md": messages.page,
    "states.md": states.page,
    "themes.md": themes.page,
}

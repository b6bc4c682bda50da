"""Pictures of ours, in a photo's place or beside a theme's words; drawn by scripts/."""

from pathlib import Path

from bot.domain.themes import Theme
from bot.views.message import Ours

_FOLDER = Path(__file__).parent


def path(picture: Ours) -> Path:
    """Return the PNG file of a picture."""
    folder = _FOLDER / "themes" if isinstance(picture, Theme) else _FOLDER
    return folder / f"{picture}.png"

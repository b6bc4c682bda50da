"""Pictures of ours that stand in a photo's place; drawn by scripts/draw_pictures.py."""

from pathlib import Path

from bot.views.message import Drawn

_FOLDER = Path(__file__).parent


def path(picture: Drawn) -> Path:
    """Return the PNG file of a picture."""
    return _FOLDER / f"{picture}.png"

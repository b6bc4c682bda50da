"""The example district as data: import files like everybody's, and who is in which group."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "district"
REGISTERS = ("grids", "places", "chats", "staff")


def register_file(name: str) -> bytes:
    """Return an import file of the district."""
    return (FOLDER / f"{name}.csv").read_bytes()


def stage() -> dict[str, Any]:
    """Return the bot, people, groups and examples that the sandbox is to have."""
    with (FOLDER / "stage.toml").open("rb") as file:
        return tomllib.load(file)

"""The example district as data: import files like everybody's, who is in which group, and what to try."""

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "district"
MEETING_POINTS = frozenset({"gate", "road", "water", "venue"})
REGISTERS = ("grids", "places", "chats", "staff", "owners")


def register_file(name: str) -> bytes:
    """Return an import file of the district."""
    return (FOLDER / f"{name}.csv").read_bytes()


def stage() -> dict[str, Any]:
    """Return the bot, people, groups and examples that the sandbox is to have."""
    with (FOLDER / "stage.toml").open("rb") as file:
        return {**tomllib.load(file), "places": _places()}


def _places() -> list[dict[str, Any]]:
    """Return where one may meet: the pins that the page offers."""
    rows = csv.DictReader(io.StringIO(register_file("places").decode()))
    return [
        {"name": row["name"], "latitude": float(row["lat"]), "longitude": float(row["lon"])}
        for row in rows
        if row["kind"] in MEETING_POINTS
    ]

"""A community's own words: a folder with `words.toml` and `patterns.toml` beside the packaged ones."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.domain.intake import lexicon
from bot.errors import SettingsError

WORDS, PATTERNS = "words.toml", "patterns.toml"

_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d+,\}")


def take(folder: Path | None) -> None:
    """Let the intake know the folder's words from now on; raises SettingsError for a bad file."""
    if folder is None:
        lexicon.extend({}, ())
        return
    if not any((folder / name).is_file() for name in (WORDS, PATTERNS)):
        raise SettingsError(f"GEGE_WORDS: there is no {WORDS} or {PATTERNS} in {folder}")
    words = _words(_read(folder / WORDS).get("words", {}))
    lexicon.extend(words, _patterns(_read(folder / PATTERNS).get("patterns", [])))


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"GEGE_WORDS: {file.name} can't be read: {error}") from None


def _words(classes: object) -> dict[str, str]:
    known = lexicon.class_names()
    if not isinstance(classes, dict):
        raise SettingsError(f'GEGE_WORDS: {WORDS} takes [words] and lines like child = "细娃 幺娃"')
    for name, words in classes.items():
        if name not in known:
            raise SettingsError(f"GEGE_WORDS: {WORDS}: {name!r} is no word class of the intake")
        if not isinstance(words, str):
            raise SettingsError(f"GEGE_WORDS: {WORDS}: {name} takes words parted by blanks")
    return classes


def _patterns(rows: object) -> Sequence[Mapping[str, Any]]:
    if not isinstance(rows, list):
        raise SettingsError(f"GEGE_WORDS: {PATTERNS} takes [[patterns]]")
    for number, row in enumerate(rows, start=1):
        reason = _wrong(row)
        if reason:
            raise SettingsError(f"GEGE_WORDS: {PATTERNS}, pattern {number}: {reason}")
    return rows


def _wrong(row: Mapping[str, Any]) -> str | None:
    if not {"class", "needs", "find"} <= row.keys() or not isinstance(row["find"], list):
        return "takes class, needs and a list to find"
    if not isinstance(row.get("marks", ""), str):
        return "takes characters as marks"
    unknown = {row["class"], *str(row["needs"]).split()} - lexicon.class_names()
    if unknown:
        return f"{min(unknown)!r} is no word class of the intake"
    for find in row["find"]:
        if not isinstance(find, str) or _UNBOUNDED.search(find):
            return "repeats must be bounded, like {0,9}, so that no message can make it slow"
        try:
            re.compile(find)
        except re.error as error:
            return f"{find!r} is no regular expression: {error}"
    return None

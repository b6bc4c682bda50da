"""`gege understand`: what the intake makes of a text, or of one text a line."""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from bot import vocabulary
from bot.domain.intake import Gazetteer
from bot.domain.intake import understand as read_text
from bot.errors import DatabaseError, OperatorError
from bot.settings import Settings, load

SQLITE = "sqlite+aiosqlite:///"
NO_TEXT = 'there is nothing to understand; give a TEXT like "3号楼4楼楼道灯不亮了", or pipe one in'


@click.command()
@click.argument("text", required=False)
@click.option("--explain", is_flag=True, help="Say which words decided what.")
@click.option("--at", "at", metavar="ISO", help="When it was said.")
@click.option("--jsonl", is_flag=True, help='One {"text": …} a line in, one answer a line out.')
def understand(text: str | None, at: str | None, *, explain: bool, jsonl: bool) -> None:
    """Say what the intake makes of TEXT, else of standard input."""
    if jsonl and text is not None:
        raise click.UsageError("--jsonl reads standard input; leave TEXT out")
    words = "" if jsonl else _words(text)
    settings = load()
    vocabulary.take(settings.words)
    now = _instant(at, settings) if at else None
    places = _gazetteer(settings)

    def answer(words: str) -> dict[str, Any]:
        meaning = read_text(words, now=now, places=places, fresh=True)
        return meaning.as_json() | ({"why": meaning.explain()} if explain else {})

    if jsonl:
        _answer_lines(answer)
        return
    click.echo(json.dumps(answer(words), ensure_ascii=False, indent=2))


def _words(text: str | None) -> str:
    """Return TEXT, else what was piped in; nothing at all is a slip of whoever called."""
    if text is not None:
        return text
    try:
        piped = _stdin().read().decode()
    except UnicodeDecodeError:
        raise OperatorError("standard input is not UTF-8") from None
    if not piped.strip():
        raise click.UsageError(NO_TEXT)
    return piped


def _stdin() -> BinaryIO:
    if sys.stdin is None:  # closed by whoever called
        raise click.UsageError(NO_TEXT)
    return sys.stdin.buffer


def _instant(text: str, settings: Settings) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no time like 2026-07-05T10:42") from None
    return at if at.tzinfo else at.replace(tzinfo=settings.timezone)


def _answer_lines(answer: Callable[[str], dict[str, Any]]) -> None:
    out = sys.stdout.buffer
    failed = False
    for line in _stdin():
        if not line.strip():
            continue
        try:
            result = answer(_text_of(line))
        except ValueError as error:
            failed = True
            result = {"error": str(error)}
        # Half of a surrogate pair is no text that could be written.
        out.write(json.dumps(result, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        out.flush()
    if failed:
        raise OperatorError("some lines were no JSON object with a text")


def _text_of(line: bytes) -> str:
    """Return the text of a line; raises ValueError with what is wrong with it."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON: {error}") from None
    text = said.get("text") if isinstance(said, dict) else None
    if not isinstance(text, str):
        raise ValueError('takes an object {"text": "…"}')  # noqa: TRY004 one kind of bad line
    return text


def _gazetteer(settings: Settings) -> Gazetteer | None:
    """Return the town's own places; without a migrated database there are none."""
    url, keys = settings.database_url, settings.data_key
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists():
        return None
    from bot.cli.gazetteer import places_of  # noqa: PLC0415 half a second that is saved without one

    try:
        return asyncio.run(places_of(url, keys))
    except DatabaseError:
        return None

"""`/mydata`: what is stored of a person, as a file that they keep, or as pages where none is taken."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from bot.texts import escaped
from bot.views.layout import dotted, lines
from bot.views.message import Made, Message, Reader

OwnData = Mapping[str, Sequence[Mapping[str, Any]]]
COUNTED = {
    "reports": "own-reports",
    "clues": "own-clues",
    "sign_ups": "own-sign-ups",
    "certificates": "own-certificates",
    "appointments": "own-appointments",
}
"""What the few words beside the file name; the file has everything."""
PAGE = 3_500


def own_data(found: OwnData, reader: Reader) -> Message:
    """The file with a few words about it."""
    return Message(_words(found, reader), file=Made("gege.json", written(found, reader).encode()))


def own_pages(found: OwnData, reader: Reader) -> list[Message]:
    """The same as messages."""
    text = written(found, reader)
    pages = [text[start : start + PAGE] for start in range(0, len(text), PAGE)]
    return [Message(_words(found, reader)), *(Message(escaped(page)) for page in pages)]


def written(found: OwnData, reader: Reader) -> str:
    """Return JSON that people can read too, times as the clock of the town shows them."""
    return json.dumps(_in_zone(found, reader.zone), ensure_ascii=False, indent=1)


def _words(found: OwnData, reader: Reader) -> str:
    words = reader.words
    counts = [words(key, count=len(found[name])) for name, key in COUNTED.items() if name in found]
    return lines(
        words("own-data" if found else "own-data-none"),
        dotted(*counts) or None,
        words("own-data-more"),
    )


def _in_zone(value: Any, zone: tzinfo) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, Mapping):
        return {name: _in_zone(one, zone) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_in_zone(one, zone) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value

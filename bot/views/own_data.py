"""`/mydata`: what is stored of a person, as a file or as pages where none is taken; `/forget`: its end."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.forgetting import AtStake, Forgotten
from bot.texts import escaped
from bot.views.buttons import Forget
from bot.views.keyboard import keyboard
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
NUMBERS = 5


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


def forget_surely(stake: AtStake, reader: Reader) -> Message:
    """Whoever would lose a certificate or a place is asked once more: nobody gives it back."""
    words, plain = reader.words, reader.words.plain
    row = [
        InlineKeyboardButton(
            text=plain("button-forget-all"),
            callback_data=Forget(really=True).pack(),
            style=ButtonStyle.DANGER,
        ),
        InlineKeyboardButton(
            text=plain("button-forget-nothing"), callback_data=Forget(really=False).pack()
        ),
    ]
    papers, places = stake.certificates, stake.places
    return Message(
        lines(
            words("forget-certificates", count=papers) if papers else None,
            words("forget-places", count=places) if places else None,
            words("forget-surely"),
        ),
        keyboard(row),
    )


def nothing_forgotten(reader: Reader) -> Message:
    """先不删."""
    return Message(reader.words("forget-not"))


def forgotten(gone: Forgotten, reader: Reader, days: int) -> Message:
    """`/forget` has been done: what went, and what stays, why and until when."""
    words, numbers = reader.words, gone.open_numbers
    counts = (
        ("forgot-drafts", gone.drafts),
        ("forgot-photos", gone.photos),
        ("forgot-cases", gone.cases),
        ("forgot-clues", gone.clues),
        ("forgot-sign-ups", gone.sign_ups),
        ("forgot-certificates", gone.certificates),
    )
    went = dotted(
        words("forgot-home") if gone.home else None,
        words("forgot-language") if gone.language else None,
        *(words(key, count=count) for key, count in counts if count),
    )
    named = reader.words.plain("board-and").join(map(str, numbers[:NUMBERS])) + (
        "…" if len(numbers) > NUMBERS else ""
    )
    return Message(
        lines(
            words("forgotten" if went else "forgotten-nothing"),
            words("forgot-what", what=went) if went else None,
            words("kept-record") if gone.cases else None,
            words("kept-open", numbers=named, days=days) if numbers else None,
            words("kept-at-stake", count=gone.at_stake) if gone.at_stake else None,
            words("kept-clues", count=gone.clues_kept, days=days) if gone.clues_kept else None,
            words("kept-copies", count=gone.copies_kept) if gone.copies_kept else None,
            words("kept-positions", count=gone.positions) if gone.positions else None,
        )
    )

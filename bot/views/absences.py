"""Leave as people read it: who is away, who stands in, from when to when; and the way to say so."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.absences import Leave, LeaveNews
from bot.texts import Safe, escaped
from bot.views.buttons import Leaving
from bot.views.keyboard import LABEL, in_rows, keyboard
from bot.views.layout import NAME, bold, cut, full_date, lines
from bot.views.message import Message, Reader

DAYS = (1, 3, 7, 14)
GRIDS = 5


def leave_start(reader: Reader) -> Message:
    """`/leave` without words: for how long?"""
    words = reader.words
    buttons = [_key(words.plain("leave-days", days=days), days) for days in DAYS]
    return Message(
        lines(words("leave-how-long"), words("leave-how")), keyboard(*in_rows(buttons), _no(reader))
    )


def leave_colleagues(reader: Reader, days: int, people: Sequence[tuple[int, str]]) -> Message:
    """Who stands in? Those who work for the same grids."""
    words = reader.words
    if not people:
        return Message(words("leave-nobody"))
    buttons = [_key(cut(name, LABEL) or str(key), days, key) for key, name in people]
    return Message(words("leave-who", days=days), keyboard(*in_rows(buttons), _no(reader)))


def leave_told(reader: Reader, leave: Leave) -> Message:
    """For whoever said it: what holds now."""
    words = reader.words
    if leave.over:
        return Message(bold(words("leave-over", who=cut(leave.who, NAME))))
    back = [_key(words.plain("button-i-am-back"), 0)]
    return Message(
        lines(
            bold(words("leave-title", who=cut(leave.who, NAME))),
            *_when(leave, reader),
            words("leave-stand-in", name=cut(leave.stand_in, NAME)),
            words("leave-means"),
            *(_wake_up(leave, reader) if leave.out_of_reach else ()),
        ),
        keyboard(back),
    )


def _wake_up(leave: Leave, reader: Reader) -> list[Safe]:
    """Say that no card reaches the stand-in yet, and give what must be passed on."""
    name = cut(leave.stand_in, NAME)
    return [reader.words("leave-out-of-reach", name=name), escaped(reader.link("start"))]


def leave_news(card: LeaveNews, reader: Reader) -> Message:
    """For the stand-in, or for whoever somebody else has sent on leave."""
    words, leave = reader.words, card.leave
    who = cut(leave.who, NAME)
    if leave.over:
        return Message(words("stand-in-over" if card.stands_in else "leave-over-own", who=who))
    if not card.stands_in:
        return leave_told(reader, leave)
    grids = " · ".join(cut(grid, NAME) for grid in leave.grids[:GRIDS])
    return Message(
        lines(
            bold(words("stand-in-title", who=who)),
            *_when(leave, reader),
            words("label-grid", value=grids) if grids else None,
            words("stand-in-means"),
        )
    )


def _when(leave: Leave, reader: Reader) -> list[Safe]:
    return [
        reader.words("leave-from", time=_date(leave.starts_at, reader)),
        reader.words("leave-until", time=_date(leave.ends_at, reader)),
    ]


def _date(at: datetime, reader: Reader) -> Safe:
    return full_date(at, reader)


def _key(label: str, days: int, stand_in: int = 0) -> InlineKeyboardButton:
    data = Leaving(days=days, stand_in=stand_in).pack()
    return InlineKeyboardButton(text=label, callback_data=data)


def _no(reader: Reader) -> list[InlineKeyboardButton]:
    return [_key(reader.words.plain("button-cancel"), -1)]

"""A gathering as a group reads it, and what its other messages say of it, too."""

from aiogram.types import InlineKeyboardButton

from bot.domain.gathering_cards import (
    GatheringCard,
)
from bot.domain.gatherings import (
    GatheringState,
    GatheringType,
    Occasion,
    WhyOff,
)
from bot.texts import Safe
from bot.views import layout
from bot.views.buttons import Gather, Held
from bot.views.keyboard import LABEL, keyboard
from bot.views.layout import FIELD, NAME, cut, full_date, lines, short_date
from bot.views.message import Message, Reader

TITLE = 18
"""Characters of a title in a first line."""
TAUGHT = frozenset({GatheringType.TRAINING, GatheringType.ON_SITE})
"""Here somebody trains; elsewhere somebody leads."""
ENDS = {
    GatheringState.CANCELLED: ("gathering-cancelled", "gathering-cancelled-line"),
    GatheringState.OVER: ("gathering-over", "gathering-over-line"),
}


def key(
    reader: Reader, label: str, act: Held, occasion_id: int, arg: str = "", **params: str | int
) -> InlineKeyboardButton:
    """Return a button about a gathering."""
    return named(reader.words.plain(label, **params), act, occasion_id, arg)


def named(label: str, act: Held, occasion_id: int = 0, arg: str = "") -> InlineKeyboardButton:
    """Return a button with a label of its own."""
    data = Gather(act=act, id=occasion_id, arg=arg).pack()
    return InlineKeyboardButton(text=cut(label, LABEL) or "…", callback_data=data)


def gathering_card(card: GatheringCard, reader: Reader) -> Message:
    """The announcement: what, when, where, for whom, and how many places are left."""
    one = card.occasion
    if one.state in ENDS:
        head, line = ENDS[one.state]
        title = reader.words.plain(head, title=cut(one.title, TITLE))
        told = lines(layout.head(reader, title), when(one, reader), reason(one, reader))
        return Message(lines(told, reader.words(line)))
    join = key(reader, "button-join", Held.JOIN, one.gathering_id)
    leave = key(reader, "button-leave", Held.LEAVE, one.gathering_id)
    return Message(announced(one, reader), keyboard([join, leave]))


def announced(one: Occasion, reader: Reader) -> Safe:
    """Return what a group reads of a gathering that is planned."""
    words = reader.words
    return lines(
        layout.head(reader, f"📣 {cut(one.title, TITLE)}", short(one, reader)),
        when(one, reader),
        words("label-place", value=cut(one.place, FIELD)),
        _for_whom(one, reader),
        trained_by(one, reader),
        _contact(one, reader),
        _places(one, reader),
        words("gathering-companions", most=one.companions) if one.companions else None,
        series(one, reader),
    )


def trained_by(one: Occasion, reader: Reader) -> Safe | None:
    if not one.trainer:
        return None
    named = "gathering-trainer" if one.type in TAUGHT else "gathering-host"
    return reader.words(named, name=cut(one.trainer, NAME))


def _contact(one: Occasion, reader: Reader) -> Safe | None:
    if not one.organiser or one.organiser == one.trainer:
        return None
    return reader.words("gathering-organiser", name=cut(one.organiser, NAME))


def reason(one: Occasion, reader: Reader) -> Safe | None:
    """Say why it is called off, where somebody has said."""
    if not one.why_off:
        return None
    ours = one.why_off in set(WhyOff)
    why = reader.words.plain(f"why-off-{one.why_off}") if ours else cut(one.why_off, FIELD)
    return reader.words("gathering-why-off", why=why)


def short(one: Occasion, reader: Reader) -> str:
    return short_date(one.starts_at, reader)


def when(one: Occasion, reader: Reader) -> Safe:
    """Return from when to when it lasts."""
    start, end = full_date(one.starts_at, reader), reader.clock(one.ends_at)
    return reader.words("gathering-when", start=start, end=end)


def _for_whom(one: Occasion, reader: Reader) -> Safe:
    words, grid = reader.words, cut(one.grid, NAME)
    if one.role is None:
        return words("gathering-for", grid=grid)
    role = words.plain(f"role-{one.role}")
    if one.unit is None:
        return words("gathering-for-role", grid=grid, role=role)
    return words("gathering-for-unit", grid=grid, role=role, unit=cut(one.unit, NAME))


def _places(one: Occasion, reader: Reader) -> Safe:
    named = "gathering-slots" if one.by_slots else "gathering-places"
    if one.unlimited:
        return reader.words("gathering-unlimited", taken=one.taken)
    count = reader.words(named, capacity=one.capacity, taken=one.taken)
    if one.free and not one.waiting:
        return count
    return lines(count, reader.words("gathering-full", waiting=one.waiting))


def signed_up(one: Occasion, reader: Reader) -> Safe:
    """Return how many have signed up, as whoever runs it reads it."""
    if one.unlimited:
        return reader.words("organiser-unlimited", taken=one.taken)
    return reader.words("organiser-taken", taken=one.taken, capacity=one.capacity)


def series(one: Occasion, reader: Reader) -> Safe | None:
    if one.times < 2:
        return None
    if one.state is GatheringState.DRAFT:
        return reader.words("gathering-weekly", times=one.times)
    return reader.words("gathering-nth", nth=one.nth, times=one.times)

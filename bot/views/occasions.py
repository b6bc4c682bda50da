"""Lists of gatherings: what is coming near somebody, and what they run themselves."""

from collections.abc import Sequence

from bot.domain.gathering_cards import (
    Nearby,
)
from bot.domain.gatherings import (
    Occasion,
    SignUpState,
)
from bot.texts import Safe
from bot.views import layout
from bot.views.buttons import Held
from bot.views.gatherings import (
    key,
    signed_up,
)
from bot.views.keyboard import in_rows, keyboard
from bot.views.layout import FIELD, cut, dotted, full_date, lines
from bot.views.message import Message, Reader


def coming(reader: Reader, found: Sequence[Nearby], *, known: bool) -> Message:
    """`/training` for residents: what is held near them, with 报名."""
    words = reader.words
    mine = [key(reader, "button-my-certificates", Held.MINE, 0)]
    if not found:
        return Message(words("coming-none" if known else "coming-homeless"), keyboard(mine))
    parts, keys = [layout.head(reader, words.plain("coming-head"))], []
    for nth, near in enumerate(found, 1):
        parts.append(_coming(nth, near, reader))
        if near.runs and near.state is None:
            act, label = Held.SHOW, "button-manage-nth"
        elif near.state is None:
            act, label = Held.JOIN, "button-join-nth"
        else:
            act, label = Held.LEAVE, "button-leave-nth"
        keys.append(key(reader, label, act, near.occasion.gathering_id, nth=nth))
    return Message(lines(*parts), keyboard(*in_rows(keys), mine))


def _coming(nth: int, near: Nearby, reader: Reader) -> Safe:
    words, one = reader.words, near.occasion
    if near.state is not None:
        stands = words("coming-in" if near.state is SignUpState.IN else "coming-waiting")
    elif near.runs:
        stands = dotted(words("coming-runs"), signed_up(one, reader))
    elif one.unlimited:
        stands = words("gathering-unlimited", taken=one.taken)
    elif one.free and not one.waiting:
        stands = words("coming-free", free=one.free)
    else:
        stands = words("gathering-full", waiting=one.waiting)
    place = cut(one.place, FIELD)
    return lines(
        layout.bold(words("coming-line", nth=nth, title=cut(one.title, FIELD))),
        words("coming-when", time=full_date(one.starts_at, reader), place=place),
        stands,
    )


def own(reader: Reader, found: Sequence[Occasion], *, plans: bool = True) -> Message:
    """`/training` for staff: what they run, and a new one for who may plan."""
    words = reader.words
    parts = [layout.head(reader, words.plain("own-head"))] if found else [words("own-none")]
    keys = []
    for nth, one in enumerate(found, 1):
        parts.append(
            lines(
                layout.bold(words("coming-line", nth=nth, title=cut(one.title, FIELD))),
                words(
                    "coming-when",
                    time=full_date(one.starts_at, reader),
                    place=cut(one.place, FIELD),
                ),
                signed_up(one, reader),
            )
        )
        keys.append(key(reader, "button-manage-nth", Held.SHOW, one.gathering_id, nth=nth))
    new = key(reader, "button-plan-new", Held.NEW, 0)
    near = key(reader, "button-nearby", Held.NEARBY, 0)
    able = key(reader, "button-able", Held.ABLE, 0)
    rest = ([new, near], [able]) if plans else ([near],)
    how = words("own-how") if plans else None
    return Message(lines(*parts, how), keyboard(*in_rows(keys), *rest))

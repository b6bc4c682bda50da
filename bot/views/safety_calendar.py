"""安全日历 under `/remind`: which themes a node hears through the year, and at which hour."""

from collections.abc import Sequence

from bot.domain.notices import ThemeAt
from bot.texts import Safe
from bot.views.buttons import Do
from bot.views.keyboard import LABEL, Row, in_rows, keyboard
from bot.views.layout import NAME, bold, cut, lines
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys
from bot.views.themes import theme_title

PAGE = 6
NODES = 6
HOURS = (510, 570, 720, 1020, 1140)


def which_node(nodes: Sequence[tuple[int, str]], reader: Reader) -> Message:
    """Whose calendar? For whoever works for several nodes."""
    rows = [
        [NoticeKeys(reader, key).named(cut(name, LABEL), Do.CALENDAR)]
        for key, name in nodes[:NODES]
    ]
    back = [NoticeKeys(reader).press("button-back", Do.MENU)]
    return Message(reader.words("calendar-which"), keyboard(*rows, back))


def calendar(
    node: tuple[int, str], themes: Sequence[ThemeAt], reader: Reader, *, start: int = 0
) -> Message:
    """The themes of a node, those that come next first."""
    keys, words = NoticeKeys(reader, node[0]), reader.words
    coming = sorted(themes, key=lambda one: (one.day is None, str(one.day)))
    shown = coming[start : start + PAGE]
    rows: list[Row] = [
        [keys.named(f"{'🔕' if one.off else '🔔'} {_line(one, reader)}", Do.RULE, one.theme)]
        for one in shown
    ]
    after = start + PAGE
    more = keys.press("button-more", Do.CALENDAR, str(after if after < len(coming) else 0))
    back = NoticeKeys(reader).press("button-back", Do.MENU)
    return Message(
        lines(bold(words("calendar-title", grid=cut(node[1], NAME))), words("calendar-how")),
        keyboard(*rows, [back, more]),
    )


def _line(one: ThemeAt, reader: Reader) -> str:
    title = cut(theme_title(one.theme, reader), NAME)
    if one.day is None or one.minute is None:
        return title
    day = reader.words.plain(
        "short-date", month=one.day.month, day=one.day.day, time=_clock(one.minute)
    )
    return f"{title} · {day}"


def _clock(minute: int) -> Safe:
    return Safe(f"{minute // 60:02}:{minute % 60:02}")


def rule(node: tuple[int, str], one: ThemeAt, reader: Reader) -> Message:
    """One theme at a node: off or on, and at which hour."""
    keys, words = NoticeKeys(reader, node[0]), reader.words
    back = keys.press("button-back", Do.CALENDAR, "0")
    title = bold(
        words("calendar-theme", theme=theme_title(one.theme, reader), grid=cut(node[1], NAME))
    )
    if one.off:
        on = keys.press("button-notice-theme-on", Do.SWITCH, f"{one.theme}.1")
        return Message(lines(title, words("calendar-off")), keyboard([on], [back]))
    state = (
        words("calendar-next", time=_line(one, reader).rpartition(" · ")[2])
        if one.day is not None
        else words("calendar-none")
    )
    hours = [
        keys.named(
            f"✓ {_clock(minute)}" if minute == one.minute else _clock(minute),
            Do.HOUR,
            f"{one.theme}.{minute}",
        )
        for minute in HOURS
    ]
    planned = keys.press("button-notice-planned", Do.HOUR, f"{one.theme}.")
    off = keys.press("button-notice-theme-off", Do.SWITCH, f"{one.theme}.0")
    return Message(lines(title, state), keyboard(*in_rows([*hours, planned]), [off], [back]))

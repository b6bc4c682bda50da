"""What is asked about a notice: its words or theme, when, how often, until when, where to."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.alert_cards import ScopeNode
from bot.domain.notices import NoticeAsked, NoticeCard, Repeat, may_repeat
from bot.domain.themes import ANSWERS, Theme
from bot.views.buttons import Do
from bot.views.keyboard import LABEL, Row, in_rows, keyboard
from bot.views.layout import cut, lines
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys
from bot.views.themes import theme_title

THEMES = 10
NODES = 6
ON_A_DAY = {Repeat.WEEKLY, Repeat.MONTHLY, Repeat.YEARLY}
DAYS = (1, 3, 7, 30)
EVERY = ("once", "daily.3", "daily.7", "weekly", "monthly", "yearly")
HOURS = ("now", "today.18", "tomorrow.8", "tomorrow.18")
"""Hours that need not be written; what has passed or is at night is refused like any other."""


def wanted(reader: Reader, what: str) -> Message:
    """Ask for words, a time, a source, an end: the next message is it."""
    words = reader.words
    asked = {
        "text": ("remind-wanted", "remind-wanted-example"),
        "policy": ("remind-wanted-policy", "remind-wanted-example"),
        "time": ("remind-when", "remind-when-example"),
        "until": ("remind-until", "remind-until-example"),
        "source": ("remind-source", "remind-source-example"),
    }[what]
    return Message(lines(*map(words, asked)))


def themes(reader: Reader, *, start: int = 0) -> Message:
    """选主题: the themes of the calendar, some at a time."""
    keys, known = NoticeKeys(reader), [theme for theme in Theme if theme in ANSWERS]
    shown = known[start : start + THEMES]
    buttons = [keys.named(cut(theme_title(one, reader), LABEL), Do.THEME, one) for one in shown]
    back = [keys.press("button-back", Do.MENU)]
    leaf = keys.leaf(Do.THEMES, start, THEMES, len(known))
    return Message(reader.words("remind-themes"), keyboard(*in_rows(buttons), [*back, *leaf]))


def when(reader: Reader, card: NoticeCard) -> Message:
    """时间: a few hours to tap, or write another one."""
    keys = NoticeKeys(reader, card.notice_id)
    buttons = [keys.press(f"button-notice-{hour.replace('.', '-')}", Do.AT, hour) for hour in HOURS]
    said = wanted(reader, "time")
    return Message(said.text, keyboard(*in_rows(buttons), [keys.back()]))


def repeats(reader: Reader, card: NoticeCard) -> Message:
    """重复: once, for some days, weekly, monthly, yearly."""
    keys = NoticeKeys(reader, card.notice_id)
    chosen = f"{card.repeat}.{card.times}" if card.times else str(card.repeat)
    buttons = [
        keys.named(
            f"✓ {every(one, reader)}" if one == chosen else every(one, reader), Do.EVERY, one
        )
        for one in EVERY
        if not (one == "once" and card.has_come)
        if card.post.theme is None or may_repeat(card.post.theme, Repeat(one.partition(".")[0]))
    ]
    return Message(reader.words("remind-repeat"), keyboard(*in_rows(buttons), [keys.back()]))


def every(choice: str, reader: Reader) -> str:
    """Return how often something comes: `weekly`, `daily.3`; plain text."""
    word, _, days = choice.partition(".")
    if days:
        return reader.words.plain("notice-every-days", days=int(days))
    return reader.words.plain(f"notice-every-{word}")


def rhythm(card: NoticeCard | NoticeAsked, reader: Reader) -> str:
    """Return how often it comes, and on which day of the week, the month or the year; plain text."""
    if card.next_at is None or card.repeat not in ON_A_DAY:
        return every(f"{card.repeat}.{card.times}" if card.times else str(card.repeat), reader)
    day = reader.day(card.next_at)
    return reader.words.plain(
        f"notice-each-{card.repeat}", weekday=day.weekday(), month=day.month, day=day.day
    )


def validity(reader: Reader, card: NoticeCard) -> Message:
    """有效期: some days to tap, or write the last one."""
    keys, words = NoticeKeys(reader, card.notice_id), reader.words
    days = [keys.named(words.plain("notice-days", days=n), Do.DAYS, str(n)) for n in DAYS]
    if card.repeat is not Repeat.ONCE and not card.policy_news:
        days.append(keys.press("button-notice-no-end", Do.DAYS, "0"))
    said = wanted(reader, "until")
    return Message(said.text, keyboard(*in_rows(days), [keys.back()]))


def nodes(
    reader: Reader, notice_id: int, above: int, shown: Sequence[ScopeNode], start: int = 0
) -> Message:
    """范围: nodes to take in and out; what has others under it opens."""
    keys = NoticeKeys(reader, notice_id)
    rows: list[Row] = []
    for one in shown[start : start + NODES]:
        label = cut(one.name, LABEL)
        arg = f"t{one.grid_id}.{above}.{start}"
        row = [keys.named(f"✓ {label}" if one.chosen else label, Do.NODE, arg)]
        if one.opens:
            row.append(keys.press("button-scope-open", Do.NODE, f"o{one.grid_id}.0.0"))
        rows.append(row)
    leaf: list[InlineKeyboardButton] = []
    if above:
        leaf.append(keys.press("button-scope-up", Do.NODE, f"u{above}.0.0"))
    if len(shown) > NODES:
        after = start + NODES
        following = after if after < len(shown) else 0
        leaf.append(keys.press("button-more", Do.NODE, f"o{above}.0.{following}"))
    return Message(reader.words("remind-scope"), keyboard(*rows, leaf, [keys.back()]))

"""Notices as people read them: in the group, and to a second person who must agree."""

from bot.domain.notices import (
    LONGEST,
    Loud,
    NoticeAsked,
    NoticeLater,
    NoticePost,
    NoticeUnheard,
)
from bot.domain.themes import ThemeNotice
from bot.texts import Safe, escaped
from bot.views.buttons import Do
from bot.views.coming import moments, reasons
from bot.views.keyboard import keyboard
from bot.views.layout import (
    FIELD,
    FIRST_LINE,
    NAME,
    bold,
    cut,
    full_date,
    head,
    lines,
    units,
    whole,
)
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys, called
from bot.views.themes import theme_notice

SIGN = "📢"
SHOWN = 10


def notice_post(card: NoticePost, reader: Reader) -> Message:
    """In the group: a theme in its own words, or what a worker wrote, and who says it."""
    if card.theme is not None:
        return theme_notice(ThemeNotice(card.theme), reader)
    words = reader.words
    text = lines(
        *_told(card, reader),
        words("notice-source", source=cut(card.source, FIELD)) if card.source else None,
        words("notice-until", day=_day(card, reader)) if card.until else None,
        words("notice-by", grid=cut(card.by, NAME)) if card.by else None,
    )
    return Message(text, picture=card.photo, copied=card.file)


def _told(card: NoticePost, reader: Reader) -> list[Safe]:
    """Return the first line, which stands alone in a notification, and what follows."""
    text = whole(card.text, LONGEST)
    first, _, rest = text.partition("\n")
    if first and units(f"{SIGN} {first}") <= FIRST_LINE[reader.words.locale]:
        return [bold(escaped(f"{SIGN} {first}")), escaped(rest)]
    title = reader.words.plain("notice-title-policy" if card.source else "notice-title")
    return [head(reader, f"{SIGN} {title}", cut(card.by, NAME)), escaped(text)]


def _day(card: NoticePost, reader: Reader) -> Safe:
    assert card.until is not None
    day = reader.day(card.until)
    return reader.words("notice-day", year=day.year, month=day.month, day=day.day)


def notice_asked(card: NoticeAsked, reader: Reader) -> Message:
    """For the duty desk: the notice word for word, how far it goes; 同意 or 不同意 by somebody else."""
    words = reader.words
    who, grid = cut(card.who, NAME), cut(card.grid, NAME)
    goes = full_date(card.goes_at, reader) if card.goes_at else words("notice-at-once")
    asked = "notice-asked-soon" if card.soon else "notice-asked"
    told = lines(
        head(reader, words.plain(asked, grid=grid)),
        words("notice-asked-by", who=who, groups=card.groups, time=goes),
    )
    if card.verdict is None and card.decided_at is not None:
        return Message(lines(told, words("notice-lapsed")))
    if card.verdict is not None and card.decided_at is not None:
        key = "notice-agreed" if card.verdict else "notice-refused"
        decided = words(key, who=cut(card.by, NAME), time=reader.clock(card.decided_at))
        return Message(lines(told, decided))
    keys = NoticeKeys(reader, card.notice_id)
    shown = notice_post(card.post, reader).text
    return Message(
        f"{told}\n\n{shown}",
        keyboard(
            [keys.press("button-notice-agree", Do.AGREE), keys.press("button-disagree", Do.REFUSE)]
        ),
    )


def notice_later(card: NoticeLater, reader: Reader) -> Message:
    """For who wrote it: on which day groups hear it instead, and why."""
    name = called(card.post.theme, card.post.text, reader, NAME)
    keys = NoticeKeys(reader, card.notice_id)
    return Message(
        lines(
            head(reader, reader.words.plain("notice-later", name=name)),
            *moments(card.coming, reader, at_once=False),
            *reasons(card.coming, reader),
        ),
        keyboard([keys.press("button-notice-open", Do.OPEN)]),
    )


def notice_unheard(card: NoticeUnheard, reader: Reader) -> Message:
    """For who wrote it: which groups have not heard it, why, and its card to see to it."""
    words = reader.words
    name = called(card.post.theme, card.post.text, reader, NAME)
    why = [words(f"notice-why-{why}", count=count) for why, count in card.reasons]
    keys = NoticeKeys(reader, card.notice_id)
    return Message(
        lines(
            head(reader, words.plain("notice-unheard", name=name)),
            *(why or [words("notice-unheard-away")]),
            words("notice-unheard-again"),
        ),
        keyboard([keys.press("button-notice-open", Do.OPEN)]),
    )


def loud(card: Loud, reader: Reader) -> Message:
    """For the duty desk, weekly: the groups that heard most."""
    words = reader.words
    counted = [
        words("notice-loud-group", group=cut(name, NAME) or "–", count=count)
        for name, count in card.groups[:SHOWN]
    ]
    title = head(reader, words.plain("notice-loud"), cut(card.grid, NAME))
    return Message(lines(title, *counted, words("notice-loud-rule")))

"""Notices as people read them: in the group, and to a second person who must agree."""

from bot.domain.notices import (
    LONGEST,
    Loud,
    NoticeAsked,
    NoticeLater,
    NoticePost,
    NoticeUnheard,
    Repeat,
)
from bot.domain.themes import ThemeNotice
from bot.texts import Safe, escaped
from bot.views import notice_menus
from bot.views.buttons import Do
from bot.views.coming import moments, too_late, who_agrees
from bot.views.keyboard import keyboard
from bot.views.layout import (
    FIELD,
    FIRST_LINE,
    NAME,
    bold,
    cut,
    head,
    lines,
    month_day,
    short_date,
    units,
    whole,
)
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys, called
from bot.views.themes import theme_notice, theme_title

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
    words = reader.words
    text = whole(card.text, LONGEST)
    first, _, rest = text.partition("\n")
    mark = words.plain("notice-corrected") if card.corrected else ""
    if first and units(f"{SIGN} {first}{mark}") <= FIRST_LINE[words.locale]:
        return [bold(escaped(f"{SIGN} {first}{mark}")), escaped(rest)]
    title = words.plain("notice-title-policy" if card.source else "notice-title")
    return [head(reader, f"{SIGN} {title}{mark}", cut(card.by, NAME)), escaped(text)]


def _day(card: NoticePost, reader: Reader) -> Safe:
    assert card.until is not None
    day = reader.day(card.until)
    return reader.words("notice-day", year=day.year, day=month_day(day, reader))


def notice_asked(card: NoticeAsked, reader: Reader) -> Message:
    """For the duty desk: the notice word for word, who hears it when; 同意 or 不同意 by another one."""
    words = reader.words
    asked = "notice-asked-soon" if card.soon else "notice-asked"
    asked = "notice-was-asked" if card.decided_at is not None else asked
    title = head(reader, words.plain(asked, grid=cut(card.grid, NAME)))
    who = words("notice-asked-by", who=cut(card.who, NAME), groups=card.groups)
    if card.decided_at is not None:
        name = called(card.post.theme, card.post.text, reader, NAME)
        return _decided(card, [title, who, escaped(name)], reader)
    keys = NoticeKeys(reader, card.notice_id)
    plan = moments(card.coming, reader, at_once=card.now)
    shown = notice_post(card.post, reader).text
    return Message(
        f"{lines(title, who, *plan, *_series(card, reader), who_agrees(card.seconds, reader))}\n\n{shown}",
        keyboard(
            [keys.press("button-notice-agree", Do.AGREE), keys.press("button-disagree", Do.REFUSE)]
        ),
    )


def _series(card: NoticeAsked, reader: Reader) -> list[Safe]:
    """Return how often it comes and until when, if it comes again."""
    if card.repeat is Repeat.ONCE:
        return []
    told = [reader.words("notice-repeat", every=notice_menus.rhythm(card, reader))]
    if card.until is not None:
        told.append(reader.words("notice-ends", time=short_date(card.until, reader)))
    return told


def _decided(card: NoticeAsked, told: list[Safe], reader: Reader) -> Message:
    """Say what was decided; who wrote it reads what to do, and opens it from there."""
    words = reader.words
    assert card.decided_at is not None
    if card.verdict is None:
        told.append(words("notice-no-day-left" if card.too_late else "notice-lapsed"))
    else:
        key = "notice-agreed" if card.verdict else "notice-refused"
        told.append(words(key, who=cut(card.by, NAME), time=reader.clock(card.decided_at)))
    if not card.yours:
        return Message(lines(*told))
    if not card.verdict:
        told.append(words("notice-ask-again" if card.verdict is False else "notice-ask-later"))
    keys = NoticeKeys(reader, card.notice_id)
    return Message(lines(*told), keyboard([keys.press("button-notice-open", Do.OPEN)]))


def notice_later(card: NoticeLater, reader: Reader) -> Message:
    """For who wrote it: on which day groups hear it instead, and why."""
    name = called(card.post.theme, card.post.text, reader, NAME)
    keys, words = NoticeKeys(reader, card.notice_id), reader.words
    unheard = any(one.at is None for one in card.coming)
    return Message(
        lines(
            head(reader, words.plain("notice-later", name=name)),
            *moments(card.coming, reader, at_once=False),
            too_late(card.late, reader),
            words("notice-later-do") if unheard or card.late else None,
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
    """For the duty desk, weekly: the groups that heard most, and what none has heard."""
    words = reader.words
    counted = [
        words("notice-loud-group", group=cut(name, NAME) or "–", count=count)
        for name, count in card.groups[:SHOWN]
    ]
    missed = reader.words.plain("board-and").join(
        f"{theme_title(theme, reader)} {short_date(at, reader)}"
        for theme, at in card.missed[:SHOWN]
    )
    title = "notice-loud" if counted else "notice-loud-only-missed"
    return Message(
        lines(
            head(reader, words.plain(title), cut(card.grid, NAME)),
            *counted,
            words("notice-loud-rule") if counted else None,
            words("notice-loud-missed", themes=missed) if missed else None,
        )
    )

"""`/remind`: from the menu to a notice that goes out, and the card of one that does."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.notices import (
    Coming,
    NoticeCard,
    NoticeLine,
    NoticeState,
    NoticeStep,
    Repeat,
)
from bot.texts import Safe, escaped
from bot.views import notice_menus
from bot.views.buttons import Do
from bot.views.coming import is_late, moments, pushed_back, too_late, who_agrees
from bot.views.keyboard import Row, keyboard
from bot.views.layout import FIELD, NAME, bold, cut, dotted, full_date, lines, month_day, short_date
from bot.views.message import Message, Reader
from bot.views.notice_keys import NoticeKeys, called

PAGE = 5
NAMED = 3
STEPS = 12
REASONS = 6
MISSED = 3
WAITS = "⏳"
MARKS = {
    NoticeState.ACTIVE: "🟢",
    NoticeState.PAUSED: "⏸",
    NoticeState.ASKED: WAITS,
    NoticeState.OVER: "☑️",
}
UNHEARD = "⚠️"
"""Of one that is over and that no group was told."""


def menu(
    reader: Reader,
    mine: Sequence[NoticeLine],
    others: Sequence[NoticeLine],
    *,
    start: int = 0,
    calendar: bool = False,
) -> Message:
    """`/remind`: begin one, or open one of those that are there."""
    words, keys = reader.words, NoticeKeys(reader)
    listed = [*mine, *others]
    shown = listed[start : start + PAGE]
    rows: list[Row] = [
        [keys.press("button-notice-theme", Do.THEMES), keys.press("button-notice-write", Do.WRITE)],
        [
            keys.press("button-notice-policy", Do.POLICY),
            *([keys.press("button-notice-calendar", Do.CALENDAR)] if calendar else []),
        ],
        *[[_opens(one, reader)] for one in shown],
    ]
    return Message(
        lines(
            bold(words("remind-title")),
            words("remind-how"),
            words("remind-budget"),
            words("remind-listed", count=len(listed)) if listed else None,
        ),
        keyboard(*rows, keys.leaf(Do.MENU, start, PAGE, len(listed))),
    )


def _opens(one: NoticeLine, reader: Reader) -> InlineKeyboardButton:
    when = f" · {_short(one.next_at, reader)}" if one.next_at else ""
    mark = _mark(one.state, unheard=one.unheard, waits=one.waits)
    label = f"{mark} {called(one.theme, one.text, reader, NAME)}{when}"
    return NoticeKeys(reader, one.notice_id).named(label.strip(), Do.OPEN)


def _mark(state: NoticeState, *, unheard: bool, waits: bool) -> str:
    if unheard:
        return UNHEARD
    return WAITS if waits and state is NoticeState.OVER else MARKS.get(state, "")


def _short(at: datetime, reader: Reader) -> Safe:
    return short_date(at, reader)


def no_theme(reader: Reader, name: str) -> Message:
    """There is none that is called so: it is one's own words, or one of those that there are."""
    choose = NoticeKeys(reader).press("button-notice-theme", Do.THEMES)
    return Message(reader.words("remind-no-theme", name=cut(name, NAME)), keyboard([choose]))


def rewriting(reader: Reader, card: NoticeCard) -> Message:
    """改内容: other words for what is to come; where nothing is, for what stands in groups."""
    words = reader.words
    if card.is_done and card.stands:
        return Message(
            lines(words("remind-wanted-words"), words("remind-rewrite-sent", count=card.stands))
        )
    return notice_menus.wanted(reader, "text")


def rewritten(reader: Reader, card: NoticeCard) -> Message:
    """What the new words are for; shall what stands in groups say them, too?"""
    words, keys = reader.words, NoticeKeys(reader, card.notice_id)
    if card.is_done:
        return replaced(reader, card.stands)
    if not card.stands:
        return Message(words("remind-rewritten"))
    if card.post.file is not None:
        return Message(lines(words("remind-rewritten"), words("remind-rewritten-file")))
    too = keys.press("button-notice-replace", Do.REPLACE)
    only = keys.press("button-notice-leave", Do.LEAVE)
    asked = "remind-rewritten-sent" if card.repeat is Repeat.ONCE else "remind-rewritten-last"
    return Message(
        lines(words("remind-rewritten"), words(asked, count=card.stands)), keyboard([too, only])
    )


def replaced(reader: Reader, count: int) -> Message:
    """也改已经发出的: they are being changed."""
    return Message(reader.words("remind-replaced", count=count))


def left(reader: Reader) -> Message:
    """只改以后的: what stands is left as it is."""
    return Message(reader.words("remind-rewritten"))


def at_night(reader: Reader, at: datetime) -> Message:
    """A line names an hour of the night: it does not go out then, and nothing of it is lost."""
    return Message(reader.words("remind-at-night", time=full_date(at, reader)))


def notice_card(card: NoticeCard, reader: Reader) -> Message:
    """Under the preview of a draft, and for a notice that is out: how it stands, what may be done."""
    words = reader.words
    if card.state is NoticeState.DRAFT:
        first, *later = _moments(card, reader)
        return Message(
            lines(
                bold(first),
                *later,
                words("notice-at-night") if card.night else None,
                *_put_off(card, reader),
                *pushed_back(card.pushes, reader),
                *_facts(card, reader),
                _lacks(card, reader),
                words("notice-takes-two") if card.takes_two else None,
                who_agrees(card.seconds, reader) if card.takes_two else None,
            ),
            keyboard(*_draft_rows(card, reader)),
        )
    name = called(card.post.theme, card.post.text, reader, NAME)
    title = f"{_mark(card.state, unheard=card.unheard, waits=card.waiting > 0)} {name}".strip()
    state = words(f"notice-state-{_stands(card)}")
    return Message(
        lines(
            bold(dotted(escaped(title), state)),
            *_next(card, reader),
            _rests(card, reader),
            who_agrees(card.seconds, reader) if card.state is NoticeState.ASKED else None,
            *_facts(card, reader),
            *_came(card, reader),
            *_log(card.steps[-1:], reader),
        ),
        keyboard(*_rows(card, reader)),
    )


def _stands(card: NoticeCard) -> str:
    if card.unheard:
        return "unheard"
    return "waiting" if card.state is NoticeState.OVER and card.waiting else card.state


def _moments(card: NoticeCard, reader: Reader) -> list[Safe]:
    """Return when how many groups hear it, the first ones first."""
    coming = card.coming or (Coming(card.groups, card.next_at),)
    return moments(coming, reader, at_once=card.now)


def _put_off(card: NoticeCard, reader: Reader) -> list[Safe]:
    """Return what is to be thought of where not all groups hear it as it was meant."""
    warned = too_late(card.late, reader)
    found = [warned] if warned else []
    if card.told_on is not None and card.again_on is not None:
        last, again = card.told_on, card.again_on
        found.append(
            reader.words(
                "notice-told-on",
                last=month_day(last, reader),
                again=month_day(again, reader),
            )
        )
    return found


def _next(card: NoticeCard, reader: Reader) -> list[Safe]:
    if card.state is NoticeState.ASKED:
        return [*_moments(card, reader), *_put_off(card, reader)]
    if card.state is NoticeState.OVER:
        waits = card.waiting and card.coming
        return [*_moments(card, reader), *_put_off(card, reader)] if waits else []
    if card.state is NoticeState.PAUSED:
        if card.next_at is None:
            return [] if card.waiting else [reader.words("notice-none-left")]
        key = "notice-if-agreed" if card.takes_two else "notice-if-resumed"
        return [reader.words(key, time=full_date(card.next_at, reader))]
    if card.state is not NoticeState.ACTIVE:
        return []
    if not is_late(card.coming):
        at = card.coming[0].at if card.coming else card.next_at
        following = [reader.words("notice-next", time=full_date(at, reader))] if at else []
        return [*following, *_put_off(card, reader)]
    first, *later = _moments(card, reader)
    first = reader.words("notice-next", time=first) if card.coming[0].at else first
    return [first, *later, *_put_off(card, reader)]


def _rests(card: NoticeCard, reader: Reader) -> Safe | None:
    """Say of a plan that may be changed what it waits for: a change by 改别的 has let it rest."""
    rests = card.state is NoticeState.PAUSED and card.next_at is not None
    if not (rests and card.mine and not card.begun):
        return None
    button = reader.words("button-notice-ask-again" if card.takes_two else "button-notice-resume")
    return reader.words("notice-rests", button=button)


def _lacks(card: NoticeCard, reader: Reader) -> Safe | None:
    """Return what a policy notice can't go out without."""
    if not card.policy_news or (card.post.source and card.post.until):
        return None
    lacks = "end" if card.post.source else "source" if card.post.until else "both"
    return reader.words(f"notice-lacks-{lacks}")


def _facts(card: NoticeCard, reader: Reader) -> list[Safe]:
    words = reader.words
    named = reader.words.plain("board-and").join(cut(name, NAME) for name in card.nodes[:NAMED])
    more = len(card.nodes) > NAMED
    facts = [
        words("preview-scope-more" if more else "preview-scope", nodes=named),
        words("notice-repeat", every=notice_menus.rhythm(card, reader)),
    ]
    if card.audience is not None:
        facts.insert(1, words(f"notice-for-{card.audience}"))
    if card.until is not None and (card.post.until or not card.policy_news):
        facts.append(words("notice-ends", time=_short(card.until, reader)))
    if not card.mine and card.author:
        facts.append(words("notice-author", who=cut(card.author, NAME)))
    return facts


def _came(card: NoticeCard, reader: Reader) -> list[Safe]:
    """Return what has come of it: who heard, who did not and why, what was missed, the quiz."""
    words = reader.words
    told = []
    if card.sent:
        key = "notice-sent" if card.repeat is Repeat.ONCE else "notice-sent-again"
        told.append(words(key, sent=card.sent))
    if card.waiting:
        told.append(words("notice-waiting", waiting=card.waiting))
    for why, count in card.not_sent[:REASONS]:
        told.append(words(f"notice-why-{why}", count=count))
    if card.missed:
        dates = reader.words.plain("board-and").join(
            _short(at, reader) for at in card.missed[:MISSED]
        )
        told.append(words("notice-missed", count=len(card.missed), dates=Safe(dates)))
    if card.answered:
        told.append(words("notice-quiz", answered=card.answered, right=card.right))
    return told


def _log(steps: Sequence[NoticeStep], reader: Reader) -> list[Safe]:
    return [_step(one, reader) for one in steps]


def _step(one: NoticeStep, reader: Reader) -> Safe:
    words, note = reader.words, cut(one.note or "", FIELD) or "–"
    note = _short(one.day, reader) if one.day is not None else note
    done = words(f"notice-did-{one.done.replace('_', '-')}", note=note)
    return dotted(_short(one.at, reader), escaped(cut(one.who, NAME)) if one.who else None, done)


def _draft_rows(card: NoticeCard, reader: Reader) -> list[Row]:
    keys = NoticeKeys(reader, card.notice_id)
    last = (
        keys.press("button-notice-source", Do.SOURCE)
        if card.policy_news
        else keys.press("button-notice-repeat", Do.REPEAT)
    )
    return [
        [
            keys.press("button-confirm-publish", Do.CONFIRM, style=ButtonStyle.SUCCESS),
            keys.press("button-dont-publish", Do.DROP),
        ],
        [keys.press("button-notice-time", Do.TIME), keys.press("button-adjust-scope", Do.SCOPE)],
        [last, keys.press("button-adjust-validity", Do.UNTIL)],
    ]


def _rows(card: NoticeCard, reader: Reader) -> list[Row]:
    keys = NoticeKeys(reader, card.notice_id)
    back = keys.press("button-notice-list", Do.MENU)
    if card.state is NoticeState.DELETED:
        label = reader.words.plain("button-notice-take-back", count=card.may_take_back)
        again = [keys.named(label, Do.TAKE_BACK)] if card.may_take_back else []
        return [again, [back]]
    running: list[InlineKeyboardButton] = []
    if card.state is NoticeState.ACTIVE:
        running.append(keys.press("button-notice-pause", Do.PAUSE))
        if card.repeat is not Repeat.ONCE:
            running.append(keys.press("button-notice-skip", Do.SKIP))
    elif card.state is NoticeState.PAUSED and (card.next_at or card.waiting):
        label = "button-notice-ask-again" if card.takes_two else "button-notice-resume"
        running.append(keys.press(label, Do.RESUME))
    elif card.state is NoticeState.OVER and card.waiting:
        running.append(keys.press("button-notice-pause", Do.PAUSE))
    change: list[InlineKeyboardButton] = []
    running_on = card.state in {NoticeState.ACTIVE, NoticeState.PAUSED}
    over = card.state is NoticeState.OVER and bool(card.stands or card.waiting)
    if card.mine and (running_on or over):
        change.append(keys.press("button-notice-rewrite", Do.REWRITE))
    plan: list[Row] = []
    if card.mine and running_on and not card.begun:
        change.append(keys.press("button-notice-time", Do.TIME))
        if card.state is NoticeState.ACTIVE:
            plan = [[keys.press("button-notice-replan", Do.REPLAN)]]
        else:
            plan = _plan_rows(card, keys)
    last = [keys.press("button-notice-log", Do.LOG), keys.press("button-notice-delete", Do.DELETE)]
    return [running, change, *plan, last, [back]]


def replan(card: NoticeCard, reader: Reader) -> Message:
    """改别的: what may be changed; it goes on as it is until something is."""
    keys = NoticeKeys(reader, card.notice_id)
    rows = _plan_rows(card, keys)
    return Message(reader.words("notice-replan"), keyboard(*rows, [keys.back()]))


def _plan_rows(card: NoticeCard, keys: NoticeKeys) -> list[Row]:
    """Where it goes, how often and until when: three in a row are cut on a phone."""
    scope = keys.press("button-adjust-scope", Do.SCOPE)
    until = keys.press("button-adjust-validity", Do.UNTIL)
    if card.policy_news:
        return [[scope, until]]
    return [[scope, keys.press("button-notice-repeat", Do.REPEAT)], [until]]


def notice_log(card: NoticeCard, reader: Reader) -> Message:
    """记录: who did what with it, and when."""
    keys = NoticeKeys(reader, card.notice_id)
    told = _log(card.steps[-STEPS:], reader)
    if card.unheard:
        told += [bold(reader.words("notice-state-unheard")), *_came(card, reader)]
    return Message(lines(bold(reader.words("notice-log")), *told), keyboard([keys.back()]))


def delete_surely(card: NoticeCard, reader: Reader) -> Message:
    """删除: once more, for it does not come back."""
    keys = NoticeKeys(reader, card.notice_id)
    sure = keys.press("button-notice-delete-now", Do.DELETE_NOW, style=ButtonStyle.DANGER)
    name = called(card.post.theme, card.post.text, reader, NAME)
    stands = card.may_take_back
    back = reader.words("notice-delete-back", count=stands) if stands else None
    told = lines(reader.words("notice-delete-sure", name=name), back)
    return Message(told, keyboard([sure, keys.back()]))


def dropped(reader: Reader) -> Message:
    """不发布: nothing was said to anybody."""
    return Message(reader.words("notice-dropped"))

"""What keeps one account from doing much harm: rings that are about to go on, a second person."""

from bot.domain.alert_cards import RingNotice, SecondWanted
from bot.texts import Safe
from bot.views.alerts import alert_text
from bot.views.buttons import Act
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import NAME, cut, dotted, full_date, head, lines
from bot.views.message import Message, Reader
from bot.views.wording import mentioned

_VERDICTS = {
    "confirmed": "second-confirmed",
    "overridden": "second-overridden",
    "refused": "second-refused",
    "expired": "second-expired",
    "changed": "second-changed",
    "dropped": "second-dropped",
}


def ring_notice(card: RingNotice, reader: Reader) -> Message:
    """For the chief grid and the duty desk: how far it goes next, and how to stop or to hurry it."""
    words, keys = reader.words, Keys(reader, card.case_id)
    goes_on = not card.over and card.next_grid is not None
    widen = keys.press("button-widen-now", Act.WIDEN, str(card.ring))
    hold = keys.press("button-hold", Act.HOLD)
    resume = keys.press("button-resume", Act.RESUME)
    is_held = card.held and card.used_up is None
    stops = resume if is_held else hold
    return Message(
        lines(
            head(reader, words.plain(_title(card), what=_matter(card, reader))),
            mentioned(card.mentions) if goes_on and card.mentions else None,
            _published(card, reader),
            *(_next(card, reader) if goes_on else []),
        ),
        keyboard([widen, stops] if card.told else [stops]) if goes_on else None,
    )


def _published(card: RingNotice, reader: Reader) -> Safe:
    who, time = cut(card.who, NAME), reader.clock(card.published_at)
    if card.told is None:
        return reader.words("rings-published-waits", who=who, time=time)
    return reader.words("rings-published", who=who, time=time, grid=cut(card.told, NAME))


def _title(card: RingNotice) -> str:
    if card.over:
        return "rings-over"
    if card.next_grid is None:
        return "rings-furthest"
    if card.used_up is None:
        return "rings-title" if card.told else "rings-title-waits"
    return "rings-wanted-again" if card.again else "rings-wanted"


def _next(card: RingNotice, reader: Reader) -> list[Safe | None]:
    words, following = reader.words, cut(card.next_grid or "", NAME)
    if card.used_up is not None:
        return [
            words("rings-used-up", who=cut(card.who, NAME), count=card.used_up),
            words("rings-used-up-do", grid=following),
        ]
    if card.held or card.next_at is None:
        return [words("rings-held" if card.held else "rings-by-hand", grid=following)]
    time = reader.clock(card.next_at)
    hurry = words("rings-hurry") if card.told else None
    return [words("rings-next", time=time, grid=following), words("rings-do"), hurry]


def second_wanted(card: SecondWanted, reader: Reader) -> Message:
    """确认 · 不同意: what one account can't do alone, word by word, waits for another one."""
    words, keys = reader.words, Keys(reader, card.case_id)
    title = dotted(
        head(reader, words.plain("second-title", what=_matter(card, reader))),
        words("number", number=card.number) if card.number else None,
    )
    if card.verdict is not None:
        return Message(lines(title, _asked(card, reader), _decided(card, reader)))
    wish = str(card.wish_id)
    yes = keys.press("button-agree", Act.SECOND, wish)
    no = keys.press("button-disagree", Act.REFUSE_SECOND, wish)
    now = keys.press("button-send-now", Act.OVERRIDE, wish)
    asked = lines(title, _asked(card, reader), *_how(card, reader))
    shown = alert_text(card.post, reader) if card.post else ""
    text = "\n\n".join(part for part in (asked, shown) if part)
    return Message(text, keyboard([yes, no], [now] if card.override else []))


def _asked(card: SecondWanted, reader: Reader) -> Safe:
    key = "second-asked-rewrite" if card.rewrite else "second-asked"
    who, grid = cut(card.who, NAME), cut(card.grid, NAME)
    return reader.words(key, who=who, grid=grid, groups=card.groups)


def _how(card: SecondWanted, reader: Reader) -> list[Safe | None]:
    words, who = reader.words, cut(card.who, NAME)
    then = "rewrite" if card.rewrite else "morning" if card.goes_at else "now"
    return [
        words("second-used-up", who=who, count=card.used_up) if card.used_up else None,
        words("second-how", time=reader.clock(card.until), then=then),
        words("second-morning", at=full_date(card.goes_at, reader)) if card.goes_at else None,
        words("second-goes-on", time=reader.clock(card.goes_on_at)) if card.goes_on_at else None,
        words("second-override") if card.override else None,
        words("second-photo") if card.photo else None,
    ]


def _decided(card: SecondWanted, reader: Reader) -> Safe:
    by, time = cut(card.by or "", NAME), reader.clock(card.decided_at or card.until)
    key = _VERDICTS.get(card.verdict or "", "second-dropped")
    return reader.words(key, who=by, time=time, what="rewrite" if card.rewrite else "send")


def _matter(card: RingNotice | SecondWanted, reader: Reader) -> str:
    return reader.words.plain(f"matter-{card.kind}")

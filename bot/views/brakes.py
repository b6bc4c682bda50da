"""What keeps one account from doing much harm: rings that are about to go on, a second person."""

from bot.domain.cards import RingNotice, SecondWanted
from bot.texts import Safe
from bot.views.buttons import Act
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import NAME, cut, dotted, head, lines
from bot.views.message import Message, Reader

_VERDICTS = {
    "confirmed": "second-confirmed",
    "overridden": "second-overridden",
    "refused": "second-refused",
    "expired": "second-expired",
    "dropped": "second-dropped",
}


def ring_notice(card: RingNotice, reader: Reader) -> Message:
    """For the chief grid and the duty desk: how far it goes next, and how to stop or to hurry it."""
    words, keys = reader.words, Keys(reader, card.case_id)
    goes_on = not card.over and card.next_grid is not None
    widen = keys.press("button-widen-now", Act.WIDEN)
    hold = keys.press("button-hold", Act.HOLD)
    resume = keys.press("button-resume", Act.RESUME)
    who, time = cut(card.who, NAME), reader.clock(card.published_at)
    return Message(
        lines(
            head(reader, words.plain("rings-title", what=_matter(card, reader))),
            words("rings-published", who=who, time=time, grid=cut(card.told, NAME)),
            *(_next(card, reader) if goes_on else [words("rings-over")]),
        ),
        keyboard([widen, resume if card.held else hold]) if goes_on else None,
    )


def _next(card: RingNotice, reader: Reader) -> list[Safe | None]:
    words, following = reader.words, cut(card.next_grid or "", NAME)
    if card.used_up is not None:
        return [words("rings-used-up", count=card.used_up), words("rings-used-up-do")]
    if card.held or card.next_at is None:
        return [words("rings-held" if card.held else "rings-by-hand", grid=following)]
    time = reader.clock(card.next_at)
    return [words("rings-next", time=time, grid=following), words("rings-do")]


def second_wanted(card: SecondWanted, reader: Reader) -> Message:
    """确认 · 不同意: what one account can't do alone waits for another one."""
    words, keys = reader.words, Keys(reader, card.case_id)
    who, grid = cut(card.who, NAME), cut(card.grid, NAME)
    asked = words("second-asked", who=who, grid=grid, groups=card.groups)
    title = dotted(
        head(reader, words.plain("second-title", what=_matter(card, reader))),
        words("number", number=card.number) if card.number else None,
    )
    if card.verdict is not None:
        return Message(lines(title, asked, _decided(card, reader)))
    yes = keys.press("button-agree", Act.SECOND)
    no = keys.press("button-disagree", Act.REFUSE_SECOND)
    now = keys.press("button-send-now", Act.OVERRIDE)
    until = reader.clock(card.until)
    return Message(
        lines(
            title,
            asked,
            words("second-used-up", who=who, count=card.used_up) if card.used_up else None,
            words("second-how", time=until),
            words("second-goes-on", time=reader.clock(card.goes_on_at))
            if card.goes_on_at
            else None,
            words("second-override") if card.override else None,
        ),
        keyboard([yes, no], [now] if card.override else []),
    )


def _decided(card: SecondWanted, reader: Reader) -> Safe:
    by, time = cut(card.by or "", NAME), reader.clock(card.decided_at or card.until)
    return reader.words(_VERDICTS.get(card.verdict or "", "second-dropped"), who=by, time=time)


def _matter(card: RingNotice | SecondWanted, reader: Reader) -> str:
    return reader.words.plain(f"matter-{card.kind}")

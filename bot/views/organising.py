"""For whoever runs a gathering: how it stands, and calling it off."""

from bot.domain.gathering_cards import (
    GatheringCard,
    OrganiserCard,
)
from bot.domain.gatherings import (
    FEWEST_STARS,
    GatheringState,
    Occasion,
    WhyOff,
)
from bot.texts import Safe, escaped
from bot.views import layout
from bot.views.buttons import Held
from bot.views.gatherings import (
    TITLE,
    gathering_card,
    key,
    series,
    short,
    signed_up,
    trained_by,
    when,
)
from bot.views.keyboard import Row, in_rows, keyboard
from bot.views.layout import FIELD, cut, dotted, full_date, lines
from bot.views.message import Message, Reader

ONE, ALL, OTHER = "one", "all", "other"
"""What is called off: this one, or all that follow, too; and a reason that is to be written."""


def organiser_card(card: OrganiserCard, reader: Reader) -> Message:
    """How it stands, and what can be done with it."""
    one, words = card.occasion, reader.words
    if one.state is GatheringState.CANCELLED:
        return gathering_card(GatheringCard(one), reader)
    at_once = card.groups - sum(count for _, count in card.later)
    waiting = words("organiser-waiting", waiting=one.waiting) if one.waiting else None
    text = lines(
        layout.head(
            reader,
            words.plain("organiser-head", title=cut(one.title, TITLE)),
            short(one, reader),
        ),
        when(one, reader),
        words("label-place", value=cut(one.place, FIELD)),
        trained_by(one, reader),
        dotted(signed_up(one, reader), waiting),
        words("organiser-groups", groups=at_once) if at_once > 0 else None,
        *(
            words("organiser-later", time=full_date(at, reader), groups=count)
            for at, count in card.later
        ),
        *_unheard(card, reader),
        words("organiser-unreached", count=card.unreached)
        if card.unreached and one.is_planned
        else None,
        words("organiser-attended", count=card.attended) if card.attended else None,
        _stars(card, reader),
        series(one, reader),
    )
    return Message(text, keyboard(*_organiser_keys(card, reader)))


def _stars(card: OrganiserCard, reader: Reader) -> Safe | None:
    """Return the average; of too few stars only that there are too few: they would tell whose they are."""
    if not card.ratings or card.stars is None:
        return None
    if card.ratings < FEWEST_STARS:
        return reader.words("organiser-few-stars", least=FEWEST_STARS)
    return reader.words("organiser-stars", stars=f"{card.stars:.1f}", count=card.ratings)


def _unheard(card: OrganiserCard, reader: Reader) -> list[Safe]:
    """Say how many groups can't hear of it, with a link that people may pass on by hand."""
    if not card.unheard:
        return []
    if not card.occasion.is_planned:
        return [reader.words("organiser-missed", groups=card.unheard)]
    link = escaped(reader.link(f"g_{card.occasion.gathering_id}"))
    return [reader.words("organiser-unheard", groups=card.unheard), link]


def _organiser_keys(card: OrganiserCard, reader: Reader) -> list[Row]:
    key_id = card.occasion.gathering_id
    roster = key(reader, "button-roster", Held.ROSTER, key_id)
    if not card.occasion.is_planned:
        return [[roster]]
    rows: list[Row] = [[roster, key(reader, "button-check-in", Held.CHECK_IN, key_id)]]
    if card.trains:
        return rows
    call_off = key(reader, "button-call-off", Held.CALL_OFF, key_id)
    capacity = key(reader, "button-new-capacity", Held.WRITE, key_id, "capacity")
    return [
        *rows,
        [
            key(reader, "button-new-time", Held.WRITE, key_id, "time"),
            key(reader, "button-new-place", Held.WRITE, key_id, "place"),
        ],
        [call_off] if card.occasion.by_slots else [capacity, call_off],
    ]


def call_off(reader: Reader, one: Occasion) -> Message:
    """取消活动: asked once more."""
    sure = reader.words("cancel-sure", title=cut(one.title, TITLE), count=one.taken + one.waiting)
    this = key(reader, "button-cancel-one", Held.WHY_OFF, one.gathering_id, ONE)
    rows: list[Row] = [[this]]
    if one.nth < one.times:
        rows.append([key(reader, "button-cancel-following", Held.WHY_OFF, one.gathering_id, ALL)])
    return Message(sure, keyboard(*rows, _back_to_card(one, reader)))


def why_off(reader: Reader, one: Occasion, which: str) -> Message:
    """Why is it called off? A reason to tap, words of one's own, or none."""
    keys = [
        key(reader, f"why-off-{why}", Held.CALLED_OFF, one.gathering_id, f"{which}.{why}")
        for why in WhyOff
    ]
    other = key(reader, "button-why-other", Held.WHY_OFF, one.gathering_id, f"{which}.{OTHER}")
    none = key(reader, "button-why-none", Held.CALLED_OFF, one.gathering_id, f"{which}.")
    rows = in_rows([*keys, other])
    said = reader.words("why-off-which", title=cut(one.title, TITLE))
    return Message(said, keyboard(*rows, [none, *_back_to_card(one, reader)]))


def why_off_other(reader: Reader, one: Occasion, which: str) -> Message:
    """其他: the next message is the reason."""
    none = key(reader, "button-why-none", Held.CALLED_OFF, one.gathering_id, f"{which}.")
    said = lines(reader.words("why-off-wanted"), reader.words("why-off-example"))
    return Message(said, keyboard([none, *_back_to_card(one, reader)]))


def called_off(reader: Reader) -> Message:
    """It is called off, for a reason that was written."""
    return Message(reader.words("called-off"))


def _back_to_card(one: Occasion, reader: Reader) -> Row:
    return [key(reader, "button-back", Held.SHOW, one.gathering_id, "back")]

"""What is said to who signs up: in private, by name in the group, and as their presses are answered."""

from collections.abc import Sequence

from bot.domain.gathering_cards import (
    FOR_THE_CALENDAR,
    Calls,
    Earlier,
    GatheringCall,
    GatheringNews,
    News,
)
from bot.domain.gatherings import (
    FEWEST_STARS,
    MOST_COMPANIONS,
    SLOT,
    GatheringState,
    Occasion,
    SignUpState,
)
from bot.texts import Safe, escaped
from bot.views import layout
from bot.views.buttons import Held
from bot.views.dates import calendar_file
from bot.views.gatherings import (
    TITLE,
    key,
    named,
    reason,
    when,
)
from bot.views.keyboard import Keys, Row, in_rows, keyboard
from bot.views.layout import FIELD, NAME, cut, full_date, lines, short_date
from bot.views.message import Message, Reader

STARS = range(1, 6)
NAMES = frozenset({News.SIGNED_UP, News.MOVED_UP, News.DAY_BEFORE})
"""News of a training that say what name the certificate will have."""


def gathering_news(card: GatheringNews, reader: Reader) -> Message:
    """For one person who has signed up: how it stands, with a file for the calendar."""
    one, words = card.occasion, reader.words
    if card.what is News.FEEDBACK:
        return _feedback(card, reader)
    if card.what is News.LEFT:
        return _gone(card, reader)
    text = lines(
        layout.head(reader, _news_head(card, reader)),
        when(one, reader),
        _turn(card, reader),
        words("label-place", value=cut(one.place, FIELD)),
        words("your-companions", count=card.companions) if card.companions else None,
        *earlier(card.earlier, reader),
        reason(one, reader),
        _paper_name(card, reader),
        _news_line(card, reader),
    )
    sends = card.what in FOR_THE_CALENDAR and not card.waits
    file = calendar_file(one, reader, card.slot if one.by_slots else None) if sends else None
    return Message(text, keyboard(*_news_keys(card, reader)), file=file)


def _is_over(card: GatheringNews) -> bool:
    return card.occasion.state is GatheringState.OVER and card.what not in {News.FULL, News.NAME}


def _news_head(card: GatheringNews, reader: Reader) -> str:
    title = cut(card.occasion.title, TITLE)
    if card.what is News.WAITING:
        return reader.words.plain("news-waiting", position=card.position, title=title)
    return reader.words.plain(f"news-{card.what}", title=title)


def _news_line(card: GatheringNews, reader: Reader) -> Safe | None:
    """Return what may be done; once it is over nothing may, and the buttons are gone."""
    if _is_over(card):
        return None
    if card.what is News.CHANGED and card.waits:
        return reader.words("news-changed-waiting-line")
    if card.what in {News.DAY_BEFORE, News.HOUR_BEFORE}:
        return reader.words("news-reminder-line")
    return reader.words(f"news-{card.what}-line")


def earlier(was: Earlier, reader: Reader) -> list[Safe]:
    """Say what was changed, by what it was before."""
    told = []
    if was.starts_at is not None:
        told.append(reader.words("earlier-time", time=full_date(was.starts_at, reader)))
    if was.place:
        told.append(reader.words("earlier-place", place=cut(was.place, FIELD)))
    return told


def _turn(card: GatheringNews, reader: Reader) -> Safe | None:
    """Return when somebody's turn is, in a consultation."""
    if not card.occasion.by_slots or card.slot is None:
        return None
    begins = card.occasion.slot_at(card.slot)
    return reader.words(
        "your-slot", **{"from": reader.clock(begins)}, to=reader.clock(begins + SLOT)
    )


def _paper_name(card: GatheringNews, reader: Reader) -> Safe | None:
    """Return the name that the certificate will say, for them to put it right in time."""
    if card.what not in NAMES or card.named is None or card.waits:
        return None
    if not card.named:
        return None if _is_over(card) else reader.words("your-paper-name-wanted")
    return reader.words("your-paper-name", name=cut(card.named, NAME))


def _news_keys(card: GatheringNews, reader: Reader) -> list[Row]:
    one = card.occasion
    naming = [key(reader, "button-paper-name", Held.NAME, one.gathering_id)]
    if card.what is News.NAME:
        return [naming]
    if not one.is_planned or card.what is News.FULL:
        return []
    first = [key(reader, "button-leave", Held.LEAVE, one.gathering_id)]
    if card.named is not None and card.what in NAMES and not (card.waits or one.by_slots):
        return [[*first, *naming], *bring_keys(one, reader)]
    if card.waits:
        return [first]
    if one.by_slots:
        first.append(key(reader, "button-slot", Held.SLOTS, one.gathering_id))
    return [first, *bring_keys(one, reader)]


def bring_keys(one: Occasion, reader: Reader) -> list[Row]:
    """Return the buttons that say how many come along."""
    if not one.companions:
        return []
    more = [
        key(reader, "button-bring", Held.BRING, one.gathering_id, str(count), count=count)
        for count in range(1, min(one.companions, MOST_COMPANIONS) + 1)
    ]
    none = key(reader, "button-bring-none", Held.BRING, one.gathering_id, "0")
    return in_rows([*more, none])


def _feedback(card: GatheringNews, reader: Reader) -> Message:
    one = card.occasion
    stars = [named("⭐" * count, Held.STARS, one.gathering_id, str(count)) for count in STARS]
    return Message(
        lines(
            layout.head(reader, _news_head(card, reader)),
            reader.words("news-feedback-line", least=FEWEST_STARS),
        ),
        keyboard(*in_rows(stars)),
    )


def rated(reader: Reader, stars: int) -> Message:
    """五星, 4分: written instead of pressed."""
    return Message(reader.words("stars-noted", stars=stars))


def _gone(card: GatheringNews, reader: Reader) -> Message:
    """They come no more, and may change their mind as long as it is held."""
    one = card.occasion
    head = layout.head(reader, _news_head(card, reader))
    if not one.is_planned:
        return Message(lines(head, when(one, reader)))
    join = key(reader, "button-join", Held.JOIN, one.gathering_id)
    line = reader.words("news-left-line")
    return Message(lines(head, when(one, reader), line), keyboard([join]))


def slot_choice(reader: Reader, one: Occasion, free: Sequence[int]) -> Message:
    """换时段: the turns that are nobody's."""
    keys = [
        named(reader.clock(one.slot_at(slot)), Held.SLOT, one.gathering_id, str(slot))
        for slot in free
    ]
    back = [key(reader, "button-back", Held.AWAY, one.gathering_id)]
    return Message(reader.words("slot-choice"), keyboard(*in_rows(keys, 4), back))


def no_slots(reader: Reader) -> str:
    """Every other turn is somebody's."""
    return reader.words.plain("no-slots")


def gathering_call(card: GatheringCall, reader: Reader) -> Message:
    """Under the announcement: those who have no private chat, by first name."""
    one, words = card.occasion, reader.words
    moved = card.what is Calls.MOVED_UP
    head = words.plain(f"call-{card.what}", title=cut(one.title, TITLE))
    gone = card.what is Calls.CANCELLED
    return Message(
        lines(
            layout.head(reader, head),
            when(one, reader),
            None if gone else words("label-place", value=cut(one.place, FIELD)),
            *earlier(card.earlier, reader),
            reason(one, reader),
            _names(card, reader),
            words("call-moved-up-line" if moved else "call-line"),
        ),
        keyboard([Keys(reader, 0).link("button-private", f"g_{one.gathering_id}")]),
    )


def _names(card: GatheringCall, reader: Reader) -> Safe:
    words = reader.words
    names = words.plain("board-and").join(cut(name, NAME) for name in card.names)
    if not card.more:
        return words("call-names", names=names)
    return words("call-names-more", names=names, all=len(card.names) + card.more)


# Answers to presses


def joined(
    reader: Reader,
    one: Occasion,
    *,
    state: SignUpState,
    position: int,
    slot: int | None,
    private: bool,
    again: bool,
) -> str:
    """Say in a few words how somebody stands now."""
    words = reader.words.plain
    time = short_date(one.slot_at(slot), reader)
    place = cut(one.place, NAME)
    if state is SignUpState.WAITING:
        named = "toast-waiting-already" if again else "toast-joined-waiting"
        said = words(named, position=position)
    elif again:
        said = words("toast-joined-already", time=time, place=place)
    else:
        named = "toast-joined-slot" if one.by_slots else "toast-joined-gathering"
        said = words(named, time=time, place=place)
    return said if private else words("toast-joined-private", said=said)


def in_words(reader: Reader, said: str, opens: int | None = None) -> Message:
    """The same, to who has written 报名; `opens` leads whoever has none to the private chat."""
    row: Row = [Keys(reader, 0).link("button-private", f"g_{opens}")] if opens else []
    return Message(escaped(said), keyboard(row))


def brings(reader: Reader, count: int) -> str:
    words = reader.words.plain
    return words("toast-brings", count=count) if count else words("toast-brings-none")


def slot_toast(reader: Reader, one: Occasion, slot: int | None) -> str:
    return reader.words.plain("toast-slot", time=reader.clock(one.slot_at(slot)))


def left(reader: Reader, *, had: bool) -> str:
    return reader.words.plain("toast-left-gathering" if had else "toast-not-joined")

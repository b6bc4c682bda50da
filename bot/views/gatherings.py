"""Gatherings as people read them: in the group, in private, and for whoever runs them."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.gathering_cards import (
    FOR_THE_CALENDAR,
    Calls,
    Earlier,
    GatheringCall,
    GatheringCard,
    GatheringNews,
    Nearby,
    News,
    OrganiserCard,
)
from bot.domain.gatherings import (
    FEWEST_STARS,
    MOST_COMPANIONS,
    SLOT,
    GatheringState,
    GatheringType,
    Occasion,
    SignUpState,
    WhyOff,
)
from bot.texts import Safe, escaped
from bot.views import layout
from bot.views.buttons import Gather, Held
from bot.views.dates import calendar_file
from bot.views.keyboard import LABEL, Keys, Row, in_rows, keyboard
from bot.views.layout import FIELD, NAME, cut, dotted, full_date, lines, short_date
from bot.views.message import Message, Reader

TITLE = 18
"""Characters of a title in a first line."""
STARS = range(1, 6)
ONE, ALL, OTHER = "one", "all", "other"
"""What is called off: this one, or all that follow, too; and a reason that is to be written."""
TAUGHT = frozenset({GatheringType.TRAINING, GatheringType.ON_SITE})
"""Here somebody trains; elsewhere somebody leads."""
NAMES = frozenset({News.SIGNED_UP, News.MOVED_UP, News.DAY_BEFORE})
"""News of a training that say what name the certificate will have."""
ENDS = {
    GatheringState.CANCELLED: ("gathering-cancelled", "gathering-cancelled-line"),
    GatheringState.OVER: ("gathering-over", "gathering-over-line"),
}


def key(
    reader: Reader, label: str, act: Held, occasion_id: int, arg: str = "", **params: str | int
) -> InlineKeyboardButton:
    """Return a button about a gathering."""
    return named(reader.words.plain(label, **params), act, occasion_id, arg)


def named(label: str, act: Held, occasion_id: int = 0, arg: str = "") -> InlineKeyboardButton:
    """Return a button with a label of its own."""
    data = Gather(act=act, id=occasion_id, arg=arg).pack()
    return InlineKeyboardButton(text=cut(label, LABEL) or "…", callback_data=data)


def gathering_card(card: GatheringCard, reader: Reader) -> Message:
    """The announcement: what, when, where, for whom, and how many places are left."""
    one = card.occasion
    if one.state in ENDS:
        head, line = ENDS[one.state]
        title = reader.words.plain(head, title=cut(one.title, TITLE))
        told = lines(layout.head(reader, title), when(one, reader), _why_off(one, reader))
        return Message(lines(told, reader.words(line)))
    join = key(reader, "button-join", Held.JOIN, one.gathering_id)
    leave = key(reader, "button-leave", Held.LEAVE, one.gathering_id)
    return Message(announced(one, reader), keyboard([join, leave]))


def announced(one: Occasion, reader: Reader) -> Safe:
    """Return what a group reads of a gathering that is planned."""
    words = reader.words
    return lines(
        layout.head(reader, f"📣 {cut(one.title, TITLE)}", _short(one, reader)),
        when(one, reader),
        words("label-place", value=cut(one.place, FIELD)),
        _for_whom(one, reader),
        _trainer(one, reader),
        _contact(one, reader),
        _places(one, reader),
        words("gathering-companions", most=one.companions) if one.companions else None,
        _series(one, reader),
    )


def _trainer(one: Occasion, reader: Reader) -> Safe | None:
    if not one.trainer:
        return None
    named = "gathering-trainer" if one.type in TAUGHT else "gathering-host"
    return reader.words(named, name=cut(one.trainer, NAME))


def _contact(one: Occasion, reader: Reader) -> Safe | None:
    if not one.organiser or one.organiser == one.trainer:
        return None
    return reader.words("gathering-organiser", name=cut(one.organiser, NAME))


def _why_off(one: Occasion, reader: Reader) -> Safe | None:
    """Say why it is called off, where somebody has said."""
    if not one.why_off:
        return None
    ours = one.why_off in set(WhyOff)
    why = reader.words.plain(f"why-off-{one.why_off}") if ours else cut(one.why_off, FIELD)
    return reader.words("gathering-why-off", why=why)


def _short(one: Occasion, reader: Reader) -> str:
    return short_date(one.starts_at, reader)


def when(one: Occasion, reader: Reader) -> Safe:
    """Return from when to when it lasts."""
    start, end = full_date(one.starts_at, reader), reader.clock(one.ends_at)
    return reader.words("gathering-when", start=start, end=end)


def _for_whom(one: Occasion, reader: Reader) -> Safe:
    words, grid = reader.words, cut(one.grid, NAME)
    if one.role is None:
        return words("gathering-for", grid=grid)
    role = words.plain(f"role-{one.role}")
    if one.unit is None:
        return words("gathering-for-role", grid=grid, role=role)
    return words("gathering-for-unit", grid=grid, role=role, unit=cut(one.unit, NAME))


def _places(one: Occasion, reader: Reader) -> Safe:
    named = "gathering-slots" if one.by_slots else "gathering-places"
    if one.unlimited:
        return reader.words("gathering-unlimited", taken=one.taken)
    count = reader.words(named, capacity=one.capacity, taken=one.taken)
    if one.free and not one.waiting:
        return count
    return lines(count, reader.words("gathering-full", waiting=one.waiting))


def signed_up(one: Occasion, reader: Reader) -> Safe:
    """Return how many have signed up, as whoever runs it reads it."""
    if one.unlimited:
        return reader.words("organiser-unlimited", taken=one.taken)
    return reader.words("organiser-taken", taken=one.taken, capacity=one.capacity)


def _series(one: Occasion, reader: Reader) -> Safe | None:
    if one.times < 2:
        return None
    if one.state is GatheringState.DRAFT:
        return reader.words("gathering-weekly", times=one.times)
    return reader.words("gathering-nth", nth=one.nth, times=one.times)


# In private


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
        *_earlier(card.earlier, reader),
        _why_off(one, reader),
        _paper_name(card, reader),
        _news_line(card, reader),
    )
    sends = card.what in FOR_THE_CALENDAR and not card.waits
    file = calendar_file(one, reader, card.slot if one.by_slots else None) if sends else None
    return Message(text, keyboard(*_news_keys(card, reader)), file=file)


def _news_head(card: GatheringNews, reader: Reader) -> str:
    title = cut(card.occasion.title, TITLE)
    if card.what is News.WAITING:
        return reader.words.plain("news-waiting", position=card.position, title=title)
    return reader.words.plain(f"news-{card.what}", title=title)


def _news_line(card: GatheringNews, reader: Reader) -> Safe:
    if card.what is News.CHANGED and card.waits:
        return reader.words("news-changed-waiting-line")
    if card.what in {News.DAY_BEFORE, News.HOUR_BEFORE}:
        return reader.words("news-reminder-line")
    return reader.words(f"news-{card.what}-line")


def _earlier(was: Earlier, reader: Reader) -> list[Safe]:
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
        return reader.words("your-paper-name-wanted")
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
            *_earlier(card.earlier, reader),
            _why_off(one, reader),
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


# For whoever runs it


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
            _short(one, reader),
        ),
        when(one, reader),
        words("label-place", value=cut(one.place, FIELD)),
        _trainer(one, reader),
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
        _series(one, reader),
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


# What is coming


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


def brings(reader: Reader, count: int) -> str:
    words = reader.words.plain
    return words("toast-brings", count=count) if count else words("toast-brings-none")


def slot_toast(reader: Reader, one: Occasion, slot: int | None) -> str:
    return reader.words.plain("toast-slot", time=reader.clock(one.slot_at(slot)))


def left(reader: Reader, *, had: bool) -> str:
    return reader.words.plain("toast-left-gathering" if had else "toast-not-joined")

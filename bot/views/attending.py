"""Who has come: the code at the door, the list of whoever runs it, and the words on a check-in."""

from aiogram.types import InlineKeyboardButton

from bot.domain.gathering_cards import CheckInCode, Listed, Roster, RunsSoon
from bot.domain.gatherings import Occasion
from bot.texts import Safe, escaped
from bot.views import layout
from bot.views.buttons import Held
from bot.views.gatherings import TITLE, key, named, signed_up, when
from bot.views.keyboard import LABEL, Row, in_rows, keyboard
from bot.views.layout import FIELD, NAME, cut, dotted, lines, month_day
from bot.views.message import Message, Reader
from bot.views.papers import code_picture

MARKS = {True: "✅", False: "❌", None: ""}
PASSED = {None: "button-pass-training", True: "button-passed", False: "button-failed"}
PAGE = 8
CODE = 32


def check_in_code(card: CheckInCode, reader: Reader) -> Message:
    """For the trainer to show; the link does the same."""
    one, words = card.occasion, reader.words
    link = reader.link(f"in_{cut(card.code, CODE)}")
    day = month_day(reader.day(one.starts_at), reader)
    return Message(
        lines(
            layout.head(reader, words.plain("check-in-head", title=cut(one.title, TITLE))),
            words("check-in-line", day=day),
            escaped(link),
        ),
        picture=code_picture(link, "check-in"),
    )


def checked_in(reader: Reader, one: Occasion) -> Message:
    """Whoever has scanned the code has come."""
    words = reader.words
    head = words.plain("checked-in", title=cut(one.title, TITLE))
    return Message(
        lines(
            layout.head(reader, head),
            when(one, reader),
            words("label-place", value=cut(one.place, FIELD)),
        )
    )


def runs_soon(card: RunsSoon, reader: Reader) -> Message:
    """A day and an hour before, for whoever runs it: how many come, and who."""
    one, words = card.occasion, reader.words
    names = words.plain("board-and").join(cut(name, NAME) for name in card.names)
    listed = None
    if names:
        named = "runs-names-more" if card.more else "runs-names"
        listed = words(named, names=names, all=len(card.names) + card.more)
    waiting = words("organiser-waiting", waiting=one.waiting) if one.waiting else None
    taken = signed_up(one, reader)
    return Message(
        lines(
            layout.head(reader, words.plain(f"runs-{card.soon}", title=cut(one.title, TITLE))),
            when(one, reader),
            words("label-place", value=cut(one.place, FIELD)),
            dotted(taken, waiting),
            listed,
            words("organiser-unreached", count=card.unreached) if card.unreached else None,
        ),
        keyboard(
            [
                key(reader, "button-roster", Held.ROSTER, one.gathering_id),
                key(reader, "button-check-in", Held.CHECK_IN, one.gathering_id),
            ]
        ),
    )


def roster(card: Roster, reader: Reader) -> Message:
    """A page of names, each with what can be noted of it."""
    one, words = card.occasion, reader.words
    head = words.plain("roster-head", title=cut(one.title, TITLE), taken=one.taken)
    waiting = words.plain("board-and").join(cut(name, NAME) for name in card.waiting)
    text = lines(
        layout.head(reader, head),
        *(() if card.marks else (_line(listed, card, reader) for listed in card.people)),
        words("roster-none") if not card.people else None,
        words("roster-mark") if card.marks and card.people else None,
        words("roster-pass") if card.marks and card.passes and card.people else None,
        words("roster-early") if not card.marks and card.people else None,
        words("roster-waiting", names=waiting, count=one.waiting) if waiting else None,
    )
    rows = [_row(listed, card, reader) for listed in card.people] if card.marks else []
    renames: Row = []
    if card.marks and card.passes and any(listed.attended for listed in card.people):
        start = str(card.start)
        renames = [key(reader, "button-rename", Held.RENAMES, one.gathering_id, start)]
    return Message(text, keyboard(*rows, renames, _turns(card, reader)))


def whose_name(card: Roster, reader: Reader) -> Message:
    """改证书姓名: of whom, among those who have come."""
    key_id = card.occasion.gathering_id
    keys = [
        named(listed.named or listed.name, Held.RENAME, key_id, f"{listed.key}.{card.start}")
        for listed in card.people
        if listed.attended
    ]
    back = [key(reader, "button-back", Held.ROSTER, key_id, str(card.start))]
    return Message(reader.words("whose-name"), keyboard(*in_rows(keys), back))


def _line(listed: Listed, card: Roster, reader: Reader) -> Safe:
    slot = None
    if card.occasion.by_slots:
        slot = escaped(reader.clock(card.occasion.slot_at(listed.slot)))
    more = f" +{listed.companions}" if listed.companions else ""
    return dotted(slot, escaped(f"{cut(listed.named or listed.name, NAME)}{more}"))


def _row(listed: Listed, card: Roster, reader: Reader) -> Row:
    """到 or 没到 by the name; beside it 合格 of who has come to a training, or not after all."""
    key_id, arg = card.occasion.gathering_id, f"{listed.key}.{card.start}"
    mark = MARKS[listed.attended]
    more = f" +{listed.companions}" if listed.companions else ""
    label = cut(f"{mark} {listed.named or listed.name}{more}".strip(), LABEL)
    act = Held.MISSED if listed.attended else Held.CAME
    first = named(label, act, key_id, arg)
    if listed.attended is None:
        return [first, key(reader, "button-missed", Held.MISSED, key_id, arg)]
    if listed.attended and card.passes:
        label = PASSED[listed.passed]
        return [first, key(reader, label, Held.PASS, key_id, f"{arg}.{int(not listed.passed)}")]
    return [first]


def _turns(card: Roster, reader: Reader) -> list[InlineKeyboardButton]:
    key_id, keys = card.occasion.gathering_id, []
    if card.start:
        back = str(max(0, card.start - PAGE))
        keys.append(key(reader, "button-newer", Held.ROSTER, key_id, back))
    if card.more:
        keys.append(key(reader, "button-older", Held.ROSTER, key_id, str(card.start + PAGE)))
    return keys


def wants_name(reader: Reader, called: str = "") -> Message:
    """Ask for the name that is to stand on a certificate: one's own, or that of somebody on the list."""
    words = reader.words
    asked = words("name-of", name=cut(called, NAME)) if called else words("name-wanted")
    return Message(lines(asked, words("name-example")))


def named_so(reader: Reader, *, made: bool) -> Message:
    """The name is noted; the certificate says it, now or later."""
    return Message(reader.words("name-made" if made else "name-noted"))

"""The agenda of a meeting in private: its points a page at a time, 定办法 under each, and to whom."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.agenda import Agenda, Item, Matter
from bot.domain.listing import Line
from bot.texts import Safe
from bot.views import layout, listing, wording
from bot.views.buttons import Meet
from bot.views.keyboard import LABEL, in_rows, keyboard
from bot.views.layout import FIELD, NAME, cut, dotted, lines
from bot.views.message import Message, Reader

PAGE = 6
"""Points of a page: each may take three lines of a small screen."""
NUMBERS = 8
"""Case numbers that are named of a point."""
PEOPLE = 14


def which_meeting(nodes: Sequence[tuple[int, str]], reader: Reader) -> Message:
    """Of several nodes whose meeting one may hold: which one?"""
    buttons = [_to(cut(name, LABEL), Meet(node=grid_id)) for grid_id, name in nodes]
    return Message(reader.words("agenda-which"), keyboard(*in_rows(buttons)))


def agenda(agenda: Agenda, reader: Reader, *, start: int = 0) -> Message:
    """The points from `start` on, those that are solved together first."""
    words, items = reader.words, agenda.items
    title = layout.head(reader, words.plain("agenda-title", grid=cut(agenda.grid, NAME)))
    if not items:
        return Message(lines(title, words("agenda-none")))
    start = start if start < len(items) else 0
    shown = list(enumerate(items[start : start + PAGE], start + 1))
    decide = [
        _to(words.plain("button-decide", n=n), Meet(node=agenda.grid_id, start=start, case=case))
        for n, item in shown
        if (case := _case_of(item))
    ]
    told = lines(*_told(agenda, shown, reader))
    return Message(lines(title, told), keyboard(*in_rows(decide), _turns(agenda, start, reader)))


def _told(agenda: Agenda, shown: Sequence[tuple[int, Item]], reader: Reader) -> list[Safe | None]:
    """Say each point, with a heading over the first of its sort on the page."""
    told: list[Safe | None] = []
    heading = None
    for n, item in shown:
        wanted = "agenda-together" if item.is_together else "agenda-singly"
        if wanted != heading:
            heading = wanted
            told.append(layout.bold(reader.words(wanted)))
        told += _point(agenda, n, item, reader)
    return told


def _point(agenda: Agenda, n: int, item: Item, reader: Reader) -> list[Safe | None]:
    words, decision = reader.words, decided(item)
    rest = words("agenda-decided", text=cut(decision, FIELD)) if decision else None
    if not item.is_together:
        (matter,) = item.matters
        line = Line(matter.facts, matter.owner, matter.late(agenda.at))
        told = listing.told_of(line, reader, been_through(matter, reader))
        return [words("agenda-one", n=n, line=told), rest]
    told = words(
        "agenda-many",
        n=n,
        matter=wording.matter(item.kind, item.category, reader),
        grid=cut(item.grid, NAME),
        open=len(item.matters),
        recent=item.recent,
    )
    numbers = [listing.opens(one.facts, reader) for one in item.matters[:NUMBERS]]
    return [told, dotted(*numbers), rest]


def been_through(matter: Matter, reader: Reader) -> Safe | None:
    """Return how often a case has climbed, and has come back."""
    words = reader.words
    climbed = words("agenda-climbed", times=matter.escalation) if matter.escalation else None
    again = words("agenda-reopened", times=matter.reopened) if matter.reopened else None
    return dotted(climbed, again) or None


def decided(item: Item) -> str | None:
    """Return what was decided on a point; of several words those on its first case."""
    return next((one.decision for one in item.matters if one.decision), None)


def _turns(agenda: Agenda, start: int, reader: Reader) -> list[InlineKeyboardButton]:
    label, node = reader.words.plain, agenda.grid_id
    newer = [_to(label("button-newer"), Meet(node=node, start=max(0, start - PAGE)))]
    older = [_to(label("button-older"), Meet(node=node, start=start + PAGE))]
    return (newer if start else []) + (older if start + PAGE < len(agenda.items) else [])


def _case_of(item: Item) -> int:
    """Return the case that stands for a point, 0 where nothing of it is open any more."""
    return item.matters[0].facts.case_id if item.matters else 0


def _to(label: str, meet: Meet) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=meet.pack())


def decision_wanted(item: Item, reader: Reader) -> Message:
    """定办法: the next message is the decision."""
    words, first = reader.words, item.matters[0]
    what = wording.matter(item.kind, item.category, reader)
    where = (
        cut(item.grid, NAME)
        if item.is_together
        else f"{words.plain('number', number=first.facts.number or 0)}"
    )
    asked = words("decision-wanted", what=f"{where} · {what}")
    return Message(lines(layout.bold(asked), words("decision-wanted-how")))


def decision_hands(
    item: Item, grid_id: int, decision: str, people: Sequence[tuple[int, str]], reader: Reader
) -> Message:
    """The decision is written down: who does it?"""
    case = _case_of(item)
    hands = [
        _to(cut(name, LABEL) or str(user_id), Meet(node=grid_id, case=case, to=user_id))
        for user_id, name in people[:PEOPLE]
    ]
    key = "decision-hands" if hands else "decision-hands-nobody"
    told = reader.words("agenda-decided", text=layout.quoted(decision))
    off = _to(reader.words.plain("button-cancel"), Meet(node=grid_id, case=case, off=True))
    return Message(lines(reader.words(key), told), keyboard(*in_rows(hands), [off]))


def undecided(reader: Reader) -> Message:
    """It stands where the people stood: nothing holds."""
    return Message(reader.words("decision-off"))


def handed_on(item: Item, who: str, reader: Reader) -> Message:
    """It stands where the people stood: the chat remembers who has what."""
    numbers = [listing.opens(one.facts, reader) for one in item.matters[:NUMBERS]]
    return Message(lines(reader.words("decision-handed", who=cut(who, NAME)), dotted(*numbers)))

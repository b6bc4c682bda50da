"""Lists of cases: a line each, and the buttons that turn to another page or another list."""

from datetime import timedelta

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import Facts
from bot.domain.kinds import Kind
from bot.domain.listing import Asked, Line, Page, Way, Which
from bot.texts import Safe, escaped
from bot.views import drills, layout, wording
from bot.views.buttons import Turn
from bot.views.keyboard import LABEL, Row, in_rows, keyboard
from bot.views.layout import NAME, cut, dotted, lines
from bot.views.message import Message, Reader

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
LATE_IN_DAYS = 2 * A_DAY
"""From then on nobody counts the hours."""


def case_page(page: Page, reader: Reader) -> Message:
    """`/cases`: who has what, and how late it is; each line opens its case."""
    words, asked = reader.words, page.asked
    shown = asked.which.value if page.staff else "own"
    title = layout.head(reader, words.plain("list-title", which=shown))
    kind = words("list-kind", kind=words(f"matter-{asked.kind}")) if asked.kind else None
    empty = words("list-empty-kind") if asked.kind else words("list-empty", which=shown)
    told = [told_of(line, reader) for line in page.lines] or [empty]
    lists = _lists(asked, reader) if page.staff else []
    return Message(lines(title, kind, *told), keyboard(*lists, _turns(page, reader)))


def which_kind(asked: Asked, reader: Reader) -> Message:
    """类别: the list of one kind only, or of all again."""
    label = reader.words.plain
    kinds = [_to(label(f"matter-{kind}"), asked.of(kind)) for kind in Kind]
    every = _to(label("button-list-all"), asked.of(None))
    back = _to(label("button-list-back"), asked)
    return Message(reader.words("list-which-kind"), keyboard(*in_rows([*kinds, every]), [back]))


def listed(facts: Facts, reader: Reader) -> Safe:
    """Return the one line of a case on a list; its number opens it in private."""
    told = _headline(facts, reader, opens(facts, reader))
    return dotted(told, reader.words(wording.state(facts)))


def _headline(facts: Facts, reader: Reader, number: Safe | None) -> Safe:
    matter = cut(f"{wording.what(facts, reader)} · {wording.where(facts)}", LABEL)
    told = dotted(number, escaped(matter))
    return drills.marked_for(facts, Safe(f"{wording.mark(facts)} {told}"), reader)


def opens(facts: Facts, reader: Reader) -> Safe | None:
    """Return a case's number, which opens it in private; a draft has none."""
    if not facts.number:
        return None
    number = str(facts.number)
    return layout.linked("list-number", f"case_{number}", reader, number=number)


def told_of(line: Line, reader: Reader, *more: Safe | None) -> Safe:
    """Return a case with who has it and how late it is in a line below."""
    words, owner = reader.words, cut(line.owner or "", NAME)
    state = words(wording.state(line.facts))
    if owner:
        state = words("list-owner", who=owner, state=state)
    told = dotted(_area(line), state, late(line.late, reader), *_to_come(line, reader), *more)
    below = words("list-below", told=told)
    return lines(_headline(line.facts, reader, _tap(line)), below)


def _tap(line: Line) -> Safe | None:
    """Return the command that opens the case with one tap; a link would ask for Start again."""
    return escaped(f"/case_{line.facts.number}") if line.facts.number else None


def _area(line: Line) -> Safe | None:
    """Return where it is, unless the line above says just that."""
    area = "" if line.area == wording.where(line.facts) else line.area
    return escaped(cut(area, NAME)) or None


def _to_come(line: Line, reader: Reader) -> list[Safe | None]:
    words, gone = reader.words, cut(line.gone_to, NAME)
    return [
        words("list-due", date=layout.short_date(line.due_at, reader)) if line.due_at else None,
        words("list-gone", grid=gone) if gone else None,
    ]


def late(by: timedelta | None, reader: Reader) -> Safe | None:
    """Return how long something is overdue, in the unit in which people think of it."""
    if by is None:
        return None
    unit, length = "minutes", timedelta(minutes=1)
    if by >= AN_HOUR:
        unit, length = "hours", AN_HOUR
    if by >= LATE_IN_DAYS:
        unit, length = "days", A_DAY
    return reader.words("list-late", unit=unit, count=max(1, by // length))


def _lists(asked: Asked, reader: Reader) -> list[Row]:
    """Return the row of lists: four of the open cases, and which kind of them."""
    words = reader.words.plain
    kind = words(f"matter-{asked.kind}") if asked.kind else words("button-list-all")
    names = {
        Which.MINE: words("button-list-mine"),
        Which.GRIDS: words("button-list-grids"),
        Which.OVERDUE: words("button-list-overdue"),
        Which.UNCLAIMED: words("button-list-unclaimed"),
    }
    buttons = [
        _to(
            words("button-chosen", label=name) if chosen is asked.which else name,
            asked.only(chosen),
        )
        for chosen, name in names.items()
    ]
    return [*in_rows(buttons), [_to(words("button-list-kind", kind=kind), asked, menu=True)]]


def _turns(page: Page, reader: Reader) -> Row:
    label, asked = reader.words.plain, page.asked
    edges = (("button-newer", Way.NEWER, page.newer), ("button-older", Way.OLDER, page.older))
    return [
        _to(label(key), asked.beyond(way, edge)) for key, way, edge in edges if edge is not None
    ]


def _to(label: str, asked: Asked, *, menu: bool = False) -> InlineKeyboardButton:
    data = Turn(which=asked.which, kind=asked.kind, way=asked.way, edge=asked.edge, menu=menu)
    return InlineKeyboardButton(text=label, callback_data=data.pack())

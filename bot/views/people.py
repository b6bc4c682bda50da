"""Who works for a grid, and how the reporter of a claimed case can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.domain.grid import Role
from bot.domain.rosters import OnDuty, clock
from bot.texts import Safe, escaped
from bot.views.layout import NAME, bold, cut, dotted, head, lines, month_day
from bot.views.message import Message, Reader

LISTED = 40
SHIFTS = 8


@dataclass(frozen=True)
class StaffLine:
    """One appointment as `/staff` lists it."""

    grid: str
    name: str
    role: Role
    title: str | None = None
    lent: bool = False
    away_until: datetime | None = None
    stand_in: str = ""
    phone: str | None = None


def staff_list(reader: Reader, listed: Sequence[StaffLine], duty: Sequence[OnDuty] = ()) -> Message:
    """`/staff`: whose shifts today are, then the people of the grids in the given order."""
    words = reader.words
    if not listed:
        return Message(words("staff-list-empty"))
    told: list[Safe] = []
    if duty:
        told.append(bold(words("staff-duty-title")))
        told += [_shift(one) for one in duty[:SHIFTS]]
    told.append(words("staff-list-title"))
    for grid, people in groupby(listed[:LISTED], key=lambda line: line.grid):
        told.append(bold(escaped(cut(grid, NAME))))
        told += [_person(line, reader) for line in people]
    if len(listed) > LISTED:
        told.append(words("staff-list-more", people=len(listed) - LISTED))
    return Message(lines(*told))


def staff_of(
    reader: Reader,
    grid: str,
    code: str,
    listed: Sequence[StaffLine],
    duty: Sequence[OnDuty] = (),
    awaited: Sequence[tuple[str, Role]] = (),
) -> Message:
    """`/staff CODE`: whether anybody works there, who does so above it, and who has yet to come."""
    words = reader.words
    there = any(line.grid == grid for line in listed)
    people = staff_list(reader, listed, duty).text if listed else None
    return Message(
        lines(
            head(reader, cut(grid, NAME), code),
            None if there else words("staff-list-empty"),
            people,
            *_awaited(code, awaited, reader),
        )
    )


def _awaited(code: str, awaited: Sequence[tuple[str, Role]], reader: Reader) -> list[Safe]:
    """Name who has not come by their link yet, and how to wait no longer."""
    if not awaited:
        return []
    words = reader.words
    named = [
        dotted(escaped(cut(name, NAME)), words(f"role-{role}")) for name, role in awaited[:LISTED]
    ]
    more = len(awaited) - LISTED
    name, role = awaited[0]
    return [
        bold(words("staff-awaited")),
        *named,
        *([words("staff-list-more", people=more)] if more > 0 else []),
        words("staff-awaited-end", order=f"/staff - {role} {code} {name}"),
    ]


def _person(line: StaffLine, reader: Reader) -> Safe:
    words = reader.words
    title = cut(line.title or "", NAME) or words.plain(f"role-{line.role}")
    return dotted(
        escaped(cut(line.name, NAME)),
        escaped(title),
        escaped(cut(line.phone or "", NAME)) or None,
        words("staff-lent") if line.lent else None,
        _away(line, reader),
    )


def _away(line: StaffLine, reader: Reader) -> Safe | None:
    if line.away_until is None:
        return None
    until, stand_in = month_day(reader.day(line.away_until), reader), cut(line.stand_in, NAME)
    return reader.words("staff-away", day=until, name=stand_in)


def _shift(one: OnDuty) -> Safe:
    return dotted(escaped(cut(one.name, NAME)), escaped(f"{clock(one.starts)}–{clock(one.ends)}"))


def contact(
    reader: Reader, number: int, name: str, phone: str | None, user_id: int | None
) -> Message:
    """联系报告人, in private, for whoever claimed the case and for duty; the name opens a chat."""
    words = reader.words
    called = escaped(cut(name, NAME)) or words("the-reporter")
    link = Safe(f'<a href="tg://user?id={user_id}">{called}</a>') if user_id else called
    return Message(
        lines(
            words("contact-title", number=number),
            link,
            words("contact-phone", phone=cut(phone, NAME)) if phone else words("contact-none"),
            words("contact-recorded"),
        )
    )

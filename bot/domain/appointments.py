"""Who may appoint whom, how an order to do so is written, and what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.grid import Role
from bot.domain.suspensions import Office

ROLE_WORDS: Mapping[str, Role] = {
    "网格员": Role.WORKER,
    "网格长": Role.WORKER,
    "指导员": Role.INSTRUCTOR,
    "值班": Role.DUTY,
    "伙伴": Role.PARTNER,
    "志愿者": Role.VOLUNTEER,
    "管理员": Role.ADMIN,
}
PLUS, MINUS = frozenset("+＋"), frozenset("-－−—")
LONGEST_ID = 15
"""Digits of a user id: Telegram needs 52 bits."""
LONGEST_NAME = 40


class Change(StrEnum):
    """What happened to an appointment."""

    ADDED = "added"
    REMOVED = "removed"
    EXPECTED = "expected"
    """It waits for whoever comes by the link that was given out."""
    JOINED = "joined"
    TAKEN_BACK = "taken_back"
    """It waited, and waits no more."""


@dataclass(frozen=True)
class Named:
    """Somebody by their user id, and by the name they show."""

    id: int
    name: str = ""


@dataclass(frozen=True)
class Order:
    """An appointment to be made, or one to be ended; then no role means every role there.

    Without an id it is made once somebody has come by its link, or is no longer waited for.
    """

    ends: bool
    user_id: int | None
    code: str
    role: Role | None = None
    name: str = ""


@dataclass(frozen=True)
class Held:
    """One appointment as it is told of."""

    grid: str
    role: Role


@dataclass(frozen=True)
class Standing:
    """What somebody is after a change, and how many cases have lost their owner by it.

    `unchecked` of theirs wait for their check, which needs no owner.
    """

    user_id: int
    name: str
    held: tuple[Held, ...] = ()
    freed: int = 0
    unchecked: int = 0
    ended: bool = False


@dataclass(frozen=True)
class Expected:
    """An appointment that waits, and the payload of the link for whoever it is."""

    name: str
    held: Held
    payload: str


@dataclass(frozen=True)
class TakenBack:
    """An appointment that waited for somebody, and their link leads nowhere now."""

    name: str
    held: Held


@dataclass(frozen=True)
class YouAreAppointed:
    """For the person: what they are now, or are no longer, and by whom."""

    grid: str
    role: Role
    by: str
    ended: bool = False


def may_appoint(theirs: Collection[Office], other: Office) -> bool:
    """Return whether an admin of this node or above may give or end an office.

    Another admin only below the own node: nobody appoints, or removes, an equal.
    """
    return any(mine.role is Role.ADMIN and mine.is_above(other) for mine in theirs)


def read_order(words: str, answered: Named | None = None) -> Order | None:
    """Return what `+ [ID] ROLE CODE NAME` or `- [ID] CODE [ROLE]` says, None for anything else.

    Whoever is answered is meant where no id stands there; else only a name is known yet, and
    `- ROLE CODE NAME` takes back what `+ ROLE CODE NAME` has said.

    >>> read_order("+ 510001 worker YX-A1 王芳")
    Order(ends=False, user_id=510001, code='YX-A1', role=<Role.WORKER: 'worker'>, name='王芳')
    """
    sign, rest = words.strip()[:1], words.strip()[1:].split()
    if sign not in PLUS | MINUS:
        return None
    if rest and rest[0].isascii() and rest[0].isdecimal() and len(rest[0]) <= LONGEST_ID:
        who: Named | None = Named(int(rest.pop(0)))
    else:
        who = answered
    if not rest:
        return None
    return _ending(who, rest) if sign in MINUS else _making(who, rest)


def _making(who: Named | None, rest: list[str]) -> Order | None:
    shown = who.name if who else ""
    role, code, name = read_role(rest[0]), rest[1:2], " ".join(rest[2:]) or shown
    if role is None or not code or not name or len(name) > LONGEST_NAME:
        return None
    user_id = who.id if who else None
    return Order(ends=False, user_id=user_id, code=code[0], role=role, name=name)


def _ending(who: Named | None, rest: list[str]) -> Order | None:
    if who is None:
        waiting = _making(None, rest)
        return replace(waiting, ends=True) if waiting else None
    role = read_role(rest[1]) if len(rest) == 2 else None
    if len(rest) > 2 or (len(rest) == 2 and role is None):
        return None
    return Order(ends=True, user_id=who.id, code=rest[0], role=role)


def read_role(word: str) -> Role | None:
    """Return the role of a word, in English or Chinese."""
    if word in ROLE_WORDS:
        return ROLE_WORDS[word]
    return Role(word.lower()) if word.lower() in set(Role) else None

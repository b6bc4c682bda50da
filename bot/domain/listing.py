"""Lists of cases: which ones are asked for, and a page of them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.cards import Facts
from bot.domain.kinds import Kind

PAGE = 10
"""Lines of a page; more are no longer read on a small screen."""


class Which(StrEnum):
    """Which of the open cases staff want to see."""

    MINE = "mine"
    GRIDS = "grids"
    OVERDUE = "overdue"
    UNCLAIMED = "unclaimed"


class Way(StrEnum):
    """From `Asked.edge`, a case's id, to older or to newer ones; else from the newest."""

    NEWEST = "newest"
    OLDER = "older"
    NEWER = "newer"


@dataclass(frozen=True)
class Asked:
    """What page of which list is asked for."""

    which: Which = Which.GRIDS
    kind: Kind | None = None
    way: Way = Way.NEWEST
    edge: int = 0

    def only(self, which: Which) -> "Asked":
        """Return the first page of another list, of the same kind."""
        return Asked(which, self.kind)

    def of(self, kind: Kind | None) -> "Asked":
        """Return the first page of the same list, of another kind."""
        return Asked(self.which, kind)

    def beyond(self, way: Way, edge: int) -> "Asked":
        """Return the page before or after this one."""
        return replace(self, way=way, edge=edge)


@dataclass(frozen=True)
class Line:
    """A case on a list: who has it, and for how long it has been due."""

    facts: Facts
    owner: str | None = None
    late: timedelta | None = None
    due_at: datetime | None = None
    """By when somebody must take it, or be done with it."""
    area: str = ""
    """Where it is, for who reads of several nodes."""
    gone_to: str = ""
    """Who has it now, where it was only reported."""


@dataclass(frozen=True)
class Page:
    """Some cases, what is red or overdue before the rest, each newest first; `newer` and `older` are the edges of the pages beside it."""

    asked: Asked
    lines: tuple[Line, ...]
    newer: int | None = None
    older: int | None = None
    staff: bool = True
    """Of the grids that one works for; else what one has reported oneself."""

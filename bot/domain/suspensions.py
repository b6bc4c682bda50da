"""Who may end whose rights, and how a span of time is written."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.grid import Role
from bot.domain.themes import Theme

RECALL_SINCE = timedelta(hours=24)
"""How far back what an account published is taken back, if nobody says otherwise."""

_SPAN = re.compile(r"(\d{1,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_RANKS = {Role.ADMIN: 2, Role.DUTY: 1}
"""On one node; everybody else stands below duty."""


@dataclass(frozen=True)
class Office:
    """A role on a node, by its path."""

    role: Role
    path: str

    def is_above(self, other: "Office") -> bool:
        """Whether this one, of admin or duty, may end the rights of that one."""
        if self.role not in _RANKS or not other.path.startswith(self.path):
            return False
        return len(other.path) > len(self.path) or _RANKS[self.role] > _RANKS.get(other.role, 0)


def may_suspend(theirs: Collection[Office], others: Collection[Office]) -> bool:
    """Return whether every office of the other account lies below one of theirs."""
    return bool(others) and all(any(mine.is_above(one) for mine in theirs) for one in others)


def read_span(text: str) -> timedelta | None:
    """Return the span of `30m`, `2h` or `1d`, None for anything else."""
    said = _SPAN.fullmatch(text.strip().lower())
    return timedelta(**{_UNITS[said[2]]: int(said[1])}) if said else None


@dataclass(frozen=True)
class Ended:
    """A gathering that was called off with somebody's rights, or a notice that goes out no more."""

    text: str
    starts_at: datetime | None = None
    theme: Theme | None = None


@dataclass(frozen=True)
class AccountSuspended:
    """For the duty desk: somebody's rights were ended, or given back."""

    user_id: int
    who: str
    by: str
    at: datetime
    why: str = ""
    recalled: tuple[int, ...] = ()
    """Case numbers whose alert was taken back."""
    stopped: tuple[int, ...] = ()
    """Those whose alert stands, but goes no further by itself."""
    missing: tuple[int, ...] = ()
    """Those of them in which a person is still missing: somebody must look and publish anew."""
    unfinished: tuple[int, ...] = ()
    """Those in which a life may be at stake otherwise."""
    corrected: tuple[int, ...] = ()
    """Cases whose alert somebody else published, and into which the account has put its words."""
    freed: tuple[int, ...] = ()
    """Cases that need somebody else."""
    unchecked: tuple[int, ...] = ()
    """Their work that waits for its check, which needs nobody else."""
    called_off: tuple[Ended, ...] = ()
    """Gatherings: unlike the rights they don't come back."""
    silenced: tuple[Ended, ...] = ()
    """Notices of theirs."""
    left_alone: tuple[str, ...] = ()
    """Who is away, and had this account to stand in: their leave is over."""
    lifted: bool = False


@dataclass(frozen=True)
class YouAreSuspended:
    """For the one whose rights were ended, once: whom to ask."""

    duty_phone: str = ""

"""Links by which people and groups join: each is for one thing, counts once, and for seven days."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.grid import Audience, GridLevel, Role

VALID_FOR = timedelta(days=7)
TOKEN_BYTES = 16
"""128 bits of chance: nobody guesses one."""

LEAVES = frozenset({GridLevel.MICRO, GridLevel.DEDICATED})
"""Where residents or firms have their groups; staff of other nodes meet in one of their own."""


class Opens(StrEnum):
    """What a link opens: the private chat of a person, or a group."""

    JOIN = "join"
    BIND = "bind"


@dataclass(frozen=True)
class Invited:
    """Whom a link is for: one appointment that waits for its account."""

    name: str
    grid: str
    role: Role
    title: str | None = None


@dataclass(frozen=True)
class PersonJoined:
    """For whoever made the link, or the admins: somebody has come by it, with an account that nobody knew."""

    name: str
    grid: str
    code: str
    role: Role
    account: str
    """What the account calls itself."""
    user_id: int


@dataclass(frozen=True)
class StaffGroupJoined:
    """For the admins of a node: a group that reads its cases was bound by link."""

    grid: str
    title: str
    by: str
    chat_id: int


def fingerprint(token: str) -> str:
    """Return what is kept of a token; nobody can make a link of it."""
    return sha256(token.encode()).hexdigest()


def wanted_group(level: GridLevel) -> Audience:
    """Return for whom the group is that a node of this level can't do without."""
    if level is GridLevel.DEDICATED:
        return Audience.BUSINESS
    return Audience.RESIDENTS if level in LEAVES else Audience.STAFF

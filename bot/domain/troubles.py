"""What those who run the bot are told of in chat: which troubles there are, when each begins and ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

QUEUE_WAITS = timedelta(seconds=60)
"""What should have been said so long ago is a trouble."""
LEAST_DISK_MB = 500
AGAIN = timedelta(hours=1)
"""A trouble that has grown is told of once more, but not sooner."""
CALM = timedelta(minutes=5)
"""A trouble has ended when it has been told of so long ago: what comes and goes is one."""


class Trouble(StrEnum):
    """What may be wrong with the program or its surroundings."""

    QUEUE = "queue"
    """Messages wait; the size is for how many seconds the oldest does."""
    FLOODED = "flooded"
    """Telegram has refused so much that everything goes slower."""
    GROUPS = "groups"
    """Groups in which the bot can't write or hear any more; the size is how many."""
    DISK = "disk"
    """Little room is left; the size is how many megabytes are missing to what should be free."""
    UNHANDLED = "unhandled"
    """Messages and presses that failed every try; the size is how many of the last day."""


@dataclass(frozen=True)
class Machine:
    """What only the running program knows."""

    flooded: bool = False
    free_mb: int | None = None
    """Where the database lies; None where that is no file of ours."""


@dataclass(frozen=True)
class TroubleNews:
    """For ADMINS: a trouble, or that it is over; no case, no name, no group."""

    trouble: Trouble
    size: int
    over: bool = False


@dataclass(frozen=True)
class Told:
    """A trouble that was told of: how large it was, and when."""

    size: int
    at: datetime


@dataclass(frozen=True)
class Unhandled:
    """For whoever wrote or pressed in private: the bot could not carry it out."""


def sizes(
    machine: Machine, *, oldest: timedelta | None, unreachable: int, unhandled: int
) -> Mapping[Trouble, int]:
    """Return the troubles of this moment, each with its size."""
    found = {
        Trouble.QUEUE: int(oldest.total_seconds()) if oldest and oldest > QUEUE_WAITS else 0,
        Trouble.FLOODED: int(machine.flooded),
        Trouble.GROUPS: unreachable,
        Trouble.UNHANDLED: unhandled,
        Trouble.DISK: 0 if machine.free_mb is None else max(0, LEAST_DISK_MB - machine.free_mb),
    }
    return {trouble: size for trouble, size in found.items() if size}


def news(told: Told | None, size: int, *, at: datetime) -> bool | None:
    """Return whether a trouble has begun or grown (True) or is over (False); None: nothing to say."""
    if told is None:
        return True if size else None
    if not size:
        return False if at - told.at >= CALM else None
    return True if size > told.size and at - told.at >= AGAIN else None

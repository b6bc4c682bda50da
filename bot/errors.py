"""Every error that is said to somebody, as one tree.

GegeError
├── OperatorError        one line on standard error, exit 1
│   ├── SettingsError    a setting is missing or wrong
│   ├── DatabaseError    away, locked or not migrated
│   ├── BotApiError      no token, wrong token, server away
│   └── ImportRefused    rows with line and reason; nothing was imported
└── Refusal              one polite sentence to the person who asked; `key` names it in messages/
    ├── Unfit            an answer that can't be taken; said where it was asked for
    │   └── PoliceNumberWanted  a capable adult is published only with it
    ├── NotAllowed       the person has no such right on this grid node
    │   └── Suspended    they had it, and it was ended
    ├── NotFound         no such case, grid or chat, or none that this person may see
    ├── Stale            the button belongs to a state that has passed
    ├── Taken            somebody else was first; says who and when
    └── NotBuilt         a capability of the contract that does not exist yet
"""

from collections.abc import Sequence
from datetime import datetime


class GegeError(Exception):
    """Root of everything that Gege says when something is not possible."""


class OperatorError(GegeError):
    """For whoever runs the program: `str(error)` is one line that says what to do."""


class SettingsError(OperatorError):
    """A setting is missing or has a wrong value."""


class DatabaseError(OperatorError):
    """The database is away, locked, or older than the program."""


class BotApiError(OperatorError):
    """The token is missing or refused, or the Bot API server is away at start."""


class ImportRefused(OperatorError):
    """A file with bad rows; `problems` are one line each, nothing was imported."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Refusal(GegeError):
    """For the person who asked: `key` and `params` make one sentence of `messages/`."""

    key = "refusal-stale"

    def __init__(self, key: str | None = None, **params: str | int) -> None:
        super().__init__(key or self.key)
        self.key = key or self.key
        self.params = params


class NotAllowed(Refusal):
    """No right for this on the case's node or above it."""

    key = "refusal-not-allowed"


class Suspended(NotAllowed):
    """Whose rights were ended; whom to ask is told in private, once."""

    key = "refusal-suspended"


class Unfit(Refusal):
    """An answer to a question of ours that can't be taken, and how it can; the question still stands."""


class PoliceNumberWanted(Unfit):
    """A capable adult is published only with the police's number; the next message may be it."""

    key = "refusal-police-number"


class NotFound(Refusal):
    """Nothing of that number or name that this person may see."""

    key = "refusal-not-found"


class Stale(Refusal):
    """A press that fits no longer (the case moved on, or the button is forged)."""

    key = "refusal-stale"


class Ended(Stale):
    """Somebody else has closed the case; staff read who, and when."""

    key = "refusal-closed-by"

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(by=by)
        self.at = at


class Taken(Refusal):
    """Two people pressed; the other one was first."""

    key = "refusal-taken"

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(by=by)
        self.at = at


class NotBuilt(Refusal):
    """The contract names it, the program does not have it yet."""

    key = "refusal-not-built"

"""What somebody reads who asks for a case by its number."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cards import Facts, Step


@dataclass(frozen=True)
class Story:
    """What the asker may read of a case."""

    facts: Facts
    steps: tuple[Step, ...]
    full: bool
    """False for strangers: kind, coarse place and state only."""
    staff: bool = False
    """Whether the asker works where it is, or where it was reported, and reads the words of staff."""
    handles: bool = False
    """Whether the asker may work on the case, and gets the buttons for it."""
    in_confidence: bool = False
    """Its words are for the village's staff alone, and not among these facts."""
    same_as: int | None = None
    """The number of an earlier case of the same person: the search goes on there."""
    owner: str | None = None
    due_at: datetime | None = None
    """By when somebody must take it or be done with it; only who works for the grid reads it."""
    overdue: bool = False
    card: tuple[int, int] | None = None
    """Chat and message of the card in a staff group, for its members."""
    keeper: str | None = None
    keeper_phone: str | None = None
    """Who looks after such things there; for staff."""

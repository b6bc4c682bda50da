"""What staff of two grids are shown of two cases that may be about one person."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.likeness import Sign


@dataclass(frozen=True)
class SamePerson:
    """The question under the card of one of the two cases: is it the same person as in the other?

    Nothing here says where anybody is now, who reported it or how to reach them.
    """

    match_id: int
    case_id: int
    """Under whose card it stands."""
    other_id: int
    kind: Kind
    """Of the case of the missing person; of the earlier one, where both were found."""
    level: Level
    lost: int
    found: int
    """The two case numbers; the earlier and the later where one person was reported twice."""
    other: int
    """The one of them that the readers don't have."""
    other_grid: str
    other_owner: str | None = None
    agree: tuple[Sign, ...] = ()
    differ: tuple[Sign, ...] = ()
    metres: int | None = None
    minutes: int = 0
    has_photo: bool = False
    """The other's photo stands over these words."""
    twice: bool = False
    """Both miss somebody, or both have found somebody."""
    own_will: bool = False
    """A capable adult is missed, who may have left: the family is not the first to hear."""
    same: bool | None = None
    by: str | None = None
    decided_at: datetime | None = None
    merged: int | None = None
    """The number of the one that goes on for both, where one is left."""
    ended: int | None = None
    """The number of the one that has ended; of the other staff still have something to do."""
    over: bool = False
    """One of the two is looked for no longer, or both that are one: what was said of them is gone."""

"""Gatherings: trainings, drills, desks and meetings; what they are, and when they speak up."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.domain.grid import Role

SLOT = timedelta(minutes=15)
"""Of a consultation: whoever signs up has one of these for themselves."""
A_DAY, AN_HOUR, A_WEEK = timedelta(days=1), timedelta(hours=1), timedelta(days=7)
FURTHEST = timedelta(days=366)
MOST_PLACES, MOST_TIMES, MOST_COMPANIONS = 2_000, 12, 5
"""So many places are as many as anybody wants: 不限."""
FEWEST_STARS = 3
"""Fewer stars would tell whose they are: they are shown to nobody."""
TITLE, PLACE, REASON = 40, 60, 60


class GatheringType(StrEnum):
    """What people come together for."""

    TRAINING = "training"
    DRILL = "drill"
    CONSULTATION = "consultation"
    MEET_UP = "meet_up"
    ACTIVITY = "activity"
    ON_SITE = "on_site"
    MEETING = "meeting"


LASTS: dict[GatheringType, int] = {
    GatheringType.TRAINING: 90,
    GatheringType.CONSULTATION: 120,
    GatheringType.ACTIVITY: 120,
}
"""Minutes, where nobody has said how long; the others an hour."""


FOR_PARENTS = re.compile(r"家长|亲子|家庭教育|育儿|孩子|儿童|parent|child|famil", re.IGNORECASE)
"""What a session for parents is called."""


_JOINS = re.compile(
    r"我?[要想也]?(?:报名|报个名)(?:参加)?|我[要想也]?参加|(?:sign me|i sign) up", re.IGNORECASE
)
_LEAVES = re.compile(
    r"(?:帮我|我[要想]?)?取消报名|我?不参加了|我(?:不[来去]了|[来去]不了了?)|来不了了?|cancel my (?:sign-?up|place)",
    re.IGNORECASE,
)


def says_join(words: str) -> bool:
    """Whether these words are what 报名 does, and nothing else."""
    return _JOINS.fullmatch(words.strip(" !！。~")) is not None


def says_leave(words: str) -> bool:
    """Whether these words are what 取消报名 does, and nothing else."""
    return _LEAVES.fullmatch(words.strip(" !！。~")) is not None


class GatheringState(StrEnum):
    """Where a gathering stands: draft → (asked →) planned → over | cancelled."""

    DRAFT = "draft"
    ASKED = "asked"
    """A second person must agree before a whole town hears of it (promise 10)."""
    PLANNED = "planned"
    OVER = "over"
    CANCELLED = "cancelled"


UNHEARD_OF = frozenset({GatheringState.DRAFT, GatheringState.ASKED})
"""Whose groups know nothing of it yet."""


class WhyOff(StrEnum):
    """Why a gathering is called off, in words of ours; whoever calls it off may write others."""

    RAIN = "rain"
    TRAINER = "trainer"
    FEW = "few"


class SignUpState(StrEnum):
    """Where somebody stands with a gathering; whoever has left may come again, at the end."""

    IN = "in"
    WAITING = "waiting"
    LEFT = "left"


COMING = (SignUpState.IN, SignUpState.WAITING)


class Stage(IntEnum):
    """What a gathering has said by itself, in this order."""

    PLANNED = 0
    ANNOUNCED = 1
    DAY_BEFORE = 2
    HOUR_BEFORE = 3
    BEGUN = 4
    OVER = 5
    """Those who came are asked how it was; of a training whoever trained is asked who has passed."""
    ASKED_AGAIN = 6
    RESULTS_TOLD = 7
    """Whoever organises a training hears who has no result."""


@dataclass(frozen=True)
class Course:
    """When a gathering begins and ends, and from when on its groups know of it."""

    starts_at: datetime
    minutes: int
    announced_at: datetime
    judged: bool = False
    """It is a training: somebody says who has passed."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def last(self) -> Stage:
        return Stage.RESULTS_TOLD if self.judged else Stage.OVER

    def due_at(self, stage: Stage) -> datetime:
        """Return when a stage is due."""
        return {
            Stage.PLANNED: self.announced_at,
            Stage.ANNOUNCED: self.announced_at,
            Stage.DAY_BEFORE: self.starts_at - A_DAY,
            Stage.HOUR_BEFORE: self.starts_at - AN_HOUR,
            Stage.BEGUN: self.starts_at,
            Stage.OVER: self.ends_at,
            Stage.ASKED_AGAIN: self.ends_at + A_DAY,
            Stage.RESULTS_TOLD: self.ends_at + A_DAY * 2,
        }[stage]

    def wakes_at(self, stage: Stage) -> datetime | None:
        """Return when a gathering that has come so far has something to do again."""
        return None if stage >= self.last else self.due_at(Stage(stage + 1))

    def reached(self, stage: Stage, now: datetime) -> Stage:
        """Return how far a gathering has come by now that had come so far."""
        while stage < self.last and self.due_at(Stage(stage + 1)) <= now:
            stage = Stage(stage + 1)
        return stage


def is_sensible(starts_at: datetime, now: datetime) -> bool:
    """Return whether a gathering begins in the future, and not too far away."""
    return now < starts_at <= now + FURTHEST


def slots(minutes: int) -> int:
    """Return how many people a consultation of this length has time for."""
    return max(1, timedelta(minutes=minutes) // SLOT)


@dataclass(frozen=True)
class Occasion:
    """A gathering as messages tell of it; nobody's name but the organiser's and the trainer's."""

    gathering_id: int
    type: GatheringType
    title: str
    state: GatheringState
    starts_at: datetime
    minutes: int
    place: str
    grid: str
    capacity: int
    taken: int = 0
    """Places, those of companions among them."""
    waiting: int = 0
    companions: int = 0
    """How many anybody may bring."""
    trainer: str = ""
    organiser: str = ""
    role: Role | None = None
    """For whom among staff; None: for residents."""
    unit: str | None = None
    nth: int = 1
    times: int = 1
    """Of a series."""
    version: int = 0
    """Grows with every change, so that a calendar takes the newer one."""
    why_off: str = ""
    """Of one that is called off: a word of `WhyOff`, or what was written; empty if nobody said."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def by_slots(self) -> bool:
        return self.type is GatheringType.CONSULTATION

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def unlimited(self) -> bool:
        return self.capacity >= MOST_PLACES

    @property
    def is_planned(self) -> bool:
        return self.state is GatheringState.PLANNED

    def slot_at(self, slot: int | None) -> datetime:
        """Return when somebody's turn begins."""
        return self.starts_at + SLOT * (slot or 0)

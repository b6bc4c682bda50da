"""What a case is about, and how such a case may end."""

from enum import StrEnum

from bot.domain.states import State


class Kind(StrEnum):
    """Kinds of case (product.md, "Case kinds")."""

    LOST_CHILD = "lost_child"
    FOUND_CHILD = "found_child"
    LOST_ADULT = "lost_adult"
    FOUND_ADULT = "found_adult"
    LIGHT = "light"
    HAZARD = "hazard"
    HELP = "help"
    DISPUTE = "dispute"
    NEED = "need"

    @property
    def is_person(self) -> bool:
        return self in PERSONS

    @property
    def is_lost(self) -> bool:
        return self in LOST

    @property
    def is_found(self) -> bool:
        return self in FOUND

    @property
    def is_child(self) -> bool:
        return self in CHILDREN

    @property
    def can_alert(self) -> bool:
        """Whether a worker may publish it to residents' groups."""
        return self.is_person or self is Kind.HAZARD

    @property
    def wants_photo(self) -> bool:
        """Whether a photo is to show that the work is done."""
        return self in {Kind.LIGHT, Kind.HAZARD}

    @property
    def in_public(self) -> bool:
        """Whether anybody may read kind, coarse place and state by `/case N`."""
        return self in {Kind.LIGHT, Kind.HAZARD, Kind.NEED}


LOST = frozenset({Kind.LOST_CHILD, Kind.LOST_ADULT})
FOUND = frozenset({Kind.FOUND_CHILD, Kind.FOUND_ADULT})
PERSONS = LOST | FOUND
CHILDREN = frozenset({Kind.LOST_CHILD, Kind.FOUND_CHILD})


class Outcome(StrEnum):
    """How a case ended."""

    REUNITED = "reunited"
    FOUND_SAFE = "found_safe"
    HANDED_TO_POLICE = "handed_to_police"
    SEARCH_ENDED = "search_ended"
    REPAIRED = "repaired"
    PARTLY_REPAIRED = "partly_repaired"
    HAZARD_REMOVED = "hazard_removed"
    MEDIATED = "mediated"
    ANSWERED = "answered"
    DUPLICATE = "duplicate"
    FALSE_ALARM = "false_alarm"
    NOT_REPRODUCIBLE = "not_reproducible"
    CANNOT_FIX = "cannot_fix"

    @property
    def state(self) -> State:
        """The state that a case closed with this outcome is in."""
        if self is Outcome.DUPLICATE:
            return State.MERGED
        if self is Outcome.FALSE_ALARM:
            return State.WITHDRAWN
        return State.UNRESOLVED if self in UNRESOLVED else State.RESOLVED

    @property
    def is_happy(self) -> bool:
        """Whether thanks, survey and safety tip may follow for a person."""
        return self in {Outcome.REUNITED, Outcome.FOUND_SAFE}


class Rating(StrEnum):
    """What the reporter says of an end (product.md, 综合评价)."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"


UNRESOLVED = frozenset(
    {
        Outcome.SEARCH_ENDED,
        Outcome.PARTLY_REPAIRED,
        Outcome.NOT_REPRODUCIBLE,
        Outcome.CANNOT_FIX,
    }
)

_LOST_REST = (
    Outcome.HANDED_TO_POLICE,
    Outcome.SEARCH_ENDED,
    Outcome.DUPLICATE,
    Outcome.FALSE_ALARM,
)
_FOUND = (Outcome.REUNITED, Outcome.HANDED_TO_POLICE, Outcome.DUPLICATE, Outcome.FALSE_ALARM)
_ANSWER = (Outcome.ANSWERED, Outcome.DUPLICATE, Outcome.FALSE_ALARM, Outcome.CANNOT_FIX)

OFFERED: dict[Kind, tuple[Outcome, ...]] = {
    Kind.LOST_CHILD: (Outcome.REUNITED, *_LOST_REST),
    Kind.LOST_ADULT: (Outcome.FOUND_SAFE, *_LOST_REST),
    Kind.FOUND_CHILD: _FOUND,
    Kind.FOUND_ADULT: _FOUND,
    Kind.LIGHT: (
        Outcome.REPAIRED,
        Outcome.PARTLY_REPAIRED,
        Outcome.DUPLICATE,
        Outcome.NOT_REPRODUCIBLE,
        Outcome.CANNOT_FIX,
    ),
    Kind.HAZARD: (
        Outcome.HAZARD_REMOVED,
        Outcome.PARTLY_REPAIRED,
        Outcome.DUPLICATE,
        Outcome.FALSE_ALARM,
        Outcome.NOT_REPRODUCIBLE,
        Outcome.CANNOT_FIX,
    ),
    Kind.HELP: _ANSWER,
    Kind.NEED: _ANSWER,
    Kind.DISPUTE: (
        Outcome.MEDIATED,
        Outcome.DUPLICATE,
        Outcome.FALSE_ALARM,
        Outcome.CANNOT_FIX,
    ),
}
"""The outcomes of the picker, in its order (contract.md, "Offered")."""

NOTICE_ENDS = (Outcome.ANSWERED, Outcome.FALSE_ALARM)
"""Of what staff wrote by hand and is no danger: it has served its end, or was sent by mistake."""


def offered(kind: Kind, *, notice: bool = False) -> tuple[Outcome, ...]:
    """Return the outcomes that a case may be closed with."""
    return NOTICE_ENDS if notice else OFFERED[kind]


CATEGORIES = (
    "fire",
    "gas",
    "flood",
    "water",
    "power",
    "road",
    "structure",
    "manhole",
    "falling_object",
    "fire_lane",
    "ebike",
    "elevator",
    "animal",
    "other",
)
"""Of hazards (product.md, "Case kinds"), the most urgent first."""

DEADLY = frozenset({"fire", "gas", "structure", "power", "flood", "water"})
"""Hazards that kill who comes near: nobody is sent to have a look."""

_FIRE_BRIGADE = frozenset({"fire", "gas", "elevator", "structure", "power"})


def calls_fire_brigade(kind: Kind, category: str | None) -> bool:
    """Return whether 119 comes before 110."""
    return kind is Kind.HAZARD and category in _FIRE_BRIGADE

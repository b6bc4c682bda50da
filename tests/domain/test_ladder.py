"""How long a node may leave a case, and its owner may take."""

from datetime import timedelta
from itertools import product

import pytest

from bot.domain.alerts import Level
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind
from bot.domain.ladder import (
    AT_LEAST_AGAIN,
    SOLVED_WITHIN,
    Stage,
    again_within,
    calendar_of,
    solved_within,
    stage_of,
    taken_within,
)
from bot.domain.policy import Policy
from bot.domain.states import OPEN, State

POLICY = Policy()
BY_DAY = calendar_of(POLICY, urgent=False)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("level", "matter", "minutes", "why"),
    [
        (GridLevel.MICRO, "", 120, "small matters are solved in the micro-grid"),
        (GridLevel.DEDICATED, "", 120, "a park is as near"),
        (GridLevel.GENERAL, "", 480, "big ones in the general grid"),
        (GridLevel.CHIEF, "", 1440, "hard ones in the chief grid"),
        (GridLevel.TOWN, "", 1440, "and above"),
        (GridLevel.MICRO, "confidential", 1440, "only the village may read of it (promise 9)"),
        (GridLevel.TOWN, "urgent", 30, "where a life may be at stake everybody is in a hurry"),
    ],
)
def test_how_long_a_node_may_leave_a_case(
    level: GridLevel, matter: str, minutes: int, why: str
) -> None:
    urgent, confidential = matter == "urgent", matter == "confidential"

    may = taken_within(POLICY, level, urgent=urgent, confidential=confidential)

    assert may == timedelta(minutes=minutes), why


def test_the_last_of_few_minutes_holds_for_all_levels_above() -> None:
    """A town that writes `other=60` forgets no case at the village."""
    short = Policy(untaken=(HOUR,))

    assert taken_within(short, GridLevel.TOWN, urgent=False, confidential=False) == HOUR


@pytest.mark.parametrize(
    ("kind", "level", "time", "why"),
    [
        (Kind.LIGHT, Level.BLUE, 3 * BY_DAY.day, "three working days"),
        (Kind.HAZARD, Level.YELLOW, 2 * BY_DAY.day, "it can wait for morning, not for long"),
        (Kind.HELP, Level.ORANGE, BY_DAY.day, "a hand is needed now"),
        (Kind.DISPUTE, Level.BLUE, 7 * BY_DAY.day, "people need time to talk"),
        (Kind.NEED, Level.BLUE, 5 * BY_DAY.day, "a wish can take a week"),
    ],
)
def test_how_long_its_owner_may_take(kind: Kind, level: Level, time: timedelta, why: str) -> None:
    assert solved_within(kind, level, BY_DAY) == time, why


def test_every_case_that_somebody_can_take_has_a_time() -> None:
    """Of each kind and level; people have none, a search has no date."""
    for kind, level in product(Kind, Level):
        assert kind.is_person == (kind not in SOLVED_WITHIN)
        if not kind.is_person:
            assert solved_within(kind, level, BY_DAY) > timedelta()


@pytest.mark.parametrize(
    ("left", "again", "why"),
    [
        (9 * HOUR, 9 * HOUR, "it goes on with what was left"),
        (timedelta(), AT_LEAST_AGAIN, "who finished in the last minute gets some hours"),
    ],
)
def test_what_did_not_pass_its_check_has_time_again(
    left: timedelta, again: timedelta, why: str
) -> None:
    assert again_within(left) == again, why


@pytest.mark.parametrize(
    ("kind", "owner", "running"),
    [
        (Kind.LIGHT, None, Stage.UNTAKEN),
        (Kind.LIGHT, 7, Stage.WORK),
        (Kind.LOST_CHILD, None, Stage.SEARCH),
        (Kind.LOST_CHILD, 7, Stage.SEARCH),
    ],
)
def test_whose_turn_it_is(kind: Kind, owner: int | None, running: Stage) -> None:
    """Drafts and what has ended have no clock, at the check it stands still."""
    owned = owner is not None

    for state in State:
        expected = running if state in OPEN else None
        if state is State.PENDING_CHECK:
            expected = Stage.CHECK
        assert stage_of(state, kind, owned=owned) is expected

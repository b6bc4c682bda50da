"""Whose a photo, a pin or words in private are, of several persons somebody has reported."""

import pytest

from bot.domain.kinds import Kind
from bot.services.attachments import whom_they_miss
from tests.storage.rows import case

MEANT = [
    ([Kind.FOUND_CHILD, Kind.LOST_CHILD], 2, "the missing one"),
    ([Kind.LOST_CHILD, Kind.FOUND_CHILD], 1, "who was found may be the missing one"),
    ([Kind.LOST_ADULT, Kind.FOUND_CHILD], 2, "a child is no missing granny"),
    ([Kind.LOST_ADULT, Kind.LOST_CHILD], None, "either"),
    ([Kind.LOST_ADULT, Kind.LIGHT], 1, "a lamp is nobody"),
]


@pytest.mark.parametrize(("kinds", "meant", "why"), MEANT)
def test_of_several_persons(kinds: list[Kind], meant: int | None, why: str) -> None:
    theirs = [case(id=key, kind=kind) for key, kind in enumerate(kinds, start=1)]

    found = whom_they_miss(theirs)

    assert (found and found.key) == meant, why

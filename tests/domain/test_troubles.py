"""When those who run the bot are told of a trouble, and when not again."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.troubles import AGAIN, CALM, Machine, Told, Trouble, news, sizes

NOW = datetime(2026, 7, 2, 10, tzinfo=UTC)
SOON = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("machine", "oldest", "unreachable", "found"),
    [
        (Machine(), None, 0, {}),
        (Machine(free_mb=500), timedelta(seconds=60), 0, {}),
        (Machine(), timedelta(seconds=61), 0, {Trouble.QUEUE: 61}),
        (Machine(flooded=True), None, 2, {Trouble.FLOODED: 1, Trouble.GROUPS: 2}),
        (Machine(free_mb=120), None, 0, {Trouble.DISK: 380}),
    ],
)
def test_what_is_a_trouble(
    machine: Machine, oldest: timedelta | None, unreachable: int, found: dict[Trouble, int]
) -> None:
    assert sizes(machine, oldest=oldest, unreachable=unreachable, unhandled=0) == found


@pytest.mark.parametrize(
    ("told", "size", "said", "why"),
    [
        (None, 0, None, "all is well"),
        (None, 3, True, "it begins"),
        (Told(3, NOW - AGAIN), 3, None, "it is as it was"),
        (Told(3, NOW - AGAIN), 2, None, "it has become smaller"),
        (Told(3, NOW - AGAIN), 4, True, "it has grown"),
        (Told(3, NOW - AGAIN + SOON), 4, None, "it has grown, and was told of within the hour"),
        (Told(3, NOW - CALM), 0, False, "it is over"),
        (Told(3, NOW - CALM + SOON), 0, None, "it may come back at once"),
    ],
)
def test_when_it_is_told(*, told: Told | None, size: int, said: bool | None, why: str) -> None:
    assert news(told, size, at=NOW) is said, why

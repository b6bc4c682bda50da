"""Who stands above whom, and how spans are written."""

from datetime import timedelta

import pytest

from bot.domain.grid import Role
from bot.domain.suspensions import Office, may_suspend, read_span

TOWN, VILLAGE, OTHER = "D/T/", "D/T/V/", "D/U/"


@pytest.mark.parametrize(
    ("mine", "theirs", "may", "why"),
    [
        ((Role.DUTY, TOWN), [(Role.WORKER, VILLAGE)], True, "a worker below"),
        ((Role.DUTY, TOWN), [(Role.WORKER, TOWN)], True, "a worker beside"),
        ((Role.DUTY, TOWN), [(Role.DUTY, TOWN)], False, "the colleague of the next shift"),
        ((Role.DUTY, TOWN), [(Role.ADMIN, VILLAGE)], True, "an admin of a smaller node"),
        ((Role.ADMIN, TOWN), [(Role.DUTY, TOWN)], True, "admins appoint duty"),
        ((Role.ADMIN, TOWN), [(Role.ADMIN, TOWN)], False, "another admin"),
        ((Role.DUTY, TOWN), [(Role.WORKER, VILLAGE), (Role.WORKER, OTHER)], False, "one elsewhere"),
        ((Role.DUTY, VILLAGE), [(Role.WORKER, TOWN)], False, "somebody above"),
        ((Role.WORKER, TOWN), [(Role.WORKER, VILLAGE)], False, "no worker ends rights"),
        ((Role.DUTY, TOWN), [], False, "a resident has none"),
    ],
)
def test_who_may_suspend_whom(
    mine: tuple[Role, str], theirs: list[tuple[Role, str]], *, may: bool, why: str
) -> None:
    assert may_suspend([Office(*mine)], [Office(*one) for one in theirs]) is may, why


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2h", timedelta(hours=2)),
        ("30M", timedelta(minutes=30)),
        ("1d", timedelta(days=1)),
        ("0m", timedelta(0)),
        ("two hours", None),
        ("2", None),
        ("-2h", None),
    ],
)
def test_spans(text: str, span: timedelta | None) -> None:
    assert read_span(text) == span

"""Numbers as buttons about gatherings carry them."""

import pytest

from bot.errors import Stale
from bot.handlers.signing_up import numbers


@pytest.mark.parametrize("arg", ["", "1", "1.", "1.x", "1.-2", "1.2.3.4", "1.99999999999999999999"])
def test_what_no_button_of_ours_carries_is_refused(arg: str) -> None:
    """Pressed by a program that makes up its own: one sentence, and no traceback."""
    with pytest.raises(Stale):
        numbers(arg, 2, 3)


def test_a_person_and_a_page_are_read() -> None:
    assert numbers("12.5", 2) == [12, 5]

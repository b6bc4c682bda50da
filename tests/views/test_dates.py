"""What a phone's calendar is given."""

from dataclasses import replace

from bot.views.dates import calendar_file
from tests.docs.gatherings import CPR
from tests.views.samples import reader


def test_half_a_character_spoils_no_file() -> None:
    """A file takes no half of an emoji, which a title that was cut may end in."""
    made = calendar_file(replace(CPR, title="急救培训\ud83d", place="\udc4d活动室"), reader())

    written = made.data.decode()
    assert "SUMMARY:急救培训?" in written
    assert "LOCATION:?活动室" in written

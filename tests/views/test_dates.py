"""How days are written, and what a phone's calendar is given."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain.ahead.anywhere import read_time
from bot.domain.ahead.beginning import read_ahead
from bot.domain.gatherings import GatheringState
from bot.views.dates import calendar_file
from bot.views.layout import full_date, short_date
from tests.docs.gatherings import CPR
from tests.views.samples import reader


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_what_we_write_is_read_again(language: str, month: int) -> None:
    """Whoever copies the day that a message names gets that day."""
    reads = reader(language)
    meant = datetime(2026, month, 7, 9, 30, tzinfo=reads.zone)
    now = datetime(2026, 1, 1, tzinfo=reads.zone)
    for written in (str(full_date(meant, reads)), str(short_date(meant, reads))):
        first, anywhere = read_ahead(written, now, reads.zone), read_time(written, now)
        assert first is not None
        assert anywhere is not None
        assert (first.at, anywhere.starts_at) == (meant, meant)


def test_half_a_character_spoils_no_file() -> None:
    """A file takes no half of an emoji, which a title that was cut may end in."""
    made = calendar_file(replace(CPR, title="急救培训\ud83d", place="\udc4d活动室"), reader())

    written = made.data.decode()
    assert "SUMMARY:急救培训?" in written
    assert "LOCATION:?活动室" in written


def test_a_file_takes_the_place_of_the_one_before() -> None:
    """The same event with a higher number; what is called off goes from the calendar."""
    changed, off = replace(CPR, version=1), replace(CPR, version=2, state=GatheringState.CANCELLED)
    one, two, three = (calendar_file(held, reader()).data.decode() for held in (CPR, changed, off))

    (uid,) = [line for line in one.splitlines() if line.startswith("UID:")]
    assert uid in two
    assert uid in three
    assert ("SEQUENCE:1" in two, "SEQUENCE:2" in three) == (True, True)
    assert ("METHOD:PUBLISH" in two, "METHOD:CANCEL" in three) == (True, True)

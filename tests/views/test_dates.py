"""What a phone's calendar is given."""

from dataclasses import replace

from bot.domain.gatherings import GatheringState
from bot.views.dates import calendar_file
from tests.docs.gatherings import CPR
from tests.views.samples import reader


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

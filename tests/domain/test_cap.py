"""What other systems would read: the CAP 1.2 values of an alert, a reason per row."""

import pytest

from bot.domain.alerts import AlertStatus, Level
from bot.domain.cap import Cap, cap
from bot.domain.kinds import Kind

ACTIVE = AlertStatus.ACTIVE


@pytest.mark.parametrize(
    ("made", "wanted", "why"),
    [
        (
            cap(Level.RED, Kind.LOST_CHILD, ACTIVE, verified=True),
            Cap("Actual", "Alert", "Immediate", "Extreme", "Observed"),
            "a life at stake, checked",
        ),
        (
            cap(Level.ORANGE, Kind.LOST_ADULT, ACTIVE, verified=False),
            Cap("Actual", "Alert", "Immediate", "Severe", "Possible"),
            "nobody has checked it",
        ),
        (
            cap(Level.YELLOW, Kind.HAZARD, ACTIVE, verified=True, updated=True),
            Cap("Actual", "Update", "Expected", "Moderate", "Observed"),
            "it can wait for morning, and was corrected",
        ),
        (
            cap(Level.BLUE, Kind.HAZARD, ACTIVE, verified=True, exercise=True),
            Cap("Exercise", "Alert", "Future", "Minor", "Likely"),
            "a notice of what is to come, as an exercise",
        ),
        *(
            (
                cap(Level.RED, Kind.HAZARD, ended, verified=True, updated=True),
                Cap("Actual", "Cancel", "Immediate", "Extreme", "Observed"),
                "taken back, whatever it said last",
            )
            for ended in (AlertStatus.CLEARED, AlertStatus.RECALLED, AlertStatus.EXPIRED)
        ),
    ],
)
def test_an_alert_in_the_words_of_cap(made: Cap, wanted: Cap, why: str) -> None:
    assert made == wanted, why

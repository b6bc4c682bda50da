"""The values of the Common Alerting Protocol 1.2 (OASIS) that an alert stands for."""

from dataclasses import dataclass

from bot.domain.alerts import AlertStatus, Level
from bot.domain.kinds import Kind

_URGENCY = {
    Level.RED: ("Immediate", "Extreme"),
    Level.ORANGE: ("Immediate", "Severe"),
    Level.YELLOW: ("Expected", "Moderate"),
    Level.BLUE: ("Future", "Minor"),
}
"""Urgency and severity of each level."""

_TAKEN_BACK = frozenset({AlertStatus.CLEARED, AlertStatus.RECALLED, AlertStatus.EXPIRED})


@dataclass(frozen=True)
class Cap:
    """The five words by which other systems read an alert."""

    status: str
    msg_type: str
    urgency: str
    severity: str
    certainty: str


def cap(
    level: Level,
    kind: Kind,
    status: AlertStatus,
    *,
    verified: bool,
    updated: bool = False,
    exercise: bool = False,
) -> Cap:
    """Return the CAP values of an alert as it stands now.

    Somebody missing has been seen to be so by whoever knows them: checked, it is Observed; a notice
    announces what is to come. What nobody has checked is no more than Possible.
    """
    urgency, severity = _URGENCY[level]
    observed = "Likely" if level is Level.BLUE and not kind.is_person else "Observed"
    return Cap(
        status="Exercise" if exercise else "Actual",
        msg_type="Cancel" if status in _TAKEN_BACK else "Update" if updated else "Alert",
        urgency=urgency,
        severity=severity,
        certainty=observed if verified else "Possible",
    )

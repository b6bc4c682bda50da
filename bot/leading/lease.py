"""For how long a leader may believe in its lead, and when the others may stop believing in it.

A leader acts only for TRUSTED_SECONDS after it last *asked* for a beat that was then confirmed. The
others see that beat no earlier than it was asked for, and wait FROZEN_SECONDS from when they saw it.
So whoever froze and comes back has lost its trust before anybody took its place. All by the process's
own monotonic clock, which goes on while it stands still.
"""

from math import inf

BEAT_SECONDS = 1.0
TRY_SECONDS = 0.5
"""How often a follower asks for the lead."""
TRUSTED_SECONDS = 4.0
FROZEN_SECONDS = 8.0


class Lease:
    """A leader's own view."""

    def __init__(self) -> None:
        self._until = -inf

    def confirmed(self, asked_at: float) -> None:
        """Note a beat that was asked for then and has been confirmed."""
        self._until = asked_at + TRUSTED_SECONDS

    def end(self) -> None:
        """Believe in it no longer."""
        self._until = -inf

    def holds(self, now: float) -> bool:
        """Whether the lead may be acted on."""
        return now < self._until


class Watch:
    """A follower's view of whoever leads."""

    def __init__(self) -> None:
        self._beat: object = None
        self._since: float | None = None

    def saw(self, beat: object, now: float) -> None:
        """Note the leader's latest sign of life, or that there is none yet."""
        if self._since is None or beat != self._beat:
            self._beat, self._since = beat, now

    def is_frozen(self, now: float) -> bool:
        """Whether the leader has given no new sign for so long that it must be frozen."""
        return self._since is not None and now - self._since >= FROZEN_SECONDS

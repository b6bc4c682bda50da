"""What red alerts may cost: Telegram lets a bot pay for more than thirty messages a second.

0.1 Stars for each message beyond the free ones, up to a thousand a second (Bot API,
`allow_paid_broadcast`). Counted as if each of them cost that, so a day never costs more than its cap.
"""

import re
from datetime import date, datetime, time, tzinfo

import structlog

from bot.delivery.outcomes import Outcome, Refused, RetryAfter
from bot.storage import sending
from bot.storage.database import Session

log = structlog.get_logger(__name__)

FOR_A_STAR = 10
"""Messages."""
FLOODS = 5
"""So many 429s to paid messages in a day end paying for that day."""
ABOUT_STARS = re.compile(r"paid|star|balance", re.IGNORECASE)
"""In Telegram's words for a message that it would not take money for."""


class Purse:
    """So many Stars a day, by the town's midnight; 0 for none."""

    def __init__(self, stars: int, zone: tzinfo) -> None:
        self._may_send = stars * FOR_A_STAR
        self._zone = zone
        self._day: date | None = None
        self._left = self._floods = 0

    async def open(self, session: Session, now: datetime, *, claimed: int) -> None:
        """See what the day has cost before the messages just `claimed`; once a day and a restart."""
        today = now.astimezone(self._zone).date()
        if not self._may_send or self._day == today:
            return
        midnight = datetime.combine(today, time(), self._zone)
        self._left = self._may_send - await sending.paid_since(session, midnight) + claimed
        self._day, self._floods = today, 0

    def shut(self) -> None:
        """Know no longer what the day has cost: somebody else may pay meanwhile."""
        self._day = None

    def pay(self) -> bool:
        """Take the price of one message out; returns whether it was in there."""
        if self._left <= 0:
            return False
        self._left -= 1
        if not self._left:
            log.warning("today's Stars are spent, alerts go at the free rate")
        return True

    def refused(self, outcome: Outcome) -> bool:
        """Learn from the outcome of a paid message; returns whether it should go unpaid instead.

        Telegram holds who has no Stars left to the free rate: several 429s say so, too.
        """
        match outcome:
            case RetryAfter():
                self._floods += 1
                if self._floods >= FLOODS:
                    self._close("429s at the paid rate")
            case Refused(reason) if ABOUT_STARS.search(reason):
                self._close(reason)
                return True
        return False

    def _close(self, reason: str) -> None:
        if self._left > 0:
            log.warning("Telegram takes no Stars, alerts go at the free rate", reason=reason)
        self._left = 0

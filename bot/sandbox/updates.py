"""A bot's queue of updates: numbered, kept until confirmed or a day old, handed out by long polling."""

import asyncio
from collections import deque

from bot.sandbox.model import Update

DAY = 24 * 3600
UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
    "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
    "my_chat_member", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
})  # fmt: skip


class Inbox:
    """What one bot has not confirmed yet, oldest first."""

    def __init__(self) -> None:
        self.pending: deque[Update] = deque()
        self.confirmed: deque[Update] = deque(maxlen=100)
        self.last_id = 0
        self.poll = 0
        self.arrived = asyncio.Event()
        self.closed = False

    def add(self, update: Update) -> None:
        """Queue an update and wake the poller."""
        self.pending.append(update)
        self.last_id = max(self.last_id, update.id)
        self.arrived.set()

    def confirm(self, before: int) -> list[Update]:
        """Drop and return everything numbered below."""
        done = []
        while self.pending and self.pending[0].id < before:
            done.append(self.pending.popleft())
        self.confirmed.extend(done)
        return done

    def expire(self, now: float) -> list[Update]:
        """Drop and return what is more than a day old."""
        old = []
        while self.pending and now - self.pending[0].date >= DAY:
            old.append(self.pending.popleft())
        return old

    def redeliver(self) -> None:
        """Put back what was confirmed last, as Telegram does after losing a confirmation."""
        self.pending.extendleft(reversed(self.confirmed))
        self.confirmed.clear()

    def interrupt(self) -> int:
        """End whoever polls now; return the number under which the next one polls."""
        self.poll += 1
        self.arrived.set()
        return self.poll

    def close(self) -> None:
        """Let the poller go with nothing, for the server stops."""
        self.closed = True
        self.arrived.set()

    def take(self, limit: int) -> list[Update]:
        """Return the oldest updates, without confirming them."""
        return [update for update, _ in zip(self.pending, range(limit), strict=False)]


def hears(kind: str, allowed: list[str] | None) -> bool:
    """Whether a bot wants that kind; an empty list is the default set."""
    return kind in allowed if allowed else kind not in UNLESS_ASKED

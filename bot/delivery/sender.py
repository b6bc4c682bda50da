"""The sender: take what is due, send it, write down what became of it; again after any crash."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.delivery import ledger
from bot.delivery.outcomes import Away, Dropped, Outcome, Refused, Sent
from bot.delivery.pacing import LANE, Pacer
from bot.delivery.readers import Readers
from bot.delivery.requests import Telegram
from bot.storage import sending
from bot.storage.database import Database, Session, is_away
from bot.storage.outbox import TAKING_BACK, Lane, Op
from bot.storage.sending import Outgoing
from bot.tasks import Tasks
from bot.views.message import Message
from bot.views.posts import render

log = structlog.get_logger(__name__)

IN_FLIGHT = 12
RENDERED = 256
"""How many rendered posts are kept at hand."""
LOOK_SECONDS = 30.0
"""How long the sender rests at most when nothing wakes it (another process may have queued)."""
DATABASE_PAUSE_SECONDS = 1.0
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
"""Between two looks whether a server that was away is back."""


class Sender:
    """One per process; `wake` is called after every transaction."""

    def __init__(
        self,
        database: Database,
        telegram: Telegram,
        readers: Readers,
        pacer: Pacer,
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._database = database
        self._telegram = telegram
        self._readers = readers
        self._pacer = pacer
        self._clock = clock
        self._tasks = tasks
        self._woken = asyncio.Event()
        self._flying: set[int] = set()
        """The deliveries that are with Telegram, by id."""
        self._landed: list[ledger.Landed] = []
        """Requests that have ended and are not written down yet."""
        self._look_at = 0.0
        """Before then (monotonic seconds) nothing in the outbox can go."""
        self._rendered: dict[tuple[int, str], Message] = {}
        self._away_seconds = 0.0
        self._back_at = 0.0

    def wake(self) -> None:
        """Look at the outbox now."""
        self._look_at = 0.0
        self._woken.set()

    async def run(self) -> None:
        """Send for ever; what was in flight when the last process died goes first.

        A database that goes away may have taken a claim whose answer never came: that goes again too.
        """
        requeued = False
        while True:
            self._woken.clear()
            try:
                if not requeued:
                    await self._requeue()
                    requeued = True
                seconds = await self._turn()
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("the database is away, nothing is sent for now", error=str(error))
                requeued, self._look_at, seconds = False, 0.0, DATABASE_PAUSE_SECONDS
            if seconds:
                await self._clock.wait(self._woken, seconds)

    async def _requeue(self) -> None:
        async with self._database.write(quiet=True) as session:
            ours = self._flying | {landing.delivery_id for landing in self._landed}
            again = await sending.requeue_in_flight(session, but=ours)
        if again:
            log.info("sent again what was in flight", deliveries=again)

    async def _turn(self) -> float:
        """Write down what has landed and take up what may go now, in one transaction.

        Returns how long there is nothing more to do.
        """
        landed, started = tuple(self._landed), self._clock.monotonic()
        free = IN_FLIGHT - len(self._flying)
        may_look = free > 0 and max(self._look_at, self._back_at) <= started
        if not landed and not may_look:
            # With everybody under way the first to land wakes us.
            return max(self._look_at, self._back_at) - started if free else LOOK_SECONDS
        if may_look:
            self._look_at = started + LOOK_SECONDS
        async with self._database.write(quiet=True) as session:
            await ledger.record(session, landed)
            taken = await self._take(session, free) if may_look else []
        del self._landed[: len(landed)]
        for out in taken:
            self._flying.add(out.delivery.key)
            self._tasks.start(self._deliver(out), name="deliver", then=self._woken.set)
        return 0.0

    async def _take(self, session: Session, free: int) -> Sequence[Outgoing]:
        """Claim what may go now; what is left shows when to look again."""
        resting, now = self._pacer.resting(), self._clock.now()
        taken = await sending.claim(session, now=now, limit=free, resting=tuple(resting))
        if len(taken) == free:
            self._look_at = 0.0
            return taken
        chances = await sending.next_chances(session, now=now, resting=tuple(resting))
        waits = [resting[chat] for chat in chances.rested]
        if chances.due is not None:
            waits.append((chances.due - now).total_seconds())
        self._look_within(min(waits, default=LOOK_SECONDS))
        return taken

    def _look_within(self, seconds: float) -> None:
        self._look_at = min(self._look_at, self._clock.monotonic() + seconds)

    async def _deliver(self, out: Outgoing) -> None:
        """Ask Telegram for one claimed delivery; what became of it is written down in a turn."""
        try:
            outcome = await self._perform(out)
            self._report(out, outcome)
            self._landed.append(ledger.Landed(out.delivery.key, outcome, self._clock.now()))
        finally:
            self._flying.discard(out.delivery.key)
        # What stands frees the next of its own chat, and no other's.
        rest = self._pacer.rest_of(out.delivery.chat_id)
        self._look_within(rest if isinstance(outcome, Sent) else 0.0)

    async def write_down(self) -> None:
        """Write down what has landed since the last turn; the last act before the end."""
        if not self._landed:
            return
        try:
            async with self._database.write(quiet=True) as session:
                await ledger.record(session, self._landed)
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("the database is away, the last messages may be sent again")

    async def _perform(self, out: Outgoing) -> Outcome:
        reason = _needless(out, self._clock.now())
        if reason is not None:
            return Dropped(reason)
        LANE.set(Lane(out.delivery.lane))
        try:
            return await self._telegram.perform(out, self._message(out))
        except Exception as error:
            log.exception("a message can't be made", delivery=out.delivery.id)
            return Refused(f"a fault of ours: {type(error).__name__}")

    def _message(self, out: Outgoing) -> Message | None:
        """Render a post once per language; a broadcast says the same words thousands of times."""
        if out.post is None or out.delivery.op is Op.COPY:
            return None
        key = (out.delivery.post_id or 0, out.delivery.locale)
        known = self._rendered.get(key)
        if known is None:
            reader = self._readers.of(out.delivery.locale)
            known = render(out.post.view, out.post.params, reader)
            if out.post.photo is not None and known.picture is None:
                known = replace(known, picture=out.post.photo)
            if len(self._rendered) >= RENDERED:
                self._rendered.clear()
            self._rendered[key] = known
        return known

    def _report(self, out: Outgoing, outcome: Outcome) -> None:
        """Say once when the server goes away, once when it is back; name what it refuses."""
        if isinstance(outcome, Away):
            self._rest(outcome.reason)
            return
        if self._away_seconds and not isinstance(outcome, Dropped):
            log.info("the Bot API server is back")
            self._away_seconds = self._back_at = 0.0
        if isinstance(outcome, Refused):
            log.warning(
                "a message was refused",
                delivery=out.delivery.id,
                purpose=out.delivery.purpose,
                reason=outcome.reason,
            )

    def _rest(self, reason: str) -> None:
        """Send nothing for a while, longer each time; what was in flight together rests together."""
        if self._clock.monotonic() < self._back_at:
            return
        if not self._away_seconds:
            log.warning("the Bot API server is away, trying again", reason=reason)
        pause = max(self._away_seconds * 2, FIRST_PAUSE_SECONDS)
        self._away_seconds = min(pause, LONGEST_PAUSE_SECONDS)
        self._back_at = self._clock.monotonic() + self._away_seconds


def _needless(out: Outgoing, now: datetime) -> str | None:
    """Return why a delivery is not wanted any more, or can't be done."""
    delivery = out.delivery
    if delivery.valid_until is not None and delivery.valid_until < now:
        return "expired"
    if out.post is None and delivery.op is not Op.DELETE:
        return "its words are gone"
    about_ours = delivery.op in {Op.EDIT, Op.DELETE} or delivery.purpose in TAKING_BACK
    if about_ours and (out.target is None or out.target.message_id is None):
        return "the message never stood"
    if delivery.op in {Op.EDIT, Op.DELETE} and out.has_moved:
        return "it stands in the group as it was before it became a supergroup"
    return None

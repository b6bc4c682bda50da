"""The sender: take what is due, send it, write down what became of it; again after any crash."""

import asyncio
from dataclasses import replace
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.delivery import ledger
from bot.delivery.outcomes import Away, Outcome, Refused
from bot.delivery.pacing import LANE, Pacer
from bot.delivery.readers import Readers
from bot.delivery.requests import TAKING_BACK, Telegram
from bot.storage import outbox
from bot.storage.database import Database, is_away
from bot.storage.outbox import Lane, Op, Outgoing
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


class Sender:
    """One per process; `wake` is called after every commit."""

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
        self._flying = 0
        self._rendered: dict[tuple[int, str], Message] = {}
        self._away_said = False

    def wake(self) -> None:
        """Look at the outbox now."""
        self._woken.set()

    async def run(self) -> None:
        """Send for ever; what was in flight when the last process died goes first."""
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
                seconds = DATABASE_PAUSE_SECONDS
            if seconds:
                await self._clock.wait(self._woken, seconds)

    async def _requeue(self) -> None:
        async with self._database.write(quiet=True) as session:
            again = await outbox.requeue_in_flight(session)
        if again:
            log.info("sent again what was in flight", deliveries=again)

    async def _turn(self) -> float:
        """Take up what may go now; returns how long there is nothing more to take."""
        resting = self._pacer.resting()
        now = self._clock.now()
        async with self._database.write(quiet=True) as session:
            taken = await outbox.claim(
                session, now=now, limit=IN_FLIGHT - self._flying, resting=tuple(resting)
            )
            due = await outbox.next_due(session, now)
        for delivery_id in taken:
            self._flying += 1
            self._tasks.start(self._deliver(delivery_id), name="deliver", then=self._landed)
        if taken and self._flying < IN_FLIGHT:
            return 0.0
        waits = [*resting.values(), LOOK_SECONDS]
        return min([*waits, (due - now).total_seconds()] if due else waits)

    def _landed(self) -> None:
        self._flying -= 1
        self.wake()

    async def _deliver(self, delivery_id: int) -> None:
        """Send one claimed delivery to its end."""
        async with self._database.read() as session:
            out = await outbox.outgoing(session, delivery_id)
        if out is None:
            return
        reason = _needless(out, self._clock.now())
        if reason is not None:
            await ledger.drop(self._database, delivery_id, reason)
            return
        LANE.set(Lane(out.delivery.lane))
        outcome = await self._telegram.perform(out, self._message(out))
        self._report(out, outcome)
        await self._record(delivery_id, outcome)

    async def _record(self, delivery_id: int, outcome: Outcome) -> None:
        """Write the outcome down, however long the database is away."""
        while True:
            try:
                await ledger.record(self._database, delivery_id, outcome, now=self._clock.now())
            except Exception as error:
                if not is_away(error):
                    raise
                await self._clock.sleep(DATABASE_PAUSE_SECONDS)
            else:
                return

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
            if not self._away_said:
                log.warning("the Bot API server is away, trying again", reason=outcome.reason)
            self._away_said = True
            return
        if self._away_said:
            log.info("the Bot API server is back")
            self._away_said = False
        if isinstance(outcome, Refused):
            log.warning(
                "a message was refused",
                delivery=out.delivery.id,
                purpose=out.delivery.purpose,
                reason=outcome.reason,
            )


def _needless(out: Outgoing, now: datetime) -> str | None:
    """Return why a delivery is no longer wanted, if it is not."""
    delivery = out.delivery
    if delivery.valid_until is not None and delivery.valid_until < now:
        return "expired"
    if out.post is None and delivery.op is not Op.DELETE:
        return "its words are gone"
    about_ours = delivery.op in {Op.EDIT, Op.DELETE} or delivery.purpose in TAKING_BACK
    if about_ours and (out.target is None or out.target.message_id is None):
        return "the message never stood"
    return None

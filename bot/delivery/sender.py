"""The sender: take what is due, send it, write down what became of it; again after any crash."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from math import inf

import structlog

from bot import metrics
from bot.clock import Clock
from bot.delivery import ledger
from bot.delivery.flights import TOGETHER_SECONDS, Flights
from bot.delivery.outcomes import NOT_MODIFIED, Away, Dropped, Late, Outcome, Refused, Sent, Unknown
from bot.delivery.pacing import FLIGHT, Flight, Pacer
from bot.delivery.presence import Presence
from bot.delivery.purse import Purse
from bot.delivery.readers import Readers
from bot.delivery.requests import Telegram
from bot.delivery.shown import Shown
from bot.storage import sending
from bot.storage.database import Database, Session, is_away
from bot.storage.outbox import EXPIRED, NEW, TAKING_BACK, Lane, Op
from bot.storage.sending import Outgoing
from bot.storage.workers import Fenced
from bot.tasks import Tasks
from bot.views.message import Message
from bot.views.posts import render

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 10.0
"""A new message that stays unanswered so long is sent again; its answer may come for a minute more."""
RENDERED = 256
"""How many rendered posts are kept at hand."""
LOOK_SECONDS = 30.0
"""How long the sender rests at most when nothing wakes it (another process may have queued)."""
DATABASE_PAUSE_SECONDS = 1.0
ABOUT_OURS = frozenset({Op.EDIT, Op.DELETE, Op.CLOSE_TOPIC})


async def _unfenced(_session: Session) -> None:
    """Nobody else sends."""


class Sender:
    """One per process; `wake` is called after every transaction.

    Of several workers one sends. `fence` raises Fenced inside a transaction of any other.
    """

    def __init__(
        self,
        database: Database,
        telegram: Telegram,
        readers: Readers,
        pacer: Pacer,
        purse: Purse,
        clock: Clock,
        tasks: Tasks,
        *,
        fence: Callable[[Session], Awaitable[None]] = _unfenced,
    ) -> None:
        self._database = database
        self._telegram = telegram
        self._readers = readers
        self._pacer = pacer
        self._purse = purse
        self._clock = clock
        self._tasks = tasks
        self._fence = fence
        self._runs = False
        self._woken = asyncio.Event()
        self._flights = Flights()
        self._flying: dict[int, tuple[Outgoing, Flight]] = {}
        """The deliveries that are with Telegram, by id."""
        self._landed: list[ledger.Landed] = []
        """Requests that have ended and are not written down yet."""
        self._look_at = 0.0
        """Before then (monotonic seconds) nothing in the outbox can go, but for what is `more`."""
        self._is_more = False
        """Whether the last claim has left something that could have gone."""
        self._rendered: dict[tuple[int, str, bool], Message] = {}
        self._shown = Shown()
        self._server = Presence(clock, tasks, ask=telegram.is_there, on_back=self.wake)

    def wake(self) -> None:
        """Look at the outbox now."""
        self._look_at = 0.0
        self._woken.set()

    async def run(self) -> None:
        """Send for ever; what was in flight when the last process died goes first.

        A database that goes away may have taken a claim whose answer never came: that goes again too.
        """
        self._runs = True
        try:
            await self._run()
        finally:
            self._runs = False

    async def _run(self) -> None:
        requeued = False
        while True:
            self._woken.clear()
            try:
                if not requeued:
                    await self._requeue()
                    requeued = True
                seconds = await self._turn()
            except Exception as error:
                if sending.is_overtaken(error):
                    continue
                if not (isinstance(error, Fenced) or is_away(error)):
                    raise
                log.warning("nothing is sent for now", error=str(error))
                requeued, self._look_at, seconds = False, 0.0, DATABASE_PAUSE_SECONDS
            if seconds:
                await self._clock.wait(self._woken, seconds)

    async def _requeue(self) -> None:
        async with self._database.write(quiet=True) as session:
            await self._fence(session)
            ours = set(self._flying) | {landing.out.delivery.key for landing in self._landed}
            again = await sending.requeue_in_flight(session, but=ours)
        if again:
            log.info("sent again what was in flight", deliveries=again)

    async def _turn(self) -> float:
        """Write down what has landed and take up what may go now, in one transaction.

        Returns how long there is nothing more to do.
        """
        started = self._clock.monotonic()
        impatient_in = self._give_up(started)
        if (rest := self._rest(started)) > 0:
            return min(rest, impatient_in, LOOK_SECONDS)
        landed, free = tuple(self._landed), self._free()
        looks = self._may_look() and (self._is_more or self._look_at <= started)
        if looks:
            self._look_at, self._is_more = started + LOOK_SECONDS, False
        async with self._database.write(quiet=True) as session:
            await self._fence(session)
            await ledger.record(session, landed)
            taken = await self._take(session, free) if looks else []
            if payable := sum(out.delivery.paid for out in taken):
                await self._purse.open(session, self._clock.now(), claimed=payable)
        del self._landed[: len(landed)]
        for out in taken:
            paid = out.delivery.paid and self._purse.pay()
            flight = Flight(Lane(out.delivery.lane), paid, self._woken.set)
            self._flying[out.delivery.key] = out, flight
            self._tasks.start(self._deliver(out, flight), name="deliver", then=self._woken.set)
        self._flights.turned(self._clock.monotonic() - started)
        return 0.0

    def _free(self) -> int:
        """Return how many more may be under way."""
        return self._flights.most(self._pacer.rate) - len(self._flying)

    def _may_look(self) -> bool:
        return self._free() > 0 and not self._server.is_away

    def _rest(self, now: float) -> float:
        """Return for how long a turn would be too early.

        While enough of those taken up have still to go, what has landed waits for more of it. With
        everybody under way the first to land wakes us.
        """
        may_look = self._may_look()
        ready = sum(flight.asked_at is None for _, flight in self._flying.values())
        is_short = ready <= self._flights.fewest(self._pacer.rate)
        if is_short and (self._landed or (self._is_more and may_look)):
            return 0.0
        rests = [self._look_at - now] if may_look else []
        if self._landed:
            since = self._clock.now() - self._landed[0].at
            rests.append(TOGETHER_SECONDS - since.total_seconds())
        return min(rests, default=inf)

    def _give_up(self, now: float) -> float:
        """Let go of new messages that hang: they are sent again. Returns when the next one may be."""
        soonest = inf
        for key, (out, flight) in tuple(self._flying.items()):
            if out.delivery.op not in NEW:
                continue
            left = (now if flight.asked_at is None else flight.asked_at) + PATIENCE_SECONDS - now
            if left > 0:
                soonest = min(soonest, left)
                continue
            del self._flying[key]
            self._land(out, flight, Unknown(f"no answer within {PATIENCE_SECONDS:g} s"))
        return soonest

    async def _take(self, session: Session, free: int) -> Sequence[Outgoing]:
        """Claim what may go now; what is left shows when to look again."""
        now = self._clock.now()
        # As it is before the claim: whose rest ends meanwhile is left over, and is looked for again.
        resting = self._pacer.resting(Lane.NOTICES)
        taken = await sending.claim(session, now=now, limit=free, rests=self._pacer)
        if len(taken) == free:
            self._is_more = True
            return taken
        chances = await sending.next_chances(session, now=now, resting=tuple(resting))
        waits = [self._pacer.rest_of(chat, Lane.ALERTS) or resting[chat] for chat in chances.rested]
        if chances.due is not None:
            waits.append((chances.due - now).total_seconds())
        self._look_within(min(waits, default=LOOK_SECONDS))
        return taken

    def _look_within(self, seconds: float) -> None:
        self._look_at = min(self._look_at, self._clock.monotonic() + seconds)

    async def _deliver(self, out: Outgoing, flight: Flight) -> None:
        """Ask Telegram for one claimed delivery; what became of it is written down in a turn."""
        key = out.delivery.key
        try:
            outcome = await self._perform(out, flight)
        finally:
            given_up = self._flying.get(key, (None, None))[1] is not flight
            if not given_up:
                del self._flying[key]
        if not given_up:
            self._land(out, flight, outcome)
            return
        self._shown.forget(out.delivery)
        if isinstance(outcome, Sent) and outcome.message_id is not None:
            self._land(out, flight, Late(outcome.message_id))

    def _land(self, out: Outgoing, flight: Flight, outcome: Outcome | Late) -> None:
        if not isinstance(outcome, Late):
            self._report(out, flight, outcome)
        self._landed.append(ledger.Landed(out, outcome, self._clock.now()))
        if not self._runs and isinstance(outcome, Late):
            self._tasks.start(self.write_down(), name="late")
        # What stands frees the next of its own chat, and no other's.
        rest = self._pacer.rest_of(out.delivery.chat_id, Lane.ALERTS)
        self._look_within(rest if isinstance(outcome, Sent) else 0.0)

    async def write_down(self) -> None:
        """Write down what has landed since the last turn; the last act before the end."""
        landed = tuple(self._landed)
        if not landed:
            return
        try:
            async with self._database.write(quiet=True) as session:
                if not all(isinstance(landing.outcome, Late) for landing in landed):
                    await self._fence(session)
                await ledger.record(session, landed)
        except Fenced:
            await self.resign()
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("the database is away, the last messages may be sent again")
        else:
            del self._landed[: len(landed)]

    async def resign(self) -> None:
        """Let go of all that is under way: another worker asks for it again.

        What was answered to us, or will be, is the answer to a request that had been given up.
        """
        self._flying.clear()
        self._rendered.clear()
        self._shown.clear()
        self._purse.shut()
        self._landed = [late for landing in self._landed if (late := ledger.as_late(landing))]
        await self.write_down()

    async def _perform(self, out: Outgoing, flight: Flight) -> Outcome:
        reason = _needless(out, self._clock.now())
        if reason is not None:
            return Dropped(reason)
        FLIGHT.set(flight)
        try:
            return await self._ask(out, flight)
        except Exception as error:
            log.exception("a message can't be made", delivery=out.delivery.id)
            return Refused(f"a fault of ours: {type(error).__name__}")

    async def _ask(self, out: Outgoing, flight: Flight) -> Outcome:
        message = self._message(out)
        if self._shown.reads_so(out.delivery, message):
            return Sent(note=NOT_MODIFIED)
        outcome = await self._telegram.perform(out, message, paid=flight.paid)
        if flight.paid and self._purse.refused(outcome):
            flight.paid = False
            outcome = await self._telegram.perform(out, message)
        self._shown.note(out.delivery, message, outcome)
        return outcome

    def _message(self, out: Outgoing) -> Message | None:
        """Render a post once per language; a broadcast says the same words thousands of times."""
        if out.post is None or out.delivery.op is Op.COPY:
            return None
        drill = out.delivery.exercise
        key = (out.delivery.post_id or 0, out.delivery.locale, drill)
        known = self._rendered.get(key)
        if known is None:
            reader = self._readers.of(out.delivery.locale)
            known = render(out.post.view, out.post.params, reader, exercise=drill)
            if out.post.photo is not None and known.picture is None:
                known = replace(known, picture=out.post.photo)
            if len(self._rendered) >= RENDERED:
                self._rendered.clear()
            self._rendered[key] = known
        return known

    def _report(self, out: Outgoing, flight: Flight, outcome: Outcome) -> None:
        """Learn from an outcome how the server is; name what it refuses."""
        now = self._clock.monotonic()
        metrics.SENT.labels(flight.lane.name.lower(), type(outcome).__name__.lower()).inc()
        match outcome:
            case Away(reason):
                self._server.missed(reason, asked_at=now)
            case Unknown(reason) if flight.asked_at is not None:
                self._server.missed(reason, asked_at=flight.asked_at)
            case Dropped():
                return
            case _:
                self._server.seen()
        if isinstance(outcome, Sent) and flight.asked_at is not None:
            self._flights.answered(now - flight.asked_at)
        if isinstance(outcome, Refused):
            log.warning(
                "a message was refused",
                delivery=out.delivery.id,
                purpose=out.delivery.purpose,
                reason=outcome.reason,
            )


def _needless(out: Outgoing, now: datetime) -> str | None:
    """Return why a delivery is not wanted any more, or can't be done."""
    delivery = out.delivery
    if delivery.valid_until is not None and delivery.valid_until < now:
        return EXPIRED
    if out.post is None and delivery.op not in {Op.DELETE, Op.CLOSE_TOPIC}:
        return "its words are gone"
    about_ours = delivery.op in ABOUT_OURS or delivery.purpose in TAKING_BACK
    unknown = about_ours and (out.target is None or out.target.message_id is None)
    if unknown and not out.is_said_beside:
        return "the message never stood"
    if delivery.op is Op.FIND and (out.target is None or out.target.message_id is not None):
        return "its number is known"
    if delivery.op in {*ABOUT_OURS, Op.FIND} and out.has_moved:
        return "it stands in the group as it was before it became a supergroup"
    return None

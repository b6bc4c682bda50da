"""One of several workers: who leads begins its work, who no longer does lets go of it."""

import asyncio
import time
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from itertools import count
from typing import Any

import structlog
from aiogram import Bot

from bot import metrics
from bot.delivery.errands import Errands
from bot.leading.alone import Handle, Key, Office
from bot.leading.lease import BEAT_SECONDS, TRY_SECONDS, Lease, Watch
from bot.leading.turns import Turns
from bot.storage import errands, seats
from bot.storage.arrivals import channel
from bot.storage.database import QUEUED, Database, Session
from bot.storage.listening import listen
from bot.storage.seats import Seat
from bot.storage.workers import require_term
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

AGAIN_SECONDS = 0.5
"""Between two tries to reach a database that is away."""
CLEARED_AFTER_BEATS = 60
"""What is done stays known for ten minutes, and a busy city has a hundred updates a second."""


class Together:
    """One of several on a PostgreSQL. All times here are real: a lease knows no other."""

    def __init__(self, database: Database, office: Office, bot: Bot, tasks: Tasks) -> None:
        self._database = database
        self._office = office
        self._name = database.name
        self._lease = Lease()
        self._watch = Watch()
        self._begun = asyncio.Event()
        """Set once it is known whether this worker leads."""
        self._changed = asyncio.Event()
        self._at_work = False
        self.follows = False
        """Another leads: that is certain, not only feared."""
        self._term = 0
        self._errands = Errands(
            database, bot, tasks, admitted=self.admitted, leads=lambda: self.leads
        )
        bot.session.middleware(self._errands)
        self._turns = Turns(database, tasks)

    is_alone = False

    @property
    def leads(self) -> bool:
        """Whether this worker may act as the leader."""
        return not self.follows and self._lease.holds(time.monotonic())

    async def admitted(self) -> bool:
        """Wait while it is uncertain who leads; return whether it is we."""
        while not self.leads:
            if self.follows:
                return False
            self._changed.clear()
            await self._changed.wait()
        return True

    async def start(self) -> None:
        """Wait until it is known whether this worker leads."""
        await self._begun.wait()

    def loops(self) -> Mapping[str, Coroutine[Any, Any, None]]:
        channels = {
            QUEUED: lambda _: self._office.look(),
            errands.ASKED: self._errands.wake,
            errands.ANSWERED: self._errands.hear,
            channel(self._name): self._turns.call,
        }
        return {
            "lead": self.run(),
            "ears": listen(self._database, channels),
            "errands": self._errands.run(),
        }

    def in_turn(self, handle: Handle, key: Key) -> Handle:
        return lambda raw: self._turns.handle(raw, key=key, handle=handle)

    async def run(self) -> None:
        """Ask for the lead, keep it, lose it, for ever."""
        try:
            await self._run()
        finally:
            self._begun.set()

    async def close(self) -> None:
        await self._turns.close()

    async def fence(self, session: Session) -> None:
        """Raise Fenced in a transaction of anybody's but the leader's."""
        await require_term(session, self._term)

    async def _run(self) -> None:
        is_away = False
        while True:
            try:
                async with seats.take_seat(self._database) as seat:
                    if is_away:
                        log.info("the database is back")
                    is_away = False
                    await self._sit(seat)
            except seats.AWAY as error:
                if not is_away:
                    log.warning("the connection that decides who leads is lost", error=str(error))
                is_away = True
                await self._lay_down()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _sit(self, seat: Seat) -> None:
        try:
            while True:
                await self._follow(seat)
                await self._lead(seat)
        except asyncio.CancelledError:
            with suppress(*seats.AWAY):
                await seat.leave()
            raise

    async def _follow(self, seat: Seat) -> None:
        """Wait for the lead; whoever has it and gives no sign is put out of it."""
        beat_at = 0.0
        while not await seat.try_lead():
            now, leader = time.monotonic(), await seat.leader()
            if leader.worker not in {None, self._name}:
                if not self.follows:
                    log.info("this worker stands by", leader=leader.worker)
                await self._leave()
            self._watch.saw((leader.worker, leader.beat), now)
            if self._watch.is_frozen(now):
                log.warning("the leader gives no sign of life and is put out", leader=leader.worker)
                await seat.depose(leader.worker)
                self._watch = Watch()
                continue
            if now - beat_at >= BEAT_SECONDS:
                beat_at = now
                await seat.beat()
            await asyncio.sleep(TRY_SECONDS)

    async def _lead(self, seat: Seat) -> None:
        """Do the leader's work for as long as the connection holds."""
        asked_at = time.monotonic()
        self._term, other = await seat.begin()
        if other:
            await self._leave()
        await self._take_up(asked_at, after_another=other)
        for beat in count():
            if beat % CLEARED_AFTER_BEATS == 0:
                await seat.clear()
            asked_at = time.monotonic()
            await seat.beat()
            self._trust(asked_at)
            await asyncio.sleep(BEAT_SECONDS)

    async def _take_up(self, asked_at: float, *, after_another: bool) -> None:
        self.follows = False
        self._trust(asked_at)
        if not self._at_work:
            self._at_work = True
            self._database.announces = False
            log.info("this worker leads", term=self._term)
            await self._office.take_up(after_another=after_another)
            self._errands.wake()
        metrics.LEADS.set(1)
        self._begun.set()

    async def _lay_down(self) -> None:
        self._lease.end()
        metrics.LEADS.set(0)
        if self._at_work:
            self._at_work = False
            self._database.announces = True
            await self._office.lay_down()

    async def _leave(self) -> None:
        """Follow: what was under way belongs to somebody else."""
        await self._lay_down()
        if not self.follows:
            self.follows = True
            self._changed.set()
            await self._office.leave()
        self._begun.set()

    def _trust(self, asked_at: float) -> None:
        self._lease.confirmed(asked_at)
        self._changed.set()

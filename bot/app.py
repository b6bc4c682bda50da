"""The composition root: settings → database → bot → dispatcher → sender → clock, and back."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import BotCommand, TelegramObject, User
from aiohttp.web import AppRunner

from bot import opinion, vocabulary
from bot.clock import Clock, FollowingClock, SystemClock
from bot.delivery.answers import KeptModels
from bot.delivery.pacing import Pacer, Pacing
from bot.delivery.proxies import Proxies
from bot.delivery.purse import Purse
from bot.delivery.readers import Readers
from bot.delivery.requests import Telegram
from bot.delivery.sender import Sender
from bot.domain.calendars import is_working_day
from bot.domain.intake import understand
from bot.domain.troubles import Machine
from bot.errors import BotApiError, OperatorError
from bot.follow import follow_clock, set_clock
from bot.handlers.adopting import adopt
from bot.handlers.answers import drop_question
from bot.handlers.attendance import Attendance
from bot.handlers.chatter import pass_over
from bot.handlers.opening import open_private
from bot.handlers.routers import make_router
from bot.handlers.voice import Voice
from bot.jobs.alarm import start_alarm
from bot.jobs.clockwork import tick
from bot.leading.alone import Alone, Company
from bot.receiving.intake import Handling, order_key
from bot.receiving.polling import HEARD, Poller
from bot.services import people, troubles
from bot.services.figures import Figures, measure
from bot.services.opinion import Ask
from bot.services.places import Places
from bot.settings import Settings
from bot.storage import conversation
from bot.storage.database import Database, free_mb, is_alive, is_away
from bot.storage.fsm import OneReading, SQLStorage
from bot.storage.keyring import note_keys, require_keys
from bot.storage.migrate import require_current
from bot.storage.outbox import Lane
from bot.tasks import Tasks
from bot.texts import get_words
from bot.views.message import Reader
from bot.web.metrics import add_metrics
from bot.web.server import add_webhook, make_app, serve

log = structlog.get_logger(__name__)

MAY_FINISH_SECONDS = 1.5
EVERY_SECONDS = troubles.EVERY.total_seconds()
"""So often it looks at what is in no hurry."""
ANSWERS_WITHIN_SECONDS = 10.0
LOOK_AT_PLACES_SECONDS = 60.0
Answer = TypeVar("Answer")
FIRST_WORDS = "我家娃儿不见了，5岁男孩，在3号楼下"
"""What is understood once at the start: whoever first misses a child waits for no word list."""

MENU = ("report", "lost", "found", "light", "cases", "help", "privacy", "language")


async def run(settings: Settings, *, clock: Clock | None = None) -> None:
    """Run until SIGINT or SIGTERM; raises OperatorError with one line when it can't start."""
    gege = Gege(settings, clock=clock)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        await gege.start()
        await gege.until(stop)
    finally:
        await gege.stop()


class Gege:
    """Everything that runs, and the order in which it starts and stops."""

    def __init__(self, settings: Settings, *, clock: Clock | None = None) -> None:
        self._settings = settings
        self._policy = settings.policy()
        self.clock: Clock = clock or (FollowingClock() if settings.clock_url else SystemClock())
        self.database = Database(settings.database_url, settings.data_key)
        self._bot = _make_bot(settings)
        self._loops = Tasks()
        self._ended = asyncio.Event()
        self._failure: BaseException | None = None
        """What made a part fail without which nothing works."""
        self._lead = Tasks()
        self._seat = Tasks()
        self._handling = Tasks()
        self._sending = Tasks()
        self._pace = Tasks()
        self._alarm: Callable[[], Awaitable[None]] | None = None
        self._started = False
        self._company: Company = self._gather()
        self._poller: Callable[[], Poller] | None = None
        self._pacer = Pacer(self.clock, self._pace, rate=settings.send_rate)
        self._looks_at = 0.0
        self._web: AppRunner | None = None
        self._sender: Sender | None = None

    async def start(self) -> None:
        """Start everything; afterwards updates are handled and messages go out."""
        await require_current(self.database)
        await require_keys(self.database)
        await note_keys(self.database, at=self.clock.now())
        vocabulary.take(self._settings.words)
        me = await _introduce(self._bot)
        readers = Readers(
            zone=self._policy.timezone, locale=self._policy.locale, bot=me.username or ""
        )
        self._bot.session.middleware(Pacing(self._pacer, self._company.admitted))
        purse = Purse(self._settings.paid_broadcast, self._policy.timezone)
        telegram = Telegram(self._bot)
        self._sender = sender = Sender(
            self.database,
            telegram,
            readers,
            self._pacer,
            purse,
            self.clock,
            self._sending,
            fence=self._company.fence,
        )
        self.database.on_end = sender.wake
        handling = await self._make_handling(readers)
        if isinstance(self.clock, FollowingClock) and self._settings.clock_url is not None:
            await set_clock(self.clock, self._settings.clock_url)
            self._run(follow_clock(self.clock, self._settings.clock_url), "clock")
        await self._open_doors(handling)
        for name, loop in self._company.loops().items():
            self._run(loop, name, self._seat)
        await self._company.start()
        self._loops.start(_show_menu(self._bot), name="menu")
        today = self.clock.now().date()
        for warm in (partial(is_working_day, today), partial(understand, FIRST_WORDS)):
            self._loops.start(asyncio.to_thread(warm), name="warm up")
        self._started = True
        engine = self.database.engine.dialect.name
        log.info("Gege is here", bot=me.username, database=engine, listens=self.address)

    async def take_up(self, *, after_another: bool) -> None:
        """Do what only one of several workers does: send, look at the clock, poll."""
        assert self._sender is not None
        if after_another:
            self._pacer.take_over()
        self._run(self._sender.run(), "sender", self._lead)
        if self._poller is not None:
            self._run(self._poller().run(), "poller", self._lead)
        self._alarm = start_alarm(self.tick)

    def look(self) -> None:
        """Look at the outbox, if it is we who send."""
        assert self._sender is not None
        self._sender.wake()

    async def lay_down(self) -> None:
        """Stop doing that. What was heard by polling comes again to whoever polls next."""
        alarm, self._alarm = self._alarm, None
        if alarm is not None:
            await alarm()
        await self._lead.cancel()
        if self._poller is not None:
            await self._handling.cancel()

    async def leave(self) -> None:
        """Let go of what was under way with Telegram: another worker asks for it again."""
        assert self._sender is not None
        await self._sender.resign()

    async def tick(self) -> None:
        """Do what is due by the clock; called every second, and by tests when they move time."""
        database, is_time = self.database, self.clock.monotonic() >= self._looks_at
        try:
            await tick(
                database.write,
                database.read,
                self._policy,
                at=self.clock.now(),
                unhurried=is_time,
            )
            if is_time:
                await self._look_after_itself()
                self._looks_at = self.clock.monotonic() + EVERY_SECONDS
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("the database is away, jobs wait", error=str(error))

    async def _look_after_itself(self) -> None:
        """Tell those who run it of what is wrong."""
        machine = Machine(self._pacer.is_slowed, free_mb(self._settings.database_url))
        async with self.database.write() as session:
            await troubles.look(session, machine, self._policy, at=self.clock.now())

    async def until(self, stop: asyncio.Event) -> None:
        """Wait until told to stop; raises what made a vital part of the program fail."""
        waits = [self._loops.start(event.wait(), name="stop") for event in (stop, self._ended)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        if self._failure is not None:
            raise self._failure

    async def stop(self) -> None:
        """Stop taking work, let what is under way end shortly, give everything back."""
        self._started = False
        alarm, self._alarm = self._alarm, None
        if alarm is not None:
            await alarm()
        await self._loops.cancel()
        await self._lead.cancel()
        await self._handling.finish(within=MAY_FINISH_SECONDS)
        await self._sending.finish(within=MAY_FINISH_SECONDS)
        if self._sender is not None:
            await self._sender.write_down()
        await self._seat.cancel()
        await self._pace.cancel()
        if self._web is not None:
            await self._web.cleanup()
        await self._company.close()
        await self._bot.session.close()
        await self.database.close()

    @property
    def address(self) -> str:
        """Where `/healthz`, `/readyz` and `/metrics` are, once it has started."""
        assert self._web is not None
        host, port, *_ = self._web.addresses[0]
        return f"http://{host}:{port}"

    async def _is_ready(self) -> bool:
        """Whether it takes updates: everything has started, nothing ends, the database answers."""
        return self._started and await is_alive(self.database)

    async def _measure(self) -> Figures | None:
        try:
            async with self.database.read() as session:
                return await measure(session, at=self.clock.now())
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("the database is away, /metrics shows the process alone")
            return None

    def _gather(self) -> Company:
        """SQLite is one process's alone; on PostgreSQL there may be others, now or later."""
        if self.database.is_sqlite:
            return Alone(self)
        from bot.leading.together import Together  # noqa: PLC0415 - psycopg, only where it is used

        return Together(self.database, self, self._bot, self._handling)

    def _run(self, work: Coroutine[Any, Any, None], name: str, tasks: Tasks | None = None) -> None:
        """Run a part without which nothing works."""
        task = (tasks or self._loops).start(work, name=name)
        task.add_done_callback(self._note_failure)

    def _note_failure(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failure = error
            self._ended.set()

    async def _make_handling(self, readers: Readers) -> Handling:
        """Build the dispatcher: every handler gets the time, its tools, and a voice."""
        storage = SQLStorage(self.database, alone=self._company.is_alone)
        await storage.load()
        dispatcher = Dispatcher(storage=storage, events_isolation=OneReading())
        dispatcher.update.outer_middleware(_tell_time(self.clock))
        dispatcher.message.outer_middleware(pass_over)
        attendance = Attendance()
        for heard in (dispatcher.message, dispatcher.callback_query):
            heard.outer_middleware(drop_question)
            heard.outer_middleware(open_private)
            heard.outer_middleware(attendance)
            heard.outer_middleware(adopt)
        dispatcher.include_router(make_router())

        async def reader_of(*chats: int) -> Reader:
            async with self.database.read() as session:
                chosen = [await people.locale_of(session, one) for one in chats]
            return readers.of(next(filter(None, chosen), None))

        async def put_aside(update_id: int, raw: str, error: str, writer: int | None) -> None:
            at = self.clock.now()
            async with self.database.write() as session:
                await conversation.put_aside(session, update_id, raw=raw, error=error, at=at)
            if writer is not None:  # apart: should this fail, the update is kept
                async with self.database.write() as session:
                    await troubles.tell_writer(session, update_id, writer, self._policy, at=at)

        dispatcher["write"] = self.database.write
        dispatcher["read"] = self.database.read
        dispatcher["policy"] = self._policy
        dispatcher["places"] = places = Places()
        async with self.database.read() as session:
            await places.current(session)
        if not self._company.is_alone:
            self._run(self._keep_current(places), "places")
        dispatcher["second_opinion"] = self._second_opinion()
        dispatcher["voice"] = Voice(
            self._bot, reader_of, self._handling, wait=self.clock.wait, rests=self._rests
        )
        return Handling(self._bot, dispatcher, self.clock, put_aside=put_aside, is_away=is_away)

    def _rests(self, chat_id: int) -> bool:
        """Whether an answer there must wait; who doesn't lead hands it on and can't know."""
        if not self._company.leads:
            return True
        return self._pacer.rest_of(chat_id, Lane.REPLIES) > 0

    async def _keep_current(self, places: Places) -> None:
        """Learn of places that another worker has learned."""
        while True:
            await asyncio.sleep(LOOK_AT_PLACES_SECONDS)
            try:
                async with self.database.read() as session:
                    await places.current(session)
            except Exception as error:
                if not is_away(error):
                    raise

    def _second_opinion(self) -> Ask:
        asked, database = opinion.server(self._settings), self.database
        if asked is None:
            return lambda _: None
        return opinion.SecondOpinion(
            asked, database.write, database.read, self._policy, self.clock, self._handling
        ).ask

    async def _open_doors(self, handling: Handling) -> None:
        """Listen for health checks, and take updates by webhook or by polling."""
        app = make_app(lambda: is_alive(self.database), self._is_ready)
        add_metrics(app, self._measure)
        url, secret = self._settings.webhook_url, self._settings.webhook_secret
        if url is not None:
            add_webhook(app, url, secret, self._company.in_turn(handling.handle, order_key))
        listen = self._settings.listen
        try:
            self._web = await serve(app, listen.host, listen.port)
        except OSError as error:
            raise OperatorError(
                f"port {listen.port} on {listen.host} is taken ({error.strerror}); "
                "choose another with GEGE_LISTEN"
            ) from None
        if url is None:
            await _ask(self._bot.delete_webhook())
            self._poller = lambda: Poller(self._bot, handling, self.clock, self._handling)
        else:
            await _ask(self._bot.set_webhook(url, secret_token=secret, allowed_updates=[*HEARD]))


async def name_of_bot(settings: Settings) -> str:
    """Ask what the bot is called, for links that are made while it does not run."""
    bot = _make_bot(settings)
    try:
        return (await _introduce(bot)).username or ""
    finally:
        await bot.session.close()


def _make_bot(settings: Settings) -> Bot:
    if settings.bot_token is None:
        raise BotApiError(
            "GEGE_BOT_TOKEN is not set; put the token that BotFather gave into .env, "
            "or try everything without one: gege demo"
        )
    session = AiohttpSession(
        proxy=settings.api_proxy, api=TelegramAPIServer.from_base(settings.api_url)
    )
    session.middleware(Proxies())
    session.middleware(KeptModels())
    return Bot(
        settings.bot_token,
        session=session,
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


async def _introduce(bot: Bot) -> User:
    return await _ask(bot.me())


async def _ask(request: Awaitable[Answer]) -> Answer:
    """Ask the Bot API something that must succeed at start, and soon."""
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
            return await request
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise BotApiError(
            "Telegram does not know this GEGE_BOT_TOKEN; copy it again from BotFather"
        ) from None
    except TimeoutError:
        raise _unreachable(f"no answer within {ANSWERS_WITHIN_SECONDS:.0f} seconds") from None
    except AiogramError as error:
        raise _unreachable(str(error).splitlines()[0]) from None


def _unreachable(reason: str) -> BotApiError:
    return BotApiError(
        f"the Bot API server can't be reached ({reason}); check GEGE_API_URL, GEGE_PROXY "
        "and the network"
    )


async def _show_menu(bot: Bot) -> None:
    """Offer the commands in Telegram's menu; a server without menus is fine too."""
    for locale, code in (("zh", None), ("en", "en")):
        words = get_words(locale)
        commands = [
            BotCommand(command=name, description=words.plain(f"menu-{name}")) for name in MENU
        ]
        try:
            await bot.set_my_commands(commands, language_code=code)
        except AiogramError as error:
            log.info("no commands menu here", error=str(error))
            return


Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def _tell_time(clock: Clock) -> Callable[[Next, TelegramObject, dict[str, Any]], Awaitable[Any]]:
    """Time enters here, once per update, as an argument named `at`."""

    async def tell(handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
        data["at"] = clock.now()
        return await handler(event, data)

    return tell

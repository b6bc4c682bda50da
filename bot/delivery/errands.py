"""Answers of a worker that does not lead: the leader says them, for there is one budget for the token."""

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import structlog
from aiogram import Bot, methods
from aiogram.client.default import Default
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, FSInputFile, InputFile, Message, MessageId

from bot.delivery.outcomes import NotOurs
from bot.delivery.pacing import FLIGHT, Flight, is_paced
from bot.storage import errands
from bot.storage.database import Database, is_away
from bot.storage.errands import Errand
from bot.storage.outbox import Lane
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

WAITS_SECONDS = 75.0
"""A group that has had its twenty messages takes the next one a minute later."""
LOOK_SECONDS = 5.0
"""Forgetting what nobody waits for any more has so much time."""
DATABASE_PAUSE_SECONDS = 0.5
LONGEST_REASON = 500
FILE = "gege_file"

Json = dict[str, Any]


class AnswerLost(AiogramError):
    """Nobody can say whether it was said."""


class Errands(BaseRequestMiddleware):
    """Hands what Telegram counts to the leader, and does the same for the others while it leads."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        tasks: Tasks,
        *,
        admitted: Callable[[], Awaitable[bool]],
        leads: Callable[[], bool],
    ) -> None:
        self._database = database
        self._bot = bot
        self._tasks = tasks
        self._admitted = admitted
        self._leads = leads
        self._asked: dict[int, asyncio.Future[Json]] = {}
        self._under_way: set[int] = set()
        self._woken = asyncio.Event()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not is_paced(method) or FLIGHT.get() is not None:
            return await make_request(bot, method)
        if await self._admitted():
            try:
                return await make_request(bot, method)
            except NotOurs:
                log.info("the lead was lost before an answer left")
        answer: Any = await self._ask(method)
        return answer  # type: ignore[no-any-return] # what a session returns is the bare answer

    def wake(self, _said: str = "") -> None:
        """Look at what the others ask."""
        self._woken.set()

    def hear(self, said: str) -> None:
        """Take the answer to a request; nobody knows which were called while nothing was heard."""
        if not said:
            self._tasks.start(self._look_again(), name="answers missed")
            return
        told: Json = json.loads(said)
        if (asked := self._asked.get(told["id"])) is not None and not asked.done():
            asked.set_result(told)

    async def run(self) -> None:
        """Say for the others what they ask, for as long as this worker leads."""
        while True:
            self._woken.clear()
            try:
                if self._leads():
                    await self._look()
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("the database is away, the others' answers wait", error=str(error))
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _ask(self, method: TelegramMethod[Any]) -> object:
        errand = Errand(
            asker=self._database.name, method=type(method).__name__, params=pack(method)
        )
        asked: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        async with self._database.write(quiet=True) as session:
            key = await errands.ask(session, errand)
            self._asked[key] = asked
        try:
            async with asyncio.timeout(WAITS_SECONDS):
                told = await asked
        except TimeoutError:
            await self._forget(key)
            raise AnswerLost("the leader has not answered") from None
        finally:
            del self._asked[key]
        return _read(method, told)

    async def _forget(self, key: int) -> None:
        async with self._database.write(quiet=True) as session:
            await errands.forget(session, key)

    async def _look_again(self) -> None:
        """Give up waiting for answers that were called while nothing was heard."""
        keys = tuple(self._asked)
        if not keys:
            return
        try:
            async with self._database.read() as session:
                left = await errands.left(session, keys)
        except Exception as error:
            if not is_away(error):
                raise
            return
        for key in set(keys) - set(left):
            if key in self._asked and not self._asked[key].done():
                self._asked[key].set_result({"lost": "the answer was not heard"})

    async def _look(self) -> None:
        async with self._database.write(quiet=True) as session:
            found = await errands.waiting(session, but=self._under_way)
        for errand in found:
            self._under_way.add(errand.key)
            self._tasks.start(self._run_errand(errand), name="errand")

    async def _run_errand(self, errand: Errand) -> None:
        """Say it; a request that this worker lost the lead over is left to the next leader."""
        try:
            told = await self._perform(errand)
            while told is not None:
                try:
                    async with self._database.write(quiet=True) as session:
                        await errands.answer(session, errand.key, told)
                except Exception as error:
                    if not is_away(error):
                        raise
                    await asyncio.sleep(DATABASE_PAUSE_SECONDS)
                else:
                    return
        finally:
            self._under_way.discard(errand.key)

    async def _perform(self, errand: Errand) -> Json | None:
        FLIGHT.set(Flight(Lane.REPLIES))
        try:
            answer = await self._bot(unpack(errand.method, errand.params))
        except NotOurs:
            return None
        except AiogramError as error:
            return {"refused": str(getattr(error, "message", error))[:LONGEST_REASON]}
        told: Json = {}
        if isinstance(answer, Message | MessageId):
            told["message"] = answer.message_id
        if isinstance(answer, Message) and answer.poll is not None:
            told["poll"] = answer.poll.id
        return told


def pack(method: TelegramMethod[Any]) -> Json:
    """Return a request as JSON: what was given, with the files that go along."""
    given = {name: value for name, value in method if not isinstance(value, Default)}
    files = {name: value for name, value in given.items() if isinstance(value, InputFile)}
    plain = method.model_dump(
        mode="json", include=given.keys() - files.keys(), exclude_unset=True, warnings=False
    )
    return plain | {name: _pack_file(file) for name, file in files.items()}


def _pack_file(file: InputFile) -> Json:
    """A picture of ours or one made just now; somebody's own goes by its id."""
    assert isinstance(file, BufferedInputFile | FSInputFile)
    data = file.data if isinstance(file, BufferedInputFile) else Path(file.path).read_bytes()
    return {FILE: b64encode(data).decode(), "name": file.filename}


def unpack(name: str, params: Json) -> TelegramMethod[Any]:
    """Return the request again."""
    given = {
        key: BufferedInputFile(b64decode(value[FILE]), value["name"])
        if isinstance(value, dict) and FILE in value
        else value
        for key, value in params.items()
    }
    made: TelegramMethod[Any] = getattr(methods, name)(**given)
    return made


def _read(method: TelegramMethod[Any], told: Json) -> object:
    """Return the answer as far as anybody here asks for it; raises what Telegram refused."""
    if "refused" in told:
        raise TelegramAPIError(method, told["refused"])
    if "lost" in told:
        raise AnswerLost(told["lost"])
    if "message" not in told:
        return True
    poll = SimpleNamespace(id=told["poll"]) if "poll" in told else None
    return SimpleNamespace(message_id=told["message"], poll=poll)

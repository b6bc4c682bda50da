"""A whole town in one process: the sandbox over HTTP, Gege on its clock, people who write and press."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, FormData, TCPConnector
from sqlalchemy import Engine, bindparam, event, func, or_, select
from sqlmodel import col

from bot.app import Gege
from bot.demo import district
from bot.demo.staging import put_on_stage
from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.sandbox.clock import Clock
from bot.sandbox.hearing import announce
from bot.sandbox.model import Message
from bot.sandbox.people import chat_of
from bot.sandbox.server import Sandbox, start_sandbox
from bot.services.imports import store
from bot.settings import Settings
from bot.storage import outbox
from bot.storage.base import SQLModel
from bot.storage.database import Database
from bot.storage.outbox import UNSETTLED, Delivery
from bot.storage.types import Instant
from bot.tasks import Tasks
from tests.support.clocks import SharedClock
from tests.support.rest import nothing_to_do

STAGE = district.stage()
TOKEN: str = STAGE["bot"]["token"]
BOT = int(TOKEN.partition(":")[0])

BUSY = frozenset({"updates of a chat", "deliver", "say", "unsay", "opinion"})
"""The names of Gege's tasks that end by themselves; while one runs there is something to wait for."""
SOON = timedelta(seconds=90)
"""What is put off no longer than this, as after a 429, is waited for."""

TELEGRAM = 777000
"""Who brings the posts of a channel into the group that is linked to it."""
A_THURSDAY = datetime(2026, 7, 2, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()
"""When stories begin: no weekly card, no quiet hour and no day off is near."""

_DUE = select(func.count()).where(
    col(Delivery.status).in_(UNSETTLED),
    or_(
        col(Delivery.not_before).is_(None),
        col(Delivery.not_before) <= bindparam("now", type_=Instant()),
    ),
)
"""How many deliveries are under way or may go by then; put together once, it is asked all the time."""

LONGEST = 1000
"""Time was moved so often and the town is still not at rest: something hangs."""

Json = dict[str, Any]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Line:
    """A message as a person sees it in a chat."""

    id: int
    text: str
    buttons: tuple[str, ...]
    raw: Json = field(repr=False)

    @property
    def by_bot(self) -> bool:
        return bool(self.raw.get("from", {}).get("is_bot"))

    @property
    def has_photo(self) -> bool:
        return "photo" in self.raw

    @property
    def photo(self) -> str:
        """The file that stands in the message now."""
        return str(self.raw["photo"][-1]["file_unique_id"])

    def data(self, label: str) -> str:
        """Return what the button with this word sends."""
        return next(
            str(button["callback_data"])
            for row in self.raw["reply_markup"]["inline_keyboard"]
            for button in row
            if _label(button["text"]) == label
        )

    @property
    def answers(self) -> int | None:
        answered = self.raw.get("reply_to_message")
        return answered["message_id"] if answered else None


@dataclass(frozen=True)
class Answered:
    """What the presser of a button was told."""

    text: str
    alert: bool
    """A window that must be closed, not a line that fades."""
    opens: str | None = None
    """The link that Telegram opens."""


class Town:
    """What a story needs: people act, time passes, chats are read."""

    def __init__(
        self, sandbox: Sandbox, settings: Settings, session: ClientSession, shared: SharedClock
    ) -> None:
        self.sandbox = sandbox
        self.settings = settings
        self.clock = shared
        self.gege = Gege(settings, clock=shared)
        self._connections: dict[Engine, list[Any]] = {}
        self._watch()
        self._session = session
        self._tasks = Tasks()

    @staticmethod
    def member_of(group: int) -> int:
        """Return somebody who is in this group."""
        chat = next(chat for chat in STAGE["chats"] if chat["id"] == group)
        return int(chat["members"][0])

    async def restart(self) -> None:
        """End Gege and start it again on the same database."""
        await self.gege.stop()
        await self.revive()

    async def crash(self) -> None:
        """Take Gege away in the middle of whatever it does; nothing under way may finish."""
        gege = self.gege
        engine = gege.database.engine.sync_engine
        work = (gege._loops, gege._lead, gege._handling, gege._sending)  # noqa: SLF001 - no kill -9 inside a process
        await asyncio.gather(*(tasks.cancel() for tasks in work))
        await self.end()
        for connection in self._connections.pop(engine, []):
            await connection.close()  # a dead process holds no lock

    async def end(self) -> None:
        """Stop Gege; aiogram gives TLS 250 ms to say goodbye, here there is none."""
        http = await self.gege._bot.session.create_session()  # type: ignore[attr-defined] # noqa: SLF001
        await http.close()
        await self.gege.stop()

    def _watch(self) -> None:
        """Know Gege's connections to SQLite, so that its death can close what it left open."""
        engine = self.gege.database.engine.sync_engine
        if engine.dialect.name != "sqlite":
            return
        opened = self._connections.setdefault(engine, [])

        def keep(adapted: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapter
            opened.append(adapted.driver_connection)

        event.listen(engine, "connect", keep)

    async def revive(self) -> None:
        """Start Gege on the database that the last one left."""
        self.gege = Gege(self.settings, clock=self.clock)
        self._watch()
        await self.gege.start()
        await self.settle()

    async def restart_sandbox(self, keep: Path) -> None:
        """Take the sandbox away between two requests and start it again on its file."""
        port = int(self.sandbox.url.rpartition(":")[2])
        await self.sandbox.runner.cleanup()
        self.sandbox.world.keep.discard()
        self.sandbox.world.keep.close()
        self.sandbox = await start_sandbox(port=port, keep=keep, clock=self.sandbox.clock)

    async def call(self, path: str, **body: object) -> Json:
        """POST to the people's side; raises what the sandbox refuses."""
        async with self._session.post(f"{self.sandbox.url}/client/{path}", json=body) as answer:
            told: Json = await answer.json()
            if answer.status != 200:
                raise AssertionError(f"/client/{path} refused: {told}")
            return told

    async def act(self, path: str, **body: object) -> Json:
        """Do something on the people's side, and wait for what comes of it."""
        return await self._while_town_lives(self.call(path, **body))

    async def at_once(self, path: str, bodies: Iterable[Json]) -> list[Json]:
        """Have many people do something in the same moment; what comes of it for each."""
        return await self._while_town_lives(self._together(path, list(bodies)))

    async def in_turn(self, path: str, bodies: Iterable[Json]) -> None:
        """Have people do one thing after the other, faster than anything comes of it."""
        await self._while_town_lives(self._in_turn(path, list(bodies)))

    async def _in_turn(self, path: str, bodies: Sequence[Json]) -> None:
        for body in bodies:
            await self.call(path, **body)

    async def _together(self, path: str, bodies: Sequence[Json]) -> list[Json]:
        url = f"{self.sandbox.url}/client/{path}"

        async def do(session: ClientSession, body: Json) -> Json:
            async with session.post(url, json=body) as answer:
                told: Json = await answer.json()
                return told

        connector = TCPConnector(limit=0)  # nobody waits for another's connection
        async with ClientSession(connector=connector) as session:
            return await asyncio.gather(*(do(session, body) for body in bodies))

    async def write(self, person: int, chat: int, text: str, *, reply_to: int | None = None) -> int:
        """Write a message; returns its number."""
        sent = await self.act("messages", person=person, chat=chat, text=text, reply_to=reply_to)
        return int(sent["message_id"])

    async def post_as(self, channel: Json, chat: int, text: str) -> None:
        """Have Telegram bring a post of its linked channel into a group."""
        world = self.sandbox.world
        where = chat_of(world, Town.member_of(chat), chat)
        service = {"id": TELEGRAM, "is_bot": False, "first_name": "Telegram"}
        brought = {"from": service, "sender_chat": channel, "is_automatic_forward": True}
        message = Message(where.key, 0, TELEGRAM, world.now(), {"text": text}, extra=brought)
        world.user_bodies.setdefault(TELEGRAM, service)
        announce(world, world.post(message))
        await self.settle()

    async def forward(
        self, person: int, chat: int, text: str, *, writer: int, days: int = 0
    ) -> None:
        """Have somebody forward into a chat what somebody else has written, so many days ago."""
        world = self.sandbox.world
        written = world.now() - days * 24 * 60 * 60
        origin = {"type": "user", "sender_user": world.user_bodies[writer], "date": written}
        where, extra = chat_of(world, person, chat), {"forward_origin": origin}
        message = Message(where.key, 0, person, world.now(), {"text": text}, extra=extra)
        announce(world, world.post(message))
        await self.settle()

    async def send_photo(
        self,
        person: int,
        chat: int,
        photo: bytes,
        caption: str = "",
        *,
        album: str = "",
        reply_to: int | None = None,
    ) -> int:
        """Send a photo with words under it; those of one `album` belong together."""
        form = FormData()
        form.add_field("person", str(person))
        form.add_field("chat", str(chat))
        form.add_field("caption", caption)
        form.add_field("album", album)
        if reply_to is not None:
            form.add_field("reply_to", str(reply_to))
        form.add_field("photo", photo, filename="photo.jpg", content_type="image/jpeg")
        return await self._post(form)

    async def _post(self, form: FormData) -> int:
        async with self._session.post(f"{self.sandbox.url}/client/messages", data=form) as answer:
            sent: Json = await answer.json()
            if answer.status != 200:
                raise AssertionError(f"refused: {sent}")
        await self.settle()
        return int(sent["message_id"])

    async def send_voice(
        self, person: int, chat: int, seconds: int = 7, *, reply_to: int | None = None
    ) -> int:
        """Say something; what, nobody but a listener knows."""
        form = FormData()
        fields = {"person": person, "chat": chat, "duration": seconds, "reply_to": reply_to}
        for name, value in fields.items():
            if value is not None:
                form.add_field(name, str(value))
        form.add_field("voice", b"OggS-spoken", filename="voice.ogg", content_type="audio/ogg")
        return await self._post(form)

    async def send_video(
        self,
        person: int,
        chat: int,
        caption: str = "",
        name: str = "film.mp4",
        mime: str = "video/mp4",
    ) -> int:
        """Send a film as a file, or a picture by another name, with words under it."""
        form = FormData()
        form.add_field("caption", caption)
        form.add_field("person", str(person))
        form.add_field("chat", str(chat))
        form.add_field("document", b"film", filename=name, content_type=mime)
        return await self._post(form)

    async def send_pin(self, person: int, chat: int, pin: tuple[float, float]) -> int:
        """Send a location: latitude, longitude."""
        place = {"latitude": pin[0], "longitude": pin[1]}
        sent = await self.act("messages", person=person, chat=chat, location=place)
        return int(sent["message_id"])

    async def start(self, person: int, payload: str | None = None) -> None:
        """Open the private chat with Gege."""
        await self.act("starts", person=person, bot=BOT, payload=payload)

    async def press(self, person: int, chat: int, label: str, *, on: str = "") -> Answered | None:
        """Press a button of the newest message that has it and holds the words `on`.

        Returns what the press was answered, None for a plain one.
        """
        line = await self.find(person, chat, on, button=label)
        return await self.press_data(person, chat, line.id, line.data(label))

    async def press_more(self, person: int, chat: int, label: str) -> Answered | None:
        """Press a button that stands behind 更多."""
        await self.press(person, chat, "更多")
        return await self.press(person, chat, label)

    async def press_data(self, person: int, chat: int, message: int, data: str) -> Answered | None:
        """Press with any data, as a forged client could."""
        told = await self.act(
            "presses", person=person, chat=chat, message_id=message, data=data, forged=True
        )
        answer = told["answer"]
        if not answer or not (answer.get("text") or answer.get("url")):
            return None
        return Answered(answer.get("text") or "", bool(answer.get("show_alert")), answer.get("url"))

    async def press_and_crash(
        self, person: int, chat: int, line: Line, label: str, *, looks: int
    ) -> None:
        """Press a button and take Gege away while it works on that, so many looks later."""
        body = {"person": person, "chat": chat, "message_id": line.id, "data": line.data(label)}
        pressing = self._tasks.start(self.call("presses", **body, wait=0.1), name="somebody acts")
        for _ in range(looks):
            await self._live()
        await self.crash()
        await pressing

    async def read(self, person: int, chat: int) -> list[Line]:
        """Read a chat as that person sees it, oldest first."""
        url = f"{self.sandbox.url}/client/messages"
        params = {"person": person, "chat": chat, "limit": 200}
        async with self._session.get(url, params=params) as answer:
            told = await answer.json()
            if answer.status != 200:
                raise AssertionError(f"{chat} can't be read by {person}: {told}")
        return [line_of(message) for message in told["messages"]]

    async def said(self, person: int, chat: int) -> list[Line]:
        """Read what Gege said in a chat."""
        return [line for line in await self.read(person, chat) if line.by_bot]

    async def find(
        self,
        person: int,
        chat: int,
        words: str,
        *,
        button: str | None = None,
        by_id: int | None = None,
    ) -> Line:
        """Return the newest message with these words (and this button); fails with the chat."""
        lines = await self.said(person, chat)
        for line in reversed(lines):
            fits = words in line.text and (button is None or button in line.buttons)
            if fits and by_id in {None, line.id}:
                return line
        shown = "\n---\n".join(f"{line.text}\n{line.buttons}" for line in lines)
        raise AssertionError(f"no {words!r} with {button!r} in {chat}:\n{shown}")

    async def sounded(self, chat: int, line: Line) -> bool:
        """Return whether a message came with a sound; Telegram shows that to nobody afterwards."""
        async with self.gege.database.read() as session:
            sent = await outbox.by_message(session, chat, line.id)
        assert sent is not None
        return not sent.silent

    async def metrics(self) -> str:
        """Return what an operator's Prometheus would read."""
        async with self._session.get(f"{self.gege.address}/metrics") as answer:
            assert answer.status == 200
            return await answer.text()

    async def places_of(self, words: str) -> set[str]:
        """Return the tables in whose rows these words stand."""
        found = set()
        async with self.gege.database.engine.connect() as connection:
            for table in SQLModel.metadata.sorted_tables:
                rows = await connection.execute(select(table))
                if any(words in str(value) for row in rows for value in row):
                    found.add(table.name)
        return found

    def file(self, file_id: str) -> bytes:
        """Return a file that stands in a chat."""
        return self.sandbox.world.keep.blob(self.sandbox.world.files[file_id].blob)

    async def count(self, table: type[SQLModel]) -> int:
        """Return how many rows a table has."""
        async with self.gege.database.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0

    async def pass_time(self, **time: float) -> None:
        """Let time pass for everybody, then let Gege do what has come due."""
        self.sandbox.clock.advance(timedelta(**time).total_seconds())
        await self.gege.tick()
        await self.settle()

    async def settle(self) -> None:
        """Wait until every update is handled and everything due is said; time moves as it must."""
        await nothing_to_do(self.gege.database)
        for _ in range(LONGEST):
            if await self._at_rest():
                return
            await self._live()
        raise AssertionError("the town does not come to rest")

    async def _while_town_lives(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Let Gege and the clock go on while somebody waits for an answer, then settle."""
        task = self._tasks.start(work, name="somebody acts")
        await nothing_to_do(self.gege.database)
        while not task.done():
            await self._live()
        result: Result = task.result()
        await self.settle()
        return result

    async def _live(self) -> None:
        """Let time pass until somebody wakes, and everybody go on until all of them wait again."""
        seconds = self.clock.next_in
        if seconds is not None:
            self.sandbox.clock.advance(seconds)
        await nothing_to_do(self.gege.database)

    @property
    def _busy(self) -> int:
        """How many chats' updates and how many deliveries are under way."""
        return sum(task.get_name() in BUSY for task in asyncio.all_tasks())

    async def _at_rest(self) -> bool:
        if self.sandbox.world.inboxes[BOT].pending or self._busy:
            return False
        async with self.gege.database.read() as session:
            return not await session.scalar(_DUE, {"now": self.clock.now() + SOON})


def _label(text: str) -> str:
    """A button's word without the emoji before it."""
    first, _, rest = text.partition(" ")
    return rest if rest and not first.isalnum() else text


def line_of(message: Json) -> Line:
    """Return a message as a person sees it."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    labels = tuple(_label(button["text"]) for row in rows for button in row)
    text = message.get("text") or message.get("caption") or ""
    return Line(message["message_id"], text, labels, message)


@asynccontextmanager
async def open_town(
    database_url: str,
    *,
    keep: Path | None = None,
    at: float | None = None,
    live: bool = False,
    **settings: Any,  # noqa: ANN401 - whatever Settings takes
) -> AsyncIterator[Town]:
    """Open the example district on a database that holds its registers, with all in their groups.

    With `keep` the sandbox survives its own end in that file. Its time is `at` (Unix seconds, a
    Thursday morning if None); a `live` town's runs on by itself, from now. Nobody is reminded of
    anything unless `calendar` is on.
    """
    clock = Clock(at=at if live else at or A_THURSDAY, frozen=not live)
    sandbox = await start_sandbox(clock=clock, keep=keep)
    async with ClientSession() as session:
        if BOT not in sandbox.world.bots:  # else the file has kept who is on the stage
            await put_on_stage(session, sandbox.url, STAGE)
        sandbox.world.inboxes[BOT].pending.clear()  # Gege has long been in its groups
        made = Settings(
            _env_file=None,
            bot_token=TOKEN,
            api_url=sandbox.url,
            database_url=database_url,
            listen="127.0.0.1:0",
            **{"calendar": False} | settings,
        )
        place = Town(sandbox, made, session, SharedClock(clock))
        await place.gege.start()
        try:
            await place.settle()
            yield place
        finally:
            await place.end()
            await place.sandbox.close()


async def import_registers(database_url: str) -> None:
    """Load the district through the same doors as everybody's."""
    database = Database(database_url)
    async with database.write() as session:
        for name in district.REGISTERS:
            await store(session, read(Register(name), district.register_file(name)))
    await database.close()

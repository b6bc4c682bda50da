"""The people's door, /client: what `docs/sandbox-client.md` promises."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from itertools import islice
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox import bodies, faults, groups, media, people, views
from bot.sandbox.errors import ApiError, Refusal
from bot.sandbox.members import STATUSES, block, change_member, migrate
from bot.sandbox.model import Json, Upload, Value
from bot.sandbox.world import World

LONGEST_WAIT = 60
MOST = 1000

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Client:
    """Lets people, pages and tests act in one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.streams: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        post: dict[str, Callable[[Json], Any]] = {
            "people": self.put_person, "bots": self.put_bot, "chats": self.put_chat,
            "members": self.put_member, "edits": self.edit, "deletes": self.delete,
            "starts": self.start, "blocks": self.block, "reads": self.read, "clock": self.move_clock,
            "examples": self.put_examples, "migrate": self.migrate, "limits": self.set_limits,
            "faults": self.add_fault,
        }  # fmt: skip
        get: dict[str, Callable[[web.Request], Any]] = {
            "state": self.state, "messages": self.messages, "clock": self.clock, "calls": self.calls,
            "limits": self.limits, "faults": self.faults,
        }  # fmt: skip
        return [
            *(web.post(f"/client/{name}", self._posted(act)) for name, act in post.items()),
            *(web.get(f"/client/{name}", self._got(tell)) for name, tell in get.items()),
            web.post("/client/messages", self._guarded(self.write)),
            web.post("/client/presses", self._guarded(self.press)),
            web.get("/client/files/{id}", self._guarded(self.file)),
            web.get("/client/events", self._guarded(self.events)),
            web.delete("/client/faults", self._got(self.clear_faults)),
            web.get("/faults", self._got(self.faults)),
            web.post("/faults", self._posted(self.add_fault)),
            web.delete("/faults", self._got(self.clear_faults)),
        ]

    def _posted(self, act: Callable[[Json], Any]) -> Handler:
        async def handler(request: web.Request) -> web.Response:
            return self._json(act(await _body(request)))

        return self._guarded(handler)

    def _got(self, tell: Callable[[web.Request], Any]) -> Handler:
        async def handler(request: web.Request) -> web.Response:
            return self._json(tell(request))

        return self._guarded(handler)

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except Refusal as refusal:
                return web.json_response({"error": str(refusal)}, status=refusal.status)
            except ApiError as error:
                return web.json_response({"error": error.description}, status=400)

        return guarded

    def _json(self, body: Value) -> web.Response:
        self.world.keep.commit()
        return web.json_response(body)

    # Who and where

    def state(self, request: web.Request) -> Json:
        world, person = self.world, _query(request, "person")
        mine = (
            people.chats_of(world, person)
            if person
            else [c for c in world.chats.values() if not c.private]
        )
        living = [chat for chat in mine if not chat.migrated_to]
        users = world.users.values()
        return {
            "now": world.clock.now(),
            "bots": [views.user(user) for user in users if user.is_bot],
            "people": [groups.person_body(user) for user in users if not user.is_bot],
            "chats": [people.chat_line(world, chat, person) for chat in living],
            "examples": world.examples,
        }

    def put_person(self, body: Json) -> Json:
        return groups.put_person(self.world, body)

    def put_bot(self, body: Json) -> Json:
        return groups.put_bot(self.world, body)

    def put_chat(self, body: Json) -> Json:
        return people.chat_line(self.world, groups.put_group(self.world, body))

    def put_member(self, body: Json) -> Json:
        chat = self.world.chats.get(str(_int(body, "chat")))
        user, by, status = _int(body, "user"), body.get("by", 0), body.get("status")
        if chat is None or chat.private or chat.migrated_to:
            raise Refusal(404, "there is no such group")
        if user not in self.world.users or (by and by not in self.world.users):
            raise Refusal(404, "there is no such person")
        if status not in STATUSES:
            raise Refusal(400, f"status must be one of {', '.join(sorted(STATUSES))}")
        return people.chat_line(
            self.world, change_member(self.world, chat, user, status, by=by), user
        )

    def migrate(self, body: Json) -> Json:
        chat = self.world.chats.get(str(_int(body, "chat")))
        if chat is None:
            raise Refusal(404, "there is no such group")
        return {"chat": migrate(self.world, chat).id}

    # What people do

    async def write(self, request: web.Request) -> web.Response:
        params, files = await _fields(request)
        reply_to = int(params.get("reply_to") or 0)
        written = people.write(
            self.world,
            _number(params, "person"),
            _number(params, "chat"),
            _content(self.world, params, files),
            reply_to=reply_to,
            anonymous=params.get("as") == "chat",
        )
        return self._json(written)

    def edit(self, body: Json) -> Json:
        where = _int(body, "person"), _int(body, "chat"), _int(body, "message_id")
        return people.edit(self.world, *where, _text(body, "text"))

    def delete(self, body: Json) -> Json:
        people.delete(
            self.world, _int(body, "person"), _int(body, "chat"), _int(body, "message_id")
        )
        return {}

    def start(self, body: Json) -> Json:
        payload = str(body.get("payload") or "")
        return people.start(self.world, _int(body, "person"), _int(body, "bot"), payload)

    def block(self, body: Json) -> Json:
        chat = self.world.private_chat(_int(body, "bot"), _int(body, "person"))
        if chat is None:
            raise Refusal(404, "there is no such private chat")
        block(self.world, chat, blocked=bool(body.get("blocked", True)))
        return {}

    async def press(self, request: web.Request) -> web.Response:
        """Press a button and wait for the bot's answer, in real time."""
        body = await _body(request)
        where = _int(body, "person"), _int(body, "chat"), _int(body, "message_id")
        query = people.press(
            self.world, *where, _text(body, "data"), forged=bool(body.get("forged"))
        )
        answer = self.world.answers[query.id] = asyncio.get_running_loop().create_future()
        self.world.keep.commit()
        try:
            async with asyncio.timeout(min(float(body.get("wait", 10)), LONGEST_WAIT)):
                return self._json({"answer": await answer})
        except TimeoutError:
            self.world.answers.pop(query.id, None)
            return self._json({"answer": None})

    def read(self, body: Json) -> Json:
        chat = people.chat_of(self.world, _int(body, "person"), _int(body, "chat"))
        if last := self.world.last_message(chat.key):
            self.world.mark_read(_int(body, "person"), chat.key, last.id)
        return {}

    # What people see

    def messages(self, request: web.Request) -> Json:
        world, person = self.world, _query(request, "person")
        chat = people.chat_of(world, person, _query(request, "chat"), living=False)
        limit = min(_query(request, "limit", 100), MOST)
        newest = list(islice(world.newest(chat.key, _query(request, "after")), limit))
        return {"messages": [views.message(world, message, person) for message in reversed(newest)]}

    async def file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["id"])
        if file is None:
            raise Refusal(404, "there is no such file")
        return web.Response(body=self.world.keep.blob(file.blob), content_type=file.mime)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream a person's events until either side hangs up."""
        stream = web.WebSocketResponse(heartbeat=30)
        await stream.prepare(request)
        self.streams.add(stream)
        try:
            with self.world.feed.listen(_query(request, "person")) as events:
                async with asyncio.TaskGroup() as group:
                    sending = group.create_task(_send(stream, events))
                    async for message in stream:
                        if message.type == WSMsgType.ERROR:
                            break
                    sending.cancel()
        finally:
            self.streams.discard(stream)
        return stream

    async def hang_up(self) -> None:
        """Close every stream, for the server stops."""
        for stream in list(self.streams):
            await stream.close()

    # The box itself

    def clock(self, _: web.Request) -> Json:
        clock = self.world.clock
        return {"now": clock.now(), "offset": clock.offset, "frozen": clock.frozen}

    def move_clock(self, body: Json) -> Json:
        clock, seconds = self.world.clock, body.get("advance", 0)
        if not isinstance(seconds, int | float) or seconds < 0:
            raise Refusal(400, "advance must be a number of seconds; time never goes back")
        if "frozen" in body:
            clock.freeze(frozen=bool(body["frozen"]))
        clock.advance(seconds)
        state = {"now": clock.now(), "offset": clock.offset, "frozen": clock.frozen}
        kept = {"offset": clock.offset, "stopped_at": clock.now() if clock.frozen else None}
        self.world.keep.put("setting", "clock", kept)
        self.world.feed.tell_all({"event": "clock", **state})
        return state

    def calls(self, request: web.Request) -> list[Json]:
        return list(islice(self.world.calls, _query(request, "limit", 100)))

    def put_examples(self, body: Json) -> Json:
        examples = body.get("examples")
        if not isinstance(examples, list):
            raise Refusal(400, "examples must be a list")
        self.world.examples = examples
        self.world.keep.put("setting", "examples", examples)
        self.world.feed.tell_all({"event": "examples", "examples": examples})
        return {"examples": examples}

    def limits(self, _: web.Request) -> Json:
        return {"factor": self.world.limits.factor}

    def set_limits(self, body: Json) -> Json:
        factor = body.get("factor")
        if not isinstance(factor, int | float) or factor < 0:
            raise Refusal(400, "factor must be a number; 0 switches the limits off")
        self.world.limits.factor = factor
        self.world.keep.put("setting", "limits", factor)
        return {"factor": factor}

    def faults(self, _: web.Request) -> Json:
        return {"faults": self.world.faults.rows()}

    def add_fault(self, body: Json) -> Json:
        self.world.faults.coming.append(faults.read(body))
        return self._kept_faults()

    def clear_faults(self, _: web.Request) -> Json:
        self.world.faults.coming.clear()
        return self._kept_faults()

    def _kept_faults(self) -> Json:
        rows = self.world.faults.rows()
        self.world.keep.put("setting", "faults", rows)
        return {"faults": rows}


async def _send(stream: web.WebSocketResponse, events: asyncio.Queue[Json]) -> None:
    while not stream.closed:
        try:
            await stream.send_json(await events.get())
        except ConnectionError:
            return


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError:
        raise Refusal(400, "the body must be JSON") from None
    if not isinstance(body, dict):
        raise Refusal(400, "the body must be a JSON object")
    return body


async def _fields(request: web.Request) -> bodies.Body:
    try:
        return await bodies.read(request)
    except ValueError:
        raise Refusal(400, "the body must be JSON or multipart") from None


def _content(world: World, params: dict[str, str], files: dict[str, Upload]) -> Json:
    """Return what a person's message holds: a file, a place, or words."""
    words = people.caption(params.get("caption", ""))
    if upload := files.get("photo"):
        return media.photo(world, upload) | words
    if upload := files.get("voice"):
        return media.voice(world, upload, int(params.get("duration") or 1)) | words
    if upload := files.get("document"):
        return media.document(world, upload) | words
    if place := params.get("location"):
        return _location(place)
    return people.text(params.get("text", ""))


def _location(place: str) -> Json:
    try:
        given = json.loads(place)
        return {"location": {name: float(given[name]) for name in ("latitude", "longitude")}}
    except (ValueError, KeyError, TypeError):
        raise Refusal(400, "location must be {latitude, longitude}") from None


def _int(body: Json, name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int):
        raise Refusal(400, f"{name} must be a whole number")
    return value


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise Refusal(400, f"{name} must be a string")
    return value


def _number(params: dict[str, str], name: str) -> int:
    try:
        return int(params[name])
    except (KeyError, ValueError):
        raise Refusal(400, f"{name} must be a whole number") from None


def _query(request: web.Request, name: str, default: int = 0) -> int:
    try:
        return int(request.query.get(name, default))
    except ValueError:
        raise Refusal(400, f"{name} must be a whole number") from None

"""The people's door, /client: what `docs/sandbox-client.md` promises."""

import asyncio
import json
import re
from collections.abc import Callable
from weakref import WeakSet

from aiohttp import WSMsgType, web

from bot.sandbox import groups, media, people, views
from bot.sandbox.asking import (
    answer,
    fields,
    from_field,
    from_query,
    got,
    guarded,
    integer,
    number,
    posted,
    string,
)
from bot.sandbox.asking import body as body_of
from bot.sandbox.errors import Refusal
from bot.sandbox.members import STATUSES, block, change_member, migrate
from bot.sandbox.model import Json, Upload
from bot.sandbox.world import World

PATIENCE = 10
LONGEST_WAIT = 60
MOST = 1000
SHOWN = re.compile(r"(image/(jpeg|png|webp|gif)|(audio|video)/[\w.+-]+)")
"""What a browser may show; anything else could run in the page."""


class Client:
    """Lets people, pages and tests act in one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.streams: WeakSet[web.WebSocketResponse] = WeakSet()

    def routes(self) -> list[web.RouteDef]:
        keep = self.world.keep
        acts: dict[str, Callable[[Json], Json]] = {
            "people": self.put_person, "bots": self.put_bot, "chats": self.put_chat,
            "members": self.put_member, "migrate": self.migrate, "edits": self.edit,
            "votes": self.vote, "reactions": self.react, "deletes": self.delete, "starts": self.start, "blocks": self.block, "reads": self.read,
        }  # fmt: skip
        return [
            *(web.post(f"/client/{name}", posted(keep, act)) for name, act in acts.items()),
            web.post("/client/messages", guarded(self.write)),
            web.post("/client/presses", guarded(self.press)),
            web.get("/client/state", got(keep, self.state)),
            web.get("/client/messages", got(keep, self.messages)),
            web.get("/client/files/{id}", guarded(self.file)),
            web.get("/client/events", guarded(self.events)),
        ]

    def state(self, request: web.Request) -> Json:
        world, person = self.world, from_query(request, "person")
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
            "places": world.places,
        }

    def put_person(self, body: Json) -> Json:
        return groups.put_person(self.world, body)

    def put_bot(self, body: Json) -> Json:
        made = groups.put_bot(self.world, body)
        self.world.feed.tell_all({"event": "chats"})
        return made

    def put_chat(self, body: Json) -> Json:
        return people.chat_line(self.world, groups.put_group(self.world, body))

    def put_member(self, body: Json) -> Json:
        chat = self.world.chats.get(str(integer(body, "chat")))
        user, status = integer(body, "user"), body.get("status")
        by = integer(body, "by") if "by" in body else 0
        if chat is None or chat.private or chat.migrated_to:
            raise Refusal(404, "there is no such group")
        if user not in self.world.users or (by and by not in self.world.users):
            raise Refusal(404, "there is no such person")
        if not isinstance(status, str) or status not in STATUSES:
            raise Refusal(400, f"status must be one of {', '.join(sorted(STATUSES))}")
        return people.chat_line(
            self.world, change_member(self.world, chat, user, status, by=by), user
        )

    def migrate(self, body: Json) -> Json:
        chat = self.world.chats.get(str(integer(body, "chat")))
        if chat is None:
            raise Refusal(404, "there is no such group")
        return {"chat": migrate(self.world, chat).id}

    async def write(self, request: web.Request) -> web.Response:
        params, files = await fields(request)
        written = people.write(
            self.world,
            from_field(params, "person"),
            from_field(params, "chat"),
            _content(self.world, params, files),
            reply_to=from_field(params, "reply_to", 0),
            thread=from_field(params, "thread", 0),
            album=params.get("album", ""),
            anonymous=params.get("as") == "chat",
        )
        return answer(self.world.keep, written)

    def edit(self, body: Json) -> Json:
        where = integer(body, "person"), integer(body, "chat"), integer(body, "message_id")
        return people.edit(self.world, *where, string(body, "text"))

    def vote(self, body: Json) -> Json:
        where = integer(body, "person"), integer(body, "chat"), integer(body, "message_id")
        options = body.get("options")
        if not isinstance(options, list) or not all(type(one) is int for one in options):
            raise Refusal(400, "options must be a list of whole numbers")
        return people.vote(self.world, *where, options)

    def react(self, body: Json) -> Json:
        where = integer(body, "person"), integer(body, "chat"), integer(body, "message_id")
        return people.react(self.world, *where, string(body, "emoji"))

    def delete(self, body: Json) -> Json:
        people.delete(
            self.world, integer(body, "person"), integer(body, "chat"), integer(body, "message_id")
        )
        return {}

    def start(self, body: Json) -> Json:
        payload = str(body.get("payload") or "")
        return people.start(self.world, integer(body, "person"), integer(body, "bot"), payload)

    def block(self, body: Json) -> Json:
        chat = self.world.private_chat(integer(body, "bot"), integer(body, "person"))
        if chat is None:
            raise Refusal(404, "there is no such private chat")
        block(self.world, chat, blocked=bool(body.get("blocked", True)))
        return {}

    async def press(self, request: web.Request) -> web.Response:
        """Press a button and wait for the bot's answer, in real time."""
        body = await body_of(request)
        wait = number(body, "wait") if "wait" in body else PATIENCE
        where = integer(body, "person"), integer(body, "chat"), integer(body, "message_id")
        query = people.press(
            self.world, *where, string(body, "data"), forged=bool(body.get("forged"))
        )
        waiting = self.world.answers[query.id] = asyncio.get_running_loop().create_future()
        self.world.keep.commit()
        try:
            async with asyncio.timeout(min(wait, LONGEST_WAIT)):
                return answer(self.world.keep, {"answer": await waiting})
        except TimeoutError:
            self.world.answers.pop(query.id, None)
            return answer(self.world.keep, {"answer": None})

    def read(self, body: Json) -> Json:
        chat = people.chat_of(self.world, integer(body, "person"), integer(body, "chat"))
        if last := self.world.last_message(chat.key):
            self.world.mark_read(integer(body, "person"), chat.key, last.id)
        return {}

    def messages(self, request: web.Request) -> Json:
        limit = max(0, min(from_query(request, "limit", 100), MOST))
        where = from_query(request, "person"), from_query(request, "chat")
        after = from_query(request, "after")
        return {"messages": people.history(self.world, *where, after=after, limit=limit)}

    async def file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["id"])
        if file is None:
            raise Refusal(404, "there is no such file")
        shown = file.mime if SHOWN.fullmatch(file.mime) else "application/octet-stream"
        return web.Response(body=self.world.keep.blob(file.blob), content_type=shown)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream a person's events until either side hangs up."""
        person, stream = from_query(request, "person"), web.WebSocketResponse(heartbeat=30)
        await stream.prepare(request)
        self.streams.add(stream)
        with self.world.feed.listen(person) as events:
            async with asyncio.TaskGroup() as group:
                sending = group.create_task(_send(stream, events))
                await _until_closed(stream)
                sending.cancel()
        return stream

    async def hang_up(self) -> None:
        """Close every stream, for the server stops."""
        for stream in list(self.streams):
            await stream.close()


async def _until_closed(stream: web.WebSocketResponse) -> None:
    async for message in stream:
        if message.type == WSMsgType.ERROR:
            return


async def _send(stream: web.WebSocketResponse, events: asyncio.Queue[Json]) -> None:
    while not stream.closed:
        try:
            await stream.send_json(await events.get())
        except ConnectionError:
            return


def _content(world: World, params: dict[str, str], files: dict[str, Upload]) -> Json:
    """Return what a person's message holds: a file, a place, a contact, or words."""
    words = people.caption(params.get("caption", ""))
    if upload := files.get("photo"):
        return media.photo(world, upload) | words
    if upload := files.get("voice"):
        return media.voice(world, upload, from_field(params, "duration", 1)) | words
    if upload := files.get("document"):
        return media.document(world, upload) | words
    if place := params.get("location"):
        return _location(place)
    if card := params.get("contact"):
        return _contact(world, from_field(params, "person"), card)
    return people.text(params.get("text", ""))


def _location(place: str) -> Json:
    try:
        given = json.loads(place)
        latitude, longitude = float(given["latitude"]), float(given["longitude"])
    except (ValueError, KeyError, TypeError):
        raise Refusal(400, "location must be {latitude, longitude}") from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Refusal(400, "there is no such place on earth")
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _contact(world: World, person: int, card: str) -> Json:
    """Return a contact: one's own, with an invented number, unless the card says whose and which."""
    try:
        given = json.loads(card)
        whose = int(given.get("user_id", person))
        phone = str(given.get("phone_number") or f"139{whose % 10**8:08}")
    except (ValueError, AttributeError, TypeError):
        raise Refusal(400, "contact must be {phone_number?, user_id?}") from None
    name = people.known(world, whose).first_name
    return {"contact": {"phone_number": phone, "first_name": name, "user_id": whose}}

"""The bots' door: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import json
import logging
from contextlib import suppress

from aiohttp import web

from bot.sandbox import bodies
from bot.sandbox.call import Call
from bot.sandbox.doors import NOSNIFF
from bot.sandbox.errors import ApiError, bad, too_many
from bot.sandbox.faults import Fault
from bot.sandbox.members import migrate
from bot.sandbox.methods import METHODS
from bot.sandbox.model import Json, Value
from bot.sandbox.parameters import check_parameters
from bot.sandbox.polling import get_updates, poison
from bot.sandbox.world import World

_log = logging.getLogger(__name__)

LONGEST_HOLD = 1.0
HTML_502 = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)


class Api:
    """Answers bots out of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._held: set[asyncio.Event] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one method call; the answer leaves only after `keep` has what it tells of."""
        bot = self.world.tokens.get(request.match_info["token"])
        if bot is None:
            return _answer(ApiError(401, "Unauthorized").body(), 401)
        name = request.match_info["method"]
        try:
            params, files = await bodies.read(request)
        except ValueError:
            return _answer(bad("strings must be encoded in UTF-8").body(), 400)
        call = Call(self.world, self.world.bots[bot.id], name.lower(), params, files)
        fault = self._fault(call) if self.world.faults.coming else None
        body = await self._answer_to(call, name, fault)
        self.world.keep.commit()
        if fault and fault.kind == "late":
            await self.world.clock.sleep(fault.seconds)
        await self._overtaken(by_another=bool(fault and fault.kind == "reorder"))
        if fault and fault.kind in {"drop_before", "drop_after"} and request.transport:
            request.transport.abort()
        if body is None:
            return web.Response(text=HTML_502, status=502, content_type="text/html")
        return _answer(body, body.get("error_code", 200))

    async def answered_by_hook(self, bot: int, answer: bodies.Body) -> None:
        """Do what a web hook's answer asks for; nobody hears how it went (docs `setWebhook`)."""
        params, files = answer
        name = params.pop("method", "")
        if name and name.lower() != "getupdates":
            call = Call(self.world, self.world.bots[bot], name.lower(), params, files)
            await self._answer_to(call, name, self._fault(call))

    async def _overtaken(self, *, by_another: bool) -> None:
        """Let another call's answer go first, if one comes within a second of the machine's time."""
        if not by_another:
            for overtaken in self._held:
                overtaken.set()
            return
        held = asyncio.Event()
        self._held.add(held)
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_HOLD):
                await held.wait()
        self._held.remove(held)

    async def _answer_to(self, call: Call, name: str, fault: Fault | None) -> Json | None:
        """Return the answer, None where a proxy in between answers instead."""
        if fault and fault.kind == "502html":
            return None
        try:
            if fault:
                await self._strike(call, fault)
            body: Json = {"ok": True, "result": await self._result(call, name)}
            if call.description:
                body["description"] = call.description
        except ApiError as error:
            body = error.body()
        except Exception:  # noqa: BLE001 - the server outlives a fault of its own, and says so
            _log.exception("The sandbox failed in %s", name)
            body = ApiError(500, "Internal Server Error").body()
        self._remember(call, name, body)
        return body

    async def _result(self, call: Call, name: str) -> Value:
        if call.method == "getupdates":
            check_parameters(call)
            return await get_updates(call)
        method = METHODS.get(call.method)
        if method is None:
            self.world.unknown_methods[name] += 1
            raise ApiError(404, "Not Found: method not found")
        check_parameters(call)
        return method(call)

    def _fault(self, call: Call) -> Fault | None:
        fault = self.world.faults.take(call.method, call.text("chat_id"))
        if fault:
            self.world.keep.put("setting", "faults", self.world.faults.rows())
        return fault

    async def _strike(self, call: Call, fault: Fault) -> None:
        """Do what a fault does before the method runs. Raises ApiError."""
        world = self.world
        inbox = world.inboxes[call.bot.id]
        match fault.kind:
            case "429":
                raise too_many(fault.retry_after)
            case "400":
                raise bad(
                    fault.description or "not enough rights to send text messages to the chat"
                )
            case "403":
                raise ApiError(403, fault.description or _out_of(call))
            case "500":
                raise ApiError(500, "Internal Server Error")
            case "drop_before":
                raise ApiError(500, "Request aborted")
            case "migrate" if (
                chat := world.chats.get(call.text("chat_id"))
            ) and not chat.migrated_to:
                migrate(world, chat)
            case "delay":
                await world.clock.sleep(fault.seconds)
                call.bot = world.bots[call.bot.id]  # it may have changed meanwhile
            case "poison":
                inbox.add(poison(inbox, call.bot.id, world.clock.now()))
                world.keep.put("last_update", str(call.bot.id), inbox.last_id)
            case "redeliver":
                inbox.redeliver()

    def _remember(self, call: Call, name: str, body: Json) -> None:
        if call.method == "getupdates" and body["ok"]:
            return
        self.world.calls.appendleft(
            {
                "at": self.world.clock.now(),
                "bot": call.bot.id,
                "method": name,
                "chat": call.params.get("chat_id"),
                "ok": body["ok"],
                "error_code": body.get("error_code"),
                "description": body.get("description"),
            }
        )

    async def fetch(self, request: web.Request) -> web.Response:
        """Serve a file by the path that getFile gave."""
        bot = self.world.tokens.get(request.match_info["token"])
        if bot is None:
            return _answer(ApiError(401, "Unauthorized").body(), 401)
        file = self.world.paths.get(request.match_info["path"])
        if file is None:
            return _answer(ApiError(404, "Not Found").body(), 404)
        return web.Response(
            body=self.world.keep.blob(file.blob),
            content_type="application/octet-stream",
            headers=NOSNIFF,
        )


def _out_of(call: Call) -> str:
    """What a bot is told that is no longer wanted in the chat it names."""
    if not call.text("chat_id").startswith("-"):
        return "Forbidden: user is deactivated"
    chat = call.world.chats.get(call.text("chat_id"))
    kind = "group" if chat and chat.type == "group" else "supergroup"
    return f"Forbidden: bot was kicked from the {kind} chat"


def _answer(body: Json, status: int) -> web.Response:
    headers = {"Content-Type": "application/json", **NOSNIFF}
    if wait := body.get("parameters", {}).get("retry_after"):
        headers["Retry-After"] = str(wait)
    return web.Response(
        body=json.dumps(body).encode(),
        status=status,
        headers=headers,
    )

"""The knobs of the box itself: clock, limits, faults, examples, and the list of calls."""

from itertools import islice

from aiohttp import web

from bot.sandbox import faults
from bot.sandbox.asking import from_query, got, number, posted
from bot.sandbox.errors import Refusal
from bot.sandbox.model import Json
from bot.sandbox.world import World

LONGEST_PUSH = 10 * 366 * 86_400.0


class Controls:
    """Lets a page, a test or a trainer turn them."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        keep = self.world.keep
        return [
            web.get("/client/clock", got(keep, lambda _: self.clock())),
            web.post("/client/clock", posted(keep, self.move_clock)),
            web.get("/client/limits", got(keep, lambda _: self.limits())),
            web.post("/client/limits", posted(keep, self.set_limits)),
            web.get("/client/calls", got(keep, self.calls)),
            web.post("/client/examples", posted(keep, self.put_examples)),
            *(route for path in ("/faults", "/client/faults") for route in self._faults(path)),
        ]

    def _faults(self, path: str) -> list[web.RouteDef]:
        keep = self.world.keep
        return [
            web.get(path, got(keep, lambda _: {"faults": self.world.faults.rows()})),
            web.post(path, posted(keep, self.add_fault)),
            web.delete(path, got(keep, lambda _: self.clear_faults())),
        ]

    def clock(self) -> Json:
        clock = self.world.clock
        return {"now": clock.now(), "offset": clock.offset, "frozen": clock.frozen}

    def move_clock(self, body: Json) -> Json:
        clock = self.world.clock
        seconds = number(body, "advance") if "advance" in body else 0
        if seconds > LONGEST_PUSH:
            raise Refusal(400, "time can be pushed ten years at once")
        if "frozen" in body:
            clock.freeze(frozen=bool(body["frozen"]))
        clock.advance(seconds)
        kept = {"offset": clock.offset, "stopped_at": clock.now() if clock.frozen else None}
        self.world.keep.put("setting", "clock", kept)
        state = self.clock()
        self.world.feed.tell_all({"event": "clock", **state})
        return state

    def limits(self) -> Json:
        return {"factor": self.world.limits.factor}

    def set_limits(self, body: Json) -> Json:
        self.world.limits.factor = number(body, "factor")
        self.world.keep.put("setting", "limits", self.world.limits.factor)
        return self.limits()

    def calls(self, request: web.Request) -> list[Json]:
        return list(islice(self.world.calls, max(0, from_query(request, "limit", 100))))

    def put_examples(self, body: Json) -> Json:
        """Take what the page offers with one click: messages, and places to send."""
        examples, places = body.get("examples"), body.get("places", [])
        if not isinstance(examples, list) or not isinstance(places, list):
            raise Refusal(400, "examples and places must be lists")
        self.world.examples, self.world.places = examples, places
        offered = {"examples": examples, "places": places}
        for name, rows in offered.items():
            self.world.keep.put("setting", name, rows)
        self.world.feed.tell_all({"event": "examples", **offered})
        return offered

    def add_fault(self, body: Json) -> Json:
        self.world.faults.coming.append(faults.read(body))
        return self._kept_faults()

    def clear_faults(self) -> Json:
        self.world.faults.coming.clear()
        return self._kept_faults()

    def _kept_faults(self) -> Json:
        rows = self.world.faults.rows()
        self.world.keep.put("setting", "faults", rows)
        return {"faults": rows}

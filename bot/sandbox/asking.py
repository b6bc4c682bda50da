"""How the people's door reads requests and words its answers and refusals."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox import bodies
from bot.sandbox.errors import ApiError, Refusal
from bot.sandbox.keep import Memory
from bot.sandbox.model import Json, Value

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(handler: Handler) -> Handler:
    """Turn what is raised into `{"error": one sentence}`."""

    async def answering(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refusal as refusal:
            return web.json_response({"error": str(refusal)}, status=refusal.status)
        except ApiError as error:
            return web.json_response({"error": error.description}, status=400)

    return answering


def posted(keep: Memory, act: Callable[[Json], Value]) -> Handler:
    """Serve something that is done with a JSON body."""

    async def handler(request: web.Request) -> web.Response:
        return answer(keep, act(await body(request)))

    return guarded(handler)


def got(keep: Memory, tell: Callable[[web.Request], Value]) -> Handler:
    """Serve something that is only asked."""

    async def handler(request: web.Request) -> web.Response:
        return answer(keep, tell(request))

    return guarded(handler)


def answer(keep: Memory, told: Value) -> web.Response:
    """Answer with JSON, once what it tells of is kept."""
    keep.commit()
    return web.json_response(told)


async def body(request: web.Request) -> Json:
    """Return a request's JSON object. Raises Refusal."""
    try:
        given = bodies.from_json(await request.text()) if request.can_read_body else {}
    except ValueError:
        raise Refusal(400, "the body must be JSON") from None
    if not isinstance(given, dict):
        raise Refusal(400, "the body must be a JSON object")
    return given


async def fields(request: web.Request) -> bodies.Body:
    """Return a request's fields and files, in whichever encoding. Raises Refusal."""
    try:
        return await bodies.read(request)
    except ValueError:
        raise Refusal(400, "the body must be JSON or multipart") from None


def integer(given: Json, name: str) -> int:
    """Return a whole number of a JSON body. Raises Refusal."""
    value = given.get(name)
    if not isinstance(value, int):
        raise Refusal(400, f"{name} must be a whole number")
    return value


def string(given: Json, name: str) -> str:
    """Return a string of a JSON body. Raises Refusal."""
    value = given.get(name)
    if not isinstance(value, str):
        raise Refusal(400, f"{name} must be a string")
    return value


def number(given: Json, name: str) -> float:
    """Return a number that is not negative. Raises Refusal."""
    value = given.get(name)
    if not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise Refusal(400, f"{name} must be a number, and not below 0")
    return value


def from_field(params: dict[str, str], name: str, default: int | None = None) -> int:
    """Return a whole number of a form's fields. Raises Refusal."""
    try:
        return int(params[name]) if default is None or params.get(name) else default
    except (KeyError, ValueError):
        raise Refusal(400, f"{name} must be a whole number") from None


def from_query(request: web.Request, name: str, default: int = 0) -> int:
    """Return a whole number of the address. Raises Refusal."""
    return from_field(dict(request.query), name, default)

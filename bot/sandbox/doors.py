"""Who may come in with a browser: the sandbox's own page, and no other that is open beside it."""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PEOPLE_S = ("/client", "/faults")
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the page may load: whatever a message says, nothing of it runs."""


NOSNIFF = {"X-Content-Type-Options": "nosniff"}
"""Browsers take an answer for what it says it is, and for nothing else."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def doorkeeper(bound: str) -> Callable[[web.RouteDef], web.RouteDef]:
    """Return what lets a route refuse whom a foreign page sends; who is no browser says no Origin.

    The Host counts too: a foreign name that leads here would make a foreign page our own. Bots come
    by a door of their own, which costs nothing.
    """

    def kept(route: web.RouteDef) -> web.RouteDef:
        return web.route(route.method, route.path, _behind(route.handler, bound), **route.kwargs)

    return kept


def _behind(handler: Handler, bound: str) -> Handler:
    async def keep(request: web.Request) -> web.StreamResponse:
        if _for_people(request) and (why := _objection(request, bound)):
            return web.json_response({"error": why}, status=403, headers=NOSNIFF)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(NOSNIFF)
        return response

    return keep


def _for_people(request: web.Request) -> bool:
    upgrade = request.headers.get("Upgrade", "")
    return request.path.startswith(PEOPLE_S) or upgrade.lower() == "websocket"


def _objection(request: web.Request, bound: str) -> str | None:
    host = request.headers.get("Host", "").lower()
    if _name(host) not in LOOPBACK | {bound.lower(), _address(request)}:
        return "the sandbox does not answer to this host name: use 127.0.0.1 or localhost"
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower().partition("://")[2] != host:
        return "only the sandbox's own page may do this from a browser"
    return None


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _address(request: web.Request) -> str | None:
    """Return our own end of the connection: bound to all addresses, the sandbox has many."""
    if not (end := request.get_extra_info("sockname")):
        return None
    address = ipaddress.ip_address(str(end[0]).partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)

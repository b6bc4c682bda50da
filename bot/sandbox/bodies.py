"""How requests come in: urlencoded, JSON or multipart, all turned into strings and files."""

import json
import re
from binascii import unhexlify
from collections.abc import AsyncIterable

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.sandbox.model import Upload, Value

BODY_BYTES = 64 * 1024 * 1024

_ENCODED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character that JSON may write in two."""

Body = tuple[dict[str, str], dict[str, Upload]]


async def read(request: web.Request) -> Body:
    """Return a request's parameters and file parts. Raises ValueError for a body in no known form."""
    params = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return params, {}
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _from_parts(await request.multipart(), params)
    raw = await request.read()
    if kind == "application/json":
        return params | _from_json(raw), {}
    return params | _from_form(raw), {}


async def read_answer(answer: ClientResponse) -> Body:
    """Return what a web hook answers, nothing if it is none of the three. Raises ValueError."""
    match answer.content_type:
        case "multipart/form-data":
            return await _from_parts(MultipartReader.from_response(answer), {})
        case "application/json":
            return _from_json(await answer.read()), {}
        case "application/x-www-form-urlencoded":
            return _from_form(await answer.read()), {}
        case _:
            return {}, {}


def _from_form(raw: bytes) -> dict[str, str]:
    """Read a form; three times as fast as `urllib.parse` where much is percent-encoded."""
    pairs = (pair.partition(b"=") for pair in raw.split(b"&") if pair)
    return {_unquoted(name): _unquoted(value) for name, _, value in pairs}


def _unquoted(raw: bytes) -> str:
    if b"+" in raw:
        raw = raw.replace(b"+", b" ")
    if b"%" in raw:
        raw = _ENCODED.sub(lambda run: unhexlify(run[0].replace(b"%", b"")), raw)
    return raw.decode()


def _from_json(raw: bytes) -> dict[str, str]:
    given = from_json(raw.decode()) if raw.strip() else {}
    if not isinstance(given, dict):
        raise ValueError("a JSON object is expected")  # noqa: TRY004 - all of these are one refusal
    return {name: _as_string(value) for name, value in given.items() if value is not None}


def from_json(source: str) -> Value:
    """Return what JSON says. Raises ValueError, also for half characters and for what is too deep."""
    try:
        value = json.loads(source)
    except RecursionError:
        raise ValueError("the JSON is too deep") from None
    if _HALF.search(source):
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _as_string(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value)


async def _from_parts(parts: AsyncIterable[object], params: dict[str, str]) -> Body:
    """Read a multipart body into `params` and files. Raises ValueError for a broken one."""
    try:
        return await _read_parts(parts, params)
    except HttpProcessingError:
        raise ValueError("the multipart body is broken") from None


async def _read_parts(parts: AsyncIterable[object], params: dict[str, str]) -> Body:
    files: dict[str, Upload] = {}
    async for part in parts:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        data = bytes(await part.read())
        if part.filename is None:
            params[part.name] = data.decode()
        else:
            mime = part.headers.get("Content-Type", "").partition(";")[0].strip()
            files[part.name] = Upload(part.filename, mime, data)
    return params, files

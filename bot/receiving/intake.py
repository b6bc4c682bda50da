"""One update from its raw JSON to its end: handled, or put aside with its error."""

import json
import re
import traceback
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError
from structlog.contextvars import bound_contextvars

from bot import metrics
from bot.clock import Clock

log = structlog.get_logger(__name__)

Raw = dict[str, Any]
PutAside = Callable[[int, str, str, int | None], Awaitable[None]]
"""Stores a dead letter: update id, raw JSON, error, and whose private chat it came from."""

TRIES_AFTER_SECONDS = (0.0, 1.0, 4.0)
DATABASE_PAUSE_SECONDS = 1.0
WORD = re.compile(r"[A-Za-z0-9]+")
FOREIGN = re.compile(r"[^\x00-\x7f\ud800-\udfff]+")
"""What no error of a program says by itself."""
RIGHTS = ("can_", "is_")
"""The fields of a member begin so; each new Bot API asks for more of them."""
ESSENTIAL = frozenset({"message_id", "date", "chat", "from", "text", "caption"})
"""Without these a message says nothing, or nobody knows who says it."""
Loc = tuple[int | str, ...]
ID_BITS = 52
NO_TEXT = re.compile(r"[\0\ud800-\udfff]")


class Handling:
    """Feeds updates to the dispatcher; a failing one is tried again, then put aside."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        clock: Clock,
        *,
        put_aside: PutAside,
        is_away: Callable[[BaseException], bool],
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._clock = clock
        self._put_aside = put_aside
        self._is_away = is_away

    async def handle(self, raw: Raw) -> None:
        """Bring one update to its end. With the database down this lasts until it is back.

        Whatever is logged meanwhile says which update it was.
        """
        began = self._clock.monotonic()
        clean(raw)
        if (written := _written_at(raw)) is not None:
            metrics.LAG.observe(max(self._clock.now().timestamp() - written, 0.0))
        with bound_contextvars(update=raw["update_id"]):
            end = "handled" if await self._handle(raw) else "put_aside"
        metrics.UPDATES.labels(end).inc()
        metrics.HANDLING.observe(self._clock.monotonic() - began)

    async def _handle(self, raw: Raw) -> bool:
        """Handle an update, or put it aside: then False."""
        error: Exception | None = None
        for seconds in TRIES_AFTER_SECONDS:
            if seconds:
                await self._clock.sleep(seconds)
            error = await self._try_while_away(raw)
            if error is None:
                return True
            log.warning("an update failed", error=_reason(error, raw))
        assert error is not None
        reason = _reason(error, raw)
        log.error("an update was put aside", error=reason)
        await self._store(without_words(raw), _plain(reason))
        return False

    async def _try_while_away(self, raw: Raw) -> Exception | None:
        while True:
            try:
                update = read(raw, self._bot)
                await self._dispatcher.feed_update(self._bot, update)
            except Exception as error:  # noqa: BLE001 - whatever a handler raises ends as a dead letter
                if not self._is_away(error):
                    return error
                log.warning("the database is away, an update waits")
                await self._clock.sleep(DATABASE_PAUSE_SECONDS)
            else:
                return None

    async def _store(self, raw: Raw, words: str) -> None:
        """Put an update aside; one that can't even be stored must not hold up the others."""
        while True:
            try:
                letter = json.dumps(raw, ensure_ascii=False)
                await self._put_aside(raw["update_id"], letter, words, writer_of(raw))
            except Exception as error:
                if not self._is_away(error):
                    log.exception("putting an update aside failed")
                    return
                await self._clock.sleep(DATABASE_PAUSE_SECONDS)
            else:
                return


def read(raw: Raw, bot: Bot | None = None) -> Update:
    """Read an update, but for what Telegram has thought of since the library was made.

    A right that its server has not heard of yet is one that nobody has; a message from a source
    that we don't know is somebody's who hides, and of what else a message holds the unknown is left
    out: its words are what counts. Raises ValidationError for what wants more than that.
    """
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError as error:
        if not sum(_is_mended(raw, one["loc"], one["type"]) for one in error.errors()):
            raise
        return Update.model_validate(raw, context={"bot": bot})


def _is_mended(raw: Raw, loc: Loc, what: str) -> bool:
    if what == "missing" and str(loc[-1]).startswith(RIGHTS):
        inner, key = list(_along(raw, loc[:-1]))[-1]
        inner[key][str(loc[-1])] = False
        return True
    in_messages = [at for at in _along(raw, loc) if "message_id" in at[0]]
    if not in_messages or in_messages[-1][1] in ESSENTIAL:
        return False
    message, key = in_messages[-1]
    if key == "forward_origin":
        message[key] = {"type": "hidden_user", "sender_user_name": "", "date": message["date"]}
    else:
        del message[key]
    return True


def _along(raw: Raw, loc: Loc) -> Iterator[tuple[Any, Any]]:
    """Follow a path of pydantic's, on which the kinds of a model stand beside keys and places."""
    inner: Any = raw
    for step in loc:
        if step in inner if isinstance(inner, dict) else isinstance(inner, list):
            yield inner, step
            inner = inner[step]


KEPT_WORDS = frozenset({"type", "data", "status", "language_code", "id"})
"""Strings of an update that nobody wrote."""


def without_words(value: Any, key: str = "") -> Any:  # noqa: ANN401 - any JSON
    """Return JSON with what people wrote left out: chatter is never stored (promise 11)."""
    if isinstance(value, dict):
        return {name: without_words(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_words(inner, key) for inner in value]
    return value if not isinstance(value, str) or key in KEPT_WORDS else "…"


def _reason(error: Exception, raw: Raw) -> str:
    """Name an error and where it arose, without what it quotes of an update or of a row.

    pydantic would quote what it was given, PostgreSQL the row below its first line.
    """
    if isinstance(error, ValidationError):
        told = error.errors(include_url=False, include_input=False, include_context=False)
        words = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in told)
        return f"ValidationError: {words}"
    where = traceback.extract_tb(error.__traceback__)[-1:]
    words = next(iter(str(error).splitlines()), "")
    said = frozenset(_said(raw))
    words = FOREIGN.sub("…", WORD.sub(lambda one: "…" if one[0] in said else one[0], words))
    return (
        f"{type(error).__name__}: {words} ({', '.join(f'{at.name}:{at.lineno}' for at in where)})"
    )


def _said(raw: Raw) -> Iterator[str]:
    """Yield the words and numbers that stand in what people wrote; in a loop, see `clean`."""
    inside: list[tuple[str, Any]] = [("", raw)]
    while inside:
        key, one = inside.pop()
        if isinstance(one, dict):
            inside.extend(one.items())
        elif isinstance(one, list):
            inside.extend((key, each) for each in one)
        elif isinstance(one, str) and key not in KEPT_WORDS:
            yield from WORD.findall(one)


def clean(raw: Raw) -> None:
    """Replace in an update what no database takes; in a loop, for it may be as deep as it likes."""
    inside: list[Any] = [raw]
    while inside:
        one = inside.pop()
        for key, value in list(one.items() if isinstance(one, dict) else enumerate(one)):
            if isinstance(value, str):
                one[key] = _plain(value)
            elif isinstance(value, dict | list):
                inside.append(value)


def _plain(text: str) -> str:
    """Return the text as a database takes it: without NUL and halves of characters, as long as before.

    Telegram counts in it where a name or a link stands.
    """
    return NO_TEXT.sub("\ufffd", text)


def _written_at(raw: Raw) -> float | None:
    """Return when a message was written (Unix seconds); other updates don't say."""
    message = raw.get("message")
    date = message.get("date") if isinstance(message, dict) else None
    return date if isinstance(date, int) else None


def writer_of(raw: Raw) -> int | None:
    """Return the private chat in which somebody wrote or pressed."""
    press = raw.get("callback_query")
    message = press.get("message") if isinstance(press, dict) else raw.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    key = chat.get("id") if isinstance(chat, dict) and chat.get("type") == "private" else None
    return key if isinstance(key, int) and key.bit_length() <= ID_BITS else None


def order_key(raw: Raw) -> int:
    """Return what an update is in order with: its chat, else its sender, else itself.

    A press has no chat of its own: a thousand who ask how it stands don't hold up a mother's 找到了.
    """
    for body in raw.values():
        if not isinstance(body, dict):
            continue
        who = body.get("chat") or body.get("from") or body.get("user")
        key = who.get("id") if isinstance(who, dict) else None
        if isinstance(key, int) and key.bit_length() <= ID_BITS:
            return key
    return int(raw["update_id"])

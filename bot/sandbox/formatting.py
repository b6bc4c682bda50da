"""Text as Telegram stores it: parsed, trimmed, measured, with the entities it finds by itself."""

import re

from bot.sandbox import html
from bot.sandbox.errors import bad
from bot.sandbox.html import utf16
from bot.sandbox.model import Json, Value
from bot.sandbox.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
RAW_LIMIT = 1 << 15

_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"'，。；！？、（）】」]+[^\s<>\"'，。；！？、（）】」.,:;!?)])"
    r"|(?<![\w.])(?P<email>[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})\b"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
    r"|(?<![\w.@/-])(?P<domain>(?:[A-Za-z0-9-]+\.)+(?:com|org|net|cn|me|io|gov|edu)(?:/[^\s<>\"'，。]*)?)\b"
)
_HINT = re.compile(r"[/@#.]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


def formatted(
    world: World, source: str, parse_mode: str, entities: Value
) -> tuple[str, list[Json]]:
    """Return what a bot's text becomes. Raises ApiError for what Telegram can't parse."""
    if len(source.encode("utf-8", "surrogatepass")) > RAW_LIMIT:
        raise bad("text is too long")
    mode = parse_mode.lower()
    if source and mode not in {"", "none"}:
        if mode != "html":
            raise bad("unsupported parse_mode")
        source, found = _parse_html(world, source)
    else:
        found = _given(world, source, entities)
    return _finish(source, found)


def plain(source: str) -> tuple[str, list[Json]]:
    """Return what a person's text becomes."""
    return _finish(source, [])


def _parse_html(world: World, source: str) -> tuple[str, list[Json]]:
    if "<" not in source and "&" not in source:
        return source, []
    try:
        text, found = html.parse(source)
    except html.HtmlError as error:
        raise bad(f"can't parse entities: {error}") from None
    return text, _with_users(world, found)


def _with_users(world: World, entities: list[Json]) -> list[Json]:
    """Put users in for ids; a mention of somebody unknown is no mention."""
    kept = []
    for entity in entities:
        if "user_id" in entity:
            body = world.user_bodies.get(entity.pop("user_id"))
            if body is None:
                continue
            entity["user"] = body
        kept.append(entity)
    return kept


def _given(world: World, source: str, entities: Value) -> list[Json]:
    if not isinstance(entities, list):
        return []
    length = utf16(source)
    kept = []
    for entity in entities:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad("can't parse MessageEntity: Object expected")
        start, size = entity.get("offset"), entity.get("length")
        if not isinstance(start, int) or not isinstance(size, int):
            raise bad('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if start < 0 or size <= 0 or start + size > length:
            raise bad(
                "entity begins after the end of the text"
                if start >= length
                else "entity has invalid length"
            )
        kept.append({name: value for name, value in entity.items() if value is not None})
    for entity in kept:
        if isinstance(someone := entity.pop("user", None), dict):
            entity["user_id"] = someone.get("id")
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return _with_users(world, kept)


def _finish(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text = _CONTROL.sub(" ", text.replace("\r", "")) if _CONTROL.search(text) else text
    trimmed = text.strip()
    if trimmed != text:
        entities = _shifted(entities, utf16(text[: len(text) - len(text.lstrip())]), utf16(trimmed))
        text = trimmed
    return text, _with_found(text, entities) if _HINT.search(text) else entities


def _shifted(entities: list[Json], cut: int, length: int) -> list[Json]:
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        end = min(length, entity["offset"] + entity["length"] - cut)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return kept


def _with_found(text: str, entities: list[Json]) -> list[Json]:
    """Add commands, mentions, hashtags and links, which Telegram marks in every text."""
    found = []
    for match in _FOUND.finditer(text):
        start, size = utf16(text[: match.start()]), utf16(match[0])
        taken = (e for e in entities if e["type"] in _OPAQUE)
        if any(e["offset"] < start + size and start < e["offset"] + e["length"] for e in taken):
            continue
        kind = "url" if match.lastgroup == "domain" else match.lastgroup
        found.append({"type": kind, "offset": start, "length": size})
    if not found:
        return entities
    return sorted(entities + found, key=lambda entity: (entity["offset"], -entity["length"]))


def text_content(text: str, entities: list[Json]) -> Json:
    """Return a text message's fields."""
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(text: str, entities: list[Json]) -> Json:
    """Return a caption's fields; none at all for an empty one."""
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}

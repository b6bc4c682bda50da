"""Text as Telegram stores it: parsed, trimmed, measured, with the entities it finds by itself."""

import re

from bot.sandbox import html, markdown
from bot.sandbox.entities import first_after, in_order, settled
from bot.sandbox.errors import bad
from bot.sandbox.html import utf16
from bot.sandbox.links import LinkError, checked, mentioned
from bot.sandbox.model import Json
from bot.sandbox.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
RAW_LIMIT = 1 << 15

PARSERS = {
    "html": (re.compile(r"[<&]"), html.parse),
    "markdownv2": (re.compile(r"[_*\[\]()~`>#+=|{}.!\\-]"), markdown.parse_v2),
    "markdown": (re.compile(r"[_*\[`\\]"), markdown.parse_old),
}
"""The parse modes: what a text must contain to be more than plain, and who reads it then."""

GIVEN = {
    "bold": "", "italic": "", "underline": "", "strikethrough": "", "spoiler": "", "code": "",
    "pre": "", "blockquote": "", "expandable_blockquote": "", "text_link": "url",
    "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time",
}  # fmt: skip
"""The entities that a bot may give, and what each needs besides its place."""

FOUND = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
    "bank_card_number",
})  # fmt: skip
"""Those that Telegram finds by itself: given by a bot they are passed over."""

_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"'，。；！？、（）】」]+[^\s<>\"'，。；！？、（）】」.,:;!?)])"
    r"|(?<![A-Za-z0-9_.+-])(?P<email>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})\b"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
    r"|(?<![\w.@/-])(?P<domain>(?:[A-Za-z0-9-]+\.)+(?:com|org|net|cn|me|io|gov|edu)(?:/[^\s<>\"'，。]*)?)\b"
)
_HINT = re.compile(r"[/@#.]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


def formatted(
    world: World, source: str, parse_mode: str, entities: list[Json] | None
) -> tuple[str, list[Json]]:
    """Return what a bot's text becomes. Raises ApiError for what Telegram can't parse."""
    if len(source.encode("utf-8", "surrogatepass")) > RAW_LIMIT:
        raise bad("text is too long")
    mode = parse_mode.lower()
    if source and mode not in {"", "none"}:
        source, found = _parsed(world, source, mode)
    else:
        found = _given(world, source, entities)
    return _finish(source, found)


def plain(source: str) -> tuple[str, list[Json]]:
    """Return what a person's text becomes."""
    return _finish(source, [])


def _parsed(world: World, source: str, mode: str) -> tuple[str, list[Json]]:
    special, parse = PARSERS.get(mode, (None, None))
    if special is None or parse is None:
        raise bad("unsupported parse_mode")
    if not special.search(source):
        return source, []
    try:
        text, found = parse(source)
    except html.ParseError as error:
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


def _given(world: World, source: str, entities: list[Json] | None) -> list[Json]:
    """Take entities that have been found to be of their shape."""
    length = utf16(source)
    kept = []
    for entity in entities or ():
        if entity["type"] in FOUND:
            continue
        _check_entity(entity, length)
        told = {name: value for name, value in entity.items() if value is not None}
        kept.append(_link(told) if told["type"] == "text_link" else told)
    for entity in kept:
        if someone := entity.pop("user", None):
            entity["user_id"] = someone["id"]
    return _with_users(world, kept)


def _link(entity: Json) -> Json:
    """Return a link with its address as Telegram keeps it, or the mention that it is."""
    url = entity["url"]
    if user := mentioned(url):
        place = {"offset": entity["offset"], "length": entity["length"]}
        return {"type": "text_mention", "user_id": user} | place
    try:
        return entity | {"url": checked(url)}
    except LinkError as error:
        raise bad(f"entity URL '{url}' is invalid: {error}") from None


def _check_entity(entity: Json, length: int) -> None:
    """Raise ApiError for an entity that is unknown, says too little or lies beyond the text."""
    kind, start, size = entity["type"], entity["offset"], entity["length"]
    if kind not in GIVEN:
        raise bad("can't parse MessageEntity: Unsupported type specified")
    if (need := GIVEN[kind]) and entity.get(need) is None:
        raise bad(f"can't parse MessageEntity: Can't find field \"{need}\"")
    if start < 0 or size <= 0 or start + size > length:
        raise bad(
            "entity begins after the end of the text"
            if start >= length
            else "entity has invalid length"
        )


def _finish(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text = _CONTROL.sub(" ", text.replace("\r", "")) if _CONTROL.search(text) else text
    trimmed = text.strip()
    if trimmed != text:
        entities = _shifted(entities, utf16(text[: len(text) - len(text.lstrip())]), utf16(trimmed))
        text = trimmed
    entities = settled(entities)
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
    taken = [one for one in entities if one["type"] in _OPAQUE]
    for match in _FOUND.finditer(text):
        start, size = utf16(text[: match.start()]), utf16(match[0])
        if (near := first_after(taken, start)) and near["offset"] < start + size:
            continue
        kind = "url" if match.lastgroup == "domain" else match.lastgroup
        found.append({"type": kind, "offset": start, "length": size})
    if not found:
        return entities
    return in_order(entities + found)


def text_content(text: str, entities: list[Json]) -> Json:
    """Return a text message's fields."""
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(text: str, entities: list[Json]) -> Json:
    """Return a caption's fields; none at all for an empty one."""
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}

"""Telegram's HTML parse mode: text with tags → plain text and entities in UTF-16 units.

Tags, strictness and error texts follow `parse_html` of Telegram's published client library.
"""

import re
from dataclasses import dataclass, field

from bot.sandbox.entities import in_order
from bot.sandbox.links import LinkError, checked, mentioned
from bot.sandbox.model import Json

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler",
}  # fmt: skip
TAGS = frozenset(SIMPLE) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
LONGEST_CODE = 9
_NUMBER = re.compile(r"[0-9]{1,18}")
"""What fits into 64 bits."""
LAST_CODE = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPECIAL = re.compile("[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_TAG_NAME = re.compile(r"[^\s>]*")
_SPACE = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


class ParseError(ValueError):
    """The text breaks a rule; the message is Telegram's, without its prefix."""


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begin: int


@dataclass(slots=True)
class _Parser:
    source: str
    text: list[str] = field(default_factory=list)
    offset: int = 0
    entities: list[Json] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        at = 0
        while special := _SPECIAL.search(self.source, at):
            self._add(self.source[at : special.start()])
            at = (
                self._tag(special.start())
                if special[0] == "<"
                else self._reference(special.start())
            )
        self._add(self.source[at:])
        if self.stack:
            raise ParseError(
                f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"'
            )
        return "".join(self.text), in_order(self.entities)

    def _add(self, piece: str) -> None:
        self.text.append(piece)
        self.offset += utf16(piece)

    def _reference(self, at: int) -> int:
        char, end = decode_reference(self.source, at)
        self._add(char)
        return end

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _tag(self, at: int) -> int:
        return self._end(at) if self.source.startswith("</", at) else self._start(at)

    def _start(self, at: int) -> int:
        name = _match(_TAG_NAME, self.source, at + 1)
        end = at + 1 + len(name)
        if end >= len(self.source):
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(at)}")
        tag = name.lower()
        if tag not in TAGS:
            raise ParseError(f'Unsupported start tag "{tag}" at byte offset {self._byte(at)}')
        attributes, end = self._attributes(tag, at, end)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise ParseError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(at)}'
            )
        self.stack.append(_Open(tag, attributes, self.offset, len(self.text)))
        return end + 1

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while True:
            at = self._skip(at)
            if self.source.startswith(">", at):
                return found, at
            name = _match(_ATTRIBUTE, self.source, at)
            if not name:
                raise ParseError(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
            at = self._skip(at + len(name))
            if self.source.startswith("=", at):
                at = self._skip(at + 1)
                found[name], at = self._value(begin, at)
            else:
                found[name] = ""
            if at >= len(self.source):
                raise ParseError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')

    def _value(self, begin: int, at: int) -> tuple[str, int]:
        quote = self.source[at : at + 1]
        if quote in {"'", '"'}:
            end = self.source.find(quote, at + 1)
            value, end = unescape(self.source[at + 1 : end]), end + 1
        else:
            value = _match(_TOKEN, self.source, at)
            end = at + len(value)
            after = self.source[end : end + 1]
            if after and after != ">" and not after.isspace():
                raise ParseError(f"Unexpected end of name token at byte offset {self._byte(at)}")
            value = value.lower()
        if quote and ((end <= at and quote in {"'", '"'}) or end >= len(self.source)):
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return value, end

    def _skip(self, at: int) -> int:
        return at + len(_match(_SPACE, self.source, at))

    def _end(self, at: int) -> int:
        if not self.stack:
            raise ParseError(f"Unexpected end tag at byte offset {self._byte(at)}")
        name = _match(_TAG_NAME, self.source, at + 2)
        end = self._skip(at + 2 + len(name))
        if not self.source.startswith(">", end):
            raise ParseError(f"Unclosed end tag at byte offset {self._byte(at)}")
        opened = self.stack.pop()
        if name and name.lower() != opened.tag:
            raise ParseError(
                f'Unmatched end tag at byte offset {self._byte(at)}, expected "</{opened.tag}>", '
                f'found "</{name.lower()}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)
        return end + 1

    def _close(self, opened: _Open) -> None:
        entity: Json = {"type": "", "offset": opened.offset, "length": self.offset - opened.offset}
        attributes = opened.attributes
        match opened.tag:
            case "a":
                entity |= link_field(attributes.get("href") or "".join(self.text[opened.begin :]))
            case "code" | "pre":
                self._code(entity, opened.tag, attributes.get("class", ""))
            case "blockquote":
                entity["type"] = (
                    "expandable_blockquote" if "expandable" in attributes else "blockquote"
                )
            case "tg-emoji":
                entity |= {
                    "type": "custom_emoji",
                    "custom_emoji_id": _number(attributes.get("emoji-id")),
                }
            case "tg-time":
                _time(entity, attributes)
            case tag:
                entity["type"] = SIMPLE[tag]
        if entity["type"]:
            self.entities.append(entity)

    def _code(self, entity: Json, tag: str, css: str) -> None:
        """Fold `<pre><code class="language-…">` into one `pre` with a language."""
        language = css.removeprefix("language-") if css.startswith("language-") else ""
        entity["type"] = tag
        if tag == "code" and language:
            entity["_language"] = language
        inner = self.entities[-1] if self.entities else {}
        same = (inner.get("offset"), inner.get("length")) == (entity["offset"], entity["length"])
        if tag == "pre" and same and inner.get("type") == "code" and "_language" in inner:
            self.entities.pop()
            entity["language"] = inner["_language"]


def parse(source: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities, sorted; a mentioned user is left as `user_id`.

    Raises ParseError.
    """
    text, entities = _Parser(source).run()
    for entity in entities:
        entity.pop("_language", None)
    return text, entities


def utf16(text: str) -> int:
    """Return the length in UTF-16 units, in which Telegram counts offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def decode_reference(source: str, at: int) -> tuple[str, int]:
    """Return what the character reference at `at` stands for; an unknown one is a plain `&`."""
    found = _REFERENCE.match(source, at)
    if not found:
        return "&", at + 1
    if found[3]:
        char = NAMED.get(found[3], "")
        return (char, found.end()) if char else ("&", at + 1)
    digits = (found[1] or found[2]).lstrip("0")
    if len(digits) > LONGEST_CODE:
        return "&", at + 1
    code = int(digits or "0", 16 if found[1] else 10)
    if code == 0 or code >= LAST_CODE or code in SURROGATES:
        return "&", at + 1
    return chr(code), found.end()


def unescape(source: str) -> str:
    """Resolve the character references of an attribute's value."""
    at, parts = 0, []
    while (found := source.find("&", at)) >= 0:
        parts.append(source[at:found])
        char, at = decode_reference(source, found)
        parts.append(char)
    return "".join(parts) + source[at:]


def _match(pattern: re.Pattern[str], source: str, at: int) -> str:
    found = pattern.match(source, at)
    return found[0] if found else ""


def _number(value: str | None) -> str:
    if not value or not _NUMBER.fullmatch(value) or int(value) == 0:
        raise ParseError("Invalid custom emoji identifier specified")
    return value


def link_field(url: str) -> Json:
    """Return what an entity says that leads to an address: a person, a page, or nothing."""
    if user := mentioned(url):
        return {"type": "text_mention", "user_id": user}
    try:
        return {"type": "text_link", "url": checked(url)}
    except LinkError:
        return {}


def _time(entity: Json, attributes: dict[str, str]) -> None:
    unix = attributes.get("unix", "")
    if not _NUMBER.fullmatch(unix):
        raise ParseError("Invalid date-time specified")
    entity |= {"type": "date_time", "unix_time": int(unix)}
    if shape := attributes.get("format"):
        entity["date_time_format"] = shape

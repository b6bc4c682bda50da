"""Telegram's parse modes MarkdownV2 and Markdown (the old one): text with marks → text and entities.

Marks, strictness and error texts follow `parse_markdown_v2` and `parse_markdown` of Telegram's
published client library.
"""

import re
from dataclasses import dataclass, field

from bot.sandbox.entities import in_order
from bot.sandbox.html import ParseError, link_field, utf16
from bot.sandbox.model import Json

RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}  # fmt: skip
"""What Telegram's library calls an entity in its errors."""

MARKS = {
    "bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||",
    "code": "`", "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip
"""What ends an entity; most begin with the same."""

BEGINNINGS = {
    "```": "pre", "__": "underline", "||": "spoiler", "![": "custom_emoji", "*": "bold",
    "_": "italic", "~": "strikethrough", "`": "code", "[": "text_link",
}  # fmt: skip
"""What begins an entity, the longest first."""

VERBATIM = frozenset({"code", "pre"})
_ESCAPED = re.compile(r"\\[\x01-\x7e]")
_LANGUAGE = re.compile(r"[^ \t\r\n\x00\x0b`]+(?=[ \t\r\n\x00\x0b])")
_NEW_LINE = re.compile(r"\r\n|\n\r|\n|\r")
_OLD_SPECIAL = re.compile(r"\\([_*`\[])|([_*`\[])")
_EMOJI = re.compile(r"tg:(?://)?emoji/?\?(?:[^#]*&)?id=(-?\d{1,19})(?:[&#].*)?", re.IGNORECASE)
_TIME = re.compile(r"tg:(?://)?time/?\?([^#]*)(?:#.*)?", re.IGNORECASE)
_FORMAT = re.compile(r"[rR]|[tTdDwW]*")


@dataclass(slots=True)
class _Open:
    kind: str
    at: int
    offset: int
    begin: int
    language: str = ""


@dataclass(slots=True)
class _Parser:
    """Reads MarkdownV2; `at` is the place in the source, `offset` that in the text."""

    source: str
    at: int = 0
    offset: int = 0
    text: list[str] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    quoting: bool = False
    fresh_line: bool = True

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        self._end_of_text()
        return "".join(self.text), in_order(self.entities)

    def _step(self) -> None:
        if _ESCAPED.match(self.source, self.at):
            self.at += 1
            self._copy(self.source[self.at])
        elif not self._is_special(self.source[self.at]):
            self._copy(self.source[self.at], ends_line=False)
        elif self.quoting and self.source[self.at] == "\n" and not self._sees(">", 1):
            self._end_of_quote()
        elif self.stack and self._ends(self.stack[-1].kind):
            self._close()
        else:
            self._open()

    def _is_special(self, char: str) -> bool:
        verbatim = self.stack and self.stack[-1].kind in VERBATIM
        return char == "`" if verbatim else char in RESERVED

    def _sees(self, mark: str, further: int = 0) -> bool:
        return self.source.startswith(mark, self.at + further)

    def _copy(self, char: str, *, ends_line: bool = True) -> None:
        """Take one character into the text; within code a line's end is one character more."""
        self.text.append(char)
        self.offset += utf16(char)
        self.at += 1
        if char != "\r":
            self.fresh_line = ends_line and char == "\n"

    def _ends(self, kind: str) -> bool:
        if kind == "blockquote":
            return False
        mark = MARKS[kind]
        return self._sees(mark) and not (kind == "italic" and self._sees("__"))

    def _open(self) -> None:
        char = self.source[self.at]
        if char == "\n":
            self._copy(char)
            return
        if char == ">":
            self._quote()
            return
        mark = next((mark for mark in BEGINNINGS if self._sees(mark)), "")
        if not mark:
            raise self._reserved(char)
        opened = _Open(BEGINNINGS[mark], self.at, self.offset, len(self.text))
        self.stack.append(opened)
        self.at += len(mark)
        if opened.kind == "pre":
            opened.language, self.at = _language(self.source, self.at)

    def _quote(self) -> None:
        """A `>` begins a quotation or goes on with it, at the beginning of a line only."""
        if not self.fresh_line:
            raise self._reserved(">")
        if not self.quoting:
            self.quoting = True
            self.stack.append(_Open("blockquote", self.at, self.offset, len(self.text)))
        self.at += 1

    def _close(self) -> None:
        opened = self.stack.pop()
        self.at += len(MARKS[opened.kind])
        found = self._facts(opened)
        if found and self.offset > opened.offset:
            self._add(opened, found)

    def _facts(self, opened: _Open) -> Json:
        """Return what an entity says besides its place; nothing if it is none."""
        match opened.kind:
            case "text_link" if not self._sees("("):
                return link_field("".join(self.text[opened.begin :]))
            case "text_link":
                return link_field(self._address())
            case "custom_emoji" if not self._sees("("):
                raise ParseError("The entity must contain a tg://emoji or tg://time URL")
            case "custom_emoji":
                return _emoji_or_time(self._address())
            case "pre" if opened.language:
                return {"type": "pre", "language": opened.language}
            case kind:
                return {"type": kind}

    def _address(self) -> str:
        """Read the address in parentheses after an entity's text."""
        begin = self.at + 1
        self.at, parts = begin, []
        while not self._sees(")"):
            if self.at >= len(self.source):
                raise ParseError(f"Can't find end of a URL at byte offset {self._byte(begin)}")
            self.at += bool(_ESCAPED.match(self.source, self.at))
            parts.append(self.source[self.at])
            self.at += 1
        self.at += 1
        return "".join(parts)

    def _end_of_quote(self) -> None:
        """A line without `>` ends the quotation; a mark of a spoiler before it makes it expandable."""
        kind = "blockquote"
        if self.stack[-1].kind == "spoiler" and self._just_opened(self.stack[-1]):
            self.stack.pop()
            kind = "expandable_blockquote"
        if self.stack[-1].kind != "blockquote":
            raise self._unended()
        self._copy("\n")
        self._add(self.stack.pop(), {"type": kind})
        self.quoting = False

    def _just_opened(self, spoiler: _Open) -> bool:
        between = self.source[spoiler.at + 2 : self.at]
        return not between or (between == "\r" and self.at < len(self.source))

    def _end_of_text(self) -> None:
        if self.quoting:
            kind = "blockquote"
            if self.stack[-1].kind == "spoiler" and self._just_opened(self.stack[-1]):
                self.stack.pop()
                kind = "expandable_blockquote"
            if self.stack[-1].kind == "blockquote":
                opened = self.stack.pop()
                if self.offset > opened.offset:
                    self._add(opened, {"type": kind})
        if self.stack:
            raise self._unended()

    def _add(self, opened: _Open, facts: Json) -> None:
        place = {"offset": opened.offset, "length": self.offset - opened.offset}
        self.entities.append(facts | place)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _unended(self) -> ParseError:
        opened = self.stack[-1]
        name = "PreCode" if opened.language else NAMES[opened.kind]
        return ParseError(f"Can't find end of {name} entity at byte offset {self._byte(opened.at)}")

    def _reserved(self, char: str) -> ParseError:
        return ParseError(
            f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
        )


def parse_v2(source: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities, sorted; a mentioned user is left as `user_id`.

    Raises ParseError.
    """
    return _Parser(source).run()


def parse_old(source: str) -> tuple[str, list[Json]]:
    """Do the same for the parse mode Markdown, which knows no nesting and only a few marks.

    Raises ParseError.
    """
    text: list[str] = []
    entities: list[Json] = []
    at = offset = 0
    while special := _OLD_SPECIAL.search(source, at):
        before = source[at : special.start()] + (special[1] or "")
        inner, facts, at = ("", {}, special.end()) if special[1] else _old(source, special.start())
        offset += utf16(before)
        text += (before, inner)
        if facts and inner:
            entities.append(facts | {"offset": offset, "length": utf16(inner)})
        offset += utf16(inner)
    return "".join([*text, source[at:]]), in_order(entities)


def _old(source: str, begin: int) -> tuple[str, Json, int]:
    """Read one entity; return its text, what it says and where it ends. Raises ParseError."""
    mark = "```" if source.startswith("```", begin) else source[begin]
    at, language = begin + len(mark), ""
    if mark == "```":
        language, at = _language(source, at)
    end = source.find("]" if mark == "[" else mark, at)
    if end < 0:
        place = len(source[:begin].encode())
        raise ParseError(f"Can't find end of the entity starting at byte offset {place}")
    inner, after = source[at:end], end + len(mark)
    if mark != "[":
        kind = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}[mark]
        return inner, {"type": kind} | ({"language": language} if language else {}), after
    if not inner or not source.startswith("(", after):
        return inner, link_field(inner), after
    close = source.find(")", after)
    close = len(source) if close < 0 else close
    return inner, link_field(source[after + 1 : close]), min(close + 1, len(source))


def _language(source: str, at: int) -> tuple[str, int]:
    """Return the language named after three back ticks, and where the code begins."""
    named = _LANGUAGE.match(source, at)
    at = named.end() if named else at
    line = _NEW_LINE.match(source, at)
    return named[0] if named else "", line.end() if line else at


def _emoji_or_time(url: str) -> Json:
    if (emoji := _EMOJI.fullmatch(url)) and int(emoji[1]):
        return {"type": "custom_emoji", "custom_emoji_id": emoji[1]}
    if time := _TIME.fullmatch(url):
        given = dict(part.split("=", 1) for part in time[1].split("&") if "=" in part)
        unix, shape = given.get("unix", ""), given.get("format", "")
        if re.fullmatch(r"[0-9]{1,10}", unix) and int(unix) and _FORMAT.fullmatch(shape):
            return {"type": "date_time", "unix_time": int(unix)} | (
                {"date_time_format": shape} if shape else {}
            )
    raise ParseError("Invalid tg://emoji or tg://time URL specified")

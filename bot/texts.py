"""All words of the product: `messages/<locale>/*.ftl`, in the reader's language.

`python -m bot.texts --check` compares the languages with each other and with the program.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser
from fluent.syntax.ast import Attribute, Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from bot.errors import GegeError

LOCALES = ("zh", "en")
CHOSEN_BY = 100
"""No word that a text takes its form from is longer than these characters."""

_HERE = Path(__file__).parent
_WHEEL = _HERE / "messages"
FOLDER = _WHEEL if _WHEEL.is_dir() else _HERE.parent / "messages"


class TextError(GegeError):
    """A key that does not exist, or a parameter that was not given."""


class Safe(str):
    """HTML already: words of ours, or users' words that have been escaped."""

    __slots__ = ()


class Words:
    """The words of one language; whatever is wrong with them raises TextError."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        # Isolation marks would stand as odd characters in copied numbers and names.
        self._bundle = FluentBundle([locale], use_isolating=False)
        for path in _files(locale):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

    def __call__(self, key: str, **params: str | int) -> Safe:
        """Return HTML: every text among the params is escaped here unless it is Safe."""
        return Safe(self._format(key, {name: _html(value) for name, value in params.items()}))

    def plain(self, key: str, **params: str | int) -> str:
        """Return text without markup, for button labels and the answers to presses."""
        return self._format(key, params)

    def _format(self, key: str, params: dict[str, Any]) -> str:
        entry, _, attribute = key.partition(".")
        if not self._bundle.has_message(entry):
            raise TextError(f"{self.locale}: no text {key!r}")
        message = self._bundle.get_message(entry)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise TextError(f"{self.locale}: {key} has no value")
        given = {name: _given(name, value) for name, value in params.items()}
        text, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise TextError(f"{self.locale}: {key}: {errors[0]}")
        said = str(text)
        for name, value in params.items():
            said = said.replace(_stand_in(name), str(value))
        return said


@cache
def get_words(locale: str) -> Words:
    """Return the words of a language of `LOCALES`; others raise TextError."""
    if locale not in LOCALES:
        raise TextError(f"no texts in {locale!r}, only in {', '.join(LOCALES)}")
    return Words(locale)


def escaped(text: str) -> Safe:
    """Return a user's text as HTML; what is Safe already stays as it is."""
    return text if isinstance(text, Safe) else Safe(escape(text))


def _html(value: str | int) -> str | int:
    return escaped(value) if isinstance(value, str) else value


def _given(name: str, value: str | int) -> object:
    """Keep case numbers free of thousands separators; plural forms still see a number."""
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    return _stand_in(name) if len(value) > CHOSEN_BY else value


def _stand_in(name: str) -> str:
    """Return what stands for a long text while Fluent works: it refuses more than 2,500 characters.

    U+FDD0 is reserved for such uses inside a program.
    """
    return f"\ufdd0{name}\ufdd0"


def _files(locale: str) -> list[Path]:
    return sorted((FOLDER / locale).glob("*.ftl"))


# What the check compares

MADE_UP = (
    "ack-",
    "button-adjust-",
    "button-new-",
    "call-",
    "runs-",
    "button-notice-",
    "notice-lacks-",
    "category-",
    "coverage-",
    "gathering-type-",
    "headline-",
    "label-",
    "level-",
    "matter-",
    "menu-",
    "missing-",
    "moved-",
    "news-",
    "notice-did-",
    "notice-each-",
    "notice-every-",
    "notice-for-",
    "notice-late-",
    "notice-state-",
    "notice-why-",
    "outcome-",
    "plan-wants-",
    "rated-",
    "refusal-",
    "relation-",
    "result-",
    "role-",
    "state-",
    "step-",
    "theme-",
    "toast-",
    "trouble-",
    "verified-",
    "why-off-",
    "truth-",
)
"""Beginnings of keys that are put together from words of the domain."""


class _Names(Visitor):
    """Collects the parameters a message takes."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - Fluent's name
        self.names.add(node.id.name)


@cache
def problems() -> tuple[str, ...]:
    """Return what is wrong with the messages, one line each."""
    found: list[str] = []
    read = {locale: _read(locale, found) for locale in LOCALES}
    first, *others = LOCALES
    for locale in others:
        found += _differences(first, read[first], locale, read[locale])
    used = set(_literals())
    for key in read[first]:
        if key not in used and not key.startswith(MADE_UP):
            found.append(f"{key}: no code uses it")
    wanted = {word for word in used if re.fullmatch(r"refusal-[a-z-]+[a-z]", word)}
    found += [
        f"{key}: the code refuses with it, messages lack it" for key in wanted - set(read[first])
    ]
    return tuple(found)


def _read(locale: str, found: list[str]) -> dict[str, set[str]]:
    """Return the parameters of every message, adding to `found` what could not be read."""
    messages: dict[str, set[str]] = {}
    for path in _files(locale):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Junk):
                found.append(
                    f"{locale}/{path.name}: not Fluent: {(entry.content or '').strip()[:60]!r}"
                )
            if not isinstance(entry, Message):
                continue
            if entry.id.name in messages:
                found.append(f"{locale}/{path.name}: {entry.id.name} is there twice")
            for attribute in entry.attributes:
                messages[f"{entry.id.name}.{attribute.id.name}"] = _names(attribute)
            messages[entry.id.name] = _names(entry)
    return messages


def _names(entry: Message | Attribute) -> set[str]:
    names = _Names()
    names.visit(entry)
    return names.names


def _differences(
    one: str, ones: dict[str, set[str]], other: str, others: dict[str, set[str]]
) -> Iterator[str]:
    for key in sorted(ones.keys() | others.keys()):
        if key not in others or key not in ones:
            yield f"{key}: missing in {one if key not in ones else other}"
        elif ones[key] != others[key]:
            yield f"{key}: {one} takes {sorted(ones[key])}, {other} takes {sorted(others[key])}"


def _literals() -> Iterator[str]:
    for path in _HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _main(arguments: list[str]) -> int:
    if arguments != ["--check"]:
        sys.stderr.write("usage: python -m bot.texts --check\n")
        return 2
    wrong = problems()
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))

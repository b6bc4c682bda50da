"""The page that shows every message of the product, in every language, as people see it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from aiogram.types import ReplyKeyboardMarkup
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message as Entry
from fluent.syntax.ast import VariableReference
from fluent.syntax.visitor import Visitor

from bot.domain.kinds import Outcome
from bot.domain.themes import Theme
from bot.texts import FOLDER, LOCALES, Safe, Words, get_words
from bot.views import toasts
from bot.views.message import Made, Message, Reader
from tests.docs import gatherings, guardians, notices, operators, private, residents, workers
from tests.docs.block import block
from tests.docs.samples import Sample
from tests.docs.values import CHILD, DISPUTE, GAS, LIGHT, ended, waiting
from tests.views.html import parsed
from tests.views.samples import ZONE

INTRODUCTION = """\
# Every message

Made by `make docs` from the views, with invented people and the 2nd of July: change `messages/`, `bot/views` or the samples in `tests/docs`, not this page.

A row in brackets is a row of buttons; ↗ opens the private chat; ⌨ stands where one writes. Users' words stay as they were written, in every language.
The name under a title is the view that says it; Chinese stands first, then English.
"""

TOASTS = """\
A few words over the chat, gone after seconds; 查看进展 answers the same way.
"""

REFUSALS = """\
Under a press it is an alert that only the presser sees; a message is answered by one line in private.
"""

REST = """\
What messages are put together from, as far as no example above has said it. The themes of the safety calendar stand on [a page of their own](themes.md).
"""

GIVEN: dict[str, str | int] = {
    "at": "10:42",
    "audience": "residents",
    "by": "小张",
    "code": "YX-A11",
    "count": 3,
    "number": 1001,
    "who": "小张",
    "what": "寻找5岁男孩 · 冒水凼路口",
}
"""Values for the sentences of the tables; what is not here stands as `{ $name }`."""


@dataclass(frozen=True)
class Section:
    """The messages of one circle of readers."""

    title: str
    samples: list[Sample]


def _section(module: ModuleType) -> Section:
    return Section(module.TITLE, module.SAMPLES)


SECTIONS = [
    _section(module)
    for module in (residents, private, guardians, workers, notices, gatherings, operators)
]


class _Heard(Words):
    """Words that remember what was said."""

    def __init__(self, locale: str) -> None:
        super().__init__(locale)
        self.said: set[str] = set()

    def __call__(self, key: str, **params: str | int) -> Safe:
        self.said.add(key)
        return super().__call__(key, **params)

    def plain(self, key: str, **params: str | int) -> str:
        self.said.add(key)
        return super().plain(key, **params)


def page() -> str:
    """Return docs/messages.md."""
    readers = {locale: Reader(_Heard(locale), ZONE, "GegeBot") for locale in LOCALES}
    parts = [INTRODUCTION]
    for section in SECTIONS:
        parts += [f"## {section.title}\n", *(_shown(sample, readers) for sample in section.samples)]
    parts += ["## 按下按钮 · After a press\n", TOASTS, _table(_said_in("toasts.ftl"))]
    parts += ["### 查看进展\n", *(block(_progress(reader)) for reader in readers.values())]
    parts += ["## 不能照办 · Refusals\n", REFUSALS, _table(_said_in("refusals.ftl"))]
    parts += ["## 菜单 · The menu of commands\n", _table(_said_in("menu.ftl"))]
    parts += ["## 其他的词 · Other words\n", REST, _table(_unsaid(readers.values()))]
    return "\n".join(parts)


# Examples


def _shown(sample: Sample, readers: dict[str, Reader]) -> str:
    said = {locale: sample.messages(reader) for locale, reader in readers.items()}
    head = f"### {sample.title}\n\n`{sample.name}`{_with(next(iter(said.values()))[0])}\n"
    blocks = [block(_lines(message)) for messages in said.values() for message in messages]
    return "\n".join([head, *blocks])


def _with(message: Message) -> str:
    """Say what else than words a message brings."""
    if message.file is not None:
        return " · with a file"
    if isinstance(message.picture, Made):
        return " · with a picture that is made for it"
    whose = "the theme's" if isinstance(message.picture, Theme) else "our neutral"
    return f" · with {whose} picture" if message.picture else ""


def _lines(message: Message) -> list[str]:
    """Return a message as a person sees it: lines of text, then rows of buttons."""
    rows = message.keyboard.inline_keyboard if message.keyboard else []
    labels = [[f"{key.text} ↗" if key.url else key.text for key in row] for row in rows]
    buttons = [f"[{'] ['.join(row)}]" for row in labels]
    return [*parsed(message.text).text.split("\n"), *buttons, *_keys(message)]


def _keys(message: Message) -> Iterator[str]:
    """Yield the rows that stand where one writes."""
    if isinstance(message.reply_keys, ReplyKeyboardMarkup):
        for row in message.reply_keys.keyboard:
            yield f"⌨ [{'] ['.join(key.text for key in row)}]"


def _progress(reader: Reader) -> list[str]:
    cases = [CHILD, waiting(CHILD), GAS, DISPUTE]
    return [
        *(toasts.progress_toast(facts, reader) for facts in cases),
        toasts.progress_toast(LIGHT, reader, "小张"),
        toasts.progress_toast(ended(LIGHT, Outcome.REPAIRED), reader),
    ]


# Tables


class _Names(Visitor):
    """Collects the parameters that a text takes."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - Fluent's name
        self.names.add(node.id.name)


def _entries(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield the keys of a file with the parameters that each takes."""
    for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
        if isinstance(entry, Entry):
            names = _Names()
            names.visit(entry)
            yield entry.id.name, names.names


def _said_in(file: str) -> Iterator[tuple[str, ...]]:
    for key, names in _entries(FOLDER / LOCALES[0] / file):
        yield _row(key, names)


def _unsaid(readers: Iterable[Reader]) -> Iterator[tuple[str, ...]]:
    said = {key for reader in readers for key in _heard(reader)}
    for path in sorted((FOLDER / LOCALES[0]).glob("*.ftl")):
        if path.name not in {"toasts.ftl", "refusals.ftl", "menu.ftl", "themes.ftl"}:
            yield from (_row(key, names) for key, names in _entries(path) if key not in said)


def _heard(reader: Reader) -> set[str]:
    assert isinstance(reader.words, _Heard)
    return reader.words.said


def _row(key: str, names: Iterable[str]) -> tuple[str, ...]:
    given = {name: GIVEN.get(name, f"{{ ${name} }}") for name in names}
    said = [get_words(locale).plain(key, **given) for locale in LOCALES]
    return (f"`{key}`", *(" ".join(text.split()).replace("|", "\\|") for text in said))


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = [("key", "中文", "English"), ("---", "---", "---"), *rows]
    return "\n".join([f"| {' | '.join(line)} |" for line in lines] + [""])

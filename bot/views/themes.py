"""The themes of the safety calendar: short in the group, long in private, with questions."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.domain.alerts import Level
from bot.domain.themes import ANSWERS, Theme, ThemeNotice, ThemeTalk
from bot.texts import LOCALES, Safe, get_words
from bot.views.keyboard import keyboard
from bot.views.layout import bold, head, lines
from bot.views.message import Message, Reader
from bot.views.wording import DOTS


@dataclass(frozen=True)
class Question:
    """One question of a quiz, in plain text, as a poll takes it."""

    asked: str
    options: tuple[str, ...]
    right: int
    """Counted from 0."""
    why: str


def theme_notice(card: ThemeNotice, reader: Reader) -> Message:
    """In the group: a first line that stands alone, a few more, and the way to the rest."""
    first, *rest = reader.words(f"theme-{card.theme}.short").splitlines()
    title = head(reader, f"{DOTS[Level.BLUE]} {first}")
    label, way = reader.words.plain("button-theme-more"), reader.link(f"theme_{card.theme}")
    return Message(lines(title, *rest), keyboard([InlineKeyboardButton(text=label, url=way)]))


def theme_talk(card: ThemeTalk, reader: Reader) -> Message:
    """In private: what helps beforehand, and what to do when it has happened, under its picture."""
    sections = reader.words(f"theme-{card.theme}.long").split("\n\n")
    title = head(reader, theme_title(card.theme, reader))
    return Message("\n\n".join([title, *map(_headed, sections)]), picture=card.theme)


def _headed(section: str) -> str:
    """Return a heading with the points under it; a last word has none."""
    heading, *points = section.split("\n")
    return lines(bold(Safe(heading)), *points) if points else heading


def theme_title(theme: Theme, reader: Reader) -> str:
    """Return what a theme is called; plain text."""
    return reader.words.plain(f"theme-{theme}")


def names(theme: Theme) -> set[str]:
    """Return what a theme is called, in every language, in small letters."""
    return {get_words(locale).plain(f"theme-{theme}").lower() for locale in LOCALES}


def quiz(theme: Theme, reader: Reader) -> tuple[Question, ...]:
    """Return a theme's questions, in the order in which they are asked."""
    return tuple(
        _question(reader.words.plain(f"theme-{theme}.quiz-{nth}"), right)
        for nth, right in enumerate(ANSWERS[theme], start=1)
    )


def _question(text: str, right: int) -> Question:
    asked, *options, why = text.splitlines()
    return Question(asked, tuple(options), right, why)

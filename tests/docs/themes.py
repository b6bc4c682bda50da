"""The page on the safety calendar: every theme with its picture, its words and its days."""

from collections.abc import Iterator

from bot.domain.grid import Audience
from bot.domain.themes import PLAN, Theme, ThemeNotice, ThemeTalk
from bot.texts import LOCALES, Words, get_words
from bot.views import pictures, themes
from bot.views.anchors import why
from bot.views.message import Message
from tests.docs.block import block
from tests.views.html import parsed
from tests.views.samples import reader

INTRODUCTION = """\
# The safety calendar

Made by `make docs` from `messages/*/themes.ftl` and the plan in `bot/domain/themes.py`: change those, not this page.
Each theme stands here as the group reads it, then as one reads it in private under its picture, then with its questions: ✓ is the right answer, the last line what is said after it. Chinese stands first, then English.
`gege calendar --year 2027` prints on which days of a year each is due. Nobody hears more than one of them a day or two in seven days: what finds its day taken comes a little later.
"""


def page() -> str:
    """Return docs/themes.md."""
    return "\n".join([INTRODUCTION, *(part for theme in Theme for part in _shown(theme))])


def _shown(theme: Theme) -> Iterator[str]:
    chinese, english = (get_words(locale).plain(f"theme-{theme}") for locale in LOCALES)
    picture = f"../bot/views/pictures/themes/{pictures.path(theme).name}"
    yield f'## {chinese} · {english}\n\n<img src="{picture}" width="240" alt="">\n'
    for audience in (Audience.RESIDENTS, Audience.BUSINESS):
        if days := "; ".join(_days(theme, audience, get_words("en"))):
            yield f"{audience.value}: {days}\n"
    for locale in LOCALES:
        yield block(_lines(themes.theme_notice(ThemeNotice(theme), reader(locale))))
        yield block(_lines(themes.theme_talk(ThemeTalk(theme), reader(locale))))
        yield block(_asked(theme, locale))


def _days(theme: Theme, audience: Audience, words: Words) -> Iterator[str]:
    for line in PLAN:
        if theme in line.themes and audience in line.audiences:
            turns = f", one of {len(line.themes)} in turn" if len(line.themes) > 1 else ""
            yield f"{why(line.anchor, words)}, {line.at:%H:%M}{turns}"


def _lines(message: Message) -> list[str]:
    return parsed(message.text).text.split("\n")


def _asked(theme: Theme, locale: str) -> Iterator[str]:
    for question in themes.quiz(theme, reader(locale)):
        yield question.asked
        for nth, option in enumerate(question.options):
            yield f"{'✓' if nth == question.right else '○'} {option}"
        yield f"→ {question.why}"

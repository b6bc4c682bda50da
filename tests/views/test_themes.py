"""The themes: every one is said whole in every language, and fits where it goes."""

from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from bot.domain.themes import Theme, ThemeNotice, ThemeTalk
from bot.texts import LOCALES
from bot.views import pictures
from bot.views.layout import FIRST_LINE, units
from bot.views.message import Message
from bot.views.themes import quiz, theme_notice, theme_talk
from tests.views.html import parsed
from tests.views.samples import reader

EVERY = [(theme, locale) for theme in Theme for locale in LOCALES]
SHORT = {"zh": 120, "en": 320}
LONG = 900
"""A caption of Telegram's takes 1,024."""
PICTURE_BYTES = 20_000
QUESTION, OPTION, WHY = 300, 100, 200
"""What a poll of Telegram's takes."""


def text(message: Message) -> str:
    return parsed(message.text).text


@pytest.mark.parametrize(("theme", "locale"), EVERY)
def test_the_group_reads_a_few_lines(theme: Theme, locale: str) -> None:
    """The first line is whole in a notification; the last one says what to do today."""
    message = theme_notice(ThemeNotice(theme), reader(locale))
    first, *rest = text(message).splitlines()

    assert units(first) <= FIRST_LINE[locale]
    assert not first.endswith("…")
    assert len(rest) in {2, 3}
    assert rest[-1].startswith({"zh": "今天：", "en": "Today: "}[locale])
    assert len(text(message)) <= SHORT[locale]


def test_the_rest_is_one_tap_away() -> None:
    """Telegram's payload takes letters, digits, _ and -."""
    message = theme_notice(ThemeNotice(Theme.DROWNING), reader())

    assert message.keyboard is not None
    ((more,),) = message.keyboard.inline_keyboard
    assert more.url is not None
    assert parse_qs(urlsplit(more.url).query)["start"] == ["theme_drowning"]


@pytest.mark.parametrize(("theme", "locale"), EVERY)
def test_in_private_one_reads_the_whole(theme: Theme, locale: str) -> None:
    """Headings with points under each, and maybe a last word, short enough for a caption."""
    message = theme_talk(ThemeTalk(theme), reader(locale))
    title, *sections = text(message).split("\n\n")

    assert message.picture is theme
    assert units(title) <= FIRST_LINE[locale]
    assert len(sections) >= 2
    for section in sections:
        heading, *points = section.splitlines()
        assert not heading.startswith("·")
        assert points or section is sections[-1]
        assert all(point.startswith("· ") for point in points)
    assert len(text(message)) <= LONG


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_has_a_picture(theme: Theme) -> None:
    """Of one size, and small: ten thousand people may look at it."""
    path = pictures.path(theme)

    assert path.stat().st_size <= PICTURE_BYTES
    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("PNG", (800, 600))


@pytest.mark.parametrize("theme", Theme)
def test_the_languages_say_the_same(theme: Theme) -> None:
    """As many sections with as many points in each."""
    talks = [text(theme_talk(ThemeTalk(theme), reader(locale))) for locale in LOCALES]
    one, other = ([len(part.splitlines()) for part in talk.split("\n\n")] for talk in talks)

    assert one == other


@pytest.mark.parametrize(("theme", "locale"), EVERY)
def test_three_questions_fit_a_poll(theme: Theme, locale: str) -> None:
    questions = quiz(theme, reader(locale))

    assert len(questions) == 3
    for question in questions:
        assert 0 < len(question.asked) <= QUESTION
        assert len(set(question.options)) == 3
        assert all(0 < len(option) <= OPTION for option in question.options)
        assert question.right in range(3)
        assert 0 < len(question.why) <= WHY

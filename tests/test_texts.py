"""The words: complete in every language, escaped once, never silently wrong."""

import pytest

from bot.texts import LOCALES, Safe, TextError, Words, escaped, get_words, problems


def test_the_languages_say_the_same_and_every_text_is_used() -> None:
    """What `make check` runs."""
    assert not problems()


@pytest.mark.parametrize("locale", LOCALES)
def test_users_words_are_escaped_and_ours_are_not(locale: str) -> None:
    words = get_words(locale)

    assert "&lt;b&gt;&amp;&quot;" in words("quote", text='<b>&"')
    assert "<b>" in words("quote", text=Safe("<b>"))
    assert '<b>&"' in words.plain("quote", text='<b>&"')


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("key", "params"),
    [
        ("claim-over", {"number": 1001}),
        ("remind-at-night", {"time": "7月2日 21:30"}),
        ("why-no-more-days", {"number": 1001}),
    ],
)
def test_what_is_read_on_a_locked_screen_is_short(
    locale: str, key: str, params: dict[str, int | str]
) -> None:
    """The first line, which is all that a notification shows, has thirty characters."""
    assert len(get_words(locale).plain(key, **params).splitlines()[0]) <= 30


def test_what_was_escaped_is_not_escaped_again() -> None:
    """A text put into another text stays as it is."""
    once = escaped("<")

    assert escaped(once) == once
    assert get_words("zh")("label-place", value=get_words("zh")("quote", text="<")) == (
        "地点：“&lt;”"
    )


@pytest.mark.parametrize(
    ("key", "params"),
    [
        ("no-such-text", {}),
        ("number", {}),
        ("number", {"numbr": 1}),
        ("number.short", {}),
    ],
)
def test_a_wrong_key_or_a_missing_parameter_raises(key: str, params: dict[str, int]) -> None:
    """No {$number} ever reaches a group."""
    with pytest.raises(TextError):
        get_words("zh")(key, **params)


def test_an_unknown_language_raises() -> None:
    with pytest.raises(TextError, match="zh, en"):
        get_words("fr")


def test_case_numbers_have_no_separators_and_english_counts() -> None:
    words = get_words("en")

    assert words("number", number=1234567) == "No. 1234567"
    assert words("reporter-clues", clues=1) == "1 clue"
    assert words("reporter-clues", clues=1200) == "1200 clues"


@pytest.mark.parametrize("length", [100, 101, 4000])
def test_long_texts_are_said_whole(length: int) -> None:
    """fluent.runtime itself refuses parts of more than 2,500 characters."""
    assert len(get_words("zh").plain("quote", text="灯" * length)) == length + 2


def test_braces_are_words_like_any_other() -> None:
    """Users can't reach into the messages."""
    text = "{ $number } { number } {"

    assert get_words("zh").plain("quote", text=text) == f"“{text}”"


def test_words_are_read_once() -> None:
    assert get_words("zh") is get_words("zh")
    assert isinstance(get_words("zh"), Words)

"""Every card, in every language, whatever people have written into it."""

import json
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings

from bot.domain.alert_cards import AlertPost, AllClear, Preview
from bot.domain.boards import Watch
from bot.domain.cards import Facts, StaffCard
from bot.domain.match_cards import SamePerson
from bot.domain.notices import NoticePost
from bot.domain.posts import Card, decode, encode
from bot.domain.themes import ThemeTalk
from bot.texts import LOCALES
from bot.views.posts import VIEWS, render, show
from tests.views import hostile
from tests.views.html import length, parsed
from tests.views.samples import CHILD, LIGHT, at, reader, step

CARDS = get_args(Card)
WITH_PICTURE = {AllClear, AlertPost, NoticePost, Preview, SamePerson, StaffCard, ThemeTalk, Watch}
CAPTION = 1024
TEXT = 4096
BUTTON_ROWS = 8


def test_every_card_has_a_view() -> None:
    """What a service may store, delivery can render."""
    assert set(VIEWS) == set(CARDS)


@pytest.mark.parametrize("card_type", CARDS, ids=lambda card: card.__name__)
def test_any_words_make_a_message_that_telegram_takes(card_type: type[Any]) -> None:
    """Hostile, endless or empty words: the HTML is whole, the length within Telegram's limit."""

    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(hostile.cards(card_type))
    def check(card: Any) -> None:  # noqa: ANN401 - of any type
        for locale in LOCALES:
            message = show(card, reader(locale))
            assert parsed(message.text).text.strip()
            assert length(message.text) <= (CAPTION if _has_picture(card) else TEXT)
            rows = message.keyboard.inline_keyboard if message.keyboard else []
            assert len(rows) <= BUTTON_ROWS
            assert all(1 <= len(row) <= 2 for row in rows)

    check()


def _has_picture(card: Any) -> bool:  # noqa: ANN401 - of any type
    """Whether a picture may go with it: without a photo the words of staff stand whole."""
    facts = getattr(getattr(card, "alert", card), "facts", None)
    whole = isinstance(facts, Facts) and facts.notice and not facts.has_photo
    return type(card) in WITH_PICTURE and not whole


@pytest.mark.parametrize("card_type", CARDS, ids=lambda card: card.__name__)
def test_cards_survive_being_stored(card_type: type[Any]) -> None:
    """A card taken apart, kept as JSON and put together again is the same card."""

    @settings(
        max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(hostile.cards(card_type))
    def check(card: Any) -> None:  # noqa: ANN401 - of any type
        view, params = encode(card)
        assert decode(view, json.loads(json.dumps(params))) == card

    check()


def test_a_stored_card_reads_in_the_language_of_the_chat() -> None:
    """The same post is Chinese in one group and English in another."""
    view, params = encode(StaffCard(LIGHT, alert_out=False, last=step("claim", "小张")))

    assert "10:42 小张 已认领" in render(view, params, reader("zh")).text
    assert "10:42 小张: claimed" in render(view, params, reader("en")).text


def test_full_name_and_dates_fit_a_caption_in_the_worst_ordinary_case() -> None:
    """All fields at their longest leave room in a photo's caption."""
    alert = AlertPost(CHILD, True, "028-" + "8" * 30, at("10:20"), at("10:20"))  # noqa: FBT003

    assert length(show(alert, reader("en")).text) <= CAPTION

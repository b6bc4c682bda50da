"""What somebody reads who has signed up."""

import re
from dataclasses import replace

import pytest

from bot.domain.gathering_cards import GatheringNews, News
from bot.domain.gatherings import GatheringState
from bot.views.signing_up import gathering_news
from tests.docs.gatherings import CPR
from tests.views.samples import reader

_SPOKEN_OF = re.compile("点“(.+?)”")


@pytest.mark.parametrize("state", [GatheringState.PLANNED, GatheringState.OVER])
@pytest.mark.parametrize("named", [None, "", "林晓芸"])
@pytest.mark.parametrize("what", News)
def test_words_speak_of_no_button_that_is_gone(
    what: News, named: str | None, state: GatheringState
) -> None:
    said = gathering_news(GatheringNews(what, replace(CPR, state=state), named=named), reader())
    rows = said.keyboard.inline_keyboard if said.keyboard else []
    buttons = {button.text for row in rows for button in row}
    assert set(_SPOKEN_OF.findall(str(said.text))) <= buttons

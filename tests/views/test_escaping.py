"""Every view, every template: what people have written is never markup."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import ModuleType
from typing import Any

import pytest

from bot.texts import LOCALES, Safe
from tests.docs import gatherings, guardians, notices, operators, private, residents, workers
from tests.docs.samples import Sample
from tests.views.html import parsed
from tests.views.samples import reader

PAGES = (gatherings, guardians, notices, operators, private, residents, workers)
EVIL = "<i>&\"'</b>&lt;"


def hostile(value: Any) -> Any:  # noqa: ANN401 - any value of a sample
    """Return a sample's value with markup behind all that somebody wrote; our own words stay."""
    if isinstance(value, Enum | Safe):
        return value
    if isinstance(value, str):
        return value if value.isascii() else value + EVIL
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{one.name: hostile(getattr(value, one.name)) for one in fields(value) if one.init},
        )
    if isinstance(value, Mapping):
        return {key: hostile(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(map(hostile, value)) if type(value) in {tuple, list} else value
    return value


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__.rpartition(".")[2])
def test_no_view_lets_markup_through(page: ModuleType, locale: str) -> None:
    """Whole HTML, our own tags only; every view has a sample (tests/docs)."""
    samples: list[Sample] = page.SAMPLES
    for one in samples:
        evil = Sample(one.title, one.view, hostile(one.given))
        for message in evil.messages(reader(locale)):
            parsed(message.text)

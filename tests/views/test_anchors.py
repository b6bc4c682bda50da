"""Why a reminder comes on its day, in words."""

import pytest

from bot.domain.almanac import (
    Anchor,
    BeforeHoliday,
    ByMoon,
    BySun,
    Feast,
    Fixed,
    Holiday,
    NthWeekday,
    SeasonBegins,
    SeasonEnds,
    Term,
    Weekly,
)
from bot.domain.seasons import Season
from bot.domain.themes import PLAN
from bot.texts import LOCALES, get_words
from bot.views.anchors import why


@pytest.mark.parametrize(
    ("anchor", "chinese", "english"),
    [
        (Fixed(11, 9), "11月9日", "9 November"),
        (NthWeekday(9, 0, 3), "9月第 3 个周一", "third Monday of September"),
        (NthWeekday(3, 0, -1), "3月最后一个周一", "last Monday of March"),
        (ByMoon(Feast.LITTLE_NEW_YEAR), "腊月廿三", "Little New Year"),
        (ByMoon(Feast.SPRING_FESTIVAL, 3), "正月初一后 3 天", "3 days after Spring Festival"),
        (BySun(Term.MINOR_HEAT), "小暑", "Minor Heat"),
        (
            BeforeHoliday(Holiday.NATIONAL_DAY, 2),
            "国庆放假前 2 天",
            "2 days before the National Day holiday",
        ),
        (
            SeasonBegins(Season.FLOOD, -3),
            "汛期开始前 3 天",
            "3 days before the first day of the flood season",
        ),
        (
            SeasonEnds(Season.SUMMER_BREAK, 4),
            "暑假结束前 4 天",
            "4 days before the last day of the summer break",
        ),
        (
            Weekly(Season.SUMMER_BREAK, 4),
            "暑假，每个周五",
            "every Friday of the summer break",
        ),
        (
            Weekly(Season.FLOOD, 1, every=3),
            "汛期，每 3 周的周二",
            "every third Tuesday of the flood season",
        ),
    ],
)
def test_why(anchor: Anchor, chinese: str, english: str) -> None:
    assert why(anchor, get_words("zh")) == chinese
    assert why(anchor, get_words("en")) == english


@pytest.mark.parametrize("locale", LOCALES)
def test_all_of_the_plan_has_words(locale: str) -> None:
    assert all(why(line.anchor, get_words(locale)) for line in PLAN)

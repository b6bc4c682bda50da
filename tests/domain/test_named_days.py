"""Which day a text is about."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ahead.named import Named, named_day

THURSDAY = date(2026, 7, 2)

TEXTS = {
    "明天上午停水": Named("明天", date(2026, 7, 3), 1),
    "今晚断电，请备好手电": Named("今晚", THURSDAY, 0),
    "7月5日停电": Named("7月5日", date(2026, 7, 5)),
    "7月3日到7月10日修路": Named("7月10日", date(2026, 7, 10)),
    "周三体检，带身份证": Named("周三", date(2026, 7, 8)),
    "下周三体检": Named("下周三", date(2026, 7, 8)),
    "No water tomorrow": Named("tomorrow", date(2026, 7, 3), 1),
    "每周三体检": None,
    "明儿上午停水": Named("明儿", date(2026, 7, 3), 1),
    "做文明儿童": None,
    "昨天停水的原因": None,
    "6月30日的会说了什么": None,
    "请把楼道收拾干净": None,
    "24/7 有人值班": None,
    "7月10日（周五）停电": Named("7月10日（周五）", date(2026, 7, 10)),
    "No water on 14 December": Named("14 December", date(2026, 12, 14)),
    "No water on 5/7": None,
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_last_day_that_is_named(text: str) -> None:
    assert named_day(text, THURSDAY, ZoneInfo("Asia/Shanghai")) == TEXTS[text]

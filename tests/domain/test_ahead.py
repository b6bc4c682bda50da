"""When something will be, as people write it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ahead.anywhere import read_time
from bot.domain.ahead.beginning import Ahead, NoSuchDay, NoSuchHour, read_ahead
from bot.domain.ahead.days import read_span
from bot.errors import Unfit

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 2, 10, 20, tzinfo=ZONE)
"""A Thursday morning."""

SAID = [
    ("明早8点 明天停水", "2026-07-03 08:00", "明天停水"),
    ("今晚7点半在活动室开展急救培训 30人", "2026-07-02 19:30", "在活动室开展急救培训 30人"),
    ("7月5日 9:30", "2026-07-05 09:30", ""),
    ("7/5 21:05，停电", "2026-07-05 21:05", "停电"),
    ("周六下午3点半", "2026-07-04 15:30", ""),
    ("星期四9点", "2026-07-02 09:00", ""),
    ("下周一 9点一刻", "2026-07-06 09:15", ""),
    ("后天中午12点 聚餐", "2026-07-04 12:00", "聚餐"),
    ("中午1点", "2026-07-02 13:00", ""),
    ("大后天9点", "2026-07-05 09:00", ""),
    ("15号上午", "2026-07-15 09:00", ""),
    ("1号8点", "2026-08-01 08:00", ""),
    ("明晚", "2026-07-03 19:00", ""),
    ("明儿下午3点 停水", "2026-07-03 15:00", "停水"),
    ("5 July 9:30 lift maintenance", "2026-07-05 09:30", "lift maintenance"),
    ("July 5th, 9am lift", "2026-07-05 09:00", "lift"),
    ("三天后上午9点 停水", "2026-07-05 09:00", "停水"),
    ("后儿个8点 停水", "2026-07-04 08:00", "停水"),
    ("8点 停水", "2026-07-03 08:00", "停水"),
    ("十一点 停水", "2026-07-02 11:00", "停水"),
    ("1月5日8点", "2027-01-05 08:00", ""),
    ("7月1日8点", "2026-07-01 08:00", ""),
    ("今天8点", "2026-07-02 08:00", ""),
    ("2027年1月1日 10点", "2027-01-01 10:00", ""),
    ("tomorrow 8am water is off", "2026-07-03 08:00", "water is off"),
    ("tonight at 7:30 pm", "2026-07-02 19:30", ""),
    ("现在 停水", "2026-07-02 10:20", "停水"),
    ("7月5日", "2026-07-05 00:00", ""),
    ("昨天上午9点 停水", "2026-07-01 09:00", "停水"),
    ("前天8点 停水", "2026-06-30 08:00", "停水"),
    ("昨晚8点 停水", "2026-07-01 20:00", "停水"),
    ("yesterday 9am water off", "2026-07-01 09:00", "water off"),
    ("今天午后3点 停水", "2026-07-02 15:00", "停水"),
    ("明年5月12日上午10点 演练", "2027-05-12 10:00", "演练"),
    ("7.10下午2:30 停水", "2026-07-10 14:30", "停水"),
    ("下个月5号9点 停水", "2026-08-05 09:00", "停水"),
    ("两周后9点 停水", "2026-07-16 09:00", "停水"),
    ("the day after tomorrow 9am lift", "2026-07-04 09:00", "lift"),
    ("周日（7月5日）9:30 停水", "2026-07-05 09:30", "停水"),
    ("7-5 9:30 停水", "2026-07-05 09:30", "停水"),
    ("7月5日（周日）9:30 停水", "2026-07-05 09:30", "停水"),
    ("5号 周日 9:30 停水", "2026-07-05 09:30", "停水"),
    ("9am on 5 July: no water", "2026-07-05 09:00", "no water"),
    ("on Friday at 9am no water on 14 December", "2026-07-03 09:00", "no water on 14 December"),
    ("next Friday 9am lift", "2026-07-10 09:00", "lift"),
    ("31/7 9:00 lift", "2026-07-31 09:00", "lift"),
    ("7/31/2026 9:00 lift", "2026-07-31 09:00", "lift"),
    ("Sept. 5, 2026 9:00 lift", "2026-09-05 09:00", "lift"),
]


@pytest.mark.parametrize(("text", "moment", "rest"), SAID)
def test_times_to_come(text: str, moment: str, rest: str) -> None:
    """What has passed is said, too: the one who asks refuses it."""
    said = read_ahead(text, NOW, ZONE)
    assert said is not None
    assert (f"{said.at:%Y-%m-%d %H:%M}", said.rest) == (moment, rest)


def test_what_of_it_was_said() -> None:
    """A part of the day has an hour of its own, and only a clock is a clock."""

    def of(text: str) -> tuple[bool, bool, bool]:
        said = read_ahead(text, NOW, ZONE)
        assert isinstance(said, Ahead)
        return said.has_day, said.has_hour, said.has_clock

    assert of("明天") == (True, False, False)
    assert of("明天上午") == (True, True, False)
    assert of("8点") == (False, True, True)


def test_what_comes_again() -> None:
    """From the next time on."""
    for text, at, every in (
        ("每周五 17:00 倒垃圾", "07-03 17:00", "weekly"),
        ("每周四9点", "07-09 09:00", "weekly"),
        ("每天8点", "07-03 08:00", "daily"),
        ("every Thursday 9am", "07-09 09:00", "weekly"),
        ("周五9点", "07-03 09:00", None),
    ):
        said = read_ahead(text, NOW, ZONE)
        assert said is not None
        assert (f"{said.at:%m-%d %H:%M}", said.every) == (at, every)


@pytest.mark.parametrize(
    "text", ["停水", "三号楼停水", "3号楼灯不亮", "", "   ", "100个人", "7.5元一份"]
)
def test_no_time_at_all(text: str) -> None:
    assert read_ahead(text, NOW, ZONE) is None


NO_DAYS = [
    *("4月31日8点", "2月29日 9点", "13月1日", "0月3日", "2026-02-30"),
    *("31 April 9am", "April 31st 9am", "the 31st of April", "31/4", "4/31/2027", "31.4.2027"),
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(NoSuchDay):
        read_ahead(text, NOW, ZONE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5/7 9:30 no water", "refusal-which-day"),
        ("9am on 5/7/2026 no water", "refusal-which-day"),
        ("7月5日周一9点 停水", "refusal-weekday"),
        ("下周三（7月9日）9点 停水", "refusal-weekday"),
        ("Mon 5 July 9am no water", "refusal-weekday"),
    ],
)
def test_a_day_that_may_be_another_is_none(text: str, said: str) -> None:
    """Some mean 5 July by 5/7, some 7 May; and whoever names the wrong weekday may mean either."""
    for read in (lambda: read_ahead(text, NOW, ZONE), lambda: read_time(text, NOW)):
        with pytest.raises(Unfit, match=said):
            read()


def test_a_day_of_which_we_do_not_know_the_date_is_asked_for() -> None:
    for day in ("除夕", "正月十五", "中秋节", "周末", "月底", "过几天", "每月5号", "next week "):
        with pytest.raises(Unfit, match="refusal-which-day"):
            read_ahead(f"{day}晚上8点 别放炮", NOW, ZONE)
    assert read_ahead("除夕别放炮", NOW, ZONE) is None


def test_how_long() -> None:
    spans = [read_span(words) for words in ("7 天", "两周", "一个星期", "30 days", "明天", "7")]
    assert spans == [7, 14, 7, 30, None, None]


def test_hours_that_do_not_exist() -> None:
    with pytest.raises(NoSuchHour):
        read_ahead("25点 停水", NOW, ZONE)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    try:
        said = read_ahead(text, NOW, ZONE)
    except (NoSuchDay, Unfit):
        return
    assert said is None or text.strip().endswith(said.rest) or said.rest in text

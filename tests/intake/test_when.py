"""When a person was last seen, as instants before the message."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.domain.intake import understand

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("刚才", "2026-11-22T15:00", "2026-11-22T15:30"),
        ("半小时前", "2026-11-22T14:52", "2026-11-22T15:07"),
        ("今早十点过", "2026-11-22T10:00", "2026-11-22T10:59"),
        ("昨晚", "2026-11-21T18:00", "2026-11-22T00:00"),
        ("11月3日下午两点", "2026-11-03T14:00", "2026-11-03T14:30"),
        ("12月24日", "2025-12-24T00:00", "2025-12-25T00:00"),
        ("昨天下午3点左右", "2026-11-21T14:30", "2026-11-21T15:30"),
        ("晚上八点", "2026-11-21T20:00", "2026-11-21T20:30"),
        ("三天前", "2026-11-18T21:30", "2026-11-20T09:30"),
        ("十来分钟前", "2026-11-22T15:15", "2026-11-22T15:25"),
        ("ten minutes ago", "2026-11-22T15:15", "2026-11-22T15:25"),
        ("20 min ago", "2026-11-22T15:05", "2026-11-22T15:15"),
        ("两个小时了", "2026-11-22T13:00", "2026-11-22T14:00"),
        ("周五", "2026-11-20T00:00", "2026-11-21T00:00"),
        ("半夜三点", "2026-11-22T03:00", "2026-11-22T03:30"),
        ("昨晚两点", "2026-11-22T02:00", "2026-11-22T02:30"),
        ("昨晚十二点", "2026-11-22T00:00", "2026-11-22T00:30"),
        ("半夜", "2026-11-21T22:00", "2026-11-22T06:00"),
        ("昨晚8点到10点之间", "2026-11-21T20:00", "2026-11-21T22:00"),
        ("昨晚11点到1点", "2026-11-21T23:00", "2026-11-22T01:00"),
        ("上午11点半至下午1点", "2026-11-22T11:30", "2026-11-22T13:00"),
    ],
)
def test_last_seen_is_always_in_the_past(words: str, start: str, end: str) -> None:
    """A time of day that has not come yet today was yesterday's; a date, last year's."""
    answer = understand(f"我儿子{words}在公园走丢了", now=NOW)

    assert answer.last_seen_time is not None
    assert [time[:16] for time in answer.last_seen_time] == [start, end]
    assert answer.person.last_seen_at == words


def test_what_was_not_eaten_in_the_morning_is_no_time_they_were_seen() -> None:
    """早上没吃药 says how they are, not when they went."""
    assert understand("他早上没吃药，有哮喘", now=NOW, known="lost_child").last_seen_time is None


def test_this_evening_is_not_last_night() -> None:
    """今晚, said in the afternoon, names no instant in the past."""
    assert understand("我妈今晚没回家", now=NOW).last_seen_time is None


def test_an_hour_without_am_or_pm_is_the_last_one_that_was() -> None:
    """Around 9 is this morning's at ten, and this evening's at eleven."""
    text = "My father left home around 9 and hasn't come back"
    late = NOW.replace(hour=22)

    told = [understand(text, now=now).last_seen_time for now in (NOW, late)]

    assert [time[0][11:16] for time in told if time] == ["09:00", "21:00"]


def test_without_the_time_of_the_message_no_instant_is_given() -> None:
    """刚才 means nothing by itself."""
    answer = understand("我儿子刚才不见了")

    assert answer.last_seen_time is None
    assert "last_seen_time" not in answer.as_json()


@pytest.mark.parametrize(
    "greeting", ["早上好", "晚上好各位", "各位下午好", "大家早", "早啊", "晚安"]
)
def test_a_greeting_is_no_hour(greeting: str) -> None:
    """It is the evening in which she writes, and not the one in which he was seen."""
    told = understand(f"{greeting}，我儿子刚才在小广场不见了", now=NOW)
    assert told.person.last_seen_at == "刚才"
    assert understand(f"{greeting}，我儿子在小广场不见了", now=NOW).last_seen_time is None


@pytest.mark.parametrize(
    ("words", "said"), [("早上好像在坝子耍", "早上"), ("晚上好多人在坝子", "晚上")]
)
def test_an_hour_that_reads_like_a_greeting_is_one(words: str, said: str) -> None:
    assert understand(f"我儿子{words}，就不见了", now=NOW).person.last_seen_at == said

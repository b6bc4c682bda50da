"""Settings: what each takes, and the one line that a wrong one gets."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.domain.policy import Policy, QuietHours
from bot.domain.seasons import MonthDay, Span
from bot.errors import SettingsError
from bot.settings import Settings, load
from bot.settings.values import Breaks, Escalation, Limit, Limits, Listen

LOCAL = "http://127.0.0.1:8081"


def settings(monkeypatch: pytest.MonkeyPatch, **env: str) -> Settings:
    for name, value in env.items():
        monkeypatch.setenv(f"GEGE_{name}", value)
    return load(env_file=None)


def minutes(*numbers: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=number) for number in numbers)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("BOT_TOKEN", "123:abc-DEF", "123:abc-DEF"),
        ("API_URL", f"{LOCAL}/", LOCAL),  # aiogram adds the slash
        ("PROXY", "socks5://u:p@h:1080", "socks5://u:p@h:1080"),
        ("PROXY", "", None),  # a template's empty line
        ("DATABASE_URL", "postgresql+psycopg://u@h/gege", "postgresql+psycopg://u@h/gege"),
        ("ADMINS", "11, 22,", frozenset({11, 22})),
        ("ADMINS", "", frozenset()),
        ("ALERT_RINGS", "0,0.05,5", minutes(0, 0.05, 5)),  # decimals, and fewer than four
        ("ESCALATION_MINUTES", "1,2,3", Escalation(minutes(1, 2, 3), minutes(1, 2, 3))),
        (
            "ESCALATION_MINUTES",
            "life=0.5,1; other=60",
            Escalation(minutes(0.5, 1), minutes(60)),
        ),
        (
            "ESCALATION_MINUTES",
            "ack=0",  # staff who don't answer are not told of above
            Escalation(minutes(3, 3, 3), minutes(120, 480, 1440), None),
        ),
        (
            "ESCALATION_MINUTES",
            "life=1",  # what is not named keeps its default
            Escalation(minutes(1), minutes(120, 480, 1440)),
        ),
        ("QUIET_HOURS", "22:30-07:15", QuietHours(time(22, 30), time(7, 15))),
        ("QUIET_HOURS", "", None),  # none
        ("CALENDAR", "off", False),
        ("FLOOD_SEASON", "4.15 - 10.31", Span(MonthDay(4, 15), MonthDay(10, 31))),
        ("SCHOOL_BREAKS", "", Breaks()),  # the winter break goes by the Spring Festival
        (
            "SCHOOL_BREAKS",
            "winter=12.25-2.29",  # over the end of the year; of a day that not every year has
            Breaks(winter=Span(MonthDay(12, 25), MonthDay(2, 29))),
        ),
        ("SEND_RATE", "1", 1.0),
        ("PAID_BROADCAST", "on", 1000),  # Stars a day
        ("PAID_BROADCAST", "off", 0),
        ("PAID_BROADCAST", "250", 250),
        (
            "LIMITS",
            "fold=6/5m,reports=10/h,open=5",  # what is not named has no limit
            Limits(
                fold=Limit(6, timedelta(minutes=5)),
                reports=Limit(10, timedelta(hours=1)),
                open=Limit(5),
            ),
        ),
        ("LIMITS", "", Limits()),  # none
        ("LISTEN", "[::1]:9000", Listen("::1", 9000)),
        ("RETENTION_DAYS", "", 30),  # empty is unset where it means nothing else
    ],
)
def test_reads(monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object) -> None:
    """Every setting comes out as the value that its text means."""
    read = settings(monkeypatch, **{name: text})

    assert getattr(read, name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("API_URL", "api.telegram.org"),  # no scheme
        ("OPINION_URL", "api.example.org/v1"),
        ("API_URL", "https://"),  # no host
        ("PROXY", "ftp://host:1080"),
        ("PROXY", "socks5://127.0.0.1"),  # there is no port that every proxy has
        ("PROXY", "socks5://127.0.0.1:99999"),
        (
            "PROXY",
            "socks5://127.0.0.1:1080  # from the mainland",
        ),  # systemd keeps what stands behind
        ("DATABASE_URL", "mysql://host/x"),
        ("ADMINS", "11,@mother"),
        ("ADMINS", "-11"),  # a group
        ("DUTY_PHONE", "none"),
        ("TIMEZONE", "Mars/Base"),
        ("TIMEZONE", "Asia"),  # a folder of zones
        ("LOCALE", "fr"),
        ("ALERT_RINGS", "5,0"),  # a ring before the one inside it
        ("ALERT_RINGS", "0,-1"),
        ("ALERT_RINGS", "0;5"),
        ("ALERT_RINGS", "0,5,15,30,45"),  # there are four rings
        ("ALERT_RINGS_RED", "nan"),
        ("ALERT_RINGS_RED", "1e300"),  # more than a timedelta holds
        ("ESCALATION_MINUTES", "life=3;others=3"),
        ("ESCALATION_MINUTES", "life=0"),  # everybody at once, and again without end
        ("ESCALATION_MINUTES", "ack=5,10"),  # once, then every so many minutes
        ("QUIET_HOURS", "21:00"),
        ("QUIET_HOURS", "25:00-08:00"),
        ("RETENTION_DAYS", "a month"),
        ("RETENTION_DAYS", "0"),  # links to join and what staff must look up again would go at once
        ("CALENDAR", "sometimes"),
        ("FLOOD_SEASON", "summer"),
        ("FLOOD_SEASON", "5.1"),
        ("FLOOD_SEASON", "4.1-4.31"),  # April has 30 days
        ("FLOOD_SEASON", "5-9"),
        ("SCHOOL_BREAKS", "7.4-8.31"),  # which of them?
        ("SCHOOL_BREAKS", "autumn=10.1-10.7"),
        ("SEND_RATE", "0"),
        ("PAID_BROADCAST", "maybe"),
        ("PAID_BROADCAST", "-5"),
        ("LIMITS", "fold=6"),  # six in which time?
        ("LIMITS", "open=5/h"),
        ("LIMITS", "jokes=3"),
        ("LIMITS", "open=0"),  # nobody could report
        ("LIMITS", "reports=0/h"),
        ("LIMITS", "fold=6/0m"),
        ("WEBHOOK_URL", "host/path"),
        ("LISTEN", "8080"),
        ("LISTEN", "127.0.0.1:99999"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_refuses_with_one_line(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    """A wrong value is one line: the setting, what it got and what it takes."""
    with pytest.raises(SettingsError) as refused:
        settings(monkeypatch, **{name: text})

    line = str(refused.value)
    assert line.startswith(f"GEGE_{name} is {text!r}; it takes ")
    assert "\n" not in line


def test_a_comma_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lost the key on the way must not believe that everything is sealed."""
    with pytest.raises(SettingsError, match=r"GEGE_DATA_KEY .*gege db key"):
        settings(monkeypatch, DATA_KEY=",")


@pytest.mark.parametrize(
    ("name", "text", "secret"),
    [
        ("BOT_TOKEN", "hunter2", "hunter2"),
        ("WEBHOOK_SECRET", "hunter two", "hunter"),
        ("OPINION_KEY", "hunter two", "hunter"),
        ("PROXY", "ftp://me:hunter2@host", "hunter2"),
        ("DATABASE_URL", "mysql://me:hunter2@host/x", "hunter2"),
    ],
)
def test_keeps_secrets(monkeypatch: pytest.MonkeyPatch, name: str, text: str, secret: str) -> None:
    """No message repeats a token or a password."""
    with pytest.raises(SettingsError, match=f"GEGE_{name} is .*; it takes ") as refused:
        settings(monkeypatch, **{name: text})

    assert secret not in str(refused.value)


def test_token_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logging the settings does not give the bot away."""
    read = settings(monkeypatch, BOT_TOKEN="123:hunter2", WEBHOOK_SECRET="hunter2")

    assert read.bot_token == "123:hunter2"
    assert "hunter2" not in repr(read)


@pytest.mark.parametrize(
    ("env", "red"),
    [
        ({}, minutes(0, 0, 5, 15)),
        ({"ALERT_RINGS": "0,1,2,3"}, minutes(0, 1, 2, 3)),  # alone it holds for red too
        ({"ALERT_RINGS_RED": "0,0,0,1"}, minutes(0, 0, 0, 1)),
        ({"ALERT_RINGS": "0,1,2,3", "ALERT_RINGS_RED": "0,0,0,1"}, minutes(0, 0, 0, 1)),
    ],
)
def test_rings_of_red(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], red: tuple[timedelta, ...]
) -> None:
    """Red follows its own setting, else ALERT_RINGS if that was set, else its default."""
    assert settings(monkeypatch, **env).policy().rings_red == red


def test_policy_defaults_are_the_settings_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """A use case tested with the plain Policy behaves as an installation without settings."""
    assert settings(monkeypatch).policy() == Policy()


@pytest.mark.parametrize(
    ("api_url", "proxy"),
    [
        ("https://api.telegram.org", "http://proxy:3128"),
        ("http://127.0.0.1:8081", None),
        ("http://localhost:8081", None),
        ("http://[::1]:8081", None),
    ],
)
def test_loopback_is_never_proxied(
    monkeypatch: pytest.MonkeyPatch, api_url: str, proxy: str | None
) -> None:
    """A Bot API server on this machine is reached directly, whatever PROXY says."""
    read = settings(monkeypatch, API_URL=api_url, PROXY="http://proxy:3128")

    assert read.api_proxy == proxy


@pytest.mark.parametrize(
    ("url", "proxy"),
    [("https://api.example.org/v1", "http://proxy:3128"), (f"{LOCAL}/v1", None)],
)
def test_a_second_opinion_is_asked_unread(
    monkeypatch: pytest.MonkeyPatch, url: str, proxy: str | None
) -> None:
    """Through the proxy, but never before a server on this machine."""
    read = settings(monkeypatch, OPINION_URL=url, OPINION_MODEL="small", PROXY="http://proxy:3128")

    assert read.opinion_proxy == proxy
    assert read.policy().opinion == urlsplit(url).hostname


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"OPINION_URL": "http://me:hunter2@api.example.org/v1", "OPINION_MODEL": "x"}, "https://"),
        ({"OPINION_URL": "https://api.example.org/v1"}, "GEGE_OPINION_MODEL"),
    ],
)
def test_a_second_opinion_needs_a_safe_way_and_a_model(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], named: str
) -> None:
    """Nobody on the way reads what families write."""
    with pytest.raises(SettingsError, match=named) as refused:
        settings(monkeypatch, **env)

    assert "hunter2" not in str(refused.value)


def test_clock_belongs_to_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """CLOCK_URL is refused beside Telegram itself, taken beside a loopback server."""
    clock: dict[str, Any] = {"CLOCK_URL": f"{LOCAL}/client/clock"}

    assert settings(monkeypatch, **clock, API_URL=LOCAL).clock_url == f"{LOCAL}/client/clock"
    with pytest.raises(SettingsError, match=r"GEGE_CLOCK_URL .* GEGE_API_URL"):
        settings(monkeypatch, **clock, API_URL="")


def test_reads_the_file_beside_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`.env` is read as UTF-8, the environment overrides it, strange lines are left alone."""
    env_file = tmp_path / ".env"
    env_file.write_text("GEGE_OPERATOR=某街道\nGEGE_LOCALE=zh\nGEGE_COLOUR=red\n", encoding="utf-8")
    monkeypatch.setenv("GEGE_LOCALE", "en")

    read = load(env_file)

    assert (read.operator, read.locale) == ("某街道", "en")


def test_names_a_file_in_another_encoding(tmp_path: Path) -> None:
    """A `.env` saved by an old editor is one line, too."""
    env_file = tmp_path / ".env"
    env_file.write_text("GEGE_OPERATOR=某街道", encoding="gb18030")

    with pytest.raises(SettingsError, match="not UTF-8"):
        load(env_file)

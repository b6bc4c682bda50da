"""Every setting of contract.md ("Settings"), from the environment or `.env`."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.policy import Policy, QuietHours, Rate
from bot.domain.seasons import Seasons, Span
from bot.errors import SettingsError
from bot.settings import values
from bot.settings.values import Breaks, Escalation, Limit, Limits, Listen

PREFIX = "GEGE_"
EMPTY_MEANS_NONE = frozenset({"quiet_hours", "limits"})
SECRETS = frozenset({"bot_token", "webhook_secret", "opinion_key", "data_key"})

RINGS = "up to four minutes that do not decrease, like 0,5,15,30"
LIMITS = "fold=6/5m,open=5,reports=10/h,alerts=3/d,clues=3"


class Settings(BaseSettings):
    """A field's description is what the setting takes."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    bot_token: str | None = Field(
        default=None,
        repr=False,
        pattern=r"^\d+:\S+$",
        description="the token that BotFather gave, like 123456:ABC-DEF",
    )
    api_url: values.Http = Field(
        default="https://api.telegram.org",
        description="an address like https://api.telegram.org",
    )
    proxy: values.Proxy | None = Field(
        default=None,
        pattern=r"^(http|socks5)://",
        description="http://host:port or socks5://host:port",
    )
    database_url: str = Field(
        default="sqlite+aiosqlite:///gege.db",
        pattern=r"^(sqlite\+aiosqlite|postgresql\+psycopg)://",
        description="sqlite+aiosqlite:///gege.db or postgresql+psycopg://user@host/name",
    )
    admins: Annotated[frozenset[int], NoDecode, values.parsed(values.user_ids)] = Field(
        default=frozenset(), description="Telegram user ids separated by commas"
    )
    operator: str = Field(default="", description="the name of the responsible body")
    duty_phone: str = Field(default="", pattern=r"^$|\d", description="a phone number")
    timezone: Annotated[ZoneInfo, values.parsed(values.zone)] = Field(
        default=ZoneInfo("Asia/Shanghai"), description="a time zone like Asia/Shanghai"
    )
    locale: Literal["zh", "en"] = Field(default="zh", description="zh or en")
    alert_rings: values.Rings = Field(default=Policy().rings, description=RINGS)
    alert_rings_red: values.MaybeRings = Field(default=None, description=RINGS)
    escalation_minutes: Annotated[Escalation, NoDecode, values.parsed(values.escalation)] = Field(
        default=values.escalation(""),
        description="minutes like 3,3,3 or life=3,3,3;other=120,480,1440;ack=10",
    )
    quiet_hours: Annotated[QuietHours | None, NoDecode, values.parsed(values.quiet_hours)] = Field(
        default=Policy().quiet,
        description="hours like 21:00-08:00, or nothing for none",
    )
    calendar: bool = Field(default=True, description="on or off")
    flood_season: Annotated[Span, NoDecode, values.parsed(values.season)] = Field(
        default=Seasons().flood, description="first and last day like 5.1-9.30"
    )
    school_breaks: Annotated[Breaks, NoDecode, values.parsed(values.breaks)] = Field(
        default=Breaks(),
        description="first and last days like winter=1.24-2.22;summer=7.4-8.31",
    )
    retention_days: int = Field(
        default=30, ge=1, le=36500, description="a number of days, 1 or more"
    )
    data_key: Annotated[tuple[bytes, ...], NoDecode, values.parsed(values.data_keys)] = Field(
        default=(),
        repr=False,
        description="a key as gege db key makes it, or the new and the old one with a comma between",
    )
    backups: Path | None = Field(default=None, description="the folder with the back-ups")
    send_rate: float = Field(
        default=29.5, gt=0, le=1000, description="messages a second, above 0 and up to 1000"
    )
    paid_broadcast: Annotated[int, NoDecode, values.parsed(values.stars)] = Field(
        default=0, description="the most Stars that a day may cost, on (1000) or off"
    )
    limits: Annotated[Limits, NoDecode, values.parsed(values.limits)] = Field(
        default=values.limits(LIMITS),
        description=f"limits like {LIMITS}, each above 0; what you leave out has none",
    )
    webhook_url: values.Http | None = Field(
        default=None, description="an address like https://host/path"
    )
    webhook_secret: str | None = Field(
        default=None,
        repr=False,
        pattern=r"^[A-Za-z0-9_-]{1,256}$",
        description="1 to 256 letters, digits, _ and -",
    )
    listen: Annotated[Listen, NoDecode, values.parsed(values.listen)] = Field(
        default=Listen("127.0.0.1", 8080), description="host:port like 127.0.0.1:8080"
    )
    clock_url: values.Http | None = Field(
        default=None, description="the address of the sandbox's /client/clock"
    )
    words: Path | None = Field(
        default=None, description="a folder with words.toml, patterns.toml or both"
    )
    opinion_url: values.Http | None = Field(
        default=None,
        description="the address of an OpenAI-compatible API, like https://host/v1",
    )
    opinion_model: str | None = Field(default=None, description="the name of a model there")
    opinion_key: str | None = Field(
        default=None, repr=False, pattern=r"^[!-~]+$", description="letters, digits and signs"
    )
    log_format: Literal["console", "json"] = Field(default="console", description="console or json")

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {name: v for name, v in given.items() if v != "" or name in EMPTY_MEANS_NONE}

    @model_validator(mode="after")
    def _clock_only_in_sandbox(self) -> Self:
        if self.clock_url and not self.is_sandboxed:
            raise SettingsError(
                f"{PREFIX}CLOCK_URL is for the sandbox only; it takes a loopback "
                f"{PREFIX}API_URL, not {values.masked(self.api_url)!r}"
            )
        return self

    @model_validator(mode="after")
    def _opinion_unread_on_its_way(self) -> Self:
        url = self.opinion_url
        if url is None:
            return self
        if url.startswith("http:") and not values.is_loopback(url):
            raise SettingsError(
                f"{PREFIX}OPINION_URL is {values.masked(url)!r}; it takes https://, "
                "or http:// on this machine"
            )
        if self.opinion_model is None:
            raise SettingsError(f"{PREFIX}OPINION_MODEL is not set; {PREFIX}OPINION_URL needs one")
        return self

    @property
    def is_sandboxed(self) -> bool:
        """Whether the Bot API server stands on this machine."""
        return values.is_loopback(self.api_url)

    @property
    def api_proxy(self) -> str | None:
        """The proxy on the way to the Bot API server; never before one on this machine."""
        return None if self.is_sandboxed else self.proxy

    @property
    def opinion_proxy(self) -> str | None:
        """The proxy on the way to the second opinion; never before one on this machine."""
        near = self.opinion_url is None or values.is_loopback(self.opinion_url)
        return None if near else self.proxy

    def policy(self) -> Policy:
        """Return what the use cases need to know of the settings."""
        red = self.alert_rings_red
        if red is None and "alert_rings" in self.model_fields_set:
            red = self.alert_rings
        return Policy(
            timezone=self.timezone,
            locale=self.locale,
            operator=self.operator,
            duty_phone=self.duty_phone,
            rings=self.alert_rings,
            rings_red=red or Policy().rings_red,
            unheard=self.escalation_minutes.life,
            untaken=self.escalation_minutes.other,
            unanswered=self.escalation_minutes.ack,
            quiet=self.quiet_hours,
            fold=_rate(self.limits.fold),
            clues_per_person=_count(self.limits.clues),
            open_cases=_count(self.limits.open),
            reports_per_person=_rate(self.limits.reports),
            alerts_per_account=_rate(self.limits.alerts),
            pays=self.paid_broadcast > 0,
            retention=timedelta(days=self.retention_days),
            calendar=self.calendar,
            seasons=Seasons(
                flood=self.flood_season,
                summer_break=self.school_breaks.summer,
                winter_break=self.school_breaks.winter,
            ),
            admins=self.admins,
            opinion=(urlsplit(self.opinion_url).hostname or "") if self.opinion_url else "",
        )


def _count(limit: Limit | None) -> int | None:
    return limit.count if limit else None


def _rate(limit: Limit | None) -> Rate | None:
    return Rate(limit.count, limit.per) if limit and limit.per else None


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings; raises SettingsError with one line about the first wrong one."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError(_line(error.errors()[0])) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} is not UTF-8; save it as UTF-8") from None


def _line(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    got = "***" if name in SECRETS else repr(values.masked(str(error["input"])))
    return f"{PREFIX}{name.upper()} is {got}; it takes {Settings.model_fields[name].description}"

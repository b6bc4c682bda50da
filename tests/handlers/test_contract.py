"""contract.md, "Commands in chat" and "Settings": every name is known."""

from bot.handlers.rest import NOT_BUILT
from bot.handlers.routers import CAPABILITIES
from bot.settings import Settings

COMMANDS = [
    "start",
    "help",
    "report",
    "lost",
    "found",
    "light",
    "cases",
    "case",
    "alert",
    "training",
    "remind",
    "bind",
    "unbind",
    "staff",
    "stats",
    "export",
    "privacy",
    "mydata",
    "forget",
    "language",
]
SETTINGS = [
    "BOT_TOKEN",
    "API_URL",
    "PROXY",
    "DATABASE_URL",
    "ADMINS",
    "OPERATOR",
    "DUTY_PHONE",
    "TIMEZONE",
    "LOCALE",
    "ALERT_RINGS",
    "ALERT_RINGS_RED",
    "ESCALATION_MINUTES",
    "QUIET_HOURS",
    "CALENDAR",
    "FLOOD_SEASON",
    "SCHOOL_BREAKS",
    "RETENTION_DAYS",
    "DATA_KEY",
    "BACKUPS",
    "SEND_RATE",
    "PAID_BROADCAST",
    "LIMITS",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "LISTEN",
    "CLOCK_URL",
    "LOG_FORMAT",
    "WORDS",
    "OPINION_URL",
    "OPINION_MODEL",
    "OPINION_KEY",
]


def test_every_command_is_answered() -> None:
    """By its capability, or by saying that it is not open yet; never both."""
    answered = {
        command for routes in CAPABILITIES for entry in routes.entries for command in entry.commands
    }

    assert set(COMMANDS) <= answered
    assert set(NOT_BUILT) == {"stats", "export"}


def test_every_setting_is_one_of_ours() -> None:
    assert {name.upper() for name in Settings.model_fields} == set(SETTINGS)

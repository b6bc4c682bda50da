"""How the program logs: events with fields, for people or for machines, never a person's data."""

import logging
import re
import sys
from typing import Any, Literal

import structlog

Format = Literal["console", "json"]

QUIET = ("aiogram.event", "aiohttp.access", "alembic", "apscheduler")
"""Libraries that log every update, request or job; only their warnings are of use."""


_ROW = re.compile(r"DETAIL:.*?(?=\n\[SQL|\n\nThe above exception|\Z)", re.DOTALL)


def set_up(log_format: Format) -> None:
    """Log to standard error, lines for a terminal or JSON objects; what libraries log, too."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendering(log_format),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _rendering(log_format: Format) -> list[structlog.typing.Processor]:
    """Show tracebacks without the values of variables: these may be people's words."""
    if log_format == "json":
        frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        return [
            structlog.processors.ExceptionRenderer(frames),
            lambda _logger, _name, event: _without_rows(event),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    plain = structlog.dev.plain_traceback
    console = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
    return [lambda logger, name, event: _without_rows(console(logger, name, event))]


def _without_rows(value: Any) -> Any:  # noqa: ANN401 - whatever an event holds
    """Return a log event without the row that PostgreSQL quotes when it refuses one."""
    if isinstance(value, str):
        return _ROW.sub("DETAIL: a row, not shown", value)
    if isinstance(value, dict):
        return {name: _without_rows(one) for name, one in value.items()}
    return [_without_rows(one) for one in value] if isinstance(value, list) else value

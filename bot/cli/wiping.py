"""`gege wipe`: personal data whose time is over, as the running bot wipes it by itself; or only names it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import click

from bot.cli.opening import opened
from bot.clock import SystemClock
from bot.domain.policy import Policy
from bot.logs import set_up
from bot.services import records, retention
from bot.services.retention import Due
from bot.settings import Settings, load
from bot.storage.database import Database

NAMED = 20
Find = Callable[[Any, Policy, datetime], Awaitable[Sequence[int]]]
Wipe = Callable[..., Awaitable[None]]


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be wiped; change nothing.")
def wipe(*, dry_run: bool) -> None:
    """Wipe what is personal of cases and gatherings that ended RETENTION_DAYS ago."""
    settings = load()
    set_up(settings.log_format)
    for line in _report(asyncio.run(_wipe(settings, dry_run=dry_run)), settings, dry_run=dry_run):
        click.echo(line)


async def _wipe(settings: Settings, *, dry_run: bool) -> Due:
    at, policy = SystemClock().now(), settings.policy()
    url, keys = settings.database_url, settings.data_key
    async with opened(url, keys, only_reads=dry_run) as database:
        async with database.read() as session:
            found = await retention.look(session, policy, at=at)
        if dry_run:
            return found
        for job in (retention, records):
            await _all(database, job.due, job.wipe, policy, at)
    return found


async def _all(database: Database, due: Find, wipe: Wipe, policy: Policy, at: datetime) -> None:
    """Do the job, one transaction each, until it finds nothing new: it looks for some at a time."""
    done: set[int] = set()
    while True:
        async with database.read() as session:
            keys = set(await due(session, policy, at)) - done
        if not keys:
            return
        for key in sorted(keys):
            async with database.write() as session:
                await wipe(session, key, policy, at=at)
        done |= keys


def _report(found: Due, settings: Settings, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        for number, closed in found.cases[:NAMED]:
            yield f"case {number}, ended {closed.astimezone(settings.timezone):%Y-%m-%d}"
        if len(found.cases) > NAMED:
            yield f"and {len(found.cases) - NAMED} more"
    said = "dry run, would be wiped" if dry_run else "wiped"
    yield f"{said}: {len(found.cases)} cases, {found.gatherings} gatherings"
    yield f"{found.later} ended cases wait for their {settings.retention_days} days"

"""`gege import`: a file of grids, places, groups, staff or duty becomes what the database says."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from bot.cli.opening import opened
from bot.clock import SystemClock
from bot.domain.policy import Policy
from bot.domain.registers import Batch, Register
from bot.exchange.rows import read
from bot.services import chats
from bot.services.imports import Summary, store
from bot.settings import load

NAMED = 20
"""Of each kind a dry run names so many."""


@click.command("import")
@click.argument("register", type=click.Choice([word.value for word in Register]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and count; store nothing.")
@click.option("--prune", is_flag=True, help="Remove what the file leaves out.")
def import_(register: str, file: Path, *, dry_run: bool, prune: bool) -> None:
    """Add and change what FILE (CSV or XLSX) says, all of it or nothing."""
    batch = read(Register(register), file.read_bytes())
    settings = load()
    url, keys, policy = settings.database_url, settings.data_key, settings.policy()
    summary = asyncio.run(import_batch(url, keys, batch, policy, dry_run=dry_run, prune=prune))
    for line in _report(batch, summary, dry_run=dry_run, prune=prune):
        click.echo(line)


async def import_batch(
    url: str,
    keys: Sequence[bytes],
    batch: Batch,
    policy: Policy | None = None,
    *,
    dry_run: bool = False,
    prune: bool = False,
) -> Summary:
    """Store one file's rows in one transaction; by the `policy` of a town its new groups are told."""
    async with (
        opened(url, keys, only_reads=dry_run) as database,
        database.write() as session,
    ):
        summary = await store(session, batch, dry_run=dry_run, prune=prune)
        if policy is None or dry_run or batch.register is not Register.CHATS:
            return summary
        told = await chats.introduce_all(session, policy, at=SystemClock().now())
        told_now = (f"{told} groups are told what the bot hears there",) if told else ()
        return replace(summary, notes=told_now)


def _report(batch: Batch, summary: Summary, *, dry_run: bool, prune: bool) -> list[str]:
    lines = [f"read as {batch.encoding}"]
    lines += [f"the column {name!r} is not used" for name in batch.unused]
    if dry_run:
        lines += _named("would be added", summary.adding)
        lines += _named("would be changed", summary.changing)
    if prune:
        verb = "would be pruned" if dry_run else "pruned"
        lines += [f"{verb}: {name}" for name in summary.absent]
    elif summary.absent:
        lines.append(f"{len(summary.absent)} not in the file stay; --prune would remove them")
    lines += summary.notes
    counts = f"{summary.added} added, {summary.changed} changed, {summary.unchanged} unchanged"
    lines.append(f"dry run, nothing stored: {counts}" if dry_run else counts)
    return lines


def _named(what: str, names: Sequence[str]) -> Iterator[str]:
    """Yield a line each for the first names, one for the rest."""
    yield from (f"{what}: {name}" for name in names[:NAMED])
    if len(names) > NAMED:
        yield f"{what}: {len(names) - NAMED} more"

"""`gege suspend`: the operator ends an account's rights while the bot runs, or gives them back."""

import asyncio
from datetime import timedelta

import click

from bot.cli.opening import opened
from bot.clock import SystemClock
from bot.domain.suspensions import RECALL_SINCE, AccountSuspended, read_span
from bot.errors import NotFound, OperatorError, Refusal
from bot.services import suspending
from bot.services.rights import Actor
from bot.services.suspending import Order
from bot.settings import Settings, load


class Span(click.ParamType[timedelta]):
    """`30m`, `2h` or `1d`."""

    name = "span"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        if isinstance(value, timedelta):
            return value
        span = read_span(str(value))
        if span is None:
            self.fail(f"{value!r} is no span of time like 30m, 2h or 1d", param, ctx)
        return span


@click.command()
@click.argument("user")
@click.option(
    "--recall-since",
    type=Span(),
    default=RECALL_SINCE,
    help="Take back what it published within this time: 30m, 2h, 1d (default: 1d; 0m: nothing).",
)
@click.option("--reason", default="", help="Why; the duty desk reads it.")
@click.option("--lift", is_flag=True, help="Give the rights back.")
def suspend(user: str, recall_since: timedelta, reason: str, *, lift: bool) -> None:
    """End the rights of USER (a Telegram id, or an @username the bot has met)."""
    done = asyncio.run(_run(load(), user, recall_since, reason, lift=lift))
    for line in _report(done):
        click.echo(line)


async def _run(
    settings: Settings, user: str, since: timedelta, why: str, *, lift: bool
) -> AccountSuspended:
    policy, at = settings.policy(), SystemClock().now()
    by = Actor(0, policy.operator or "gege suspend")
    async with (
        opened(settings.database_url, settings.data_key) as database,
        database.write() as session,
    ):
        try:
            user_id = await suspending.find(session, user)
            if lift:
                return await suspending.lift(session, user_id, by, policy, at=at)
            return await suspending.suspend(session, Order(user_id, by, since, why), policy, at=at)
        except NotFound:
            raise OperatorError(
                f"{user} holds no appointment and has no alert out; give a Telegram user id, "
                "or an @username that has pressed Start"
            ) from None
        except Refusal:
            raise OperatorError(f"{user} is not suspended") from None


def _report(done: AccountSuspended) -> list[str]:
    if done.lifted:
        return [f"{done.who} may work again; what was recalled stays recalled"]
    told = [f"{done.who} is suspended: every right ended"]
    for what, numbers in (
        ("alerts recalled", done.recalled),
        ("people still missing, to be checked and published again", done.missing),
        ("other matters of life, to be checked and published again", done.unfinished),
        ("alerts of others that they have reworded, to be checked", done.corrected),
        ("alerts that stand but go no further by themselves", done.stopped),
        ("cases that need somebody else", done.freed),
        ("cases that wait for their check as before", done.unchecked),
    ):
        told.append(f"{what}: {', '.join(map(str, numbers)) or 'none'}")
    return told

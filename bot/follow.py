"""Following the sandbox's clock, so that the page can jump and the bot jumps along."""

import asyncio

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.clock import FollowingClock

log = structlog.get_logger(__name__)

EVERY_SECONDS = 0.25


async def follow_clock(clock: FollowingClock, url: str) -> None:
    """Ask the sandbox for its time for ever; while it is away, time goes on as it went."""
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        while True:
            await _ask(session, clock, url)
            await asyncio.sleep(EVERY_SECONDS)


async def set_clock(clock: FollowingClock, url: str) -> None:
    """Ask once, before anything is done by this clock: what waited is handled at its time."""
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        await _ask(session, clock, url)


async def _ask(session: ClientSession, clock: FollowingClock, url: str) -> None:
    try:
        async with session.get(url) as answer:
            told = await answer.json()
        now, stands = float(told["now"]), bool(told.get("frozen"))
    except (ClientError, TimeoutError, ValueError, LookupError, TypeError):
        log.debug("the sandbox's clock is away")
    else:
        clock.tell(now, stands=stands)

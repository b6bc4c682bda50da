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
            try:
                async with session.get(url) as answer:
                    told = await answer.json()
                now, stands = float(told["now"]), bool(told.get("frozen"))
            except (ClientError, TimeoutError, ValueError, LookupError, TypeError):
                log.debug("the sandbox's clock is away")
            else:
                clock.tell(now, stands=stands)
            await asyncio.sleep(EVERY_SECONDS)

"""What the workers of one PostgreSQL call to each other (LISTEN and NOTIFY)."""

import asyncio
from collections.abc import Callable, Mapping

import structlog

from bot.storage.database import Database
from bot.storage.seats import ANSWERS_WITHIN_SECONDS, AWAY, connect

log = structlog.get_logger(__name__)

Heard = Callable[[str], None]
AGAIN_SECONDS = 0.5
SIGN_OF_LIFE_SECONDS = 15.0
"""After so long without a word it is asked whether anybody is there."""


async def listen(database: Database, channels: Mapping[str, Heard]) -> None:
    """Pass on for ever what is called on these channels.

    Nobody knows what was called while nothing could be heard: then each hears "", and looks at all.
    """
    is_deaf = False
    while True:
        try:
            async with connect(database) as connection:
                for channel in channels:
                    await connection.execute(f"LISTEN {channel}")
                if is_deaf:
                    log.info("the other workers are heard again")
                is_deaf = False
                for heard in channels.values():
                    heard("")
                while True:
                    async for said in connection.notifies(timeout=SIGN_OF_LIFE_SECONDS):
                        channels[said.channel](said.payload)
                    async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
                        await connection.execute("SELECT 1")
        except AWAY as error:
            if not is_deaf:
                log.warning("the other workers can't be heard", error=str(error))
            is_deaf = True
        await asyncio.sleep(AGAIN_SECONDS)

"""Whether the clock has anything to do."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage import due


async def is_anything(session: AsyncSession, at: datetime) -> bool:
    """Return whether a job that is in a hurry has something to do by now."""
    return await due.is_anything(session, at)

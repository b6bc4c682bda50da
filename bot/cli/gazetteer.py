"""The gazetteer of the configured database, for `gege understand`."""

from collections.abc import Sequence

from bot.cli.opening import opened
from bot.domain.intake import Gazetteer
from bot.errors import DatabaseError
from bot.services.places import Places
from bot.storage.database import is_away


async def places_of(url: str, keys: Sequence[bytes]) -> Gazetteer:
    """Read all places; raises DatabaseError where the database is away or not migrated."""
    try:
        async with opened(url, keys, only_reads=True) as database, database.read() as session:
            return await Places().current(session)
    except Exception as error:
        if is_away(error):
            raise DatabaseError("the database is away") from error
        raise

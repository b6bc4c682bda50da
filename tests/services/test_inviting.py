"""Links: for whom they are made, which of them count, and when they are forgotten."""

from datetime import timedelta

from sqlmodel import select

from bot.domain.grid import Audience
from bot.domain.invitations import VALID_FOR, fingerprint
from bot.domain.policy import Policy
from bot.services import inviting
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.invitations import Invitation
from tests.services.district import EAST, TOWN, VILLAGE, settle
from tests.storage.rows import NOW, store

POLICY = Policy()


async def invite(database: Database, code: str | None = None) -> dict[tuple[str, str], str]:
    async with database.write() as session:
        made = await inviting.invite_groups(session, code, at=NOW)
    return {(row["grid"], row["audience"]): row["link"] for row in made.rows}


async def kept(database: Database) -> list[str]:
    async with database.read() as session:
        return list(await session.exec(select(Invitation.fingerprint)))


async def test_a_link_for_every_node_that_lacks_its_group(database: Database) -> None:
    """Residents meet below, staff above; a group that has put the bot out is none."""
    await settle(database)
    await store(
        database,
        Chat(id=-1, audience=Audience.STAFF),
        ChatGrid(chat_id=-1, grid_id=TOWN),
        Chat(id=-2, audience=Audience.STAFF, lost_at=NOW),
        ChatGrid(chat_id=-2, grid_id=VILLAGE),
        Chat(id=-3, audience=Audience.RESIDENTS),
        ChatGrid(chat_id=-3, grid_id=EAST),
    )

    made = await invite(database)

    assert list(made) == [("V", "staff"), ("M", "staff"), ("W", "residents")]
    assert all(link.startswith("startgroup=bind_") for link in made.values())
    assert len({*made.values()}) == 3


async def test_the_newest_link_counts_and_old_ones_are_forgotten(database: Database) -> None:
    """The database knows fingerprints only; a month after its end not even that."""
    await settle(database)
    first, second = await invite(database), await invite(database, "W")

    token = second["W", "residents"].partition("_")[2]
    old = first["W", "residents"].partition("_")[2]
    assert fingerprint(token) in await kept(database)
    assert fingerprint(old) not in await kept(database)
    assert token not in await kept(database)
    forgotten_at = NOW + VALID_FOR + POLICY.retention
    async with database.write() as session:
        assert await inviting.due(session, POLICY, forgotten_at - timedelta(seconds=1)) == []
        for key in await inviting.due(session, POLICY, forgotten_at):
            await inviting.forget(session, key, POLICY, at=forgotten_at)
    assert await kept(database) == []

"""Links: for whom they are made, which of them count, when they are forgotten; groups of a file."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.domain.grid import Audience, Role
from bot.domain.invitations import VALID_FOR, fingerprint
from bot.domain.policy import Policy
from bot.errors import Suspended
from bot.services import chats, inviting, joining
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.invitations import Awaited, Invitation
from bot.storage.outbox import Delivery
from bot.storage.suspensions import Suspension
from tests.services.district import EAST, LI, TOWN, VILLAGE, ZHANG, ZHOU, settle
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


@pytest.mark.one_engine
async def test_no_link_counts_for_a_suspended_account(database: Database) -> None:
    """It opens nothing and stays good for whom it is meant: nobody rises above who has suspended them."""
    await settle(database)
    await store(
        database,
        Awaited(grid_id=TOWN, role=Role.DUTY, name="洪大江"),
        Suspension(user_id=ZHANG.id, name=ZHANG.name, at=NOW, by_name=LI.name),
    )
    async with database.write() as session:
        made = await inviting.invite_staff(session, None, at=NOW)
        token = made.rows[0]["link"].partition("join_")[2]
        with pytest.raises(Suspended):
            await joining.accept(session, token, ZHANG, POLICY, at=NOW)
        arrived = await joining.accept(session, token, ZHOU, POLICY, at=NOW)

    assert (arrived.user_id, arrived.name) == (ZHOU.id, "洪大江")


@pytest.mark.one_engine
async def test_groups_of_a_file_are_told_once(database: Database) -> None:
    """What the bot hears there and who answers for it, as `/bind` says it (promise 11)."""
    await settle(database)
    await store(
        database,
        Chat(id=-1, audience=Audience.RESIDENTS),
        ChatGrid(chat_id=-1, grid_id=EAST),
        Chat(id=-2, audience=Audience.RESIDENTS, announced_at=NOW),
        ChatGrid(chat_id=-2, grid_id=EAST),
    )
    async with database.write() as session:
        assert await chats.introduce_all(session, POLICY, at=NOW) == 1
        assert await chats.introduce_all(session, POLICY, at=NOW) == 0

    async with database.read() as session:
        assert (await session.exec(select(Delivery.chat_id))).all() == [-1]

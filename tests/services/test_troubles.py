"""An update that failed every try: who wrote it and who runs the bot hear of it."""

import pytest
from sqlmodel import col, select

from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.troubles import Machine, Trouble, TroubleNews, Unhandled
from bot.services import troubles
from bot.storage import conversation
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Post
from bot.storage.people import Account
from tests.services.district import LI, WANG
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

POLICY = Policy(admins=frozenset({LI.id}))


async def test_what_was_put_aside_is_told(database: Database) -> None:
    """Once, however often the same one fails: in private, and to ADMINS within a minute."""
    await store(database, Account(id=LI.id, private_since=NOW))
    async with database.write() as session:
        for update in (7, 7, 8):
            await conversation.put_aside(session, update, raw="{}", error="boom", at=NOW)
        for _ in range(2):
            await troubles.tell_writer(session, 7, WANG.id, POLICY, at=NOW)
        for _ in range(2):
            await troubles.look(session, Machine(), POLICY, at=NOW)

    async with database.read() as session:
        rows = select(Delivery.chat_id, Post).join(Post, col(Post.id) == Delivery.post_id)
        told = [
            (chat, decode(post.view, post.params))
            for chat, post in await session.exec(rows.order_by(col(Delivery.id)))
        ]
    assert told == [(WANG.id, Unhandled()), (LI.id, TroubleNews(Trouble.UNHANDLED, 2))]

"""A town that has become a city moves to PostgreSQL in the midst of a search."""

import pytest

from bot.storage.migrate import upgrade
from bot.storage.moving import move
from tests.stories.plot import card
from tests.support.cast import FIRST_RINGS, MOTHER, NEXT_DOOR, STAFF, WORKER
from tests.support.postgres import Server
from tests.support.town import BOT, Town


@pytest.mark.published
async def test_the_search_goes_on_after_the_move(town: Town, postgres: Server) -> None:
    """Groups, cards, dialogues and buttons are known there: the clue comes, every alert ends."""
    await town.start(NEXT_DOOR, "clue_1001")
    await town.gege.stop()
    city = postgres.create_database()
    upgrade(city)

    move(town.settings.database_url, city)
    town.settings = town.settings.model_copy(update={"database_url": city})
    await town.revive()
    await town.write(NEXT_DOOR, BOT, "看见他往河边走了")
    await town.press(MOTHER, BOT, "找到了")
    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")

    for group in FIRST_RINGS:
        said = await town.said(Town.member_of(group), group)
        assert sum("编号 1001" in line.text and "孩子找到了" in line.text for line in said) == 1
        assert all("我有线索" not in line.buttons for line in said)
    assert "已团聚" in (await card(town)).text
    assert "内容已收起" in (await town.find(WORKER, STAFF, "线索 · ")).text

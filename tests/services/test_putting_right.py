"""What a family adds to a report takes the place of what was told before only where it puts that right."""

import pytest

from bot.domain.kinds import Kind
from bot.services import additions
from bot.storage.database import Database
from bot.storage.persons import Person
from tests.services.district import WANG, case, settle
from tests.services.presses import POLICY
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

RED = "穿红衣服"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("不是红衣服，蓝衣服", (5, "male", "蓝衣服")),
        ("不是5岁，6岁了", (6, "male", RED)),
        ("是6岁，不是5岁", (6, "male", RED)),
        ("衣服不是红的，是墨绿色", (5, "male", "衣服墨绿色")),
        ("衣服不是红色是墨绿色的", (5, "male", "衣服墨绿色的")),
        ("说错了，衣服是墨绿色的", (5, "male", "衣服是墨绿色的")),
        ("说错了，是女孩，6岁", (6, "female", RED)),
        ("不是一个人，还有个女孩，6岁", (5, "male", RED)),
        ("不是自己走的，穿着蓝色外套的女的带走的", (5, "male", RED)),
        ("不是从大门，6岁的女娃看到的", (5, "male", RED)),
    ],
)
async def test_what_takes_the_place_of_what(
    database: Database, text: str, known: tuple[float, str, str]
) -> None:
    """A bare 不是 something else gives nobody another's age, sex or clothes."""
    await settle(database)
    boy = Person(case_id=1, age=5, sex="male", clothing=RED)
    await store(database, case(1001, kind=Kind.LOST_CHILD, text="我儿子不见了，5岁，穿红衣服"), boy)

    async with database.write() as session:
        await additions.add(session, 1, WANG, POLICY, text=text, photo=None, now=NOW, at=NOW)

    async with database.read() as session:
        told = await session.get_one(Person, 1)
    assert (told.age, told.sex, told.clothing) == known

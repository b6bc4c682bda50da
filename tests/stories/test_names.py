"""Promise 4 in a story: no name of the guardian's side stands in any group."""

import pytest

from tests.stories.plot import publish, report
from tests.support.cast import DESK, FIRST_RINGS, INSTRUCTOR, MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.town import BOT, Town

SAID = "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在香樟苑大门，"


async def names_shown(town: Town, *hidden: str) -> list[str]:
    """Return which of these any group reads, of residents or of staff."""
    groups = (*FIRST_RINGS, STAFF, DESK)
    said = [line for group in groups for line in await town.said(Town.member_of(group), group)]
    return [name for name in hidden if any(name in line.text for line in said)]


async def test_nobody_reads_who_the_mother_is(town: Town) -> None:
    """Neither the alert nor the staff cards say it, before publishing or after."""
    await report(town, SAID + "我电话13812345678，我叫何秀兰")
    await publish(town)

    assert "红色外套" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text
    assert await names_shown(town, "13812345678", "何秀兰", "何小朋友") == []


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("我是他妈妈李美玉，老公叫张建国", ("李美玉", "张建国", "李小朋友")),
        ("小名豆豆，电话一三八一二三四五六七八", ("豆小朋友", "一三八一")),
        ("微信xiulan88", ("xiulan88",)),
    ],
)
async def test_nor_does_the_preview_say_it(town: Town, words: str, hidden: tuple[str, ...]) -> None:
    """In whatever words she says who she is."""
    await report(town, SAID + words)
    await town.press(WORKER, STAFF, "发布")

    assert "红色外套" in (await town.find(WORKER, STAFF, "马上", button="确认发布")).text
    assert await names_shown(town, *hidden) == []


@pytest.mark.published
async def test_a_neighbour_s_clue_tells_no_group_her_number(town: Town) -> None:
    """Who passes on what they know of the family is heard; their own number is for staff."""
    alert = await town.find(NEXT_DOOR, NEXT, "我有线索")

    clue = "家长电话139-0000-0001，我看到他了，打我13812345678"
    await town.write(NEXT_DOOR, NEXT, clue, reply_to=alert.id)

    assert (
        "家长电话［…］，我看到他了，打我13812345678"
        in (await town.find(WORKER, STAFF, "线索")).text
    )


async def test_the_name_of_her_account_is_hidden_in_her_own_words(town: Town) -> None:
    """She signs as her account is called: staff read her words without it."""
    await report(town, SAID)
    name = (await town.read(MOTHER, BOT))[0].raw["from"]["first_name"]
    await town.write(MOTHER, BOT, "/start")
    await town.press(MOTHER, BOT, "补充")

    await town.write(MOTHER, BOT, f"红外套上有扣子，{name}")

    card = (await town.find(WORKER, STAFF, "编号 1001")).text
    assert "红外套上有扣子" in card
    assert name not in card


async def test_an_instructor_reads_the_case_without_the_child_s_name(town: Town) -> None:
    """Instructors advise: what happened and how far it is, not who (contract.md, "Who may press").

    The mother's name beside it changes nothing: neighbours call out for 王小朋友.
    """
    await town.start(INSTRUCTOR)
    await town.start(WORKER)
    await report(town, SAID + "名叫王小豆，我叫何秀兰")

    read = {}
    for person in (INSTRUCTOR, WORKER):
        await town.write(person, BOT, "/case 1001")
        read[person] = (await town.said(person, BOT))[-1]

    assert "红色外套" in read[INSTRUCTOR].text
    assert [name for name in ("小豆", "王小朋友") if name in read[INSTRUCTOR].text] == []
    assert read[INSTRUCTOR].buttons == ()
    assert "王小朋友" in read[WORKER].text
    await publish(town)
    assert "王小朋友" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text

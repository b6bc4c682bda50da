"""What a report lacks and matters is named once; half a sentence, or a button, is answer enough."""

from tests.stories.plot import card
from tests.support.cast import FATHER, HOME, MOTHER
from tests.support.pictures import photo
from tests.support.town import BOT, Town


async def test_a_child_photo_clothes_where_and_when(town: Town) -> None:
    """Each goes from the line as it is told; what is known is never asked."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男娃")
    asked = await town.find(MOTHER, HOME, "我听到的是")
    assert "还差：照片、穿什么、最后在哪里、几点看见的" in asked.text

    await town.write(MOTHER, HOME, "红色外套")
    await town.write(MOTHER, HOME, "刚才还在大门口")
    assert "还差：照片。" in (await town.find(MOTHER, HOME, "我听到的是")).text
    await town.send_photo(MOTHER, HOME, photo())
    assert "还差" not in (await town.find(MOTHER, HOME, "我听到的是")).text
    assert len(await town.said(MOTHER, HOME)) == 1


async def test_a_lamp_by_buttons(town: Town) -> None:
    """The buildings of the grid's compound, then floors; the menu goes, one case stands right."""
    await town.write(MOTHER, HOME, "楼道灯不亮了")
    asked = await town.find(MOTHER, HOME, "我听到的是")
    assert "还差：几号楼、几楼" in asked.text
    await town.press(MOTHER, HOME, "选楼栋和楼层")
    refused = await town.press(FATHER, HOME, "香樟苑3号楼")
    assert refused is not None
    await town.press(MOTHER, HOME, "香樟苑3号楼")
    await town.press(MOTHER, HOME, "4楼")

    [left] = await town.said(MOTHER, HOME)
    assert "还差" not in left.text
    assert "选楼栋和楼层" not in left.buttons
    await town.press(MOTHER, HOME, "提交")
    assert "3号楼4楼楼道" in (await card(town)).text


async def test_a_bare_number_answers(town: Town) -> None:
    """In private 3 is the building, 4 the floor."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "香樟苑楼道灯不亮了")
    await town.write(MOTHER, BOT, "3")
    await town.write(MOTHER, BOT, "4")
    await town.press(MOTHER, BOT, "提交")

    assert "3号楼4楼" in (await card(town)).text


async def test_a_street_lamp_has_no_floor(town: Town) -> None:
    """Nor is anybody asked who has told all that matters."""
    for words in ("大门口的路灯坏了", "3号楼4楼楼道灯不亮了"):
        await town.write(MOTHER, HOME, words)
        assert "还差" not in (await town.said(MOTHER, HOME))[-1].text, words


async def test_the_house_is_known_before_the_compound(town: Town) -> None:
    """It is told in the words; only the compound is asked for, in whatever language is chosen then."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "五楼楼道的灯坏了，六号楼的")
    assert "还差" not in (await town.find(MOTHER, BOT, "我听到的是")).text
    await town.find(MOTHER, BOT, "在哪个小区")

    await town.write(MOTHER, BOT, "/language en")
    assert not any("在哪个小区" in line.text for line in await town.said(MOTHER, BOT))
    await town.write(MOTHER, BOT, "香樟苑")
    await town.press(MOTHER, BOT, "Submit")

    assert "六号楼五楼" in (await card(town)).text

"""The facts of a report: where, who, and how to reach the reporter."""

from __future__ import annotations

import pytest

from bot.domain.intake import to_building, understand
from bot.domain.intake.lexicon import fold
from bot.domain.intake.person import age, height
from bot.domain.intake.phones import phones

PLACES = [
    ("3号楼4楼楼道灯不亮了", {"building": "3", "floor": "4"}, "the plain case"),
    ("十五栋三单元灯坏了", {"building": "十五", "unit": "三"}, "Chinese numbers stay as written"),
    ("B栋2楼走廊灯烧了", {"building": "B", "floor": "2"}, "a letter"),
    ("3栋2单元401门口灯不亮", {"building": "3", "unit": "2", "room": "401"}, "a bare room number"),
    ("5-2-301楼道灯坏了", {"building": "5", "unit": "2", "room": "301"}, "the short form"),
    ("负一楼路灯不亮", {"building": None, "floor": "负一"}, "below ground"),
    ("the light on floor 4 of building 3 is out", {"building": "3", "floor": "4"}, "English"),
    ("B2栋6F走廊的灯不亮", {"building": "B2", "floor": "6"}, "a floor as lifts write it"),
    ("五号院4号楼的路灯不亮", {"building": "4"}, "the house, not its yard"),
    ("楼上1702门口灯坏了", {"room": "1702"}, "a room by its number alone"),
    ("corridor light on the 5th floor is out", {"building": None, "floor": "5"}, "ordinal"),
    ("锦绣花园3号楼路灯坏了", {"community": "锦绣花园", "building": "3"}, "a compound"),
    ("我们小区路灯坏了", {"community": None, "building": None}, "no name before 小区"),
    ("石板桥头路灯不亮", {"road": None, "landmark": "石板桥头"}, "of a corner, and no road"),
    ("十字路口路面塌了", {"road": None, "landmark": "十字路口"}, "a crossing, and no road"),
    ("柳林路路面塌了", {"road": "柳林路", "landmark": None}, "a road, said twice"),
    ("上坝村口路灯坏了", {"landmark": "上坝村口"}, "a name that begins like grammar"),
    ("我们上坝子来，路灯不亮", {"landmark": "坝子"}, "grammar"),
    ("人民路的路灯不亮", {"road": "人民路", "building": None}, "a road"),
    ("7月3号晚上路灯不亮", {"building": None, "floor": None}, "a day is no building"),
    ("这栋楼路灯坏了", {"building": None}, "which one is not said"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), PLACES)
def test_the_place_is_read_before_anything_else(
    text: str, expected: dict[str, str | None], reason: str
) -> None:
    """Numbers of house, unit, floor and room come out as written, and never from a date."""
    place = understand(text).place

    assert {name: getattr(place, name) for name in expected} == expected, reason


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("4岁半", 4.5),
        ("我爸82了，走丢了", 82),
        ("我妈78，走丢了", 78),
        ("我妈走丢了，81，柳林", 81),
        ("外婆不见了 七十六 灰衣服", 76),
        ("老汉儿，今年八十一", 81),
        ("两岁半", 2.5),
        ("三岁3个月", 3.25),
        ("8个月大", 8 / 12),
        ("七十多", (70, 79)),
        ("80多岁", (80, 89)),
        ("三四岁", (3, 4)),
        ("十五六岁", (15, 16)),
        ("十来岁", 10),
        ("10周岁", 10),
        ("5 years old", 5),
        ("三年级", (8, 9)),
        ("七十有三岁", 73),
        ("三到四岁", (3, 4)),
        ("俩岁", 2),
        ("我屋老头子76，", 76),
        ("男，七十八，", 78),
        ("我爸爸 64 岁", 64),
        ("an old lady around 75 in slippers", 75),
        ("老汉八十挨边了", 80),
        ("七十岁上下的老太太", 70),
        ("八旬老人走失", 80),
        ("我哥三十好几，", (30, 39)),
        ("男孩 14 身高1米65", 14),
        ("初中生", (12, 15)),
        ("我母亲走散落了，72，穿蓝布衫", 72),
        ("老伴耳朵听不见，六十九，", 69),
    ],
)
def test_ages_as_people_say_them(text: str, years: float | tuple[float, float]) -> None:
    """Half a year is .5, months are twelfths, and a range stays a range."""
    found = age(text)

    assert found is not None
    assert found[0] == pytest.approx(years)


@pytest.mark.parametrize(
    "text",
    ["找了3个小时", "今年8月", "3号楼", "2014年5月3日", "5块钱", "一百多个人", "花了80左右块"],
)
def test_other_numbers_are_no_age(text: str) -> None:
    """An age needs a word that makes it one."""
    assert age(text) is None


@pytest.mark.parametrize(
    ("text", "centimetres"),
    [
        ("身高1米35", 135),
        ("一米二", 120),
        ("1.15米左右", 115),
        ("160厘米", 160),
        ("身高163", 163),
        ("一米左右", 100),
        ("110公分", 110),
    ],
)
def test_heights_in_centimetres(text: str, centimetres: int) -> None:
    """Every way of saying a height ends in centimetres."""
    found = height(text)

    assert found is not None
    assert found[0] == centimetres


@pytest.mark.parametrize(
    ("text", "digits", "reason"),
    [
        ("电话138 0013 8000", ["13800138000"], "spaces"),
        ("+86-138-0013-8000", ["13800138000"], "country code"),
        ("电话１３８００１３８０００", ["13800138000"], "full width"),
        ("028-85001234", ["02885001234"], "a land line"),
        ("电话13800138000或13900139000", ["13800138000", "13900139000"], "two"),
        ("请打110或者119", [], "emergency numbers are nobody's phone"),
        ("身份证510102201501011234", [], "an identity card"),
        ("QQ1611756998", [], "an account"),
    ],
)
def test_phone_numbers_come_out_as_digits(text: str, digits: list[str], reason: str) -> None:
    """Numbers to call come out once each, digits only."""
    assert [number for number, _ in phones(fold(text))] == digits, reason


@pytest.mark.parametrize(
    ("text", "sex", "reason"),
    [
        ("我女儿不见了", "female", "the noun"),
        ("我家娃儿不见了", None, "娃儿 is either"),
        ("孩子走丢了，男孩，跟奶奶出去的", "male", "the grandmother is beside the child"),
        ("我儿子不见了，有消息联系他妈妈", "male", "the mother is whom to call"),
        ("孩子走失，性别：女，5岁", "female", "a form"),
        ("我爷爷走丢了，他女儿在到处找", "male", "the nearest word is not the subject"),
        ("my daughter is missing", "female", "English"),
    ],
)
def test_the_sex_is_that_of_the_person_missing(text: str, sex: str | None, reason: str) -> None:
    """Relatives named beside the person don't lend it their sex."""
    assert understand(text).person.sex == sex, reason


@pytest.mark.parametrize(
    ("text", "clothing"),
    [
        ("我儿子不见了，5岁，穿蓝色短袖，黑裤子，跑得快", "穿蓝色短袖，黑裤子"),
        ("我妈走失了，身穿红色毛衣", "身穿红色毛衣"),
        ("my son is missing, 5, red jacket", "red jacket"),
        ("我女儿不见了，衣服是墨绿色的", "衣服是墨绿色的"),
        ("我女儿不见了，裤子黑色，鞋子是白的", "裤子黑色，鞋子是白的"),
        ("我爸走丢了，灰帽子军绿色外套", "灰帽子军绿色外套"),
        ("my son is missing, his jacket is dark green", "jacket is dark green"),
        ("幺儿走丢了，3岁，蓝色背带裤，白背心", "蓝色背带裤，白背心"),
        ("外婆走丢了 穿紫棉袄 布鞋 没带手机", "穿紫棉袄 布鞋"),
        ("女儿走丢了，桔黄色毛衣，驼色裤子", "桔黄色毛衣，驼色裤子"),
        ("女儿走丢了，墨绿外套，卡其裤子", "墨绿外套，卡其裤子"),
        ("我女儿不见了，穿的紫色", "穿的紫色"),
        ("我女儿不见了，我都急得看穿了", None),
        ("我女儿不见了", None),
    ],
)
def test_clothing_is_a_piece_of_the_text(text: str, clothing: str | None) -> None:
    """Clothes are quoted as written, from the first garment to the last."""
    assert understand(text).person.clothing == clothing


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("我女儿不见了，扎两个小辫子，穿黄裙子", "扎两个小辫子，穿黄裙子"),
        ("孙女走丢了，7岁，扎马尾，背个小书包", "扎马尾，背个小书包"),
        ("幺儿走丢了，戴眼镜，穿绿色短袖", "戴眼镜，穿绿色短袖"),
        ("我儿子走丢了，3岁，光着脚", "光着脚"),
        ("我妈走失了，满头白发，74岁，拄着拐杖，穿花衬衫", "满头白发，拄着拐杖，穿花衬衫"),
        ("我妈走失了，拄拐杖，左脚有点跛", "拄拐杖，左脚有点跛"),
        ("爷爷走丢了，灰白头发，坐轮椅的", "灰白头发，坐轮椅"),
        ("我屋罗雨桐走丢了，齐耳短发", "齐耳短发"),
        ("有个小女娃儿在哭，梳个丸子头，找不到妈妈", "梳个丸子头"),
        ("my daughter is missing, 5, red dress, pigtails", "red dress, pigtails"),
        ("娃儿遭一个戴口罩的男人抱走了", None),
    ],
)
def test_what_a_person_looks_like_is_kept(text: str, features: str | None) -> None:
    """Hair, glasses, bag and bare feet stand beside the clothes; those of others don't."""
    assert understand(text).person.clothing == features


def test_the_contract_asks_for_the_clothes_alone() -> None:
    """`clothing` of the answer is what is worn, `features` all there is to see."""
    person = understand("我女儿不见了，扎两个小辫子，穿黄裙子").as_json()["person"]

    assert isinstance(person, dict)
    assert person["clothing"] == "穿黄裙子"
    assert person["features"] == "扎两个小辫子，穿黄裙子"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我女儿不见了，刚才还在小区中庭", "小区中庭"),
        ("我女儿在小区中庭走丢了", "小区中庭"),
        ("孙儿不见了，刚刚还在滑滑梯那边", "滑滑梯那边"),
        ("幺儿走丢了，之前在凉亭玩", "凉亭"),
        ("我儿子不见了，一直在小区花园耍", "小区花园"),
        ("我家娃儿不见了，最后在南门看到", "南门"),
        ("我妈走丢了，最后一次看到是在菜市场", "菜市场"),
        ("我女儿不见了，刚下楼到小区大门", "小区大门"),
        ("我家娃儿不见了，刚刚小区池塘边还看到", "小区池塘边"),
        ("我儿子走丢了，下午还在从化区街口街道桂花公园", "从化区街口街道桂花公园"),
        ("我儿子在成都市双流区桂花公园走丢了", "成都市双流区桂花公园"),
        ("我女儿在地铁站B口不见了", "地铁站B口"),
        ("我孙子在商场服务台走丢了", "商场服务台"),
        ("我妈刚才从5栋后门出去，不见了", "5栋后门"),
        ("我儿子不见了，最后在单元门口", "单元门口"),
        ("我妹8岁不见了，在竹溪里4栋门口", "竹溪里4栋门口"),
        ("小班的女娃不见了，在幼儿园大门", "幼儿园大门"),
        ("幼儿园大班的男娃不见了，刚才在超市门口", "超市门口"),
        ("我儿子不见了，刚才跟5栋的娃儿在滑滑梯", "滑滑梯"),
        ("我女儿不见了，没到学校，刚才在车站", "车站"),
        ("我女儿不见了，刚才在车站，广场也没得", "车站"),
        ("我妈走丢了，回来就不在医院门口了", "医院门口"),
        ("哪个在桥头看到我爸没得，他75岁", "桥头"),
        ("我妈走丢了，你们看到她往车站走没得", "车站"),
    ],
)
def test_last_seen_is_a_place_and_nothing_else(text: str, place: str) -> None:
    """Neither the time nor what the person did there is part of the name."""
    assert understand(text).person.last_seen_place == place


@pytest.mark.parametrize("empty", ["河边也没得", "学校找了没得", "没去幼儿园", "菜市场超市都没有"])
def test_where_somebody_is_not_is_not_where_they_were_seen(empty: str) -> None:
    assert understand(f"我女儿不见了，9岁，{empty}").person.last_seen_place is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("大堂有个老人迷路了", "大堂"),
        ("地铁口捡了个娃儿，说不清家在哪", "地铁口"),
        ("有个婆婆坐在花坛边上，不晓得家在哪里", "花坛边上"),
        ("有个娃儿在马路中间哭，没得大人", "马路中间"),
    ],
)
def test_where_a_finder_stands(text: str, place: str) -> None:
    assert understand(text).person.last_seen_place == place


@pytest.mark.parametrize(
    ("text", "seen", "home"),
    [
        ("我孙子不见了，6岁，穿黄外套，家住3号楼2单元501", None, "3号楼2单元501"),
        ("我妈走失了，78岁，家在香樟苑3号楼，上午从望溪广场走丢的", "望溪广场", "香樟苑3号楼"),
        ("我女儿不见了，6岁，住在香樟苑3号楼，刚才在菜市场走丢", "菜市场", "香樟苑3号楼"),
        ("家住香樟苑的王婆婆上午在望溪广场走丢了", "望溪广场", "香樟苑"),
        ("我爸走失了，家庭住址：香樟苑5栋，最后在南门看到", "南门", "香樟苑5栋"),
        ("我儿子不见了，住5栋2单元，刚才在凉亭玩", "凉亭", "5栋2单元"),
        ("大家在小区门口看到我女儿没有，她走丢了", "小区门口", None),
        ("老人家在望溪广场走丢了，78岁", "望溪广场", None),
    ],
)
def test_home_is_not_where_somebody_was_seen(text: str, seen: str | None, home: str | None) -> None:
    """Where a child lives goes to nobody's group; where it was seen is where to look."""
    meaning = understand(text)

    assert meaning.person.last_seen_place == seen
    assert meaning.home.text == home


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("3号楼2单元501", "3号楼"),
        ("香樟苑3栋4楼", "香樟苑3栋"),
        ("5-2-301", "5"),
        ("2单元501", ""),
        ("望溪商场3楼", "望溪商场3楼"),
        ("冒水凼路口", "冒水凼路口"),
    ],
)
def test_a_place_for_everybody_stops_at_the_building(place: str, shown: str) -> None:
    assert to_building(place) == shown


def test_the_answer_has_the_form_of_the_contract() -> None:
    """Place and person are always there, whatever is missing is null."""
    answer = understand("今晚吃啥子").as_json()

    assert list(answer)[:10] == [
        "kind", "category", "confidence", "place", "person",
        "phones", "injured", "sensitive", "forwarded_rumour", "others",
    ]  # fmt: skip
    assert isinstance(answer["place"], dict)
    assert isinstance(answer["person"], dict)
    assert {"text", "community", "road", "building", "unit", "floor", "room"} <= set(
        answer["place"]
    )
    assert set(answer["person"].values()) == {None}


# What is told, how many more, and sex, age and clothes of the youngest.
SEVERAL = [
    ("我家两个娃儿都不见了，大的7岁", 1, None, 7, None),
    ("我两个娃儿都不见了，哥哥8岁蓝毛衣，妹妹5岁白裙子，下坝晒坝", 1, "female", 5, "白裙子"),
    ("姐姐7岁红外套，弟弟4岁黄衣服，在菜市走丢了", 1, "male", 4, "黄衣服"),
    ("我妈和我女儿一起不见了，我妈70岁有点糊涂，女儿3岁粉衣服", 1, "female", 3, "粉衣服"),
    ("爷爷带孙子出去，两个人都联系不上，爷爷75，孙子2岁", 1, "male", 2, None),
    ("我爸70岁，我儿子4岁，没回来，我爸穿中山装，儿子穿黄衣服", 1, "male", 4, None),
    ("我两个娃儿不见了，一个8岁一个5岁", 1, None, 5, None),
    ("8岁男孩和5岁女孩走失，在北门", 1, "female", 5, None),
    ("我家双胞胎不见了，3岁，都穿蓝色棉衣", 1, None, 3, "穿蓝色棉衣"),
    ("三个小孩结伴出去耍没回来，都是10岁左右", 2, None, 10, None),
    ("我女儿5岁不见了，刚才和两个小孩在楼下耍，穿红衣服", 0, "female", 5, "穿红衣服"),
    ("两个娃儿一起放学，一个不见了，7岁，蓝校服", 0, None, 7, "蓝校服"),
    ("我儿子9岁不见了，他妹妹4岁在家里", 0, "male", 9, None),
    ("我儿子5岁不见了，男孩5岁，穿红衣服", 0, "male", 5, "穿红衣服"),
    ("孙女3岁，遭一个40岁的女人抱走了", 0, "female", 3, None),
    ("我女儿15岁离家出走，弟弟9岁说她坐车走了", 0, "female", 15, None),
    ("女儿3岁在家睡觉，儿子8岁不见了，穿蓝校服", 0, "male", 8, "穿蓝校服"),
    ("我妈70岁走丢了，带着孙女3岁", 1, "female", 3, None),
    ("我妈70岁没回来，我女儿3岁也没回来", 1, "female", 3, None),
    ("姐姐7岁不见了，红外套，弟弟4岁穿黄衣服", 1, "male", 4, "穿黄衣服"),
    ("姐姐7岁不见了，红外套，弟弟4岁黄衣服", 1, "male", 4, "黄衣服"),
    ("三娃走丢了，9岁", 0, None, 9, None),
    ("二儿子不见了，8岁", 0, "male", 8, None),
    ("龙凤胎里头的妹妹没回来，都是6岁", 0, "female", 6, None),
    ("两个女儿走丢了，都是6岁", 1, "female", 6, None),
]


@pytest.mark.parametrize(("text", "others", "sex", "age", "clothing"), SEVERAL)
def test_of_several_one_is_described(
    text: str, others: int, sex: str | None, age: int, clothing: str | None
) -> None:
    """It is the youngest, who has nothing of the others; `others` counts those."""
    answer = understand(text)
    who = answer.person

    assert (answer.kind, answer.others) == ("lost_child", others)
    assert (who.sex, who.age, who.clothing) == (sex, age, clothing)


@pytest.mark.parametrize(
    ("text", "sex", "age"),
    [
        ("我奶奶85岁走丢了，孙子12岁最后看到她在公园", "female", 85),
        ("爷爷76岁早上出门没回来，孙子10岁说他往河边走了", "male", 76),
        ("我妈78岁走丢了，我女儿6岁跟她一起住", "female", 78),
        ("我爸82岁走失，穿蓝衣服，女儿56岁联系电话13800138000", "male", 82),
        ("孙子12岁回来说奶奶85岁走丢了", "female", 85),
        ("奶奶85岁不见了，孙子12岁，急得哭", "female", 85),
    ],
)
def test_a_relative_who_is_there_is_not_missing(text: str, sex: str, age: int) -> None:
    """The grandson who saw her last is neither the one who is described nor one more."""
    answer = understand(text)

    assert (answer.kind, answer.others) == ("lost_adult", 0)
    assert (answer.person.sex, answer.person.age) == (sex, age)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("老王五金店把东门的消防通道堵死了", "东门"),
        ("便利店老板天天把消防通道锁起", None),
        ("烧烤店占道，南门消防车进不来", "南门"),
        ("红旗超市把我妈锁在里面了，出不来", "红旗超市"),
        ("烧烤店的油烟管道着火了", "烧烤店"),
    ],
)
def test_a_firm_that_does_it_is_no_place(text: str, place: str | None) -> None:
    """Groups would read who is accused; where it burns or somebody is shut in it is the place."""
    assert understand(text).place.text == place


def test_phone_and_place_are_read_from_an_answer_that_reports_nothing() -> None:
    """A reply like 3栋4楼 has no kind, and still says where."""
    answer = understand("3栋4楼，电话13800138000")

    assert answer.kind == "none"
    assert (answer.place.building, answer.place.floor) == ("3", "4")
    assert answer.phones == ("13800138000",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我家儿子宋小舟不见了，7岁，蓝色校服", "宋小舟"),
        ("我孙女何雨桐走丢了", "何雨桐"),
        ("孩子周末走失了", None),
        ("女儿马上不见了", None),
    ],
)
def test_a_name_between_kin_and_what_happened(text: str, name: str | None) -> None:
    """Who is missing is named in passing; a time that begins like a family name is no name."""
    assert understand(text).person.name == name


@pytest.mark.parametrize(
    ("text", "found", "now"),
    [
        ("有个走丢的小妹妹在地铁站哭，现在在物业办公室", "地铁站", "现在在物业办公室"),
        ("在公园门口遇到个迷路的婆婆，已经送到派出所了", "公园门口", "送到派出所了"),
        ("广场上有个三岁男娃哭着找妈妈", "广场", None),
    ],
)
def test_where_found_and_where_now_are_two_places(text: str, found: str, now: str | None) -> None:
    """The place of a report never is where the child waits."""
    answer = understand(text)

    assert answer.now_at == now
    assert found in (answer.person.last_seen_place or "")
    assert now is None or now not in str(answer.place)


def test_who_was_with_the_child_is_nobody_missing() -> None:
    """Her sex and her clothes are told, and whom she played with; 一路 is together, no road."""
    told = understand("我女娃儿也不见了，6岁白裙子，和那个黄衣服弟弟一路耍的")

    assert (told.person.sex, told.person.worn) == ("female", "白裙子")
    assert (told.place.road, told.person.last_seen_place) == (None, None)


@pytest.mark.parametrize("text", ["6-2-5楼灯不亮", "6-2-5层楼道黑起的"])
def test_building_unit_and_floor_in_one(text: str) -> None:
    place = understand(text).place

    assert (place.building, place.unit, place.floor) == ("6", "2", "5")


def test_a_child_that_is_said_to_be_a_boy_is_a_child() -> None:
    told = understand("捡到个娃儿哈，男的，会说自己叫浩浩，妈妈电话记不到", fresh=True)

    assert (told.kind, told.person.sex) == ("found_child", "male")


def test_a_runaway_is_no_chain_letter() -> None:
    """初二 is her class, and 网友 whom she wants to meet."""
    told = understand("女儿初二，留了封信说要去找网友，微信把我拉黑了，找不到人", fresh=True)

    assert (told.kind, told.forwarded_rumour) == ("lost_child", False)

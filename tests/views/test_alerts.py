"""What residents read: an alert in, the message out."""

from dataclasses import replace

import pytest

from bot.domain.alert_cards import AlertPost, AllClear, Preview, RingPlan, Thanks
from bot.domain.alerts import Ending, Level
from bot.domain.boards import Watch
from bot.domain.cards import Facts
from bot.domain.kinds import Kind
from bot.texts import LOCALES
from bot.views.layout import cut
from bot.views.message import Drawn
from bot.views.posts import show
from tests.views.html import parsed
from tests.views.samples import (
    CHILD,
    DRAFT,
    ELDER,
    FOUND_CHILD,
    GAS,
    LIGHT,
    at,
    reader,
    shown,
)

LATEST = '<a href="https://t.me/GegeBot?start=case_1001">转发前先看最新 @GegeBot</a>'


def _alert(facts: Facts, *, verified: bool = True, duty_phone: str = "028-8888") -> AlertPost:
    return AlertPost(facts, verified, duty_phone, at("10:45", day=3), at("10:45"))


def test_an_alert_for_a_missing_child() -> None:
    """One fact a line; number, validity, 110, duty phone and the way to the latest at the end."""
    assert shown(show(_alert(CHILD), reader())) == [
        "<b>🔴 寻找5岁男孩 · 冒水凼路口</b>",
        "称呼：王小朋友",
        "特征：红衣服 · 身高约 110 厘米",
        "最后出现：冒水凼路口",
        "时间：7月2日 周四 10:20",
        "看到了：陪着别走开，打 110，再点“我有线索”",
        "编号 1001 · 有效到 7月3日 周五 10:45",
        "报警 110 · 值班 028-8888",
        LATEST,
        "[我有线索]",
        "[查看进展] [信息有误]",
    ]


def test_where_nobody_knows_when_it_says_when_it_was_reported() -> None:
    unknown = replace(CHILD, last_seen_at=None, reported_at=at("10:40"))
    assert "报告时间：7月2日 周四 10:40" in shown(show(_alert(unknown), reader()))


def test_both_ends_of_a_stretch_of_time_are_told() -> None:
    """Past midnight too: neighbours look at what their cameras saw in all of it."""
    seen = replace(CHILD, last_seen_at=at("23:00"), last_seen_to=at("01:00", day=3))
    assert "时间：7月2日 周四 23:00–01:00" in shown(show(_alert(seen), reader()))

    days = replace(seen, last_seen_to=at("02:00", day=4))
    assert "时间：7月2日 周四 23:00" in shown(show(_alert(days), reader()))


def test_nobody_is_looked_for_under_a_notice() -> None:
    """A word of staff about the water wants no clue."""
    notice = replace(LIGHT, kind=Kind.HAZARD, by_hand=True, notice="今晚停水")
    assert shown(show(_alert(notice), reader()))[-1] == "[查看进展] [信息有误]"
    assert "[我有线索]" not in shown(show(_alert(notice), reader()))


def test_an_alert_in_english() -> None:
    assert shown(show(_alert(CHILD), reader("en")))[:6] == [
        "<b>🔴 Missing: boy, 5 · 冒水凼路口</b>",
        "Name: surname 王",
        "Description: 红衣服 · about 110 cm",
        "Last seen: 冒水凼路口",
        "Time: Thu 2 July, 10:20",
        "Seen them? Stay with them, call 110, then press “I have a clue”",
    ]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (CHILD, "请告诉门卫和巡逻的人；看到了打 110，再回复这条"),
        (FOUND_CHILD, "有人来认：别说孩子在哪，先打 110，再回复这条"),
        (replace(FOUND_CHILD, kind=Kind.FOUND_ADULT), "有人来认：别说人在哪，先打 110，再回复这条"),
        (GAS, "自己别靠近，远远拦住人，打 119；有情况回复这条"),
        (
            replace(GAS, category="power", level=Level.YELLOW),
            "自己别靠近，远远拦住人，打 119；有情况回复这条",
        ),
        (replace(GAS, category="other"), "自己别靠近，远远拦住人，打 119；有情况回复这条"),
        (
            replace(GAS, category="manhole", level=Level.YELLOW),
            "请提醒大家绕开，自己也别靠近；有情况回复这条",
        ),
        (
            replace(GAS, category=None, by_hand=True, level=Level.ORANGE),
            "请转告大家；有情况回复这条",
        ),
        (replace(GAS, category="road", level=Level.BLUE), "请转告大家；有情况回复这条"),
    ],
)
def test_staff_are_sent_into_no_danger(facts: Facts, told: str) -> None:
    """Nobody walks into gas; nobody looks for a child that was found, or says where it is."""
    assert told in shown(show(Watch(_alert(facts)), reader()))


def test_who_is_in_that_house_reads_what_to_do_there() -> None:
    """To keep away helps nobody who is inside; staff are told as before."""
    told = shown(show(_alert(GAS), reader()))
    pole = shown(show(_alert(replace(GAS, category="structure")), reader()))

    assert "这栋楼里的人：不碰开关，不点火，开着门马上出来" in told
    assert "其他人请绕开，不要靠近围观" in told
    assert "请绕开，不要靠近围观" in pole


@pytest.mark.parametrize(
    ("place", "level", "inside"),
    [
        ("书院坝3栋2单元", Level.RED, True),
        ("12号楼501室", Level.RED, True),
        ("书院坝3栋2单元", Level.ORANGE, False),
        ("东街十字路口", Level.RED, False),
        ("3号楼门口", Level.RED, False),
        ("3号楼旁边的垃圾桶", Level.RED, False),
        (None, Level.RED, False),
    ],
)
def test_nobody_leaves_a_closed_flat_for_gas_in_the_street(
    place: str | None, level: Level, *, inside: bool
) -> None:
    told = "\n".join(shown(show(_alert(replace(GAS, place=place, level=level)), reader())))
    assert ("楼里的人" in told) is inside


def test_an_unverified_alert_names_nobody() -> None:
    """Promise 3: 未核实先发 goes without the name, even where the guardian gave consent."""
    facts = replace(CHILD, full_name="王小明")

    text = show(_alert(facts, verified=False), reader()).text

    assert "王" not in text
    assert "消息还在核实" in text


def test_the_full_name_needs_consent() -> None:
    """Services set it only then."""
    text = show(_alert(replace(CHILD, full_name="王小明")), reader()).text

    assert "称呼：王小明" in text


@pytest.mark.parametrize(
    ("changes", "first", "called"),
    [
        ({}, "🔴 寻找70多岁婆婆 · 冒水凼路口", "称呼：王婆婆"),
        ({"sex": "male", "age": "82"}, "🔴 寻找82岁爷爷 · 冒水凼路口", "称呼：王爷爷"),
        ({"sex": None, "age": "66"}, "🔴 寻找66岁老人 · 冒水凼路口", "称呼：王某"),
        ({"age": "40"}, "🔴 寻找40岁女士 · 冒水凼路口", "称呼：王女士"),
        ({"age": None, "text": "我妈走丢了"}, "🔴 寻找一位女士 · 冒水凼路口", "称呼：王女士"),
        ({"age": None, "text": "有个太婆走丢了"}, "🔴 寻找一位婆婆 · 冒水凼路口", "称呼：王婆婆"),
        ({"kind": Kind.LOST_CHILD, "age": "0.5"}, "🔴 寻找6个月大的女孩 · 冒水凼路口", "王小朋友"),
        ({"kind": Kind.LOST_CHILD, "age": "4.5"}, "🔴 寻找4岁半女孩 · 冒水凼路口", "王小朋友"),
        ({"kind": Kind.LOST_CHILD, "age": "5-6"}, "🔴 寻找5到6岁女孩 · 冒水凼路口", "王小朋友"),
    ],
)
def test_people_are_called_as_neighbours_call_them(
    changes: dict[str, object], first: str, called: str
) -> None:
    message = show(_alert(replace(ELDER, **changes)), reader())  # type: ignore[arg-type]

    assert shown(message)[0] == f"<b>{first}</b>"
    assert called in message.text


def test_a_found_child_is_described_by_the_place_alone() -> None:
    """Promise 5: what the alert leaves out is what a claimant will be asked for."""
    message = show(_alert(FOUND_CHILD), reader())

    assert shown(message) == [
        "<b>🟠 3岁女孩在找家人 · 冒水凼路口</b>",
        "发现地点：冒水凼路口",
        "时间：7月2日 周四 10:20",
        "是家人：点“我是家长”，我私下和您核对",
        "编号 1001 · 有效到 7月3日 周五 10:45",
        "报警 110 · 值班 028-8888",
        LATEST,
        "[我有线索] [我是家长]",
        "[查看进展] [信息有误]",
    ]


def test_clue_and_claim_open_the_private_chat() -> None:
    """URL buttons by number; the others are presses."""
    message = show(_alert(FOUND_CHILD), reader())
    assert message.keyboard is not None
    first, second = message.keyboard.inline_keyboard

    assert [button.url for button in first] == [
        "https://t.me/GegeBot?start=clue_1001",
        "https://t.me/GegeBot?start=claim_1001",
    ]
    assert all(button.callback_data and button.url is None for button in second)


def test_fire_and_gas_name_119_and_an_exercise_says_so_first() -> None:
    message = show(_alert(replace(GAS, exercise=True), duty_phone=""), reader())

    assert shown(message)[0] == "<b>【演练】🔴 可能漏燃气 · 3号楼4楼</b>"
    assert "火警 119 · 报警 110" in message.text
    assert "值班" not in message.text


def test_words_of_a_report_are_shown_only_where_nothing_else_is_known() -> None:
    """A danger without category and place: a short piece, without contact."""
    words = "有人往楼下扔东西 电话 13912345678 看 https://x.example"
    vague = replace(GAS, category=None, place=None, text=words)

    assert "情况：有人往楼下扔东西 电话 ［…］ 看 ［…］" in show(_alert(vague), reader()).text
    assert "情况" not in show(_alert(replace(vague, place="5号楼")), reader()).text
    assert "情况" not in show(_alert(replace(vague, sensitive=True)), reader()).text


@pytest.mark.parametrize("facts", [CHILD, ELDER, FOUND_CHILD, GAS, LIGHT])
@pytest.mark.parametrize("place", ["冒水凼路口", "锦城小区三期东门外公交站台旁边的便利店门口对面"])
def test_the_first_line_stands_alone(facts: Facts, place: str) -> None:
    """At most 30 characters, what and where."""
    facts = replace(facts, place=place, last_seen_place=place)

    first = parsed(show(_alert(facts), reader()).text).text.split("\n")[0]

    assert len(first) <= 30
    assert place[:5] in first


def test_a_line_is_not_cut_behind_a_sign_that_joins_nothing() -> None:
    """Where the place has no room its dot goes, too."""
    assert cut("灯不亮了 · 3号楼4楼", 8) == "灯不亮了…"


def test_the_preview_says_how_far_it_goes() -> None:
    """Rings without delay count into 马上; empty ones are left out."""
    rings = (RingPlan(0, 3), RingPlan(0, 1), RingPlan(5, 6), RingPlan(15, 0))
    message = show(Preview(CHILD, rings, "028-8888", at("10:45", day=3)), reader())

    assert shown(message)[:3] == [
        "预览 · 马上 4 个群 · 5 分钟后 6 个群",
        "",
        "<b>🔴 寻找5岁男孩 · 冒水凼路口</b>",
    ]
    assert shown(message)[-5:] == [
        "",
        "“确认发布”就是说：我认识报告人，或者已经打电话问过。",
        "“未核实先发”不带姓名和照片，线索只给网格员看。",
        "[确认发布] [未核实先发]",
        "[不发布]",
    ]


def test_only_publishing_and_recalling_are_coloured() -> None:
    """Telegram's styles stay rare enough to mean something."""
    message = show(Preview(CHILD, (RingPlan(0, 1),), "", at("10:45")), reader())
    assert message.keyboard is not None

    styles = [button.style for row in message.keyboard.inline_keyboard for button in row]

    assert styles == ["success", None, None]


def test_a_draft_can_be_previewed_before_it_has_a_number() -> None:
    text = show(Preview(DRAFT, (), "", at("10:45")), reader()).text

    assert "编号" not in text
    assert "范围内还没有居民群" in text


def test_a_decided_preview_has_no_buttons() -> None:
    card = Preview(CHILD, (), "", at("10:45"), done="unverified")

    assert shown(show(card, reader())) == ["✅ 已先发，待核实 · 编号 1001"]


@pytest.mark.parametrize(
    ("kind", "ending", "first"),
    [
        (Kind.LOST_CHILD, Ending.FOUND, "✅ 孩子找到了，谢谢大家"),
        (Kind.LOST_ADULT, Ending.FOUND, "✅ 人找到了，谢谢大家"),
        (Kind.FOUND_CHILD, Ending.FOUND, "✅ 孩子已安顿好，谢谢大家"),
        (Kind.LOST_CHILD, Ending.OVER, "✅ 不用再找了，谢谢大家"),
        (Kind.HAZARD, Ending.OVER, "✅ 这里没事了，谢谢大家"),
        (Kind.LOST_ADULT, Ending.SEARCH_ENDED, "ℹ️ 搜寻已结束，谢谢大家"),
        (Kind.LOST_CHILD, Ending.RECALLED, "ℹ️ 这条消息已撤回"),
        (Kind.LOST_CHILD, Ending.EXPIRED, "ℹ️ 这条消息已过有效期"),
        (Kind.HAZARD, Ending.ENDED, "ℹ️ 这条通知已结束"),
    ],
)
def test_what_stands_in_an_alerts_place(kind: Kind, ending: Ending, first: str) -> None:
    """The ending, the number and the neutral picture; a search that ended gets no tick."""
    message = show(AllClear(1001, kind, at("11:20"), ending), reader())

    assert shown(message)[:2] == [f"<b>{first}</b>", "编号 1001 · 7月2日 周四 11:20"]
    assert message.picture is Drawn.ALL_CLEAR
    assert message.keyboard is None


def test_where_nobody_has_said_that_it_is_safe() -> None:
    """A gas leak's message that was taken back or has expired says whom to ask."""
    over = AllClear(
        1001, Kind.HAZARD, at("11:20"), Ending.EXPIRED, danger=True, duty_phone="028-8888"
    )

    assert shown(show(over, reader()))[2] == "现在安不安全，请先问值班 028-8888"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("ending", Ending)
def test_no_ending_is_cut_off(kind: Kind, ending: Ending, locale: str) -> None:
    """Our own first lines fit what a notification shows."""
    message = show(AllClear(1001, kind, at("11:20"), ending), reader(locale))

    assert "…" not in message.text


def test_the_silent_reply() -> None:
    def said(kind: Kind, ending: Ending) -> list[str]:
        return shown(show(Thanks(1001, kind, ending), reader()))

    assert said(Kind.LOST_CHILD, Ending.FOUND) == ["孩子找到了，谢谢大家"]
    assert said(Kind.LOST_ADULT, Ending.FOUND) == ["人找到了，谢谢大家"]
    assert said(Kind.FOUND_CHILD, Ending.FOUND) == ["不用再找了，孩子已安顿好，谢谢大家"]
    assert said(Kind.LOST_CHILD, Ending.OVER) == ["不用再找了，谢谢大家"]
    assert said(Kind.LOST_CHILD, Ending.SEARCH_ENDED) == ["搜寻已结束，谢谢大家"]

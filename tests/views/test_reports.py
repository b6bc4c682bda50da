"""What the reporter reads: a card in, the message out."""

from dataclasses import replace

import pytest

from bot.domain.alerts import Level
from bot.domain.calls import Unheard
from bot.domain.cards import GroupLine, Prompt, ReporterCard, Survey, Withdrawn
from bot.domain.clue_cards import GuardianWelcome
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import State
from bot.views.posts import show
from tests.views.samples import CHILD, DISPUTE, DRAFT, FOUND_CHILD, GAS, LIGHT, at, reader, shown


def test_a_missing_child_is_sent_to_the_police_first() -> None:
    """The first line is 110; then what was understood, and is that right?"""
    message = show(Prompt(DRAFT, urgent=True, told=True, duty_phone="028-8888"), reader())

    assert shown(message) == [
        "请先打 110，不用等 24 小时。",
        "值班电话 028-8888",
        "我听到的是：",
        "<b>🔴 寻找5岁男孩 · 冒水凼路口</b>",
        "特征：红衣服 · 身高约 110 厘米",
        "最后出现：冒水凼路口",
        "时间：7月2日 周四 10:20",
        "已经先发给网格员（未确认）。",
        "对吗？点“提交”，网格员就开始办。",
        "[提交] [不是报告]",
        "[补充]",
    ]


def test_english_says_the_same_in_the_same_order() -> None:
    """English keeps structure, numbers and buttons."""
    message = show(Prompt(DRAFT, urgent=True, told=True, duty_phone="028-8888"), reader("en"))

    assert shown(message) == [
        "Call 110 now: no 24-hour wait.",
        "Duty desk 028-8888",
        "This is what I understood:",
        "<b>🔴 Missing: boy, 5 · 冒水凼路口</b>",
        "Description: 红衣服 · about 110 cm",
        "Last seen: 冒水凼路口",
        "Time: Thu 2 July, 10:20",
        "Grid workers have been sent this (unconfirmed).",
        "Is that right? Press “Submit” and the grid workers start.",
        "[Submit] [Not a report]",
        "[Add]",
    ]


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        (GAS, "请先离开，再打 119。"),
        (replace(GAS, category="fire"), "请先离开，再打 119。"),
        (replace(GAS, category="elevator"), "有人被困请先打 119。"),
        (replace(GAS, category="power"), "请先离开，再打 119。"),
        (replace(GAS, category="structure"), "请先离开，再打 119。"),
        (
            replace(LIGHT, kind=Kind.HELP, text="有人掉河里了"),
            "请先打 110 和 119，别自己冒险去救。",
        ),
        (
            replace(LIGHT, kind=Kind.HELP, text="娃儿掉到堰塘头了"),
            "请先打 110 和 119，别自己冒险去救。",
        ),
        (
            replace(LIGHT, kind=Kind.HELP, text="小孩爬到窗子外头去了"),
            "请先打 110 和 119，别自己冒险去救。",
        ),
        (replace(LIGHT, kind=Kind.HELP, text="娃儿遭反锁在屋头了"), "有人被困请先打 119。"),
        (replace(LIGHT, kind=Kind.HELP, text="救命"), "请先打 110，有人受伤再打 120。"),
        (
            replace(LIGHT, kind=Kind.HELP, text="有人抢劫，把人打伤了"),
            "请先打 110，有人受伤再打 120。",
        ),
        (replace(LIGHT, kind=Kind.HELP, text="救命，我妈晕倒了"), "有人受伤或不舒服，请先打 120。"),
        (replace(LIGHT, kind=Kind.HELP), "有人受伤或不舒服，请先打 120。"),
        (
            replace(LIGHT, kind=Kind.HELP, sensitive=True, level=Level.RED),
            "请先打 110，有人受伤再打 120。",
        ),
        (FOUND_CHILD, "请先打 110，请民警来接。"),
    ],
)
def test_each_danger_has_its_own_first_call(facts: object, first: str) -> None:
    """119 for fire, gas and people trapped, 120 for the injured, 110 for the rest."""
    message = show(Prompt(facts, urgent=True), reader())  # type: ignore[arg-type]

    assert shown(message)[0] == first


def test_who_reports_gas_reads_what_to_do_inside() -> None:
    """They may be in that very house, and read on when the report is on its way."""
    card = ReporterCard(replace(GAS, state=State.NEW))

    inside = "这栋楼里的人：不碰开关，不点火，开着门马上出来"
    assert inside in shown(show(card, reader()))
    assert inside in shown(show(GroupLine(replace(GAS, state=State.NEW)), reader()))


def test_a_lamp_is_asked_about_in_three_lines() -> None:
    """Nothing urgent: no emergency number, nothing said twice."""
    message = show(Prompt(LIGHT, urgent=False), reader())

    assert shown(message) == [
        "我听到的是：",
        "<b>🔵 灯不亮了 · 3号楼4楼</b>",
        "对吗？点“提交”就转给网格员。",
        "[提交] [不是报告]",
        "[补充]",
    ]


@pytest.mark.parametrize("card", [Prompt(DISPUTE, urgent=False), GroupLine(DISPUTE)])
def test_a_dispute_is_never_repeated_in_a_group(card: object) -> None:
    """One neutral line: neither place nor matter nor number (promise 9)."""
    text = show(card, reader()).text

    assert "这件事请私下告诉我" in text
    assert all(word not in text for word in ("楼", "吵", "矛盾", "1002"))


def test_a_withdrawn_prompt_says_one_quiet_line() -> None:
    assert shown(show(Withdrawn(), reader())) == ["没有提交，这一条收起了。"]


def test_the_author_in_the_group_is_asked_whether_a_relative() -> None:
    """After 提交: the number, who has it, and the question; the rest in private."""
    message = show(ReporterCard(CHILD, ask_relation=True), reader())

    assert shown(message) == [
        "<b>🔴 寻找5岁男孩 · 冒水凼路口</b>",
        "编号 1001 · 已送达锦城一格的网格员",
        "急事打 110",
        "您是家长/家属吗？",
        "[是] [帮别人发的]",
        "[私聊看进展]",
    ]
    assert message.keyboard is not None
    assert message.keyboard.inline_keyboard[1][0].url == "https://t.me/GegeBot?start=card_7"


def test_the_guardian_sees_how_far_it_is() -> None:
    """One live card: who got it, how many groups, clues and the next ring."""
    card = ReporterCard(
        CHILD,
        guardian=True,
        private=True,
        seen_by="小张",
        seen_at=at("10:42"),
        owner="小张",
        groups=4,
        clues=2,
        next_ring_at=at("10:47"),
    )

    assert shown(show(card, reader())) == [
        "<b>🔴 寻找5岁男孩 · 冒水凼路口</b>",
        "编号 1001 · 小张 10:42 收到",
        "办理：小张",
        "已发 4 个群 · 线索 2 条 · 10:47 再发远一点",
        '<a href="https://t.me/GegeBot?start=mine">看我所有的事</a>',
        "[找到了] [补充]",
    ]


def test_a_guardian_without_private_chat_has_the_button_under_the_own_message() -> None:
    """找到了 must be in reach even where the bot can't write in private."""
    message = show(ReporterCard(CHILD, guardian=True), reader())

    assert shown(message)[-2:] == ["[找到了] [补充]", "[私聊看进展]"]


def test_after_found_the_guardian_waits_for_one_look() -> None:
    """The description is gone, and 找到了 can't be pressed twice."""
    facts = replace(CHILD, state=State.PENDING_CHECK)
    message = show(ReporterCard(facts, guardian=True, private=True), reader())

    assert shown(message) == [
        "<b>编号 1001 · 人找到了</b>",
        "已送达锦城一格的网格员",
        "网格员要见到本人或通一次电话，才算办完。",
        '<a href="https://t.me/GegeBot?start=mine">看我所有的事</a>',
        "[补充]",
    ]


@pytest.mark.parametrize(
    ("outcome", "first"),
    [
        (Outcome.REUNITED, "✅ 已经和家人团聚"),
        (Outcome.SEARCH_ENDED, "ℹ️ 搜寻已结束"),
        (Outcome.FALSE_ALARM, "ℹ️ 无需再找"),
        (Outcome.DUPLICATE, "ℹ️ 无需再找"),
    ],
)
def test_a_search_that_is_over_names_nobody(outcome: Outcome, first: str) -> None:
    """Residents never read 误报 or 重复; not every end gets a tick."""
    facts = replace(CHILD, state=outcome.state, outcome=outcome)

    message = show(ReporterCard(facts, guardian=True, private=True), reader())

    assert shown(message)[0] == f"<b>{first}</b>"
    assert message.keyboard is None
    assert all(word not in message.text for word in ("男孩", "王", "红衣服", "冒水凼"))


def test_the_finder_of_a_child_gets_four_lines() -> None:
    """Light, a second adult, hand over only to staff or police, 110."""
    message = show(GroupLine(FOUND_CHILD, talk_in_private=True), reader())

    assert shown(message) == [
        "<b>🟠 3岁女孩在找家人 · 冒水凼路口</b>",
        "编号 1001 · 已送达锦城一格的网格员",
        "先到亮的地方，陪着别走开。",
        "请再叫一位大人一起。",
        "网格员或民警到了再交人，别交给其他人。",
        "打 110，请民警来接。",
        "[私聊看进展]",
    ]


def test_whom_to_ring_stays_after_a_danger_was_submitted() -> None:
    """The prompt began with 119 and is gone; what can wait has no such line."""
    assert shown(show(GroupLine(GAS, owner="小张"), reader()))[:3] == [
        "<b>🔴 可能漏燃气 · 3号楼4楼</b>",
        "编号 1002 · 小张 在办",
        "请先离开，再打 119。",
    ]
    assert "119" in show(ReporterCard(GAS, private=True), reader()).text
    assert "119" not in show(GroupLine(replace(GAS, level=Level.YELLOW)), reader()).text


def test_once_found_the_line_in_the_group_describes_nobody() -> None:
    facts = replace(CHILD, state=State.PENDING_CHECK)

    assert shown(show(GroupLine(facts, owner="小张", talk_in_private=True), reader())) == [
        "<b>编号 1001 · 人找到了</b>",
        "小张 在办",
        "[私聊看进展]",
    ]


def test_a_lamp_has_one_line_in_the_group() -> None:
    """Number, who is on it, how many met it too."""
    message = show(GroupLine(LIGHT, owner="小张", also=3), reader())

    assert shown(message) == [
        "<b>🔵 灯不亮了 · 3号楼4楼</b>",
        "编号 1002 · 小张 在办 · 3 人也遇到",
        "[我也遇到] [查看进展]",
    ]


def test_a_repaired_lamp_says_so_and_offers_nothing_more() -> None:
    facts = replace(LIGHT, state=State.RESOLVED, outcome=Outcome.REPAIRED)

    assert shown(show(GroupLine(facts), reader())) == [
        "<b>✅ 修好了 · 灯不亮了 · 3号楼4楼</b>",
        "编号 1002",
    ]


def test_a_guardian_first_reads_110_and_a_warning() -> None:
    """Money for 'clues' is a scam; the name stays out of the groups."""
    assert shown(show(GuardianWelcome(1001, "028-8888"), reader())) == [
        "现在就打 110，不用等 24 小时。",
        "值班电话 028-8888",
        "要钱的“线索”是诈骗，先告诉民警。",
        "您的姓名和电话不会出现在任何群里。",
        "编号 1001 有进展，我就在这里告诉您。",
        "人找到了，请点“找到了”，各个群马上就停。",
    ]


def test_silence_of_the_staff_is_said_plainly() -> None:
    """Promise 7: exactly that nobody pressed anything, with 110 and the duty phone."""
    assert shown(show(Unheard(1001, 3, "028-8888"), reader())) == [
        "请直接打 110。",
        "编号 1001 · 3 分钟了，还没有网格员回应。",
        "我已经告诉上一级和值班的人。",
        "值班电话 028-8888",
    ]


def test_the_survey_asks_once() -> None:
    """A rating takes the buttons away."""
    asked = Survey(8, 1002, Kind.LIGHT, Outcome.REPAIRED)

    assert shown(show(asked, reader())) == [
        "编号 1002：灯修好了吗？",
        "网格员说：修好了",
        "[已解决] [部分解决]",
        "[没解决]",
    ]
    assert shown(show(replace(asked, rated="unsolved"), reader())) == [
        "编号 1002 · 记下了：没解决。再办一次，上一级也会看到。"
    ]
    top = replace(asked, rated="unsolved", at_top=True)
    assert "值班的人也会看到" in shown(show(top, reader()))[0]


def test_what_cannot_be_done_is_told_with_its_reason() -> None:
    """Nobody whose lamp stays dark is asked whether it burns."""
    asked = Survey(8, 1002, Kind.LIGHT, Outcome.CANNOT_FIX, "厂家停产了，等新灯具")

    assert shown(show(asked, reader())) == [
        "编号 1002：暂时解决不了，对不起",
        "网格员说：厂家停产了，等新灯具",
        "您看这样行不行？还要办，点“没解决”，就再办一次。",
        "[已解决] [部分解决]",
        "[没解决]",
    ]

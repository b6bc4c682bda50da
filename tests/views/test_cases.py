"""Pickers and `/case`: what staff are asked and told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import Step
from bot.domain.kinds import OFFERED, Kind, Outcome
from bot.domain.looking import Story
from bot.domain.states import State
from bot.views import cases
from bot.views.buttons import Act, Press
from bot.views.message import Message
from tests.views.html import length
from tests.views.samples import CHILD, FOUND_CHILD, LIGHT, reader, shown, step


def _presses(message: Message) -> list[Press]:
    assert message.keyboard is not None
    buttons = [button for row in message.keyboard.inline_keyboard for button in row]
    return [Press.unpack(button.callback_data or "") for button in buttons]


def test_a_notice_ends_in_words_of_its_own() -> None:
    """Nobody removes the danger of a vaccination; one sent by mistake is void."""
    notice = replace(LIGHT, kind=Kind.HAZARD, by_hand=True)

    picker = shown(cases.outcome_picker(notice, reader()))
    over = replace(notice, state=State.RESOLVED, outcome=Outcome.ANSWERED)

    assert picker[1:] == ["[通知结束]", "[发错了，作废]", "[取消]"]
    assert "通知已结束" in shown(cases.latest(over, reader()))[0]


@pytest.mark.parametrize("kind", Kind)
def test_the_picker_offers_what_the_contract_offers(kind: Kind) -> None:
    """In its order, at most 8 rows, 取消 last."""
    message = cases.outcome_picker(replace(LIGHT, kind=kind), reader())

    assert [press.arg for press in _presses(message)] == [*OFFERED[kind], ""]
    assert shown(message)[-1] == "[取消]"
    assert len(shown(message)) - 1 <= 8


def test_giving_a_found_person_back_is_asked_once_more() -> None:
    message = cases.handover_picker(FOUND_CHILD, reader())

    assert shown(message) == [
        "编号 1001：人是怎么交给家人的？",
        "[民警在场]",
        "[证件核对]",
        "[熟人确认]",
        "[取消]",
    ]
    assert [press.arg for press in _presses(message)[:-1]] == [*cases.HANDOVERS]


def test_assigning_offers_people_then_grids() -> None:
    """Two in a row; the press carries the id."""
    people = [(11, "小张"), (12, "小李"), (13, "小王")]
    message = cases.assign_picker(7, 1001, people, [(5, "锦城社区")], reader())

    assert shown(message) == [
        "编号 1001：派给谁？",
        "[小张] [小李]",
        "[小王]",
        "[转交 锦城社区]",
        "[取消]",
    ]
    assert [(press.act, press.arg) for press in _presses(message)] == [
        (Act.ASSIGN_TO, "11"),
        (Act.ASSIGN_TO, "12"),
        (Act.ASSIGN_TO, "13"),
        (Act.TRANSFER_TO, "5"),
        (Act.CANCEL, ""),
    ]


@pytest.mark.parametrize(("people", "grids"), [(0, 0), (40, 0), (0, 40), (40, 40), (1, 40)])
def test_a_picker_never_outgrows_the_screen(people: int, grids: int) -> None:
    """However many there are, 8 rows; where both exist, both are offered."""
    message = cases.assign_picker(
        7,
        1001,
        [(number, f"人{number}") for number in range(people)],
        [(number, f"格{number}") for number in range(grids)],
        reader(),
    )

    acts = [press.act for press in _presses(message)]
    assert len(shown(message)) - 1 <= 8
    assert (Act.ASSIGN_TO in acts) == bool(people)
    assert (Act.TRANSFER_TO in acts) == bool(grids)


def test_a_village_leafs_through_its_grids() -> None:
    """Twelve at a time, and on from the first again."""
    grids = [(number, f"格{number}") for number in range(15)]
    first, last = (cases.transfer_picker(7, 1001, grids, reader(), start=at) for at in (0, 12))

    assert shown(first)[0] == "编号 1001：转给哪个网格？"
    assert shown(first)[-2:] == ["[更多]", "[取消]"]
    assert [press.arg for press in _presses(first)[-3:]] == ["11", "12", ""]
    assert shown(last)[1:] == ["[转交 格12] [转交 格13]", "[转交 格14]", "[更多]", "[取消]"]


def test_more_holds_what_the_card_has_no_room_for() -> None:
    """By state: contact always, 提交核查 and 发布, if it was out before 重新发布, while somebody works on it."""
    working = replace(CHILD, state=State.IN_PROGRESS)

    assert shown(cases.more_menu(CHILD, reader())) == [
        "编号 1001：还要做什么？",
        "[联系报告人] [转交]",
        "[升级] [更正]",
        "[备注] [级别]",
        "[取消]",
    ]
    own = replace(CHILD, may_drill=True)
    assert shown(cases.more_menu(own, reader()))[3:5] == ["[备注] [级别]", "[演练]"]
    assert shown(cases.more_menu(working, reader()))[2:4] == [
        "[升级] [提交核查]",
        "[📢 发布] [更正]",
    ]
    again = cases.more_menu(working, reader(), again=True)
    assert shown(again)[3] == "[重新发布] [更正]"
    assert shown(cases.more_menu(LIGHT, reader()))[1:] == [
        "[联系报告人] [转交]",
        "[备注]",
        "[取消]",
    ]
    assert "暂缓" in shown(cases.more_menu(CHILD, reader(), alert_out=True))[2]


STEPS = (
    step("report", "李梅", time="10:40"),
    step("submit", "李梅", time="10:41"),
    step("relation", "李梅", "guardian", time="10:41"),
    step("claim", "小张"),
    step("assign", "小张", "小李", time="10:43"),
    step("publish", "小李", "unverified", time="10:44"),
    step("unheard", time="10:45"),
    step("close", "小李", "reunited: police", time="10:50"),
)
NOW = STEPS[-1].at


def test_the_story_of_a_case() -> None:
    """Everything but contact; the reporter is not named."""
    facts = replace(FOUND_CHILD, state=State.RESOLVED, outcome=Outcome.REUNITED)
    story = Story(facts, STEPS, full=True, staff=True, handles=True, owner="小张")
    message = cases.case_story(story, reader(), at=NOW + timedelta(days=1))

    assert shown(message) == [
        "<b>✅ 孩子在找家人 · 锦城一格</b>",
        "编号 1001 · 已解决 · 已团聚",
        "网格：锦城一格",
        "办理：小张",
        "称呼：王小朋友",
        "特征：红衣服 · 身高约 110 厘米",
        "发现地点：冒水凼路口",
        "时间：7月2日 周四 10:20",
        "原话：“我家孩子不见了，5岁，穿红衣服”",
        "有照片",
        "经过：",
        "7月2日 10:40 报告人 发来报告",
        "7月2日 10:41 报告人 已提交",
        "7月2日 10:41 报告人 说了自己是谁（家长/家属）",
        "7月2日 10:42 小张 已认领",
        "7月2日 10:43 小张 已派遣（小李）",
        "7月2日 10:44 小李 已发布（未核实）",
        "7月2日 10:45 没有人回应，已告诉上一级",
        "7月2日 10:50 小李 已办结（已团聚 · 民警在场）",
        "[重新办理]",
    ]


def test_who_reported_and_mended_it_has_mended_it_by_name() -> None:
    """自报自结: the worker's own report is 报告人's, what they did as staff is theirs."""
    steps = (step("report", "小张"), step("submit", "小张"), step("close", "小张", "repaired"))
    closed = replace(LIGHT, state=State.RESOLVED, outcome=Outcome.REPAIRED, self_closed=True)

    message = cases.case_story(Story(closed, steps, full=True, staff=True), reader(), at=NOW)

    assert [line.split()[1] for line in shown(message)[-3:]] == ["报告人", "报告人", "小张"]


def test_only_staff_get_buttons_and_staff_words() -> None:
    closed = replace(LIGHT, state=State.WITHDRAWN, outcome=Outcome.FALSE_ALARM)

    theirs = Story(LIGHT, (), full=True, staff=True)

    assert shown(cases.case_story(replace(theirs, handles=True), reader(), at=NOW))[-1] == (
        "[联系报告人] [更多]"
    )
    assert cases.case_story(theirs, reader(), at=NOW).keyboard is None
    assert "误报" not in cases.case_story(Story(closed, (), full=True), reader(), at=NOW).text


def test_a_stranger_reads_kind_place_and_state() -> None:
    """Not the words, not the people."""
    climbed = replace(LIGHT, grid="榆溪镇", origin="锦城一格")
    message = cases.case_story(Story(climbed, (), full=False), reader(), at=NOW)

    assert shown(message) == ["<b>🔵 灯不亮了 · 锦城一格</b>", "编号 1002 · 待受理"]


@pytest.mark.parametrize("text", ["灯" * 4000, "😀" * 4000, "<&>" * 1300, "一 二\n" * 900])
def test_a_long_text_is_told_whole_over_several_messages(text: str) -> None:
    """`/case N` shows all, each part within Telegram's limit."""
    facts = replace(LIGHT, text=text)
    steps = tuple(Step(one.at, one.action, "😀" * 40, "😀" * 90) for one in STEPS * 3)

    story = Story(facts, steps, full=True)
    parts = [cases.case_story(story, reader(), at=NOW), *cases.case_rest(facts, reader())]

    told = "".join(part.text.split("“")[1].split("”")[0] for part in parts)
    assert told == " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(
        ">", "&gt;"
    )
    assert all(length(part.text) <= 4096 for part in parts)


def test_the_whole_story_is_told() -> None:
    """Every step of an ordinary case; of an endless one the last, and how many came before."""
    one = STEPS[3]  # of a worker, who is named

    def told(count: int) -> list[str]:
        steps = tuple(replace(one, who=f"{nth}号") for nth in range(count))
        return shown(cases.case_story(Story(LIGHT, steps, full=True), reader(), at=NOW))

    assert "0号" in "".join(told(30))
    assert "更早的" in "".join(told(300))
    assert "299号" in told(300)[-1]


def test_the_latest_of_a_search_tells_nothing_once_it_is_over() -> None:
    """What 转发前先看最新 opens, for anybody."""
    over = replace(CHILD, state=State.UNRESOLVED, outcome=Outcome.SEARCH_ENDED)
    found = replace(CHILD, state=State.PENDING_CHECK)
    elsewhere = replace(CHILD, state=State.MERGED, outcome=Outcome.DUPLICATE, sought=True)

    assert shown(cases.latest(CHILD, reader()))[-1] == "还在找，请看群里最新的那一条。"
    assert shown(cases.latest(over, reader())) == [
        "<b>ℹ️ 搜寻已结束</b>",
        "编号 1001",
        "已经结束，请不要再转发。",
    ]
    assert shown(cases.latest(found, reader()))[0] == "<b>ℹ️ 无需再找</b>"
    assert shown(cases.latest(elsewhere, reader())) == [
        "<b>ℹ️ 和别人报的是同一个人，还在找</b>",
        "编号 1001",
        "还在找，请看群里最新的那一条。",
    ]

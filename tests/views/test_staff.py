"""What staff read: a card in, the message out."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.alerts import Level
from bot.domain.calls import DutyCall, NobodyOnDuty
from bot.domain.cards import Climbed, Facts, StaffCard
from bot.domain.clue_cards import FoundClaim, Says
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import State
from bot.texts import LOCALES
from bot.views.message import Drawn
from bot.views.posts import show
from tests.views.html import length
from tests.views.samples import CHILD, DISPUTE, DRAFT, GAS, LIGHT, at, reader, shown, step

CALM = ["[👀 收到] [🙋 认领]", "[📢 发布] [派遣]", "[办结] [更多]"]
ALERTING = ["[👀 收到] [🙋 认领]", "[📢 扩大范围] [派遣]", "[办结] [撤回]"]
OTHER = ["[👀 收到] [🙋 认领]", "[派遣] [升级]", "[办结] [更多]"]
CLAIMED = ["[👀 收到] [提交核查]", "[派遣] [升级]", "[办结] [更多]"]
CHECK = ["[核查通过] [核查不通过]", "[办结]"]


def _in(facts: Facts, state: State) -> Facts:
    return replace(facts, state=state)


@pytest.mark.parametrize(
    ("facts", "alert_out", "rows"),
    [
        (DRAFT, False, CALM),
        (CHILD, False, CALM),
        (CHILD, True, ALERTING),
        (_in(CHILD, State.IN_PROGRESS), True, ALERTING),
        (GAS, False, CALM),
        (LIGHT, False, OTHER),
        (_in(LIGHT, State.IN_PROGRESS), False, CLAIMED),
        (_in(LIGHT, State.PENDING_CHECK), False, CHECK),
        (_in(CHILD, State.PENDING_CHECK), False, CHECK),
        (replace(LIGHT, kind=Kind.HELP), False, OTHER),
        (_in(LIGHT, State.RESOLVED), False, []),
        (_in(CHILD, State.WITHDRAWN), False, []),
    ],
)
def test_buttons_follow_the_contract(facts: Facts, *, alert_out: bool, rows: list[str]) -> None:
    """The table "Buttons on the message itself", row by row."""
    lines = shown(show(StaffCard(facts, alert_out=alert_out), reader()))

    assert [line for line in lines if line.startswith("[")] == rows


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("5栋煤气味好大，我外公还在屋里，快来", "里面有人：我外公还在屋里"),
        ("车棚着火了，楼上有个老人下不来", "里面有人：楼上有个老人下不来"),
        ("smoke in building 2, my aunt is still inside", "里面有人：my aunt is still inside"),
        ("3楼着火了，屋头没得人", None),
        ("楼道里好大的燃气味，人都出来了", None),
    ],
)
def test_who_is_still_inside_stands_in_a_line_of_its_own(text: str, inside: str | None) -> None:
    """Whoever goes there reads it before anything else, in the reporter's words."""
    lines = shown(show(StaffCard(replace(GAS, text=text), alert_out=False), reader()))

    assert next((line for line in lines if line.startswith("里面有人")), None) == inside


def test_an_unconfirmed_draft_says_so_in_its_first_line() -> None:
    """Everything about the child, nothing about who wrote it."""
    card = StaffCard(DRAFT, alert_out=False, call_reporter=True, last=step("report", "李梅"))

    assert shown(show(card, reader()))[:9] == [
        "<b>🔴 未确认 · 寻找5岁男孩 · 冒水凼路口</b>",
        "锦城一格",
        "特征：红衣服 · 身高约 110 厘米",
        "最后出现：冒水凼路口",
        "时间：7月2日 周四 10:20",
        "原话：“我家孩子不见了，5岁，穿红衣服”",
        "有照片",
        "报告人：还没说是不是家属",
        "☎️ 请电话告知：报告人没有打开私聊",
    ]


def test_a_running_search_shows_its_reach() -> None:
    """Who handles it, how many groups, when the next ring, who did what last."""
    card = StaffCard(
        _in(CHILD, State.IN_PROGRESS),
        alert_out=True,
        owner="小张",
        groups=4,
        clues=2,
        next_ring_at=at("10:47"),
        guardian_confirmed=True,
        last=step("claim", "小张"),
    )

    assert shown(show(card, reader()))[7:-3] == [
        "报告人：家长/家属",
        "办理：小张",
        "已发 4 个群 · 下一圈 10:47",
        "线索 2 条",
        '<a href="https://t.me/GegeBot?start=case_1001">私聊看详情</a>',
        "10:42 小张 已认领",
    ]


@pytest.mark.parametrize("action", ["report", "submit", "relation", "add", "found"])
def test_the_guardian_is_named_in_no_group(action: str) -> None:
    """Promise 4 holds for the last line of the card too."""
    card = StaffCard(CHILD, alert_out=False, last=step(action, "李梅"))

    text = show(card, reader()).text

    assert "李梅" not in text
    assert "10:42 报告人" in text


def test_the_card_leads_to_the_report_in_its_group() -> None:
    """A basic group has no links to its messages; once the words are gone, so is the way to them."""
    card = StaffCard(LIGHT, alert_out=False, report=(-1001000000001, 17))
    over = replace(card, facts=_in(CHILD, State.RESOLVED))

    assert '<a href="https://t.me/c/1000000001/17">看群里的报告</a>' in show(card, reader()).text
    assert "看群里的报告" not in show(replace(card, report=(-4, 17)), reader()).text
    assert "看群里的报告" not in show(over, reader()).text


def test_phone_numbers_in_the_words_are_hidden_from_the_group() -> None:
    """However they are broken up."""
    facts = replace(LIGHT, text="灯坏了 打我电话 139\u200b1234 5678")

    assert "1234" not in show(StaffCard(facts, alert_out=False), reader()).text


def test_long_words_are_cut_to_200_characters() -> None:
    facts = replace(LIGHT, text="灯" * 4000)

    assert "“" + "灯" * 199 + "…”" in show(StaffCard(facts, alert_out=False), reader()).text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("facts", [CHILD, GAS], ids=["child", "gas"])
def test_the_fullest_card_stands_under_a_photo(facts: Facts, locale: str) -> None:
    """All that may stand on it at once, each with words without end."""
    words = "屋里有人困住了" * 60
    told: dict[str, Any] = {
        **dict.fromkeys(("place", "last_seen_place", "clothing", "text"), words),
        "height_cm": 99,
        "guesses": ("clothing",),
        "others": 2,
        "self_closed": True,
    }
    counts: dict[str, Any] = {
        **dict.fromkeys(("groups", "clues", "also"), 9),
        **dict.fromkeys(("call_reporter", "unfound", "over_limit"), True),
        "reporter": words,
        "still_wrong": words,
        "due_at": at("12:20"),
        "climbed": Climbed(words, at("10:20"), words, Outcome.REPAIRED),
    }
    card = StaffCard(replace(facts, **told), alert_out=False, **counts)

    assert length(show(card, reader(locale)).text) <= 1024


@pytest.mark.parametrize("state", [State.PENDING_CHECK, State.RESOLVED, State.WITHDRAWN])
def test_once_found_nothing_describes_the_person(state: State) -> None:
    """Promise 6: photo, name and description leave staff groups too."""
    facts = replace(CHILD, state=state, outcome=Outcome.REUNITED)
    message = show(StaffCard(facts, alert_out=False), reader())

    assert message.picture is Drawn.ALL_CLEAR
    assert all(word not in message.text for word in ("男孩", "王", "红衣服", "冒水凼", "110 厘米"))


def test_a_closed_case_is_three_lines() -> None:
    facts = replace(CHILD, state=State.RESOLVED, outcome=Outcome.REUNITED)
    card = StaffCard(facts, alert_out=False, last=step("close", "小张", "reunited"))

    assert shown(show(card, reader())) == [
        "<b>✅ 已团聚</b>",
        "编号 1001 · 孩子走失 · 锦城一格",
        "10:42 小张 已办结",
    ]


def test_a_dispute_is_not_quoted_and_starts_with_the_duty_to_report_for_a_minor() -> None:
    """Promise 9: details in private only; the police first where a child may be harmed."""
    message = show(StaffCard(DISPUTE, alert_out=False), reader())
    of_a_child = replace(DISPUTE, text="楼上天天半夜打娃儿")

    assert "110" not in message.text
    urgent = shown(show(StaffCard(of_a_child, alert_out=False), reader()))
    assert urgent[0] == "如果有孩子可能受到伤害：现在就报警 110。"
    assert "半夜" not in message.text
    assert "私聊看详情" in message.text
    risen = replace(of_a_child, kind=Kind.HELP, level=Level.RED, told_in_confidence=True)
    assert "半夜" not in show(StaffCard(risen, alert_out=False), reader()).text


def test_a_sensitive_word_never_hides_a_missing_child() -> None:
    """`sensitive` changes nothing for people who are looked for."""
    message = show(StaffCard(replace(CHILD, sensitive=True), alert_out=False), reader())

    assert "穿红衣服" in message.text


@pytest.mark.parametrize(
    ("card", "lines"),
    [
        (
            NobodyOnDuty("锦城一格", 1001),
            [
                "⚠️ 有一件事没人收到 · 锦城一格",
                "那里还没有能收到消息的网格员和值班的人。",
                "编号 1001",
                "请尽快安排人，再运行 gege check 看一看。",
            ],
        ),
        (
            FoundClaim(None, "找到了", "", Says.REPORTER),
            ["报告人说找到了 · 未确认的报告", "“找到了”", "请见到本人或通话，再办结。"],
        ),
        (
            FoundClaim(1001, "在超市找到了", "路人"),
            [
                "有人说找到了 · 编号 1001",
                "“在超市找到了”",
                "路人",
                "说的人不是家属。请见到本人或通话，再办结。",
                "[办结]",
            ],
        ),
        (
            DutyCall(1001, 3, ((11, "<小>赵"),)),
            [
                "编号 1001 · 3 分钟没有人回应，请值班的人看一下。",
                '<a href="tg://user?id=11">&lt;小&gt;赵</a>',
            ],
        ),
        (
            DutyCall(None, 3, ((11, "小赵"),), replace(GAS, number=None)),
            [
                "<b>🔴 可能漏燃气 · 3号楼4楼</b>",
                "3 分钟没有人回应，请值班的人看一下。",
                '<a href="tg://user?id=11">小赵</a>',
            ],
        ),
    ],
)
def test_lines_that_ask_staff_to_act(card: object, lines: list[str]) -> None:
    assert shown(show(card, reader())) == lines


def test_once_somebody_has_it_nobody_is_said_to_have_taken_it() -> None:
    """Why it came up stands on the card until it is taken; who has it then stands there instead."""
    card = StaffCard(LIGHT, alert_out=False, climbed=Climbed("锦城一格", at("10:41")))

    assert "没人认领" in show(card, reader()).text
    taken = show(replace(card, owner="小张"), reader()).text
    assert "办理：小张" in taken
    assert "没人认领" not in taken

"""Every row of contract.md, "Buttons on the message itself", in its order, two a row."""

from dataclasses import replace

import pytest

from bot.domain.alert_cards import AlertPost, Preview, RingPlan
from bot.domain.cards import GroupLine, Prompt, ReporterCard, StaffCard, Survey
from bot.domain.kinds import OFFERED, Kind, Outcome
from bot.domain.posts import Card
from bot.domain.states import State
from bot.views import cases
from bot.views.posts import show
from tests.docs import buttons
from tests.views.samples import CHILD, DRAFT, FOUND_CHILD, GAS, LIGHT, at, reader

ON_IT = replace(LIGHT, state=State.IN_PROGRESS)
CHECK = replace(LIGHT, state=State.PENDING_CHECK)
PREVIEW = Preview(CHILD, (RingPlan(0, 4), RingPlan(5, 6)), "", at("23:00"))


def alert(facts: object) -> AlertPost:
    return AlertPost(facts, True, "", at("23:00"), at("11:00"))  # type: ignore[arg-type] # noqa: FBT003


TABLE: dict[str, tuple[Card, str]] = {
    "answer to a likely report": (Prompt(DRAFT, urgent=True), "提交 不是报告 / 补充"),
    "staff card, person": (StaffCard(CHILD, False), "收到 认领 / 发布 派遣 / 办结 更多"),  # noqa: FBT003
    "staff card, hazard": (StaffCard(GAS, False), "收到 认领 / 发布 派遣 / 办结 更多"),  # noqa: FBT003
    "the same, alert out": (StaffCard(CHILD, True), "收到 认领 / 扩大范围 派遣 / 办结 撤回"),  # noqa: FBT003
    "staff card, other kinds": (StaffCard(LIGHT, False), "收到 认领 / 派遣 升级 / 办结 更多"),  # noqa: FBT003
    "claimed": (StaffCard(ON_IT, False), "收到 提交核查 / 派遣 升级 / 办结 更多"),  # noqa: FBT003
    "to be checked": (StaffCard(CHECK, False), "核查通过 核查不通过 / 办结"),  # noqa: FBT003
    "preview": (PREVIEW, "确认发布 未核实先发 / 不发布"),
    "alert, missing": (alert(CHILD), "我有线索 / 查看进展 信息有误"),
    "alert, found": (alert(FOUND_CHILD), "我有线索 我是家长 / 查看进展 信息有误"),
    "status line of a light": (GroupLine(LIGHT), "我也遇到 查看进展"),
    "guardian's card": (ReporterCard(CHILD, guardian=True, private=True), "找到了 补充"),
    "survey": (Survey(8, 1002, Kind.LIGHT, Outcome.REPAIRED), "已解决 部分解决 / 没解决"),
    "survey, person": (
        Survey(8, 1001, Kind.LOST_CHILD, Outcome.REUNITED),
        "已解决 部分解决 / 没解决",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_the_buttons_of_the_contract(name: str) -> None:
    card, wanted = TABLE[name]
    keyboard = show(card, reader()).keyboard
    assert keyboard is not None
    rows = [[_word(button.text) for button in row] for row in keyboard.inline_keyboard]

    assert " / ".join(" ".join(row) for row in rows) == wanted


def test_a_card_never_has_more_than_six_buttons() -> None:
    """Two in a row, whatever the kind and the state; the rest stands behind 更多."""
    for kind, state, card in buttons.cards():
        keyboard = show(card, reader()).keyboard
        assert keyboard is not None, (kind, state)
        rows = keyboard.inline_keyboard
        assert max(map(len, rows)) <= buttons.IN_A_ROW, (kind, state)
        assert sum(map(len, rows)) <= buttons.MOST, (kind, state)


@pytest.mark.parametrize("kind", Kind)
def test_a_picker_has_at_most_eight_rows_and_ends_with_cancel(kind: Kind) -> None:
    facts = replace(LIGHT, kind=kind)
    keyboard = cases.outcome_picker(facts, reader()).keyboard
    assert keyboard is not None

    assert len(keyboard.inline_keyboard) <= 8
    assert [button.text for button in keyboard.inline_keyboard[-1]] == ["取消"]
    assert sum(map(len, keyboard.inline_keyboard)) == len(OFFERED[kind]) + 1


def _word(label: str) -> str:
    """A button's word without the emoji that may stand before it."""
    return label.rpartition(" ")[2]

"""Clues: what staff, guardian and giver read."""

import pytest

from bot.domain.clue_cards import ClueForGuardian, ClueRelay
from bot.views import clues
from bot.views.posts import show
from tests.views.samples import CHILD, GAS, at, reader, shown


def test_a_clue_reaches_staff_with_who_gave_it() -> None:
    relay = ClueRelay(1001, "在<超市>门口看到", "李四", at("10:45"), "reply", "photo")

    assert shown(show(relay, reader())) == [
        "线索 · 编号 1001",
        "“在&lt;超市&gt;门口看到”",
        "下面还有照片",
        "李四 · 10:45 · 群里",
    ]


@pytest.mark.parametrize(
    "bait",
    [
        "13912345678",
        "139 1234 5678",
        "1391234\u200b5678",
        "https://t.me/pay",
        "t.me/pay",
        "@paynow",
    ],
)
def test_the_guardian_gets_words_only(bait: str) -> None:
    """No number to ring, no link to follow, no name to pay (contract.md, "Clue")."""
    text = show(ClueForGuardian(1001, f"孩子在我这 {bait}", at("10:45")), reader()).text

    assert "孩子在我这" in text
    assert "［…］" in text
    assert all(part not in text for part in ("1234", "5678", "pay"))
    assert "要钱的“线索”是诈骗，先告诉民警。" in text


def test_a_clue_dialogue_starts_with_110() -> None:
    assert shown(clues.clue_start(CHILD, reader())) == [
        "人就在眼前？先陪着，打 110。",
        "编号 1001 · 寻找5岁男孩 · 冒水凼路口",
        "您看到了什么？几点，在哪里，往哪边走。",
        "文字、照片、语音、位置都可以，10 分钟内发的都算，发完点“完成”。",
        "[完成]",
    ]
    assert shown(clues.clue_start(GAS, reader()))[0] == "有危险请先离开，再打 110 或 119。"


def test_thanks_are_one_line() -> None:
    assert shown(clues.clue_received(reader(), in_group=True)) == ["谢谢，已转给网格员。"]
    assert shown(clues.clue_done(reader())) == ["谢谢您，网格员都收到了。"]

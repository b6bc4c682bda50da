"""A page of `/cases`: a line a case, lists above pages, every button under 64 bytes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.kinds import Kind, Outcome
from bot.domain.listing import Asked, Line, Page, Way, Which
from bot.domain.states import State
from bot.views import listing
from bot.views.buttons import Turn
from bot.views.message import Message
from tests.views.samples import CHILD, GAS, reader, shown


def _turns(message: Message) -> list[Turn]:
    assert message.keyboard is not None
    rows = message.keyboard.inline_keyboard
    return [Turn.unpack(button.callback_data or "") for row in rows for button in row]


def test_staff_read_who_has_what_and_turn_on() -> None:
    """Each number opens its case; the list that is shown is marked, the pages stand below."""
    asked = Asked(Which.OVERDUE)
    working = replace(CHILD, state=State.IN_PROGRESS)
    lines = (
        Line(working, "小张", timedelta(minutes=90), area="锦城"),
        Line(GAS, None, timedelta(days=2), gone_to="榆溪镇"),
    )

    message = listing.case_page(Page(asked, lines, newer=9, older=7), reader())

    assert shown(message) == [
        "<b>📋 超时的事</b>",
        "🔴 /case_1001 · 寻找5岁男孩 · 冒水凼路口",
        "　锦城 · 小张 办理中 · 超时 1 小时",
        "🔴 /case_1002 · 可能漏燃气 · 3号楼4楼",
        "　待受理 · 超时 2 天 · 现在归榆溪镇",
        "[我的] [我的网格]",
        "[✓ 超时] [没人认领]",
        "[类别：全部]",
        "[‹ 上一页] [下一页 ›]",
    ]
    newer, older = _turns(message)[-2:]
    assert (newer.way, newer.edge, older.way, older.edge) == (Way.NEWER, 9, Way.OLDER, 7)


def test_a_resident_reads_the_own_reports_and_no_lists() -> None:
    """A red dot is a person still missing: what is over burns no longer."""
    home = replace(CHILD, state=State.RESOLVED, outcome=Outcome.REUNITED)

    message = listing.case_page(Page(Asked(), (Line(home),), staff=False), reader())

    assert shown(message)[1].startswith("✅ ")
    assert message.keyboard is None


@pytest.mark.parametrize("kind", Kind)
def test_the_longest_press_fits(kind: Kind) -> None:
    press = Turn(which=Which.UNCLAIMED, kind=kind, way=Way.OLDER, edge=2**31 - 1, menu=True)

    assert len(press.pack().encode()) <= 64

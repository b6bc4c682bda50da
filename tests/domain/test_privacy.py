"""No spelling of a phone leaves a report, and what only looks a little like one stays."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.privacy import HIDDEN, without_contact, without_names, without_phones


@pytest.mark.parametrize(
    ("spelling", "why"),
    [
        ("13900000001", "a mobile as it is"),
        ("139 0000 0001", "grouped by spaces"),
        ("139  0000  0001", "by two of them"),
        ("139-0000-0001", "grouped by dashes"),
        ("139 - 0000 - 0001", "by both"),
        ("139—0000—0001", "the long dash of a Chinese keyboard"),
        ("139－0000－0001", "the full-width one"),
        ("139.0000.0001", "by dots"),
        ("139\u200b0000\u200b0001", "by something that nobody sees"),
        ("1 3 9 0 0 0 0 0 0 0 1", "digit by digit"),
        ("１３９００００００００１", "full-width digits"),
        ("+8613900000001", "with the country"),
        ("+86 139 0000 0001", "the same, spaced"),
        ("0086-13900000001", "the older way"),
        ("028-87654321", "a landline"),
        ("(028)8765 4321", "its area in brackets"),
        ("（028）87654321", "in full-width ones"),
        ("02887654321", "without anything between"),
        ("87654321", "a landline without its area"),
        ("8765-4321", "the same, grouped"),
        ("400-820-8820", "a service number"),
        ("+44 20 7946 0018", "a phone abroad"),
        ("510107201901011234", "no phone, but nobody's business either: an identity card"),
        ("51010720190101123X", "one that ends in X"),
        ("一三九零零零零零零零一", "digits in words"),
        ("幺三九洞洞洞洞洞洞洞幺", "as they are said on the telephone"),
        ("一三九 零零零零 零零零一", "in words and groups"),
        ("一三九，零零零零，零零零一", "parted by commas"),
        ("1三9零000零00一", "words and digits mixed"),
        ("八七六五四三二一", "a landline in words"),
    ],
)
def test_no_phone_is_left_in_any_spelling(spelling: str, why: str) -> None:
    """Nothing of it stays but brackets, whatever stands around it."""
    hidden = without_phones(f"我电话{spelling}，红衣服")

    assert not re.search(r"[\d零一六洞]", hidden.replace("028", "")), why
    assert HIDDEN in hidden
    assert hidden.endswith("，红衣服")


@pytest.mark.parametrize(
    "text",
    [
        "5岁，身高110，红衣服",
        "七十多岁，1948年生",
        "12月31日上午10:20走失",
        "2026-07-02 10:20在校门口",
        "2026/7/2 18点",
        "2026.07.02",
        "3号楼2单元1203",
        "12-3-1502",
        "101-2-301",
        "2-12-3-1502的灯不亮",
        "10:20-11:30停水",
        "一二三四五六七号楼停电",
        "2026-07-02 一个人走失",
        "二〇二六年七月二日",
        "微信群里都说在5号楼",
        "编号 1001",
        "打110或者120",
        "1、2、3、4、5、6、7号楼都停电",
    ],
)
def test_ages_dates_and_doors_stay(text: str) -> None:
    """A description without its date, its age or its door finds nobody."""
    assert without_phones(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2026-07-02 13900000001", f"2026-07-02 {HIDDEN}"),
        ("12-3-1502 13900000001", f"12-3-1502 {HIDDEN}"),
        ("3号楼1203 139 0000 0001", f"3号楼1203 {HIDDEN}"),
        ("1203 028-87654321", f"1203 {HIDDEN}"),
        ("13900000001 13900000002", f"{HIDDEN} {HIDDEN}"),
    ],
)
def test_a_number_beside_a_phone_stays(text: str, left: str) -> None:
    """The room before the phone is not swallowed with it."""
    assert without_phones(text) == left


@settings(deadline=None)
@given(
    words=st.text(alphabet="红衣服，在河边。 \n!:", max_size=12),
    digits=st.integers(13_000_000_000, 19_999_999_999).map(str),
    gaps=st.lists(
        st.sampled_from(["", "", "", " ", "-", "—", ".", " - "]), min_size=10, max_size=10
    ),
)
def test_a_mobile_is_hidden_however_it_is_grouped(words: str, digits: str, gaps: list[str]) -> None:
    """For any mobile, any grouping, any words around it; and the words stay."""
    spelled = digits[0] + "".join(gap + digit for gap, digit in zip(gaps, digits[1:], strict=True))

    hidden = without_phones(f"{words}联系{spelled}谢谢{words}")

    assert hidden == f"{words}联系{HIDDEN}谢谢{words}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("加我 @someone_here", f"加我 {HIDDEN}"),
        ("看 https://example.org/x?a=1 这里", f"看 {HIDDEN} 这里"),
        ("T.ME/joinus", HIDDEN),
        ("www.example.org", HIDDEN),
        ("https://t.me/x?p=13900000001 13900000001", f"{HIDDEN} {HIDDEN}"),
        ("价格@3元", "价格@3元"),
    ],
)
def test_a_clue_leads_nobody_away(text: str, left: str) -> None:
    """Links and accounts are hidden like phones: they are how money is asked for."""
    assert without_contact(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("加我微信xiulan88谢谢", f"加我微信{HIDDEN}谢谢"),
        ("微信号：xiu_lan-88", f"微信号：{HIDDEN}"),
        ("微信同号 xiulan88", f"微信同号 {HIDDEN}"),
        ("QQ:12345", f"QQ:{HIDDEN}"),
        ("加VX xiulan88", f"加VX {HIDDEN}"),
        ("加v：xiulan88", f"加v：{HIDDEN}"),
        ("WeChat ID xiulan88", f"WeChat ID {HIDDEN}"),
    ],
)
def test_a_chat_account_is_hidden_like_a_phone(text: str, left: str) -> None:
    """An account is another number under which a family can be pressed for money."""
    assert without_phones(text) == left


@pytest.mark.parametrize(
    ("text", "spans", "account", "left"),
    [
        ("我叫何秀兰", [(2, 5)], "", f"我叫{HIDDEN}"),
        ("何秀兰和何秀兰", [(0, 3)], "何秀兰", f"{HIDDEN}和{HIDDEN}"),
        ("我是豆豆妈妈", [], "豆豆妈妈", f"我是{HIDDEN}"),
        ("何秀兰", [(0, 2), (1, 3)], "", HIDDEN),
        ("兰花开了", [], "兰", "兰花开了"),
        ("红衣服", [], "", "红衣服"),
    ],
)
def test_names_are_hidden_wherever_they_stand(
    text: str, spans: list[tuple[int, int]], account: str, left: str
) -> None:
    """Pieces that overlap are one; an account name of one character would hide half the text."""
    assert without_names(text, spans, account) == left

"""Whose name a report holds: the missing person's fills the alert, the others' are hidden."""

from __future__ import annotations

import pytest

from bot.domain.intake import family_name, of_others, understand

OTHERS = [
    ("我家娃儿不见了，5岁，我叫何秀兰", ["何秀兰"], "the mother says who she is"),
    ("我家娃儿不见了，我叫阿兰，快帮忙", ["阿兰"], "a name without a family name"),
    ("我叫何秀兰在找儿子，他走丢了", ["何秀兰"], "nothing between name and verb"),
    ("儿子走丢了，我是他妈妈李美玉，老公叫张建国", ["李美玉", "张建国"], "both parents"),
    ("孩子不见了，我是3栋的王芳", ["王芳"], "by the house"),
    ("我是何小宝的妈妈李美玉，孩子走丢了", ["李美玉"], "the child's name stands beside"),
    ("我是何小宝的妈妈，何小宝走丢了", [], "only the child is named"),
    ("孩子不见了，联系人：何秀兰 13800138000", ["何秀兰"], "a notice"),
    ("孩子不见了，联系欧阳女士13800138000", ["欧阳女士"], "a compound family name"),
    ("孩子走失，请与李美玉联系", ["李美玉"], "whom to call"),
    ("孩子不见了，有消息找王芳13800138000", ["王芳"], "the name before the number"),
    ("孩子不见了，爸爸叫何建国，何建国正在找", ["何建国", "何建国"], "named twice"),
    ("我妈李秀英走丢了，我是她女儿王芳", ["王芳"], "the mother is the one who is missing"),
    ("我老公张建国不见了，50岁", [], "the husband is the one who is missing"),
    ("我妈走失了，78岁，老公叫张建国", ["张建国"], "the husband is not"),
    ("王小明，男，8岁，走失，请联系13800138000", [], "the missing child alone"),
    ("孩子走失，在高新区 13800138000", [], "a place before a number"),
    ("孩子奶奶白色衣服，孩子不见了", [], "白 is a colour here"),
    ("妈妈马上到，孩子不见了", [], "马 is no name here"),
    ("My son is missing, I'm his mother Mary Smith", ["Mary Smith"], "English"),
    ("My son Tom is missing, my name is Mary, call John", ["Mary", "John"], "English, both"),
]


@pytest.mark.parametrize(("text", "names", "why"), OTHERS)
def test_names_of_the_reporter_s_side_are_told_apart(text: str, names: list[str], why: str) -> None:
    """Who reports, who is to be called and who waits at home is not who is missing."""
    spans = of_others(text, understand(text).kind)

    assert [text[slice(*span)] for span in spans] == names, why


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("娃儿不见了，5岁，我叫何秀兰", None, "only the mother is named"),
        ("儿子走丢了，我是他妈妈李美玉，老公叫张建国", None, "only the parents are"),
        ("我叫何秀兰，儿子不见了，名叫王小豆，5岁", "王小豆", "the child behind the mother"),
        ("娃儿走丢了，5岁，小名豆豆", "豆豆", "a name for calling out"),
        ("王小明不见了，7岁", "王小明", "the name comes first"),
        ("妈妈马上到，孩子不见了，5岁", None, "马上 is no name"),
        ("爸爸叫他回来，娃儿不见了", None, "叫 is to call here"),
        ("我找不到家了，我叫李秀英", None, "who writes is reporter too"),
        ("我家罗雨桐不见了，8岁", "罗雨桐", "by name alone, as neighbours speak"),
        ("我们家罗雨桐放学没回来", "罗雨桐", "without a word for a child"),
    ],
)
def test_only_the_missing_person_s_name_is_taken(text: str, name: str | None, why: str) -> None:
    """A parent's name never comes to stand for the child's."""
    assert understand(text).person.name == name, why


@pytest.mark.parametrize(
    ("name", "text", "family", "why"),
    [
        ("何小豆", "叫何小豆", "何", "the common case"),
        ("欧阳小豆", "叫欧阳小豆", "欧阳", "two characters"),
        ("王婆婆", "王婆婆走丢了", "王", "with a title"),
        ("豆豆", "小名豆豆", None, "a 小名"),
        ("安安", "叫安安", None, "said twice, though 安 is a family name"),
        ("高乐", "小名叫高乐", None, "said to be a 小名"),
        ("壮壮", "叫壮壮", None, "no family name at all"),
        ("Tom", "called Tom", None, "a given name"),
    ],
)
def test_a_family_name_is_a_real_one(name: str, text: str, family: str | None, why: str) -> None:
    """The alert calls nobody 豆小朋友."""
    assert family_name(name, text) == family, why

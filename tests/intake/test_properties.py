"""Whatever people send, the intake answers."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.intake import says_nothing, understand
from tests.intake.evaluate import EXAMPLES, read

NOW = datetime(2026, 3, 1, 0, 0, tzinfo=UTC)
WORDS = st.sampled_from(
    [
        "我家",
        "娃儿",
        "孩子",
        "不见了",
        "灯",
        "坏了",
        "3号楼",
        "四楼",
        "5岁",
        "半",
        "男",
        "穿",
        "红",
        "衣服",
        "在",
        "走失",
        "13800138000",
        "昨晚",
        "十点",
        "2月30日",
        "9999年99月99日",
        "婆婆",
        "电梯",
        "困",
        "（",
        "）",
        "{}",
        "<b>",
        "&",
        '"',
        "'",
        "\n",
        ",",
        "，。",
        "😂",
        "İ",
        "ß",
        "０",
        "－",
        "一",
        "十百",
        "my",
        "son",
        "is",
        "missing",
        "25:99",
    ]
)
# What keyboards, other scripts and broken programs put between the words.
ODD = st.sampled_from(
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\ud83d",
        "\udc00",
        "🇨🇳",
        "e\u0301",
        "٣",
        "१",
        "²",
        "①",
        "㍘",
        "〇",
        "½",
        "\0",
        "\x85",
        "\u2028",
        "\r",
        "\t",
        "\u3000",
        "👨\u200d👩\u200d👧",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(), max_size=60),
    st.lists(WORDS, max_size=30).map("".join),
    st.lists(WORDS | ODD, max_size=30).map("".join),
)
LONG = st.builds(lambda text, turns: (text * turns)[:4096], TEXTS, st.integers(1, 400))


@settings(deadline=None, max_examples=400)
@given(TEXTS | LONG)
@example("")
@example("孩子不见了" * 900)
@example("3" * 4096)
@example("一" * 4096)
@example("孩子不见了，联系1٣912340000或139١٢٣٤٥٦٧٨，٣号楼")
def test_it_answers_whatever_the_text(text: str) -> None:
    """No text raises, the same text says the same, and every quoted field is a piece of it."""
    answer = understand(text, now=NOW)

    assert answer == understand(text, now=NOW)
    quoted = [answer.person.name, answer.person.worn, answer.person.last_seen_at]
    quoted += [answer.person.last_seen_place, *astuple(answer.place), *astuple(answer.home)]
    assert all(words in text for words in quoted if words is not None)
    assert all(text[slice(*reason.span)] == reason.words for reason in answer.why)
    assert 0 <= answer.confidence <= 1
    assert all(digits.isascii() and digits.isdecimal() for digits in answer.phones)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_what_says_nothing_is_understood_as_nothing(text: str) -> None:
    """The short question and the long one agree."""
    if says_nothing(text):
        assert understand(text, now=NOW).kind == "none"


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_last_seen_is_never_in_the_future(text: str) -> None:
    """From comes before to, and to not after the message."""
    span = understand(f"我儿子走丢了{text}", now=NOW).last_seen_time

    if span is not None:
        assert datetime.fromisoformat(span[0]) <= datetime.fromisoformat(span[1]) <= NOW


def test_the_same_text_is_always_understood_the_same() -> None:
    """Nothing is remembered from one message to the next."""
    texts = [row["text"] for row in read([EXAMPLES])][:80]

    assert [understand(t) for t in texts] == [understand(t) for t in reversed(texts)][::-1]

"""What a language model is shown of a report, and what of its answer counts."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.kinds import Kind
from bot.domain.opinion import (
    LONGEST,
    Field,
    Question,
    columns,
    is_for_strangers,
    masked,
    may_be_guessed,
    pointed_at,
)

NOW = datetime(2026, 7, 2, 10, 20, tzinfo=UTC)
TEXT = "幺妹不见了，穿碎花裙裙儿，将将还在转转楼，我是［…］"
ASKED = Question(Kind.LOST_CHILD, TEXT, (Field.CLOTHING, Field.PLACE))


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("我是王丽，我女儿李小红不见了，李小红五岁", ("王丽", "李小红")),
        ("娃儿不见了，跟张伟一起耍的，问了老陈也没看到", ("张伟", "老陈")),
        ("爷爷刘德强走失了，联系陈师傅 138 0000 0000", ("刘德强", "陈师傅", "138")),
        ("娃儿不见了，我电话一三八幺二三四五六七八，微信abc12345", ("一三八", "abc12345")),
        ("小名叫豆豆，豆豆穿红衣服", ("豆豆",)),
        ("My son, Max, is lost, with Tom Baker, call John at t.me/john", ("Max", "Tom", "john")),
        (
            "程小禾说看到了，详见 https://example.org/x @chengxiaohe",
            ("程小禾", "example", "@cheng"),
        ),
    ],
)
def test_no_name_and_no_number_leaves(text: str, secret: tuple[str, ...]) -> None:
    """Whether it is the reporter's, the person's or somebody's who was only asked."""
    shown = masked(text, Kind.LOST_CHILD, "程小禾", "")

    assert all(word not in shown for word in secret), shown


def test_what_describes_stays() -> None:
    """A mask that hides everything would make the question worthless."""
    text = "穿黄色衣服白鞋子，蓝白校服，最后在江边的马路口，早上九点过"

    assert masked(text, Kind.LOST_CHILD) == text


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ('{"clothing": "碎花裙裙儿"}', {Field.CLOTHING: "碎花裙裙儿"}),
        ('```json\n{"last_seen_place": " 转转楼 "}\n```', {Field.PLACE: "转转楼"}),
        (
            '<think>{"clothing": "幺妹"}?</think> {"last_seen_place": "转转楼"}',
            {Field.PLACE: "转转楼"},
        ),
        ('{"clothing": "红色裙子"}', {}),
        ('{"clothing": "我是［…］"}', {}),
        ('{"age": "将将"}', {}),
        ('{"clothing": ["碎花裙裙儿"], "last_seen_place": null}', {}),
        ('{"clothing": ""}', {}),
        ('{"clothing": "碎花裙裙儿"', {}),
        ('{"clothing": }', {}),
        ("碎花裙裙儿", {}),
        ("[" * 60_000, {}),
        ("", {}),
    ],
)
def test_only_words_of_the_report_count(answer: str, found: dict[Field, str]) -> None:
    """And only for what was asked; whatever stands around the last object is passed over."""
    assert pointed_at(answer, ASKED) == found


def test_a_field_is_a_few_words() -> None:
    question = Question(Kind.LOST_CHILD, "花" * 200, (Field.CLOTHING,))

    assert pointed_at(f'{{"clothing": "{"花" * LONGEST}"}}', question)
    assert not pointed_at(f'{{"clothing": "{"花" * (LONGEST + 1)}"}}', question)


@pytest.mark.parametrize(
    ("field", "words", "kept"),
    [
        (Field.AGE, "快满五岁", {"age": 5.0, "age_to": None}),
        (Field.AGE, "三十五岁", {}),
        (Field.AGE, "碎花裙", {}),
        (Field.HEIGHT, "一米一", {"height_cm": 110}),
        (Field.HEIGHT, "很高", {}),
        (Field.CLOTHING, "碎花裙", {"clothing": "碎花裙"}),
        (Field.PLACE, "转转楼", {"last_seen_place": "转转楼"}),
        (Field.TIME, "转转楼", {}),
    ],
)
def test_our_own_grammar_reads_what_was_pointed_at(
    field: Field, words: str, kept: dict[str, object]
) -> None:
    """A number that it can't read there is none."""
    assert columns(field, words, Kind.LOST_CHILD, now=NOW) == kept


def test_a_time_lies_in_the_past() -> None:
    kept = columns(Field.TIME, "半个小时前", Kind.LOST_CHILD, now=NOW)

    assert set(kept) == {"last_seen_at", "last_seen_to"}
    assert all(NOW - timedelta(hours=1) < at < NOW for at in kept.values())  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "flags", "why"),
    [
        (Kind.LIGHT, {}, "nothing is won where the card quotes the report"),
        (Kind.DISPUTE, {}, "promise 9"),
        (Kind.LOST_CHILD, {"sensitive": True}, "told in confidence"),
        (Kind.LOST_CHILD, {"exercise": True}, "rehearsed"),
        (Kind.LOST_ADULT, {}, "may have gone by their own will"),
    ],
)
def test_what_no_stranger_reads(kind: Kind, flags: dict[str, bool], why: str) -> None:
    told = {"sensitive": False, "exercise": False, "vulnerable": False} | flags

    assert not is_for_strangers(kind, **told), why


def test_what_a_guess_might_decide_is_never_guessed() -> None:
    """An adult's age opens or bars the way to an alert; a finder's place may be where the child is."""
    assert Field.AGE in may_be_guessed(Kind.LOST_CHILD)
    assert Field.AGE not in may_be_guessed(Kind.LOST_ADULT)
    assert Field.PLACE in may_be_guessed(Kind.LOST_ADULT)
    assert Field.PLACE not in may_be_guessed(Kind.FOUND_CHILD)

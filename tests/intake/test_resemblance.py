"""What no rule fits is read by what it is like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.domain import intake
from bot.domain.intake import says_nothing, understand
from bot.domain.intake.resemblance import resemblance
from tests.intake.evaluate import CORPUS, EXAMPLES, FLOOR, HELD, figures, heard, read
from tests.intake.learn import label, learned, taught_by


def test_its_words_say_why() -> None:
    """As with a rule, `--explain` shows what decided."""
    answer = understand("喊破喉咙娃儿都没得人应，刚刚还在沙坑", fresh=True)

    assert (answer.kind, answer.learned) == ("lost_child", True)
    assert answer.why
    assert answer.why[0].decided.startswith("lost_child")


def test_what_reads_like_mere_talk_is_doubted_and_says_why() -> None:
    """A rule fits, and all the rest is chat: beyond doubt, or the rule is believed."""
    answer = understand("水漫金山那出戏明晚在文化站演", fresh=True)

    assert "doubt: reads like mere talk" in [reason.decided for reason in answer.why]
    assert heard(answer.as_json()) == "none"


def test_it_speaks_of_what_is_fresh_alone() -> None:
    """What goes on with a report, or answers somebody, is read by the rules as ever."""
    assert understand("喊破喉咙娃儿都没得人应，刚刚还在沙坑").kind == "none"


@pytest.mark.parametrize("text", ["3栋4楼", "好的谢谢", "哈哈哈哈哈哈", "今天好热", "", "…"])
def test_where_nothing_is_spoken_of_nothing_is_alike(text: str) -> None:
    """A place alone, a nod or a laugh is like no report."""
    assert understand(text, fresh=True).kind == "none"


def test_every_kind_that_is_labelled_can_be_recognised() -> None:
    """Whoever labels a new kind learns anew: `make learn`."""
    assert set(resemblance().kinds) == {label(row) for row in read([EXAMPLES, CORPUS])}


def test_the_weights_are_those_of_the_labelled_texts() -> None:
    """Whoever adds a text learns anew, or the program doesn't know it."""
    told = json.loads((Path(intake.__file__).parent / "weights.json").read_text(encoding="utf-8"))

    assert told["taught_by"] == taught_by()


def test_what_was_never_learned_from_is_understood() -> None:
    """The only figures that say anything of wordings nobody has seen."""
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))["held"]
    held, taught = read([HELD]), {row["text"] for row in read([EXAMPLES, CORPUS])}

    reached = figures(held)

    assert not [row for row in held if row["text"] in taught]
    assert {name for name, least in floor.items() if reached[name] < least} == set()


def test_it_is_learned_from_few_texts_the_same_way_twice() -> None:
    rows = [
        {"text": f"{number}楼{word}", "kind": kind}
        for number in range(3, 9)
        for word, kind in (("灯罢工", "light"), ("好香的汤", "none"))
    ]

    told = learned(rows)

    assert told == learned(rows)
    assert told["kinds"] == ["light", "none"]
    weights = told["weights"]
    assert isinstance(weights, dict)
    assert weights["罢"][1] > 0 > weights["香"][1]


def test_the_weights_hold_no_text() -> None:
    """Two characters at most, and the names of word classes: nobody's words can be read in them."""
    told = json.loads((Path(intake.__file__).parent / "weights.json").read_text(encoding="utf-8"))

    assert all(len(sign) <= 2 or sign.startswith(":") for sign in told["weights"])


def test_the_short_question_and_the_long_one_agree_on_every_example() -> None:
    quiet = [row["text"] for row in read([EXAMPLES]) if says_nothing(row["text"])]

    assert {heard(understand(text, fresh=True).as_json()) for text in quiet} == {"none"}

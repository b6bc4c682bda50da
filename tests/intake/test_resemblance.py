"""What no rule fits is read by what it is like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.domain import intake
from bot.domain.intake import says_nothing, understand
from bot.domain.intake.resemblance import resemblance
from tests.intake.evaluate import EXAMPLES, heard, read
from tests.intake.learn import label, learned


def test_its_words_say_why() -> None:
    """As with a rule, `--explain` shows what decided."""
    answer = understand("爬到六楼全凭肌肉记忆，灯又摆烂")

    assert answer.kind == "light"
    assert answer.why
    assert all(reason.decided.startswith("light") for reason in answer.why[:1])


@pytest.mark.parametrize("text", ["3栋4楼", "好的谢谢", "哈哈哈哈哈哈", "今天好热", "", "…"])
def test_where_nothing_is_spoken_of_nothing_is_alike(text: str) -> None:
    """A place alone, a nod or a laugh is like no report."""
    assert understand(text).kind == "none"


def test_every_kind_that_is_labelled_can_be_recognised() -> None:
    """Whoever labels a new kind learns anew: `make learn`."""
    assert set(resemblance().kinds) == {label(row) for row in read([EXAMPLES])}


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

    assert {heard(understand(text).as_json()) for text in quiet} == {"none"}

"""A danger that is spoken of, and the word of a button."""

import pytest

from bot.domain.subjects import chosen, is_subject


@pytest.mark.parametrize(
    "text",
    ["教大家楼道着火怎么逃生", "老人走失了怎么办", "溺水急救", "how to act when a kitchen burns"],
)
def test_a_subject(text: str) -> None:
    assert is_subject(text)


@pytest.mark.parametrize("text", ["3号楼着火了", "学校门口有个娃在哭", "the kitchen is burning"])
def test_here_and_now(text: str) -> None:
    assert not is_subject(text)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("确认发布", "确认发布"),
        ("发布。", "确认发布"),
        ("那就不办了吧", "不办了"),
        ("不要确认发布", None),
        ("办", None),
        ("", None),
        ("两周", "连办 2 周"),
        ("12周", "连办 12 周"),
        ("周", None),
        ("3号楼的灯坏了", None),
        ("2号楼不办了，灯坏了", None),
    ],
)
def test_the_word_of_a_button(words: str, means: str | None) -> None:
    """Its own, a part of it, or its number; what could be several is none, what is denied too."""
    labels = ["确认发布", "不办了", "连办 2 周", "连办 12 周"]
    nth = chosen(labels, words)
    assert (labels[nth] if nth is not None else None) == means

"""A danger that is taught, and the word of a button."""

import pytest

from bot.domain.subjects import chosen, not_taught


@pytest.mark.parametrize(
    "text",
    [
        "教大家楼道着火怎么逃生",
        "教居民老人走失了怎么找",
        "学习溺水怎么救",
        "溺水急救培训",
        "今晚7点半在香樟苑开展着火逃生演练 30人",
        "宣传防溺水",
        "teach neighbours to act when a kitchen burns",
    ],
)
def test_what_is_taught(text: str) -> None:
    assert not not_taught(text)


@pytest.mark.parametrize(
    "text",
    [
        "3号楼着火了",
        "学校门口有个娃在哭",
        "the kitchen is burning",
        "老人走失了怎么办",
        "溺水急救",
        "有人晕倒了，需要急救",
        "3号楼着火了，大家注意安全",
        "有人被困电梯，如何是好",
        "我家燃气漏了，怎么办",
        "下课的娃儿掉河里了",
        "厨房起火，不要坐电梯",
        "安全出口堵了，里面冒烟",
        "小学着火了",
        "教室着火了",
        "教游泳的老师溺水了",
        "3号楼着火了不是演练",
        "娃儿掉河里了还在上课",
        "我家着火 培训",
        "3号楼灯坏了！",
    ],
)
def test_here_and_now(text: str) -> None:
    """An everyday word beside a danger proves nothing."""
    assert not_taught(text) == text


def test_a_danger_beside_what_is_taught() -> None:
    assert not_taught("今晚教大家着火怎么逃生。3号楼着火了，快来") == "。3号楼着火了，快来"


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("确认发布", "确认发布"),
        ("发布。", "确认发布"),
        ("那就不办了吧", "不办了"),
        ("好，确认发布", "确认发布"),
        *(
            (words, None)
            for words in ("不要确认发布", "确认发布吗", "怎么确认发布", "等会确认发布")
        ),
        *((words, None) for words in ("确认发布了吗", "先改再确认发布")),
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

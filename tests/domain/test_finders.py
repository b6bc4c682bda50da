"""What somebody says who waits with a person they have found."""

import pytest

from bot.domain.finders import News, news_of
from bot.domain.kinds import Kind


@pytest.mark.parametrize(
    "text",
    [
        "民警来了，要把他带走",
        "警察说要带他回所里",
        "网格员要带他去派出所",
        "他说是跟妈妈走散的",
        "他说是爸爸带他来的",
        "我带到门卫室了，先走了",
        "保安来了，我先走了",
    ],
)
def test_nobody_is_in_danger_with_the_police(text: str) -> None:
    assert news_of(Kind.FOUND_CHILD, text) is None


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("有个男的说是他爸爸", News.WANTED),
        ("有个女的说是这个娃儿的亲戚", News.WANTED),
        ("他爸爸来了，要把他带走", News.WANTED),
        ("有个人自称是警察要把他带走", News.WANTED),
        ("有个男的说是保安，要把他带走", News.WANTED),
        ("有个人说他是民警，要把他带走", News.WANTED),
        ("警察还没来，有个男的要把他抱走", News.WANTED),
        ("警察还没来，我先走了", News.LEFT),
    ],
)
def test_who_else_comes_for_them_is_a_danger(text: str, news: News) -> None:
    assert news_of(Kind.FOUND_CHILD, text) is news

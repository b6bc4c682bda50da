"""Telegram's HTML becomes text and entities, or is refused as Telegram refuses it."""

import html
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import settled
from bot.sandbox.html import ParseError, parse, utf16


@pytest.mark.parametrize(
    ("source", "text", "entities", "reason"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"', [], "the four named references"),
        ("&#20013;&#x4e2d;&nbsp;", "中中&nbsp;", [], "numbers too; other names stay as they are"),
        ("a & b", "a & b", [], "a lone ampersand is text"),
        ("<b>中</b>文", "中文", [("bold", 0, 1)], "offsets count from the plain text"),
        ("🔴<i>x</i>", "🔴x", [("italic", 2, 1)], "in UTF-16 units: the emoji counts two"),
        ("<B>x</b >", "x", [("bold", 0, 1)], "case and space don't matter"),
        ("<b><i>x</i>y</b>", "xy", [("bold", 0, 2), ("italic", 0, 1)], "the outer one first"),
        ("<b></b>x", "x", [], "an empty entity is none"),
        ("<b>x</>", "x", [("bold", 0, 1)], "a nameless end closes the last"),
        ("<strong>x</strong>", "x", [("bold", 0, 1)], "a second name"),
        ("<u>x</u><s>y</s>", "xy", [("underline", 0, 1), ("strikethrough", 1, 1)], "more"),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)], "a spoiler"),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            [("expandable_blockquote", 0, 1)],
            "no value",
        ),
        ("<code>x</code>", "x", [("code", 0, 1)], "code"),
        ("<b old>x</b>", "x", [("bold", 0, 1)], "an attribute may say nothing"),
    ],
)
def test_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]], reason: str
) -> None:
    """Tags and references leave the text and become entities."""
    plain, found = parse(source)

    assert plain == text, reason
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities, reason


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<a href="https://t.me/x?start=1&amp;y">x</a>', {"type": "text_link", "url": "https://t.me/x?start=1&y"}),
        ("<a href='gov.cn'>x</a>", {"type": "text_link", "url": "http://gov.cn/"}),
        ('<a href="tg://user?id=5">x</a>', {"type": "text_mention", "user_id": 5}),
        ('<pre><code class="language-py">x</code></pre>', {"type": "pre", "language": "py"}),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', {"type": "custom_emoji", "custom_emoji_id": "5"}),
        ('<tg-time unix="5" format="wDT">x</tg-time>', {"type": "date_time", "unix_time": 5, "date_time_format": "wDT"}),
    ],
)  # fmt: skip
def test_entities_with_more_to_say(source: str, entity: dict[str, Any]) -> None:
    """Links, mentions, languages and the like keep what their tag said."""
    _, found = parse(source)

    assert found == [{"offset": 0, "length": 1} | entity]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("中</b>", "Unexpected end tag at byte offset 3"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='a'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)  # fmt: skip
def test_what_is_refused(source: str, words: str) -> None:
    """Broken HTML is refused in Telegram's words, with the offset in bytes."""
    with pytest.raises(ParseError) as refusal:
        parse(source)

    assert str(refusal.value) == words


PIECES = st.text(st.sampled_from('ab<&>"中🔴 \n'), max_size=3).map(html.escape)
TAGS = st.sampled_from(
    ["b", "i", "u", "s", "tg-spoiler", "code", "pre", "blockquote", "blockquote expandable",
     'a href="https://t.me/x?a=1&amp;b"', 'a href="tg://user?id=5"', 'tg-emoji emoji-id="5"',
     'tg-time unix="5" format="wDT"'],
)  # fmt: skip
SOURCES = st.recursive(
    PIECES | PIECES.map(lambda piece: f'<pre><code class="language-py">{piece}</code></pre>'),
    lambda inner: st.lists(
        st.tuples(TAGS, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"),
        max_size=3,
    ).map("".join),
)


@pytest.mark.parametrize(
    ("source", "entities", "reason"),
    [
        ("<b>a<i>b</i>c</b>", [("bold", 0, 1), ("bold", 1, 2), ("italic", 1, 1)], "cut where another begins"),
        ("<b>a</b><b>b</b>", [("bold", 0, 2)], "joined where they touch"),
        ("<b>a<b>b</b></b>", [("bold", 0, 2)], "or lie within each other"),
        ("<b>a<code>b</code>c</b>", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)], "code holds nothing else"),
        ("<a href='t.me'>a<code>b</code></a>", [("text_link", 0, 2)], "and lies in nothing else"),
        ("<blockquote>a<code>b</code></blockquote>", [("blockquote", 0, 2), ("code", 1, 1)], "but a quotation"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", 0, 2)], "which lies in none"),
        ("<code>a<blockquote>b</blockquote></code>", [("blockquote", 1, 1)], "nor in code"),
    ],
)  # fmt: skip
def test_what_may_stand_together(
    source: str, entities: list[tuple[str, int, int]], reason: str
) -> None:
    """Entities that can't lie within each other are joined, cut or dropped."""
    _, found = _read(source)

    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities, reason


@settings(max_examples=200, deadline=None)
@given(SOURCES)
def test_html_comes_back_as_html(source: str) -> None:
    """What was read can be written as HTML again, and reads the same."""
    text, entities = _read(source)

    assert _read(_written(text, entities)) == (text, entities)


def _read(source: str) -> tuple[str, list[dict[str, Any]]]:
    text, entities = parse(source)
    return text, settled(entities)


def _written(text: str, entities: list[dict[str, Any]]) -> str:
    """Write text and entities as HTML; entities that overlap are cut where the other one ends."""
    units = text.encode("utf-16-le")
    ends = {end for one in entities for end in (one["offset"], one["offset"] + one["length"])}
    written = ""
    around: list[dict[str, Any]] = []
    for begin, end in pairwise(sorted(ends | {0, utf16(text)})):
        here = [
            one
            for one in entities
            if one["offset"] <= begin and end <= one["offset"] + one["length"]
        ]
        same = next((place for place, one in enumerate(around) if one not in here), len(around))
        written += "".join(_tags(one)[1] for one in reversed(around[same:]))
        written += "".join(_tags(one)[0] for one in here if one not in around[:same])
        written += html.escape(units[2 * begin : 2 * end].decode("utf-16-le"))
        around = here
    return written + "".join(_tags(one)[1] for one in reversed(around))


def _tags(entity: dict[str, Any]) -> tuple[str, str]:
    match entity["type"]:
        case "text_link":
            return f'<a href="{html.escape(entity["url"])}">', "</a>"
        case "text_mention":
            return f'<a href="tg://user?id={entity["user_id"]}">', "</a>"
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
        case "date_time":
            shape = entity["date_time_format"]
            return f'<tg-time unix="{entity["unix_time"]}" format="{shape}">', "</tg-time>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "pre" if "language" in entity:
            return f'<pre><code class="language-{entity["language"]}">', "</code></pre>"
        case kind:
            tag = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler"}.get(kind, kind)  # fmt: skip
            return f"<{tag}>", f"</{tag}>"

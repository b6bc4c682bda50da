"""Telegram's HTML becomes text and entities, or is refused as Telegram refuses it."""

from typing import Any

import pytest

from bot.sandbox.html import HtmlError, parse


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
        ("<a href='gov.cn'>x</a>", {"type": "text_link", "url": "http://gov.cn"}),
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
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("中</b>", "Unexpected end tag at byte offset 3"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='a'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)  # fmt: skip
def test_what_is_refused(source: str, words: str) -> None:
    """Broken HTML is refused in Telegram's words, with the offset in bytes."""
    with pytest.raises(HtmlError) as refusal:
        parse(source)

    assert str(refusal.value) == words

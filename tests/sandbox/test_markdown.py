"""Both Markdown modes become text and entities, or are refused as Telegram refuses them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.html import ParseError, utf16
from bot.sandbox.markdown import parse_old, parse_v2
from tests.sandbox.support import MOTHER, SUPERGROUP, Box

Found = list[tuple[str, int, int]]


def _places(entities: list[dict[str, Any]]) -> Found:
    return [(one["type"], one["offset"], one["length"]) for one in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities", "reason"),
    [
        ("*b* _i_ __u__ ~s~", "b i u s", [("bold", 0, 1), ("italic", 2, 1), ("underline", 4, 1), ("strikethrough", 6, 1)], "four marks"),
        ("||p|| `c`", "p c", [("spoiler", 0, 1), ("code", 2, 1)], "two more"),
        ("*中_文_*🔴_x_", "中文🔴x", [("bold", 0, 2), ("italic", 1, 1), ("italic", 4, 1)], "nested, in UTF-16 units"),
        ("_a__b__\\._", "ab.", [("italic", 0, 3), ("underline", 1, 1)], "two underscores begin or end an underline"),
        ("1\\.\\*2\\\\", "1.*2\\", [], "a backslash takes the meaning away"),
        ("\\中", "\\中", [], "but not before what has none"),
        ("`a.b\\`c`", "a.b`c", [("code", 0, 5)], "within code only its end must be escaped"),
        ("```\na\nb```", "a\nb", [("pre", 0, 3)], "one line's end after the mark is no text"),
        ("```py```", "py", [("pre", 0, 2)], "without a space no language"),
        ("**x", "x", [], "an empty entity is none"),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)], "a quotation goes on line by line"),
        (">a*b*", "ab", [("blockquote", 0, 2), ("bold", 1, 1)], "with marks in it"),
        (">a||\nb", "a\nb", [("expandable_blockquote", 0, 2)], "two bars at its end fold it"),
        (">a||", "a", [("expandable_blockquote", 0, 1)], "also at the end of the text"),
        (">||a||", "a", [("blockquote", 0, 1), ("spoiler", 0, 1)], "but around words they hide"),
        ("[x](not an address)", "x", [], "a link to nowhere is none"),
    ],
)  # fmt: skip
def test_what_v2_makes_of_it(source: str, text: str, entities: Found, reason: str) -> None:
    """Marks leave the text and become entities."""
    plain, found = parse_v2(source)

    assert plain == text, reason
    assert _places(found) == entities, reason


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("[x](https://t.me/x?a=\\(1\\))", {"type": "text_link", "url": "https://t.me/x?a=(1)"}),
        ("[x](gov.cn)", {"type": "text_link", "url": "http://gov.cn/"}),
        ("[x](tg://user?id=5)", {"type": "text_mention", "user_id": 5}),
        ("![x](tg://emoji?id=5)", {"type": "custom_emoji", "custom_emoji_id": "5"}),
        ("![x](tg://time?unix=5&format=wDT)", {"type": "date_time", "unix_time": 5, "date_time_format": "wDT"}),
        ("```py\nx```", {"type": "pre", "language": "py"}),
    ],
)  # fmt: skip
def test_entities_with_more_to_say(source: str, entity: dict[str, Any]) -> None:
    """Links, mentions, emoji, times and languages keep what was said of them."""
    _, found = parse_v2(source)

    assert found == [{"offset": 0, "length": 1} | entity]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("a>b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("中*b", "Can't find end of Bold entity at byte offset 3"),
        ("*_b*", "Can't find end of Bold entity at byte offset 3"),
        ("```py\nx", "Can't find end of PreCode entity at byte offset 0"),
        ("[x", "Can't find end of TextUrl entity at byte offset 0"),
        ("[x](t.me", "Can't find end of a URL at byte offset 4"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
        ("![x]", "The entity must contain a tg://emoji or tg://time URL"),
        ("![x](t.me)", "Invalid tg://emoji or tg://time URL specified"),
    ],
)
def test_what_v2_refuses(source: str, words: str) -> None:
    """Broken MarkdownV2 is refused in Telegram's words, with the offset in bytes."""
    with pytest.raises(ParseError) as refusal:
        parse_v2(source)

    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("source", "text", "entities", "reason"),
    [
        ("*b* _i_ `c` ```p```", "b i c p", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1), ("pre", 6, 1)], "the four marks"),
        ("a.b! (c)", "a.b! (c)", [], "nothing else is reserved"),
        ("snake\\_case \\.", "snake_case \\.", [], "four characters can be escaped"),
        ("*a_b_*", "a_b_", [("bold", 0, 4)], "nothing is nested"),
        ("[x](t.me)[y]", "xy", [("text_link", 0, 1)], "a link has an address"),
        ("[t.me]", "t.me", [("text_link", 0, 4)], "or is one"),
        ("[x](t.me", "x", [("text_link", 0, 1)], "its end may be missing"),
        ("**🔴_x_", "🔴x", [("italic", 2, 1)], "an empty one is none"),
    ],
)  # fmt: skip
def test_what_the_old_mode_makes_of_it(
    source: str, text: str, entities: Found, reason: str
) -> None:
    """The old mode is more lenient and knows less."""
    plain, found = parse_old(source)

    assert plain == text, reason
    assert _places(found) == entities, reason


def test_what_the_old_mode_refuses() -> None:
    """An entity must end."""
    with pytest.raises(ParseError, match="end of the entity starting at byte offset 3"):
        parse_old("中*b")


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("_*[]()~`>#|!\\\n\r.ab中🔴 "), max_size=25))
def test_no_markdown_makes_it_fail(source: str) -> None:
    """Each text is parsed or refused, and entities lie within the text."""
    for parse in (parse_v2, parse_old):
        try:
            text, entities = parse(source)
        except ParseError:
            continue
        for entity in entities:
            assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_escaped_it_is_the_text_again(text: str) -> None:
    """Whoever escapes every mark gets just what they wrote."""
    source = "".join(f"\\{char}" if 0 < ord(char) < 127 else char for char in text)

    assert parse_v2(source) == (text, [])


async def test_a_bot_may_use_any_mode(box: Box) -> None:
    """The modes are named in any case, and a mention finds its person."""
    for mode, source in (("MarkdownV2", "*x*\\."), ("markdown", "*x*."), ("html", "<b>x</b>.")):
        sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text=source, parse_mode=mode)
        assert (sent["text"], _places(sent["entities"])) == ("x.", [("bold", 0, 1)])

    link = f"[x](tg://user?id={MOTHER})"
    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text=link, parse_mode="MarkdownV2")
    refused = await box.refused("sendMessage", chat_id=SUPERGROUP, text="1.", parse_mode="MarkdownV2")  # fmt: skip

    assert sent["entities"][0]["user"]["id"] == MOTHER
    assert refused == (
        "Bad Request: can't parse entities: Character '.' is reserved "
        "and must be escaped with the preceding '\\'"
    )

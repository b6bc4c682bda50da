"""Whatever a bot sends, the sandbox refuses it in order: it never fails by itself."""

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import groups, people
from bot.sandbox.call import Call
from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.html import HtmlError, parse, utf16
from bot.sandbox.keep import Memory
from bot.sandbox.methods import METHODS
from bot.sandbox.model import Upload
from bot.sandbox.world import World
from tests.sandbox.support import BOT, GROUP, MOTHER, SUPERGROUP, TOKEN, png

NAMES = [
    "chat_id", "from_chat_id", "message_id", "user_id", "text", "caption", "parse_mode", "entities",
    "caption_entities", "reply_markup", "reply_parameters", "reply_to_message_id", "media", "photo",
    "voice", "document", "latitude", "longitude", "action", "callback_query_id", "show_alert", "url",
    "commands", "scope", "language_code", "name", "description", "file_id", "allowed_updates",
    "secret_token", "link_preview_options", "message_thread_id", "protect_content", "duration",
]  # fmt: skip

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
fields = st.sampled_from(
    ["text", "url", "callback_data", "style", "type", "offset", "length", "user", "id", "media",
     "message_id", "quote", "chat_id", "command", "description", "inline_keyboard", "keyboard"]
)  # fmt: skip
shapes = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(fields, inner, max_size=4),
    max_leaves=8,
)
words = st.sampled_from(
    [str(GROUP), str(SUPERGROUP), str(MOTHER), "1", "2", "true", "HTML", "attach://file", "<b>", ""]
)
values = words | shapes.map(json.dumps) | st.text(max_size=20)
calls = st.lists(
    st.tuples(
        st.sampled_from(sorted(METHODS)),
        st.dictionaries(st.sampled_from(NAMES), values, max_size=6),
    ),
    max_size=5,
)


def _world() -> World:
    world = World(Clock(frozen=True), Memory(), limits=0)
    groups.put_person(world, {"id": MOTHER, "first_name": "M"})
    groups.put_bot(world, {"token": TOKEN, "username": "gege_bot"})
    for number, kind in ((GROUP, "group"), (SUPERGROUP, "supergroup")):
        members = {"members": [MOTHER, BOT]}
        groups.put_group(world, {"id": number, "type": kind, "title": "t"} | members)
    people.start(world, MOTHER, BOT, "")
    return world


@settings(max_examples=150, deadline=None)
@given(calls)
def test_no_call_makes_it_fail(asked: list[tuple[str, dict[str, str]]]) -> None:
    """Every method answers with JSON or with a refusal."""
    world, files = _world(), {"file": Upload("x.png", "image/png", png())}

    for method, params in asked:
        call = Call(world, world.bots[BOT], method, params, files)
        with suppress(ApiError):
            json.dumps(METHODS[method](call), allow_nan=False)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<>/&;=\"' abi#x1🔴中\n"), max_size=30))
def test_no_html_makes_it_fail(source: str) -> None:
    """Each text is parsed or refused, and entities lie within the text."""
    try:
        text, entities = parse(source)
    except HtmlError:
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(text)

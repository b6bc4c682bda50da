"""Whatever a bot sends, the sandbox refuses it in order, and lets nothing pass that a client would not send."""

import json
import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, get_args, get_origin

import aiogram.methods
import aiogram.types
import pytest
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.sandbox import groups, parameters, people, shapes
from bot.sandbox.bodies import from_json
from bot.sandbox.call import TRUE, Call
from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.html import ParseError, parse, utf16
from bot.sandbox.keep import Memory
from bot.sandbox.methods import METHODS
from bot.sandbox.model import Query, Upload, Value
from bot.sandbox.parameters import (
    BOOLEANS,
    FLOATS,
    INTEGERS,
    OBJECTS,
    UPLOADS,
    check_parameters,
)
from bot.sandbox.world import World
from tests.sandbox.support import (
    BOT,
    GROUP,
    MOTHER,
    NEIGHBOUR,
    SUPERGROUP,
    TOKEN,
    Box,
    keyboard,
    png,
)

Model = type[TelegramMethod[Any]]

MODELS: dict[str, Model] = {
    name.lower(): getattr(aiogram.methods, name)
    for name in aiogram.methods.__all__
    if name.lower() in METHODS
}
PARAMETERS = sorted({name for model in MODELS.values() for name in model.model_fields})
FILES = frozenset({"photo", "voice", "document", "audio", "video", "animation"})
"""Parameters that may be a part of the request instead of a string."""

EMPTY_IF_MISSING = frozenset({("setwebhook", "url")})
"""What Telegram takes for empty if it is missing, where that means something: no webhook."""

ENTITY = {"type": "bold", "offset": 0, "length": 1}
SENSIBLE: dict[str, list[Value]] = {
    "chat_id": [SUPERGROUP, SUPERGROUP, GROUP, MOTHER],
    "from_chat_id": [SUPERGROUP, GROUP, MOTHER],
    "message_id": [2, 3, 4, 5, 6, 7, 8, 9],
    "message_thread_id": [6],
    "ephemeral_message_id": [1],
    "message_ids": [[2], [2, 3]],
    "user_id": [NEIGHBOUR, MOTHER, BOT],
    "receiver_user_id": [MOTHER],
    "parse_mode": ["HTML", "MarkdownV2", "Markdown"],
    "entities": [[ENTITY]],
    "caption_entities": [[ENTITY]],
    "reply_markup": [
        keyboard({"text": "x", "callback_data": "x", "style": "primary"}),
        keyboard({"text": "x", "url": "https://t.me/x"}, {"text": "y", "copy_text": {"text": "y"}}),
        {"keyboard": [["x", {"text": "y", "request_location": True}]], "resize_keyboard": True},
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "x"},
    ],
    "reply_parameters": [{"message_id": 2}, {"message_id": 9, "allow_sending_without_reply": True}],
    "link_preview_options": [{"is_disabled": True}, {"url": "https://x.cn"}],
    "media": [
        {"type": "photo", "media": "attach://file", "caption": "x", "has_spoiler": True},
        {"type": "document", "media": "attach://file", "caption_entities": [ENTITY]},
        [{"type": "photo", "media": "attach://file"}] * 2,
    ],
    "commands": [[{"command": "help", "description": "x"}]],
    "scope": [{"type": "default"}, {"type": "chat", "chat_id": SUPERGROUP}],
    "action": ["typing"],
    "allowed_updates": [["message"], []],
    "url": ["https://t.me/gege_bot?start=x", "http://127.0.0.1:9/"],
    "options": [["a", "b"], [{"text": "a"}, {"text": "b", "text_entities": [ENTITY]}]],
    "permissions": [{"can_send_messages": True}, {}],
    "reaction": [[{"type": "emoji", "emoji": "👍"}], []],
    "ephemeral_message_parameters": [{"receiver_user_id": MOTHER}],
}  # fmt: skip

USUAL = frozenset({"chat_id", "message_id", "text"})
"""What aiogram lets be absent for the sake of inline messages, which the sandbox has not."""

OUR_UNIONS = frozenset({"ReplyMarkup"})
"""Objects of the sandbox's own that stand for several of the Bot API's."""

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
names = st.sampled_from(
    ["text", "url", "callback_data", "style", "type", "offset", "length", "user", "id", "media",
     "message_id", "quote", "chat_id", "command", "description", "inline_keyboard", "keyboard"]
)  # fmt: skip
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)
words = st.sampled_from(
    [str(GROUP), str(SUPERGROUP), str(MOTHER), "1", "2", "true", "HTML", "attach://file", "<b>", ""]
)
values = words | anything.map(json.dumps) | st.text(max_size=20)
calls = st.lists(
    st.tuples(
        st.sampled_from(sorted(METHODS)),
        st.dictionaries(st.sampled_from(PARAMETERS), values, max_size=6),
    ),
    max_size=5,
)


def _world() -> World:
    """A world in which every method could work: the bot may do anything in a forum."""
    world = World(Clock(frozen=True), Memory(), limits=0)
    for number in (MOTHER, NEIGHBOUR):
        groups.put_person(world, {"id": number, "first_name": "M"})
    groups.put_bot(world, {"token": TOKEN, "username": "gege_bot"})
    members = {"members": [MOTHER, NEIGHBOUR, BOT]}
    groups.put_group(world, {"id": GROUP, "type": "group", "title": "t"} | members)
    forum = groups.put_group(world, {"id": SUPERGROUP, "title": "t", "forum": True} | members)
    world.put_chat(replace(forum, members={**forum.members, BOT: "creator"}))
    people.start(world, MOTHER, BOT, "")
    for chat in (GROUP, SUPERGROUP, MOTHER):
        sent = {"chat_id": str(chat), "text": "x"}
        _call(world, "sendmessage", sent)
        _call(world, "sendphoto", sent | {"photo": "attach://file", "caption": "x"})
    there = {"chat_id": str(SUPERGROUP), "name": "x", "question": "x", "options": '["a", "b"]'}
    for method in ("sendpoll", "createforumtopic"):
        _call(world, method, there)
    whispered = json.dumps({"receiver_user_id": MOTHER})
    _call(world, "sendmessage", there | {"text": "x", "ephemeral_message_parameters": whispered})
    world.put_query(Query("x", BOT, MOTHER, str(GROUP), 1, world.clock.now()))
    world.files["x"] = next(iter(world.files.values()))
    return world


def _call(world: World, method: str, params: dict[str, str]) -> Value:
    """Do what the bots' door does with a request."""
    call = Call(
        world, world.bots[BOT], method, params, {"file": Upload("x.png", "image/png", png())}
    )
    check_parameters(call)
    return METHODS[method](call)


@settings(max_examples=100, deadline=None)
@given(calls)
def test_no_call_makes_it_fail(asked: list[tuple[str, dict[str, str]]]) -> None:
    """Every method answers with JSON or with a refusal."""
    world = _world()

    for method, params in asked:
        with suppress(ApiError):
            json.dumps(_call(world, method, params), allow_nan=False)


def _sensible(name: str) -> list[Value]:
    """What a client might give for a parameter."""
    if name in BOOLEANS:
        return [True, False]
    if name in INTEGERS:
        return SENSIBLE.get(name, [1, 30])
    if name in FLOATS:
        return [0, 30.5]
    return ["attach://file"] if name in FILES | UPLOADS else SENSIBLE.get(name, ["x"])


def _spoilt(value: Value) -> Iterator[Value]:
    """Yield what is a little wrong with a JSON value: something missing or of another kind."""
    yield from (None, 1, -1, 1.5, 10**20, "x", "1", True, [], {}, [1], {"x": 1}, math.nan)
    if isinstance(value, list):
        for place, one in enumerate(value):
            for wrong in _spoilt(one):
                yield [*value[:place], wrong, *value[place + 1 :]]
    if isinstance(value, dict):
        for name, one in value.items():
            yield {key: kept for key, kept in value.items() if key != name}
            for wrong in _spoilt(one):
                yield value | {name: wrong}


def _asked(method: str) -> st.SearchStrategy[tuple[str, dict[str, Value]]]:
    """A call with all that is needed and some that may be, one of them perhaps wrong."""
    fields = MODELS[method].model_fields
    given = {name: st.sampled_from(_sensible(name)) for name in fields}
    usual = {name for name, field in fields.items() if field.is_required() or name in USUAL}
    must = {name: given.pop(name) for name in usual}
    right = st.fixed_dictionaries(must, optional=given)
    return st.tuples(st.just(method), right.flatmap(_perhaps_spoilt))


def _perhaps_spoilt(params: dict[str, Value]) -> st.SearchStrategy[dict[str, Value]]:
    wrong = [params | {name: bad} for name, value in params.items() for bad in _spoilt(value)]
    return st.sampled_from([params, *wrong])


def _wire(params: dict[str, Value]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in params.items()
        if value is not None
    }


def _read(name: str, value: str) -> Value:
    """Return a parameter as the sandbox reads it; an empty one is none."""
    if name in BOOLEANS:
        return value.lower() in TRUE
    if name in INTEGERS and value:
        return int(value)
    if name in FLOATS and value:
        return float(value)
    if name in OBJECTS and value:
        return from_json(value)
    if name in UPLOADS and value.startswith("attach://"):
        return BufferedInputFile(b"", value)
    return value or None


def _model_refuses(method: str, params: dict[str, str]) -> str:
    """Return why aiogram's model of the method does not take the same parameters."""
    fields = MODELS[method].model_fields
    given = {name: _read(name, value) for name, value in params.items() if name in fields}
    given |= {name: given.get(name) or "" for where, name in EMPTY_IF_MISSING if where == method}
    try:
        MODELS[method].model_validate(given)
    except ValidationError as error:
        return str(error)
    return ""


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(MODELS)).flatmap(_asked))
def test_nothing_is_accepted_that_the_method_model_refuses(
    asked: tuple[str, dict[str, Value]],
) -> None:
    """What a typed client could not have sent is refused, whichever parameter is wrong."""
    method, params = asked[0], _wire(asked[1])

    try:
        json.dumps(_call(_world(), method, params), allow_nan=False)
    except ApiError:
        return

    assert not _model_refuses(method, params), params


@pytest.mark.parametrize(
    ("method", "missing"),
    [
        (method, name)
        for method, model in sorted(MODELS.items())
        for name, field in model.model_fields.items()
        if field.is_required() and (method, name) not in EMPTY_IF_MISSING
    ],
)
def test_what_must_be_there_is_missed(method: str, missing: str) -> None:
    """A call without something that the method needs is refused."""
    fields = MODELS[method].model_fields
    needed = [name for name, field in fields.items() if field.is_required() and name != missing]
    params = {name: _sensible(name)[0] for name in needed}

    with pytest.raises(ApiError):
        _call(_world(), method, _wire(params))


def _kinds(annotation: Value) -> Iterator[Value]:
    """Yield the plain types that a field of aiogram's may have."""
    origin: Value = get_origin(annotation)
    inner = () if origin is list else get_args(annotation)
    if inner:
        for one in inner:
            yield from _kinds(one)
    else:
        yield origin or annotation


def _table(name: str, annotation: Value) -> str:
    """Return in which table of the sandbox a parameter of that type belongs; a chat may have a name."""
    kinds = set(_kinds(annotation)) - {type(None), Default}
    if bool in kinds:
        return "BOOLEANS"
    if float in kinds:
        return "FLOATS"
    if int in kinds and str not in kinds:
        return "INTEGERS" if name != "chat_id" else ""
    if kinds == {InputFile}:
        return "UPLOADS"
    return "" if str in kinds else "OBJECTS"


@pytest.mark.parametrize("method", sorted(MODELS))
def test_every_parameter_has_its_kind(method: str) -> None:
    """A parameter that is no string stands in one of the sandbox's tables."""
    wanted = {
        name: _table(name, field.annotation) for name, field in MODELS[method].model_fields.items()
    }
    known = {table: getattr(parameters, table) for table in wanted.values() if table}

    strange = [name for name, table in wanted.items() if table and name not in known[table]]

    assert set(strange) - {"chat_id"} <= parameters.UNSPOKEN  # whoever takes it looks at it


@pytest.mark.parametrize("kind", sorted(shapes.OBJECTS.keys() - OUR_UNIONS))
def test_every_object_has_its_fields(kind: str) -> None:
    """An object's fields are those of aiogram's model, and as many of them must be there."""
    name, _, type_ = kind.replace("InputPollMedia", "InputMedia").partition("/")
    fields = getattr(aiogram.types, name + type_.title().replace("_", "")).model_fields

    assert {name: must for name, (_, must) in shapes.OBJECTS[kind].items()} == {
        name: field.is_required() for name, field in fields.items() if name != "type" or not type_
    }


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<>/&;=\"' abi#x1🔴中\n"), max_size=30))
def test_no_html_makes_it_fail(source: str) -> None:
    """Each text is parsed or refused, and entities lie within the text."""
    try:
        text, entities = parse(source)
    except ParseError:
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(text)


FORM, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data"


@pytest.mark.parametrize(
    ("kind", "body", "status", "reason"),
    [
        (FORM, b"", 200, "nothing is asked"),
        (FORM, b"&&=&a&a=b=c&%=%zz", 200, "an odd form is one all the same"),
        (FORM, b"a=%ff%fe", 400, "no UTF-8"),
        (FORM, b"\xff=\xff", 400, "nor here"),
        (JSON, b"", 200, "no JSON at all"),
        (JSON, b"{", 400, "broken JSON"),
        (JSON, b"[1]", 400, "no object"),
        (JSON, b"\xff", 400, "no UTF-8"),
        (JSON, b'{"a": "\\ud800"}', 400, "half a character"),
        (JSON, b'{"a": "\\ud83d\\udd34"}', 200, "a whole one, written in two"),
        (JSON, b'{"offset": ' + b"[" * 100_000, 400, "too deep"),
        (JSON, b'{"a": ' + b"9" * 5000 + b"}", 400, "too long a number"),
        (PARTS, b"x", 400, "no boundary"),
        (f"{PARTS}; boundary=b", b"", 200, "no parts"),
        (f"{PARTS}; boundary=b", b"--b\r\n\r\nx", 400, "no end"),
        (f"{PARTS}; boundary=b", b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--b--", 400, "no UTF-8"),
        (f"{PARTS}; boundary=b", b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", 200, "one part"),
        ("text/plain", b"a=b", 200, "an unknown kind is read as a form"),
    ],
)  # fmt: skip
async def test_no_body_makes_it_fail(
    box: Box, kind: str, body: bytes, status: int, reason: str
) -> None:
    """Whatever comes over the wire is answered in the Bot API's form."""
    headers = {"Content-Type": kind}
    async with box.http.post(f"/bot{TOKEN}/getMe", data=body, headers=headers) as answer:
        assert answer.status == status, reason
        assert (await answer.json())["ok"] is (status == 200)

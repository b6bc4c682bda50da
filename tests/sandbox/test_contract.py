"""Everything the sandbox says is read by two independent Telegram libraries, down to each field."""

from collections.abc import Iterator
from typing import Any, get_args

import aiogram.methods
import pytest
import telegram
from aiogram.methods import Response
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel

from bot.sandbox.methods import METHODS
from bot.sandbox.model import Value
from bot.sandbox.updates import KINDS
from tests.sandbox.support import (
    BOT,
    GROUP,
    MOTHER,
    NEIGHBOUR,
    SUPERGROUP,
    WORKER,
    Box,
    keyboard,
    png,
)

Model = type[TelegramMethod[Any]]

MODELS: dict[str, Model] = {
    name.lower(): getattr(aiogram.methods, name) for name in aiogram.methods.__all__
}
UNKNOWN_TO_PTB = {
    "forward_date": "of before Bot API 7.0, still sent (`JsonMessage` in Client.cpp)",
    "forward_from": "the same",
    "forward_from_chat": "the same",
    "ephemeral_message_id": "newer than PTB's Bot API: words for one member of a group",
    "receiver_user": "the same",
    "can_send_welcome_messages": "newer than Bot API 10.0, required by aiogram",
}
"""Fields that Telegram has and python-telegram-bot does not, and why."""


FORUM = -1001000000009
NAMES = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}
HEARD = {
    "update_id", "message", "edited_message", "callback_query", "my_chat_member", "chat_member",
    "poll", "poll_answer", "message_reaction",
}  # fmt: skip
"""All kinds of updates that the sandbox makes."""


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_every_answer_is_read_by_both(box: Box) -> None:
    """Neither library meets a field or a type that it does not know."""
    said: list[tuple[str, Any]] = []

    async def ask(method: str, parts: tuple[str, ...] = (), **params: Value) -> Value:
        answer = await box.upload(method, {name: png() for name in parts}, **params)
        assert answer["ok"], (method, answer)
        said.append((method.lower(), answer["result"]))
        return answer["result"]

    await _life(box, ask)
    await _talk(box, ask)
    await _moderation(box, ask)
    await _profile(ask)
    await _updates(box, ask)

    for method, result in said:
        _read_by_aiogram(MODELS[method], result)
        _read_by_ptb(MODELS[method], result)
    assert {method for method, _ in said} == {*METHODS, "getupdates"}


async def _life(box: Box, ask: Value) -> None:
    """Let happen whatever makes an answer or an update of another shape."""
    await box.bot("getUpdates", allowed_updates=sorted(KINDS))
    await ask("setMyCommands", commands=[{"command": "help", "description": "帮助"}])
    for method in ("getMe", "getMyCommands", "getMyName", "getWebhookInfo"):
        await ask(method)
    asked = await box.write(MOTHER, "灯坏了 #灯 /help @gege_bot a@b.cn https://x.cn")
    text = (
        '<b>b</b><i>i</i><u>u</u><s>s</s><span class="tg-spoiler">p</span><code>c</code>'
        '<pre><code class="language-py">x</code></pre><a href="https://x.cn">l</a>'
        f'<a href="tg://user?id={MOTHER}">m</a><blockquote expandable>q</blockquote>'
        '<tg-emoji emoji-id="5">e</tg-emoji>'
    )
    markup = keyboard(
        {"text": "a", "callback_data": "a"},
        {"text": "b", "url": "https://t.me/gege_bot?start=x"},
        {"text": "c", "copy_text": {"text": "110"}},
    )
    reply = {"message_id": asked["message_id"], "quote": "灯坏了"}
    sent = await ask(
        "sendMessage",
        chat_id=SUPERGROUP,
        text=text,
        parse_mode="HTML",
        reply_markup=markup,
        reply_parameters=reply,
        link_preview_options={"is_disabled": True},
        protect_content=False,
    )
    await box.post("presses", person=MOTHER, chat=SUPERGROUP, message_id=sent["message_id"], data="a", wait=0)  # fmt: skip
    await ask("editMessageText", chat_id=SUPERGROUP, message_id=sent["message_id"], text="x")
    photo = await ask("sendPhoto", ("file",), chat_id=SUPERGROUP, photo="attach://file", caption="c", has_spoiler=True)  # fmt: skip
    await ask("editMessageCaption", chat_id=SUPERGROUP, message_id=photo["message_id"], caption="d")
    await ask("getFile", file_id=photo["photo"][0]["file_id"])
    await ask("sendVoice", ("file",), chat_id=SUPERGROUP, voice="attach://file", duration=1)
    await ask("sendDocument", ("file",), chat_id=SUPERGROUP, document="attach://file")
    await ask("sendLocation", chat_id=SUPERGROUP, latitude=30, longitude=104)
    await ask("forwardMessage", chat_id=GROUP, from_chat_id=SUPERGROUP, message_id=asked["message_id"])  # fmt: skip
    await box.post("starts", person=MOTHER, bot=BOT, payload="x")
    await ask("sendMessage", chat_id=MOTHER, text="x", protect_content=True)
    await box.post("edits", person=MOTHER, chat=SUPERGROUP, message_id=asked["message_id"], text="y")  # fmt: skip
    await box.post("messages", person=WORKER, chat=SUPERGROUP, text="z", **{"as": "chat"})
    await box.send("voice", duration=4)
    await box.send("photo", album="a", caption="p", reply_to=photo["message_id"])
    await box.post("messages", person=MOTHER, chat=SUPERGROUP, location={"latitude": 30, "longitude": 104})  # fmt: skip
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
    await box.post("members", chat=SUPERGROUP, user=NEIGHBOUR, status="kicked", by=WORKER)
    for chat in (SUPERGROUP, GROUP, MOTHER):
        await ask("getChat", chat_id=chat)
    for user in (BOT, MOTHER, NEIGHBOUR, WORKER):
        await ask("getChatMember", chat_id=SUPERGROUP, user_id=user)
    await ask("getChatAdministrators", chat_id=SUPERGROUP)


async def _talk(box: Box, ask: Value) -> None:
    """Let the bot use all that can be said in a forum."""
    members = {"members": [MOTHER, NEIGHBOUR, BOT], "admins": [WORKER]}
    await box.post("chats", id=FORUM, type="supergroup", title="forum", forum=True, **members)
    await box.post("members", chat=FORUM, user=BOT, status="administrator", by=WORKER)
    here = {"chat_id": FORUM}
    thread = (await ask("createForumTopic", **here, name="求助"))["message_thread_id"]
    topic = here | {"message_thread_id": thread}
    await ask("editForumTopic", **topic, name="线索")
    poll = await ask("sendPoll", **topic, question="?", options=["a", "b"], is_anonymous=False)
    quiz = {"type": "quiz", "correct_option_ids": [1], "explanation": "<b>b</b>", "explanation_parse_mode": "HTML"}  # fmt: skip
    tested = await ask("sendPoll", **here, question="?", options=["a", "b"], **quiz)
    for asked in (poll, tested):
        await box.post("votes", person=MOTHER, chat=FORUM, message_id=asked["message_id"], options=[0])  # fmt: skip
    await ask("stopPoll", **here, message_id=poll["message_id"])
    media = [{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]
    album = await ask("sendMediaGroup", ("a", "b"), **here, media=media)
    numbers = [message["message_id"] for message in album]
    document = {"type": "document", "media": "attach://a", "caption": "*x*", "parse_mode": "Markdown"}  # fmt: skip
    alone = await ask("sendPhoto", ("a",), **here, photo="attach://a")
    await ask("editMessageMedia", ("a",), **here, message_id=alone["message_id"], media=document)
    button = keyboard({"text": "x", "callback_data": "x"})
    await ask("editMessageReplyMarkup", **here, message_id=numbers[1], reply_markup=button)
    source = {"chat_id": GROUP, "from_chat_id": FORUM}
    await ask("copyMessage", **source, message_id=numbers[1])
    await ask("forwardMessages", **source, message_ids=[poll["message_id"], *numbers])
    copied = await ask("copyMessages", **source, message_ids=numbers)
    await ask("deleteMessages", chat_id=GROUP, message_ids=[one["message_id"] for one in copied])
    for name in ("pinChatMessage", "unpinChatMessage", "pinChatMessage"):
        await ask(name, **here, message_id=numbers[1])
    await ask("getChat", **here)
    await ask("deleteMessage", **here, message_id=numbers[1])
    await ask("unpinAllForumTopicMessages", **topic)
    await ask("unpinAllChatMessages", **here)
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await ask("setMessageReaction", **here, message_id=numbers[0], reaction=reaction)
    await box.post("reactions", person=MOTHER, chat=FORUM, message_id=numbers[0], emoji="👍")
    for name in ("closeForumTopic", "reopenForumTopic", "deleteForumTopic"):
        await ask(name, **topic)
    await ask("getForumTopicIconStickers")
    await ask("sendChatAction", **here, action="typing")
    await _whisper(ask, here)


async def _whisper(ask: Value, here: dict[str, Value]) -> None:
    whispered = {"ephemeral_message_parameters": {"receiver_user_id": MOTHER}}
    words = await ask("sendMessage", **here, **whispered, text="x")
    photo = await ask("sendPhoto", ("a",), **here, **whispered, photo="attach://a")

    def about(message: dict[str, Value]) -> dict[str, Value]:
        number = message["ephemeral_message_id"]
        return here | {"receiver_user_id": MOTHER, "ephemeral_message_id": number}

    button = keyboard({"text": "x", "callback_data": "x"})
    await ask("editEphemeralMessageText", **about(words), text="y")
    await ask("editEphemeralMessageReplyMarkup", **about(words), reply_markup=button)
    await ask("editEphemeralMessageCaption", **about(photo), caption="y")
    media = {"type": "photo", "media": "attach://a"}
    await ask("editEphemeralMessageMedia", ("a",), **about(photo), media=media)
    await ask("deleteEphemeralMessage", **about(words))


async def _moderation(box: Box, ask: Value) -> None:
    """Let the bot do what an administrator does."""
    await box.post("members", chat=FORUM, user=BOT, status="creator", by=WORKER)
    here = {"chat_id": FORUM}
    about = here | {"user_id": NEIGHBOUR}
    await ask("restrictChatMember", **about, permissions={"can_send_messages": False})
    await ask("getChatMember", **about)
    await ask("promoteChatMember", **about, can_pin_messages=True)
    await ask("setChatAdministratorCustomTitle", **about, custom_title="楼长")
    await ask("getChatAdministrators", **here)
    await ask("promoteChatMember", **about, can_pin_messages=False)
    await ask("banChatMember", **about)
    await ask("getChatMember", **about)
    await ask("unbanChatMember", **about)
    await ask("setChatPermissions", **here, permissions={"can_send_messages": True})
    await ask("setChatTitle", **here, title="香樟苑")
    await ask("setChatDescription", **here, description="1-3")
    await ask("exportChatInviteLink", **here)
    await ask("getChatMemberCount", **here)
    await ask("getChat", **here)
    await box.post("members", chat=GROUP, user=BOT, status="member", by=WORKER)
    await ask("leaveChat", chat_id=GROUP)


async def _profile(ask: Value) -> None:
    """Let the bot change all that it says of itself."""
    for name in ("Name", "Description", "ShortDescription"):
        await ask(f"setMy{name}", **{NAMES[name]: "x"})
        await ask(f"getMy{name}")
    await ask("deleteMyCommands")
    button = {"type": "web_app", "text": "x", "web_app": {"url": "https://x.cn"}}
    await ask("setChatMenuButton", menu_button=button)
    await ask("getChatMenuButton")
    rights = await ask("getMyDefaultAdministratorRights")
    await ask("setMyDefaultAdministratorRights", rights=rights)
    await ask("getUserProfilePhotos", user_id=MOTHER)


async def _updates(box: Box, ask: Value) -> None:
    """Let the bot hear of all that has happened."""
    await box.post("blocks", person=MOTHER, bot=BOT)
    await box.post("migrate", chat=GROUP)
    updates = await ask("getUpdates")
    query = next(one["callback_query"] for one in updates if "callback_query" in one)
    await ask("answerCallbackQuery", callback_query_id=query["id"], text="x")
    await ask("setWebhook", url="http://127.0.0.1:9/")
    await ask("deleteWebhook")
    assert {kind for update in updates for kind in update} == HEARD


def _read_by_aiogram(method: Model, result: Value) -> None:
    answer = Response[method.__returning__]  # type: ignore[name-defined] # a type as a value
    read = answer.model_validate({"ok": True, "result": result}).result
    unknown = list(_unread(read, result))
    assert not unknown, f"{method.__name__}: aiogram does not know {unknown}"


def _unread(model: Value, raw: Value) -> Iterator[str]:
    """Yield the fields that a model took in without knowing them."""
    if isinstance(model, list):
        for one, of in zip(model, raw, strict=True):
            yield from _unread(one, of)
    if not isinstance(model, BaseModel):
        return
    names = {field.alias or name: name for name, field in type(model).model_fields.items()}
    for name, value in raw.items():
        if name not in names:
            yield f"{type(model).__name__}.{name}"
        else:
            yield from _unread(getattr(model, names[name]), value)


def _read_by_ptb(method: Model, result: Value) -> None:
    kind = _ptb_type(method.__returning__)
    if kind is None:
        return
    raw = result if isinstance(result, list) else [result]
    invented = [field for one in kind.de_list(raw, None) for field in _invented(one)]
    assert not invented, f"{kind.__name__}: python-telegram-bot does not know {invented}"


def _ptb_type(returned: Value) -> type[telegram.TelegramObject] | None:
    """Return PTB's class for what a method returns, none for plain values."""
    if inner := get_args(returned):
        return next(filter(None, map(_ptb_type, inner)), None)
    name = getattr(returned, "__name__", "")
    name = next((base for base in ("ChatMember", "MenuButton") if name.startswith(base)), name)
    found: type[telegram.TelegramObject] | None = getattr(telegram, name, None)
    return found


def _invented(thing: Value) -> Iterator[str]:
    """Yield what ended in `api_kwargs`, where PTB puts what it does not know."""
    if isinstance(thing, list | tuple):
        for one in thing:
            yield from _invented(one)
    if not isinstance(thing, telegram.TelegramObject):
        return
    for name in thing.api_kwargs:
        if name not in UNKNOWN_TO_PTB:
            yield f"{type(thing).__name__}.{name}"
    for name in thing.to_dict(recursive=False):
        yield from _invented(getattr(thing, name, None))


@pytest.mark.parametrize("extra", ["colour", "is_nice"])
async def test_the_walkers_see_what_is_invented(box: Box, extra: str) -> None:
    """A field that Telegram does not have would be found by either."""
    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="x", reply_to_message_id=1)
    forged = sent | {"from": sent["from"] | {extra: 1}}

    with pytest.raises(AssertionError, match=extra):
        _read_by_aiogram(MODELS["sendmessage"], forged)
    with pytest.raises(AssertionError, match=extra):
        _read_by_ptb(MODELS["sendmessage"], forged)

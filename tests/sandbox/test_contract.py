"""Everything the sandbox says is read by two independent Telegram libraries, down to each field."""

from collections.abc import Iterator
from typing import Any

import pytest
import telegram
from aiogram.methods import (
    EditMessageCaption,
    EditMessageText,
    ForwardMessage,
    GetChat,
    GetChatAdministrators,
    GetChatMember,
    GetFile,
    GetMe,
    GetMyCommands,
    GetMyName,
    GetUpdates,
    GetWebhookInfo,
    Response,
    SendDocument,
    SendLocation,
    SendMessage,
    SendPhoto,
    SendVoice,
)
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel

from bot.sandbox.model import Value
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

PTB_TYPES: dict[type[TelegramMethod[Any]], type[telegram.TelegramObject]] = {
    EditMessageCaption: telegram.Message,
    EditMessageText: telegram.Message,
    ForwardMessage: telegram.Message,
    GetChat: telegram.ChatFullInfo,
    GetChatAdministrators: telegram.ChatMember,
    GetChatMember: telegram.ChatMember,
    GetFile: telegram.File,
    GetMe: telegram.User,
    GetMyCommands: telegram.BotCommand,
    GetMyName: telegram.BotName,
    GetUpdates: telegram.Update,
    GetWebhookInfo: telegram.WebhookInfo,
    SendDocument: telegram.Message,
    SendLocation: telegram.Message,
    SendMessage: telegram.Message,
    SendPhoto: telegram.Message,
    SendVoice: telegram.Message,
}
UNKNOWN_TO_PTB = {
    "forward_date": "of before Bot API 7.0, still sent (`JsonMessage` in Client.cpp)",
    "forward_from": "the same",
    "forward_from_chat": "the same",
    "can_send_welcome_messages": "newer than Bot API 10.0, required by aiogram",
}
"""Fields that Telegram has and python-telegram-bot does not, and why."""


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_every_answer_is_read_by_both(box: Box) -> None:
    """Neither library meets a field or a type that it does not know."""
    said: list[tuple[type[TelegramMethod[Any]], Any]] = []

    async def ask(method: type[TelegramMethod[Any]], **params: Value) -> Value:
        files = {"file": png()} if "file" in params else {}
        params = {name: value for name, value in params.items() if name != "file"}
        answer = await box.upload(method.__api_method__, files, **params)
        assert answer["ok"], answer
        said.append((method, answer["result"]))
        return answer["result"]

    await _life(box, ask)

    for method, result in said:
        _read_by_aiogram(method, result)
        _read_by_ptb(PTB_TYPES[method], result)


async def _life(box: Box, ask: Value) -> None:
    """Let happen whatever makes an answer or an update of another shape."""
    await box.bot("getUpdates", allowed_updates=["message", "edited_message", "callback_query", "my_chat_member", "chat_member"])  # fmt: skip
    await box.bot("setMyCommands", commands=[{"command": "help", "description": "帮助"}])
    for method in (GetMe, GetMyCommands, GetMyName, GetWebhookInfo):
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
        SendMessage,
        chat_id=SUPERGROUP,
        text=text,
        parse_mode="HTML",
        reply_markup=markup,
        reply_parameters=reply,
        link_preview_options={"is_disabled": True},
        protect_content=False,
    )
    await box.post("presses", person=MOTHER, chat=SUPERGROUP, message_id=sent["message_id"], data="a", wait=0)  # fmt: skip
    await ask(EditMessageText, chat_id=SUPERGROUP, message_id=sent["message_id"], text="x")
    photo = await ask(SendPhoto, chat_id=SUPERGROUP, photo="attach://file", file=1, caption="c", has_spoiler=True)  # fmt: skip
    await ask(EditMessageCaption, chat_id=SUPERGROUP, message_id=photo["message_id"], caption="d")
    await ask(GetFile, file_id=photo["photo"][0]["file_id"])
    await ask(SendVoice, chat_id=SUPERGROUP, voice="attach://file", file=1, duration=1)
    await ask(SendDocument, chat_id=SUPERGROUP, document="attach://file", file=1)
    await ask(SendLocation, chat_id=SUPERGROUP, latitude=30, longitude=104)
    await ask(ForwardMessage, chat_id=GROUP, from_chat_id=SUPERGROUP, message_id=asked["message_id"])  # fmt: skip
    await box.post("starts", person=MOTHER, bot=BOT, payload="x")
    await ask(SendMessage, chat_id=MOTHER, text="x", protect_content=True)
    await box.post("edits", person=MOTHER, chat=SUPERGROUP, message_id=asked["message_id"], text="y")  # fmt: skip
    await box.post("messages", person=WORKER, chat=SUPERGROUP, text="z", **{"as": "chat"})
    await box.send("voice", duration=4)
    await box.send("photo", album="a", caption="p", reply_to=photo["message_id"])
    await box.post("messages", person=MOTHER, chat=SUPERGROUP, location={"latitude": 30, "longitude": 104})  # fmt: skip
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
    await box.post("members", chat=SUPERGROUP, user=NEIGHBOUR, status="kicked", by=WORKER)
    for chat in (SUPERGROUP, GROUP, MOTHER):
        await ask(GetChat, chat_id=chat)
    for user in (BOT, MOTHER, NEIGHBOUR, WORKER):
        await ask(GetChatMember, chat_id=SUPERGROUP, user_id=user)
    await ask(GetChatAdministrators, chat_id=SUPERGROUP)
    await box.post("blocks", person=MOTHER, bot=BOT)
    await box.post("migrate", chat=GROUP)
    updates = await ask(GetUpdates)
    kinds = {kind for update in updates for kind in update}
    assert kinds == {"update_id", "message", "edited_message", "callback_query", "my_chat_member", "chat_member"}  # fmt: skip


def _read_by_aiogram(method: type[TelegramMethod[Any]], result: Value) -> None:
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


def _read_by_ptb(kind: type[telegram.TelegramObject], result: Value) -> None:
    raw = result if isinstance(result, list) else [result]
    invented = [field for one in kind.de_list(raw, None) for field in _invented(one)]
    assert not invented, f"{kind.__name__}: python-telegram-bot does not know {invented}"


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
        _read_by_aiogram(SendMessage, forged)
    with pytest.raises(AssertionError, match=extra):
        _read_by_ptb(telegram.Message, forged)

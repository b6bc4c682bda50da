"""Methods that put an existing message into another chat."""

import secrets
from collections import Counter
from dataclasses import replace

from bot.sandbox import polls, views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.methods.editing import ABOVE, numbers, without_caption
from bot.sandbox.model import Json, Message
from bot.sandbox.outgoing import Frame, caption_of, frame, post

KEPT = frozenset({"has_media_spoiler", ABOVE, "link_preview_options"})
"""What goes along besides the content."""


def copy_message(call: Call) -> Json:
    message = _source(call, "copy", "copied")
    content, marks = message.content, _marks(message)
    if "caption" in call.params and "text" not in content:
        content = without_caption(content) | caption_of(call)
        marks.pop(ABOVE, None)
    return {"message_id": _copy(call, frame(call), content, marks).id}


def copy_messages(call: Call) -> list[Json]:
    bare = call.flag("remove_caption")
    sources = _sources(call)
    around = frame(call, count=len(sources))
    sent = []
    for one, album in zip(sources, _albums(sources), strict=True):
        content, marks = one.content, _marks(one) | album
        if bare:
            content = without_caption(content)
            marks.pop(ABOVE, None)
        sent.append({"message_id": _copy(call, around, content, marks).id})
    return sent


def forward_message(call: Call) -> Json:
    message = _source(call, "forward", "forwarded")
    return views.message(call.world, _forward(call, frame(call), message, {}), bot=call.bot.id)


def forward_messages(call: Call) -> list[Json]:
    sources = _sources(call)
    around = frame(call, count=len(sources))
    return [
        {"message_id": _forward(call, around, one, album).id}
        for one, album in zip(sources, _albums(sources), strict=True)
    ]


def _marks(message: Message) -> Json:
    return {name: value for name, value in message.extra.items() if name in KEPT}


def _albums(messages: list[Message]) -> list[Json]:
    """Return each message's mark of a new album: those that were together stay so, one is alone."""
    olds = [message.extra.get("media_group_id") for message in messages]
    fresh = {
        old: {"media_group_id": str(secrets.randbits(62))}
        for old, count in Counter(olds).items()
        if old and count > 1
    }
    return [fresh.get(old, {}) for old in olds]


def _copy(call: Call, around: Frame, content: Json, marks: Json) -> Message:
    """A copied poll begins anew."""
    if "poll" not in content:
        return post(call, around, content, marks)
    poll = call.world.polls[content["poll"]]
    if poll.solution and not (poll.closed or poll.bot == call.bot.id):
        raise bad("the message can't be copied")  # its solution is another bot's
    number = str(secrets.randbits(62))
    body = poll.body | {"id": number}
    if period := body.get("open_period"):
        body["close_date"] = call.world.now() + period
    call.world.begin_poll(
        replace(
            poll,
            id=number,
            bot=call.bot.id,
            body=body,
            closed=False,
            closes_at=body.get("close_date"),
            votes={},
            places=[],
        )
    )
    return polls.show(call, around, number)


def _forward(call: Call, around: Frame, message: Message, album: Json) -> Message:
    """A forwarded poll is the same poll in another place."""
    origin = _origin(call, message)
    if "poll" in message.content:
        return polls.show(call, around, message.content["poll"], origin)
    return post(call, around, message.content, origin | _marks(message) | album)


def _source(call: Call, verb: str, participle: str) -> Message:
    message = call.message(call.chat("read", "from_chat_id"), f"message to {verb}")
    if not _may_leave(message):
        raise bad(f"the message can't be {participle}")
    return message


def _sources(call: Call) -> list[Message]:
    """Return those of several messages that can be copied or forwarded; the others are left out."""
    messages = call.world.messages[call.chat("read", "from_chat_id").key]
    given = numbers(call)
    if given != sorted(set(given)):
        raise bad("message identifiers must be in a strictly increasing order")
    found = [messages[number] for number in given if number in messages]
    return [message for message in found if _may_leave(message)]


def _may_leave(message: Message) -> bool:
    return not message.service and not message.extra.get("has_protected_content")


def _origin(call: Call, message: Message) -> Json:
    """Name the first author: a forward of a forward keeps the old one."""
    if "forward_origin" in message.extra:
        return {name: value for name, value in message.extra.items() if name.startswith("forward_")}
    if message.sender_chat:
        chat = views.chat(call.world, call.world.chats[message.chat])
        origin: Json = {"type": "chat", "sender_chat": chat, "date": message.date}
        return {"forward_origin": origin, "forward_from_chat": chat, "forward_date": message.date}
    sender = call.world.user_bodies[message.sender]
    origin = {"type": "user", "sender_user": sender, "date": message.date}
    return {"forward_origin": origin, "forward_from": sender, "forward_date": message.date}


METHODS = {
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
}

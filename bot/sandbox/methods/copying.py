"""Methods that put an existing message into another chat."""

import secrets
from dataclasses import replace

from bot.sandbox import polls, views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.methods.editing import numbers, without_caption
from bot.sandbox.model import Json, Message
from bot.sandbox.outgoing import Frame, caption_of, frame, post


def copy_message(call: Call) -> Json:
    message = _source(call, "copy", "copied")
    content = message.content
    if "caption" in call.params and "text" not in content:
        content = without_caption(content) | caption_of(call)
    return {"message_id": _copy(call, frame(call), content).id}


def copy_messages(call: Call) -> list[Json]:
    bare = call.flag("remove_caption")
    sources = _sources(call)
    around = frame(call, count=len(sources))
    contents = [without_caption(one.content) if bare else one.content for one in sources]
    return [{"message_id": _copy(call, around, content).id} for content in contents]


def forward_message(call: Call) -> Json:
    message = _source(call, "forward", "forwarded")
    return views.message(call.world, _forward(call, frame(call), message), bot=call.bot.id)


def forward_messages(call: Call) -> list[Json]:
    sources = _sources(call)
    around = frame(call, count=len(sources))
    return [{"message_id": _forward(call, around, one).id} for one in sources]


def _copy(call: Call, around: Frame, content: Json) -> Message:
    """A copied poll begins anew."""
    if "poll" not in content:
        return post(call, around, content)
    poll = call.world.polls[content["poll"]]
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


def _forward(call: Call, around: Frame, message: Message) -> Message:
    """A forwarded poll is the same poll in another place."""
    origin = _origin(call, message)
    if "poll" in message.content:
        return polls.show(call, around, message.content["poll"], origin)
    return post(call, around, message.content, origin)


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

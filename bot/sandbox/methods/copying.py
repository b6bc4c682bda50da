"""Methods that put an existing message into another chat."""

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.model import Json, Message
from bot.sandbox.outgoing import caption_of, deliver, send


def copy_message(call: Call) -> Json:
    message = _source(call, "copy", "copied")
    content = message.content
    if "caption" in call.params and "text" not in content:
        bare = {name: value for name, value in content.items() if not name.startswith("caption")}
        content = bare | caption_of(call)
    return {"message_id": deliver(call, content).id}


def forward_message(call: Call) -> Json:
    message = _source(call, "forward", "forwarded")
    return send(call, message.content, _origin(call, message))


def _source(call: Call, verb: str, participle: str) -> Message:
    message = call.message(call.chat("read", "from_chat_id"), f"message to {verb}")
    if message.service or message.extra.get("has_protected_content"):
        raise bad(f"the message can't be {participle}")
    return message


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


METHODS = {"copyMessage": copy_message, "forwardMessage": forward_message}

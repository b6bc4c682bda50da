"""The method with which a bot reacts to a message."""

from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.reactions import EMOJI, named, react


def set_message_reaction(call: Call) -> bool:
    given = call.parsed("reaction", "reaction types") or []
    if len(given) > 1:
        raise bad("REACTIONS_TOO_MANY")
    emoji = ""
    for one in given:
        if one["type"] != "emoji":
            raise bad("REACTION_INVALID")
        emoji = named(one["emoji"])
        if emoji not in EMOJI:
            raise bad("REACTION_INVALID")
    call.flag("is_big")
    chat = call.chat("write")
    message = call.message(chat, "message to react")
    if message.service:
        raise bad("MESSAGE_ID_INVALID")
    react(call.world, message, call.bot.id, emoji)
    return True


METHODS = {"setMessageReaction": set_message_reaction}

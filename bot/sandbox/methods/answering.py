"""Methods that answer what a person pressed."""

import re

from bot.sandbox.call import Call
from bot.sandbox.errors import QUERY_TOO_OLD, bad
from bot.sandbox.model import Json
from bot.sandbox.world import QUERY_LIFE

ANSWER_LIMIT = 200


def answer_callback_query(call: Call) -> bool:
    world = call.world
    query = world.queries.get(call.text("callback_query_id"))
    if query is None or query.bot != call.bot.id or world.clock.now() - query.date > QUERY_LIFE:
        raise bad(QUERY_TOO_OLD)
    answer: Json = {
        "text": call.text("text"),
        "show_alert": call.flag("show_alert"),
        "url": call.text("url") or None,
    }
    if len(answer["text"]) > ANSWER_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    if answer["url"] and not re.match(
        rf"(https?://)?t\.me/{call.bot.username}\?", answer["url"], re.IGNORECASE
    ):
        raise bad("URL_INVALID")
    world.drop_query(query)
    waiting = world.answers.pop(query.id, None)
    if waiting and not waiting.done():
        waiting.set_result(answer)
    shown = {"event": "answer", "chat": world.seen_as(world.chats[query.chat], query.person)}
    world.feed.tell_person(query.person, shown | {"message_id": query.message_id, "answer": answer})
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}

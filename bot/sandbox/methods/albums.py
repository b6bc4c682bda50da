"""Albums: two to ten photos, or documents, sent as one."""

import secrets

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.methods.editing import ABOVE, input_media
from bot.sandbox.model import Json
from bot.sandbox.outgoing import frame, post

MOST = 10


def send_media_group(call: Call) -> list[Json]:
    given = call.parsed("media", "input media")
    if not given:
        raise bad("there are no messages to send")
    if len(given) > MOST:
        raise bad("too many messages to send as an album")
    around = frame(call, count=len(given))
    parts = [input_media(call, one) for one in given]
    if len({"photo" in content for content, _ in parts}) > 1:
        raise bad("documents can't be mixed with other media types")
    if len({bool(one.get(ABOVE)) for one in given}) > 1:
        raise bad(f"parameter {ABOVE} must be the same for all messages")
    album: Json = {"media_group_id": str(secrets.randbits(62))} if len(parts) > 1 else {}
    sent = [post(call, around, content, marks | album) for content, marks in parts]
    return [views.message(call.world, message) for message in sent]


METHODS = {"sendMediaGroup": send_media_group}

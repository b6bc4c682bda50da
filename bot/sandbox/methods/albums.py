"""Albums: two to ten photos, or documents, sent as one."""

import secrets

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.methods.editing import input_media
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
    contents = [input_media(call, one) for one in given]
    if len({content.keys() & {"photo", "document"} == {"photo"} for content in contents}) > 1:
        raise bad("documents can't be mixed with other media types")
    mark: Json = {"media_group_id": str(secrets.randbits(62))} if len(contents) > 1 else {}
    sent = [post(call, around, content, mark) for content in contents]
    return [views.message(call.world, message) for message in sent]


METHODS = {"sendMediaGroup": send_media_group}

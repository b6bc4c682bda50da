"""Methods about files that are already here."""

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.media import FETCH_BYTES
from bot.sandbox.model import Json


def get_file(call: Call) -> Json:
    file_id = call.text("file_id")
    if not file_id:
        raise bad("file_id not specified")
    file = call.world.files.get(file_id)
    if file is None:
        raise bad("invalid file_id")
    if file.size > FETCH_BYTES:
        raise bad("file is too big")
    return views.file(file)


METHODS = {"getFile": get_file}

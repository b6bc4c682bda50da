"""Methods that put something new into a chat."""

from bot.sandbox import media
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.model import Json, Upload
from bot.sandbox.outgoing import caption_of, preview, send, text_of

ACTIONS = frozenset({
    "cancel", "typing", "record_video", "upload_video", "record_audio", "upload_audio",
    "record_voice", "upload_voice", "upload_photo", "upload_document", "choose_sticker",
    "find_location", "pick_up_location", "record_video_note", "upload_video_note",
})  # fmt: skip
POLE = 90
ANTIMERIDIAN = 180


def send_message(call: Call) -> Json:
    return send(call, text_of(call, "message is too long"), preview(call))


def send_photo(call: Call) -> Json:
    caption = caption_of(call)
    return send(call, media_field(call, "photo", call.text("photo")) | caption)


def send_voice(call: Call) -> Json:
    caption = caption_of(call)
    return send(call, media_field(call, "voice", call.text("voice")) | caption)


def send_document(call: Call) -> Json:
    caption = caption_of(call)
    return send(call, media_field(call, "document", call.text("document")) | caption)


def send_location(call: Call) -> Json:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if latitude is None:
        raise bad("latitude is empty")
    if longitude is None:
        raise bad("longitude is empty")
    if not (abs(latitude) <= POLE and abs(longitude) <= ANTIMERIDIAN):
        raise bad("wrong location specified")
    return send(call, {"location": {"latitude": latitude, "longitude": longitude}})


def send_chat_action(call: Call) -> bool:
    if call.text("action").lower() not in ACTIONS:
        raise bad("wrong parameter action in request")
    call.chat("write")
    return True


def media_field(call: Call, kind: str, given: str) -> Json:
    """Return a file's message field: by id, by `attach://name`, or by a part named like the method's field.

    Clients differ: one names the part freely and attaches it, another names it after the field.
    """
    name = given.removeprefix("attach://") if given.startswith("attach://") else kind
    upload = call.files.get(name)
    if upload is None:
        if not given or given.startswith("attach://"):
            raise bad(f"there is no {kind} in the request")
        return media.again(call.world, kind, given)
    return stored(call, kind, upload)


def stored(call: Call, kind: str, upload: Upload) -> Json:
    """Store an upload and return its message field."""
    if kind == "photo":
        return media.photo(call.world, upload)
    if kind == "voice":
        return media.voice(call.world, upload, call.integer("duration"))
    return media.document(call.world, upload)


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendVoice": send_voice,
    "sendDocument": send_document,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
}

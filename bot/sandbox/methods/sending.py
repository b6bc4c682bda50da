"""Methods that put something new into a chat."""

from math import ceil

from bot.sandbox import media
from bot.sandbox.call import Call
from bot.sandbox.errors import ApiError, bad
from bot.sandbox.model import Json, Upload
from bot.sandbox.outgoing import caption_of, preview, send, text_of

ACTIONS = frozenset({
    "cancel", "typing", "record_video", "upload_video", "record_audio", "upload_audio",
    "record_voice", "upload_voice", "upload_photo", "upload_document", "choose_sticker",
    "find_location", "pick_up_location", "record_video_note", "upload_video_note",
})  # fmt: skip
POLE = 90
ANTIMERIDIAN = 180
LEAST_ACCURATE = 1500
LIVE_PERIOD = range(60, 86_401)
FOR_EVER = 0x7FFFFFFF
HEADING = range(361)
"""Degrees; 0 says nothing."""
ALERT_RADIUS = range(100_001)
FILE_BYTES = 50 * 1024 * 1024
"""What a bot may send at most, photos apart."""


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
        raise bad("invalid location specified")
    place: Json = {"latitude": latitude, "longitude": longitude} | _live(call)
    if (accuracy := call.number("horizontal_accuracy") or 0.0) > 0:
        place["horizontal_accuracy"] = float(ceil(min(accuracy, LEAST_ACCURATE)))
    return send(call, {"location": place})


def _live(call: Call) -> Json:
    """Return what is said of a live location: for how long, where to, how near is worth an alert."""
    period, heading = call.integer("live_period"), call.integer("heading")
    radius = call.integer("proximity_alert_radius")
    if period not in LIVE_PERIOD and period not in {0, FOR_EVER}:
        raise bad("wrong live location period specified")
    if heading not in HEADING:
        raise bad("wrong live location heading specified")
    if radius not in ALERT_RADIUS:
        raise bad("wrong live location proximity alert radius specified")
    if not period:
        return {}
    facts = {"live_period": period, "heading": heading, "proximity_alert_radius": radius}
    return {name: value for name, value in facts.items() if value}


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
    """Store an upload and return its message field. Raises ApiError."""
    if kind == "photo":
        return media.photo(call.world, upload)
    if len(upload.data) > FILE_BYTES:
        raise ApiError(413, "Request Entity Too Large")
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

"""Files in messages: photos with their sizes, voices, documents, and the ids that name them."""

import io
import mimetypes
import secrets
from pathlib import PurePath

from PIL import Image, UnidentifiedImageError

from bot.sandbox.errors import bad
from bot.sandbox.model import File, Json, Upload
from bot.sandbox.world import World

PHOTO_BYTES = 10 * 1024 * 1024
FETCH_BYTES = 20 * 1024 * 1024
SIDES = 10_000
RATIO = 20
SIZES = (90, 320, 800, 1280)
"""Longest sides of the sizes that Telegram offers; the last one named is the largest."""

PREFIX = {"photo": "AgAC", "voice": "AwAC", "document": "BQAC"}
FOLDER = {"photo": "photos", "voice": "voice", "document": "documents"}


def photo(world: World, upload: Upload) -> Json:
    """Store a picture and return a message's `photo` field. Raises ApiError."""
    if len(upload.data) > PHOTO_BYTES:
        raise bad(f"file of size {len(upload.data)} bytes is too big for a photo")
    width, height = _dimensions(upload.data)
    blob = _store(world, upload)
    sizes = []
    for side in _sides(max(width, height)):
        scale = side / max(width, height)
        file = _register(world, "photo", blob, len(upload.data), "image/jpeg", ".jpg")
        shape = {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
        sizes.append(_named(file) | shape)
    world.put_media(blob, sizes)
    return {"photo": sizes}


def voice(world: World, upload: Upload, duration: int) -> Json:
    """Store a voice message and return its field."""
    file = _file(world, "voice", upload, upload.mime or "audio/ogg")
    return _kept(world, file, {"duration": duration, "mime_type": file.mime})


def document(world: World, upload: Upload) -> Json:
    """Store any other file and return its field; its name says what it is, as at Telegram."""
    mime = mimetypes.guess_type(upload.name)[0] or upload.mime or "application/octet-stream"
    file = _file(world, "document", upload, mime)
    name = PurePath(upload.name).name or "file"
    return _kept(world, file, {"file_name": name, "mime_type": file.mime})


def again(world: World, kind: str, file_id: str) -> Json:
    """Return the field of a file that is already here. Raises ApiError."""
    if file_id.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")  # there is no internet in the box
    file = world.files.get(file_id)
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return {kind: world.media[file.blob]}


def _store(world: World, upload: Upload) -> str:
    if not upload.data:
        raise bad("file must be non-empty")
    blob = secrets.token_hex(12)
    world.keep.put_blob(blob, upload.data)
    return blob


def _file(world: World, kind: str, upload: Upload, mime: str) -> File:
    suffix = PurePath(upload.name).suffix or mimetypes.guess_extension(mime) or ""
    return _register(world, kind, _store(world, upload), len(upload.data), mime, suffix)


def _register(world: World, kind: str, blob: str, size: int, mime: str, suffix: str) -> File:
    number = len(world.files)
    file = File(
        id=PREFIX[kind] + secrets.token_urlsafe(36),
        unique_id="AQAD" + secrets.token_urlsafe(8),
        kind=kind,
        blob=blob,
        path=f"{FOLDER[kind]}/file_{number}{suffix}",
        size=size,
        mime=mime,
    )
    world.put_file(file)
    return file


def _kept(world: World, file: File, facts: Json) -> Json:
    field = _named(file) | facts
    world.put_media(file.blob, field)
    return {file.kind: field}


def _named(file: File) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def _dimensions(data: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise bad("IMAGE_PROCESS_FAILED") from None
    if width + height > SIDES or max(width, height) > RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _sides(longest: int) -> list[int]:
    smaller = [side for side in SIZES[:-1] if side < longest]
    return [*smaller[:2], min(longest, SIZES[-1])]

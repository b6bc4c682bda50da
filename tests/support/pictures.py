"""Photos that people send in tests."""

from io import BytesIO

from PIL import Image


def photo(*, width: int = 640, height: int = 480) -> bytes:
    """Return a JPEG of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, height), (180, 60, 50)).save(out, "JPEG")
    return out.getvalue()

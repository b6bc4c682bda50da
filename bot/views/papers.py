"""Pictures that are made for one message: a certificate, a code to scan."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.certificates import CertificateCard
from bot.views.layout import NAME, cut
from bot.views.message import Made, Reader

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONT = Path(__file__).parent / "fonts" / "names.woff2"
WIDTH, HEIGHT, MARGIN = 1000, 700, 36
PAPER, INK, SOFT, FRAME = "#fffdf6", "#22312b", "#5b6f66", "#2f8f6b"
CODE = 190
"""How many pixels wide a code on a certificate is."""


def code_picture(link: str, name: str, width: int = 480) -> Made:
    """Return a code that a phone opens as a link."""
    import segno  # noqa: PLC0415 only who shows one needs it

    out = BytesIO()
    code = segno.make(link, error="m", micro=False)
    code.save(out, kind="png", scale=width // code.symbol_size()[0], border=4)
    return Made(f"{name}.png", out.getvalue())


def certificate_picture(card: CertificateCard, reader: Reader) -> Made:
    """Return a certificate: name, what it is for, number, dates, and a code that verifies it."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 only who has passed needs it

    page = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(page)
    for inset, width in ((MARGIN, 4), (MARGIN + 12, 1)):
        draw.rectangle((inset, inset, WIDTH - inset, HEIGHT - inset), outline=FRAME, width=width)
    _write(draw, card, reader)
    link = reader.link(f"cert_{cut(card.number, NAME)}")
    code = Image.open(BytesIO(code_picture(link, "code", CODE).data)).convert("RGB")
    page.paste(code, (WIDTH - MARGIN - 40 - code.width, HEIGHT - MARGIN - 60 - code.height))
    out = BytesIO()
    page.quantize(64).save(out, "PNG", optimize=True)
    return Made("certificate.png", out.getvalue())


def _write(draw: "ImageDraw", card: CertificateCard, reader: Reader) -> None:
    words, middle, left = reader.words.plain, WIDTH // 2, MARGIN + 60

    def centre(text: str, y: int, size: int, fill: str = INK) -> None:
        _line(draw, text, (middle, y), size, fill, anchor="ma", room=WIDTH - 2 * left)

    def beside(text: str, y: int) -> None:
        _line(draw, text, (left, y), 26, SOFT, anchor="la", room=WIDTH - 2 * left - CODE)

    centre(words("paper-title"), 96, 60, FRAME)
    centre(cut(card.name, NAME), 214, 64)
    centre(words("paper-passed", title=cut(card.title, NAME)), 316, 34)
    dates = [words("certificate-issued", day=reader.day(card.issued_at).isoformat())]
    if card.expires_at is not None:
        dates.append(words("certificate-until", day=reader.day(card.expires_at).isoformat()))
    number = words("certificate-number", number=cut(card.number, NAME))
    by = words("paper-by", grid=cut(card.grid, NAME), trainer=cut(card.trainer, NAME))
    for nth, text in enumerate((number, *dates, by)):
        beside(text, 430 + nth * 46)
    scan = (WIDTH - MARGIN - 40 - CODE // 2, HEIGHT - MARGIN - 52)
    _line(draw, words("paper-scan"), scan, 20, SOFT, anchor="ma", room=CODE)


def _line(
    draw: "ImageDraw",
    text: str,
    at: tuple[int, int],
    size: int,
    fill: str,
    *,
    anchor: str,
    room: int,
) -> None:
    """Write one line, smaller where it would not fit."""
    length = _font(size).getlength(text)
    if length > room:
        size = max(12, int(size * room / length) // 2 * 2)
    draw.text(at, text, font=_font(size), fill=fill, anchor=anchor)


@cache
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.truetype(FONT, size)

"""Draws the pictures of ours into bot/views/pictures: `python scripts/draw_pictures.py`."""  # noqa: INP001 - a script

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent.parent / "bot" / "views" / "pictures"
SIZE = (800, 600)
SCALE = 3
"""Drawn this much larger and scaled down: Pillow draws edges without smoothing."""

GREEN = (74, 139, 106)
LIGHT = (86, 153, 119)
WHITE = (255, 255, 255)

Points = list[tuple[float, float]]


def _scaled(points: Points) -> Points:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _box(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    return (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)


def all_clear() -> Image.Image:
    """A white house with a heart in it on a calm green ground; no text, nobody's face."""
    image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), GREEN)
    draw = ImageDraw.Draw(image)
    draw.ellipse(_box(150, 50, 650, 550), fill=LIGHT)
    roof = _scaled([(400, 145), (232, 300), (568, 300)])
    draw.polygon(roof, fill=WHITE)
    draw.line([*roof, roof[0]], fill=WHITE, width=24 * SCALE, joint="curve")
    for x, y in roof:
        round_end = 12 * SCALE
        draw.ellipse((x - round_end, y - round_end, x + round_end, y + round_end), fill=WHITE)
    draw.rounded_rectangle(_box(272, 280, 528, 450), radius=18 * SCALE, fill=WHITE)
    _heart(draw, 400, 338)
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def _heart(draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
    """Two round halves and the point below them; `x`, `y` is the notch between the halves."""
    radius = 34
    for side in (-1, 1):
        centre = x + side * (radius - 5)
        draw.ellipse(
            _box(centre - radius, y - radius, centre + radius, y + radius),
            fill=GREEN,
        )
    # From the point upwards the sides touch the circles where their slope is one to one.
    reach = radius * 0.7071
    draw.polygon(
        _scaled(
            [
                (x - radius + 5 - reach, y + reach),
                (x + radius - 5 + reach, y + reach),
                (x, y + 2 * reach + radius - 5),
            ]
        ),
        fill=GREEN,
    )
    draw.rectangle(_box(x - 20, y, x + 20, y + reach), fill=GREEN)


def main() -> None:
    all_clear().quantize(64).save(FOLDER / "all_clear.png", optimize=True)


if __name__ == "__main__":
    main()

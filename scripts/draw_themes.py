"""Draws a picture for each theme of the safety calendar: `python scripts/draw_themes.py`."""  # noqa: INP001 - a script

from collections.abc import Callable
from math import cos, pi, radians, sin

from draw_pictures import FOLDER, SCALE, SIZE
from PIL import Image, ImageDraw

GROUND = (58, 108, 156)
DISC = (80, 131, 179)
WHITE = (255, 255, 255)
SOFT = (178, 208, 234)
DEEP = (33, 70, 108)
COLOURS = 24

Points = list[tuple[float, float]]
Colour = tuple[int, int, int]


class Sheet:
    """A blue ground with a lighter disc, to be drawn on in points of 800 by 600."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), GROUND)
        self._draw = ImageDraw.Draw(self.image)
        self.dot(400, 300, 255, DISC)

    def dot(self, x: float, y: float, radius: float, fill: Colour = WHITE) -> None:
        self.oval(x - radius, y - radius, x + radius, y + radius, fill)

    def oval(
        self, left: float, top: float, right: float, bottom: float, fill: Colour = WHITE
    ) -> None:
        self._draw.ellipse([SCALE * side for side in (left, top, right, bottom)], fill=fill)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: Colour = WHITE,
        radius: float = 14,
    ) -> None:
        sides = [SCALE * side for side in (left, top, right, bottom)]
        self._draw.rounded_rectangle(sides, radius=radius * SCALE, fill=fill)

    def shape(self, points: Points, fill: Colour = WHITE) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points: Points, width: float, fill: Colour = WHITE) -> None:
        """Draw a line with round ends and corners."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=fill, width=round(width * SCALE))
        for x, y in points:
            self.dot(x, y, width / 2, fill)

    def bow(
        self,
        x: float,
        y: float,
        radius: float,
        begin: float,
        end: float,
        width: float,
        fill: Colour = WHITE,
    ) -> None:
        """Draw a part of a circle, in degrees clockwise from the right."""
        steps = [radians(begin + (end - begin) * part / 40) for part in range(41)]
        self.line([(x + radius * cos(at), y + radius * sin(at)) for at in steps], width, fill)

    def slice(
        self, x: float, y: float, radius: float, begin: float, end: float, fill: Colour
    ) -> None:
        """Draw a slice of a disc, in degrees clockwise from the right."""
        sides = [SCALE * side for side in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.pieslice(sides, begin, end, fill=fill)

    def waves(self, y: float, fill: Colour = WHITE, left: float = 190, right: float = 610) -> None:
        """Draw a line of three waves."""
        step = (right - left) / 60
        points = [(left + step * at, y - 16 * sin(at / 60 * 6 * pi)) for at in range(61)]
        self.line(points, 20, fill)

    def steam(self, x: float, y: float, height: float, width: float = 14) -> None:
        """Draw a line that rises in a curve."""
        points = [(x + 14 * sin(at / 24 * 2 * pi), y - height * at / 24) for at in range(25)]
        self.line(points, width, SOFT)

    def person(self, x: float, y: float, size: float, fill: Colour = WHITE) -> None:
        """Draw a head and shoulders; `x`, `y` is the middle of the head."""
        self.dot(x, y, size, fill)
        top, width, height = y + size * 1.3, size * 1.5, size * 3.2
        self.box(x - width, top, x + width, top + height, fill, radius=size)

    def flame(self, x: float, y: float, size: float, fill: Colour = WHITE) -> None:
        """Draw a flame; `x`, `y` is the middle of its round bottom."""
        points: Points = []
        for at in range(41):
            turn = pi * (0.0 + at / 40)
            points.append((x + size * cos(turn), y + size * sin(turn)))
        points += [
            (x - size * 0.98, y - size * 0.5),
            (x - size * 0.6, y - size * 1.1),
            (x - size * 0.42, y - size * 0.72),
            (x - size * 0.1, y - size * 1.5),
            (x + size * 0.05, y - size * 2.1),
            (x + size * 0.5, y - size * 1.45),
            (x + size * 0.9, y - size * 0.8),
        ]
        self.shape(points, fill)


def drowning(sheet: Sheet) -> None:
    """A lifebuoy over waves."""
    sheet.dot(400, 245, 140)
    for begin in (25, 115, 205, 295):
        sheet.slice(400, 245, 140, begin, begin + 40, DEEP)
    sheet.dot(400, 245, 68, DISC)
    sheet.waves(430)
    sheet.waves(478, SOFT, 250, 550)


def fire(sheet: Sheet) -> None:
    """A flame in a flame."""
    sheet.flame(400, 365, 115)
    sheet.flame(402, 405, 62, DISC)
    sheet.flame(402, 430, 34, SOFT)


def scald(sheet: Sheet) -> None:
    """A hand under running water."""
    sheet.box(215, 105, 250, 215, SOFT, radius=8)
    sheet.box(235, 135, 440, 185, SOFT, radius=14)
    sheet.bow(430, 200, 40, -90, 0, 48, SOFT)
    sheet.box(325, 85, 395, 110, SOFT, radius=8)
    sheet.box(348, 100, 372, 145, SOFT, radius=4)
    for x in (452, 470, 488):
        sheet.line([(x, 235), (x, 330)], 9)
    sheet.box(470, 350, 640, 460, radius=30)
    for y in (352, 386, 420):
        sheet.line([(290 if y != 386 else 265, y + 18), (520, y + 18)], 31)
    sheet.line([(330, 346), (520, 360)], 31)
    sheet.line([(480, 455), (395, 492)], 31)
    for x, y in ((300, 300), (560, 300), (330, 255)):
        sheet.dot(x, y, 10, SOFT)


def falls(sheet: Sheet) -> None:
    """Somebody slips on a wet floor."""
    sheet.dot(330, 180, 38)
    sheet.line([(352, 240), (418, 345)], 46)
    sheet.line([(360, 255), (455, 235)], 24)
    sheet.line([(352, 250), (275, 300)], 24)
    sheet.line([(418, 350), (510, 330), (580, 285)], 30)
    sheet.line([(415, 352), (480, 400), (560, 395)], 30)
    sheet.box(235, 455, 565, 475, SOFT, radius=10)
    sheet.oval(430, 436, 560, 462, SOFT)


def getting_lost(sheet: Sheet) -> None:
    """A pin on the map with a person in it."""
    sheet.oval(310, 470, 490, 510, DEEP)
    sheet.dot(400, 250, 140)
    sheet.shape([(273, 310), (527, 310), (400, 490)])
    sheet.dot(400, 250, 104, DISC)
    sheet.dot(400, 212, 32)
    sheet.box(345, 256, 455, 318, radius=34)


def traffic(sheet: Sheet) -> None:
    """A traffic light over a crossing."""
    sheet.box(335, 95, 465, 375, radius=34)
    for y, fill in ((155, SOFT), (235, SOFT), (315, DEEP)):
        sheet.dot(400, y, 32, fill)
    for x in range(230, 571, 85):
        sheet.shape([(x - 14, 410), (x + 34, 410), (x + 46, 490), (x - 26, 490)])


def fireworks(sheet: Sheet) -> None:
    """A burst of rays."""
    for nth in range(12):
        turn = 2 * pi * nth / 12
        far = 175 if nth % 2 else 140
        x, y = cos(turn), sin(turn)
        sheet.line([(400 + 55 * x, 300 + 55 * y), (400 + far * x, 300 + far * y)], 16)
        reach = far + 36
        sheet.dot(400 + reach * x, 300 + reach * y, 13, SOFT)
    sheet.dot(400, 300, 24)


def ebike(sheet: Sheet) -> None:
    """A battery with a bolt, and its plug."""
    sheet.box(345, 110, 455, 160, SOFT, radius=12)
    sheet.box(285, 145, 515, 490, radius=34)
    sheet.shape([(425, 195), (325, 335), (392, 335), (375, 445), (478, 295), (408, 295)], DEEP)


def gas(sheet: Sheet) -> None:
    """A gas bottle."""
    sheet.bow(400, 165, 62, 180, 360, 20, SOFT)
    sheet.line([(338, 165), (338, 215)], 20, SOFT)
    sheet.line([(462, 165), (462, 215)], 20, SOFT)
    sheet.box(376, 150, 424, 230, radius=10)
    sheet.box(290, 205, 510, 465, radius=70)
    sheet.box(318, 455, 482, 492, SOFT, radius=12)
    sheet.flame(400, 375, 44, DEEP)


def carbon_monoxide(sheet: Sheet) -> None:
    """A brazier that smokes in a shut house."""
    sheet.line([(175, 300), (400, 125), (625, 300)], 28)
    sheet.line([(235, 285), (235, 480), (565, 480), (565, 285)], 24)
    for x in (345, 400, 455):
        sheet.steam(x, 362, 110, 16)
    sheet.shape([(310, 380), (490, 380), (460, 445), (340, 445)])
    for x in (350, 400, 450):
        sheet.dot(x, 382, 22, DEEP)


def heat(sheet: Sheet) -> None:
    """The sun and a thermometer."""
    for nth in range(12):
        x, y = cos(2 * pi * nth / 12), sin(2 * pi * nth / 12)
        sheet.line([(345 + 118 * x, 280 + 118 * y), (345 + 158 * x, 280 + 158 * y)], 18, SOFT)
    sheet.dot(345, 280, 92)
    sheet.line([(525, 160), (525, 430)], 92, DISC)
    sheet.dot(525, 440, 70, DISC)
    sheet.line([(525, 165), (525, 430)], 60)
    sheet.dot(525, 440, 50)
    sheet.line([(525, 230), (525, 430)], 22, DEEP)
    sheet.dot(525, 440, 30, DEEP)


def flood(sheet: Sheet) -> None:
    """A house in the water, under rain."""
    for x, y in ((215, 165), (285, 120), (515, 120), (585, 165), (225, 275), (575, 275)):
        sheet.line([(x, y), (x - 14, y + 46)], 14, SOFT)
    sheet.shape([(400, 140), (255, 265), (545, 265)])
    sheet.line([(400, 140), (255, 265), (545, 265), (400, 140)], 16)
    sheet.box(290, 260, 510, 420, radius=6)
    sheet.box(365, 300, 435, 360, DEEP, radius=6)
    sheet.box(200, 392, 600, 432, DISC, radius=4)
    sheet.waves(400)
    sheet.waves(452, SOFT)
    sheet.waves(500, SOFT, 280, 520)


def earthquake(sheet: Sheet) -> None:
    """A house with a crack, shaken."""
    sheet.shape([(400, 120), (235, 265), (565, 265)])
    sheet.line([(400, 120), (235, 265), (565, 265), (400, 120)], 18)
    sheet.box(275, 260, 525, 450, radius=6)
    sheet.line([(415, 150), (372, 240), (432, 300), (375, 360), (420, 450)], 18, DEEP)
    for x, turn in ((215, 1), (165, 1), (585, -1), (635, -1)):
        sheet.bow(
            x + 40 * turn, 370, 60, 180 - 40 if turn > 0 else -40, 220 if turn > 0 else 40, 14, SOFT
        )
    sheet.box(215, 468, 585, 488, SOFT, radius=10)


def lifts(sheet: Sheet) -> None:
    """The doors of a lift, with its arrows."""
    sheet.box(270, 175, 530, 500, radius=12)
    sheet.box(292, 198, 508, 500, DEEP, radius=4)
    sheet.box(292, 198, 394, 500, SOFT, radius=4)
    sheet.box(406, 198, 508, 500, SOFT, radius=4)
    sheet.shape([(345, 150), (395, 150), (370, 100)])
    sheet.shape([(405, 100), (455, 100), (430, 150)])
    sheet.box(555, 320, 585, 390, radius=8)
    sheet.dot(570, 340, 7, DEEP)
    sheet.dot(570, 370, 7, DEEP)


def elder_fraud(sheet: Sheet) -> None:
    """A coin on a hook."""
    sheet.dot(375, 400, 112)
    sheet.bow(375, 400, 94, 0, 360, 8, DISC)
    sheet.line([(335, 362), (375, 408), (415, 362)], 18, DEEP)
    sheet.line([(375, 408), (375, 478)], 18, DEEP)
    sheet.line([(337, 422), (413, 422)], 15, DEEP)
    sheet.line([(337, 450), (413, 450)], 15, DEEP)
    sheet.dot(375, 322, 22, DEEP)
    sheet.line([(440, 100), (440, 262)], 22, SOFT)
    sheet.bow(440, 92, 24, 0, 360, 14, SOFT)
    sheet.bow(375, 262, 65, 0, 180, 22, SOFT)
    sheet.line([(310, 262), (310, 210), (340, 248)], 18, SOFT)


def online(sheet: Sheet) -> None:
    """A phone with a lock."""
    sheet.box(285, 85, 515, 515, radius=36)
    sheet.box(308, 125, 492, 455, DEEP, radius=8)
    sheet.dot(400, 485, 15, SOFT)
    sheet.bow(400, 262, 42, 180, 360, 20)
    sheet.line([(358, 262), (358, 290)], 20)
    sheet.line([(442, 262), (442, 290)], 20)
    sheet.box(335, 285, 465, 390, radius=14)
    sheet.dot(400, 325, 15, DEEP)
    sheet.line([(400, 330), (400, 358)], 12, DEEP)


def food(sheet: Sheet) -> None:
    """A bowl with chopsticks."""
    for x in (345, 405):
        sheet.steam(x, 250, 100)
    sheet.line([(455, 285), (560, 130)], 14, SOFT)
    sheet.line([(485, 285), (600, 150)], 14, SOFT)
    sheet.shape([(225, 290), (575, 290), (560, 360), (505, 430), (295, 430), (240, 360)])
    sheet.box(210, 275, 590, 308, radius=16)
    sheet.box(320, 425, 480, 470, radius=10)
    sheet.line([(285, 350), (320, 400)], 12, SOFT)


def dogs(sheet: Sheet) -> None:
    """A paw."""
    sheet.oval(305, 310, 495, 470)
    sheet.dot(345, 425, 58)
    sheet.dot(455, 425, 58)
    for x, y, wide, high in (
        (262, 290, 42, 56),
        (345, 205, 44, 62),
        (455, 205, 44, 62),
        (538, 290, 42, 56),
    ):
        sheet.oval(x - wide, y - high, x + wide, y + high)


def school_start(sheet: Sheet) -> None:
    """A satchel."""
    sheet.bow(400, 165, 48, 180, 360, 20, SOFT)
    sheet.box(240, 300, 300, 450, SOFT, radius=24)
    sheet.box(500, 300, 560, 450, SOFT, radius=24)
    sheet.box(275, 150, 525, 490, radius=80)
    sheet.box(275, 400, 525, 490, radius=30)
    sheet.line([(310, 275), (490, 275)], 14, DEEP)
    sheet.line([(440, 275), (440, 310)], 14, DEEP)
    sheet.box(320, 345, 480, 445, DISC, radius=18)
    sheet.line([(345, 378), (455, 378)], 10)


def holiday_travel(sheet: Sheet) -> None:
    """A suitcase on wheels."""
    sheet.line([(345, 200), (345, 105), (455, 105), (455, 200)], 18, SOFT)
    sheet.box(260, 190, 540, 465, radius=36)
    for x in (335, 400, 465):
        sheet.line([(x, 240), (x, 415)], 14, DISC)
    for x in (310, 490):
        sheet.dot(x, 482, 24, DEEP)
        sheet.dot(x, 482, 9, SOFT)


def falling_objects(sheet: Sheet) -> None:
    """A flower pot falls from a window."""
    sheet.box(205, 100, 385, 520, SOFT, radius=8)
    for y in (135, 235, 335, 435):
        for x in (230, 310):
            sheet.box(x, y, x + 50, y + 60, DEEP, radius=4)
    for x in (455, 510, 565):
        sheet.line([(x, 150 + abs(510 - x) / 2), (x, 215 + abs(510 - x) / 2)], 12, SOFT)
    sheet.shape([(440, 380), (580, 380), (557, 480), (463, 480)])
    sheet.box(428, 355, 592, 392, radius=8)
    sheet.line([(510, 355), (510, 300)], 10)
    sheet.oval(450, 275, 512, 315)
    sheet.oval(508, 255, 570, 295)


def cold(sheet: Sheet) -> None:
    """A snowflake."""
    for nth in range(6):
        turn = pi / 6 + 2 * pi * nth / 6
        x, y = cos(turn), sin(turn)
        sheet.line([(400, 300), (400 + 195 * x, 300 + 195 * y)], 22)
        for part, size in ((95, 48), (145, 40)):
            for side in (-1, 1):
                lean = turn + side * pi / 3.4
                begin = (400 + part * x, 300 + part * y)
                end = (begin[0] + size * cos(lean), begin[1] + size * sin(lean))
                sheet.line([begin, end], 16)
    sheet.dot(400, 300, 30, SOFT)


def fire_day(sheet: Sheet) -> None:
    """A fire extinguisher."""
    sheet.line([(395, 150), (300, 175), (268, 260)], 18, SOFT)
    sheet.shape([(240, 255), (296, 265), (278, 335), (222, 320)], SOFT)
    sheet.line([(395, 120), (490, 100)], 20)
    sheet.line([(395, 145), (490, 150)], 20, SOFT)
    sheet.box(365, 115, 435, 215, radius=12)
    sheet.box(310, 195, 490, 510, radius=52)
    sheet.flame(400, 385, 48, DEEP)
    sheet.dot(400, 165, 16, DEEP)


def disaster_day(sheet: Sheet) -> None:
    """A first-aid case."""
    sheet.line([(335, 215), (335, 150), (465, 150), (465, 215)], 26, SOFT)
    sheet.box(210, 200, 590, 480, radius=36)
    sheet.box(365, 250, 435, 430, DEEP, radius=10)
    sheet.box(310, 305, 490, 375, DEEP, radius=10)


def family_education(sheet: Sheet) -> None:
    """A grown-up and a child read together."""
    sheet.person(330, 190, 48)
    sheet.person(475, 245, 36)
    sheet.shape([(245, 385), (400, 425), (400, 505), (245, 465)], SOFT)
    sheet.shape([(555, 385), (400, 425), (400, 505), (555, 465)], SOFT)
    sheet.line([(400, 425), (400, 505)], 8, DEEP)
    sheet.line([(245, 385), (400, 425), (555, 385)], 8, DEEP)


PICTURES: tuple[Callable[[Sheet], None], ...] = (
    drowning,
    fire,
    scald,
    falls,
    getting_lost,
    traffic,
    fireworks,
    ebike,
    gas,
    carbon_monoxide,
    heat,
    flood,
    earthquake,
    lifts,
    elder_fraud,
    online,
    food,
    dogs,
    school_start,
    holiday_travel,
    falling_objects,
    cold,
    fire_day,
    disaster_day,
    family_education,
)


def main() -> None:
    for picture in PICTURES:
        sheet = Sheet()
        picture(sheet)
        small = sheet.image.resize(SIZE, Image.Resampling.LANCZOS).quantize(COLOURS)
        small.save(FOLDER / "themes" / f"{picture.__name__}.png", optimize=True)


if __name__ == "__main__":
    main()

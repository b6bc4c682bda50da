"""Cards as the stories of the product make them, and a reader in Chengdu."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.alerts import Level
from bot.domain.cards import Facts, Step
from bot.domain.kinds import Kind
from bot.domain.states import State
from bot.texts import get_words
from bot.views.message import Message, Reader

ZONE = ZoneInfo("Asia/Shanghai")


def reader(locale: str = "zh") -> Reader:
    return Reader(get_words(locale), ZONE, "GegeBot")


def at(time: str, day: int = 2) -> datetime:
    """A time of day in July 2026; the 2nd is a Thursday."""
    hour, minute = time.split(":")
    return datetime(2026, 7, day, int(hour), int(minute), tzinfo=ZONE)


def step(action: str, who: str | None = None, note: str | None = None, time: str = "10:42") -> Step:
    return Step(at(time), action, who, note)


CHILD = Facts(
    case_id=7,
    number=1001,
    kind=Kind.LOST_CHILD,
    category=None,
    level=Level.RED,
    state=State.NEW,
    outcome=None,
    text="我家孩子不见了，5岁，穿红衣服",
    place="冒水凼路口",
    grid="锦城一格",
    sex="male",
    age="5",
    surname="王",
    height_cm=110,
    clothing="红衣服",
    last_seen_place="冒水凼路口",
    last_seen_at=at("10:20"),
    reported_at=at("10:40"),
    has_photo=True,
)
DRAFT = replace(CHILD, state=State.DRAFT, number=None)
ELDER = replace(CHILD, kind=Kind.LOST_ADULT, sex="female", age="70-79")
FOUND_CHILD = replace(CHILD, kind=Kind.FOUND_CHILD, level=Level.ORANGE, age="3", sex="female")
LIGHT = Facts(
    case_id=8,
    number=1002,
    kind=Kind.LIGHT,
    category=None,
    level=Level.BLUE,
    state=State.NEW,
    outcome=None,
    text="3号楼4楼楼道灯不亮了",
    place="3号楼4楼",
    grid="锦城一格",
    reported_at=at("10:40"),
)
GAS = replace(LIGHT, kind=Kind.HAZARD, category="gas", level=Level.RED, text="楼道里好大的燃气味")
DISPUTE = replace(LIGHT, kind=Kind.DISPUTE, text="楼上天天半夜吵")


def shown(message: Message) -> list[str]:
    """Return a message as a person sees it: lines of text, then rows of buttons."""
    rows = message.keyboard.inline_keyboard if message.keyboard else []
    return [
        *message.text.split("\n"),
        *("[" + "] [".join(button.text for button in row) + "]" for row in rows),
    ]

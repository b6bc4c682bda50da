"""Cases, people and times that the examples of docs/messages.md are made of."""

from dataclasses import replace

from bot.domain.alerts import Level
from bot.domain.cards import Facts
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import State
from tests.views.samples import CHILD, DISPUTE, DRAFT, FOUND_CHILD, GAS, LIGHT, at, step

DUTY = "028-8888"
VALID = at("10:45", day=3)

GAS = replace(GAS, number=1007)
DISPUTE = replace(DISPUTE, number=1008, place="6号楼")
ELDER = replace(
    CHILD,
    number=1003,
    kind=Kind.LOST_ADULT,
    sex="female",
    age="78",
    height_cm=None,
    clothing="蓝布衫",
    text="我妈走失了，78岁，有点老年痴呆，蓝布衫",
    has_photo=False,
)
FOUND = replace(
    FOUND_CHILD,
    number=1004,
    surname=None,
    height_cm=None,
    text="门卫室有个小女孩在哭，找不到爸妈",
    has_photo=False,
)
FIRE_LANE = replace(
    GAS,
    number=1005,
    category="fire_lane",
    level=Level.YELLOW,
    place="香樟苑东门",
    text="消防通道被车堵了",
)
FALLEN = replace(
    LIGHT,
    number=1006,
    kind=Kind.HELP,
    level=Level.RED,
    place="5号楼302",
    text="楼上独居老人摔倒了",
)
DESPAIR = replace(FALLEN, number=None, state=State.DRAFT, text="我不想活了", sensitive=True)
LIGHT_DRAFT = replace(LIGHT, state=State.DRAFT, number=None)


def ended(facts: Facts, outcome: Outcome) -> Facts:
    """Return the case as it is once it was closed like this."""
    return replace(facts, state=outcome.state, outcome=outcome)


def waiting(facts: Facts) -> Facts:
    """Return the case as it waits for its check."""
    return replace(facts, state=State.PENDING_CHECK)


def working(facts: Facts) -> Facts:
    """Return the case as somebody works on it."""
    return replace(facts, state=State.IN_PROGRESS)


STEPS = [
    step("report", "李梅", time="10:40"),
    step("submit", "李梅", time="10:41"),
    step("relation", "李梅", "guardian", time="10:41"),
    step("acknowledge", "小张", time="10:42"),
    step("claim", "小张"),
    step("publish", "小张", time="10:45"),
    step("look", "小张", time="10:50"),
    step("assign", "小张", "小李", time="10:55"),
]

__all__ = [
    "CHILD",
    "DISPUTE",
    "DRAFT",
    "DUTY",
    "ELDER",
    "FALLEN",
    "FIRE_LANE",
    "FOUND",
    "GAS",
    "LIGHT",
    "LIGHT_DRAFT",
    "STEPS",
    "VALID",
    "at",
    "ended",
    "step",
    "waiting",
    "working",
]

"""How loud an alert is, how far it goes, and who needs the police first."""

import pytest

from bot.domain.alerts import Danger, Level, is_capable_adult, propose_level, ring_paths
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind

RED, ORANGE, YELLOW, BLUE = Level.RED, Level.ORANGE, Level.YELLOW, Level.BLUE
ILL = Danger(vulnerable=True)
AT_THE_WATER = Danger(near_danger=True)
HURT = Danger(injured=True)


@pytest.mark.parametrize(
    ("kind", "danger", "level", "why"),
    [
        (Kind.LOST_CHILD, Danger(age=6), RED, "a child of six or less"),
        (Kind.LOST_CHILD, Danger(age=0.5), RED, "a baby"),
        (Kind.LOST_CHILD, Danger(age=7), ORANGE, "any other missing child"),
        (Kind.LOST_CHILD, Danger(), ORANGE, "no age was said"),
        (Kind.LOST_CHILD, Danger(age=12, near_danger=True), RED, "alone near water"),
        (Kind.LOST_CHILD, Danger(age=12, vulnerable=True), RED, "a child with autism"),
        (Kind.LOST_ADULT, Danger(age=78, vulnerable=True), RED, "an old mother"),
        (Kind.LOST_ADULT, Danger(age=40), ORANGE, "any other missing person"),
        (Kind.LOST_ADULT, Danger(age=5), ORANGE, "the age alone makes no adult a child"),
        (Kind.FOUND_CHILD, Danger(age=3), ORANGE, "a found child, however small"),
        (Kind.FOUND_CHILD, ILL, ORANGE, "a found child that can't speak is safe with somebody"),
        (Kind.FOUND_ADULT, ILL, ORANGE, "and so is a confused grandmother"),
        (Kind.FOUND_CHILD, AT_THE_WATER, RED, "anyone alone near water or traffic"),
        (Kind.FOUND_ADULT, HURT, RED, "life at stake"),
        (Kind.HAZARD, Danger(category="fire"), RED, "fire"),
        (Kind.HAZARD, Danger(category="gas"), RED, "gas"),
        (Kind.HAZARD, Danger(category="structure"), RED, "a wall about to fall"),
        (Kind.HAZARD, Danger(category="flood"), RED, "flood"),
        (Kind.HAZARD, Danger(category="power"), RED, "a live wire"),
        (Kind.HAZARD, Danger(category="elevator"), YELLOW, "it can wait for morning"),
        (Kind.HAZARD, Danger(category="elevator", injured=True), RED, "somebody is trapped in it"),
        (Kind.HAZARD, Danger(category="manhole"), YELLOW, "a lid is missing"),
        (Kind.HAZARD, Danger(), YELLOW, "a hazard of no known category"),
        (Kind.HELP, HURT, RED, "somebody fell and can't get up"),
        (Kind.HELP, Danger(), ORANGE, "a hand is needed now"),
        (Kind.LIGHT, Danger(), BLUE, "a lamp"),
        (Kind.LIGHT, HURT, RED, "somebody fell in the dark"),
        (Kind.DISPUTE, Danger(), BLUE, "neighbours"),
        (Kind.NEED, Danger(), BLUE, "a wish"),
    ],
)
def test_the_level_that_is_proposed(kind: Kind, danger: Danger, level: Level, why: str) -> None:
    """As product.md, "Alert levels", says."""
    assert propose_level(kind, danger) is level, why


@pytest.mark.parametrize(
    ("kind", "danger", "capable", "why"),
    [
        (Kind.LOST_ADULT, Danger(age=18), True, "from 18"),
        (Kind.LOST_ADULT, Danger(age=59.5), True, "to 59"),
        (Kind.LOST_ADULT, Danger(age=60), False, "an elder"),
        (Kind.LOST_ADULT, Danger(age=40, vulnerable=True), False, "ill"),
        (Kind.LOST_ADULT, Danger(), False, "of unknown age: most missing adults are old or ill"),
        (Kind.LOST_CHILD, Danger(age=17), False, "a child"),
        (Kind.FOUND_ADULT, Danger(age=40), False, "found, so somebody is asking for them"),
    ],
)
def test_a_capable_adult_is_published_only_with_the_police(
    kind: Kind, danger: Danger, *, capable: bool, why: str
) -> None:
    """18 to 59 and not ill (promise 3): who leaves home may have a reason."""
    assert is_capable_adult(kind, danger) is capable, why


LEVELS = {
    "D/": GridLevel.DISTRICT,
    "D/T/": GridLevel.TOWN,
    "D/T/C/": GridLevel.CHIEF,
    "D/T/C/G/": GridLevel.GENERAL,
    "D/T/C/G/M/": GridLevel.MICRO,
    "D/T/C/P/": GridLevel.DEDICATED,
}


@pytest.mark.parametrize(
    ("node", "rings", "why"),
    [
        (
            "D/T/C/G/M/",
            ["D/T/C/G/M/", "D/T/C/G/", "D/T/C/", "D/T/"],
            "micro, general, chief, town; the district's groups never hear",
        ),
        ("D/T/C/", ["D/T/C/", "D/T/"], "a village's own case starts with the whole village"),
        ("D/T/C/P/", ["D/T/C/P/", "D/T/C/", "D/T/"], "an industrial park under a village"),
        ("D/T/", ["D/T/"], "a town's own case has one ring"),
        ("D/", ["D/"], "only a case of the district itself reaches it"),
    ],
)
def test_rings_widen_from_the_node_to_the_town(node: str, rings: list[str], why: str) -> None:
    """Each ring is the parent's whole subtree."""
    assert ring_paths(node, LEVELS) == rings, why

"""Whether a missing and a found person may be the same, and why: a table with a reason per row."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.grid import GridLevel
from bot.domain.intake import understand
from bot.domain.kinds import Kind
from bot.domain.likeness import Described, Trait, compare
from bot.domain.looks import looks
from tests.domain.lookalikes import ADULTS, CHILDREN

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERE, NEAR, FAR = (30.62, 103.92), (30.623, 103.92), (31.2, 104.5)

LOST = Described(
    Kind.LOST_CHILD,
    NOON,
    sex="male",
    age=5,
    features="红色外套，蓝裤子",
    point=HERE,
    seen_at=NOON - HOUR / 2,
)
FOUND = Described(Kind.FOUND_CHILD, NOON + HOUR, sex="male", age=5, features="红外套", point=NEAR)
GRANNY = Described(Kind.LOST_ADULT, NOON, sex="female", age=78, features="蓝布衫", point=HERE)
ELDER = replace(GRANNY, kind=Kind.FOUND_ADULT, age=70, age_to=79, features="蓝色上衣", point=NEAR)

RULED_OUT = [
    (LOST, replace(FOUND, sex="female"), "a boy is no girl"),
    (LOST, replace(FOUND, age=8.0), "nobody takes a child of five for one of eight"),
    (GRANNY, replace(ELDER, age=50.0, age_to=None), "nor a granny of 78 for a woman of 50"),
    (LOST, replace(FOUND, reported_at=NOON - 2 * HOUR), "found before he was last seen"),
    (LOST, replace(ELDER, sex="male", age=None, age_to=None), "a child is no old man"),
]
ENOUGH = [
    (LOST, replace(LOST, reported_at=NOON - 2 * HOUR), "father and mother, each on their own"),
    (LOST, FOUND, "all of it fits"),
    (LOST, replace(FOUND, sex=None, age=None), "a red jacket nearby, an hour later"),
    (LOST, replace(FOUND, features=None), "the age and the sex, nearby"),
    (LOST, replace(FOUND, age=6.0, features="粉色上衣"), "what one calls red another calls pink"),
    (LOST, replace(FOUND, point=None, features="红外套"), "nobody knows how far it is"),
    (GRANNY, ELDER, "an age that was only guessed"),
    (GRANNY, replace(ELDER, reported_at=NOON + 20 * HOUR), "old people walk for a whole night"),
    (
        replace(LOST, age=15.0),
        replace(FOUND, kind=Kind.FOUND_ADULT, age=17.0),
        "taken for grown up",
    ),
]
TOO_LITTLE = [
    (
        replace(LOST, name="王小宝"),
        replace(LOST, name="李娜娜", features=None),
        "two families name two children",
    ),
    (
        replace(LOST, features=None),
        replace(LOST, sex=None, age=6.0, features=None, point=(30.635, 103.92)),
        "two families of the same day, one of five and one of six",
    ),
    (LOST, replace(FOUND, sex=None, age=None, features=None), "place and time alone say nothing"),
    (LOST, replace(FOUND, features="绿色上衣，黑裤子", point=FAR), "other clothes, far away"),
    (LOST, replace(FOUND, age=None, features=None, point=FAR), "some boy, far away"),
    (LOST, replace(FOUND, age=None, features=None, reported_at=NOON + 200 * HOUR), "a week later"),
]


def ids(rows: list[tuple[Described, Described, str]]) -> list[str]:
    return [why for _, _, why in rows]


@pytest.mark.parametrize(("lost", "found", "why"), RULED_OUT, ids=ids(RULED_OUT))
def test_what_can_t_be_is_never_asked(lost: Described, found: Described, why: str) -> None:
    assert compare(lost, found, GridLevel.MICRO) is None, why


@pytest.mark.parametrize(("lost", "found", "why"), ENOUGH, ids=ids(ENOUGH))
def test_what_fits_is_asked(lost: Described, found: Described, why: str) -> None:
    likeness = compare(lost, found)
    assert likeness is not None, why
    assert likeness.is_enough, (why, likeness)


@pytest.mark.parametrize(("lost", "found", "why"), TOO_LITTLE, ids=ids(TOO_LITTLE))
def test_what_says_too_little_is_not_asked(lost: Described, found: Described, why: str) -> None:
    likeness = compare(lost, found)
    assert likeness is not None, why
    assert not likeness.is_enough, (why, likeness)


def test_staff_read_what_fits_and_what_does_not() -> None:
    """Each sign with both values where they are two; a name is never among the words."""
    lost = replace(LOST, name="王小宝", height_cm=110)
    found = replace(FOUND, name="小宝", height_cm=140, age=6.0, features="红外套，黑裤子，戴眼镜")

    likeness = compare(lost, found)

    assert likeness is not None
    assert [sign.trait for sign in likeness.agree] == [
        Trait.AGE, Trait.SEX, Trait.NAME, Trait.CLOTHES, Trait.CLOTHES,
    ]  # fmt: skip
    assert [(sign.what, sign.lost, sign.found) for sign in likeness.agree[3:]] == [
        ("top", "red", ""),
        ("bottoms", "blue", "black"),
    ]
    assert [(sign.trait, sign.lost, sign.found) for sign in likeness.differ] == [
        (Trait.HEIGHT, "110", "140")
    ]
    assert "宝" not in str(likeness)
    assert likeness.metres is not None
    assert (round(likeness.metres, -2), likeness.minutes) == (300, 90)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("穿红色外套，蓝裤子", {"top": {"red"}, "bottoms": {"blue"}}),
        ("红白相间的短袖配黑短裤戴眼镜", {"top": {"red", "white"}, "bottoms": {"black"}, "glasses": set()}),
        ("衣服是粉红色的", {"top": {"pink"}}),
        ("a navy hoodie and grey shorts", {"top": {"blue"}, "bottoms": {"grey"}}),
        ("深蓝色校服，背红书包", {"top": {"blue"}, "uniform": {"blue"}, "bag": {"red"}}),
        ("高高瘦瘦", {}),
    ],
)  # fmt: skip
def test_clothes_are_garments_with_colours(words: str, told: dict[str, set[str]]) -> None:
    assert looks(words) == told


def test_of_invented_people_the_true_pairs_are_found() -> None:
    """All missed and found on one day, in one town of eight villages (docs/decisions/0025)."""
    people = everybody()

    asked = asked_about(people)

    same = {(number, number) for number in range(len(people))}
    assert len(asked & same) / len(same) >= 0.9
    assert len(asked - same) / (len(same) * (len(same) - 1)) <= 0.04


def everybody() -> list[tuple[Described, Described]]:
    """Return each person of the list as the family tells, and as a stranger does."""
    told = [(Kind.LOST_CHILD, Kind.FOUND_CHILD, *pair) for pair in CHILDREN]
    told += [(Kind.LOST_ADULT, Kind.FOUND_ADULT, *pair) for pair in ADULTS]
    return [
        (_read(seeks, lost, NOON), _read(finds, found, NOON + (1 + number % 5) * HOUR))
        for number, (seeks, finds, lost, found) in enumerate(told)
    ]


def asked_about(people: list[tuple[Described, Described]]) -> set[tuple[int, int]]:
    """Return of which two staff would be asked; everybody is found in the village they are missed in."""
    return {
        (one, other)
        for one, (lost, _) in enumerate(people)
        for other, (_, found) in enumerate(people)
        if (likeness := compare(lost, found, _shared(one, other))) and likeness.is_enough
    }


def _shared(one: int, other: int) -> GridLevel:
    return GridLevel.CHIEF if (one - other) % 8 == 0 else GridLevel.TOWN


def _read(kind: Kind, text: str, at: datetime) -> Described:
    meaning = understand(text, now=at, known=kind)
    person, (low, high) = meaning.person, meaning.person.ages
    return Described(
        kind, at, person.sex, low, high, person.name, person.height_cm, person.clothing
    )

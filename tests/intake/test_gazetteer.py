"""The district's own places, found in what people write."""

from __future__ import annotations

import pytest

from bot.domain.intake import Gazetteer, Place, PlaceText, understand

EAST, WEST = 10, 20
PLACES = Gazetteer(
    [
        Place(1, "锦绣苑", "compound", ("锦苑",), EAST),
        Place(2, "锦绣苑北区", "compound", (), WEST),
        Place(3, "锦绣苑3号楼", "building", (), EAST),
        Place(4, "3号楼", "building", (), WEST),
        Place(5, "冒水凼", "water", (), EAST),
    ]
)


def test_a_longer_name_hides_the_shorter_inside_it() -> None:
    """锦绣苑北区 is not 锦绣苑."""
    found = PLACES.find("娃儿在锦绣苑北区门口")

    assert [(f.place.id, f.span) for f in found] == [(2, (3, 8))]


def test_house_numbers_are_the_same_however_written() -> None:
    """三号楼, 3栋 and 3幢 are one house, and the span is of the text as written."""
    texts = ["锦绣苑三号楼", "锦绣苑3栋", "锦绣苑 3 幢"]

    found = [PLACES.find(text) for text in texts]

    assert [[(f.place.id, f.span.end) for f in each] for each in found] == [
        [(3, len(text))] for text in texts
    ]


def test_a_bare_house_number_is_looked_for_in_the_groups_own_grids() -> None:
    """3号楼 alone means the one where the group is; with a compound's name, that compound's."""
    here = PLACES.resolve(PlaceText(building="三"), within={WEST})
    named = PLACES.resolve(PlaceText(community="锦苑", building="3"))

    assert here[0].place.id == 4
    assert next(c.place.id for c in named if c.place.kind == "building") == 3


def test_a_house_of_a_compound_that_is_unknown_is_none_of_ours() -> None:
    told = understand("竹溪里3栋门口，我妹走丢了").place

    assert (told.text, told.community) == ("竹溪里3栋门口", "竹溪里")
    assert PLACES.resolve(told, within={EAST, WEST}) == []


@pytest.mark.parametrize(
    ("written", "within", "meant", "why"),
    [
        ("东芳花园", {EAST}, [1], "a voice message heard it so"),
        ("东芳花园", {WEST}, [], "another neighbourhood's may be called so"),
        ("西方花园", {EAST}, [], "the other side is another place"),
        ("东芳家园", {EAST}, [], "two wrong are another name"),
    ],
)
def test_one_wrong_character_is_forgiven_at_home(
    written: str, within: set[int], meant: list[int], why: str
) -> None:
    """In the grids of the group itself a misspelt name is still its place."""
    known = Gazetteer([Place(1, "东方花园", "compound", (), EAST)])

    assert [
        c.place.id for c in known.resolve(PlaceText(community=written), within=within)
    ] == meant, why


def test_a_known_place_without_a_telling_ending_is_still_a_place() -> None:
    """冒水凼 ends in nothing that grammar knows."""
    answer = understand("我儿子在冒水凼走丢了，5岁", places=PLACES)

    assert answer.place.landmark == "冒水凼"


def test_a_known_name_stands_before_its_gate() -> None:
    """大门 alone is every compound's; 锦绣苑 before it says which."""
    words = "刚才在锦苑大门口走散，我女儿7岁不见了"

    assert understand(words, places=PLACES).person.last_seen_place == "锦苑大门"

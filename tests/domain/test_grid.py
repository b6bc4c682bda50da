"""Paths of the tree and distances on the ground."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.grid import NEARBY_METRES, lineage, metres_between, path_of, subtree_end

CODES = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=6
)
PATHS = st.lists(CODES, min_size=1, max_size=5).map(lambda codes: "/".join(codes) + "/")


def lies_under(path: str, node: str) -> bool:
    """What the database compares, byte by byte."""
    return node.encode() <= path.encode() < subtree_end(node).encode()


@settings(deadline=None)
@given(node=PATHS, below=st.lists(CODES, max_size=3))
def test_every_descendant_lies_in_the_range_of_a_node(node: str, below: list[str]) -> None:
    """Whatever the codes are made of; the node itself is the first of them."""
    path = node
    for code in below:
        path = path_of(path, code)

    assert lies_under(path, node)


@settings(deadline=None)
@given(node=PATHS, other=CODES)
def test_nobody_else_does(node: str, other: str) -> None:
    """No sibling, even one whose code begins like this one's, and no ancestor."""
    parent = "/".join(node.split("/")[:-2])
    sibling = path_of(parent + "/" if parent else "", other)
    assume(sibling != node)

    assert not lies_under(sibling, node)
    assert not any(lies_under(ancestor, node) for ancestor in lineage(node)[1:])


@pytest.mark.parametrize("other", ["11/", "1-/", "1./", "10/", "1 /", "1楼/"])
def test_codes_that_begin_alike_are_apart(other: str) -> None:
    """1 and 11, and 1-2 under neither: the slash decides."""
    assert not lies_under(f"D/{other}", "D/1/")


@settings(deadline=None)
@given(node=PATHS)
def test_the_lineage_climbs_from_the_node_to_the_root(node: str) -> None:
    """Each step is the parent of the one before, and all of it lies above the node."""
    climb = lineage(node)

    assert climb[0] == node
    assert climb[-1].count("/") == 1
    assert all(lies_under(lower, upper) for lower, upper in pairwise(climb))
    assert len(climb) == node.count("/")


@pytest.mark.parametrize(
    ("here", "there", "metres", "why"),
    [
        ((30.5, 104.0), (30.5, 104.0), 0, "the same gate"),
        ((30.5, 104.0), (30.5053, 104.0), 589, "along a meridian: 111 km a degree"),
        ((30.5, 104.0), (30.5, 104.0062), 594, "along a parallel: shorter by the cosine"),
        ((0.0, 179.999), (0.0, -179.999), 222, "over the date line"),
        ((30.57, 104.06), (39.90, 116.40), 1_517_000, "Chengdu and Peking"),
    ],
)
def test_distances(
    here: tuple[float, float], there: tuple[float, float], metres: float, why: str
) -> None:
    """Within half a per cent, and the same both ways."""
    assert metres_between(*here, *there) == pytest.approx(metres, rel=0.005, abs=1), why
    assert metres_between(*here, *there) == pytest.approx(metres_between(*there, *here))


def test_next_door_is_nearby() -> None:
    """600 m (product.md, "Alert levels and rings")."""
    assert NEARBY_METRES == 600

"""How each kind of case may end, against contract.md, "Offered"."""

import pytest

from bot.domain.kinds import OFFERED, Kind, Outcome
from bot.domain.states import CLOSED, State

RESOLVED, UNRESOLVED = State.RESOLVED, State.UNRESOLVED


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("reunited", RESOLVED),
        ("found_safe", RESOLVED),
        ("handed_to_police", RESOLVED),
        ("repaired", RESOLVED),
        ("hazard_removed", RESOLVED),
        ("mediated", RESOLVED),
        ("answered", RESOLVED),
        ("search_ended", UNRESOLVED),
        ("partly_repaired", UNRESOLVED),
        ("not_reproducible", UNRESOLVED),
        ("cannot_fix", UNRESOLVED),
        ("duplicate", State.MERGED),
        ("false_alarm", State.WITHDRAWN),
    ],
)
def test_every_outcome_closes_the_case_in_its_own_state(outcome: str, state: State) -> None:
    assert Outcome(outcome).state is state


def test_no_outcome_leaves_a_case_open() -> None:
    """Also one that is added later."""
    assert {outcome.state for outcome in Outcome} == CLOSED


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("lost_child", "reunited handed_to_police search_ended duplicate false_alarm"),
        ("lost_adult", "found_safe handed_to_police search_ended duplicate false_alarm"),
        ("found_child", "reunited handed_to_police duplicate false_alarm"),
        ("found_adult", "reunited handed_to_police duplicate false_alarm"),
        ("light", "repaired partly_repaired duplicate not_reproducible cannot_fix"),
        (
            "hazard",
            "hazard_removed partly_repaired duplicate false_alarm not_reproducible cannot_fix",
        ),
        ("help", "answered duplicate false_alarm cannot_fix"),
        ("need", "answered duplicate false_alarm cannot_fix"),
        ("dispute", "mediated duplicate false_alarm cannot_fix"),
    ],
)
def test_the_picker_offers_what_the_contract_lists_in_its_order(kind: str, offered: str) -> None:
    """At most seven, so that 取消 is the eighth row."""
    assert [str(outcome) for outcome in OFFERED[Kind(kind)]] == offered.split()
    assert len(OFFERED[Kind(kind)]) <= 7


def test_every_kind_can_end() -> None:
    """Also one that is added later."""
    assert set(OFFERED) == set(Kind)


def test_thanks_follow_a_person_only_when_all_is_well() -> None:
    """Survey and safety tip after 搜寻结束 would hurt (product.md)."""
    assert {outcome for outcome in Outcome if outcome.is_happy} == {
        Outcome.REUNITED,
        Outcome.FOUND_SAFE,
    }


def test_what_goes_to_the_groups_and_what_anybody_may_look_up() -> None:
    """A dispute and a call for help do neither."""
    assert {str(kind) for kind in Kind if kind.can_alert} == {
        "lost_child",
        "found_child",
        "lost_adult",
        "found_adult",
        "hazard",
    }
    assert {str(kind) for kind in Kind if kind.in_public} == {"light", "hazard", "need"}

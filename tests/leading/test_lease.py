"""When a leader may act, and when the others may take its place."""

from bot.leading.lease import FROZEN_SECONDS, TRUSTED_SECONDS, Lease, Watch


def test_a_lease_counts_from_when_the_beat_was_asked_for() -> None:
    lease = Lease()
    assert not lease.holds(0.0)
    lease.confirmed(10.0)
    assert lease.holds(10.0 + TRUSTED_SECONDS - 0.1)
    assert not lease.holds(10.0 + TRUSTED_SECONDS)


def test_a_lease_that_ended_is_believed_in_no_longer() -> None:
    lease = Lease()
    lease.confirmed(10.0)
    lease.end()
    assert not lease.holds(10.1)


def test_a_leader_that_beats_is_never_frozen() -> None:
    watch = Watch()
    for second in range(60):
        watch.saw(second, float(second))
        assert not watch.is_frozen(float(second))


def test_a_leader_without_a_new_beat_is_frozen_at_last() -> None:
    watch = Watch()
    watch.saw("beat", 100.0)
    watch.saw("beat", 100.0 + FROZEN_SECONDS - 0.1)
    assert not watch.is_frozen(100.0 + FROZEN_SECONDS - 0.1)
    assert watch.is_frozen(100.0 + FROZEN_SECONDS)


def test_who_has_only_just_come_waits_as_long_as_everybody() -> None:
    watch = Watch()
    assert not watch.is_frozen(1000.0)
    watch.saw(None, 1000.0)
    assert not watch.is_frozen(1000.0 + FROZEN_SECONDS - 0.1)


def test_nobody_takes_a_place_that_may_still_be_acted_on() -> None:
    """The beat was asked for at 0 and seen at once; the leader froze right then."""
    lease, watch = Lease(), Watch()
    lease.confirmed(0.0)
    watch.saw("last", 0.0)
    moments = [tenth / 10 for tenth in range(200)]
    assert not any(lease.holds(at) and watch.is_frozen(at) for at in moments)

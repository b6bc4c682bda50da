"""The pace: never faster than Telegram allows, never slower than that forces."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pacing import CATCH_UP_SECONDS, Pacer, in_a_second
from bot.sandbox.clock import Clock
from bot.storage.outbox import Lane
from bot.tasks import Tasks
from tests.delivery.crowd import Crowd, Wish, at_rest, fits
from tests.support.clocks import SharedClock

RATE = 29.5
GROUPS = (-1, -2, -3)

WISHES = st.lists(
    st.builds(
        Wish,
        after=st.one_of(st.just(0.0), st.floats(0, 2), st.floats(0, 0.05)),
        chat=st.sampled_from([*GROUPS, -1, *range(1, 9)]),
        lane=st.sampled_from(Lane),
        latency=st.one_of(st.just(0.0), st.floats(0, 0.9)),
        arrival=st.floats(0, 1),
    ),
    min_size=1,
    max_size=70,
)
RATES = st.sampled_from([RATE, 30.0, 295.0, 5.0, 1.0, 0.5])


@settings(max_examples=60, deadline=None)
@given(wishes=WISHES, rate=RATES)
def test_whatever_comes_telegram_never_counts_too_many(wishes: list[Wish], rate: float) -> None:
    """For any requests that are answered within a second, wherever on the way they are counted.

    In any second at most what is allowed over all chats; in any span of T seconds at most
    2 + (T + 0.1) x rate starts; to a group one a second and 20 a minute. The crowd itself checks that
    nobody waits longer than these rules force, and that better lanes go first.
    """
    crowd = Crowd(rate)

    asyncio.run(crowd.run(wishes))

    starts = [request.start for request in crowd.started]
    assert fits(crowd.times_at_telegram(), in_a_second(rate), 1)
    late = max(0.0, CATCH_UP_SECONDS - 1 / rate)
    assert all(fits(starts, count, (count - 1) / rate - late) for count in range(1, len(starts)))
    for group in GROUPS:
        assert fits(crowd.times_at_telegram(group), 1, 1)
        assert fits(crowd.times_at_telegram(group), 20, 60)


async def test_a_broadcast_uses_what_is_allowed() -> None:
    """90 groups hear within three seconds and the answers' way, and never 31 in one of them."""
    crowd = Crowd(RATE)

    await crowd.run([Wish(0, -group, latency=0.02, arrival=0.5) for group in range(1, 91)])

    times = crowd.times_at_telegram()
    assert fits(times, 30, 1)
    assert times[29] < 1
    assert times[-1] < 3.1


async def test_who_takes_over_sends_nothing_that_another_may_have_sent_already() -> None:
    """The worker before it died after a full second; both together keep to what is allowed."""
    clock, tasks, started = SharedClock(box := Clock(at=1000.0, frozen=True)), Tasks(), []

    async def ask(pacer: Pacer, group: int) -> None:
        async with pacer.turn(-group, Lane.ALERTS):
            started.append(clock.monotonic())

    for turn in range(2):
        pacer = Pacer(clock, tasks, rate=RATE)
        if turn:
            pacer.take_over()
        for group in range(30):
            tasks.start(ask(pacer, 1 + group + 100 * turn), name="ask")
        while len(started) < 30 * (turn + 1):
            await at_rest(clock)
            box.advance((clock.next_in or 0.0) + 1e-6)

    assert fits(started, 30, 1)
    assert started[-1] < 1003.1


async def test_a_group_hears_no_more_than_twenty_in_a_minute() -> None:
    """45 requests to one group take two minutes and a little; the neighbour waits for none."""
    crowd = Crowd(RATE)

    await crowd.run([*[Wish(0, -1)] * 45, Wish(0.5, -2)])

    times = crowd.times_at_telegram(-1)
    assert fits(times, 20, 60)
    assert times[-1] == pytest.approx(124, abs=0.1)
    assert crowd.times_at_telegram(-2)[0] == pytest.approx(0.5, abs=0.01)


async def test_a_reply_passes_everything_that_waits() -> None:
    """Behind 60 notices and 60 alerts somebody presses: the answer goes next."""
    crowd = Crowd(RATE)
    notices = [Wish(0, group, Lane.NOTICES) for group in range(1, 61)]
    alerts = [Wish(0, group, Lane.ALERTS) for group in range(61, 121)]

    await crowd.run([*notices, *alerts, Wish(1.5, 200, Lane.REPLIES)])

    lanes = [request.wish.lane for request in crowd.started]
    reply = crowd.started[lanes.index(Lane.REPLIES)]
    assert reply.start - crowd.began == pytest.approx(1.5, abs=1 / RATE + 0.01)
    assert lanes[-60:] == [Lane.NOTICES] * 60


async def test_a_slow_answer_holds_up_nobody() -> None:
    """A request that hangs counts from its start, so that the others go on."""
    crowd = Crowd(RATE)

    await crowd.run([Wish(0, -1, latency=50), *[Wish(0, -group) for group in range(2, 62)]])

    assert crowd.times_at_telegram()[-1] < 2.1


async def test_a_429_holds_its_chat_and_no_other() -> None:
    """As many seconds as Telegram said, counted on our own clock."""
    crowd = Crowd(RATE)
    crowd.hold(-1, 20)

    resting = crowd.pacer.resting(Lane.ALERTS)
    await crowd.run([Wish(0, -1), Wish(0, -2), Wish(0, 7)])

    assert resting == {-1: pytest.approx(20)}
    assert [request.wish.chat for request in crowd.started] == [-2, 7, -1]
    assert crowd.times_at_telegram(-1) == [pytest.approx(20, abs=0.01)]


async def test_chats_at_rest_are_named_and_then_forgotten() -> None:
    """A group rests a second after a message, a minute after twenty, and is not kept longer."""
    crowd = Crowd(RATE)
    await crowd.run([*[Wish(0, -1)] * 20, Wish(0, -2), Wish(0, 7)])

    after_twenty = crowd.pacer.resting(Lane.ALERTS)
    crowd.sandbox_clock.advance(61)

    assert after_twenty == {-1: pytest.approx(41, abs=0.1)}
    assert crowd.pacer.resting(Lane.ALERTS) == {}


async def test_what_can_wait_leaves_a_group_four_of_its_minute() -> None:
    """Twenty edits of cards, and then a danger: it goes a second after the last of sixteen."""
    crowd = Crowd(RATE)

    await crowd.run([*[Wish(0, -1, Lane.CARDS)] * 20, Wish(17, -1, Lane.DANGER)])

    danger = next(one for one in crowd.started if one.wish.lane is Lane.DANGER)
    assert danger.start - crowd.began == pytest.approx(17, abs=0.1)
    assert crowd.times_at_telegram(-1)[-1] > 60


async def test_an_alert_waits_behind_no_answers_of_its_group() -> None:
    """The questions about 24 lamps, said at once, and a child two seconds later."""
    crowd = Crowd(RATE)

    await crowd.run([*[Wish(0, -1, Lane.REPLIES)] * 24, Wish(2, -1, Lane.ALERTS)])

    alert = next(one for one in crowd.started if one.wish.lane is Lane.ALERTS)
    assert alert.start - crowd.began < 3.1


async def test_who_gives_up_waiting_takes_nobody_s_turn() -> None:
    """A cancelled request leaves the line; the next one goes in its place."""
    crowd = Crowd(1.0)
    await crowd.run([Wish(0, 1), Wish(0, 2)])

    async def wait_for_a_turn() -> None:
        async with crowd.pacer.turn(3, Lane.NOTICES):
            raise AssertionError("it was not cancelled")

    waiting = crowd.tasks.start(wait_for_a_turn(), name="waiting")
    await at_rest(crowd.clock)
    waiting.cancel()
    await crowd.run([Wish(0, 4)])

    assert [request.wish.chat for request in crowd.started] == [1, 2, 4]
    assert crowd.times_at_telegram()[-1] == pytest.approx(2, abs=0.01)


async def test_paid_ones_go_beside_the_free_ones_and_before_no_better_lane() -> None:
    """900 are through in a second; whoever is answered meanwhile waits for that second at most."""
    pacer = Pacer(clock := SharedClock(box := Clock(at=1000.0, frozen=True)), Tasks(), rate=RATE)
    started: dict[str, list[float]] = {"paid": [], "free": []}
    tasks = Tasks()

    async def ask(kind: str, after: float, chat: int, lane: Lane) -> None:
        await clock.sleep(after)
        async with pacer.turn(chat, lane, paid=kind == "paid"):
            started[kind].append(clock.monotonic() - 1000.0)

    for group in range(1, 1801):
        tasks.start(ask("paid", 0, -group, Lane.ALERTS), name="paid")
    for person in range(1, 41):
        tasks.start(ask("free", 0.5, person, Lane.REPLIES), name="free")
    while len(started["free"]) < 40 or len(started["paid"]) < 1800:
        await at_rest(clock)
        box.advance((clock.next_in or 0.0) + 1e-6)

    free = started["free"]
    assert len([at for at in started["paid"] if at < 0.5]) == 950
    assert free[0] - 0.5 <= 1
    assert fits(free, 30, 1)
    assert max(started["paid"]) < 6

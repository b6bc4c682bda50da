"""Updates are handled at least once, in order within a chat, and nobody waits for another chat."""

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.receiving.polling import BATCH, InHand
from tests.receiving.ear import Ear, open_ear
from tests.sandbox.support import GROUP, MOTHER, NEIGHBOUR, TOKEN
from tests.support.logbook import Logbook

AWAY = OperationalError("SELECT 1", None, Exception("connection refused"))


async def test_what_is_said_is_heard_and_confirmed(ear: Ear) -> None:
    """Also what was said before the bot began."""
    await ear.box.write(MOTHER, "before")

    ear.listen()
    await ear.until_heard("before")
    await ear.box.write(MOTHER, "after")
    await ear.until_heard("after")
    await ear.until(ear.is_confirmed)

    assert ear.heard == ["before", "after"]


async def test_a_chat_is_heard_in_order(ear: Ear) -> None:
    """The second message waits until the first is done with, however slow that is."""
    ear.gates["one"] = asyncio.Event()
    ear.listen()
    for words in ("one", "two", "three"):
        await ear.box.write(MOTHER, words)
    await ear.until(lambda: ear.begun == ["one"])

    ear.gates["one"].set()
    await ear.until_heard("three")

    assert ear.heard == ["one", "two", "three"]


async def test_a_slow_chat_does_not_hold_up_another(ear: Ear) -> None:
    """Others go on beside it, and go on being fetched."""
    ear.gates["slow"] = asyncio.Event()
    ear.listen()
    await ear.box.write(MOTHER, "slow")
    await ear.until(lambda: ear.begun == ["slow"])

    for number in range(20):
        await ear.box.write(NEIGHBOUR, f"quick {number}", GROUP)
    await ear.until_heard("quick 19")

    assert "slow" not in ear.heard
    assert not ear.is_confirmed()


async def test_nothing_is_confirmed_before_it_is_done(ear: Ear) -> None:
    """A process that dies in the middle finds the update again: handled at least once."""
    ear.gates["one"] = asyncio.Event()
    dying = ear.listen()
    await ear.box.write(MOTHER, "one")
    await ear.until(lambda: ear.begun == ["one"])
    dying.cancel()
    await ear.tasks.cancel()

    async with open_ear(ear.box, ear.database) as reborn:
        reborn.listen()
        await reborn.until_heard("one")

        await reborn.until(reborn.is_confirmed)
    assert ear.heard == []


async def test_an_update_that_comes_again_is_heard_once(ear: Ear) -> None:
    """A poll under way when an update ended brings it once more."""
    await ear.box.post("faults", kind="redeliver", times=5)
    ear.listen()

    for words in ("one", "two", "three"):
        await ear.box.write(MOTHER, words)
        await ear.until_heard(words)
    await ear.until(ear.is_confirmed)

    assert ear.heard == ["one", "two", "three"]


async def test_an_update_that_can_t_be_read_is_put_aside(ear: Ear) -> None:
    """It wedges nothing: the others are heard meanwhile, and at the end all is confirmed."""
    await ear.box.post("faults", kind="poison")
    ear.listen()
    await ear.box.write(MOTHER, "one")
    await ear.until_heard("one")

    await ear.until(ear.is_confirmed)

    (letter,) = await ear.letters()
    assert "ValidationError" in letter.error


async def test_a_failing_update_is_tried_three_times(ear: Ear) -> None:
    """At once, after a second, after four more; then it is put aside with its error."""
    ear.faults["one"] = [ValueError(f"fault {number}") for number in range(9)]
    ear.listen()
    await ear.box.write(MOTHER, "one")
    await ear.box.write(MOTHER, "two")

    await ear.until_heard("two")

    (letter,) = await ear.letters()
    first, second, third, _ = ear.begun_at
    assert ear.begun == ["one", "one", "one", "two"]
    assert (second - first, third - second) == pytest.approx((1, 4), abs=0.3)
    assert "fault 2" in letter.error


@pytest.mark.parametrize(
    "quoted",
    [
        "invalid literal for int(): '何秀兰'",
        "no place called Wang, 1380000",
        "not null\nDETAIL:  Failing row contains (1, He Xiulan, 138 0000 0000).\n[SQL: INSERT]",
    ],
)
async def test_an_error_quotes_nothing_of_what_was_said(
    ear: Ear, logbook: Logbook, quoted: str
) -> None:
    """Neither where it is kept nor in the log: the type, the place and our own words are enough."""
    words = "我叫何秀兰，Mrs Wang的电话是1380000"
    ear.faults[words] = [LookupError(quoted) for _ in range(3)]
    ear.listen()
    await ear.box.write(MOTHER, words)

    await ear.until(ear.is_confirmed)

    (letter,) = await ear.letters()
    told = letter.error + logbook.text
    assert "LookupError" in letter.error
    assert [one for one in ("何秀兰", "Wang", "1380000", "Xiulan") if one in told] == []


async def test_a_fault_that_passes_leaves_no_trace(ear: Ear) -> None:
    """The second try is enough."""
    ear.faults["one"] = [ValueError("once")]
    ear.listen()
    await ear.box.write(MOTHER, "one")

    await ear.until_heard("one")

    assert await ear.letters() == []


async def test_a_letter_that_no_database_takes_wedges_nothing(ear: Ear) -> None:
    """NUL and halves of characters in an error are replaced."""
    ear.faults["one"] = [ValueError("a\0b\ud83dc")] * 3
    ear.listen()
    await ear.box.write(MOTHER, "one")

    await ear.until(ear.is_confirmed)

    (letter,) = await ear.letters()
    assert "a\ufffdb\ufffdc" in letter.error


async def test_while_the_database_is_away_updates_wait(ear: Ear) -> None:
    """Nothing is confirmed and nothing put aside, for as long as it lasts."""
    ear.faults["one"] = [AWAY] * 30
    ear.listen()
    await ear.box.write(MOTHER, "one")

    await ear.until(lambda: len(ear.begun) == 25)
    assert not ear.is_confirmed()
    await ear.until_heard("one")

    await ear.until(ear.is_confirmed)
    assert await ear.letters() == []


async def test_a_server_that_is_away_is_named_once(ear: Ear) -> None:
    """Asked again with ever longer pauses; what was said meanwhile is heard."""
    await ear.box.post("faults", kind="500", method="getUpdates", times=4)
    with capture_logs() as lines:
        ear.listen()
        await ear.box.write(MOTHER, "one")
        await ear.until_heard("one")

    failed = [call["at"] for call in await ear.box.get("calls") if not call["ok"]]
    pauses = [later - earlier for later, earlier in pairwise(failed)]
    assert pauses == pytest.approx([2, 1, 0.5], abs=0.3)
    events = [line["event"] for line in lines]
    assert events == ["no updates for now", "the Bot API server answers again"]


async def test_a_second_poller_is_told_apart(ear: Ear) -> None:
    """409 means that somebody uses the same token: the log says so."""
    with capture_logs() as lines:
        inbox = ear.box.sandbox.world.inboxes[ear.bot.id]
        before = inbox.poll
        ear.listen()
        await ear.until(lambda: inbox.poll != before)
        await ear.box.call("getUpdates", token=TOKEN, timeout=0)
        await ear.until(lambda: bool(lines))

    assert lines[0]["event"] == "somebody else polls with this token"


async def test_a_webhook_that_somebody_sets_is_taken_away(ear: Ear) -> None:
    """At the start as later: as long as it stands the town isn't heard."""
    ear.listen()
    await ear.box.call("setWebhook", token=TOKEN, url="https://elsewhere.example/hook")
    await ear.box.write(MOTHER, "one")

    await ear.until_heard("one")


def test_only_what_is_done_may_be_confirmed() -> None:
    """Everything before the first update that is not done; a later one that ended sooner waits."""
    hand = InHand()
    taken = [hand.take(number) for number in (5, 6, 7, 6)]

    hand.done(6)
    after_six = hand.offset
    hand.done(5)
    after_five = hand.offset
    hand.done(7)

    assert taken == [True, True, True, False]
    assert (after_six, after_five, hand.offset) == (5, 7, 8)
    assert not hand.take(6)
    assert not hand.busy


def test_nobody_asks_for_what_is_in_hand_already() -> None:
    """Unconfirmed updates come with every poll, oldest first: a full hand leaves no room for others."""
    hand = InHand()
    for number in range(BATCH):
        hand.take(number)

    hand.done(1)
    behind_the_first = hand.is_full
    hand.done(0)

    assert behind_the_first
    assert not hand.is_full

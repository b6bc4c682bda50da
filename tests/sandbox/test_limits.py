"""How fast a bot may speak, and what happens if it doesn't listen."""

import pytest

from bot.sandbox.limits import Limits
from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, Box


def _spend(limits: Limits, times: list[float], *, group: bool) -> list[int]:
    return [limits.spend(1, "chat", at, group=group) for at in times]


@pytest.mark.parametrize(
    ("times", "group", "last", "reason"),
    [
        ([0.0] * 31, False, 1, "31 in one second are one too many"),
        ([0.0] * 30 + [1.0], False, 0, "the window slides"),
        ([0.0, 0.9], True, 1, "one a second in a group"),
        ([0.0, 1.0], True, 0, "a second later"),
        ([float(second) for second in range(21)], True, 40, "20 a minute in a group"),
        ([float(second) for second in range(20)] + [60.0], True, 0, "a minute after the first"),
    ],
)
def test_windows(times: list[float], last: int, reason: str, *, group: bool) -> None:
    """Each window opens again as soon as its oldest entry is out."""
    assert _spend(Limits(), times, group=group)[-1] == last, reason


@pytest.mark.parametrize(
    ("asked", "waits", "reason"),
    [
        ([20.0, 20.9], [40, 40], "what was on its way already is told the same"),
        ([20.0, 21.0, 22.0], [40, 41, 44], "who goes on asking waits longer each second"),
        ([20.0, 60.0, 60.5], [40, 0, 1], "who waited starts anew"),
    ],
)
def test_waiting_longer_when_ignored(asked: list[float], waits: list[int], reason: str) -> None:
    """After 20 in a minute the wait grows with every second in which it is ignored."""
    limits = Limits()
    _spend(limits, [float(second) for second in range(20)], group=True)

    assert _spend(limits, asked, group=True) == waits, reason


@pytest.mark.parametrize(("factor", "allowed"), [(1, 30), (10, 300)])
def test_the_switch_multiplies(factor: float, allowed: int) -> None:
    """A factor allows that many times more, 0 everything."""
    waits = _spend(Limits(factor), [0.0] * 1000, group=False)

    assert waits.count(0) == allowed
    assert not any(_spend(Limits(0), [0.0] * 1000, group=False))


async def test_sends_and_edits_count_answers_do_not(strict: Box) -> None:
    """Telegram says how long to wait, in words, as a parameter and as a header."""
    sent = await strict.bot("sendMessage", chat_id=SUPERGROUP, text="x")
    where = {"chat_id": SUPERGROUP, "message_id": sent["message_id"]}

    refused = await strict.call("editMessageText", **where, text="y")
    typing = await strict.bot("sendChatAction", chat_id=SUPERGROUP, action="typing")
    strict.clock.advance(1)
    edited = await strict.bot("editMessageText", **where, text="y")

    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert typing
    assert edited["text"] == "y"


async def test_private_chats_share_the_total_only(strict: Box) -> None:
    """In private more than one message a second goes through."""
    await strict.post("starts", person=MOTHER, bot=BOT)

    answers = [await strict.call("sendMessage", chat_id=MOTHER, text="x") for _ in range(31)]

    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


async def test_limits_can_be_switched(strict: Box) -> None:
    """A rehearsal may run without limits."""
    assert await strict.get("limits") == {"factor": 1}
    await strict.post("limits", factor=0)

    answers = [await strict.call("sendMessage", chat_id=SUPERGROUP, text="x") for _ in range(40)]

    assert all(answer["ok"] for answer in answers)


async def test_less_than_one_a_second_is_one(strict: Box) -> None:
    """However small the factor, the first goes through."""
    await strict.post("limits", factor=0.01)

    assert (await strict.call("sendMessage", chat_id=SUPERGROUP, text="x"))["ok"]
    assert (await strict.call("sendMessage", chat_id=SUPERGROUP, text="x"))["error_code"] == 429

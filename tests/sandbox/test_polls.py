"""Polls and quizzes: asked, answered, changed, closed by hand and by the clock."""

import pytest

from bot.sandbox.model import Value
from tests.sandbox.support import (
    GROUP,
    MOTHER,
    NEIGHBOUR,
    STRANGER,
    SUPERGROUP,
    Box,
    Json,
)

ASK = {"chat_id": SUPERGROUP, "question": "几点开会？", "options": ["七点", {"text": "八点"}]}
QUIZ = ASK | {
    "type": "quiz",
    "correct_option_ids": [1],
    "explanation": "八点天黑",
    "is_anonymous": False,
}


async def vote(box: Box, person: int, message: Json, *options: int) -> Json:
    where = {"person": person, "chat": SUPERGROUP, "message_id": message["message_id"]}
    voted: Json = await box.post("votes", options=list(options), **where)
    return voted


async def test_a_poll_counts_and_tells_its_bot(box: Box) -> None:
    """Everybody sees the counts, each their own vote; the bot hears how the poll stands."""
    sent = await box.bot("sendPoll", **ASK)
    assert (sent["poll"]["type"], sent["poll"]["is_anonymous"]) == ("regular", True)

    seen = await vote(box, MOTHER, sent, 0)
    await vote(box, NEIGHBOUR, sent, 0)

    assert seen["chosen"] == [0]
    counts = [option["voter_count"] for option in (await box.history())[-1]["poll"]["options"]]
    assert counts == [2, 0]
    heard = [update["poll"]["total_voter_count"] for update in await box.updates()]
    assert heard == [1, 2]


async def test_who_voted_is_told_only_of_a_public_poll(box: Box) -> None:
    """A change is told, a retraction is an empty answer."""
    sent = await box.bot("sendPoll", **ASK, is_anonymous=False)

    for options in ([0], [1], []):
        await vote(box, MOTHER, sent, *options)

    answers = [one["poll_answer"] for one in await box.updates() if "poll_answer" in one]
    assert [answer["option_ids"] for answer in answers] == [[0], [1], []]
    assert {answer["user"]["id"] for answer in answers} == {MOTHER}


async def test_a_quiz_keeps_its_solution_until_one_has_answered(box: Box) -> None:
    """The bot knows it, a person only after the vote; that vote stays."""
    sent = await box.bot("sendPoll", **QUIZ)
    assert sent["poll"]["correct_option_ids"] == [1]
    assert "correct_option_ids" not in (await box.history())[-1]["poll"]

    seen = await vote(box, MOTHER, sent, 0)

    assert (seen["poll"]["correct_option_ids"], seen["poll"]["explanation"]) == ([1], "八点天黑")
    status, _ = await box.try_post("votes", person=MOTHER, chat=SUPERGROUP, message_id=sent["message_id"], options=[1])  # fmt: skip
    assert status == 400


async def test_a_poll_is_stopped_once(box: Box) -> None:
    """The bot gets it as it stands; nobody votes any more."""
    sent = await box.bot("sendPoll", **ASK)
    await vote(box, MOTHER, sent, 1)
    where = {"chat_id": SUPERGROUP, "message_id": sent["message_id"]}

    stopped = await box.bot("stopPoll", **where)

    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)
    assert "already been closed" in await box.refused("stopPoll", **where)
    status, _ = await box.try_post("votes", person=NEIGHBOUR, chat=SUPERGROUP, message_id=sent["message_id"], options=[0])  # fmt: skip
    assert status == 400


async def test_a_poll_closes_when_its_time_is_over(box: Box) -> None:
    """By the sandbox's clock; the bot hears it."""
    await box.bot("sendPoll", **ASK, open_period=600)
    await box.post("clock", advance=599)
    assert await box.updates() == []

    await box.post("clock", advance=1)

    closed = (await box.updates(timeout=5))[0]["poll"]
    assert closed["is_closed"] is True
    assert (await box.history())[-1]["poll"]["is_closed"] is True


async def test_a_forwarded_poll_is_the_same_and_a_copied_one_is_new(box: Box) -> None:
    """A vote in one place counts in the other; the copy begins without votes."""
    sent = await box.bot("sendPoll", **ASK)
    source = {"from_chat_id": SUPERGROUP, "message_id": sent["message_id"], "chat_id": GROUP}
    forward = await box.bot("forwardMessage", **source)
    await box.bot("copyMessage", **source)

    await vote(box, MOTHER, sent, 0)

    seen = (await box.history(chat=GROUP))[-2:]
    assert forward["poll"]["id"] == sent["poll"]["id"] == seen[0]["poll"]["id"]
    assert [message["poll"]["total_voter_count"] for message in seen] == [1, 0]


REFUSED: dict[str, tuple[Json, str]] = {
    "no question": ({"question": ""}, "poll question must be non-empty"),
    "a long question": ({"question": "x" * 301}, "must not exceed 300"),
    "no option": ({"options": []}, "at least 1 option"),
    "too many options": ({"options": ["x"] * 13}, "more than 12 options"),
    "an empty option": ({"options": ["a", " "]}, "options must be non-empty"),
    "a long option": ({"options": ["a", "x" * 101]}, "options length must not exceed 100"),
    "a quiz without a solution": ({"type": "quiz"}, "at least one correct option"),
    "a solution out of range": (
        {"type": "quiz", "correct_option_ids": [2]},
        "wrong correct option ID",
    ),
    "another type": ({"type": "riddle"}, "poll type"),
    "too short": ({"open_period": 4}, "open period"),
    "a chat that is not there": ({"chat_id": -1009}, "chat not found"),
}


@pytest.mark.parametrize("why", REFUSED)
async def test_what_is_refused(box: Box, why: str) -> None:
    change, words = REFUSED[why]
    assert words in await box.refused("sendPoll", **ASK | change)


@pytest.mark.parametrize("options", [[0, 1], [2], [-1], [0, 0], "x", [True]])
async def test_what_no_app_offers(box: Box, options: Value) -> None:
    """Two answers where one is asked for, an option that is not there."""
    sent = await box.bot("sendPoll", **ASK)

    status, _ = await box.try_post("votes", person=MOTHER, chat=SUPERGROUP, message_id=sent["message_id"], options=options)  # fmt: skip

    assert status == 400


async def test_a_stranger_does_not_vote(box: Box) -> None:
    sent = await box.bot("sendPoll", **ASK)

    status, _ = await box.try_post("votes", person=STRANGER, chat=SUPERGROUP, message_id=sent["message_id"], options=[0])  # fmt: skip

    assert status == 403

"""What one bot, or one person, must not learn of what concerns another."""

from bot.sandbox.model import Value
from tests.sandbox.support import MOTHER, NEIGHBOUR, SUPERGROUP, WORKER, Box, Json

OTHER, OTHER_TOKEN = 78, "78:other"
QUIZ: Json = {
    "chat_id": SUPERGROUP,
    "question": "几点？",
    "options": ["七点", "八点"],
    "type": "quiz",
    "correct_option_ids": [1],
}


async def other_bot(box: Box, status: str = "member") -> None:
    await box.post("bots", token=OTHER_TOKEN, username="other_bot", first_name="Other")
    await box.post("members", chat=SUPERGROUP, user=OTHER, status=status, by=WORKER)


async def other_asks(box: Box, method: str, **params: Value) -> Json:
    answer = await box.call(method, token=OTHER_TOKEN, **params)
    assert answer["ok"], answer
    return answer


async def test_another_bot_sees_no_solution(box: Box) -> None:
    """Neither in an answer to the quiz, nor where it is pinned, nor forwarded."""
    await other_bot(box)
    await box.post("members", chat=SUPERGROUP, user=77, status="administrator", by=WORKER)
    sent = await box.bot("sendPoll", **QUIZ)
    number = sent["message_id"]
    await box.write(MOTHER, "/look@other_bot", reply_to=number)
    await box.bot("pinChatMessage", chat_id=SUPERGROUP, message_id=number)

    seen = [
        await other_asks(box, "getUpdates"),
        await other_asks(box, "getChat", chat_id=SUPERGROUP),
        await other_asks(
            box, "forwardMessage", chat_id=SUPERGROUP, from_chat_id=SUPERGROUP, message_id=number
        ),
    ]

    assert "correct_option" in str(sent)
    assert "几点" in str(seen)
    assert "correct_option" not in str(seen)


async def test_an_invite_link_is_for_administrators(box: Box) -> None:
    await other_bot(box)
    await box.post("members", chat=SUPERGROUP, user=77, status="administrator", by=WORKER)
    await box.bot("exportChatInviteLink", chat_id=SUPERGROUP)

    seen = await other_asks(box, "getChat", chat_id=SUPERGROUP)

    assert "invite_link" in await box.bot("getChat", chat_id=SUPERGROUP)
    assert "invite_link" not in seen["result"]


async def test_the_older_parameters_whisper_too(box: Box) -> None:
    """receiver_user_id alone means the same; a press that is not that person's is refused."""
    whisper = {"chat_id": SUPERGROUP, "text": "只给您看", "receiver_user_id": MOTHER}

    sent = await box.bot("sendMessage", **whisper)

    assert sent["message_id"] == 0
    assert "只给您看" not in str(await box.history(NEIGHBOUR))
    assert "query is too old" in await box.refused("sendMessage", **whisper, callback_query_id="9")


async def test_another_bot_can_t_copy_a_quiz(box: Box) -> None:
    """Else it would learn the solution from its copy; once the quiz is over everybody knows it."""
    await other_bot(box)
    sent = await box.bot("sendPoll", **QUIZ)
    source = {"from_chat_id": SUPERGROUP, "message_id": sent["message_id"], "chat_id": SUPERGROUP}

    refused = await box.call("copyMessage", token=OTHER_TOKEN, **source)
    await box.bot("stopPoll", chat_id=SUPERGROUP, message_id=sent["message_id"])

    assert "can't be copied" in refused["description"]
    await other_asks(box, "copyMessage", **source)

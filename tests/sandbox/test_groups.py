"""What a bot does with a group: albums, pins, reactions, topics, rights, words for one person's eyes."""

import pytest

from bot.sandbox.model import Value
from tests.sandbox.support import (
    BOT,
    GROUP,
    MOTHER,
    NEIGHBOUR,
    STRANGER,
    SUPERGROUP,
    WORKER,
    Box,
    Json,
    keyboard,
    png,
)


async def promote(box: Box, chat: int = SUPERGROUP) -> None:
    await box.post("members", chat=chat, user=BOT, status="administrator", by=WORKER)
    await box.updates()


async def album(box: Box, *kinds: str) -> Json:
    media = [{"type": kind, "media": f"attach://f{place}"} for place, kind in enumerate(kinds)]
    media[0]["caption"] = "两张"
    parts = {f"f{place}": png() for place in range(len(kinds))}
    return await box.upload("sendMediaGroup", parts, chat_id=SUPERGROUP, media=media)


async def test_an_album_is_messages_of_one_group(box: Box) -> None:
    """Each has its number and its caption, all have one media_group_id."""
    sent = (await album(box, "photo", "photo"))["result"]

    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["两张", None]
    assert [message["message_id"] for message in await box.history()][-2:] == [
        message["message_id"] for message in sent
    ]


async def test_an_album_has_one_kind_and_ten_parts(box: Box) -> None:
    assert "can't be mixed" in (await album(box, "photo", "document"))["description"]
    assert "too many messages" in (await album(box, *["photo"] * 11))["description"]
    assert "no messages" in await box.refused("sendMediaGroup", chat_id=SUPERGROUP, media=[])


async def test_an_album_counts_all_its_parts(strict: Box) -> None:
    """Twenty messages a minute are two albums of ten."""
    for _ in range(2):
        assert (await album(strict, *["photo"] * 10))["ok"]
        await strict.post("clock", advance=2)

    assert (await album(strict, "photo", "photo"))["error_code"] == 429


async def test_several_are_copied_forwarded_and_deleted_at_once(box: Box) -> None:
    """What isn't there is left out; the order must be the chat's."""
    numbers = [(await box.write(MOTHER, text))["message_id"] for text in "abc"]
    source = {"chat_id": GROUP, "from_chat_id": SUPERGROUP}

    copied = await box.bot("copyMessages", **source, message_ids=[*numbers, 9999])
    await box.bot("forwardMessages", **source, message_ids=numbers[:2])
    await box.bot("deleteMessages", chat_id=GROUP, message_ids=[copied[0]["message_id"], 9999])

    assert [one.get("text") for one in await box.history(chat=GROUP)][-4:] == ["b", "c", "a", "b"]
    assert "increasing" in await box.refused("copyMessages", **source, message_ids=numbers[::-1])
    assert "not specified" in await box.refused("deleteMessages", chat_id=GROUP, message_ids=[])


async def test_a_pin_is_seen_by_everybody(box: Box) -> None:
    """A service message with what was pinned; getChat and the list name it; unpinning is silent."""
    await promote(box)
    said = await box.write(MOTHER, "重要")
    where = {"chat_id": SUPERGROUP, "message_id": said["message_id"]}
    await box.updates()

    assert await box.bot("pinChatMessage", **where) is True

    service = (await box.history())[-1]
    assert service["pinned_message"]["text"] == "重要"
    assert [one["message"]["pinned_message"]["text"] for one in await box.updates()] == ["重要"]
    assert (await box.bot("getChat", chat_id=SUPERGROUP))["pinned_message"]["text"] == "重要"
    line = (await box.get("state", person=MOTHER))["chats"][0]
    assert line["pinned"] == said["message_id"]
    await box.bot("unpinChatMessage", chat_id=SUPERGROUP)
    assert "to unpin not found" in await box.refused("unpinChatMessage", chat_id=SUPERGROUP)


async def test_a_pinned_message_that_is_gone_is_inaccessible(box: Box) -> None:
    """Its number stays, with the date 0."""
    await promote(box)
    said = await box.write(MOTHER, "重要")
    where = {"chat_id": SUPERGROUP, "message_id": said["message_id"]}
    await box.bot("pinChatMessage", **where)

    await box.bot("deleteMessage", **where)

    assert (await box.history())[-1]["pinned_message"]["date"] == 0
    assert "pinned_message" not in await box.bot("getChat", chat_id=SUPERGROUP)


async def test_a_member_pins_nothing(box: Box) -> None:
    said = await box.write(MOTHER, "重要")
    where = {"chat_id": SUPERGROUP, "message_id": said["message_id"]}
    assert "not enough rights" in await box.refused("pinChatMessage", **where)


async def test_reactions_are_heard_by_administrators_who_ask(box: Box) -> None:
    """One a person; the same again says nothing, none takes it back; a bot's own is not told."""
    await promote(box)
    await box.bot("getUpdates", allowed_updates=["message_reaction"])
    said = await box.write(MOTHER, "好")
    where = {"chat": SUPERGROUP, "message_id": said["message_id"]}
    await box.bot("setMessageReaction", chat_id=SUPERGROUP, message_id=said["message_id"], reaction=[{"type": "emoji", "emoji": "👍"}])  # fmt: skip

    for emoji in ("❤️", "❤️", "👍", ""):
        seen = await box.post("reactions", person=NEIGHBOUR, emoji=emoji, **where)

    changes = [one["message_reaction"] for one in await box.updates()]
    assert [[one["emoji"] for one in change["new_reaction"]] for change in changes] == [["❤"], ["👍"], []]  # fmt: skip
    assert seen["reactions"] == [{"emoji": "👍", "count": 1, "chosen": False}]


@pytest.mark.parametrize(
    "reaction",
    [
        [{"type": "emoji", "emoji": "🚲"}],
        [{"type": "paid"}],
        [{"type": "emoji", "emoji": "👍"}] * 2,
    ],
)
async def test_reactions_that_are_not_offered(box: Box, reaction: list[Json]) -> None:
    said = await box.write(MOTHER, "好")
    where = {"chat_id": SUPERGROUP, "message_id": said["message_id"]}
    assert "REACTION" in await box.refused("setMessageReaction", **where, reaction=reaction)


async def forum(box: Box) -> int:
    chat = await box.post("chats", type="supergroup", title="论坛", members=[MOTHER, NEIGHBOUR, BOT], forum=True)  # fmt: skip
    await promote(box, chat["id"])
    return int(chat["id"])


async def test_topics_of_a_forum(box: Box) -> None:
    """A topic is begun by its service message; what is said in it bears its number."""
    chat = await forum(box)
    topic = await box.bot("createForumTopic", chat_id=chat, name="求助")
    thread = topic["message_thread_id"]

    sent = await box.bot("sendMessage", chat_id=chat, message_thread_id=thread, text="在这里说")
    answered = await box.write(MOTHER, "好", chat, reply_to=sent["message_id"])
    written = await box.write(MOTHER, "灯坏了", chat, thread=thread)

    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert answered["message_thread_id"] == written["message_thread_id"] == thread
    line = next(
        one for one in (await box.get("state", person=MOTHER))["chats"] if one["id"] == chat
    )
    assert line["topics"] == [{"id": thread, "name": "求助"}]


async def test_a_topic_is_renamed_closed_and_deleted(box: Box) -> None:
    """Each step is a service message in the topic; with it go its messages."""
    chat = await forum(box)
    thread = (await box.bot("createForumTopic", chat_id=chat, name="求助"))["message_thread_id"]
    where = {"chat_id": chat, "message_thread_id": thread}

    await box.bot("editForumTopic", **where, name="求助与线索")
    await box.bot("closeForumTopic", **where)
    assert "TOPIC_NOT_MODIFIED" in await box.refused("closeForumTopic", **where)
    await box.bot("reopenForumTopic", **where)

    said = [set(message) for message in await box.history(chat=chat)]
    for field in ("forum_topic_edited", "forum_topic_closed", "forum_topic_reopened"):
        assert any(field in fields for fields in said)
    await box.bot("deleteForumTopic", **where)
    assert "thread not found" in await box.refused("sendMessage", **where, text="x")
    assert all("message_thread_id" not in message for message in await box.history(chat=chat))


async def test_only_a_forum_has_topics(box: Box) -> None:
    await promote(box)
    assert "not a forum" in await box.refused("createForumTopic", chat_id=SUPERGROUP, name="x")


async def test_a_new_topic_counts_like_a_message(strict: Box) -> None:
    chat = await forum(strict)
    await strict.bot("createForumTopic", chat_id=chat, name="一")

    assert (await strict.call("createForumTopic", chat_id=chat, name="二"))["error_code"] == 429


async def test_bans_and_restrictions_end_by_themselves(box: Box) -> None:
    """By the sandbox's clock; meanwhile who is restricted can't write, who is banned isn't there."""
    await promote(box)
    until = int(box.clock.now()) + 60
    about = {"chat_id": SUPERGROUP, "until_date": until}
    await box.bot("restrictChatMember", **about, user_id=MOTHER, permissions={})
    await box.bot("banChatMember", **about, user_id=NEIGHBOUR)

    status, _ = await box.try_post("messages", person=MOTHER, chat=SUPERGROUP, text="x")
    assert status == 403
    states = {}
    for moment in ("before", "after"):
        states[moment] = [
            (await box.bot("getChatMember", chat_id=SUPERGROUP, user_id=user))["status"]
            for user in (MOTHER, NEIGHBOUR)
        ]
        await box.post("clock", advance=60)
        await box.updates(timeout=1, allowed_updates=["chat_member"])

    assert states == {"before": ["restricted", "kicked"], "after": ["member", "left"]}


async def test_promoted_with_some_rights(box: Box) -> None:
    """What getChatMember tells; without any it is a demotion."""
    await box.post("chats", id=SUPERGROUP, members=[])
    await box.post("members", chat=SUPERGROUP, user=BOT, status="creator", by=WORKER)
    about = {"chat_id": SUPERGROUP, "user_id": MOTHER}
    await box.bot("promoteChatMember", **about, can_pin_messages=True)
    await box.bot("setChatAdministratorCustomTitle", **about, custom_title="楼长")

    member = await box.bot("getChatMember", **about)
    assert (member["status"], member["can_pin_messages"], member["can_delete_messages"]) == ("administrator", True, False)  # fmt: skip
    assert member["custom_title"] == "楼长"
    await box.bot("promoteChatMember", **about)
    assert (await box.bot("getChatMember", **about))["status"] == "member"


REFUSED: dict[str, tuple[str, Json, str]] = {
    "a ban by a member": ("banChatMember", {"user_id": MOTHER}, "not enough rights"),
    "a title by a member": ("setChatTitle", {"title": "x"}, "not enough rights"),
    "a link by a member": ("exportChatInviteLink", {}, "not enough rights"),
    "nobody": ("banChatMember", {"user_id": 0}, "invalid user_id"),
}


@pytest.mark.parametrize("why", REFUSED)
async def test_what_a_plain_member_is_refused(box: Box, why: str) -> None:
    method, params, words = REFUSED[why]
    assert words in await box.refused(method, chat_id=SUPERGROUP, **params)


ADMIN_REFUSED: dict[str, tuple[str, Json, str]] = {
    "an administrator": ("banChatMember", {"user_id": WORKER}, "administrator of the chat"),
    "somebody unknown": ("banChatMember", {"user_id": 999}, "PARTICIPANT_ID_INVALID"),
    "somebody who isn't there": (
        "restrictChatMember",
        {"user_id": STRANGER, "permissions": {}},
        "USER_NOT_PARTICIPANT",
    ),
    "no promoting": ("promoteChatMember", {"user_id": MOTHER}, "not enough rights"),
    "the same title": ("setChatTitle", {"title": "supergroup"}, "not modified"),
    "no title": ("setChatTitle", {"title": " "}, "non-empty"),
}


@pytest.mark.parametrize("why", ADMIN_REFUSED)
async def test_what_an_administrator_is_refused(box: Box, why: str) -> None:
    await promote(box)
    method, params, words = ADMIN_REFUSED[why]
    assert words in await box.refused(method, chat_id=SUPERGROUP, **params)


async def test_title_description_and_link(box: Box) -> None:
    """A new title is a service message, the rest stands in getChat."""
    await promote(box)
    await box.bot("setChatTitle", chat_id=SUPERGROUP, title="香樟苑")
    await box.bot("setChatDescription", chat_id=SUPERGROUP, description="1-3 号楼")
    link = await box.bot("exportChatInviteLink", chat_id=SUPERGROUP)

    chat = await box.bot("getChat", chat_id=SUPERGROUP)
    assert (chat["title"], chat["description"], chat["invite_link"]) == ("香樟苑", "1-3 号楼", link)
    assert (await box.history())[-1]["new_chat_title"] == "香樟苑"


async def test_what_nobody_may_send_the_bot_may_not_either(box: Box) -> None:
    """The group's permissions hold for bots that are no administrators, kind by kind."""
    await promote(box)
    await box.bot("setChatPermissions", chat_id=SUPERGROUP, permissions={"can_send_messages": True})
    await box.post("members", chat=SUPERGROUP, user=BOT, status="member", by=WORKER)

    refused = (await box.upload("sendPhoto", {"photo": png()}, chat_id=SUPERGROUP))["description"]
    assert "not enough rights to send photos" in refused
    assert (await box.call("sendMessage", chat_id=SUPERGROUP, text="x"))["ok"]
    assert (await box.try_send("photo"))[0] == 403
    await box.write(MOTHER, "x")


def whisper(to: int) -> dict[str, Value]:
    return {"chat_id": SUPERGROUP, "ephemeral_message_parameters": {"receiver_user_id": to}}


async def test_an_ephemeral_message_is_for_one_person(box: Box) -> None:
    """Its message_id is 0 and means nothing; its own number edits and deletes it."""
    sent = await box.bot("sendMessage", **whisper(MOTHER), text="只给您看", reply_markup=keyboard({"text": "好", "callback_data": "ok"}))  # fmt: skip
    about = {"chat_id": SUPERGROUP, "receiver_user_id": MOTHER, "ephemeral_message_id": sent["ephemeral_message_id"]}  # fmt: skip
    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, MOTHER)
    mine = (await box.history())[-1]
    assert mine["text"] == "只给您看"
    assert "只给您看" not in str(await box.history(NEIGHBOUR))

    await box.post("presses", person=MOTHER, chat=SUPERGROUP, message_id=mine["message_id"], data="ok", wait=0)  # fmt: skip
    query = (await box.updates())[-1]["callback_query"]
    assert query["message"]["ephemeral_message_id"] == sent["ephemeral_message_id"]
    await box.bot("editEphemeralMessageText", **about, text="谢谢")
    assert (await box.history())[-1]["text"] == "谢谢"
    await box.bot("deleteEphemeralMessage", **about)
    assert "谢谢" not in str(await box.history())
    assert "not found" in await box.refused("deleteEphemeralMessage", **about)


async def test_an_ephemeral_message_needs_a_member_of_a_group(box: Box) -> None:
    await box.post("starts", person=MOTHER, bot=BOT)
    in_private = whisper(MOTHER) | {"chat_id": MOTHER}
    assert "only to groups" in await box.refused("sendMessage", **in_private, text="x")
    assert "user not found" in await box.refused("sendMessage", **whisper(STRANGER), text="x")


async def test_stars_buy_more_than_thirty_a_second(strict: Box) -> None:
    """A tenth of a Star for each send beyond the free ones; without Stars the free limit holds."""
    people = range(100, 140)
    for person in people:
        await strict.post("people", id=person, first_name="P")
        await strict.post("starts", person=person, bot=BOT)

    async def refused(**more: Value) -> int:
        answers = [await strict.call("sendMessage", chat_id=to, text="x", **more) for to in people]
        return sum(not answer["ok"] for answer in answers)

    assert await refused(allow_paid_broadcast=True) == 10
    await strict.post("clock", advance=60)
    await strict.post("bots", token="77:secret", username="gege_bot", stars=1)
    assert await refused(allow_paid_broadcast=True) == 0
    await strict.post("clock", advance=60)
    assert await refused(allow_paid_broadcast=True) == 10


async def test_a_deleted_message_is_pinned_no_more(box: Box) -> None:
    await promote(box)
    said = await box.write(MOTHER, "重要")
    await box.bot("pinChatMessage", chat_id=SUPERGROUP, message_id=said["message_id"])

    await box.post("deletes", person=MOTHER, chat=SUPERGROUP, message_id=said["message_id"])

    assert "pinned_message" not in await box.bot("getChat", chat_id=SUPERGROUP)


async def test_what_moves_with_a_group(box: Box) -> None:
    """Pins stay behind with their messages; a ban ends in the supergroup when it should."""
    await promote(box, GROUP)
    said = await box.write(MOTHER, "重要", GROUP)
    await box.bot("pinChatMessage", chat_id=GROUP, message_id=said["message_id"])
    until = int(box.clock.now()) + 60
    await box.bot("banChatMember", chat_id=GROUP, user_id=NEIGHBOUR, until_date=until)

    new = (await box.post("migrate", chat=GROUP))["chat"]
    assert "pinned_message" not in await box.bot("getChat", chat_id=new)
    await box.post("clock", advance=60)
    await box.updates(timeout=1)

    member = await box.bot("getChatMember", chat_id=new, user_id=NEIGHBOUR)
    assert member["status"] == "left"


async def test_a_bot_hears_of_its_own_topics(box: Box) -> None:
    """The message that begins one stands in it; a closed one is for administrators."""
    chat = await forum(box)
    thread = (await box.bot("createForumTopic", chat_id=chat, name="求助"))["message_thread_id"]
    await box.bot("closeForumTopic", chat_id=chat, message_thread_id=thread)

    born, closed = [update["message"] for update in await box.updates()]
    assert born["message_id"] == born["message_thread_id"] == thread
    assert "forum_topic_closed" in closed
    status, _ = await box.try_post("messages", person=MOTHER, chat=chat, text="x", thread=thread)
    assert status == 403


async def test_an_administrator_deletes_only_with_the_right_to(box: Box) -> None:
    """Pinning is another right; without one a bot takes back its own words only."""
    await box.post("members", chat=SUPERGROUP, user=BOT, status="creator", by=WORKER)
    await box.post("bots", token="78:other", username="other_bot")
    await box.post("members", chat=SUPERGROUP, user=78, status="member", by=WORKER)
    await box.bot("promoteChatMember", chat_id=SUPERGROUP, user_id=78, can_pin_messages=True)
    said = await box.write(MOTHER, "x")

    where = {"chat_id": SUPERGROUP, "message_id": said["message_id"]}
    refused = await box.call("deleteMessage", token="78:other", **where)

    assert "can't be deleted" in refused["description"]

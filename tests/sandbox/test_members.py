"""Who is in a group, what the bot is told of it, and a group's move to a supergroup."""

from tests.sandbox.support import (
    BOT,
    GROUP,
    MOTHER,
    NEIGHBOUR,
    STRANGER,
    SUPERGROUP,
    TOKEN,
    WORKER,
    Box,
)


async def test_a_bot_is_told_when_it_is_added(box: Box) -> None:
    """my_chat_member first, then the service message that everybody sees."""
    chat = await box.post("chats", type="supergroup", title="新群", members=[MOTHER, BOT])

    added, service = await box.updates()
    change = added["my_chat_member"]
    assert change["chat"]["id"] == chat["id"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == (
        "left",
        "member",
    )
    assert [user["id"] for user in service["message"]["new_chat_members"]] == [BOT]


async def test_a_bot_is_told_when_it_is_kicked_or_promoted(box: Box) -> None:
    """Every change of its own rights comes as my_chat_member, with who did it."""
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
    await box.post("members", chat=SUPERGROUP, user=BOT, status="kicked", by=WORKER)

    changes = [
        update["my_chat_member"] for update in await box.updates() if "my_chat_member" in update
    ]
    assert [change["new_chat_member"]["status"] for change in changes] == [
        "administrator",
        "kicked",
    ]
    assert {change["from"]["id"] for change in changes} == {WORKER}
    assert changes[0]["new_chat_member"]["can_delete_messages"] is True


async def test_people_come_and_go_with_service_messages(box: Box) -> None:
    """Joining and leaving is seen in the group and heard by the bot; the same again is not."""
    for status in ("member", "member", "left"):
        await box.post("members", chat=SUPERGROUP, user=STRANGER, status=status)

    heard = [update["message"] for update in await box.updates()]
    assert [message["new_chat_members"][0]["id"] for message in heard[:1]] == [STRANGER]
    assert [message["left_chat_member"]["id"] for message in heard[1:]] == [STRANGER]


async def test_chat_member_comes_to_administrators_who_ask(box: Box) -> None:
    """It is left out by default and for plain members."""
    await box.post("members", chat=SUPERGROUP, user=STRANGER, status="member")
    await box.bot("getUpdates", allowed_updates=["chat_member"])
    await box.post("members", chat=SUPERGROUP, user=STRANGER, status="left")
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
    await box.updates()
    await box.post("members", chat=SUPERGROUP, user=STRANGER, status="kicked", by=WORKER)

    heard = await box.updates()
    assert [update["chat_member"]["new_chat_member"]["status"] for update in heard] == ["kicked"]


async def test_a_block_is_a_change_of_the_private_chat(box: Box) -> None:
    """The bot is told when a person blocks it, and when they start it again."""
    await box.post("starts", person=MOTHER, bot=BOT)
    await box.post("blocks", person=MOTHER, bot=BOT, blocked=True)
    status, _ = await box.try_post("messages", person=MOTHER, chat=BOT, text="x")
    await box.post("starts", person=MOTHER, bot=BOT)

    changes = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in await box.updates()
        if "my_chat_member" in update
    ]
    assert changes == ["kicked", "member"]
    assert status == 403


async def test_what_a_bot_can_ask_about_a_chat(box: Box) -> None:
    """Title, members, administrators, one member; strangers are `left`."""
    chat = await box.bot("getChat", chat_id=SUPERGROUP)
    count = await box.bot("getChatMemberCount", chat_id=SUPERGROUP)
    admins = await box.bot("getChatAdministrators", chat_id=SUPERGROUP)
    stranger = await box.bot("getChatMember", chat_id=SUPERGROUP, user_id=STRANGER)
    nobody = await box.refused("getChatMember", chat_id=SUPERGROUP, user_id=999)

    assert (chat["title"], count) == ("supergroup", 4)
    assert [(admin["user"]["id"], admin["status"]) for admin in admins] == [
        (WORKER, "administrator")
    ]
    assert stranger["status"] == "left"
    assert nobody == "Bad Request: user not found"


async def test_a_group_becomes_a_supergroup(box: Box) -> None:
    """Both ends say so, the old id answers with the new one, and the members move."""
    sent = await box.bot("sendMessage", chat_id=GROUP, text="x")
    await box.updates()

    new = (await box.post("migrate", chat=GROUP))["chat"]

    refused = await box.call("sendMessage", chat_id=GROUP, text="y")
    old, young = [update["message"] for update in await box.updates()]
    mine = [chat["id"] for chat in (await box.get("state", person=MOTHER))["chats"]]
    assert refused == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (GROUP, new)
    assert (young["chat"]["id"], young["migrate_from_chat_id"]) == (new, GROUP)
    assert young["sender_chat"]["id"] == new
    assert set(mine) == {new, SUPERGROUP}
    where = {"chat_id": GROUP, "message_id": sent["message_id"]}
    assert await box.bot("editMessageText", **where, text="old ones can still be edited")
    assert (await box.bot("sendMessage", chat_id=new, text="y"))["message_id"] == 2


async def test_an_anonymous_administrator_has_no_personal_id(box: Box) -> None:
    """The bot sees Telegram's GroupAnonymousBot and the chat as sender."""
    await box.post("messages", person=WORKER, chat=SUPERGROUP, text="通知", **{"as": "chat"})
    status, _ = await box.try_post(
        "messages", person=MOTHER, chat=SUPERGROUP, text="x", **{"as": "chat"}
    )

    heard = (await box.updates())[0]["message"]
    assert heard["from"]["username"] == "GroupAnonymousBot"
    assert heard["sender_chat"]["id"] == SUPERGROUP
    assert status == 403


async def test_the_same_again_changes(box: Box) -> None:
    """Making a person, a bot or a chat twice changes it; members only come, never go."""
    await box.post("people", id=MOTHER, first_name="妈妈", note="mother")
    await box.post("bots", token=TOKEN, username="other_name", first_name="Gege")
    chat = await box.post("chats", id=SUPERGROUP, title="2号院", members=[STRANGER])

    state = await box.get("state", person=MOTHER)
    assert state["people"][0] == {
        "id": MOTHER,
        "is_bot": False,
        "first_name": "妈妈",
        "note": "mother",
    }
    assert state["bots"][0]["username"] == "other_name"
    assert (chat["title"], chat["members"]) == ("2号院", 5)
    assert NEIGHBOUR in box.sandbox.world.users


async def test_who_is_out_learns_of_no_members(box: Box) -> None:
    """A basic group can still be looked at; who is in it is told only to those who are."""
    await box.post("members", chat=GROUP, user=BOT, status="kicked", by=WORKER)
    about = {"chat_id": GROUP, "user_id": MOTHER}

    assert (await box.bot("getChat", chat_id=GROUP))["id"] == GROUP
    assert "kicked from the group" in await box.refused("getChatMember", **about)
    assert "kicked from the group" in await box.refused("getChatMemberCount", chat_id=GROUP)

"""What a bot says of itself: its name, its texts, its menu."""

from typing import Any

import pytest

from tests.sandbox.support import BOT, MOTHER, Box

HELP = {"command": "help", "description": "帮助"}


async def test_a_menu_by_scope_and_language(box: Box) -> None:
    """Each scope and language has its own list, until it is deleted."""
    groups = {"scope": {"type": "all_group_chats"}, "language_code": "zh"}
    await box.bot("setMyCommands", commands=[HELP])
    await box.bot("setMyCommands", commands=[HELP | {"command": "case"}], **groups)

    everywhere = await box.bot("getMyCommands")
    in_groups = await box.bot("getMyCommands", **groups)
    await box.bot("deleteMyCommands", **groups)

    assert (everywhere, in_groups[0]["command"]) == ([HELP], "case")
    assert await box.bot("getMyCommands", **groups) == []


async def test_name_and_texts_by_language(box: Box) -> None:
    """What has no text in a language falls back to the one without."""
    await box.bot("setMyName", name="格格")
    await box.bot("setMyDescription", description="about", language_code="en")

    name = await box.bot("getMyName", language_code="en")
    description = await box.bot("getMyDescription", language_code="zh")
    english = await box.bot("getMyDescription", language_code="en")

    assert name == {"name": "格格"}
    assert (description["description"], english["description"]) == ("", "about")


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("setMyCommands", {"commands": "{}"}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": ["x"]}, "can't parse BotCommand: expected an Object"),
        ("setMyCommands", {"commands": [HELP | {"command": "帮助"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [HELP | {"description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [HELP] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [], "scope": "[1]"}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
        ("setMyName", {"name": "x" * 65}, "name is too long"),
        ("getFile", {}, "file_id not specified"),
        ("getChatMember", {"chat_id": 1, "user_id": -1}, "invalid user_id specified"),
        ("getChatMember", {"chat_id": 1, "user_id": "me"}, 'parameter "user_id" must be an Integer'),
        ("sendLocation", {"latitude": "north"}, 'parameter "latitude" must be a Float'),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
    ],
)  # fmt: skip
async def test_what_is_refused(box: Box, method: str, params: dict[str, Any], words: str) -> None:
    """Texts too long, commands no app could show, parameters of the wrong type."""
    assert await box.refused(method, **params) == f"Bad Request: {words}"


async def test_a_menu_button_for_one_chat_or_for_all(box: Box) -> None:
    """A chat's own, else the bot's, else the list of commands."""
    await box.post("starts", person=MOTHER, bot=BOT)
    button = {"type": "web_app", "text": "看", "web_app": {"url": "https://example.org"}}
    await box.bot("setChatMenuButton", chat_id=MOTHER, menu_button=button)

    assert await box.bot("getChatMenuButton", chat_id=MOTHER) == button
    assert await box.bot("getChatMenuButton") == {"type": "commands"}


async def test_rights_that_a_bot_asks_for(box: Box) -> None:
    """All false until it says which."""
    assert not any((await box.bot("getMyDefaultAdministratorRights")).values())
    rights = await box.bot("getMyDefaultAdministratorRights") | {"can_pin_messages": True}

    await box.bot("setMyDefaultAdministratorRights", rights=rights)

    assert await box.bot("getMyDefaultAdministratorRights") == rights


async def test_nobody_has_a_photo(box: Box) -> None:
    assert await box.bot("getUserProfilePhotos", user_id=MOTHER) == {"total_count": 0, "photos": []}
    assert "user not found" in await box.refused("getUserProfilePhotos", user_id=9)


async def test_a_bot_is_called_as_it_says(box: Box) -> None:
    """By getMe, and on people's screens."""
    await box.bot("setMyName", name="新名字")

    assert (await box.bot("getMe"))["first_name"] == "新名字"
    assert (await box.get("state", person=MOTHER))["bots"][0]["first_name"] == "新名字"

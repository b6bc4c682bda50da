"""Methods about the bot itself: who it is, its name and texts, its menu of commands."""

import json
import re
from dataclasses import replace
from functools import partial

from bot.sandbox import views
from bot.sandbox.call import Call
from bot.sandbox.errors import bad
from bot.sandbox.model import Json, Value

COMMANDS = 100
DESCRIPTION_LIMIT = 256
TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")


def get_me(call: Call) -> Json:
    return views.me(call.bot)


def set_my_commands(call: Call) -> bool:
    given = call.parsed("commands", "commands")
    if given is None:
        raise bad("expected an Array of BotCommand")
    if len(given) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    commands = dict(call.bot.commands) | {_scope(call): [_command(command) for command in given]}
    call.world.put_bot(replace(call.bot, commands=commands))
    return True


def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_scope(call), [])


def delete_my_commands(call: Call) -> bool:
    scope = _scope(call)
    kept = {name: commands for name, commands in call.bot.commands.items() if name != scope}
    call.world.put_bot(replace(call.bot, commands=kept))
    return True


def set_chat_menu_button(call: Call) -> bool:
    button = call.parsed("menu_button", "menu button") or {"type": "default"}
    _keep(call, f"menu:{_chat_or_none(call)}", json.dumps(button))
    return True


def get_chat_menu_button(call: Call) -> Value:
    texts = call.bot.texts
    own = texts.get(f"menu:{_chat_or_none(call)}") or texts.get("menu:")
    button = json.loads(own) if own else {"type": "default"}
    return {"type": "commands"} if button == {"type": "default"} else button


def set_my_default_administrator_rights(call: Call) -> bool:
    given = call.parsed("rights", "bot rights")
    rights = dict.fromkeys(views.RIGHTS, False) | (given or {})
    _keep(call, f"rights:{call.flag('for_channels')}", json.dumps(rights))
    return True


def get_my_default_administrator_rights(call: Call) -> Value:
    kept = call.bot.texts.get(f"rights:{call.flag('for_channels')}")
    return json.loads(kept) if kept else dict.fromkeys(views.RIGHTS, False)


def get_user_profile_photos(call: Call) -> Json:
    """Nobody here has a photo of themselves."""
    if call.integer("user_id") not in call.world.users:
        raise bad("user not found")
    return {"total_count": 0, "photos": []}


def _chat_or_none(call: Call) -> str:
    """Only private chats have a menu button of their own, and they are named by number."""
    return call.chat("read").key if call.integer("chat_id") else ""


def _keep(call: Call, name: str, text: str) -> None:
    call.world.put_bot(replace(call.bot, texts=dict(call.bot.texts) | {name: text}))


def _command(given: Json) -> Json:
    command, description = given["command"], given["description"]
    if not _COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LIMIT:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _scope(call: Call) -> str:
    scope = call.parsed("scope", "BotCommandScope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True) + call.text("language_code")


def _set_text(name: str, call: Call) -> bool:
    text = call.text(name)
    if len(text) > TEXT_LIMITS[name]:
        raise bad(f"{name.replace('_', ' ')} is too long")
    _keep(call, f"{name}:{call.text('language_code')}", text)
    if name == "name" and text and not call.text("language_code"):
        _rename(call, text)
    return True


def _rename(call: Call, name: str) -> None:
    """What a bot calls itself is what everybody reads."""
    world, number = call.world, call.bot.id
    world.put_bot(replace(world.bots[number], first_name=name))
    world.put_user(replace(world.users[number], first_name=name))
    world.feed.tell_all({"event": "chats"})


def _get_text(name: str, call: Call) -> Json:
    texts, language = call.bot.texts, call.text("language_code")
    given = texts.get(f"{name}:{language}") or texts.get(f"{name}:")
    return {name: given or (call.bot.first_name if name == "name" else "")}


METHODS = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyDefaultAdministratorRights": set_my_default_administrator_rights,
    "getMyDefaultAdministratorRights": get_my_default_administrator_rights,
    "getUserProfilePhotos": get_user_profile_photos,
    "setMyName": partial(_set_text, "name"),
    "getMyName": partial(_get_text, "name"),
    "setMyDescription": partial(_set_text, "description"),
    "getMyDescription": partial(_get_text, "description"),
    "setMyShortDescription": partial(_set_text, "short_description"),
    "getMyShortDescription": partial(_get_text, "short_description"),
}

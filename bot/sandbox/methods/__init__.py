"""Every Bot API method that the sandbox speaks, by its name in lower case."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.call import Call
from bot.sandbox.methods import (
    answering,
    chats,
    copying,
    editing,
    files,
    profile,
    receiving,
    sending,
)

Method = Callable[[Call], Any]

FAMILIES = (sending, copying, editing, answering, files, chats, profile, receiving)

METHODS: dict[str, Method] = {
    name.lower(): method for family in FAMILIES for name, method in family.METHODS.items()
}
"""Telegram ignores the case of method names. getUpdates waits, so it lives in `polling`."""

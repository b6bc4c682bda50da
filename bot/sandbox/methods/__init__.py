"""Every Bot API method that the sandbox speaks, by its name in lower case."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.call import Call
from bot.sandbox.methods import (
    albums,
    answering,
    asking,
    chats,
    copying,
    editing,
    files,
    moderating,
    pinning,
    profile,
    reacting,
    receiving,
    sending,
    topics,
    whispering,
)

Method = Callable[[Call], Any]

FAMILIES = (
    sending, albums, asking, copying, editing, whispering, answering, pinning, reacting, files,
    chats, moderating, topics, profile, receiving,
)  # fmt: skip

METHODS: dict[str, Method] = {
    name.lower(): method for family in FAMILIES for name, method in family.METHODS.items()
}
"""Telegram ignores the case of method names. getUpdates waits, so it lives in `polling`."""

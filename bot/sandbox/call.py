"""One Bot API request: who asks for what, with parameters read as Telegram's server reads them."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.sandbox.bodies import from_json
from bot.sandbox.errors import bad, forbidden, migrated, too_many
from bot.sandbox.model import Bot, Chat, Message, Upload, Value
from bot.sandbox.shapes import BIGGEST
from bot.sandbox.world import World

TRUE = frozenset({"true", "yes", "1"})
FALSE = frozenset({"false", "no", "0", ""})
_INTEGER = re.compile(r"[+-]?\d{1,19}")

Access = Literal["read", "members", "edit", "write"]
READING = frozenset({"read", "members"})


@dataclass(slots=True)
class Call:
    """A method called by a bot; on the wire every parameter is a string or JSON in a string."""

    world: World
    bot: Bot
    method: str
    params: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)
    description: str = ""
    """What the answer says beside the result, as that of setWebhook does."""
    _parsed: dict[str, Value] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        return self.params.get(name, default)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.params.get(name, "").strip()
        if not value:
            return default
        if not _INTEGER.fullmatch(value):
            raise bad(f'parameter "{name}" must be an Integer')
        number = int(value)
        if abs(number) > BIGGEST:
            raise bad(f'parameter "{name}" must be an Integer')
        return number

    def number(self, name: str) -> float | None:
        value = self.params.get(name, "")
        try:
            number = float(value) if value else None
        except ValueError:
            raise bad(f'parameter "{name}" must be a Float') from None
        if number is not None and not math.isfinite(number):
            raise bad(f'parameter "{name}" must be a Float')
        return number

    def flag(self, name: str) -> bool:
        value = self.params.get(name, "").lower()
        if value not in TRUE | FALSE:
            raise bad(f'parameter "{name}" must be a Boolean')
        return value in TRUE

    def parsed(self, name: str, what: str) -> Value:
        """Return a JSON parameter, None if absent; `what` is Telegram's name for it in errors."""
        if name in self._parsed:
            return self._parsed[name]
        source = self.params.get(name, "")
        if not source:
            return None
        try:
            value = self._parsed[name] = from_json(source)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None
        return value

    def chat(self, access: Access, name: str = "chat_id") -> Chat:
        """Return the chat that the bot names and may use that way."""
        given = self.text(name).strip()
        if not given:
            raise bad(f"{name} is empty")
        chat = (
            self.world.chats.get(given) if given.startswith("-") else self._private(given, access)
        )
        if chat is None or self.bot.id not in chat.members:
            raise bad("chat not found")
        _check_access(chat, chat.members[self.bot.id], access)
        return chat

    def _private(self, given: str, access: Access) -> Chat | None:
        if not _INTEGER.fullmatch(given):
            return None
        person = int(given)
        chat = self.world.private_chat(self.bot.id, person)
        if chat is None and access not in READING and person in self.world.users:
            is_bot = self.world.users[person].is_bot
            raise forbidden(
                "bot can't send messages to bots"
                if is_bot
                else "bot can't initiate conversation with a user"
            )
        return chat

    def message(self, chat: Chat, what: str, name: str = "message_id") -> Message:
        """Return the message named; `what` is Telegram's word for its part in the method."""
        number = self.integer(name)
        if not number:
            raise bad("message identifier is not specified")
        found = self.world.messages[chat.key].get(number)
        if found is None:
            raise bad(f"{what} not found")
        return found

    def spend(self, chat: Chat, count: int = 1) -> None:
        """Count sends or an edit against the limits; paid ones cost Stars. Raises ApiError."""
        now, stars = self.world.clock.now(), self.bot.stars
        cost = self.world.limits.price(self.bot.id, now, count) if self._paid() else 0.0
        wait = self.world.limits.spend(
            self.bot.id, chat.key, now, group=not chat.private, count=count, paid=0 < cost <= stars
        )
        if wait:
            raise too_many(wait)
        if 0 < cost <= stars:
            self.bot = replace(self.bot, stars=round(stars - cost, 1))
            self.world.put_bot(self.bot)

    def _paid(self) -> bool:
        return self.flag("allow_paid_broadcast")


def _check_access(chat: Chat, status: str, access: Access) -> None:
    """Telegram's `check_chat_access`: what a bot may still do once it is out."""
    kind = "supergroup" if chat.type == "supergroup" else "group"
    if chat.private:
        if status == "kicked" and access not in READING:
            raise forbidden("bot was blocked by the user")
        return
    if chat.migrated_to and access in {"write", "members"}:
        raise migrated(chat.migrated_to)
    if (access == "read" and kind == "group") or chat.migrated_to:
        return
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")

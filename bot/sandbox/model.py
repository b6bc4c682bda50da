"""What the sandbox remembers, as values; every change makes a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Value = Any
"""JSON of any shape: a parameter not checked yet, a method's own result."""

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
ADMINS = frozenset({"creator", "administrator"})

ANONYMOUS_ADMIN_ID = 1087968824
"""Telegram's GroupAnonymousBot, in whose name anonymous admins write."""


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot as others see them; `note` is only for the page."""

    id: int
    first_name: str
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Bot:
    """An account that speaks the Bot API; `texts` are its name and descriptions by language."""

    id: int
    token: str
    username: str
    first_name: str
    privacy: bool = False
    stars: float = 0.0
    allowed_updates: list[str] | None = None
    webhook: Json | None = None
    commands: Mapping[str, list[Json]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chat:
    """A group (key: its id) or a private chat (key: bot id, colon, person id).

    A person who blocks a bot makes it `kicked` in their private chat, as Telegram reports it.
    `rights` say what one member may do where that is not what the status gives; `topics` are those
    of a forum by thread.
    """

    key: str
    type: str
    title: str = ""
    id: int = 0
    bot: int = 0
    person: int = 0
    members: Mapping[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    description: str = ""
    invite: str = ""
    permissions: Json = field(default_factory=dict)
    rights: Mapping[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    is_forum: bool = False
    topics: Mapping[int, Json] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether only a bot and one person talk here."""
        return self.type == "private"

    def has(self, user: int) -> bool:
        """Whether that user is in the chat now."""
        return self.members.get(user) in PRESENT

    def has_admin(self, user: int) -> bool:
        """Whether that user is its owner or an administrator."""
        return self.members.get(user) in ADMINS


@dataclass(frozen=True, slots=True)
class Message:
    """A message; `content` and `extra` are the Bot API's own fields for what it holds.

    Of a poll and of a pinned message they hold only the number: what it says may change.
    `reactions` are emoji by user; only `receiver` sees an ephemeral message, only people see what
    `reply_keyboard` puts before them or takes away.
    """

    chat: str
    id: int
    sender: int
    date: int
    content: Json
    sender_chat: int | None = None
    reply_to: int | None = None
    edit_date: int | None = None
    edited: bool = False
    markup: Json | None = None
    extra: Json = field(default_factory=dict)
    service: bool = False
    thread: int | None = None
    reactions: Mapping[str, str] = field(default_factory=dict)
    receiver: int | None = None
    reply_keyboard: Json | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll, wherever it stands; `body` is the Bot API's without counts, `votes` are by user.

    `places` are chat keys and message numbers; `solution` is what a quiz tells afterwards.
    """

    id: str
    bot: int
    body: Json
    solution: Json
    closed: bool = False
    closes_at: float | None = None
    votes: Mapping[str, list[int]] = field(default_factory=dict)
    places: list[list[Value]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Update:
    """One thing a bot is told; it stays until the bot confirms it or a day has passed."""

    id: int
    bot: int
    kind: str
    date: float
    body: Json


@dataclass(frozen=True, slots=True)
class Query:
    """A pressed inline button that waits for the bot's answer."""

    id: str
    bot: int
    person: int
    chat: str
    message_id: int
    date: float


@dataclass(frozen=True, slots=True)
class File:
    """A file id; several sizes of one photo share their bytes (`blob`)."""

    id: str
    unique_id: str
    kind: str
    blob: str
    path: str
    size: int
    mime: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a request."""

    name: str
    mime: str
    data: bytes

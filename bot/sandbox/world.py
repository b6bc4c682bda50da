"""The state of the sandbox and the few ways to change it; every change is noted for `keep`."""

import secrets
from asyncio import Future, Queue
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.sandbox import views
from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.keep import Memory
from bot.sandbox.limits import Limits
from bot.sandbox.model import (
    ANONYMOUS_ADMIN_ID,
    PRESENT,
    Bot,
    Chat,
    File,
    Json,
    Message,
    Poll,
    Query,
    Update,
    User,
)
from bot.sandbox.updates import Inbox, hears

QUERY_LIFE = 150
"""Seconds for which a pressed button can be answered."""

ACCOUNT_BOX = "account"
"""Private chats and basic groups share an account's numbering; only supergroups have their own."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something ends by itself; `key` names a poll, or a chat and its member."""

    at: float
    kind: Literal["poll", "member"]
    key: str


class World:
    """Everybody and everything there is. Changes are synchronous, so a request is one step."""

    def __init__(self, clock: Clock, keep: Memory, *, limits: float = 1.0) -> None:
        self.clock = clock
        self.keep = keep
        self.feed = Feed()
        self.faults = Faults()
        self.limits = Limits(limits)
        self.users: dict[int, User] = {}
        self.user_bodies: dict[int, Json] = {}
        self.bots: dict[int, Bot] = {}
        self.tokens: dict[str, Bot] = {}
        self.chats: dict[str, Chat] = {}
        self.chats_of: defaultdict[int, set[str]] = defaultdict(set)
        self.messages: defaultdict[str, dict[int, Message]] = defaultdict(dict)
        self.last_ids: dict[str, int] = {}
        self.activity: dict[str, int] = {}
        """Each chat's last message, counted over all chats: the greatest is the newest."""
        self._shelved = 0
        self.last_bots: dict[str, int] = {}
        self.reads: dict[str, int] = {}
        self.inboxes: defaultdict[int, Inbox] = defaultdict(Inbox)
        self.hooked: Queue[int] = Queue()
        self.queries: dict[str, Query] = {}
        self.answers: dict[str, Future[Json]] = {}
        self.files: dict[str, File] = {}
        self.paths: dict[str, File] = {}
        self.media: dict[str, Json | list[Json]] = {}
        self.polls: dict[str, Poll] = {}
        self.deadlines: Queue[Deadline] = Queue()
        self.ephemerals: defaultdict[str, dict[int, Message]] = defaultdict(dict)
        self.examples: list[Json] = []
        self.places: list[Json] = []
        self.calls: deque[Json] = deque(maxlen=3000)
        self.unknown_methods: Counter[str] = Counter()
        self.user_bodies[ANONYMOUS_ADMIN_ID] = views.user(views.ANONYMOUS_ADMIN)

    def now(self) -> int:
        """Whole Unix seconds, as the Bot API dates things."""
        return int(self.clock.now())

    def put_user(self, user: User) -> None:
        """Store a user; like `put_bot` and `put_chat` also how a kept one comes back."""
        self.users[user.id] = user
        self.user_bodies[user.id] = views.user(user)
        self.keep.put("user", str(user.id), user)

    def put_bot(self, bot: Bot) -> None:
        if (old := self.bots.get(bot.id)) and old.token != bot.token:
            del self.tokens[old.token]
        self.bots[bot.id] = self.tokens[bot.token] = bot
        self.keep.put("bot", str(bot.id), bot)

    def put_chat(self, chat: Chat) -> None:
        old = self.chats.get(chat.key)
        for user in {*chat.members, *(old.members if old else ())}:
            seen = chat.members.get(user) in PRESENT and not chat.migrated_to
            (self.chats_of[user].add if seen else self.chats_of[user].discard)(chat.key)
        self.chats[chat.key] = chat
        self.keep.put("chat", chat.key, chat)

    def private_chat(self, bot: int, person: int) -> Chat | None:
        return self.chats.get(f"{bot}:{person}")

    def post(self, message: Message) -> Message:
        """Give a new message its number (its own is ignored), store and show it."""
        chat = self.chats[message.chat]
        box = chat.key if chat.type == "supergroup" else ACCOUNT_BOX
        number = self.last_ids.get(box, 0) + 1
        message = replace(message, id=number)
        self.last_ids[box] = number
        self.keep.put("last_id", box, number)
        self.shelve(message)
        self.keep.put("message", f"{chat.key}/{number}", message)
        self.feed.tell_chat(chat, lambda person: self._event("message", message, person))
        return message

    def whisper(self, message: Message) -> Message:
        """Give an ephemeral message its number in the chat and show it to its receiver alone."""
        shelf = self.ephemerals[message.chat]
        message = replace(message, id=max(shelf, default=0) + 1)
        return self.whisper_again(message, "message")

    def whisper_again(self, message: Message, event: str = "edit") -> Message:
        """Put an ephemeral message in the place of its older self."""
        self.ephemerals[message.chat][message.id] = message
        self.keep.put("ephemeral", f"{message.chat}/{message.id}", message)
        if message.receiver:
            self.feed.tell_person(message.receiver, self._event(event, message, message.receiver))
        return message

    def hush(self, message: Message) -> None:
        """Take an ephemeral message away."""
        del self.ephemerals[message.chat][message.id]
        self.keep.drop("ephemeral", f"{message.chat}/{message.id}")
        if message.receiver:
            chat = self.seen_as(self.chats[message.chat], message.receiver)
            self.feed.tell_person(
                message.receiver, {"event": "delete", "chat": chat, "message_id": -message.id}
            )

    def shelve(self, message: Message) -> None:
        """Store a message that has its number."""
        self.messages[message.chat][message.id] = message
        self._shelved += 1
        self.activity[message.chat] = self._shelved
        if message.sender in self.bots:
            self.last_bots[message.chat] = message.sender

    def change(self, message: Message) -> Message:
        """Put an edited message in the old one's place."""
        self.messages[message.chat][message.id] = message
        self.keep.put("message", f"{message.chat}/{message.id}", message)
        self.show(message)
        return message

    def show(self, message: Message) -> None:
        """Let people see how a message looks now."""
        chat = self.chats[message.chat]
        self.feed.tell_chat(chat, lambda person: self._event("edit", message, person))

    def erase(self, message: Message) -> None:
        del self.messages[message.chat][message.id]
        self.keep.drop("message", f"{message.chat}/{message.id}")
        chat = self.chats[message.chat]
        if message.id in chat.pinned:
            rest = [number for number in chat.pinned if number != message.id]
            self.put_chat(replace(chat, pinned=rest))
        self.feed.tell_chat(
            chat,
            lambda person: {
                "event": "delete",
                "chat": self.seen_as(chat, person),
                "message_id": message.id,
            },
        )

    def _event(self, event: str, message: Message, person: int) -> Json:
        chat = self.chats[message.chat]
        return {
            "event": event,
            "chat": self.seen_as(chat, person),
            "message": views.message(self, message, person),
        }

    def seen_as(self, chat: Chat, person: int) -> int:
        """The id under which a person knows a chat: in private, the bot's."""
        return chat.bot if chat.private else chat.id

    def tell_bot(self, bot: int, kind: str, body: Json) -> None:
        """Queue an update for a bot, if it wants that kind."""
        if not hears(kind, self.bots[bot].allowed_updates):
            return
        inbox = self.inboxes[bot]
        self.forget_updates(inbox.expire(self.clock.now()))
        update = Update(inbox.last_id + 1, bot, kind, self.clock.now(), body)
        inbox.add(update)
        self.keep.put("update", f"{bot}/{update.id:012d}", update)
        self.keep.put("last_update", str(bot), update.id)

    def forget_updates(self, updates: list[Update]) -> None:
        """Let confirmed or expired updates go for good."""
        for update in updates:
            self.keep.drop("update", f"{update.bot}/{update.id:012d}")

    def put_query(self, query: Query) -> None:
        """Remember a press, and forget those that can't be answered any more."""
        while self.queries:
            oldest = next(iter(self.queries.values()))
            if query.date - oldest.date <= QUERY_LIFE:
                break
            self.drop_query(oldest)
        self.queries[query.id] = query
        self.keep.put("query", query.id, query)

    def drop_query(self, query: Query) -> None:
        del self.queries[query.id]
        self.keep.drop("query", query.id)

    def put_file(self, file: File) -> None:
        self.files[file.id] = self.paths[file.path] = file
        self.keep.put("file", file.id, file)

    def put_media(self, blob: str, field: Json | list[Json]) -> None:
        """Remember what a message says of a file, for the next one that sends it by id."""
        self.media[blob] = field
        self.keep.put("media", blob, field)

    def put_poll(self, poll: Poll) -> None:
        """Store a poll and show it anew wherever it stands."""
        self.polls[poll.id] = poll
        self.keep.put("poll", poll.id, poll)
        for chat, number in poll.places:
            if message := self.messages[chat].get(number):
                self.show(message)

    def begin_poll(self, poll: Poll) -> None:
        """Store a poll that is new here, or back again; it ends by itself if it has an end."""
        self.put_poll(poll)
        if poll.closes_at and not poll.closed:
            self.deadlines.put_nowait(Deadline(poll.closes_at, "poll", poll.id))

    def mark_read(self, person: int, chat: str, message_id: int) -> None:
        key = f"{person}/{chat}"
        if message_id > self.reads.get(key, 0):
            self.reads[key] = message_id
            self.keep.put("read", key, message_id)

    def last_message(self, chat: str) -> Message | None:
        return next(reversed(self.messages[chat].values()), None)

    def newest(self, chat: str, after: int = 0) -> Iterator[Message]:
        """Yield a chat's messages, newest first, down to a number."""
        for message in reversed(self.messages[chat].values()):
            if message.id <= after:
                return
            yield message

    def fresh_id(self) -> str:
        """Return an id that nobody can guess."""
        return secrets.token_urlsafe(12)

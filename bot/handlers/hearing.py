"""What somebody says is kept as a report: the same for free text, commands, voices and replies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, MessageOriginUser

from bot.domain.ahead.days import spelled
from bot.domain.drills import without_drill
from bot.domain.intake import Understanding, understand
from bot.domain.policy import Policy
from bot.domain.reports import Wish, read_as
from bot.handlers.dialogues import WAITS_FOR_REPORT, Dialogue, begin
from bot.handlers.people import writer_of
from bot.handlers.voice import Voice
from bot.services import reports
from bot.services.incoming import Incoming
from bot.services.opinion import Ask
from bot.services.places import Places
from bot.services.unit import Write
from bot.views import dialogues
from bot.views.message import Message as Said
from bot.views.message import Reader

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
SEEN_OR_HEARD = frozenset({"video", "video_note", "animation", "document", "voice", "audio"})
"""What holds more than words and a picture."""
STALE = timedelta(days=7)
"""Whoever was missing then was looked for then."""


def words_of(message: Message) -> str:
    """Return a message's text, or the caption of what it carries."""
    return message.text or message.caption or ""


def day_of(message: Message, reader: Reader) -> str:
    """Return the words that answer when: in figures alone the months come first for who reads Chinese."""
    return spelled(words_of(message), chinese=reader.words.locale == "zh")


def written_at(message: Message, policy: Policy) -> datetime:
    """Return when a message was written by the town's clocks: 上午 is the writer's morning."""
    return message.date.astimezone(policy.timezone)


@dataclass(frozen=True)
class Hearing:
    """All it takes to keep what somebody reports."""

    write: Write
    policy: Policy
    places: Places
    voice: Voice
    state: FSMContext
    second_opinion: Ask
    at: datetime

    async def take(
        self,
        message: Message,
        wish: Wish | None = None,
        *,
        meaning: Understanding | None = None,
        words: str | None = None,
        asker: Message | None = None,
        link: int | None = None,
        pin: tuple[float, float] | None = None,
        beside: Sequence[int] = (),
        pictured: bool = False,
        on_the_spot: bool = False,
    ) -> int | None:
        """Keep a message as a report and answer it; what a group must not read is asked in private.

        `words` are its text without a command, `asker` is the message of whoever reports it for
        somebody else, `link` the node of a start link, `pin` a location and `beside` messages that were sent before,
        among which a picture may be that was sent as a file (`pictured`).
        Returns the case, None where nothing was kept.
        """
        text = words_of(message) if words is None else words
        if meaning is None:
            meaning = self._read(message, text, wish or Wish.REPORT)
        asker = asker or message
        taken = replace(
            incoming(message, self.at),
            sender=writer_of(asker),
            text=text,
            link=link,
            pin=pin,
            beside=tuple(beside) or _filmed(message),
            pictured=pictured or is_picture(message),
            called=wish is not None or is_called(message),
            by_command=wish is not None,
            on_the_spot=on_the_spot,
        )
        read_by = self.places.known
        async with self.write() as session:
            known = await self.places.current(session)
            if known is not read_by:  # an import, or a corner learned, since the last report
                meaning = self._read_again(message, text, meaning.kind)
            heard = await reports.hear(session, taken, meaning, gazetteer=known, policy=self.policy)
        case = heard.case
        if case is not None and case.submitted_at == self.at:  # staff wrote it themselves
            self.second_opinion(case.key)
        if heard.secret:
            await self._say(asker, dialogues.private_instead)
        elif case is None and wish is not None and not heard.over_limit:  # nobody listens here
            await self._say(asker, lambda r: dialogues.report_elsewhere(r, wish, wish.value))
        elif case is not None and asker is not message and case.opened_at < self.at:
            await self._say(asker, dialogues.already_reported)
        elif case is not None and heard.unplaced:
            waits = WAITS_FOR_REPORT
            await begin(self.state, Dialogue.placing, at=self.at, lasts=waits, case=case.key)
        elif case is not None and taken.sender is not None and case.source != "staff":
            await begin(self.state, Dialogue.telling, at=self.at, case=case.key)
        return case.key if case is not None else None

    def _read(self, message: Message, text: str, wish: Wish) -> Understanding:
        now, spoken = written_at(message, self.policy), message.voice is not None
        _, words = without_drill(text)
        return read_as(words, wish, now=now, spoken=spoken, places=self.places.known)

    def _read_again(self, message: Message, text: str, kind: str) -> Understanding:
        now, (_, words) = written_at(message, self.policy), without_drill(text)
        return understand(words, now=now, places=self.places.known, known=kind)

    async def _say(self, asker: Message, words: Callable[[Reader], Said]) -> None:
        reader = await self.voice.reader(asker.chat.id)
        await self.voice.answer(asker, words(reader))


def incoming(message: Message, at: datetime) -> Incoming:
    """Return a message as the services take it."""
    place = message.location
    return Incoming(
        chat_id=message.chat.id,
        message_id=message.message_id,
        private=message.chat.type == ChatType.PRIVATE,
        sender=writer_of(message),
        text=words_of(message),
        photo=message.photo[-1].file_id if message.photo else None,
        album=message.media_group_id,
        voice=message.voice.file_id if message.voice else None,
        at=at,
        pin=(place.latitude, place.longitude) if place else None,
        forwarded=message.forward_origin is not None,
        pictured=is_picture(message),
        called=is_called(message),
    )


def is_picture(message: Message) -> bool:
    """Whether a message carries a picture as a file, as who sends it uncompressed does."""
    file = message.document
    if file is None:
        return False
    named = (file.file_name or "").lower().endswith((".heic", ".heif"))
    return named or (file.mime_type or "").startswith("image/")


def is_stale(message: Message) -> bool:
    """Whether it was written long before somebody else sent it on: who sends on their own still looks."""
    origin, sender = message.forward_origin, message.from_user
    if isinstance(origin, MessageOriginUser) and sender and origin.sender_user.id == sender.id:
        return False
    return origin is not None and message.date - origin.date > STALE


def _filmed(message: Message) -> tuple[int, ...]:
    """Return a film or a picture sent as a file, which has its words with it; a voice is kept itself."""
    carries = message.content_type in SEEN_OR_HEARD and message.voice is None
    return (message.message_id,) if carries else ()


def is_called(message: Message) -> bool:
    """Whether a message is meant for the bot: its name in it, or an answer to it."""
    assert message.bot is not None
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None:
        return answered.from_user.id == message.bot.id
    return any(
        entity.type == "mention" for entity in (message.entities or message.caption_entities or ())
    )


class Hears(BaseFilter):
    """Gives a handler `hearing`."""

    async def __call__(
        self,
        _: Message,
        write: Write,
        policy: Policy,
        places: Places,
        voice: Voice,
        state: FSMContext,
        second_opinion: Ask,
        at: datetime,
    ) -> dict[str, Any]:
        return {"hearing": Hearing(write, policy, places, voice, state, second_opinion, at)}

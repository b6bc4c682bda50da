"""What comes beside the words: a photo before or after them, a pin, a voice message."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.clue_cards import StaffAnswer, VoiceRelay
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.errors import Refusal
from bot.services import cards, corrections, desk, history, previews, saying
from bot.services.cases import work_on
from bot.services.rights import Actor
from bot.storage import cases, conversation, families, grid, outbox, reporters
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import Lane

BESIDE = timedelta(minutes=10)
"""A photo or pin belongs to words of the same person in the same chat no further away than this."""


class Taken(Enum):
    """What became of a photo without words."""

    ADDED = auto()
    """It belongs to the report before it."""
    SHOWN = auto()
    """It is of the person whose case it is; staff have it."""
    KEPT = auto()
    """Its words are to come."""
    FOLLOWS = auto()
    """It goes where the first of its album went, which has been answered."""
    LEFT = auto()
    """Here nothing is remembered."""


async def sent_before(
    session: AsyncSession, chat_id: int, writer: Actor, *, at: datetime
) -> tuple[Sequence[conversation.RecentPhoto], conversation.RecentPhoto | None]:
    """Return what this person sent here a few minutes ago: a photo with the others of its album,
    and a video, a voice or a pin.
    """
    return await conversation.last_sent(session, chat_id, writer.id, after=at - BESIDE)


async def remember(
    session: AsyncSession, source: tuple[int, int], writer: Actor, *, at: datetime
) -> None:
    """Remember a video, a voice or a pin without words in a group: they may come.

    Nothing where the group is not bound, or the bot listens only when called.
    """
    chat_id, message_id = source
    chat = await session.get(Chat, chat_id)
    if chat is None or chat.called_only:
        return
    film = conversation.RecentPhoto(
        chat_id=chat_id, message_id=message_id, user_id=writer.id, at=at
    )
    await conversation.keep_photo(session, film, since=at - BESIDE)


async def take_photo(
    session: AsyncSession,
    source: tuple[int, int],
    writer: Actor,
    file_id: str,
    album: str | None,
    policy: Policy,
    *,
    told: int | None,
    words_awaited: bool,
    at: datetime,
) -> Taken:
    """Add a photo without words to the report it follows, else remember it for words to come.

    `source` is chat and message, `told` the case that the person has just spoken of; where
    `words_awaited` they have been asked for the words. A report
    has one photo of its own, a later one in private shows the person whose only case it is; in a group, where people show each other more than reports, only an
    album adds to it. In a group that is not bound, or where the bot listens only when called,
    nothing is remembered.
    """
    chat_id, message_id = source
    chat = await session.get(Chat, chat_id) if chat_id < 0 else None
    if chat_id < 0 and (chat is None or chat.called_only):
        return Taken.LEFT
    case = None if words_awaited else await _just_reported(session, chat_id, writer, told, at=at)
    later = case is None and chat is None and not words_awaited
    case = await case_of_person(session, writer) if later else case
    if case is None or (case.photo is not None and album is None and chat is not None):
        last, _ = await sent_before(session, chat_id, writer, at=at)
        photo = conversation.RecentPhoto(
            chat_id=chat_id,
            message_id=message_id,
            user_id=writer.id,
            file_id=file_id,
            album=album,
            at=at,
        )
        await conversation.keep_photo(session, photo, since=at - BESIDE)
        return Taken.FOLLOWS if album and last and last[0].album == album else Taken.KEPT
    sibling = album is not None and case.album == album
    if case.photo is not None and (sibling or not later):
        await attach(session, case, source, at=at)
    else:
        case.photo = file_id  # every card to come carries it
        await copy_under_cards(session, case, source, cards.RELAY, at=at)
    if sibling:
        return Taken.FOLLOWS
    case.album = album
    await history.apply(session, case, Action.ADD, writer, at=at)
    await cards.refresh(session, case, policy, at=at)
    await corrections.offer(session, case, policy, at=at)
    await previews.refresh(session, case, policy, at=at)
    return Taken.SHOWN if later else Taken.ADDED


async def case_of_person(session: AsyncSession, writer: Actor) -> Case | None:
    """Return the one open case about a person that is this family's, None for none or several."""
    theirs = [
        case
        for found in (reporters.open_of, families.guarded_by, reporters.drafts_of)
        for case in await found(session, writer.id)
        if case.kind.is_person and case.state is not State.PENDING_CHECK
    ]
    case = whom_they_miss(theirs)
    return await history.load(session, case.key) if case is not None else None


def whom_they_miss(theirs: Sequence[Case]) -> Case | None:
    """Return the one missing person among somebody's cases, else the one person; None for several.

    Whom they have found since, a child where a grown-up is missed, is the one they speak of.
    """
    newest = max(
        (one for one in theirs if one.kind.is_person), key=lambda one: one.key, default=None
    )
    if newest is not None and newest.kind.is_found:
        missed = {one.kind.is_child for one in theirs if one.kind.is_lost}
        if newest.kind.is_child not in missed:
            return newest
    for alike in ([one for one in theirs if one.kind.is_lost], theirs):
        persons = {one.key: one for one in alike if one.kind.is_person}
        if len(persons) == 1:
            return next(iter(persons.values()))
    return None


async def take_pin(
    session: AsyncSession,
    source: tuple[int, int],
    writer: Actor,
    pin: tuple[float, float],
    policy: Policy,
    *,
    told: int | None,
    at: datetime,
) -> bool:
    """Add a pin (latitude, longitude) to the report it follows; else as `take_photo`."""
    case = await _just_reported(session, source[0], writer, told, at=at)
    if case is None and source[0] > 0:
        case = await case_of_person(session, writer)
    if case is None:
        return False
    moved = await _follow(session, case, pin)
    await attach(session, case, source, at=at)
    await history.apply(session, case, Action.ADD, writer, at=at)
    await cards.refresh(session, case, policy, at=at)
    if moved and (case.life_safety or case.state is not State.DRAFT):
        await desk.tell_staff(session, case, policy, at=at)
    return True


async def _follow(session: AsyncSession, case: Case, pin: tuple[float, float]) -> bool:
    """Let a pin say where a report is that names no place; returns whether another grid has it now.

    Once it is submitted only the position of somebody who is lost themselves brings it to others.
    """
    if case.lat is not None:
        return False
    case.lat, case.lon = pin
    node = await grid.nearest(session, *pin)
    free = case.place is None and (case.state is State.DRAFT or case.oneself)
    if node is None or not free or node.key == case.grid_id:
        return False
    case.grid_id = node.key
    return True


async def take_voice(
    session: AsyncSession, source: tuple[int, int], writer: Actor, policy: Policy, *, at: datetime
) -> bool:
    """Add a voice message to what its sender has just reported, or to their open case of a person.

    Returns False where it is a report of its own.
    """
    case = await _just_reported(session, source[0], writer, None, at=at)
    if case is None:
        persons = [one for one in await reporters.open_of(session, writer.id) if one.kind.is_person]
        case = await history.load(session, persons[0].key) if persons else None
    if case is None:
        return False
    await add_media(session, case, source, writer, policy, at=at)
    return True


async def add_media(
    session: AsyncSession,
    case: Case,
    source: tuple[int, int],
    writer: Actor,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Put somebody's voice, pin or file under every staff card; staff may answer under it."""
    await attach(session, case, source, slot=cards.VOICE, at=at)
    await history.apply(session, case, Action.ADD, writer, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _just_reported(
    session: AsyncSession, chat_id: int, writer: Actor, told: int | None, *, at: datetime
) -> Case | None:
    """Return the report of this person that they have just spoken of, else that they made here."""
    theirs = [
        *await reporters.drafts_of(session, writer.id),
        *await reporters.open_of(session, writer.id),
    ]
    lately = [one for one in theirs if one.chat_id == chat_id and one.opened_at > at - BESIDE]
    case = next((one for one in theirs if one.key == told), next(iter(lately), None))
    return await history.load(session, case.key) if case is not None else None


async def attach(
    session: AsyncSession,
    case: Case,
    source: tuple[int, int],
    *,
    slot: str = cards.RELAY,
    caption: str | None = None,
    at: datetime,
) -> None:
    """Put somebody's message (chat, message) under every staff card, and under those to come.

    The same message again changes nothing.
    """
    chat_id, message_id = source
    if await session.get(cases.Attachment, (case.key, chat_id, message_id)) is not None:
        return
    made = cases.Attachment(
        case_id=case.key,
        chat_id=chat_id,
        message_id=message_id,
        slot=slot,
        caption=caption,
        at=at,
    )
    session.add(made)
    await session.flush()
    await copy_under_cards(session, case, source, slot, caption=caption, at=at)


async def copy_under_cards(
    session: AsyncSession,
    case: Case,
    source: tuple[int, int],
    slot: str,
    *,
    caption: str | None = None,
    at: datetime,
) -> None:
    """Put somebody's message (chat, message) under the staff cards that stand.

    A photo is not shown twice to those among whom it was sent, and what goes with words told in
    confidence to nobody below the village (promise 9).
    """
    for card in await outbox.live_in_slot(session, case.key, cards.STAFF):
        if slot == cards.RELAY and card.chat_id == source[0]:
            continue
        if not await history.may_stand(session, case, card.chat_id, card.grid_id):
            continue
        place = saying.Place(card.chat_id, card.locale, card.topic)
        await saying.copy(
            session, source, place, case=case, answers=card, slot=slot, caption=caption, at=at
        )


async def heard(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note 已听: somebody on staff has listened to the voice message."""
    case, staff = await work_on(session, case_id, actor, at=at)
    _listened(case)
    await history.apply(session, case, Action.HEAR, staff, at=at)
    told = VoiceRelay(case.key, case.number, heard_by=staff.name, heard_at=at)
    for message in await outbox.live_in_slot(session, case.key, cards.VOICE):
        if message.op is outbox.Op.SEND:
            await saying.change(session, message, told, at=at, lane=Lane.DANGER)
    await cards.refresh(session, case, policy, at=at)
    return case


def _listened(case: Case) -> None:
    """Note that somebody knows what was said: nobody else need be told that it waits."""
    case.heard, case.unheard_at = True, None


async def voice_answered(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Return the case whose voice message stands in a staff group as this message."""
    message = await outbox.by_message(session, chat_id, message_id)
    return message.case_id if message is not None and message.slot == cards.VOICE else None


async def answer(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    text: str,
    policy: Policy,
    *,
    spoken: tuple[int, int] | None = None,
    at: datetime,
) -> bool:
    """Pass on what staff answer to a voice message; False for anybody else's words.

    `spoken` is the chat and message of an answer that is a voice itself. Raises Refusal where the reporter can't be written to.
    """
    case = await history.load(session, case_id)
    staff = await history.staff_of(session, case, actor)
    if staff is None:
        return False
    if case.reporter_id is None or not await cards.has_private_chat(session, case.reporter_id):
        raise Refusal("refusal-call-reporter")
    history.touched(case, staff, at=at)
    place = await cards.account_place(session, case.reporter_id, policy)
    said = StaffAnswer(case.number or 0, staff.name, text, at)
    await saying.send(session, said, place, at=at, lane=Lane.DANGER, case=case)
    if spoken is not None:
        slot = cards.ANSWER
        await saying.copy(session, spoken, place, case=case, answers=None, slot=slot, at=at)
    _listened(case)
    if case.is_open:
        await history.apply(session, case, Action.ANSWER, staff, at=at)
        await cards.refresh(session, case, policy, at=at)
    return True


async def due_photos(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return one entry while a photo is remembered for longer than its words may take."""
    return [0] if await conversation.photos_before(session, at - BESIDE) else []


async def forget_photos(session: AsyncSession, _key: int, _policy: Policy, *, at: datetime) -> None:
    """Forget who sent a photo where (promise 11)."""
    await conversation.forget_photos(session, at - BESIDE)

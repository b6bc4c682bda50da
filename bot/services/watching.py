"""Staff and partners of the grids that an alert reaches: told once, and asked to answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import AlertPost
from bot.domain.alerts import Level
from bot.domain.boards import Answer, Watch
from bot.domain.grid import Role, lineage, nearest
from bot.domain.policy import Policy
from bot.domain.posts import decode, encode
from bot.domain.states import Action
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import board, cards, history, saying
from bot.services.board import BOARD
from bot.services.rights import Actor
from bot.services.saying import AFTER_RESIDENTS, Place
from bot.storage import alerts, chats, everywhere, grid, outbox, people, rewording, watches
from bot.storage.alerts import Alert
from bot.storage.boards import WATCH
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Lane, Post, Purpose
from bot.storage.watches import TO_STAFF, Acknowledgement

ANSWER = frozenset({Role.WORKER, Role.DUTY, Role.PARTNER})
ANSWERED = frozenset({Level.RED, Level.ORANGE, Level.YELLOW})
"""A notice asks nothing of staff."""
AT_ONCE = 500
CLIMBS = frozenset({Level.RED, Level.ORANGE})
"""Of whose alerts, when they are about a person, the silence of staff goes up the ladder."""


@dataclass(frozen=True)
class _Watcher:
    """A chat to be told, the node it stands for, and whether partners read there."""

    place: Place
    partners: bool
    was: int | None = None
    """The group's id before it became a supergroup."""

    @property
    def node(self) -> int:
        assert self.place.grid_id is not None
        return self.place.grid_id


async def due(session: AsyncSession, _policy: Policy, _at: datetime) -> Sequence[int]:
    """Return the cases whose alert has reached grids that were not told of it on staff."""
    return await watches.to_tell(session)


async def tell(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: tell the nearest staff group of every grid whose residents hear, and partners.

    Some hundred at a time and behind the residents, so that publishing waits for none of them. A
    group that has the case's own card has the board instead; nobody is told twice.
    """
    case = await history.load(session, case_id)
    alert = await alerts.active(session, case.key)
    if alert is None or not alert.watching:
        return
    rows = await watches.reached(session, alert, most=AT_ONCE)
    alert.watching = len(rows) == AT_ONCE
    if not rows or alert.level not in ANSWERED:
        return
    alert.watched_to = rows[-1].delivery_id
    for ring in sorted({row.ring for row in rows}):
        its = [row for row in rows if row.ring == ring]
        nodes = {row.grid_id for row in its}
        await _spread(session, alert, case, policy, nodes, like=its[0], at=at)


async def _spread(
    session: AsyncSession,
    alert: Alert,
    case: Case,
    policy: Policy,
    nodes: Collection[int],
    *,
    like: watches.Reached,
    at: datetime,
) -> None:
    """Tell those who answer for some nodes of a ring, with sound if its residents heard it so."""
    paths = await grid.paths(session, nodes)
    line = {above for path in paths.values() for above in lineage(path)}
    groups = await chats.staff_at(session, line)
    known = await watches.standing_in(session, alert.key, (WATCH, BOARD))
    watchers = await _watchers(session, groups, set(paths.values()), line, policy)
    fresh = [one for one in watchers if not known.keys() & {one.place.chat_id, one.was}]
    for partners in (False, True):
        places = [watcher.place for watcher in fresh if watcher.partners is partners]
        if places:
            await saying.tell_watchers(
                session,
                await _words(session, alert, partners=partners, at=at),
                places,
                case=case,
                alert_id=alert.key,
                ring=like.ring,
                silent=like.silent,
                at=at,
            )
    standing = await watches.standing_in(session, alert.key, (WATCH, BOARD))
    begun = {standing[one.place.chat_id]: one.node for one in fresh if one.place.chat_id < 0}
    await watches.begin(session, alert.key, begun, due_at=_patient_until(alert, case, policy, at))
    speaks = {
        node: message
        for node, path in paths.items()
        if (group := nearest(path, groups)) and (message := _message_in(group[0], standing))
    }
    await watches.cover(session, alert.key, speaks)


def _message_in(group: chats.Chat, standing: dict[int, int]) -> int | None:
    return standing.get(group.id) or standing.get(group.was or 0)


def _patient_until(alert: Alert, case: Case, policy: Policy, at: datetime) -> datetime | None:
    climbs = case.kind.is_person and alert.level in CLIMBS
    return at + policy.unanswered if climbs and policy.unanswered else None


async def _watchers(
    session: AsyncSession,
    groups: dict[str, tuple[chats.Chat, int]],
    reached: Collection[str],
    line: Collection[str],
    policy: Policy,
) -> list[_Watcher]:
    """Return the nearest staff group of each path that is reached, then partners in private.

    Whoever has ever answered in their staff group reads there, and need not hear it twice.
    """
    partners = await people.appointed_at(session, line, Role.PARTNER)
    near = [group for path in reached if (group := nearest(path, groups))]
    with_partners = {group[0].id for _, node in partners if (group := nearest(node.path, groups))}
    found = {
        chat.id: _Watcher(cards.chat_place(chat, policy, node), chat.id in with_partners, chat.was)
        for chat, node in near
    }
    users = {one.user_id for one, _ in partners}
    reachable = await people.with_private_chat(session, users)
    reads = await watches.groups_of(session, users)
    for appointment, node in partners:
        account, group = reachable.get(appointment.user_id), nearest(node.path, groups)
        reads_there = group is not None and group[0].id in reads.get(appointment.user_id, ())
        if account is not None and not reads_there:
            place = Place(account.id, account.locale or policy.locale, grid_id=node.key)
            found.setdefault(place.chat_id, _Watcher(place, partners=True))
    return list(found.values())


async def _words(session: AsyncSession, alert: Alert, *, partners: bool, at: datetime) -> Post:
    """Say what the residents read now, as staff read it."""
    words = await session.get_one(Post, alert.post_id)
    told = decode(words.view, words.params)
    assert isinstance(told, AlertPost)
    shown = Watch(told, partners)
    return await saying.post(session, shown, case_id=alert.case_id, at=at, photo=words.photo)


async def acknowledge(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    word: Answer,
    under: tuple[int, int],
    at: datetime,
) -> None:
    """Note 已通知, 在巡查 or 已接手 under an alert; `under` is chat and message.

    For workers, duty and partners of that node or above it; of a node below it, where this group
    speaks for them. Raises Stale for a message that is none of these, Refusal once the alert is over.
    """
    message = await outbox.by_message(session, *under)
    if message is None or message.case_id != case_id or message.slot not in {WATCH, BOARD}:
        raise Stale
    if word is Answer.TAKEN_OVER:  # whoever changes the case stirs its boards, and so do we
        await history.load(session, case_id)
    await session.refresh(message, with_for_update=True)
    alert = await session.get_one(Alert, message.alert_id)
    name = await _called(session, actor, message, alert)
    if (await alerts.active(session, case_id)) != alert:
        raise Refusal("refusal-no-alert")
    key = (message.key, actor.id, word)
    if await session.get(Acknowledgement, key) is None:
        session.add(
            Acknowledgement(delivery_id=message.key, user_id=actor.id, word=word, at=at, name=name)
        )
        await session.flush()
    if message.acknowledged_at is None:
        message.acknowledged_at, message.acknowledged_by = at, actor.id
        await watches.end_silence(session, message.key, at=at)
    if message.slot == WATCH:
        await _redraw(session, message, at=at)
    await board.stir(session, alert, at=at)
    if word is Answer.TAKEN_OVER:
        await _write_down(session, case_id, Actor(actor.id, name), policy, at=at)


async def _called(session: AsyncSession, actor: Actor, message: Delivery, alert: Alert) -> str:
    """Return the actor's name on staff; raises NotAllowed for who has no part in this node."""
    case = await session.get_one(Case, alert.case_id)
    node = await session.get_one(grid.Grid, message.grid_id or case.grid_id)
    elsewhere = False
    for appointment, held in await people.appointments_of(session, actor.id):
        if appointment.role not in ANSWER:
            continue
        if node.path.startswith(held.path):
            return appointment.name
        if held.path.startswith(node.path):
            if await _speaks_for(session, message, held):
                return appointment.name
            elsewhere = True
    raise NotAllowed("refusal-answer-elsewhere" if elsewhere else None)


async def _speaks_for(session: AsyncSession, message: Delivery, node: grid.Grid) -> bool:
    """Whether the message stands in the nearest staff group of a node that has none of its own."""
    groups = await chats.staff_at(session, lineage(node.path))
    group = nearest(node.path, groups)
    return group is not None and group[0].id == message.chat_id


async def _redraw(session: AsyncSession, message: Delivery, *, at: datetime) -> None:
    latest = await rewording.latest_words(session, message)
    shown = decode(latest.view, latest.params) if latest else None
    if isinstance(shown, Watch):
        acks = await watches.acks_of(session, message.key)
        await saying.change(session, message, replace(shown, acks=acks), at=at, lane=Lane.CARDS)


async def _write_down(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Whoever has taken over stands on the case's own cards and in its history."""
    case = await history.load(session, case_id)
    await history.apply(session, case, Action.TAKE_OVER, actor, at=at)
    await cards.refresh(session, case, policy, at=at)


async def correct(session: AsyncSession, alert: Alert, words: Post, *, at: datetime) -> None:
    """Put better words, or another photo, in every message to staff; their answers stay."""
    told = decode(words.view, words.params)
    assert isinstance(told, AlertPost)
    corrected: dict[int, Watch] = {}
    for before in await watches.words_of(session, alert.key):
        shown = decode(before.view, before.params)
        assert isinstance(shown, Watch)
        corrected[before.key] = replace(shown, alert=told)
        better = await saying.post(
            session,
            corrected[before.key],
            case_id=alert.case_id,
            at=at,
            photo=words.photo,
        )
        these = TO_STAFF & (col(Delivery.post_id) == before.key)
        await everywhere.reword(session, alert.key, better, whose=these)
        await everywhere.change(
            session, alert.key, better, Purpose.UPDATE, at=at, whose=these, rank=AFTER_RESIDENTS
        )
    await _keep_answers(session, alert, corrected, photo=words.photo, at=at)


async def _keep_answers(
    session: AsyncSession,
    alert: Alert,
    corrected: dict[int, Watch],
    *,
    photo: str | None,
    at: datetime,
) -> None:
    """Let the edit that waits for each answered message say what was answered, too.

    However many there are, it is a handful of statements. `corrected`: post → what it says now.
    """
    acks = await watches.acks_of_all(session, alert.key)
    edits, posts = [], []
    for message, edit in await watches.edits_of_answered(session, alert.key):
        shown = corrected.get(message.post_id or 0)
        if shown is not None:
            view, params = encode(replace(shown, acks=acks.get(message.key, ())))
            case_id = alert.case_id
            posts.append(
                Post(view=view, params=params, photo=photo, case_id=case_id, created_at=at)
            )
            edits.append(edit)
    session.add_all(posts)
    await session.flush()
    for edit, post in zip(edits, posts, strict=True):
        edit.post_id = post.id
    await session.flush()


async def end(
    session: AsyncSession, alert: Alert, words: Post, purpose: Purpose, *, at: datetime
) -> None:
    """Put the closing words in the place of every message to staff, after the residents'."""
    await everywhere.give_up(session, alert.key, "case closed", whose=TO_STAFF)
    await everywhere.change(
        session, alert.key, words, purpose, at=at, whose=TO_STAFF, rank=AFTER_RESIDENTS
    )

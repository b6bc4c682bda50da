"""A notice from its first word to its end: written, looked at, confirmed, paused, changed, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ahead import Ahead, NoSuchDay, read_ahead
from bot.domain.alert_cards import ScopeNode
from bot.domain.grid import Role
from bot.domain.notices import (
    DAYS_MOST,
    GOOD_FOR,
    LONGEST,
    LONGEST_SOURCE,
    TAKEN_BACK_WITHIN,
    Done,
    NoticeAsked,
    NoticeCard,
    NoticeLine,
    NoticeState,
    NoticeStep,
    Repeat,
    Rhythm,
)
from bot.domain.policy import Policy
from bot.domain.themes import Theme
from bot.errors import NotAllowed, NotFound, Refusal, Stale, Unfit
from bot.services import cards, desk, notice_runs, saying, scopes
from bot.services.notice_runs import groups_of, post_of, rhythm_of, write_down
from bot.services.rights import HANDLERS, Actor, as_staff
from bot.storage import notice_groups, notices, quizzes
from bot.storage.grid import Grid
from bot.storage.notices import Notice
from bot.storage.outbox import Lane, Status

FURTHEST = timedelta(days=366)
"""Nobody plans a first day later than that."""
DRAFT_KEPT = timedelta(days=1)
ONLY_DUTY = frozenset({Role.DUTY})
SEPARATES = " ，,。：:、\n\t"


@dataclass(frozen=True)
class Words:
    """What somebody wrote for residents, with what goes along."""

    text: str
    photo: str | None = None
    file: tuple[int, int] | None = None


async def require_writer(session: AsyncSession, actor: Actor) -> list[Grid]:
    """Return the nodes that somebody may tell something; raises NotAllowed for none."""
    own = await scopes.own_nodes(session, actor)
    if not own:
        raise NotAllowed("refusal-remind-staff")
    return own


async def listed(
    session: AsyncSession, actor: Actor
) -> tuple[list[NoticeLine], list[NoticeLine], bool]:
    """Return the actor's own notices, and others' below the nodes that they oversee, if any."""
    own = await require_writer(session, actor)
    mine = await notices.of_author(session, actor.id)
    overseen = [node.path for node in own if await _oversees(session, actor, [node])]
    others = await notices.below(session, overseen, but=actor.id) if overseen else []
    return [_line(one) for one in mine], [_line(one) for one in others], bool(overseen)


def _line(notice: Notice) -> NoticeLine:
    return NoticeLine(notice.key, notice.state, notice.theme, notice.text, notice.next_at)


async def _oversees(session: AsyncSession, actor: Actor, nodes: Sequence[Grid]) -> bool:
    for node in nodes:
        staff = await as_staff(session, actor, node.path)
        if staff is None or not staff.oversees:
            return False
    return bool(nodes)


async def write(
    session: AsyncSession, actor: Actor, words: Words, *, policy_news: bool = False, at: datetime
) -> int:
    """Begin a notice in one's own words; returns its number. Raises Unfit for too many of them."""
    _require_short(words)
    return await _begin(
        session,
        actor,
        Notice(
            text=words.text.strip(),
            photo=words.photo,
            file_chat=words.file[0] if words.file else None,
            file_message=words.file[1] if words.file else None,
            policy=policy_news,
            created_at=at,
        ),
    )


async def take_theme(session: AsyncSession, actor: Actor, theme: Theme, *, at: datetime) -> int:
    """Begin a notice of a theme of the calendar; returns its number."""
    return await _begin(session, actor, Notice(theme=theme, created_at=at))


async def write_in_a_line(
    session: AsyncSession, actor: Actor, words: Words, policy: Policy, *, at: datetime
) -> int:
    """Begin what `明早8点 明天停水` says: a time of the clock, then what residents read."""
    said = _said(words.text, policy, at)
    if said is None or not said.has_clock or not _is_apart(words.text, said.rest):
        return await write(session, actor, words, at=at)
    key = await write(session, actor, Words(said.rest, words.photo, words.file), at=at)
    if not said.now:
        _move(await session.get_one(Notice, key), said, policy, at)
    return key


def _is_apart(text: str, rest: str) -> bool:
    return bool(rest) and text.strip()[: -len(rest)][-1:] in SEPARATES


def _require_short(words: Words) -> None:
    if not words.text.strip():
        raise Unfit("refusal-remind-words")
    if len(words.text.strip()) > LONGEST:
        raise Unfit("refusal-remind-long", most=LONGEST)


async def _begin(session: AsyncSession, actor: Actor, notice: Notice) -> int:
    own = await require_writer(session, actor)
    await notices.forget_drafts(session, actor.id, before=notice.created_at - DRAFT_KEPT)
    staff = await as_staff(session, actor, own[0].path)
    assert staff is not None
    notice.author_id, notice.author_name, notice.by = actor.id, staff.name, own[0].name
    session.add(notice)
    await session.flush()
    await notices.set_scope(session, notice.key, [own[0].key])
    return notice.key


async def card(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> NoticeCard:
    """Return a notice as it stands, for who wrote it or oversees it."""
    notice = await _theirs(session, notice_id, actor)
    nodes = await notices.scope_of(session, notice.key)
    sent = await notice_groups.by_status(session, notice.key)
    waits, not_sent = await _left_out(session, notice, sent)
    steps = [
        NoticeStep(line.done, line.actor, line.at, line.note)
        for line in await notices.steps(session, notice.key)
    ]
    answered, right = 0, 0
    if notice.theme is not None and notice.state is not NoticeState.DRAFT:
        paths = [node.path for node in nodes]
        answered, right = await quizzes.answered(session, notice.theme, paths)
    since = at - TAKEN_BACK_WITHIN
    return NoticeCard(
        notice_id=notice.key,
        state=notice.state,
        post=post_of(notice),
        mine=notice.author_id == actor.id,
        author=notice.author_name,
        groups=await notice_groups.count(session, await groups_of(session, notice)),
        nodes=tuple(node.name for node in nodes),
        next_at=notice.next_at or (_first(notice, policy, at) if notice.first_on else None),
        repeat=notice.repeat,
        times=notice.times,
        until=notice.until or _ends(notice, policy, at),
        now=notice.first_on is None,
        policy_news=notice.policy,
        sent=sent.get(Status.SENT, 0) + sent.get(Status.UNKNOWN, 0),
        waiting=waits,
        not_sent=not_sent,
        missed=tuple(
            run.fire_at for run in await notices.runs_of(session, notice.key) if run.missed
        ),
        steps=tuple(steps),
        answered=answered,
        right=right,
        may_take_back=await notice_groups.standing(session, notice.key, since=since),
    )


async def _left_out(
    session: AsyncSession, notice: Notice, sent: dict[Status, int]
) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many groups will still hear it, and why others have not."""
    waits = sum(sent.get(status, 0) for status in (Status.QUEUED, Status.RETRYING, Status.SENDING))
    why: dict[str, int] = {}
    for is_open, reason, count in await notice_groups.counts(session, notice.key):
        if is_open and reason != "muted":
            waits += count
        else:
            why[reason or "day"] = why.get(reason or "day", 0) + count
    for status in (Status.REFUSED, Status.DROPPED):
        if sent.get(status):
            why[status] = sent[status]
    return waits, tuple(why.items())


def _first(notice: Notice, policy: Policy, at: datetime) -> datetime:
    return rhythm_of(notice, policy.timezone, at).nth(0)


def _ends(notice: Notice, policy: Policy, at: datetime) -> datetime | None:
    """Return when a notice ends where nobody has said: a single one soon, a series not by itself."""
    if notice.repeat is not Repeat.ONCE:
        return None
    return _first(notice, policy, at) + GOOD_FOR


async def preview(session: AsyncSession, notice_id: int, actor: Actor) -> Notice:
    """Return a notice that the actor may look at; raises NotFound."""
    return await _theirs(session, notice_id, actor)


async def _theirs(session: AsyncSession, notice_id: int, actor: Actor) -> Notice:
    """Return a notice of the actor's, or one that they oversee; raises NotFound for any other."""
    notice = await session.get(Notice, notice_id, with_for_update=True)
    if notice is None:
        raise NotFound("refusal-no-notice")
    await require_writer(session, actor)
    if notice.author_id != actor.id:
        nodes = await notices.scope_of(session, notice.key)
        hidden = notice.state in {NoticeState.DRAFT, NoticeState.DELETED}
        if hidden or not await _oversees(session, actor, nodes):
            raise NotFound("refusal-no-notice")
    return notice


async def _written_by(
    session: AsyncSession, notice_id: int, actor: Actor, *states: NoticeState
) -> Notice:
    """Return the actor's own notice while it may still be changed; raises Stale otherwise."""
    notice = await _theirs(session, notice_id, actor)
    if notice.author_id != actor.id:
        raise NotAllowed("refusal-remind-others")
    if notice.state not in states:
        raise Stale
    return notice


CHANGED = (NoticeState.DRAFT, NoticeState.ACTIVE, NoticeState.PAUSED)


async def rewrite(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    words: Words,
    *,
    at: datetime,
) -> None:
    """Put other words in; what has gone out stays as it is, what waits says the new ones."""
    notice = await _written_by(session, notice_id, actor, *CHANGED)
    _require_short(words)
    notice.theme, notice.text, notice.photo = None, words.text.strip(), words.photo
    notice.file_chat, notice.file_message = words.file or (None, None)
    await session.flush()
    if notice.state is NoticeState.DRAFT:
        return
    post = await saying.post(session, post_of(notice), case_id=None, at=at)
    with_photo = bool(notice.photo or words.file)
    await notice_groups.reword(session, notice.key, post, with_photo=with_photo)
    write_down(session, notice, Done.REWRITTEN, actor, at=at)


async def set_source(session: AsyncSession, notice_id: int, actor: Actor, words: str) -> None:
    """Note who has decided what a policy notice tells."""
    notice = await _written_by(session, notice_id, actor, NoticeState.DRAFT)
    source = " ".join(words.split())
    if not source or len(source) > LONGEST_SOURCE:
        raise Unfit("refusal-remind-source-long", most=LONGEST_SOURCE)
    notice.source = source


async def set_time(
    session: AsyncSession, notice_id: int, actor: Actor, words: str, policy: Policy, *, at: datetime
) -> None:
    """Note when it goes out; raises Unfit for what is no time, has passed, or is at night."""
    notice = await _written_by(session, notice_id, actor, *CHANGED)
    said = _said(words, policy, at)
    if said is None or not said.has_hour:
        raise Unfit("refusal-remind-time")
    if said.now:
        require_awake(policy, at)
        notice.first_on, notice.minute = None, 0
    else:
        _move(notice, said, policy, at)
    if notice.state is NoticeState.DRAFT:
        return
    if said.now:
        _fix_day(notice, policy, at)
    if notice.until is not None and notice.until <= _first(notice, policy, at):
        raise Unfit("refusal-remind-until")
    if notice.state is NoticeState.ACTIVE:
        notice.next_at = at if said.now else rhythm_of(notice, policy.timezone, at).after(at)
    write_down(session, notice, Done.MOVED, actor, at=at)


def _said(words: str, policy: Policy, at: datetime) -> Ahead | None:
    try:
        return read_ahead(words, at, policy.timezone)
    except NoSuchDay:
        raise Unfit("refusal-no-such-day") from None


def _move(notice: Notice, said: Ahead, policy: Policy, at: datetime) -> None:
    local = said.at.astimezone(policy.timezone)
    if said.at <= at:
        raise Unfit("refusal-remind-passed")
    if said.at > at + FURTHEST:
        raise Unfit("refusal-remind-far")
    require_awake(policy, said.at)
    notice.first_on, notice.minute = local.date(), local.hour * 60 + local.minute


def _fix_day(notice: Notice, policy: Policy, at: datetime) -> None:
    local = at.astimezone(policy.timezone)
    notice.first_on, notice.minute = local.date(), local.hour * 60 + local.minute


def require_awake(policy: Policy, at: datetime) -> None:
    """Raise Unfit for an hour at which nobody is disturbed, naming the next one that will do."""
    night = policy.night_until(at)
    if night is None:
        return
    local = night.astimezone(policy.timezone)
    raise Unfit("refusal-remind-quiet", month=local.month, day=local.day, time=f"{local:%H:%M}")


async def set_repeat(session: AsyncSession, notice_id: int, actor: Actor, choice: str) -> None:
    """Note how often it comes: `weekly`, or `daily.5` for five days."""
    notice = await _written_by(session, notice_id, actor, NoticeState.DRAFT)
    word, _, days = choice.partition(".")
    if word not in set(Repeat) or (days and not days.isdecimal()):
        raise Stale
    times = int(days) if days else None
    if times is not None and not 1 < times <= DAYS_MOST:
        raise Stale
    notice.repeat, notice.times = Repeat(word), times


async def set_days(
    session: AsyncSession, notice_id: int, actor: Actor, days: int, policy: Policy, *, at: datetime
) -> None:
    """Note for how many days it is worth reading, 0: as long as nobody ends it."""
    notice = await _written_by(session, notice_id, actor, NoticeState.DRAFT)
    if not 0 <= days <= FURTHEST.days:
        raise Stale
    notice.until = _first(notice, policy, at) + timedelta(days=days) if days else None


async def set_until(
    session: AsyncSession, notice_id: int, actor: Actor, words: str, policy: Policy, *, at: datetime
) -> None:
    """Note until when; a day counts to its end. Raises Unfit for what ends before it begins."""
    notice = await _written_by(session, notice_id, actor, NoticeState.DRAFT)
    said = _said(words, policy, at)
    if said is None or said.now:
        raise Unfit("refusal-remind-day")
    ends = said.at
    if not said.has_clock:
        ends = datetime.combine(said.at.date(), time(23, 59), policy.timezone)
    if ends <= max(_first(notice, policy, at), at):
        raise Unfit("refusal-remind-until")
    notice.until = ends


async def scope(
    session: AsyncSession, notice_id: int, actor: Actor, *, above: int, toggle: int | None = None
) -> tuple[int, tuple[ScopeNode, ...]]:
    """Take a node in or out; returns what may be chosen under a node, see `scopes.choices`."""
    notice = await _written_by(session, notice_id, actor, NoticeState.DRAFT)
    chosen: Sequence[Grid] = await notices.scope_of(session, notice.key)
    if toggle is not None:
        chosen = await scopes.toggled(session, chosen, toggle)
        await _require_nodes(session, actor, chosen)
        await notices.set_scope(session, notice.key, [node.key for node in chosen])
        notice.by = chosen[0].name if len(chosen) == 1 else await _top_name(session, actor)
    return await scopes.choices(session, chosen, actor, above)


async def above(session: AsyncSession, actor: Actor, grid_id: int) -> int:
    """Return the node over this one that the actor works for, 0 for the top of what is theirs."""
    return await scopes.above(session, actor, grid_id)


async def _top_name(session: AsyncSession, actor: Actor) -> str:
    return (await scopes.own_nodes(session, actor))[0].name


async def _require_nodes(session: AsyncSession, actor: Actor, nodes: Sequence[Grid]) -> None:
    for node in nodes:
        if await as_staff(session, actor, node.path, HANDLERS) is None:
            raise NotAllowed("refusal-scope")


async def confirm(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Let it go out, at its time; what a whole town hears waits for a second person (promise 10)."""
    notice = await _written_by(session, notice_id, actor, NoticeState.DRAFT)
    nodes = await notices.scope_of(session, notice.key)
    await _require_nodes(session, actor, nodes)
    groups = await notice_groups.count(session, await groups_of(session, notice))
    if not groups:
        raise Refusal("refusal-remind-nowhere")
    if notice.policy and not (notice.source and notice.until):
        raise Refusal("refusal-remind-source")
    _require_to_come(notice, policy, at)
    write_down(session, notice, Done.CONFIRMED, actor, at=at)
    if not await scopes.cover_a_town(session, nodes):
        _activate(notice, policy, at)
        return
    notice.state = NoticeState.ASKED
    asked = _asked(notice, nodes, groups, policy, at)
    for place in await desk.duty_places(session, [node.path for node in nodes], policy):
        await saying.send(session, asked, place, at=at, lane=Lane.CARDS, slot=_slot(notice))


def _require_to_come(notice: Notice, policy: Policy, at: datetime) -> None:
    first = _first(notice, policy, at)
    if notice.first_on is not None and first <= at:
        raise Refusal("refusal-remind-passed")
    require_awake(policy, first if notice.first_on else at)
    if notice.until is not None and notice.until <= max(first, at):
        raise Refusal("refusal-remind-until")


def _activate(notice: Notice, policy: Policy, at: datetime) -> None:
    if notice.repeat is Repeat.ONCE and notice.until is None:
        notice.until = _ends(notice, policy, at)
    notice.state = NoticeState.ACTIVE
    if notice.first_on is None:
        _fix_day(notice, policy, at)
        notice.next_at = at
    else:
        notice.next_at = _first(notice, policy, at)


def _slot(notice: Notice) -> str:
    return f"asked:{notice.key}"


def _asked(
    notice: Notice,
    nodes: Sequence[Grid],
    groups: int,
    policy: Policy,
    at: datetime,
) -> NoticeAsked:
    return NoticeAsked(
        notice_id=notice.key,
        who=notice.author_name,
        grid=nodes[0].name,
        groups=groups,
        post=post_of(notice),
        goes_at=_first(notice, policy, at) if notice.first_on else None,
    )


async def decide(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    policy: Policy,
    *,
    agrees: bool,
    at: datetime,
) -> NoticeAsked:
    """Answer as the second person: another one on duty over every node. Raises Stale once decided."""
    notice = await session.get(Notice, notice_id, with_for_update=True)
    if notice is None or notice.state is not NoticeState.ASKED:
        raise Stale
    nodes = await notices.scope_of(session, notice.key)
    for node in nodes:
        if await as_staff(session, actor, node.path, ONLY_DUTY) is None:
            raise NotAllowed("refusal-remind-second")
    if agrees and actor.id == notice.author_id:
        raise NotAllowed("refusal-remind-second")
    groups = await notice_groups.count(session, await groups_of(session, notice))
    asked = _asked(notice, nodes, groups, policy, at)
    if agrees:
        _require_to_come(notice, policy, at)
        _activate(notice, policy, at)
    else:
        notice.state = NoticeState.PAUSED
    write_down(session, notice, Done.AGREED if agrees else Done.REFUSED, actor, at=at)
    return await _tell_decided(session, notice, asked, actor, policy, agrees=agrees, at=at)


async def _tell_decided(
    session: AsyncSession,
    notice: Notice,
    asked: NoticeAsked,
    actor: Actor,
    policy: Policy,
    *,
    agrees: bool,
    at: datetime,
) -> NoticeAsked:
    decided = NoticeAsked(
        **(asked.__dict__ | {"verdict": agrees, "by": actor.name, "decided_at": at})
    )
    for message in await notice_groups.asked(session, _slot(notice)):
        await saying.change(session, message, decided, at=at, lane=Lane.CARDS)
        message.slot = None
    author = notice.author_id
    if author is not None and author != actor.id and await cards.has_private_chat(session, author):
        place = await cards.account_place(session, author, policy)
        await saying.send(session, decided, place, at=at, lane=Lane.CARDS)
    return decided


async def drop(session: AsyncSession, notice_id: int, actor: Actor) -> None:
    """Forget a draft."""
    notice = await _written_by(session, notice_id, actor, NoticeState.DRAFT)
    await session.delete(notice)


async def pause(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> None:
    """Let nothing more of it go out until somebody lets it go on."""
    notice = await _theirs(session, notice_id, actor)
    if notice.state not in {NoticeState.ACTIVE, NoticeState.OVER}:
        raise Stale
    await notice_runs.stop(session, notice, Done.PAUSED, actor, at=at)


async def resume(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Let it go on with what is still to come; raises Refusal where nothing is."""
    notice = await _theirs(session, notice_id, actor)
    if notice.state is not NoticeState.PAUSED:
        raise Stale
    following = rhythm_of(notice, policy.timezone, at).after(at) if notice.first_on else None
    if following is None:
        raise Refusal("refusal-remind-over")
    if notice.author_id is not None:
        author = Actor(notice.author_id, notice.author_name)
        await _require_nodes(session, author, await notices.scope_of(session, notice.key))
    notice.state, notice.next_at = NoticeState.ACTIVE, following
    write_down(session, notice, Done.RESUMED, actor, at=at)


async def skip(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Leave the next occurrence out."""
    notice = await _theirs(session, notice_id, actor)
    was = notice.next_at
    if was is None:
        raise Stale
    rhythm: Rhythm = rhythm_of(notice, policy.timezone, was)
    await notices.move_on(session, notice, was=was, new=rhythm.after(was))
    note = f"{was.astimezone(policy.timezone):%m-%d %H:%M}"
    write_down(session, notice, Done.SKIPPED, actor, note=note, at=at)


async def delete(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> None:
    """End it for good; what stands in groups may be taken back as long as Telegram deletes it."""
    notice = await _theirs(session, notice_id, actor)
    if notice.state in {NoticeState.DRAFT, NoticeState.DELETED}:
        raise Stale
    await notice_runs.stop(session, notice, Done.DELETED, actor, at=at)
    notice.state = NoticeState.DELETED


async def take_back(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> int:
    """Have every message deleted that Telegram still deletes; returns how many."""
    notice = await _theirs(session, notice_id, actor)
    await notice_groups.drop(session, notice.key, "taken back")
    since = at - TAKEN_BACK_WITHIN
    gone = await notice_groups.take_back(session, notice.key, since=since, at=at)
    if gone:
        write_down(session, notice, Done.TAKEN_BACK, actor, note=str(gone), at=at)
    return gone

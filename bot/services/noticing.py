"""Writing a notice: its words, when it goes out and how often, where to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.addressees import audience_of
from bot.domain.ahead.beginning import Ahead, NoSuchDay, NoSuchHour, read_ahead
from bot.domain.ahead.days import read_span
from bot.domain.alert_cards import ScopeNode
from bot.domain.grid import Audience
from bot.domain.notices import (
    DAYS_MOST,
    LONGEST,
    LONGEST_SOURCE,
    Done,
    NoticeState,
    Repeat,
    may_repeat,
)
from bot.domain.policy import Policy
from bot.domain.themes import Theme
from bot.errors import Refusal, Stale, Unfit
from bot.services import budgets, notice_authors, saying, scopes
from bot.services import notice_board as board
from bot.services.notice_facts import groups_of, post_of, rhythm_of
from bot.services.notice_runs import comes, rest, write_down
from bot.services.notice_start import begin_with_next, fix_day
from bot.services.rights import Actor, as_staff
from bot.storage import grid, notice_days, notice_messages, notices
from bot.storage.grid import Grid
from bot.storage.notices import Notice

FURTHEST = timedelta(days=366)
"""Nobody plans a first day later than that."""
DRAFT_KEPT = timedelta(days=1)
ADDRESS = re.compile(
    r"(?P<to>发?给|for |to )?(?P<name>[^\s，,：:]{2,20}?)[发说讲]?[\s，,：:]+(?=\S)"
)
REMINDS = re.compile(
    r"(?:(?:提醒|通知)(?:一下)?(?:(?:大家|各位)(?:一声)?|(?:(?:居民|业主|住户)们?)?(?=[：:，,\s]))"
    r"|(?:发[送布出]?|推送)(?=[：:，,\s]))[：:，,\s]*(?=\S\S)"
)
"""明早8点提醒大家：…, 7月5日9点发 …: says when it goes out, and to do what is done anyway."""
SEPARATES = " ，,。：:、\n\t"
CHANGED = (NoticeState.DRAFT, NoticeState.ACTIVE, NoticeState.PAUSED)


@dataclass(frozen=True)
class Words:
    """What somebody wrote for residents, with what goes along."""

    text: str
    photo: str | None = None
    file: tuple[int, int] | None = None


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


async def go_at(
    session: AsyncSession, key: int, said: Ahead | None, policy: Policy, *, at: datetime
) -> None:
    """Let a draft go out when, and as often as, its line says so."""
    if said is not None and not said.now:
        notice = await session.get_one(Notice, key)
        _move(notice, said, policy, at)
        _come_again(notice, said)


def at_night(said: Ahead | None, policy: Policy, at: datetime) -> datetime | None:
    """Return the hour to come that a line names and at which nobody is disturbed, if it does."""
    if said is None or said.now or said.at <= at or policy.night_until(said.at) is None:
        return None
    return said.at


def _come_again(notice: Notice, said: Ahead) -> None:
    if said.every and (notice.theme is None or may_repeat(notice.theme, Repeat(said.every))):
        notice.repeat, notice.times = Repeat(said.every), None


def said_first(text: str, policy: Policy, at: datetime) -> tuple[Ahead | None, str]:
    """Return with which time of the clock a line begins, if with one, and what it says then.

    Raises Unfit for a time and nothing more, and for a day set apart without an hour: whether it
    goes out then, or only tells of that day, the writer knows.
    """
    said = _said(text, policy, at)
    if said is None:
        return None, text
    if not said.rest:
        raise Unfit("refusal-remind-only-time")
    before = text.strip()[: -len(said.rest)]
    reminds = REMINDS.match(said.rest)
    if said.has_clock and reminds is not None:
        return said, said.rest[reminds.end() :]
    if said.has_clock and (before[-1:] in SEPARATES or _names_readers(said.rest)):
        return said, said.rest
    ahead = said.at + timedelta(days=1) > at
    if said.has_day and not said.has_clock and before[-1:].isspace() and ahead:
        raise Unfit("refusal-remind-hour")
    return None, text


def _names_readers(text: str) -> bool:
    """Whether a line begins with whose groups it is for: 给网格员发."""
    found = ADDRESS.match(text)
    return found is not None and bool(found["to"]) and audience_of(found["name"])[1] is not None


def said_last(text: str, policy: Policy, at: datetime) -> Ahead | None:
    """Return the time of the clock that a text is, if it is nothing but that."""
    said = _said(text, policy, at)
    return said if said is not None and said.has_clock and not said.rest else None


@dataclass(frozen=True)
class Address:
    """For which node a line is, and for whose groups there, as far as it says so."""

    node: Grid | None = None
    audience: Audience | None = None


async def addressed(session: AsyncSession, actor: Actor, text: str) -> tuple[Address, str]:
    """Return for whom a line is, and its words: 给香樟社区, 给网格员, or a code before them.

    Raises NotAllowed for a node that is not the actor's.
    """
    found = ADDRESS.match(text)
    if found is None:
        return Address(), text
    name, audience = audience_of(found["name"]) if found["to"] else (found["name"], None)
    node = await grid.by_code(session, name) if name else None
    if node is None and name and found["to"]:
        node = await grid.called(session, name)
    if node is None and (name or audience is None):
        return Address(), text
    if node is not None:
        await board.require_nodes(session, actor, [node])
    return Address(node, audience), text[found.end() :]


async def address(session: AsyncSession, key: int, to: Address) -> None:
    """Let a draft go to whom its line names."""
    notice = await session.get_one(Notice, key)
    notice.audience = to.audience
    if to.node is not None:
        await notices.set_scope(session, key, [to.node.key])
        notice.by = to.node.name


def _require_short(words: Words) -> None:
    if not words.text.strip():
        raise Unfit("refusal-remind-words")
    if len(words.text.strip()) > LONGEST:
        raise Unfit("refusal-remind-long", most=LONGEST)


async def _begin(session: AsyncSession, actor: Actor, notice: Notice) -> int:
    own = await board.require_writer(session, actor)
    await notices.forget_drafts(session, actor.id, before=notice.created_at - DRAFT_KEPT)
    staff = await as_staff(session, actor, own[0].path)
    assert staff is not None
    notice.author_id, notice.author_name, notice.by = actor.id, staff.name, own[0].name
    session.add(notice)
    await session.flush()
    await notices.set_scope(session, notice.key, [own[0].key])
    return notice.key


async def require_rewritable(session: AsyncSession, notice_id: int, actor: Actor) -> None:
    """Raise Refusal where nothing of the actor's notice is still to come, or two have agreed to it."""
    notice = await board.written_by(session, notice_id, actor, *CHANGED, NoticeState.OVER)
    stands = await notice_messages.editable(session, notice.key)
    if notice.state is NoticeState.OVER and not stands and not await comes(session, notice):
        raise Refusal("refusal-remind-over")
    nodes = await notices.scope_of(session, notice.key)
    if await scopes.cover_a_town(session, nodes) and not (
        notice.state is NoticeState.DRAFT or await board.wants_a_second(session, notice, nodes)
    ):
        raise Refusal("refusal-remind-agreed")


async def rewrite(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    words: Words,
    *,
    at: datetime,
) -> None:
    """Put other words in; what waits says the new ones, and what stands where nothing else is to come."""
    await require_rewritable(session, notice_id, actor)
    notice = await session.get_one(Notice, notice_id)
    _require_short(words)
    goes_on = await comes(session, notice)
    if words.file and not goes_on:
        raise Unfit("refusal-remind-file-stays")
    drafted = notice.state is NoticeState.DRAFT
    notice.theme, notice.text, notice.photo = None, words.text.strip(), words.photo
    notice.rewritten_at = at
    notice.file_chat, notice.file_message = words.file or (None, None)
    await session.flush()
    if drafted:
        return
    post = await saying.post(session, post_of(notice), case_id=None, at=at)
    with_photo = bool(notice.photo or words.file)
    await notice_messages.reword(session, notice.key, post, with_photo=with_photo)
    await write_down(session, notice, Done.REWRITTEN, actor, at=at)
    if not goes_on:
        await replace_sent(session, notice_id, actor, at=at)


async def replace_sent(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> int:
    """Let what stands of the last occurrence say the new words, in its place; returns how many do."""
    await require_rewritable(session, notice_id, actor)
    notice = await session.get_one(Notice, notice_id)
    words = replace(post_of(notice), corrected=True)
    post = await saying.post(session, words, case_id=None, at=at)
    with_photo = notice.photo is not None
    changed = await notice_messages.replace(session, notice.key, post, with_photo=with_photo, at=at)
    if changed:
        await write_down(session, notice, Done.REPLACED, actor, note=str(changed), at=at)
    return changed


async def set_source(session: AsyncSession, notice_id: int, actor: Actor, words: str) -> None:
    """Note who has decided what a policy notice tells."""
    notice = await board.written_by(session, notice_id, actor, NoticeState.DRAFT)
    source = " ".join(words.split())
    if not source or len(source) > LONGEST_SOURCE:
        raise Unfit("refusal-remind-source-long", most=LONGEST_SOURCE)
    notice.source = source


async def set_time(
    session: AsyncSession, notice_id: int, actor: Actor, words: str, policy: Policy, *, at: datetime
) -> None:
    """Note when it goes out; raises Unfit for what is no time, has passed, or is at night."""
    notice = await board.written_by(session, notice_id, actor, *CHANGED)
    if notice.repeat is Repeat.ONCE and await notices.runs_of(session, notice.key):
        raise Refusal("refusal-remind-begun")
    said = _said(words, policy, at)
    drafted = notice.state is NoticeState.DRAFT
    if said is None or not said.has_hour or (said.every and not drafted):
        raise Unfit("refusal-remind-time")
    if said.now:
        board.require_awake(policy, at)
        notice.first_on, notice.minute = None, 0
        notice.skipped = None
    else:
        _move(notice, said, policy, at)
    if drafted:
        _come_again(notice, said)
        return
    if said.now and not await board.wants_a_second(
        session, notice, await notices.scope_of(session, notice.key)
    ):
        fix_day(notice, policy, at)
    if notice.until is not None and notice.until <= board.first(notice, policy, at):
        raise Unfit("refusal-remind-until")
    if notice.state is NoticeState.ACTIVE:
        notice.next_at = at if said.now else rhythm_of(notice, policy.timezone, at).after(at)
        await budgets.expect(session, notice, policy, at)
        await notice_authors.doubt(session, notice, at=at)
    await write_down(session, notice, Done.MOVED, actor, at=at)


def _said(words: str, policy: Policy, at: datetime) -> Ahead | None:
    try:
        return read_ahead(words, at, policy.timezone)
    except NoSuchHour:
        raise Unfit("refusal-remind-time") from None
    except NoSuchDay:
        raise Unfit("refusal-no-such-day") from None


def _move(notice: Notice, said: Ahead, policy: Policy, at: datetime) -> None:
    local = said.at.astimezone(policy.timezone)
    if said.at <= at:
        raise Unfit("refusal-remind-passed")
    if said.at > at + FURTHEST:
        raise Unfit("refusal-remind-far")
    board.require_awake(policy, said.at)
    notice.skipped = None
    notice.first_on, notice.minute = local.date(), local.hour * 60 + local.minute


async def _planned(session: AsyncSession, notice_id: int, actor: Actor) -> Notice:
    """Return the actor's notice whose plan may change."""
    notice = await board.written_by(session, notice_id, actor, *CHANGED)
    if notice.repeat is Repeat.ONCE and await notices.runs_of(session, notice.key):
        raise Refusal("refusal-remind-begun")
    return notice


async def _let_rest(session: AsyncSession, notice: Notice, actor: Actor, at: datetime) -> None:
    """Whose plan changes goes out no more until its author has seen the new one and lets it go on."""
    if notice.state is NoticeState.ACTIVE:
        await rest(session, notice, actor, at=at)


async def _note_change(session: AsyncSession, notice: Notice, actor: Actor, at: datetime) -> None:
    """Put on record that the plan of one that rests has changed, once for all that changes in a row."""
    if notice.state is NoticeState.DRAFT:
        return
    done = [step.done for step in await notices.steps(session, notice.key)]
    if done[-1:] != [Done.REPLANNED]:
        await write_down(session, notice, Done.REPLANNED, actor, at=at)


async def set_repeat(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    choice: str,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Note how often it comes, from the next time on: `weekly`, or `daily.5` for five days.

    What has come before is no single notice any more.
    """
    notice = await _planned(session, notice_id, actor)
    await _let_rest(session, notice, actor, at)
    word, _, days = choice.partition(".")
    if word not in set(Repeat) or (days and not days.isdecimal()):
        raise Stale
    if notice.theme is not None and not may_repeat(notice.theme, Repeat(word)):
        raise Stale
    times = int(days) if days else None
    if times is not None and not 1 < times <= DAYS_MOST:
        raise Stale
    if notice.state is not NoticeState.DRAFT:
        if word == Repeat.ONCE and await notices.runs_of(session, notice.key):
            raise Stale
        await begin_with_next(session, notice, policy, at)
    notice.repeat, notice.times = Repeat(word), times
    await _note_change(session, notice, actor, at)


async def set_days(
    session: AsyncSession, notice_id: int, actor: Actor, days: int, policy: Policy, *, at: datetime
) -> None:
    """Note for how many days it is worth reading, 0: as long as nobody ends it."""
    notice = await _planned(session, notice_id, actor)
    await _let_rest(session, notice, actor, at)
    if not 0 <= days <= FURTHEST.days:
        raise Stale
    begins = max(board.first(notice, policy, at), at)
    notice.until = begins + timedelta(days=days) if days else None
    await _note_change(session, notice, actor, at)


async def set_until(
    session: AsyncSession, notice_id: int, actor: Actor, words: str, policy: Policy, *, at: datetime
) -> None:
    """Note until when; a day counts to its end. Raises Unfit for what ends too early or too late."""
    if (days := read_span(words)) is not None:
        if not days:
            raise Unfit("refusal-remind-until")
        if days > FURTHEST.days:
            raise Unfit("refusal-remind-far")
        await set_days(session, notice_id, actor, days, policy, at=at)
        return
    notice = await _planned(session, notice_id, actor)
    await _let_rest(session, notice, actor, at)
    said = _said(words, policy, at)
    if said is None or said.now or said.every:
        raise Unfit("refusal-remind-day")
    ends = said.at
    if not said.has_clock:
        ends = datetime.combine(said.at.date(), time(23, 59), policy.timezone)
    if ends <= max(board.first(notice, policy, at), at):
        raise Unfit("refusal-remind-until")
    notice.until = ends
    await _note_change(session, notice, actor, at)


async def scope(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    *,
    above: int,
    toggle: int | None = None,
    at: datetime,
) -> tuple[int, tuple[ScopeNode, ...]]:
    """Take a node in or out; returns what may be chosen under a node, see `scopes.choices`.

    Groups that are out wait no longer for what came due before.
    """
    notice = await _planned(session, notice_id, actor)
    chosen: Sequence[Grid] = await notices.scope_of(session, notice.key)
    if toggle is not None:
        await _let_rest(session, notice, actor, at)
        chosen = await scopes.toggled(session, chosen, toggle)
        await board.require_nodes(session, actor, chosen)
        await notices.set_scope(session, notice.key, [node.key for node in chosen])
        notice.by = chosen[0].name if len(chosen) == 1 else await _top_name(session, actor)
        meant = await groups_of(session, notice)
        for run in await notices.open_runs_of(session, notice.key):
            await notice_days.leave_out(session, run.key, meant)
        await _note_change(session, notice, actor, at)
    return await scopes.choices(session, chosen, actor, above)


async def above(session: AsyncSession, actor: Actor, grid_id: int) -> int:
    """Return the node over this one that the actor works for, 0 for the top of what is theirs."""
    return await scopes.above(session, actor, grid_id)


async def _top_name(session: AsyncSession, actor: Actor) -> str:
    return (await scopes.own_nodes(session, actor))[0].name


async def drop(session: AsyncSession, notice_id: int, actor: Actor) -> None:
    """Forget a draft."""
    notice = await board.written_by(session, notice_id, actor, NoticeState.DRAFT)
    await session.delete(notice)

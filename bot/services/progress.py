"""Every real step of a case is a new private message to those who wait for it.

Old people don't see that a card was edited. What is told by a message of its own is not said again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import News, Progress
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.progress import CHECKED, ENDS, HANDS_ON, IN_GROUPS, MATTERS, REAL, SEES, TAKES
from bot.domain.states import UNACCEPTED, Action
from bot.services import saying
from bot.services.saying import Place
from bot.storage import cases, everywhere, families, grid, people, rewording
from bot.storage.cases import Case, Step
from bot.storage.outbox import Delivery, Lane
from bot.storage.people import Account

NEWS = "news"
TOGETHER = timedelta(minutes=1)
"""Steps no further apart than this are one message: the later takes the place of the earlier."""
HANDFUL = 6
"""After so many messages only the end is told, and what the card shows must do."""

ANSWERS = SEES | TAKES | {Action.ANSWER, Action.PUBLISH}
"""After these whoever waits knows that somebody has it, until it goes to others."""
OPENS_AGAIN = frozenset({Action.REOPEN, Action.TAKE_UP})
BEGINS_ANEW = HANDS_ON | OPENS_AGAIN | {Action.RELEASE}


async def tell(
    session: AsyncSession,
    case: Case,
    policy: Policy,
    *,
    said: Sequence[Delivery],
    under: Sequence[Delivery],
    at: datetime,
) -> None:
    """Queue what is new, to the reporter and the family where the bot may write to them.

    `said` are the news that stand in their chats, `under` the live cards that they answer.
    """
    if case.state in UNACCEPTED and case.seen_at is None:
        return  # nobody has done anything yet
    readers = await people.with_private_chat(session, await _who_wait(session, case))
    if not readers:
        return
    real = _real(await cases.history(session, case.key))
    for user, account in sorted(readers.items()):
        card = next((one for one in under if one.chat_id == user), None)
        theirs = [step for step in real if _concerns(step, case, account, card)]
        before = [one for one in said if one.chat_id == user]
        await _tell(session, case, account, theirs, policy, before=before, card=card, at=at)


async def _who_wait(session: AsyncSession, case: Case) -> set[int]:
    family = await families.family_of(session, case) if case.kind.is_person else ()
    reporter = {case.reporter_id} if case.source != "staff" else set()
    return {user for user in (*family, *reporter) if user is not None}


def _real(history: Sequence[Step]) -> list[Step]:
    """Return what is news: that somebody has seen it only while nobody has answered.

    An end that was none is no news any more.
    """
    real: list[Step] = []
    answered = False
    for step in history:
        if step.action in OPENS_AGAIN:
            real.clear()
        if step.action in REAL and not (answered and step.action in SEES):
            real.append(step)
        answered = step.action in ANSWERS or (answered and step.action not in BEGINS_ANEW)
    return real


def _concerns(step: Step, case: Case, account: Account, card: Delivery | None) -> bool:
    """Whether it is new to this reader: not their own doing, nor what the first card has told.

    Who is asked whether it is solved knows how it ended.
    """
    reporter = account.id == case.reporter_id
    if step.actor_id == account.id or account.private_since is None:
        return False
    if step.action is Action.CLOSE and reporter and case.asks_reporter:
        return False
    since = account.private_since if reporter or card is None else card.queued_at
    return step.at >= since


async def _tell(
    session: AsyncSession,
    case: Case,
    account: Account,
    steps: Sequence[Step],
    policy: Policy,
    *,
    before: Sequence[Delivery],
    card: Delivery | None,
    at: datetime,
) -> None:
    last = before[-1] if before else None
    told = await _told(session, last) if last else ()
    upto = told[-1].step if told else 0
    fresh = [await _news(session, case, step) for step in steps if (step.id or 0) > upto]
    if fresh and last is not None and told and at - told[0].at < TOGETHER:
        fresh = [*told, *fresh]
        await saying.remove(session, last, at=at, lane=Lane.CARDS)
    elif len(before) >= HANDFUL:
        fresh = [news for news in fresh if news.action in ENDS]
    if not fresh:
        return
    await saying.send(
        session,
        Progress(case.kind, case.number, tuple(_holding(fresh))),
        Place(account.id, account.locale or policy.locale),
        at=at,
        lane=Lane.DANGER if case.is_urgent else Lane.CARDS,
        case=case,
        slot=NEWS,
        answers=card,
        silent=policy.quiet_until(case.kind, case.level, at) is not None,
    )


async def _told(session: AsyncSession, message: Delivery) -> tuple[News, ...]:
    words = await rewording.latest_words(session, message)
    said = decode(words.view, words.params) if words else None
    return said.news if isinstance(said, Progress) else ()


def _holding(news: Sequence[News]) -> list[News]:
    """Return what still holds of steps that come together: of each matter the newest.

    What was published before it was said to be done stands in no group.
    """
    newest = [max((one.step for one in news if one.action in each), default=0) for each in MATTERS]
    checked = max((one.step for one in news if one.action in CHECKED), default=0)
    return [
        one
        for one in news
        if one.step in newest and not (one.action in IN_GROUPS and one.step < checked)
    ]


async def _news(session: AsyncSession, case: Case, step: Step) -> News:
    node = await session.get_one(grid.Grid, case.grid_id)
    publishes = step.action is Action.PUBLISH
    return News(
        step=step.id or 0,
        at=step.at,
        action=step.action,
        who=step.note if step.action is Action.ASSIGN else step.actor,
        grid=node.name,
        groups=await everywhere.told_groups(session, case.key) if publishes else 0,
        outcome=case.outcome if step.action is Action.CLOSE else None,
    )

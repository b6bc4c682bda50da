"""Who is there, and what each of them may press on a case: contract.md, "Who may press", as a table."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Role
from bot.domain.kinds import Outcome, Rating
from bot.domain.policy import Policy
from bot.domain.states import OPEN, TRANSITIONS, Action, State
from bot.services import (
    alerts,
    cases,
    closing,
    extensions,
    handing,
    notes,
    reports,
    surveys,
    verifying,
    widening,
)
from bot.services.rights import Actor
from bot.storage import extensions as wishes
from bot.storage.database import Database
from bot.storage.people import Account, Appointment
from tests.services.district import (
    CHEN,
    EAST,
    LI,
    MIDDLE,
    TOWN,
    VILLAGE,
    WANG,
    WEST,
    ZHANG,
    ZHOU,
    settle,
)
from tests.storage.rows import NOW, store

FURTHER = {
    "colleague": (Actor(11, "小吴"), EAST, Role.WORKER),
    "neighbour": (Actor(12, "小郑"), WEST, Role.WORKER),
    "general": (Actor(13, "老何"), MIDDLE, Role.WORKER),
    "chief": (Actor(14, "邱红梅"), VILLAGE, Role.WORKER),
    "partner": (Actor(15, "门卫老罗"), EAST, Role.PARTNER),
    "volunteer": (Actor(16, "小梁"), EAST, Role.VOLUNTEER),
    "admin": (Actor(17, "管理员"), TOWN, Role.ADMIN),
}
PEOPLE: dict[str, Actor] = {
    "worker": ZHANG,
    "instructor": CHEN,
    "duty": LI,
    "reporter": WANG,
    "resident": ZHOU,
    **{role: actor for role, (actor, _, _) in FURTHER.items()},
}
"""The worker has the case, the neighbour works in another grid, the reporter is the guardian."""

HANDLERS = ("worker", "colleague", "general", "chief", "duty")
READERS = (*HANDLERS, "instructor")
ABOVE = ("general", "chief", "duty")
CHECKERS = ("chief", "duty")
REPORTER = ("reporter",)

POLICY = Policy(admins=frozenset({PEOPLE["admin"].id}), open_cases=None)

Call = Callable[[AsyncSession, int, Actor, datetime], Awaitable[object]]


async def appoint(database: Database) -> None:
    """Store the district, everybody's place in it, and a private chat for the reporter."""
    await settle(database)
    people = (
        Appointment(user_id=who.id, grid_id=node, role=role, name=who.name)
        for who, node, role in FURTHER.values()
    )
    await store(database, *people, Account(id=WANG.id, name=WANG.name, private_since=NOW))


class Matter(StrEnum):
    """What a case is about, as far as a press asks for it."""

    LAMP = "lamp"
    WISH = "wish"
    """A lamp whose worker has asked for more time."""
    HAZARD = "hazard"
    ALERT = "alert"
    """A hazard whose alert is out."""
    CHILD = "child"


@dataclass(frozen=True)
class Press:
    """One press, the people who may, and what history says where each of them does."""

    call: Call
    who: Mapping[str, Action]
    before: Mapping[State, Action] = field(default_factory=dict)
    """The line that comes before it, by the state that the case is in."""
    only: frozenset[State] = frozenset(State)
    """Where it has something to work on: a survey, a wish, an alert that is out."""
    outcome: Outcome | None = None
    again: Iterable[tuple[State, str]] = ()
    """Where pressing says once more what is so already: no error, and no line."""
    on: Matter = Matter.LAMP

    def lines(self, state: State, who: str) -> list[Action]:
        """Return the lines of history that this press adds."""
        first = self.before.get(state)
        return [*([first] if first else []), self.who[who]]

    def leads_to(self, state: State, who: str) -> State | None:
        """Return where the table leads from here, None where nothing does."""
        if state not in self.only:
            return None
        now: State | None = state
        for action in self.lines(state, who):
            if action is Action.CLOSE:
                ends = self.outcome is not None and now in OPEN
                now = self.outcome.state if self.outcome is not None and ends else None
            elif now is not None:
                now = TRANSITIONS[action].get(now)
        return now


def plain(service: Callable[..., Awaitable[object]], **given: object) -> Call:
    """Return the call of a service that takes the session, the case, who presses, policy and time."""

    async def call(session: AsyncSession, key: int, actor: Actor, at: datetime) -> object:
        return await service(session, key, actor, POLICY, at=at, **given)

    return call


async def _decide(
    session: AsyncSession,
    key: int,
    actor: Actor,
    at: datetime,
    *,
    verdict: Callable[..., Awaitable[None]],
) -> None:
    wish = await wishes.waiting(session, key)
    await verdict(session, key, actor, POLICY, arg=str(wish.key if wish else 0), at=at)


def _may(people: Iterable[str], action: Action) -> dict[str, Action]:
    return dict.fromkeys(people, action)


CONFIRMS = {State.DRAFT: Action.SUBMIT}
"""Staff who work on an unconfirmed report confirm it thereby."""
BEING_WORKED_ON = frozenset({State.ASSIGNED, State.IN_PROGRESS})
ENDED = (State.RESOLVED, State.UNRESOLVED)
NOT_DRAFTS = frozenset(State) - {State.DRAFT}
PRESSES: dict[str, Press] = {
    "提交": Press(
        plain(reports.submit),
        _may((*HANDLERS, *REPORTER), Action.SUBMIT),
        again=[(state, who) for state in NOT_DRAFTS for who in (*HANDLERS, *REPORTER)],
    ),
    "收到": Press(plain(cases.acknowledge), _may(HANDLERS, Action.ACKNOWLEDGE)),
    "认领": Press(
        plain(cases.claim),
        _may(HANDLERS, Action.CLAIM),
        before=CONFIRMS,
        again=[(State.IN_PROGRESS, "worker")],
    ),
    "派遣": Press(
        plain(handing.assign, to=PEOPLE["colleague"].id),
        _may(HANDLERS, Action.ASSIGN),
        before=CONFIRMS,
    ),
    "转交": Press(
        plain(handing.transfer, to=VILLAGE), _may(HANDLERS, Action.TRANSFER), before=CONFIRMS
    ),
    "升级": Press(plain(handing.escalate), _may(HANDLERS, Action.ESCALATE), before=CONFIRMS),
    "提交核查": Press(plain(cases.finish), _may(HANDLERS, Action.FINISH)),
    "核查不通过": Press(plain(cases.fail_check), _may(CHECKERS, Action.FAIL)),
    "人还没找到": Press(plain(cases.fail_check), _may(HANDLERS, Action.FAIL), on=Matter.CHILD),
    "已修复": Press(
        plain(closing.close, outcome=Outcome.REPAIRED),
        _may(HANDLERS, Action.CLOSE),
        before=CONFIRMS,
        outcome=Outcome.REPAIRED,
    ),
    "无法解决": Press(
        plain(closing.close, outcome=Outcome.CANNOT_FIX, reason="要等电力公司"),
        _may(HANDLERS, Action.CLOSE),
        before=CONFIRMS,
        outcome=Outcome.CANNOT_FIX,
    ),
    "误报": Press(
        plain(closing.close, outcome=Outcome.FALSE_ALARM),
        _may(HANDLERS, Action.CLOSE),
        before=CONFIRMS,
        outcome=Outcome.FALSE_ALARM,
        on=Matter.HAZARD,
    ),
    "确认发布": Press(
        plain(alerts.publish_verified),
        _may(HANDLERS, Action.PUBLISH),
        before=CONFIRMS,
        on=Matter.HAZARD,
    ),
    "未核实先发": Press(
        plain(alerts.publish_unverified),
        _may(HANDLERS, Action.PUBLISH),
        before=CONFIRMS,
        on=Matter.HAZARD,
    ),
    "核实了": Press(plain(verifying.verify), _may(HANDLERS, Action.VERIFY), on=Matter.ALERT),
    "暂缓": Press(plain(widening.hold), _may(CHECKERS, Action.HOLD), on=Matter.ALERT),
    "撤回": Press(plain(alerts.recall), _may(HANDLERS, Action.RECALL), on=Matter.ALERT),
    "找到了": Press(
        plain(closing.found),
        _may(REPORTER, Action.FOUND),
        on=Matter.CHILD,
        again=[(State.PENDING_CHECK, "reporter")],
    ),
    "已解决": Press(plain(surveys.rate, rating=Rating.SOLVED), _may(REPORTER, Action.RATE)),
    "没解决": Press(
        plain(surveys.rate, rating=Rating.UNSOLVED),
        _may(REPORTER, Action.REOPEN),
        before=dict.fromkeys(ENDED, Action.RATE),
    ),
    "备注": Press(plain(notes.write, words="配件明天到"), _may(READERS, Action.NOTE)),
    "延期": Press(
        plain(extensions.ask, days=1, reason="等配件"),
        {"worker": Action.ASK_EXTENSION, **_may(ABOVE, Action.EXTEND)},
        only=BEING_WORKED_ON,
    ),
    "同意": Press(
        partial(_decide, verdict=extensions.grant),
        _may(ABOVE, Action.EXTEND),
        only=BEING_WORKED_ON,
        on=Matter.WISH,
    ),
    "不同意": Press(
        partial(_decide, verdict=extensions.refuse),
        _may(ABOVE, Action.REFUSE_EXTENSION),
        only=BEING_WORKED_ON,
        on=Matter.WISH,
    ),
}

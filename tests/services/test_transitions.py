"""Every press in every state by everybody: it leads where the table says, or changes nothing."""

from collections.abc import Awaitable, Sequence
from itertools import product
from typing import Any

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import OPEN, Action, State, after
from bot.errors import NotAllowed, Refusal
from bot.services import cards, surveys
from bot.storage.cases import Case, Step, history
from bot.storage.database import Database
from bot.storage.extensions import Extension
from tests.services.district import AN_HOUR, WANG, ZHANG, case
from tests.services.presses import (
    BEING_WORKED_ON,
    ENDED,
    HANDLERS,
    PEOPLE,
    POLICY,
    PRESSES,
    Matter,
    Press,
    appoint,
)
from tests.storage.rows import NOW, alert, store

pytestmark = pytest.mark.one_engine

LATER = NOW + 2 * AN_HOUR
FAR = 900_000
"""Numbers after it are given to no case here: PostgreSQL doesn't take back those it has given."""
KEYS = {state: key for key, state in enumerate(State, start=1)}
OWNED = BEING_WORKED_ON | {State.PENDING_CHECK}
ENDS: dict[State, dict[str, Any]] = {
    State.RESOLVED: {"outcome": Outcome.REPAIRED},
    State.UNRESOLVED: {"outcome": Outcome.CANNOT_FIX, "reason": "要等电力公司"},
    State.MERGED: {"outcome": Outcome.DUPLICATE, "merged_into_id": KEYS[State.NEW]},
    State.WITHDRAWN: {"outcome": Outcome.FALSE_ALARM},
}


VALUES: dict[Matter, dict[str, Any]] = {
    Matter.HAZARD: {"kind": Kind.HAZARD},
    Matter.ALERT: {"kind": Kind.HAZARD},
    Matter.CHILD: {"kind": Kind.LOST_CHILD, "guardian_id": WANG.id},
}


def in_state(state: State, matter: Matter) -> Case:
    given = {"state": state, "level": Level.YELLOW, **VALUES.get(matter, {}), **ENDS.get(state, {})}
    if state in OWNED:
        given |= {"owner_id": ZHANG.id, "owner_name": ZHANG.name, "claimed_at": NOW}
    key = KEYS[state]
    made = case(FAR + key, id=key, **given)
    made.number = None if state is State.DRAFT else made.number
    return made


async def prepare(database: Database, matter: Matter) -> None:
    """A case in each state, with whatever is pressed on such a one."""
    await appoint(database)
    await store(database, *(in_state(state, matter) for state in State))
    async with database.write() as session:
        for state, key in KEYS.items():
            found = await session.get_one(Case, key)
            await cards.refresh(session, found, POLICY, at=NOW)
            if state in ENDED:
                await surveys.ask(session, found, POLICY, at=NOW)
            if matter is Matter.ALERT and state in OPEN:
                session.add(alert(case_id=key, level=Level.YELLOW, verified=False))
            if matter is Matter.WISH and state in BEING_WORKED_ON:
                session.add(wish(key))


def wish(case_id: int) -> Extension:
    return Extension(
        case_id=case_id,
        days=1,
        reason="等配件",
        asked_by=ZHANG.id,
        asked_name=ZHANG.name,
        asked_at=NOW,
    )


async def kept(session: AsyncSession) -> list[dict[str, Any]]:
    """Everything that is on record of every case, steps included."""
    rows: list[dict[str, Any]] = []
    for model in (Case, Step, Extension):
        found = (await session.exec(select(model))).all()
        rows += [row.model_dump() for row in found]
    return rows


def explain(lines: Sequence[Step], state: State) -> State:
    """Follow the lines from a state by the table; closing leads where its line says."""
    for line in lines:
        assert line.from_state is state
        if line.action is not Action.CLOSE:
            assert after(state, line.action) is line.to_state
        state = line.to_state
    return state


async def undone(session: AsyncSession, pressed: Awaitable[object]) -> None:
    """Let it happen in a savepoint that is rolled back."""
    undo = await session.begin_nested()
    try:
        await pressed
    finally:
        await undo.rollback()
        session.expunge_all()


async def press_it(session: AsyncSession, press: Press, state: State, who: str) -> None:
    """One who may: it leads on with the lines that explain it, or is refused where it doesn't fit."""
    key, actor, target = KEYS[state], PEOPLE[who], press.leads_to(state, who)
    said_already = (state, who) in press.again
    if target is None and not said_already:
        with pytest.raises(Refusal):
            await press.call(session, key, actor, LATER)
        return
    await press.call(session, key, actor, LATER)
    found, lines = await session.get_one(Case, key), await history(session, key)
    expected = [] if said_already else press.lines(state, who)
    assert [line.action for line in lines] == expected
    assert found.state is (state if said_already else target)
    assert explain(lines, state) is found.state
    assert {(line.actor_id, line.at) for line in lines} <= {(actor.id, LATER)}


async def is_refused(session: AsyncSession, press: Press, state: State, who: str) -> None:
    """One who may not: it is the right that is missing, whatever state the case is in."""
    with pytest.raises(
        NotAllowed if who not in HANDLERS or state in press.only & OPEN else Refusal
    ):
        await press.call(session, KEYS[state], PEOPLE[who], LATER)


def turns(press: Press, state: State, *, everybody: bool) -> list[str]:
    """Who may press takes turns from state to state; with `--both` everybody does in each."""
    able = list(press.who)
    return able if everybody else [able[KEYS[state] % len(able)]]


async def check(session: AsyncSession, press: Press, state: State, who: str) -> None:
    if who in press.who:
        await undone(session, press_it(session, press, state, who))
    elif who in HANDLERS:
        await undone(session, is_refused(session, press, state, who))
    else:
        await is_refused(session, press, state, who)


@pytest.mark.timeout(300)  # with `--both` everybody presses everything
@pytest.mark.parametrize("matter", Matter)
async def test_who_may_press_what_and_where_it_leads(
    database: Database, matter: Matter, pytestconfig: pytest.Config
) -> None:
    """Ten states, twelve people: exactly the lines that explain it, or a refusal; nobody else may."""
    await prepare(database, matter)
    everybody, wrong = bool(pytestconfig.getoption("--both")), []

    async with database.write() as session:
        before = await kept(session)
        for (name, press), state in product(PRESSES.items(), State):
            if press.on is not matter:
                continue
            others = [who for who in PEOPLE if who not in press.who]
            for who in (*turns(press, state, everybody=everybody), *others):
                try:
                    await check(session, press, state, who)
                except (AssertionError, Refusal, pytest.fail.Exception) as error:
                    wrong.append(f"{name} · {state} · {who}: {error!r}")
        session.expunge_all()
        assert await kept(session) == before

    assert wrong == []

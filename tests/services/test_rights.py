"""Menus, and what is pressed on an alert: everybody tries it, and whoever may not is told so.

What moves a case from state to state is in test_transitions.py.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlmodel import col, delete, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.grid import Audience
from bot.domain.kinds import Kind
from bot.domain.states import State
from bot.errors import NotAllowed, Refusal
from bot.services import (
    additions,
    adjusting,
    alerts,
    cases,
    clues,
    corrections,
    doubts,
    reports,
    seconds,
    validity,
    widening,
)
from bot.storage.alerts import Alert
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.outbox import Delivery
from tests.services.district import EAST, TOWN, VILLAGE, WANG, WEST, ZHANG, case
from tests.services.presses import CHECKERS, HANDLERS, PEOPLE, POLICY, Call, appoint, plain
from tests.services.test_transitions import undone
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

CHILD, DRAFT, LAMP = 1, 2, 3
EVERYBODY = tuple(PEOPLE)
AUTHOR_OR_STAFF = (*HANDLERS, "reporter")
Rows = dict[str, tuple[Call, int, Iterable[str]]]


def bare(service: Any, **given: Any) -> Call:  # noqa: ANN401 - a service, what it takes
    """A service that asks for no policy."""
    return lambda session, key, actor, _: service(session, key, actor, **given)


MENUS: Rows = {
    "办结": (plain(cases.for_staff), CHILD, HANDLERS),
    "更多": (plain(cases.card_for_staff), CHILD, HANDLERS),
    "核查通过": (plain(cases.to_check), LAMP, CHECKERS),
    "人回来了": (plain(cases.to_check), CHILD, HANDLERS),
    "发布": (plain(alerts.preview, chat_id=-1), CHILD, HANDLERS),
    "更正": (plain(corrections.may_correct), CHILD, HANDLERS),
    "级别": (plain(adjusting.adjust, chat_id=-1, what="level", value=""), CHILD, HANDLERS),
    "补充": (bare(additions.may_add), DRAFT, AUTHOR_OR_STAFF),
    "不是报告": (bare(reports.discard, at=NOW), DRAFT, AUTHOR_OR_STAFF),
    "我也遇到": (plain(cases.also_met), LAMP, EVERYBODY),
}
ON_AN_ALERT: Rows = {
    "信息有误": (plain(doubts.doubt), CHILD, EVERYBODY),
    "信息无误": (plain(doubts.keep), CHILD, HANDLERS),
    "更新通知": (plain(corrections.update), CHILD, HANDLERS),
    "不更新": (plain(corrections.dont_update), CHILD, HANDLERS),
    "续期": (plain(validity.renew), CHILD, HANDLERS),
    "结束": (plain(validity.end), CHILD, HANDLERS),
    "撤回": (plain(alerts.recall), CHILD, HANDLERS),
    "继续": (plain(widening.resume), CHILD, CHECKERS),
    "确认": (plain(seconds.agree, arg="1"), CHILD, CHECKERS),
    "不同意": (plain(seconds.refuse, arg="1"), CHILD, CHECKERS),
    "直接发": (plain(seconds.override, arg="1"), CHILD, CHECKERS),
    "继续接收": (plain(clues.decide, giver_id=WANG.id, wanted=True), CHILD, HANDLERS),
    "不再接收": (plain(clues.decide, giver_id=WANG.id, wanted=False), CHILD, HANDLERS),
}


A_TOWN_S = {name: ON_AN_ALERT[name] for name in ("确认", "不同意", "直接发")}
"""The heads of the villages may agree to what their residents are to hear."""


async def prepare(database: Database, *, node: int = EAST) -> None:
    """A missing child, a report that its author has not confirmed, a mended lamp."""
    await appoint(database)
    hers: dict[str, Any] = {"kind": Kind.LOST_CHILD, "level": Level.RED, "guardian_id": WANG.id}
    draft = case(1002, id=DRAFT, state=State.DRAFT)
    draft.number = None
    lamp = case(1003, id=LAMP, state=State.PENDING_CHECK)
    await store(database, case(1001, id=CHILD, grid_id=node, **hers), draft, lamp)


async def publish(database: Database) -> None:
    """The child's alert is out."""
    async with database.write() as session:
        await alerts.publish_verified(session, CHILD, ZHANG, POLICY, at=NOW)


async def who_may(session: AsyncSession, call: Call, key: int) -> set[str]:
    """Let everybody press, each as the first; whoever is only late is not refused for who they are."""
    able = set(PEOPLE)
    for who, actor in PEOPLE.items():
        try:
            await undone(session, call(session, key, actor, NOW))
        except NotAllowed:
            able.remove(who)
        except Refusal:
            continue
    return able


async def check(database: Database, rows: Rows) -> None:
    async with database.write() as session:
        may = {name: await who_may(session, call, key) for name, (call, key, _) in rows.items()}
    assert may == {name: set(able) for name, (_, _, able) in rows.items()}


async def test_who_may_open_what(database: Database) -> None:
    await prepare(database)
    await check(database, MENUS)


async def test_who_may_press_on_an_alert(database: Database) -> None:
    await prepare(database)
    await publish(database)
    await check(database, ON_AN_ALERT)


async def test_who_may_be_the_second_person_of_a_town(database: Database) -> None:
    await prepare(database, node=TOWN)
    await check(database, A_TOWN_S)


async def test_who_may_widen(database: Database) -> None:
    """A micro-grid's worker alone stays within ring 1, the town is duty's (promise 10)."""
    await prepare(database)
    for node in (EAST, WEST, VILLAGE, TOWN):
        group = Chat(id=-node, audience=Audience.RESIDENTS)
        await store(database, group, ChatGrid(chat_id=-node, grid_id=node))
    await publish(database)
    may = {}
    for ring in (3, 2, 1):
        async with database.write() as session:
            await session.exec(delete(Delivery).where(col(Delivery.ring) >= ring))
            await session.exec(update(Alert).values(ring=ring - 1))
            may[ring] = await who_may(session, plain(widening.widen, arg=str(ring - 1)), CHILD)
    assert may == {1: set(HANDLERS), 2: {"general", "chief", "duty"}, 3: {"duty"}}

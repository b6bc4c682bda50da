"""The safety calendar of a town's year: what is due when, and how many grids and groups it reaches."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.almanac import YEARS, Almanac
from bot.domain.grid import Audience, lineage, nearest
from bot.domain.policy import Policy
from bot.domain.themes import Due, Theme, year_of
from bot.errors import OperatorError
from bot.services.tables import table_of
from bot.storage import grid, holidays, theme_rules
from bot.storage.chats import PUBLIC, Chat, ChatGrid
from bot.storage.grid import Grid

chats = table_of(Chat)
bound = table_of(ChatGrid)
grids = table_of(Grid)


@dataclass(frozen=True)
class Rule:
    """What a node says of a theme for itself and below; without a code: as the calendar has it."""

    code: str | None = None
    off: bool = False
    at: time | None = None


@dataclass(frozen=True)
class Reach:
    """How many grids have a group for an audience, and how many groups those are."""

    grids: int = 0
    groups: int = 0


@dataclass(frozen=True)
class Part:
    """Whom a reminder reaches of those for whom one rule holds."""

    rule: Rule
    reach: Reach


@dataclass(frozen=True)
class Reminder:
    """What is due, for whom, and whom it reaches: first as planned, then where others have said so."""

    due: Due
    audience: Audience
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Year:
    """A year of the safety calendar."""

    reminders: tuple[Reminder, ...]
    only_statutory: bool
    """Nobody has said yet which days are moved."""


@dataclass(frozen=True)
class _Stop:
    """A group at a node."""

    chat: int
    lineage: tuple[str, ...]
    """The paths of its node and of those above, nearest first."""


async def almanac_of(session: AsyncSession, policy: Policy) -> Almanac:
    """Return the town's year, with the days off that an operator has imported."""
    return Almanac(policy.seasons, await holidays.notices(session))


async def plan_year(
    session: AsyncSession, year: int, policy: Policy, *, code: str | None = None
) -> Year:
    """Return what goes out in a year, at a node and below or everywhere, by day and hour.

    At a node only for those who have a group there.
    """
    if year not in YEARS:
        raise OperatorError(f"there is a calendar of {YEARS[0]} to {YEARS[-1]}, not of {year}")
    path = await _path(session, code)
    almanac, stops = await almanac_of(session, policy), await _stops(session, path)
    rules = await _rules(session)
    parts = {
        (audience, theme): tuple(
            _parts(
                stops[audience],
                rules.get(theme, {}),
                path,
                muted=await theme_rules.muted_chats(session, theme),
            )
        )
        for audience in PUBLIC
        for theme in Theme
    }
    planned = [
        Reminder(due, audience, parts[audience, due.theme])
        for audience in PUBLIC
        if code is None or stops[audience]
        for due in year_of(year, audience, almanac)
    ]
    planned.sort(key=lambda one: (one.due.day, one.due.at))
    return Year(tuple(planned), almanac.notices.only_statutory(year))


async def _path(session: AsyncSession, code: str | None) -> str:
    """Return the path of a node; of all of them, what every path begins with."""
    if code is None:
        return ""
    node = await grid.by_code(session, code)
    if node is None:
        raise OperatorError(f"there is no grid with the code {code!r}")
    return node.path


async def _stops(session: AsyncSession, path: str) -> dict[Audience, list[_Stop]]:
    """Return by audience what the bot can still write to."""
    query = (
        select(chats.c.audience, bound.c.chat_id, grids.c.path)
        .join(chats, chats.c.id == bound.c.chat_id)
        .join(grids, grids.c.id == bound.c.grid_id)
        .where(chats.c.audience.in_(PUBLIC), chats.c.lost_at.is_(None))
    )
    if path:
        query = query.where(grid.under(path))
    found: dict[Audience, list[_Stop]] = {audience: [] for audience in PUBLIC}
    for audience, chat, its in await (await session.connection()).execute(query):
        found[audience].append(_Stop(chat, tuple(lineage(its))))
    return found


async def _rules(session: AsyncSession) -> dict[Theme, dict[str, Rule]]:
    """Return what nodes have said of themes, by path."""
    found: dict[Theme, dict[str, Rule]] = {}
    for said, node in await theme_rules.rules(session):
        at = None if said.minute is None else time(*divmod(said.minute, 60))
        found.setdefault(said.theme, {})[node.path] = Rule(node.code, said.off, at)
    return found


def _parts(
    stops: Sequence[_Stop], rules: Mapping[str, Rule], path: str, *, muted: Collection[int]
) -> Iterator[Part]:
    """Yield who goes by what holds at the top, then by each rule below it."""
    top = nearest(path, rules) or Rule()
    below = {its: rule for its, rule in rules.items() if its.startswith(path) and its != path}
    going: dict[Rule, list[_Stop]] = {rule: [] for rule in (top, *below.values())}
    for stop in stops:
        rule = next((below[its] for its in stop.lineage if its in below), top)
        if not rule.off and stop.chat not in muted:
            going[rule].append(stop)
    for rule, its in going.items():
        reach = Reach(len({stop.lineage[0] for stop in its}), len({stop.chat for stop in its}))
        yield Part(rule, reach)

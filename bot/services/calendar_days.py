"""What the safety calendar holds for a day: which themes, for which parts of the grid, at which hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.almanac import YEARS
from bot.domain.grid import Audience
from bot.domain.notices import GOOD_FOR
from bot.domain.policy import Policy
from bot.domain.themes import Theme, year_of
from bot.services.themes import almanac_of
from bot.storage import grid, theme_rules
from bot.storage.chats import PUBLIC
from bot.storage.grid import Grid
from bot.storage.theme_rules import ThemeRule


@dataclass(frozen=True)
class Part:
    """Nodes that hear a theme at the same hour, without those below that have said otherwise."""

    theme: Theme
    audience: Audience
    goes_at: datetime
    key: int
    """The node whose own rule this is, 0 for the whole grid."""
    nodes: tuple[Grid, ...]
    excluded: tuple[Grid, ...]

    @property
    def good_until(self) -> datetime:
        """Until when it is worth sending."""
        return self.goes_at + GOOD_FOR


async def parts_of(session: AsyncSession, days: Sequence[date], policy: Policy) -> list[Part]:
    """Return what is to be said on these days, in the order of the calendar."""
    if not policy.calendar:
        return []
    almanac = await almanac_of(session, policy)
    due = [
        (one, audience)
        for year in sorted({day.year for day in days if day.year in YEARS})
        for audience in PUBLIC
        for one in year_of(year, audience, almanac)
        if one.day in days
    ]
    if not due:
        return []
    tops = tuple(await grid.children(session, None))
    rules = await theme_rules.rules(session)
    return [
        Part(one.theme, audience, _moment(one.day, minute, policy), key, nodes, excluded)
        for one, audience in due
        for key, nodes, excluded, minute in _split(
            tops,
            [(rule, node) for rule, node in rules if rule.theme is one.theme],
            one.at.hour * 60 + one.at.minute,
        )
    ]


def _moment(day: date, minute: int, policy: Policy) -> datetime:
    midnight = datetime.combine(day, datetime.min.time(), policy.timezone)
    return midnight + timedelta(minutes=minute)


def _split(
    tops: tuple[Grid, ...], rules: Sequence[tuple[ThemeRule, Grid]], planned: int
) -> Iterator[tuple[int, tuple[Grid, ...], tuple[Grid, ...], int]]:
    """Yield the whole grid without the nodes that have a rule, then each of these that is not off."""
    yield 0, tops, tuple(node for _, node in rules), planned
    for rule, node in rules:
        below = [other for _, other in rules if other is not node and _is_under(other, node)]
        if not rule.off:
            minute = planned if rule.minute is None else rule.minute
            yield node.key, (node,), tuple(below), minute


def _is_under(one: Grid, other: Grid) -> bool:
    return one.path.startswith(other.path)

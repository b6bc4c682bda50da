"""Whose day it is: several notices want the same group, which hears few of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from bot.domain.notices import WEEK_DAYS, WEEK_MOST, Why
from bot.domain.themes import Theme, apart

A_DAY = timedelta(days=1)
DAYS_WITH_A_NAME = frozenset({Theme.FIRE_DAY, Theme.DISASTER_DAY})


class Rank(IntEnum):
    """What goes first whatever ends sooner."""

    DANGER = 0
    """It is of these weeks."""
    OWN_DAY = 1
    """Somebody has written it for that day, or the day is called after it."""
    ANY_DAY = 2
    """Another theme of the calendar: it is as good tomorrow."""


class Urgency(NamedTuple):
    """By what notices are put in order that want the same day."""

    rank: Rank
    ends: datetime
    key: int
    """What was written first goes first."""


def rank_of(theme: Theme | None, *, danger: bool, written: bool) -> Rank:
    """Return the rank of a notice; `written`: by somebody, not by the calendar."""
    if danger:
        return Rank.DANGER
    return Rank.OWN_DAY if written or theme in DAYS_WITH_A_NAME else Rank.ANY_DAY


@dataclass(frozen=True)
class Want:
    """A notice that wants a day of a group: the days on which it may be said, and how urgent it is."""

    first: date
    last: date
    urgency: Urgency
    theme: Theme | None = None


@dataclass(frozen=True)
class Turn:
    """On which day a group hears a notice, and why not on the first of its days."""

    day: date | None
    why: Why | None = None
    free: date | None = None
    """Where it has no day: the first one after its last on which it could be heard."""


def turn_of(
    mine: Want,
    others: Sequence[Want],
    taken: Collection[date],
    told: Mapping[Theme, date],
    *,
    until: date,
) -> Turn:
    """Return the turn of a notice in a group that hears something on the days taken already.

    `told`: when it heard of a theme last. Each day goes to the most urgent of those that want it and
    may be said. `until`: how far to look for a free day.
    """
    days, heard = set(taken), dict(told)
    longer = replace(mine, last=max(mine.last, until))
    waiting = sorted([*others, longer], key=_urgency)
    first: Why | None = None
    last: Why | None = None
    day = min(want.first for want in waiting)
    while day <= longer.last:
        full = heard_enough(days, day)
        winner = _winner(waiting, heard, day) if full is None else None
        if winner is longer:
            return Turn(day, first) if day <= mine.last else Turn(None, last, free=day)
        if mine.first <= day <= mine.last:
            last = Why.THEME if _again(mine, heard, day) else full or Why.RIVAL
            first = first or last
        if winner is not None:
            _give(winner, day, waiting, days, heard)
        day += A_DAY
    return Turn(None, last)


def days_of(
    wants: Sequence[Want], taken: Collection[date], told: Mapping[Theme, date]
) -> dict[Want, date]:
    """Return on which day a group hears each of these, without those that it hears on none."""
    days, heard, waiting = set(taken), dict(told), sorted(wants, key=_urgency)
    found: dict[Want, date] = {}
    day = min((want.first for want in wants), default=date.max)
    last = max((want.last for want in wants), default=date.min)
    while waiting and day <= last:
        winner = _winner(waiting, heard, day) if heard_enough(days, day) is None else None
        if winner is not None:
            _give(winner, day, waiting, days, heard)
            found[winner] = day
        day += A_DAY
    return found


def _urgency(want: Want) -> Urgency:
    return want.urgency


def _winner(waiting: Sequence[Want], heard: Mapping[Theme, date], day: date) -> Want | None:
    """Return the most urgent one that may be said on a day."""
    can = (one for one in waiting if one.first <= day <= one.last and not _again(one, heard, day))
    return next(can, None)


def _give(
    winner: Want, day: date, waiting: list[Want], days: set[date], heard: dict[Theme, date]
) -> None:
    waiting.remove(winner)
    days.add(day)
    if winner.theme is not None:
        heard[winner.theme] = day


def _again(want: Want, heard: Mapping[Theme, date], day: date) -> bool:
    """Whether the group has heard of its theme too short a time ago."""
    theme = want.theme
    return theme is not None and theme in heard and heard[theme] + apart(theme) > day


def heard_enough(taken: Collection[date], day: date) -> Why | None:
    """Return why a group that hears something on these days may hear no more on another day."""
    near = sorted(one for one in taken if abs(one - day) < timedelta(days=WEEK_DAYS))
    for first in range(len(near) - WEEK_MOST + 1):
        begins, ends = near[first], near[first + WEEK_MOST - 1]
        if max(ends, day) - min(begins, day) < timedelta(days=WEEK_DAYS):
            return Why.WEEK
    return Why.DAY if day in taken else None

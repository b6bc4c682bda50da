"""Whose day it is: several notices want the same group, which hears few of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.notices import WEEK_DAYS, WEEK_MOST, Why
from bot.domain.themes import Theme, apart

A_DAY = timedelta(days=1)
Urgency = tuple[bool, datetime, int]
"""By what notices are put in order that want the same day: danger, what ends first, what came first."""


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
    waiting = sorted([*others, mine], key=lambda want: want.urgency)
    first: Why | None = None
    last: Why | None = None
    day = min(want.first for want in waiting)
    while day <= max(mine.last, until):
        full = heard_enough(days, day)
        can = (
            want
            for want in waiting
            if _may(want, mine, day, until) and not _again(want, heard, day)
        )
        winner = next(can, None) if full is None else None
        if winner is mine:
            return Turn(day, first) if day <= mine.last else Turn(None, last, free=day)
        if mine.first <= day <= mine.last:
            last = Why.THEME if _again(mine, heard, day) else full or Why.RIVAL
            first = first or last
        if winner is not None:
            waiting.remove(winner)
            days.add(day)
            if winner.theme is not None:
                heard[winner.theme] = day
        day += A_DAY
    return Turn(None, last)


def _may(want: Want, mine: Want, day: date, until: date) -> bool:
    return want.first <= day <= (max(mine.last, until) if want is mine else want.last)


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

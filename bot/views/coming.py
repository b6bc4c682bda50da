"""When how many groups will hear something, and why not all on the day that was meant."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.notices import Coming, PushedBack, TooLate
from bot.texts import Safe
from bot.views.layout import FIELD, NAME, cut, full_date, month_day
from bot.views.message import Reader
from bot.views.notice_keys import called

MOMENTS = 4
NAMED = 3
PUSHED = 2


def moments(coming: Sequence[Coming], reader: Reader, *, at_once: bool) -> list[Safe]:
    """Return when how many groups hear it and why only then, the first ones first.

    `at_once`: as soon as it is confirmed.
    """
    together: dict[datetime | None, list[Coming]] = {}
    for one in coming:
        together.setdefault(one.at, []).append(one)
    now = {one.at for one in coming if at_once and one.why is None}
    return [
        _moment(at, parts, reader, now=at in now) for at, parts in list(together.items())[:MOMENTS]
    ]


def _moment(at: datetime | None, parts: Sequence[Coming], reader: Reader, *, now: bool) -> Safe:
    words, groups = reader.words, sum(one.groups for one in parts)
    whys = dict.fromkeys(one.why for one in parts if one.why is not None)
    why = Safe(words("notice-whys-joined").join(words(f"notice-late-{one}") for one in whys))
    if at is not None:
        time = words("notice-at-once") if now else full_date(at, reader)
        if not whys:
            return words("notice-plan", time=time, groups=groups)
        return words("notice-plan-why", time=time, groups=groups, why=why)
    free = min((one.free for one in parts if one.free is not None), default=None)
    if free is None:
        return words("notice-never", groups=groups, why=why)
    return words("notice-never-until", groups=groups, why=why, day=month_day(free, reader))


def is_late(coming: Sequence[Coming]) -> bool:
    """Return whether some groups don't hear it on the day that was meant."""
    return any(one.why is not None for one in coming)


def too_late(late: TooLate | None, reader: Reader) -> Safe | None:
    """Warn that groups hear of a day when it has passed, or means another one."""
    if late is None:
        return None
    words, day = reader.words, month_day(late.day, reader)
    word, groups = cut(late.word, FIELD), late.groups
    if late.meant is None:
        return words("notice-too-late", word=word, groups=groups, day=day)
    meant = month_day(late.meant, reader)
    return words("notice-means-another", word=word, groups=groups, day=day, meant=meant)


def pushed_back(pushes: Sequence[PushedBack], reader: Reader) -> list[Safe]:
    """Return whose notices give way: this one may be able to wait, or they are told by hand."""
    told = [_pushed(one, reader) for one in pushes[:PUSHED]]
    more = len(pushes) - PUSHED
    return [*told, reader.words("notice-pushes-more", count=more)] if more > 0 else told


def _pushed(one: PushedBack, reader: Reader) -> Safe:
    words = reader.words
    parts = [
        words(key, groups=groups)
        for key, groups in (("notice-hears-later", one.later), ("notice-hears-never", one.lost))
        if groups
    ]
    name, who = called(one.theme, one.text, reader, NAME), cut(one.who, NAME)
    how = Safe(words("notice-whys-joined").join(parts))
    return words("notice-pushes", name=name, who=who, how=how)


def who_agrees(seconds: Sequence[str], reader: Reader) -> Safe:
    """Return who could be the second person, or what to do where nobody can."""
    names = reader.words.plain("board-and").join(cut(name, NAME) for name in seconds[:NAMED])
    words = reader.words
    return words("notice-seconds", names=names) if names else words("notice-no-second")

"""What the day of a reminder hangs on, in words; needs no Telegram library."""

from bot.domain.almanac import (
    Anchor,
    BeforeHoliday,
    ByMoon,
    BySun,
    Fixed,
    NthWeekday,
    SeasonBegins,
    SeasonEnds,
    Weekly,
)
from bot.domain.seasons import Season
from bot.texts import Words


def why(anchor: Anchor, words: Words) -> str:
    """Return why a reminder comes on its day; plain text."""
    say = words.plain
    match anchor:
        case Fixed(month, day):
            return say("anchor-date", month=month, day=day)
        case NthWeekday(month, weekday, nth):
            return say("anchor-nth", month=month, weekday=_weekday(weekday, words), nth=nth)
        case ByMoon(feast, after):
            return _away(say("anchor-feast", feast=feast), after, words)
        case BySun(term):
            return say("anchor-term", term=term.name.lower())
        case BeforeHoliday(holiday, before):
            return say("anchor-holiday", holiday=holiday, days=before)
        case SeasonBegins(season, after):
            begins = say("anchor-begins", season=_season(season, words))
            return _away(begins, after, words)
        case SeasonEnds(season, before):
            ends = say("anchor-ends", season=_season(season, words))
            return _away(ends, -before, words)
        case Weekly(season, weekday, every):
            return say(
                "anchor-weekly",
                season=_season(season, words),
                weekday=_weekday(weekday, words),
                every=every,
            )


def _away(what: str, days: int, words: Words) -> str:
    if not days:
        return what
    return words.plain("anchor-after" if days > 0 else "anchor-before", what=what, days=abs(days))


def _season(season: Season, words: Words) -> str:
    return words.plain("anchor-season", season=season)


def _weekday(weekday: int, words: Words) -> str:
    return words.plain("anchor-weekday", weekday=weekday)

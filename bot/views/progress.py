"""What has become of a case, for whoever waits for it: a line a step."""

from bot.domain.cards import News, Progress
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import Action
from bot.texts import Safe
from bot.views import wording
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader

_OF_PERSONS = frozenset({Action.EXPIRE, Action.FAIL, Action.FINISH, Action.TAKE_UP})
"""Of somebody who is looked for these read otherwise."""


def progress(card: Progress, reader: Reader) -> Message:
    """The first line says whose matter it is; nothing of what was told about anybody."""
    told = [_line(news, card.kind, reader) for news in card.news]
    if len(told) > 1:
        times = [reader.clock(news.at) for news in card.news]
        told = [
            reader.words("moved-at", time=time, news=line)
            for time, line in zip(times, told, strict=True)
        ]
    first, *further = told
    if card.number is not None:
        first = reader.words("moved-first", number=card.number, news=first)
    return Message(lines(first, *further))


def _line(news: News, kind: Kind, reader: Reader) -> Safe:
    words = reader.words
    if news.outcome is Outcome.DUPLICATE:  # it goes on, and nobody may believe that it does not
        return words("result-joined")
    if news.action is Action.CLOSE:
        return words("moved-close", result=wording.result(kind, news.outcome, reader))
    if news.action is Action.PUBLISH:
        return words("moved-publish", groups=news.groups)
    of_person = kind.is_person and news.action in _OF_PERSONS
    key = f"moved-{news.action}-person" if of_person else f"moved-{news.action}"
    return words(key, who=cut(news.who or "", NAME), grid=cut(news.grid, NAME))

"""Cards filled with whatever people may write, made from the types of their fields."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bot.domain.cards import News, Progress
from bot.domain.kinds import Kind, Outcome
from bot.domain.progress import MATTERS, REAL
from bot.domain.states import Action

NASTY = st.sampled_from(
    [
        "",
        " ",
        "\n\n编号 9999\n",
        "<b>粗<a href='x'>体",
        "</b>&lt;&amp;{ $name }{$x} { {",
        "\"'`%s{0}\\",
        "👨‍👩‍👧‍👦" * 600,
        "灯" * 4000,
        "<" * 4000,
        "\u202e139\u200b0000\u200b1234 t.me/evil @someone",
        "13900001234",
        "\ud800x",
        "0-0",
        "5",
        "70-79",
        "女",
    ]
)
WORDS = NASTY | st.text(max_size=80)

# Fields whose text is a word of ours.
CLOSED_LISTS: dict[str, list[str | None]] = {
    "action": [*Action],
    "reason": ["found", "over", "search_ended", "recalled", "expired"],
    "done": [None, "published", "unverified", "cancelled"],
    "rated": [None, "solved", "partly", "unsolved"],
    "source": ["private", "reply", "staff"],
}
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(1, 10**7),
    float: st.sampled_from([0.0, 0.5, 5.0, 30.0]),
    datetime: st.integers(0, 2**31).map(lambda second: datetime.fromtimestamp(second, UTC)),
    date: st.integers(1, 700_000).map(date.fromordinal),
    type(None): st.none(),
}


def cards(card: type[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for a card, or any other dataclass of plain values."""
    if card in OWN:
        return OWN[card]()
    hints = get_type_hints(card)
    return st.builds(
        card, **{field.name: _values(field.name, hints[field.name]) for field in fields(card)}
    )


def _told() -> st.SearchStrategy[Any]:
    """Return what is really told of a case: at least one step, each of those that are told."""
    news = st.builds(
        News,
        step=PLAIN[int],
        at=PLAIN[datetime],
        action=st.sampled_from(sorted(REAL)),
        who=WORDS | st.none(),
        grid=WORDS,
        groups=PLAIN[int],
        outcome=st.sampled_from(Outcome),
    )
    told = st.lists(news, min_size=1, max_size=len(MATTERS)).map(tuple)
    return st.builds(Progress, kind=st.sampled_from(Kind), number=PLAIN[int] | st.none(), news=told)


OWN: dict[type[Any], Callable[[], st.SearchStrategy[Any]]] = {Progress: _told}


def _values(name: str, hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if name in CLOSED_LISTS:
        return st.sampled_from(CLOSED_LISTS[name])
    if isinstance(hint, UnionType):
        return st.one_of([_values(name, part) for part in get_args(hint)])
    if get_origin(hint) is tuple:
        return _tuples(name, get_args(hint))
    if is_dataclass(hint):
        return cards(hint)  # type: ignore[arg-type]
    return PLAIN[hint]


def _tuples(name: str, parts: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if parts[-1] is Ellipsis:
        return st.lists(_values(name, parts[0]), max_size=12).map(tuple)
    return st.tuples(*[_values(name, part) for part in parts])

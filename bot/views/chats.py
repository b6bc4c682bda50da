"""What a group is told about being bound: what Gege hears there, what it keeps, who answers."""

from collections.abc import Sequence

from bot.domain.cards import Listening
from bot.domain.grid import Audience
from bot.views.layout import FIELD, NAME, cut, lines
from bot.views.message import Message, Reader

GRIDS = 10


def listening(card: Listening, reader: Reader) -> Message:
    """Posted once by `/bind` (promise 11)."""
    words = reader.words
    grids = _named(card.grids)
    operator = cut(card.operator, FIELD)
    return Message(
        lines(
            words("listening-hello"),
            words("listening-called" if card.called_only else "listening-what"),
            words("listening-chatter"),
            None if card.called_only else words("listening-memory"),
            words("listening-draft"),
            words("listening-grids", grids=grids) if grids else None,
            words("listening-operator", operator=operator) if operator else None,
        )
    )


def bound(
    reader: Reader,
    grids: Sequence[str],
    audience: Audience,
    hears_all: bool,  # noqa: FBT001
    link: str = "",
) -> Message:
    """The answer to `/bind`; without `hears_all` it says how to let Gege hear the group.

    `link` opens the private chat at this node: for the notice board and for a QR code.
    """
    words = reader.words
    return Message(
        lines(
            words("bound", grids=_named(grids), audience=audience),
            None if hears_all else words("bound-deaf"),
            words("bound-link", link=link) if link and audience is not Audience.STAFF else None,
            words("bound-staff") if audience is Audience.STAFF else None,
        )
    )


def unbound(reader: Reader) -> Message:
    return Message(reader.words("unbound"))


def _named(grids: Sequence[str]) -> str:
    return " · ".join(cut(grid, NAME) for grid in grids[:GRIDS])

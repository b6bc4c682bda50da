"""The board of an alert, ten lines at most; who has not heard or not answered is named."""

from datetime import datetime

from bot.domain.alerts import AlertStatus
from bot.domain.boards import Board, RingStand, Unanswered
from bot.texts import Safe
from bot.views import layout
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import NAME, cut, dotted, lines
from bot.views.message import Message, Reader
from bot.views.watching import acknowledged, answers
from bot.views.wording import grids

MOST_RINGS = 4


def board(card: Board, reader: Reader) -> Message:
    """How far an alert has got; once it is over, how far its closing words have."""
    if card.status is not AlertStatus.ACTIVE:
        return Message(_over(card, reader))
    if card.begins_at is not None:
        return Message(_before(card.begins_at, card, reader))
    text = lines(
        _reached(card, reader),
        *(_ring(ring, reader) for ring in card.rings[:MOST_RINGS]),
        grids("board-waiting", card.waiting, reader),
        grids("board-failed", card.failed, reader),
        _slowest(card, reader),
        grids("board-silent", card.silent, reader),
        *acknowledged(card.acks, reader),
    )
    return Message(text, keyboard(*answers(Keys(reader, card.case_id), partners=card.partners)))


def _before(begins_at: datetime, card: Board, reader: Reader) -> Safe:
    words, time = reader.words.plain, reader.clock(begins_at)
    return layout.head(
        reader,
        words("board-before", time=time, groups=card.begins_to),
        words("board-case", number=card.number),
    )


def _reached(card: Board, reader: Reader) -> Safe:
    groups = sum(ring.groups for ring in card.rings)
    sent = sum(ring.sent for ring in card.rings)
    key = "board-sending" if card.waiting.all else "board-sent"
    words = reader.words.plain
    return layout.head(
        reader, words(key, sent=sent, groups=groups), words("board-case", number=card.number)
    )


def _ring(ring: RingStand, reader: Reader) -> Safe:
    words = reader.words
    return dotted(
        words("board-ring", ring=ring.ring + 1, sent=ring.sent, groups=ring.groups),
        words("board-ring-failed", failed=ring.failed) if ring.failed else None,
        words("board-ring-answered", answered=ring.answered, watches=ring.watches)
        if ring.watches
        else None,
    )


def _slowest(card: Board, reader: Reader) -> Safe | None:
    if card.slowest is None:
        return None
    name = cut(card.slowest, NAME)
    return reader.words("board-slowest", grid=name, seconds=max(1, card.slowest_seconds))


def _over(card: Board, reader: Reader) -> Safe:
    words = reader.words.plain
    done = words("board-over", changed=card.changed, groups=card.to_change)
    return lines(
        layout.head(reader, done, words("board-case", number=card.number)),
        grids("board-unchanged", card.unchanged, reader),
        grids("board-left", card.left, reader),
        grids("board-failed", card.failed, reader),
    )


def unanswered(card: Unanswered, reader: Reader) -> Message:
    """For the level above: whom to ring up, until they have answered or the alert is over."""
    words = reader.words
    if card.over or not card.grids.all:
        key = "unanswered-over" if card.over else "unanswered-none"
        return Message(words(key, number=card.number))
    first = words.plain("unanswered", grids=card.grids.all)
    return Message(
        lines(
            layout.head(reader, first, words.plain("board-case", number=card.number)),
            grids("board-silent", card.grids, reader),
            words("unanswered-do"),
        )
    )

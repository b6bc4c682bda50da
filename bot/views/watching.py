"""What staff and partners read of an alert in their grid, and what they answer with one press."""

from collections.abc import Sequence

from bot.domain.boards import Ack, Watch
from bot.texts import Safe
from bot.views import alerts
from bot.views.buttons import Act
from bot.views.keyboard import Keys, Row, keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader

MOST_ACKS = 3


def watch(card: Watch, reader: Reader) -> Message:
    """The alert, what to do with it, and who has done it; the photo comes with the post."""
    text = lines(
        alerts.alert_text(card.alert, reader, staff=True), *acknowledged(card.acks, reader)
    )
    keys = Keys(reader, card.alert.facts.case_id)
    return Message(text, keyboard(*answers(keys, partners=card.partners)))


def acknowledged(acks: Sequence[Ack], reader: Reader) -> list[Safe]:
    """Return the newest few answers, `10:42 小张 已通知`."""
    return [_acknowledged(ack, reader) for ack in acks[-MOST_ACKS:]]


def _acknowledged(ack: Ack, reader: Reader) -> Safe:
    words, time, who = reader.words, reader.clock(ack.at), cut(ack.who, NAME)
    return words("step-line", time=time, who=who, action=words.plain(f"ack-{ack.word}"))


def answers(keys: Keys, *, partners: bool) -> list[Row]:
    """Return the buttons that answer an alert; 已接手 is for where partners are."""
    taken_over = keys.press("button-taken-over", Act.TAKEN_OVER)
    return [
        [keys.press("button-told", Act.TOLD), keys.press("button-searching", Act.SEARCHING)],
        [taken_over] if partners else [],
    ]

"""What our cards read by now, as far as this process knows.

A card is drawn anew from other values that often make the same words. Telegram refuses such an edit,
and yet it costs its group as much as a message does.
"""

from collections import OrderedDict

from bot.delivery.outcomes import Outcome, Sent
from bot.storage.outbox import NEW, Delivery, Op, Purpose
from bot.views.message import Message

MOST = 4096
"""So many of the latest are remembered; of any other an edit is asked for."""


class Shown:
    """Remembers a print of every card that was surely said or edited as it should be."""

    def __init__(self) -> None:
        self._prints: OrderedDict[int, int] = OrderedDict()

    def reads_so(self, delivery: Delivery, message: Message | None) -> bool:
        """Whether this is an edit after which a card would read as it does."""
        if delivery.op is not Op.EDIT or message is None or message.picture is not None:
            return False
        return self._prints.get(_card(delivery)) == _print(message)

    def note(self, delivery: Delivery, message: Message | None, outcome: Outcome) -> None:
        """Learn what became of a request; after anything but a plain success nothing is known."""
        self.forget(delivery)
        plain = isinstance(outcome, Sent) and delivery.attempts == 1
        if not plain or message is None or delivery.purpose is not Purpose.CARD:
            return
        self._prints[_card(delivery)] = _print(message)
        if len(self._prints) > MOST:
            self._prints.popitem(last=False)

    def forget(self, delivery: Delivery) -> None:
        """Know nothing any more of the card that a delivery makes or changes."""
        self._prints.pop(_card(delivery), None)

    def clear(self) -> None:
        """Know nothing any more: another worker sends."""
        self._prints.clear()


def _card(delivery: Delivery) -> int:
    """Return the key of the message that a delivery makes or changes."""
    return delivery.key if delivery.op in NEW else delivery.target_id or 0


def _print(message: Message) -> int:
    keyboard = message.keyboard.model_dump_json() if message.keyboard else None
    return hash((message.text, keyboard))

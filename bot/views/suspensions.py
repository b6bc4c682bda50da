"""What is said when somebody's rights are ended: to the duty desk, and to the person."""

from collections.abc import Sequence

from bot.domain.suspensions import AccountSuspended, YouAreSuspended
from bot.texts import Safe
from bot.views.layout import FIELD, NAME, cut, head, lines, quoted
from bot.views.message import Message, Reader
from bot.views.wording import PHONE

NUMBERS = 10


def account_suspended(card: AccountSuspended, reader: Reader) -> Message:
    """For the duty desk, and for whoever ordered it: what became of alerts and cases."""
    words, who = reader.words, cut(card.who, NAME)
    title = "suspended-lifted" if card.lifted else "suspended-title"
    by = words("suspended-by", who=cut(card.by, NAME), time=reader.clock(card.at))
    why = quoted(card.why, FIELD)
    return Message(
        lines(
            head(reader, words.plain(title, who=who)),
            by,
            words("suspended-why", why=why) if why else None,
            _numbers("suspended-recalled", card.recalled, reader),
            _numbers("suspended-missing", card.missing, reader),
            _numbers("suspended-unfinished", card.unfinished, reader),
            _numbers("suspended-corrected", card.corrected, reader),
            _numbers("suspended-stopped", card.stopped, reader),
            _numbers("suspended-freed", card.freed, reader),
            _numbers("suspended-unchecked", card.unchecked, reader),
            words("suspended-lifted-do")
            if card.lifted
            else words("suspended-do", user=card.user_id),
        )
    )


def _numbers(key: str, numbers: Sequence[int], reader: Reader) -> Safe | None:
    shown = reader.words.plain("board-and").join(str(number) for number in numbers[:NUMBERS])
    more = "…" if len(numbers) > NUMBERS else ""
    return reader.words(key, numbers=shown + more) if numbers else None


def you_are_suspended(card: YouAreSuspended, reader: Reader) -> Message:
    """For the person, once, politely: what it means and whom to ask."""
    words, phone = reader.words, cut(card.duty_phone, PHONE)
    return Message(
        lines(
            words("you-suspended"),
            words("you-suspended-call", phone=phone) if phone else words("you-suspended-ask"),
            words("you-suspended-still"),
        )
    )

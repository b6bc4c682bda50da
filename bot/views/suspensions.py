"""What is said when somebody's rights are ended: to the duty desk, and to the person."""

from collections.abc import Sequence

from bot.domain.suspensions import AccountSuspended, Ended, YouAreSuspended
from bot.texts import Safe
from bot.views.layout import FIELD, NAME, cut, head, lines, quoted, short_date
from bot.views.message import Message, Reader
from bot.views.notice_keys import called
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
            _named("suspended-called-off", card.called_off, reader),
            _named("suspended-silenced", card.silenced, reader),
            _left_alone(card, reader),
            words("suspended-lifted-do")
            if card.lifted
            else words("suspended-do", user=card.user_id),
        )
    )


def _left_alone(card: AccountSuspended, reader: Reader) -> Safe | None:
    names = reader.words.plain("board-and").join(cut(who, NAME) for who in card.left_alone)
    return reader.words("suspended-left-alone", names=names) if names else None


def _numbers(key: str, numbers: Sequence[int], reader: Reader) -> Safe | None:
    shown = reader.words.plain("board-and").join(str(number) for number in numbers[:NUMBERS])
    more = "…" if len(numbers) > NUMBERS else ""
    return reader.words(key, numbers=shown + more) if numbers else None


def _named(key: str, ended: Sequence[Ended], reader: Reader) -> Safe | None:
    """Return gatherings or notices by name, with the day where they have one."""
    names = [
        f"{called(one.theme, quoted(one.text), reader)}"
        + (f" {short_date(one.starts_at, reader)}" if one.starts_at else "")
        for one in ended[:NUMBERS]
    ]
    more = "…" if len(ended) > NUMBERS else ""
    shown = reader.words.plain("board-and").join(names)
    return reader.words(key, names=shown + more) if ended else None


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

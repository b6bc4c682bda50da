"""What is true of somebody once an admin has appointed them, or has ended that."""

from bot.domain.appointments import Expected, Standing, TakenBack, YouAreAppointed
from bot.domain.grid import Role
from bot.texts import Safe, escaped
from bot.views.layout import NAME, cut, dotted, head, lines
from bot.views.message import Message, Reader

LISTED = 10


def standing(reader: Reader, told: Standing) -> Message:
    """For the admin: what the person is now, and what the change has left behind."""
    words, name = reader.words, cut(told.name, NAME)
    title = "standing-ended" if told.ended else "standing-made"
    held = [_held(one.grid, one.role, reader) for one in told.held[:LISTED]]
    return Message(
        lines(
            head(reader, words.plain(title, name=name)),
            words("standing-now", user=told.user_id) if held else words("standing-nothing"),
            *held,
            words("standing-freed", cases=told.freed) if told.freed else None,
            words("standing-unchecked", cases=told.unchecked) if told.unchecked else None,
            words("standing-recorded"),
        )
    )


def expected(reader: Reader, told: Expected) -> Message:
    """For the admin: nobody knows the account yet, so here is a link to pass on."""
    words = reader.words
    return Message(
        lines(
            head(reader, words.plain("expected-title", name=cut(told.name, NAME))),
            _held(told.held.grid, told.held.role, reader),
            words("expected-do"),
            escaped(reader.link(told.payload)),
        )
    )


def taken_back(reader: Reader, told: TakenBack) -> Message:
    """For the admin: nobody is waited for any longer, and the link leads nowhere."""
    words = reader.words
    return Message(
        lines(
            head(reader, words.plain("standing-ended", name=cut(told.name, NAME))),
            _held(told.held.grid, told.held.role, reader),
            words("awaited-link-dead"),
            words("standing-recorded"),
        )
    )


def you_are_appointed(card: YouAreAppointed, reader: Reader) -> Message:
    """For the person: what they are now, or no longer."""
    words = reader.words
    key = "you-appointed-ended" if card.ended else "you-appointed"
    role = words.plain(f"role-{card.role}")
    return Message(
        lines(
            words(key, grid=cut(card.grid, NAME), role=role),
            words("you-appointed-by", who=cut(card.by, NAME)),
            None if card.ended else words("joined-help"),
        )
    )


def _held(grid: str, role: Role, reader: Reader) -> Safe:
    return dotted(escaped(cut(grid, NAME)), reader.words(f"role-{role}"))

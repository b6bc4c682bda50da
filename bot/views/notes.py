"""What is asked and answered about notes, and about the photo of finished work."""

from bot.domain.kinds import Outcome
from bot.views.message import Message, Reader


def proof_wanted(reader: Reader) -> Message:
    """提交核查: a photo, or why there is none? The next message is either."""
    return Message(reader.words("proof-wanted"))


def proof_taken(reader: Reader, *, photo: bool) -> Message:
    """What became of it."""
    return Message(reader.words("proof-photo" if photo else "proof-reason"))


def proof_closed(outcome: Outcome, reader: Reader) -> Message:
    """The photo came with 修好了: that was 办结."""
    return Message(reader.words("proof-closed", outcome=reader.words.plain(f"outcome-{outcome}")))


def note_wanted(number: int | None, reader: Reader) -> Message:
    """备注: the next message is the note."""
    words = reader.words
    return Message(words("note-wanted", number=number) if number else words("note-wanted-draft"))


def why_failed(number: int, reader: Reader) -> Message:
    """核查不通过: the next message says what is still wrong."""
    return Message(reader.words("why-failed", number=number))


def note_taken(reader: Reader) -> Message:
    """It is on record, for staff."""
    return Message(reader.words("note-taken"))

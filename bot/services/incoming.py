"""What somebody has sent, as the services take it."""

from dataclasses import dataclass
from datetime import datetime

from bot.services.rights import Actor


@dataclass(frozen=True)
class Incoming:
    """One message of a person, or of a group speaking as itself (`sender` None)."""

    chat_id: int
    message_id: int
    private: bool
    sender: Actor | None
    text: str
    photo: str | None
    at: datetime
    album: str | None = None
    """What the photo shares with the others of its album."""
    pin: tuple[float, float] | None = None
    """Latitude and longitude of a location that came with it."""
    link: int | None = None
    """The node of the start link that led here."""
    voice: str | None = None
    beside: tuple[int, ...] = ()
    """What was sent before it and belongs to it; itself where it carries a file."""
    forwarded: bool = False
    """Somebody else's words: the writer has sent them on."""
    pictured: bool = False
    """What it carries, or what was sent before it, is a picture sent as a file."""
    called: bool = False
    """Meant for the bot: a command, its name, an answer to it."""
    by_command: bool = False
    """A command, a button or 转为上报 asks for it."""
    exercise: bool = False
    on_the_spot: bool = False
    """Staff have settled the matter already: 当场办结."""

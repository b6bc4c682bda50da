"""The first words in a private chat: who Gege is, what to write, in which language."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.domain.grid import Role
from bot.domain.listing import Which
from bot.domain.reports import Wish
from bot.texts import LOCALES, Safe, get_words
from bot.views import dialogues, wording
from bot.views.buttons import Act, Speak, Turn
from bot.views.keyboard import Keys, in_rows, keyboard
from bot.views.layout import FIELD, NAME, cut, lines
from bot.views.message import Message, Reader

GRIDS = 5


@dataclass(frozen=True)
class Plain:
    """One of the four buttons for people who write little."""

    label: str
    wish: Wish
    speak: bool = False
    """A voice is awaited, not words."""


BUTTONS = {
    "lost": Plain("button-tell-lost", Wish.LOST),
    "light": Plain("button-tell-light", Wish.LIGHT),
    "danger": Plain("button-tell-danger", Wish.DANGER),
    "speak": Plain("button-tell-speak", Wish.REPORT, speak=True),
}
WORK = frozenset({Role.WORKER, Role.DUTY})
READ = WORK | {Role.INSTRUCTOR}
OVERSEE = frozenset({Role.DUTY, Role.ADMIN})
TOOLS = (
    ("help-watch", frozenset({Role.PARTNER})),
    ("help-cases", READ),
    ("help-find", READ),
    ("help-agenda", WORK),
    ("help-staff", frozenset(Role)),
    ("help-settled", WORK),
    ("help-alert", WORK),
    ("help-training", WORK),
    ("help-remind", WORK),
    ("help-correct", WORK),
    ("help-leave", frozenset(Role) - {Role.ADMIN}),
    ("help-bind", frozenset({Role.ADMIN})),
    ("help-suspend", OVERSEE),
    ("help-appoint", frozenset({Role.ADMIN})),
    ("help-coverage", OVERSEE),
)
"""Lines of `/help`, and whose commands they tell of; who may is decided by the services."""
PRIVACY = ("privacy-hears", "privacy-keeps", "privacy-sees")


def start(reader: Reader, *, name: str, grids: Sequence[str], user_id: int) -> Message:
    """`/start`; `grids` are the names of the nodes this person works for.

    The id is what an admin needs to appoint somebody; a tap copies it.
    """
    words = reader.words
    called = cut(name, NAME)
    named = " · ".join(cut(grid, NAME) for grid in grids[:GRIDS])
    mine = Turn(which=Which.MINE if grids else Which.GRIDS, fresh=True).pack()
    own = InlineKeyboardButton(text=words.plain("button-my-cases"), callback_data=mine)
    return Message(
        lines(
            words("start-hello", name=called) if called else words("start-hello-stranger"),
            words("start-what"),
            words("start-urgent"),
            words("start-grids", grids=named) if named else None,
            words("start-help"),
            words("start-id", id=Safe(f"<code>{user_id}</code>")),
        ),
        keyboard(*in_rows(_plain(reader)), [own]),
    )


def _plain(reader: Reader) -> list[InlineKeyboardButton]:
    keys = Keys(reader, 0)
    return [keys.press(button.label, Act.TELL, name) for name, button in BUTTONS.items()]


def told(button: Plain, reader: Reader) -> Message:
    """The question after one of the four buttons."""
    if not button.speak:
        return dialogues.report_start(reader, button.wish)
    words = reader.words
    return Message(lines(words("start-urgent"), words("report-speak")))


def help_text(reader: Reader, roles: Collection[Role]) -> Message:
    """`/help`: for everybody what to write, then the commands that somebody's offices may give."""
    words, held = reader.words, set(roles)
    lists_theirs = held.isdisjoint(READ)
    return Message(
        lines(
            words("help-urgent"),
            words("help-report"),
            words("help-group"),
            words("help-case"),
            *map(words, ("help-mine", "help-gatherings") if lists_theirs else ()),
            words("help-commands"),
            words("help-privacy"),
            *(words(line) for line, may in TOOLS if not held.isdisjoint(may)),
            words("help-language"),
        )
    )


def privacy(reader: Reader, operator: str, days: int, opinion: str = "") -> Message:
    """`/privacy`: what is kept, how long, who reads it, who answers for it.

    `opinion` is the host of the language model that is asked about reports.
    """
    words = reader.words
    told = [words(line) for line in PRIVACY]
    ends = words("privacy-ends", days=days)
    asked = words("privacy-opinion", host=cut(opinion, FIELD)) if opinion else None
    abroad = words("privacy-abroad")
    named = cut(operator, FIELD)
    by = words("listening-operator", operator=named) if named else words("privacy-no-operator")
    return Message(
        lines(
            words("privacy-title"),
            *told,
            asked,
            ends,
            abroad,
            by,
            words("privacy-name", bot=reader.bot),
            words("privacy-own"),
            words("privacy-forget"),
        )
    )


def welcome(reader: Reader) -> Message:
    """The answer to thanks in private."""
    return Message(reader.words("you-are-welcome"))


def not_understood(reader: Reader, *, of_whom: bool = False, staff: bool = False) -> Message:
    """The answer to private words that are no report, no clue and no command; `of_whom`: who is she?

    What staff wrote may have been a plan.
    """
    words = reader.words
    if of_whom:
        return Message(words("not-understood-whom"))
    return Message(lines(words("not-understood"), words("not-understood-plan") if staff else None))


def nothing_open(reader: Reader) -> Message:
    """取消 where nothing waits for an answer."""
    return Message(reader.words("nothing-open"))


def no_case(reader: Reader) -> Message:
    """How does it stand, asks somebody who has reported nothing."""
    return Message(reader.words("no-case"))


def phones(reader: Reader, duty_phone: str) -> Message:
    """Whom to ring: the desk, and in an emergency not the desk."""
    words = reader.words
    return Message(
        lines(wording.duty(duty_phone, reader) or words("no-duty-phone"), words("start-urgent"))
    )


def here(reader: Reader) -> Message:
    """The answer to 在吗: what can be written, and where the rest stands."""
    return Message(lines(reader.words("call-answered"), reader.words("start-help")))


def language_choice(reader: Reader) -> Message:
    """`/language`: each language calls itself by its own name."""
    buttons = [
        InlineKeyboardButton(
            text=get_words(locale).plain("language-name"),
            callback_data=Speak(locale=locale).pack(),
        )
        for locale in LOCALES
    ]
    return Message(reader.words("language-choice"), keyboard(buttons))


def language_named(words: str) -> str | None:
    """Return the locale that is called so, by its code or by its own name."""
    names = {get_words(locale).plain("language-name").lower(): locale for locale in LOCALES}
    return words if words in LOCALES else names.get(words)


def language_set(reader: Reader) -> Message:
    """Said in the language just chosen."""
    return Message(reader.words("language-set"))

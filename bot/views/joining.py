"""What a person reads who comes by a link: are you the one, and may colleagues phone you?"""

from aiogram.types import (
    InlineKeyboardButton,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.domain.invitations import Invited, PersonJoined, StaffGroupJoined
from bot.texts import LOCALES, get_words
from bot.views.buttons import Join, Unbind
from bot.views.keyboard import keyboard
from bot.views.layout import NAME, bold, cut, head, lines
from bot.views.message import Message, Reader

CODE = 64
"""Characters of a node's code, whole."""
NO_PHONE = frozenset(get_words(locale).plain("button-no-phone") for locale in LOCALES)
"""What a tap on 不留电话 writes."""


def who(reader: Reader, invited: Invited, token: str) -> Message:
    """Ask whether the link is for this person; whoever says so gets the appointment."""
    words = reader.words
    role = words.plain(f"role-{invited.role}")
    name, grid = cut(invited.name, NAME), cut(invited.grid, NAME)
    title = cut(invited.title or "", NAME)
    buttons = [
        InlineKeyboardButton(text=words.plain(key), callback_data=Join(me=me, token=token).pack())
        for key, me in (("button-join-me", True), ("button-join-other", False))
    ]
    return Message(
        lines(
            bold(words("joining-who", name=name, grid=grid, role=role)),
            words("joining-title", title=title) if title else None,
            words("joining-what"),
        ),
        keyboard(buttons),
    )


def other(reader: Reader) -> Message:
    """不是我: nothing has happened."""
    return Message(reader.words("joining-other"))


def joined(reader: Reader, name: str) -> Message:
    """They are appointed; a number helps, and need not be given."""
    words = reader.words
    own = KeyboardButton(text=words.plain("button-own-phone"), request_contact=True)
    none = KeyboardButton(text=words.plain("button-no-phone"))
    keys = ReplyKeyboardMarkup(keyboard=[[own, none]], resize_keyboard=True, one_time_keyboard=True)
    told = lines(words("joined", name=cut(name, NAME)), words("joined-phone"))
    return Message(told, reply_keys=keys)


def ready(reader: Reader, *, phone: bool) -> Message:
    """The number is kept, or not; what now."""
    words = reader.words
    told = lines(words("joined-phone-kept" if phone else "joined-ready"), words("joined-help"))
    return Message(told, reply_keys=ReplyKeyboardRemove())


def person_joined(card: PersonJoined, reader: Reader) -> Message:
    """For whoever gave the link away: is this the one whom it was for?"""
    words = reader.words
    role, grid = words.plain(f"role-{card.role}"), cut(card.grid, NAME)
    return Message(
        lines(
            head(reader, words.plain("person-joined", name=cut(card.name, NAME))),
            words("person-joined-as", grid=grid, role=role),
            words("person-joined-account", account=cut(card.account, NAME), user=card.user_id),
            words("person-joined-check", order=f"/staff - {card.user_id} {cut(card.code, CODE)}"),
        )
    )


def staff_group_joined(card: StaffGroupJoined, reader: Reader) -> Message:
    """For the admins: whoever has the link has bound a group that reads cases; is it ours?"""
    words = reader.words
    label = words.plain("button-unbind")
    data = Unbind(chat=card.chat_id).pack()
    title, by = cut(card.title, NAME), cut(card.by, NAME)
    return Message(
        lines(
            head(reader, words.plain("staff-group-joined"), cut(card.grid, NAME)),
            words("staff-group-title", title=title) if title else None,
            words("staff-group-by", who=by) if by else None,
            words("staff-group-check"),
        ),
        keyboard([InlineKeyboardButton(text=label, callback_data=data)]),
    )

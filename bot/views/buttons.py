"""Callback data: which press on which case, in at most 64 bytes, trusted for nothing."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from bot.domain.kinds import Kind
from bot.domain.listing import Way, Which


class Act(StrEnum):
    """What a button asks for (contract.md, "Presses"); rights are checked by the services."""

    SUBMIT = "submit"
    NOT_A_REPORT = "no"
    ADD = "add"
    GUARDIAN = "guardian"
    HELPER = "helper"
    FOUND = "found"
    ALSO = "also"
    JOIN = "join"
    PROGRESS = "progress"
    WRONG_INFO = "wrong"
    CLAIM_CHILD = "claimchild"
    DONE = "done"

    SEEN = "seen"
    CLAIM = "claim"
    PUBLISH = "publish"
    ASSIGN = "assign"
    ASSIGN_TO = "assignto"
    TRANSFER = "transfer"
    TRANSFER_TO = "transferto"
    ESCALATE = "up"
    CLOSE = "close"
    CLOSE_AS = "closeas"
    HANDED_OVER = "handed"
    MORE = "more"
    WIDEN = "widen"
    HOLD = "hold"
    RESUME = "resume"
    RECALL = "recall"
    FINISH = "finish"
    PASS = "pass"
    FAIL = "fail"
    CONTACT = "contact"
    REPUBLISH = "again"

    CARD = "card"
    TOLD = "told"
    SEARCHING = "searching"
    TAKEN_OVER = "took"

    CONFIRM_PUBLISH = "yes"
    PUBLISH_UNVERIFIED = "unverified"
    DONT_PUBLISH = "dont"
    CANCEL = "cancel"

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"
    PLACE = "place"
    TELL = "tell"
    SPOT = "spot"
    HEARD = "heard"
    FORWARD = "forward"
    KIN = "kin"
    SHOW_PHOTO = "photo"
    CORRECT = "correct"
    UPDATE = "update"
    DONT_UPDATE = "noupdate"
    ADJUST = "adjust"
    RENEW = "renew"
    END = "end"
    SECOND = "second"
    REFUSE_SECOND = "notsecond"
    OVERRIDE = "override"
    KEEP = "keep"
    VERIFY = "verify"
    MORE_CLUES = "moreclues"
    NO_MORE_CLUES = "noclues"
    EXTEND = "extend"
    GRANT = "grant"
    NOT_GRANTED = "notgrant"
    NOTE = "note"
    TAKE_UP = "takeup"
    SAME_PERSON = "same"
    OTHER_PERSON = "notsame"


class Press(CallbackData, prefix="c"):
    """A button under a message about a case; `arg` is an outcome, or the id of a person, a grid, a place."""

    act: Act
    case: Annotated[int, Field(ge=0, lt=2**31)]
    arg: str = ""


class Turn(CallbackData, prefix="l"):
    """A turn of the page of `/cases`, or to another list; `menu` asks which kind."""

    which: Which
    kind: Kind | None = None
    way: Way = Way.NEWEST
    edge: Annotated[int, Field(ge=0, lt=2**31)] = 0
    menu: bool = False
    fresh: bool = False
    """Pressed under something else that stays: the list is a new message."""


class Seek(CallbackData, prefix="f"):
    """Goes on with `/find` beyond a case, 0 from the newest; the query is `finding.is_short`."""

    edge: Annotated[int, Field(ge=0, lt=2**31)]
    query: str


class Meet(CallbackData, prefix="m"):
    """The agenda of a node from a point on; with a case, 定办法 for the point it stands for.

    With a person too, the case is theirs, and all that stand for the same point; `off` takes back
    what was decided.
    """

    node: Annotated[int, Field(ge=0, lt=2**31)]
    start: Annotated[int, Field(ge=0, lt=2**31)] = 0
    case: Annotated[int, Field(ge=0, lt=2**31)] = 0
    to: Annotated[int, Field(ge=0, lt=2**53)] = 0
    off: bool = False


class Speak(CallbackData, prefix="lang"):
    """A choice of language in private."""

    locale: str


class Forget(CallbackData, prefix="forget"):
    """全部删掉 or 先不删 under `/forget`, where a certificate would go."""

    really: bool


class Join(CallbackData, prefix="join"):
    """是 or 不是我 under the question of a link; the token is the right to say so."""

    me: bool
    token: str


class Unbind(CallbackData, prefix="unbind"):
    """Take a group out of the grid that an admin does not know."""

    chat: Annotated[int, Field(gt=-(2**52), lt=2**52)]


class Leaving(CallbackData, prefix="leave"):
    """How long, then who stands in; 0 days ends a leave, fewer ask no more."""

    days: Annotated[int, Field(ge=-1, le=60)]
    stand_in: Annotated[int, Field(ge=0, lt=2**52)] = 0


class Do(StrEnum):
    """What a button of a notice, or of the safety calendar, asks for."""

    MENU = "menu"
    THEMES = "themes"
    THEME = "theme"
    WRITE = "write"
    POLICY = "policy"
    OPEN = "open"
    TIME = "time"
    AT = "at"
    SCOPE = "scope"
    NODE = "node"
    REPEAT = "repeat"
    EVERY = "every"
    UNTIL = "until"
    UNREAL = "unreal"
    DAYS = "days"
    SOURCE = "source"
    CONFIRM = "yes"
    DROP = "no"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    REPLAN = "replan"
    REWRITE = "rewrite"
    REPLACE = "replace"
    LEAVE = "leave"
    LOG = "log"
    DELETE = "delete"
    DELETE_NOW = "deletenow"
    TAKE_BACK = "takeback"
    AGREE = "agree"
    REFUSE = "refuse"
    TALK = "talk"
    QUIZ = "quiz"
    MUTE = "mute"
    MUTE_HERE = "mutehere"
    CALENDAR = "calendar"
    RULE = "rule"
    SWITCH = "switch"
    HOUR = "hour"


class Notify(CallbackData, prefix="n"):
    """A button of a notice: which one, and what was chosen."""

    do: Do
    id: Annotated[int, Field(ge=0, lt=2**31)] = 0
    arg: str = ""


class Held(StrEnum):
    """What a button under a message about a gathering asks for."""

    JOIN = "join"
    LEAVE = "leave"
    BRING = "bring"
    SLOTS = "slots"
    SLOT = "slot"
    STARS = "stars"
    CALLABLE = "call"
    ANNOUNCE = "yes"
    AGREE = "agree"
    REFUSE = "refuse"
    DROP = "drop"
    PLAN = "plan"
    MORE = "more"
    WRITE = "write"
    CHOOSE = "choose"
    SET = "set"
    ROSTER = "list"
    CAME = "came"
    MISSED = "missed"
    PASS = "pass"
    RESULT = "result"
    CHECK_IN = "qr"
    CALL_OFF = "off"
    WHY_OFF = "offwhy"
    CALLED_OFF = "offyes"
    NEW = "new"
    NEARBY = "near"
    SHOW = "show"
    ABLE = "able"
    MINE = "mine"
    NAME = "name"
    RENAMES = "renames"
    RENAME = "rename"
    AWAY = "away"
    UNREAL = "unreal"


class Gather(CallbackData, prefix="g"):
    """A button under a message about a gathering; `arg` says what, how many, or who."""

    act: Held
    id: Annotated[int, Field(ge=0, lt=2**31)] = 0
    arg: str = ""


def presses(markup: InlineKeyboardMarkup) -> Iterator[Press]:
    """Yield what the buttons of a keyboard ask for about cases."""
    for row in markup.inline_keyboard:
        for button in row:
            try:
                yield Press.unpack(button.callback_data or "")
            except (TypeError, ValueError):  # a link, or a button of another kind
                continue


def is_menu(markup: InlineKeyboardMarkup | None) -> bool:
    """Whether a keyboard is a menu that goes once something in it was chosen: it ends in 取消."""
    if markup is None or not markup.inline_keyboard:
        return False
    last = markup.inline_keyboard[-1][-1].callback_data or ""
    return last.startswith(f"c:{Act.CANCEL}:")

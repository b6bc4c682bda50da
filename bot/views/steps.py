"""Lines of a case's history: who did what, when."""

from datetime import datetime

from bot.domain.cards import Step
from bot.domain.kinds import Outcome, Rating
from bot.domain.privacy import without_phones
from bot.domain.states import Action
from bot.texts import Safe
from bot.views.layout import NAME, cut, short_date
from bot.views.message import Reader

NOTE, TOLD = 30, 80

HANDOVERS = {
    "police": "button-police-present",
    "papers": "button-papers-checked",
    "known": "button-known-person",
}
"""How a found person was given back: `Press.arg`, then the reason of closing."""

BY_REPORTER = frozenset(
    {
        Action.REPORT,
        Action.SUBMIT,
        Action.RELATION,
        Action.ADD,
        Action.EDIT,
        Action.FOUND,
        Action.RATE,
        Action.REOPEN,
        Action.STILL,
    }
)
"""Steps whose actor may be the guardian, who is named in no group (promise 4)."""

_IN_WORDS = {
    Action.ASSIGN,
    Action.TRANSFER,
    Action.ESCALATE,
    Action.SHOW_PHOTO,
    Action.UNTAKEN,
    Action.OVERDUE,
    Action.PROVE,
    Action.NOTE,
    Action.MERGE,
    Action.PART,
    Action.SAME_PERSON,
    Action.OTHER_PERSON,
}
_EXTENDED = {Action.ASK_EXTENSION, Action.EXTEND}
_ADJUSTED = {
    "level": "step-adjust-level",
    "category": "step-adjust-category",
    "validity": "step-adjust-validity",
    "scope": "step-adjust-scope",
    "drill.1": "step-adjust-drill",
    "drill.0": "step-adjust-real",
}
_RATINGS: dict[str, str] = {
    Rating.SOLVED: "button-solved",
    Rating.PARTLY: "button-partly",
    Rating.UNSOLVED: "button-unsolved",
}
_RELATIONS = {"guardian": "relation-guardian", "helper": "relation-helper"}


def line(
    step: Step, reader: Reader, *, told: bool = False, read_at: datetime | None = None
) -> Safe:
    """Return `10:42 小张 已认领`, with to whom or how where the step says so.

    `told` gives the words of a correction, and of who rated, too: in no group, they may name somebody. `read_at`
    puts the day before what was not done on that day.
    """
    words, today = reader.words, reader.day(read_at or step.at)
    is_today = reader.day(step.at) == today
    time = reader.clock(step.at) if is_today else short_date(step.at, reader)
    action = words(_action(step))
    if step.who:
        done = words("step-line", time=time, who=cut(step.who, NAME), action=action)
    else:
        done = words("step-line-clock", time=time, action=action)
    whole = told and step.action in {Action.CORRECT, Action.STILL}
    note = cut(without_phones(step.note or ""), TOLD) if whole else _note(step, reader)
    return Safe(done + words("step-note", note=note)) if note else done


def _action(step: Step) -> str:
    """Return the key of what was done; a change under the preview says what was changed."""
    what = (step.note or "").partition(".")[0]
    if step.action == Action.PROVE and step.note:
        return "step-no-photo"
    if step.action == Action.UPDATE and step.note:
        return "step-update-now"
    if step.action == Action.DECIDE and not step.note:
        return "step-decide-off"
    if step.action != Action.ADJUST:
        return f"step-{step.action}"
    return _ADJUSTED.get(step.note or "", _ADJUSTED.get(what, "step-adjust"))


def _note(step: Step, reader: Reader) -> str:
    return cut(_why(step, reader), NOTE)


def _why(step: Step, reader: Reader) -> str:
    note, words = step.note or "", reader.words.plain
    if step.action in _IN_WORDS:
        return note
    if step.action == Action.PUBLISH and note == "unverified":
        return words("step-unverified")
    if step.action == Action.RELATION and note in _RELATIONS:
        return words(_RELATIONS[note])
    if step.action == Action.RATE and note in _RATINGS:
        return words(_RATINGS[note])
    if step.action in _EXTENDED:
        return _more_days(note, reader)
    return _closing(note, reader) if step.action == Action.CLOSE else ""


def _more_days(note: str, reader: Reader) -> str:
    """Read `3: the part is on its way`."""
    days, _, reason = note.partition(": ")
    if not days.isdecimal():
        return ""
    return " · ".join((reader.words.plain("more-days", days=int(days)), reason))


def _closing(note: str, reader: Reader) -> str:
    """Read what closing wrote down: `repaired`, or `cannot_fix: why`."""
    outcome, _, reason = note.partition(": ")
    words = reader.words.plain
    if outcome not in set(Outcome):
        return note
    said = words(HANDOVERS[reason]) if reason in HANDOVERS else reason
    return " · ".join(part for part in (words(f"outcome-{outcome}"), said) if part)

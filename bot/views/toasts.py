"""The short answers to presses: plain text, at most 200 characters."""

from enum import StrEnum

from bot.domain.brakes import UsedUp, Went
from bot.domain.cards import Facts
from bot.domain.kinds import PERSONS
from bot.domain.states import CLOSED
from bot.views import wording
from bot.views.layout import NAME, cut
from bot.views.message import Reader
from bot.views.refusals import TOAST

MIDNIGHT = "00:00"


class Toast(StrEnum):
    """What a press has done."""

    SUBMITTED = "submitted"
    NOT_A_REPORT = "not-a-report"
    THANKS = "thanks"
    SEEN = "seen"
    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    ESCALATED = "escalated"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    WIDENED = "widened"
    HELD = "held"
    RESUMED = "resumed"
    RECALLED = "recalled"
    UPDATED = "updated"
    NOT_UPDATED = "not-updated"
    RENEWED = "renewed"
    ENDED = "ended"
    FINISHED = "finished"
    FAILED = "failed"
    TAKEN_UP = "taken-up"
    CLOSED = "closed"
    FOUND = "found"
    ALSO = "also"
    WRONG_INFO = "wrong-info"
    RATED = "rated"
    PRIVATE = "private"
    OPEN_PRIVATE = "open-private"
    LANGUAGE = "language"
    HEARD = "heard"
    FORWARDED = "forwarded"
    KIN = "kin"
    SECONDED = "seconded"
    REFUSED_SECOND = "refused-second"
    OVERRIDDEN = "overridden"
    CARD = "card"
    KEPT = "kept"
    VERIFIED = "verified"
    MORE_CLUES = "more-clues"
    NO_MORE_CLUES = "no-more-clues"
    TOLD = "told"
    SEARCHING = "searching"
    TAKEN_OVER = "taken-over"
    GRANTED = "granted"
    NOT_GRANTED = "not-granted"
    SAME_PERSON = "same-person"
    OTHER_PERSON = "other-person"
    CHANGED = "changed"
    CALLED_OFF = "called-off"
    CAME = "came"
    PASSED = "passed"
    PASSED_UNTOLD = "passed-untold"
    PASSED_NAMELESS = "passed-nameless"
    NOT_PASSED = "not-passed"
    CERTIFICATE_BACK = "certificate-back"
    CODE_SENT = "code-sent"


def toast(done: Toast, reader: Reader) -> str:
    return reader.words.plain(f"toast-{done}")


def braked(went: object, reader: Reader) -> str | None:
    """Say what a press that publishes or widens came to, unless it did just that."""
    if isinstance(went, UsedUp):
        time = reader.clock(went.until)
        key = "toast-used-up-today" if time == MIDNIGHT else "toast-used-up"
        return reader.words.plain(key, count=went.count, time=time)
    said = {
        Went.NOW: "toast-published",
        Went.LATER: "toast-later",
        Went.SECOND: "toast-second-wanted",
        Went.CHANGED: "toast-second-changed",
        Went.REREAD: "toast-reread",
    }
    return reader.words.plain(said[went]) if isinstance(went, Went) and went in said else None


def joined(case: object, reader: Reader) -> str | None:
    """Say which case one's report counts for now."""
    number, kind = getattr(case, "number", None), getattr(case, "kind", None)
    key = "toast-put-to" if kind in PERSONS else "toast-joined"
    return reader.words.plain(key, number=str(number)) if number else None


def doubted_enough(told: object, reader: Reader) -> str | None:
    """Thank nobody for a doubt that staff don't hear of."""
    return None if told is not False else reader.words.plain("toast-doubted-enough")


def progress_toast(facts: Facts, reader: Reader, owner: str | None = None) -> str:
    """查看进展, for anybody in the group: no more than an alert or a status line has told."""
    words = reader.words.plain
    if wording.confidential(facts):
        return words("group-private")
    matter = f"{wording.what(facts, reader)} · {wording.where(facts)}"
    drill = words("exercise") if facts.exercise else ""
    about = words("progress", number=str(facts.number or ""), what=cut(matter, 60))
    parts = [f"{drill}{about}"]
    return cut(" · ".join([*parts, _stand(facts, reader, owner)]), TOAST)


def _stand(facts: Facts, reader: Reader, owner: str | None) -> str:
    words = reader.words.plain
    if wording.hides_person(facts) and not facts.sought:
        return words("result-over")
    if facts.state in CLOSED:
        return wording.end(facts, reader)
    if facts.kind.is_person:
        return words("progress-found" if facts.kind.is_found else "progress-searching")
    if owner:
        return words("progress-owner", who=cut(owner, NAME))
    return words(wording.state(facts))

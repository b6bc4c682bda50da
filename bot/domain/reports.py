"""What a report needs besides its words: how urgent it is and whether staff hear of it at once."""

import re
from dataclasses import dataclass

from bot.domain.alerts import ELDER_AGE, Danger, Level, propose_level
from bot.domain.kinds import Kind

SPEAK_UP = 0.7
"""In a group the bot speaks up only from this confidence on (contract.md)."""

URGENT_CATEGORIES = frozenset({"fire", "gas", "water", "flood"})

NEAR_DANGER = re.compile(
    r"[河江湖塘渠井]边|水边|水库|池塘|马路|公路|车流|铁路|高架|river|pond|lake|highway|railway",
    re.IGNORECASE,
)
ILL = re.compile(
    r"痴呆|阿尔茨海默|失忆|糊涂|精神|智力|残疾|聋|哑|盲|自闭|孤独症|抑郁|癫痫|心脏病|糖尿病"
    r"|dementia|alzheimer|disabled|autis|epilep|deaf|blind",
    re.IGNORECASE,
)
INJURY_OR_TRAPPED = re.compile(
    r"受伤|流血|昏迷|晕倒|摔倒|溺水|被困(?!扰)|困在|trapped|bleeding|injured", re.IGNORECASE
)


@dataclass(frozen=True)
class Described:
    """The parts of a report that decide how urgent it is."""

    kind: Kind
    text: str
    category: str | None = None
    age: float | None = None
    injured: bool = False


def danger_of(report: Described) -> Danger:
    """Return what decides the level of a report."""
    ill = bool(ILL.search(report.text))
    old = report.kind.is_person and report.age is not None and report.age >= ELDER_AGE
    return Danger(
        category=report.category,
        age=report.age,
        vulnerable=ill or old,
        injured=report.injured or _is_hurt_or_trapped(report),
        near_danger=report.kind.is_person and bool(NEAR_DANGER.search(report.text)),
    )


def level_of(report: Described) -> Level:
    """Propose the level of a report."""
    return propose_level(report.kind, danger_of(report))


def is_life_safety(report: Described) -> bool:
    """Whether staff hear of the draft at once (promise 8): a person, injury, fire, gas, water…"""
    if report.kind.is_person or report.injured:
        return True
    if report.kind is Kind.HAZARD and report.category in URGENT_CATEGORIES:
        return True
    return _is_hurt_or_trapped(report)


def _is_hurt_or_trapped(report: Described) -> bool:
    return report.kind in {Kind.HAZARD, Kind.HELP} and bool(INJURY_OR_TRAPPED.search(report.text))


_FOUND_WORDS = re.compile(
    r"(?:孩子|娃儿?|小孩|人|儿子|女儿|妹儿|弟弟|老人|妈妈?|爸爸?|婆婆|爷爷|他|她)?"
    r"(?:已经|都|刚刚?)?(?:找到|找着|回来|回家)(?:了|啦|咯|喽)[!！。.~，,谢大家各位\s]*"
    r"|(?:he|she|we)?\s?(?:has been |'s been |was |'s |is )?found(?: him| her)?[.!\s]*",
    re.IGNORECASE,
)


def says_found(text: str) -> bool:
    """Whether a short message says, without doubt or question, that the person is back."""
    return bool(_FOUND_WORDS.fullmatch(text.strip()))

"""Certificates of trainings: what they say somebody can do, for how long, and how one is known."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""None that is taken for another on paper."""
LENGTH = 8
"""Forty bits: nobody comes upon a stranger's by counting."""
REFRESH = timedelta(days=30)
"""So long before a certificate runs out its holder is told."""
CPR_YEARS = 2

NAME_LEAST, NAME_MOST = 2, 20
_NAME = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]+(?:·[\u3400-\u9fff]+)*|[A-Za-z]+(?:[ .'-]+[A-Za-z]+)*"
)
"""As on an identity card; of who has no Chinese name in Latin letters."""
_DOTS = re.compile("[•‧・．∙]")

_TWO_CHARACTERS = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "端木",
        "长孙",
        "宇文",
        "轩辕",
        "南宫",
        "独孤",
    ]
)
"""Surnames of two characters."""
_CPR = ("cpr", "心肺复苏", "急救", "海姆立克", "aed", "first aid", "heimlich")


class Skill(StrEnum):
    """What somebody can be called for."""

    CPR = "cpr"
    OTHER = "other"


class Validity(StrEnum):
    """What whoever scans a certificate reads."""

    VALID = "valid"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CertificateCard:
    """The certificate, for its holder alone."""

    certificate_id: int
    number: str
    name: str
    title: str
    grid: str
    trainer: str
    issued_at: datetime
    expires_at: datetime | None = None
    skill: Skill = Skill.OTHER
    callable: bool | None = None
    """What its holder answered, by now."""


@dataclass(frozen=True)
class CertificateGone:
    """The trainer has taken it back."""

    title: str
    number: str


@dataclass(frozen=True)
class Refresher:
    """It runs out soon."""

    title: str
    number: str
    expires_at: datetime


@dataclass(frozen=True)
class Verified:
    """What a certificate's number leads to; the name is masked."""

    number: str
    validity: Validity
    name: str = ""
    title: str = ""
    issued_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Ready:
    """Somebody who can help, and may be called."""

    user_id: int
    name: str
    grid: str
    expires_at: datetime | None = None


class Passed(StrEnum):
    """What came of 合格."""

    TOLD = "told"
    UNTOLD = "untold"
    """There is no private chat yet: it is handed over once there is one."""
    NAMELESS = "nameless"
    """It is made once its holder has said what name stands on it."""
    NOT = "not"
    TAKEN_BACK = "taken-back"
    """They had a certificate already."""


def name_in(words: str) -> str | None:
    """Return a name that may stand on a certificate, None where there is none."""
    name = _DOTS.sub("·", " ".join(words.split()))
    fits = NAME_LEAST <= len(name) <= NAME_MOST and _NAME.fullmatch(name)
    return name if fits else None


def skill_of(title: str) -> Skill:
    """Return what a training of this title teaches."""
    lowered = title.lower()
    return Skill.CPR if any(word in lowered for word in _CPR) else Skill.OTHER


def expires_at(skill: Skill, issued_at: datetime) -> datetime | None:
    """Return when a certificate runs out: of first aid after two years, others never."""
    if skill is not Skill.CPR:
        return None
    try:
        return issued_at.replace(year=issued_at.year + CPR_YEARS)
    except ValueError:  # the 29th of February
        return issued_at.replace(year=issued_at.year + CPR_YEARS, day=28)


def validity(runs_out: datetime | None, now: datetime) -> Validity:
    """Return whether a certificate still holds."""
    return Validity.EXPIRED if runs_out is not None and runs_out <= now else Validity.VALID


def masked(name: str) -> str:
    """Return a name as strangers may read it.

    >>> masked("王小丽"), masked("欧阳晓明")
    ('王＊＊', '欧阳＊＊')
    """
    plain = name.strip()
    shown = 2 if len(plain) > 2 and plain[:2] in _TWO_CHARACTERS else 1
    return plain[:shown] + "＊" * min(max(len(plain) - shown, 1), 3) if plain else "＊"

"""Reads what somebody plans: 「今晚7点半在香樟苑开展急救培训 30人」, with every time in the future."""

import re
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from bot.domain.addressees import take_role
from bot.domain.ahead.anywhere import take_time
from bot.domain.gatherings import (
    MOST_COMPANIONS,
    MOST_PLACES,
    MOST_TIMES,
    PLACE,
    TITLE,
    GatheringType,
)
from bot.domain.grid import Role
from bot.domain.intake.numbers import number

_N = r"(?:[-−]?\d{1,7}|[零〇一二两三四五六七八九十百]{1,5})"
_PLACES = re.compile(
    rf"(?:限|共|可报|名额|最多|上限)?\s*(?P<n>{_N})\s*(?:个)?(?:人|名额|名|位|座|places|people|seats)"
    rf"|(?:限额|名额|限报|上限|人数)[:：]?\s*(?P<limit>{_N})",
    re.IGNORECASE,
)
_UNLIMITED = re.compile(
    "不限(?:人数?|名额)|(?:人数|名额)不限|^不限$|no limit|unlimited", re.IGNORECASE
)
_LABELS = re.compile("(?:时间|主题|名称|内容)[:：]")
_ROOM = (
    r"(?:小区|社区|花园|苑|园区|广场|院坝|活动室|会议室|培训室|教室|中心|医院|卫生站|卫生院"
    r"|学校|小学|中学|幼儿园|大厅|架空层|操场|公园|食堂)"
)
_HELD_AT = re.compile(rf"(?P<place>\S*{_ROOM})(?P<what>\S{{2,}})")
"""十里画卷小区急救培训: a place and what is held there, written as one."""
_SHORTEST = 3
"""社区活动 is held by the community, not there."""
_COMPANIONS = re.compile(
    rf"(?:每人)?可以?(?:再)?带\s*(?P<n>{_N})\s*[个名位]?(?:人|家属|家人|孩子|小孩|娃|朋友|老人)"
)
_TIMES = re.compile(
    rf"(?:共|连续|一共|连着)?\s*(?P<n>{_N})\s*(?:次|周|期|讲|times|weeks)", re.IGNORECASE
)
_VERB = (
    r"(?:开展|举办|举行|组织|进行|召开|开办|安排|接待|提供|办(?!公)|做|搞|开)(?:一?[场次个堂节])?"
)
_TEACH = r"(?:教(?![室学育堂练])|(?<![宣演主听开])讲(?![座台师义坛堂课]))"
_TEACHES = re.compile(_TEACH)
_WHERE = re.compile(
    rf"(?:在|地点[:：]?)\s*(?P<place>[^，,。；;\s]+?)\s*(?={_VERB}|{_TEACH}|[，,。；;\s]|$)|\b(?:at|in) (?P<at>[^,.;]+?)(?=[,.;]|$)"
)
_DONE_AT = re.compile(rf"(?P<place>[^，,。；;、\s]+{_ROOM})(?={_VERB}|{_TEACH})")
"""柳林社区会议室办家长课, without 在."""
_WHAT = re.compile(
    rf"(?:{_VERB}\s*|(?={_TEACH}))(?:教(?:大家|居民们?|家长们?|孩子们?)|讲(?:一?讲|解)?)?(?P<what>[^，,。；;\s]+)"
)
_SPLIT = re.compile(r"[，,。；;、\s]+")
_LEARNED = re.compile("急救|心肺复苏|海姆立克|怎么|如何|cpr|first aid|heimlich|how to")
"""Is learned, by whatever name."""
_MEETS = re.compile(
    r"(?:业主|居民|代表|院坝|坝坝|协调|动员|部署|通报|评议|碰头|工作|研判|听证|恳谈|说明|征求意见|党员|骨干|网格长?员?)会"
    r"(?!议|员|长)"
)
_A_MEETING = re.compile(
    r"(?<!运动)(?<!联欢)(?<!音乐)(?<!读书)(?<!分享)(?<!茶话)(?<!展览)(?<![晚聚庙舞茶])会$"
)
"""What is called 会 is a meeting, unless people come to enjoy it."""
_ROOMS = re.compile("活动室|活动中心|活动站|会议室|会议中心|咨询台|培训室|培训中心")
"""Where something is held says nothing of what it is."""
_TYPES = (
    (GatheringType.ON_SITE, ("现场教学", "实地教学", "on-site")),
    (GatheringType.MEET_UP, ("见面会", "座谈会", "meet-up")),
    (GatheringType.CONSULTATION, ("咨询", "义诊", "consultation")),
    (GatheringType.DRILL, ("演练", "演习", "drill")),
    (GatheringType.TRAINING, ("培训", "讲座", "训练", "课", "training", "course")),
    (GatheringType.MEETING, ("会议", "议事会", "大会", "例会", "开会", "meeting")),
    (GatheringType.ACTIVITY, ("活动", "义卖", "比赛", "activity")),
)


@dataclass(frozen=True)
class Plan:
    """What is known by now of a gathering that somebody plans."""

    type: GatheringType | None = None
    title: str | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    place: str | None = None
    capacity: int | None = None
    times: int = 1
    companions: int = 0
    role: Role | None = None
    """For whom among staff; None: for residents."""

    @property
    def wanted(self) -> str | None:
        """Return what has to be asked next, None once everything needed is known."""
        if self.title is None:
            return "title"
        if self.starts_at is None:
            return "time"
        if self.place is None:
            return "place"
        return "capacity" if self.capacity is None and not self.by_slots else None

    @property
    def by_slots(self) -> bool:
        return self.type is GatheringType.CONSULTATION


PLAN = TypeAdapter(Plan)
"""A plan as a dialogue keeps it between two messages."""


def read_plan(text: str, now: datetime) -> Plan:
    """Return what a line says of a gathering; raises Unfit for a day that no month has."""
    words = _LABELS.sub(" ", " ".join(text.split()))
    moment, rest = take_time(words, now)
    role, rest = take_role(rest)
    companions, rest = _taken(_COMPANIONS, rest)
    capacity, rest = _taken_capacity(rest)
    times, rest = _taken(_TIMES, rest) if moment is not None and moment.weekly else (None, rest)
    place, rest = _taken_place(rest)
    title = _title(rest)
    if title is None and place is not None and names_type(place):
        title, place = place, None  # 在居委会法律咨询
    if place is None:
        place = _remaining(rest, title)
    if place is None and title is not None:
        place, title = _parted(title)
    if place is None and (done := _DONE_AT.search(rest)):
        place = done["place"]
    kind = type_of(title) if title else None
    if kind is GatheringType.ACTIVITY and _TEACHES.search(text):
        kind = GatheringType.TRAINING
    return Plan(
        type=kind,
        title=title[:TITLE] if title else None,
        starts_at=moment.starts_at if moment else None,
        minutes=moment.minutes if moment else None,
        place=place[:PLACE] if place else None,
        capacity=capacity,
        times=min(times or 4, MOST_TIMES) if moment is not None and moment.weekly else 1,
        companions=max(0, min(companions or 0, MOST_COMPANIONS)),
        role=role,
    )


def read_number(text: str) -> int | None:
    """Return the first whole number of a text."""
    found = re.search(_N, text)
    return number(found.group()) if found else None


def read_capacity(text: str) -> int | None:
    """Return how many may come: a number, or as many as there may be at all."""
    return MOST_PLACES if _UNLIMITED.search(text.strip()) else read_number(text)


def type_of(title: str) -> GatheringType:
    """Return what a title says it is; whoever does not say means something to take part in."""
    lowered = _ROOMS.sub("", title.lower())
    for kind, words in _TYPES:
        if any(word in lowered for word in words):
            return kind
    if _LEARNED.search(lowered):
        return GatheringType.TRAINING
    meets = _A_MEETING.search(lowered) or _MEETS.search(lowered)
    return GatheringType.MEETING if meets else GatheringType.ACTIVITY


def names_type(text: str) -> bool:
    """Return whether a text says what is to be held: no other line is taken for a plan by itself."""
    lowered = _ROOMS.sub("", text.lower())
    named = any(word in lowered for _, words in _TYPES for word in words)
    return named or _MEETS.search(lowered) is not None


def _taken(pattern: re.Pattern[str], text: str) -> tuple[int | None, str]:
    found = pattern.search(text)
    if found is None:
        return None, text
    said = next(filter(None, found.groups()))
    return number(said), text[: found.start()] + " " + text[found.end() :]


def _taken_capacity(text: str) -> tuple[int | None, str]:
    if _UNLIMITED.search(text):
        return MOST_PLACES, _UNLIMITED.sub(" ", text)
    return _taken(_PLACES, text)


def _parted(title: str) -> tuple[str | None, str]:
    """Return the place that a title begins with, if it still says what is held after it."""
    found = _HELD_AT.fullmatch(title)
    if found is None or len(found["place"]) < _SHORTEST or not names_type(found["what"]):
        return None, title
    return found["place"], found["what"]


def _taken_place(text: str) -> tuple[str | None, str]:
    found = _WHERE.search(text)
    if found is None:
        return None, text
    place = (found.group("place") or found.group("at")).strip()
    return place, text[: found.start()] + " " + text[found.end() :]


def _title(text: str) -> str | None:
    """Return what is held: the words after 开展 or the like, else those that say what kind it is."""
    parts = [part for part in _SPLIT.split(text) if part]
    if found := _WHAT.search(text):
        return found.group("what")
    if text.isascii():
        return " ".join(parts) or None
    return next((part for part in reversed(parts) if names_type(part)), None)


def _remaining(text: str, title: str | None) -> str | None:
    """Return the place where it is not introduced: what is left beside the title."""
    if title is None or text.isascii():
        return None
    parts = [part for part in _SPLIT.split(text) if part and title not in part]
    return next((part for part in parts if len(part) > 1), None)

"""Whether further words of one person go on with what they have just reported."""

import re
from datetime import timedelta

from bot.domain.duplicates import numbers_of
from bot.domain.intake import PlaceText, Understanding, understand
from bot.domain.kinds import Kind
from bot.domain.missing import OUTSIDE
from bot.domain.putting_right import puts_right
from bot.domain.reports import is_oneself
from bot.domain.small_words import LONGEST, says_nothing_more
from bot.domain.whom import ELDER, OF_HIM, YEARS_APART, speaks_of_one_known

ANOTHER = re.compile(
    r"另外?一?[个位处]|另外|还有一?[个位处]|又有?一?[个位处]|第二[个处]|\banother\b", re.IGNORECASE
)
ALSO = re.compile(r"也(?!许)|\b(?:too|also|as well)\b", re.IGNORECASE)
OF_THEM = re.compile(
    r"[他她]|娃|孩|老人|往|跑|走[了丢失到]|不见|没了|耍|玩|最后|还在|刚[刚才]|将才|转个?身|转眼|出去|出门|监控"
    r"|\b(?:he|she|ran|walked|last|left)\b",
    re.IGNORECASE,
)
"""A place alone is no word of a search; where somebody went is."""
WITHIN = re.compile(
    r"里[面头]|没(?:得|有)?(?:跑|逃)?[下出]来|[下出]不[来到去]|打不开|[困卡关压埋锁]|[拿持提]了?[^，,。]{0,3}刀|烧(?![烤饭菜水香酒])|烟(?![花酒囱头])|火(?![锅车腿])|[炸爆]|闻|[伤血晕]|倒"
    r"|\b(?:inside|trapped|hurt|injured)\b",
    re.IGNORECASE,
)
"""What a danger does to people: 有人被困在里面 has no place of its own."""
BESIDES = re.compile(r"另外|第二[个处]|不见|走?丢|走失|失踪|\b(?:another|missing)\b", re.IGNORECASE)
"""Whoever is missing beside a fire is looked for; 楼上还有个婆婆 is no second matter."""
FEW_BESIDE = 4
"""So much may stand beside a place that answers "where?": 4楼的."""
DARK = frozenset({"self_harm", "give_up"})
VIOLENT = frozenset(
    {"violence", "beaten", "threat", "mortal", "weapon", "brawl", "siege", "scream"}
    | {"stalked", "snatched", "armed", "bloodshed"}
)
WET = frozenset({"drown", "afloat"})
BROKEN = frozenset({Kind.LIGHT, Kind.HAZARD})
THIS = re.compile(r"这(?:个|盏|根|处|里|儿|边|条)|\b(?:this|here)\b", re.IGNORECASE)
"""Who says so stands before it."""
BARE = re.compile(
    r"[^也又还都，,\sa-z]{1,8}|(?!.*\b(?:too|either|also)\b)\w+(?: \w+){1,4}", re.IGNORECASE
)
"""Says one thing and no more: 灯坏了. Who goes on about the dark around him says 又不亮."""
ONCE = re.compile(
    r"也[^，,。！!？?]{0,8}过|以前|上次|那年|去年|前年|小时候|\b(?:last (?:year|month|week)|years ago|once)\b",
    re.IGNORECASE,
)
"""What happened to others, or another time."""
COMPLETES = re.compile(r"\s*补充(?:一下|一点|下)?[\s:：，,。!！]*", re.IGNORECASE)
"""With this somebody goes on with their own report, whenever it was."""
SPOKEN_OF = timedelta(hours=6)
"""So long a family, and the neighbours, go on about whoever is looked for."""


def is_another(first: Understanding, told: Understanding, text: str) -> bool:
    """Whether words that are a report by themselves tell of another matter than the one before.

    Who was hurt or is trapped belongs to the danger before; another danger to a life never does.
    """
    before, after = Kind(first.kind), Kind(told.kind)
    if before is Kind.HAZARD and (after is Kind.HELP or after.is_person):
        return not _is_within(first, told, text)
    if ANOTHER.search(text) or is_oneself(first) is not is_oneself(told):
        return True
    if before is after and puts_right(text):
        return not before.is_person and ALSO.search(text) is not None
    if before.is_person and before.is_lost is not after.is_lost:
        return _is_besides(told, text)
    if (first.category, before.is_lost) != (told.category, after.is_lost):
        return True
    if before.is_person and after.is_person:
        grown = before.is_child and not after.is_child and ELDER.search(text) is not None
        return grown or is_somebody_else(first, told, text)
    if before is not after or is_elsewhere(first.place, told.place):
        return True
    return after is Kind.HELP and sort_of_help(first) != sort_of_help(told)


def _is_besides(told: Understanding, text: str) -> bool:
    """Whether it is a matter of its own, beside somebody who is missed or was found.

    What she says of him is not, whatever it reads like: 天黑了他怕黑，楼道灯又不亮.
    """
    kind = Kind(told.kind)
    if sort_of_help(told) is not None or endangers_another(told, text):
        return True
    if kind in BROKEN and (THIS.search(text) or BARE.fullmatch(text.strip())):
        return True
    if speaks_of_one_known(text):
        return False
    if told.life_safety or not (kind in BROKEN or kind is Kind.HELP):
        return True
    return any(numbers_of(told.place)) or bool(OUTSIDE.search(told.place.text or ""))


def endangers_another(told: Understanding, text: str) -> bool:
    """Whether a life is at stake that is not of whom everybody knows: 我爸摔倒了，他起不来了."""
    if not told.life_safety or Kind(told.kind).is_person:
        return False
    return told.kind == Kind.HAZARD or OF_HIM.match(text) is None


def _is_within(first: Understanding, told: Understanding, text: str) -> bool:
    somewhere = told.place.text is not None and told.place.text not in (first.place.text or "")
    if somewhere or sort_of_help(told) is not None or BESIDES.search(text):
        return False
    return WITHIN.search(text) is not None


def sort_of_help(told: Understanding) -> frozenset[str] | None:
    """Return what somebody needs help against: themselves, blows, water; None for anything else."""
    names = {name for why in told.why for name in re.findall(r"\w+", why.decided)}
    return next((sort for sort in (DARK, VIOLENT, WET) if sort & names), None)


def only_cries(kind: Kind, told: Understanding) -> bool:
    """Whether somebody called for help and has not said yet what has happened: 救命, then 我家娃儿."""
    if kind is not Kind.HELP:
        return False
    return told.kind == "none" or any("cry_alone" in why.decided for why in told.why)


def is_elsewhere(known: PlaceText, told: PlaceText) -> bool:
    """Whether both name a place, and not the same: another number, another compound, out of doors."""
    both = zip(numbers_of(known), numbers_of(told), strict=True)
    if any(one and other and one != other for one, other in both):
        return True
    if known.text is None or told.text is None:
        return False
    if known.community and told.community and known.community != told.community:
        return True
    return bool(OUTSIDE.search(known.text)) is not bool(OUTSIDE.search(told.text))


def is_somebody_else(first: Understanding, second: Understanding, text: str) -> bool:
    """Whether words describe another person than the first did: 还有一个, another sex or age."""
    known, told = first.person, second.person
    if ANOTHER.search(text):
        return True
    if known.sex and told.sex and known.sex != told.sex:
        return True
    ages = known.ages[0], told.ages[0]
    return ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > YEARS_APART


def is_described_otherwise(first: Understanding, told: Understanding) -> bool:
    """Whether words that somebody only sends on are of another person: another name, another age.

    Whoever tells of their own may put an age right.
    """
    one, other = first.person, told.person
    facts = ((one.name, other.name), (one.ages[0], other.ages[0]))
    return any(known and now and known != now for known, now in facts)


def tells_more(kind: Kind, told: Understanding, text: str, *, where: bool = False) -> bool:
    """Whether words among neighbours, read as being about that report, describe it any further.

    A time alone does not, nor a place that anything may happen at: people speak of supper too. But
    whoever was asked `where` answers with a place alone.
    """
    if len(text) > LONGEST or says_nothing_more(text) or ONCE.search(text):
        return False
    if told.phones:
        return True
    place, person = told.place, told.person
    alone = place.text is not None and len(text.strip()) - len(place.text) < FEW_BESIDE
    if not kind.is_person:
        return alone or any(numbers_of(place))
    if alone and where:
        return True
    described = (person.name, person.sex, person.age, person.height_cm, person.clothing)
    if any(value is not None for value in described):
        return True
    return place.text is not None and (any(numbers_of(place)) or bool(OF_THEM.search(text)))


def describes(text: str) -> bool:
    """Whether words of the family describe whom they miss, whatever else they say nothing of.

    >>> describes("穿的蓝裤子，脚上是洞洞鞋"), describes("今晚吃啥子")
    (True, False)
    """
    return tells_more(Kind.LOST_CHILD, understand(text, known=Kind.LOST_CHILD), text)

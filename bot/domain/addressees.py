"""For whom a line is meant: 给网格员, 给锦城社区的志愿者, 给企业."""

import re

from bot.domain.grid import Audience, Role

ROLES: dict[Role, str] = {
    Role.WORKER: "微?网格[员长]|grid workers?|workers?",
    Role.INSTRUCTOR: "指导员|instructors?",
    Role.VOLUNTEER: "(?:党员)?志愿者|volunteers?",
    Role.PARTNER: "协作单位|partners?",
}
AUDIENCES: dict[Audience, str] = {
    Audience.STAFF: f"工作人员|工作群|staff|{ROLES[Role.WORKER]}|{ROLES[Role.INSTRUCTOR]}",
    Audience.BUSINESS: "企业|商[户家铺]|businesses",
    Audience.RESIDENTS: "居民|住户|业主|residents",
}
_MANY = "(?:们|群)?"
_FOR = r"(?:(?:只|仅)?(?:给|面向|限)(?:全体|所有)?|只[要招收]|对象[:：]?|\bfor )\s*"
_ROLES = tuple(
    (role, re.compile(rf"{_FOR}(?:{words}){_MANY}", re.IGNORECASE))
    for role, words in (*ROLES.items(), (None, AUDIENCES[Audience.RESIDENTS]))
)
_AUDIENCES = tuple(
    (audience, re.compile(rf"(?P<node>.*?)的?(?:全体|所有)?(?:{words}){_MANY}", re.IGNORECASE))
    for audience, words in AUDIENCES.items()
)


def take_role(line: str) -> tuple[Role | None, str]:
    """Return which role a plan is for, None for residents, and the line without it.

    >>> take_role("明天9点 给网格员 开会")
    (<Role.WORKER: 'worker'>, '明天9点   开会')
    """
    for role, words in _ROLES:
        if found := words.search(line):
            return role, f"{line[: found.start()]} {line[found.end() :]}"
    return None, line


def audience_of(name: str) -> tuple[str, Audience | None]:
    """Return the node in an address, empty for one's own, and whose groups there are meant.

    >>> audience_of("锦城社区的网格员")
    ('锦城社区', <Audience.STAFF: 'staff'>)
    """
    for audience, words in _AUDIENCES:
        if found := words.fullmatch(name):
            return found["node"], audience
    return name, None

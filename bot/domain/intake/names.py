"""Tells the names of the reporter and of relatives from that of the person missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.domain.intake import person
from bot.domain.intake.lexicon import read_data
from bot.domain.intake.model import Span
from bot.domain.intake.sought import Sought, possible

_ADULT_KIN = (
    "妈妈|妈咪|妈|爸爸|爸|母亲|父亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|婆婆|公公|老公|老婆|丈夫|妻子|爱人|媳妇"
    "|叔叔|伯伯|阿姨|姑姑|姑妈|舅舅|舅妈|姨妈|哥哥|姐姐|家长|监护人|家属"
)
_YOUNG_KIN = "儿子|女儿|闺女|孙子|孙女|外孙女?|侄子|侄女|女婿|儿媳|弟弟|妹妹"
_ENGLISH_KIN = (
    "mother|father|mum|mom|dad|grandmother|grandfather|grandma|grandpa|aunt|uncle|husband|wife"
)
# No given name is made of these: 爸爸马上到, 奶奶白色衣服, 在高新区 name nobody.
_NEVER_GIVEN = (
    "色衣裤裙鞋帽发头毛上便时点里面边去到走过着了的是不没在和跟说要昨今明年月日们他她我你人家孩娃半喊"
    "区路街店村镇院校门栋园口"
)
_GIVEN = f"(?![{_NEVER_GIVEN}])[一-龥]"
_END = (
    "(?=$|[^一-龥]|的?(?:电话|手机|微信)|联系|在|住|今|昨|刚|现|和|跟|与|是|有|我|你|他|她|孩|娃|儿子|女儿"
    "|不|已|正|都|也|到|来|说|带|急|求|请|谢|走|失|从)"
)
_ENGLISH_ANYBODY = (
    f"{_ENGLISH_KIN}|son|daughter|child|kid|boy|girl|grandson|granddaughter|brother|sister|cousin"
    "|nephew|niece|friend|neighbou?r|teacher|mrs?|ms|called|named|with|by|tell|told|ask(?:ed)?|call"
)
_ENGLISH_NAME = r"(?P<name>[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2})"
_NICKNAME = r"(?:小名|乳名|昵称|外号|绰号)(?:叫做?|是|[:：\s])*"


@dataclass(frozen=True, slots=True)
class _Patterns:
    family: re.Pattern[str]
    always: tuple[Sought, ...]
    """Whose name it is stands before it, whoever is missing."""
    elders: tuple[Sought, ...]
    """妈妈X, 老公叫X: of the reporter's side unless such a person is missing."""
    kin: re.Pattern[str]
    alone: tuple[re.Pattern[str], ...]
    """张伟 between two commas, after 跟, 老陈: somebody, now and then a word that begins like a name."""


@cache
def _patterns() -> _Patterns:
    data = read_data("names.toml")
    family = f"(?:{'|'.join(data['compound'].split())}|[{''.join(data['single'].split())}])"
    sure = f"(?P<name>{family}(?:{_GIVEN}){{1,2}}?){_END}"
    said = f"(?P<name>{family}(?:(?:{_GIVEN}){{1,2}}?{_END}|[一-龥]{{2}}))"
    rare = f"(?P<name>(?:{_GIVEN}){{2,4}}?){_END}"
    called = r"(?:的?名字)?(?:叫做?|名叫|[:：])\s*"
    near = "(?:他|她|孩子|娃儿?|宝宝|老人|我是[^，。,！!]{0,8})的?"
    numbered = (
        f"(?:(?<![一-龥])|(?<=[系是找]))(?P<name>{family}(?:{_GIVEN}){{1,2}})[\\s:：(（]{{0,2}}"
        r"(?:的?(?:电话|手机号?)(?:是|号码)?[:：\s]*)?(?=(?:\+?86)?1[3-9]\d)"
    )
    always = (
        Sought(f"(?:我叫|我的?名字(?:叫|是)?|本人叫?)[:：\\s]*{said}"),
        Sought(f"(?:我叫|我的?名字(?:叫|是))[:：\\s]*{rare}"),
        Sought(f"我姓(?P<name>{family})"),
        Sought(f"我是(?:[^，。,！!\\s]{{1,10}}的)?{sure}"),
        Sought(f"(?:联系人?|家长|监护人|家属|报[警案]人|致电)(?:姓名)?[:：\\s是叫]*{sure}"),
        Sought(f"(?:联系人|家长|监护人)(?:姓名)?[:：]\\s*{rare}"),
        Sought(f"[与和跟同给]{sure}(?=联系)"),
        Sought(numbered),
        Sought(f"{near}(?:{_ADULT_KIN}|{_YOUNG_KIN}){called}{said}"),
        Sought(f"{near}(?:{_ADULT_KIN}|{_YOUNG_KIN})是?\\s?{sure}"),
        Sought(rf"(?i:my name(?:'s| is)|\bi am|\bi'm|\bcontact|\bcall)\s{_ENGLISH_NAME}"),
        Sought(
            rf"(?i:\b(?:his|her|the) (?:{_ENGLISH_KIN})(?: is(?: called)?|,)?)\s{_ENGLISH_NAME}"
        ),
    )
    elders = (
        Sought(f"(?P<kin>{_ADULT_KIN}){called}{said}"),
        Sought(f"(?P<kin>{_ADULT_KIN})是?\\s?{sure}"),
        Sought(rf"\b(?P<kin>(?i:{_ENGLISH_KIN}))(?: is(?: called)?|,)?\s{_ENGLISH_NAME}"),
    )
    return _Patterns(
        family=re.compile(f"({family})[一-龥]{{1,2}}"),
        always=always,
        elders=elders,
        kin=re.compile(f"{_ADULT_KIN}|(?i:{_ENGLISH_KIN})"),
        alone=(
            re.compile(f"(?<![一-龥])(?:老|小)?{sure}"),
            re.compile(f"(?<=[给跟和与找是叫问喊])(?:老|小)?(?P<name>{family}(?:{_GIVEN}){{1,2}})"),
            re.compile(f"(?P<name>[老小]{family})(?:(?=[也他她家])|{_END})"),
            re.compile(rf"\b(?i:{_ENGLISH_ANYBODY})[.,]?\s{_ENGLISH_NAME}"),
        ),
    )


def of_others(text: str, kind: str) -> list[Span]:
    """Where the reporter or a relative is named in a report of this kind, each time.

    Where an adult is missing, the relative who is spoken of first is the one.
    """
    return _each_time(set(_of_others(text, kind)), text)


def _each_time(told: set[Span], text: str) -> list[Span]:
    again = {text[slice(*span)] for span in told if span.end - span.start > 1}
    for name in again:
        told |= {Span(*found.span()) for found in re.finditer(re.escape(name), text)}
    return sorted(told)


def _of_others(text: str, kind: str) -> Iterator[Span]:
    patterns = _patterns()
    for pattern in possible(patterns.always, text):
        yield from (Span(*found.span("name")) for found in pattern.finditer(text))
    for pattern in possible(patterns.elders, text):
        for found in pattern.finditer(text):
            first = patterns.kin.search(text) if kind.endswith("_adult") else None
            if first is None or found["kin"] != first.group():
                yield Span(*found.span("name"))


def of_anybody(text: str, kind: str) -> list[Span]:
    """Where anybody may be named, each time: for readers who need no name at all.

    Rather too much than too little: what merely begins like a name is among it.
    """
    told = {*_of_others(text, kind), *person.names(text)}
    for pattern in _patterns().alone:
        told |= {Span(*found.span("name")) for found in pattern.finditer(text)}
    return _each_time(told, text)


def family_name(name: str, text: str) -> str | None:
    """The family name of a full name; a 小名, as `text` says it is, has none, nor has 安安."""
    found = _patterns().family.fullmatch(name)
    if found is None or name == name[0] * len(name):
        return None
    return None if re.search(_NICKNAME + re.escape(name), text) else found[1]

"""Reads sex, age, height and name of the one person a report is about."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from bot.domain.intake.lexicon import Hits
from bot.domain.intake.model import Age, Span
from bot.domain.intake.numbers import number
from bot.domain.intake.sought import Sought, possible

_C = "零〇一二两俩三四五六七八九十"
_N = rf"(?:\d{{1,3}}|[{_C}]{{1,3}})"

_MARKED_SEX = Sought(
    r"(?:性\s*别|sex|gender)\s*[:：]?\s*】?\s*(男|女|male|female)"
    r"|(?:^|[,，、。;；:：\s(（【|/岁多半])(男|女)(?=性|士|[,，、。;；:：\s)）】|/]|\d|$)"
    rf"|(?:^|[^子生])(男|女)(?=[，,、]?\s?{_N}岁)"
    r"|(?:^|[,，、是个\s])(男|女)的(?=[,，、。\s]|$)",
)
_SEXES = {"男": "male", "女": "female", "male": "male", "female": "female"}

_OF_ALL = Sought(rf"都(?:是|才|刚|快|满|有)*({_N})岁")
_AGE_MONTHS = Sought(rf"({_N})\s?周?岁零?({_N})个?月")
# Each way to say it begins with one of a few characters, and is only tried there.
_AGE = Sought(
    rf"(?=[\d{_C}年ahst])(?:(?P<low>\d{{1,3}})\s?[-~—到至]\s?(?P<high>\d{{1,3}})\s?岁"
    rf"|(?P<from>[{_C}]{{1,3}})[到至、~-](?P<to>[{_C}]{{1,3}})岁"
    rf"|(?P<cn>[{_C}]{{1,3}}(?:有[一二三四五六七八九])?[{_C}]?)(?P<cnmore>来|多|几)?个?(?:周)?岁(?P<cnhalf>半)?"
    r"|(?P<d>\d{1,3})(?P<dmore>来|多|几)?\s?(?:个|周)?岁(?P<dhalf>半)?"
    rf"|(?P<cnhalfage>{_N})岁半"
    r"|(?:年\s?龄|age)\s*】?\s*[:：]?\s*(?P<label>\d{1,3})(?!\d)"
    r"|(?P<en>\d{1,3})(?P<enhalf>\s?(?:and a half|1/2|½))?[\s-]?(?:years?[\s-]old|year[\s-]old|yrs?[\s-]old|yo|y/o|years of age|yrs?)\b"
    r"|\b(?:aged?|turned|he is|she is|he's|she's)\s(?P<aged>\d{1,3})\b)",
)
_ELDER = "老头子?|老汉儿?|爷爷|奶奶|婆婆|外婆|外公|爸爸?|妈妈?|老伴儿?|老丈人|父亲|母亲|老人家?|老爷子|老太太?|大爷|大妈|老公|老婆"
_AGE_LOOSE = Sought(
    r"(?P<tens>[二三四五六七八九]十|[2-9]0)(?P<more>多|好几|几|来)(?:岁|了|的|，|,|。|$|\s|老)"
    r"|(?<!\d)(?P<round>[二三四五六七八九]十|[2-9]0)(?:岁)?(?:上下|左右|挨边|边边|出头|开外)(?!块|元|斤|米|个)"
    r"|(?P<decade>[五六七八九])旬"
    r"|(?P<turned>[二三四五六七八九]十[一二三四五六七八九]?|[2-9]\d)(?=了(?:[，,。！!\s有还走]|$))"
    r"|(?:missing|lost|son|daughter|boy|girl|child),?\s(?:is\s)?(?P<bare>\d{1,2})(?=\s?(?:,|\.|$|and\b|wearing\b|in\b))"
    r"|[a-z],\s(?P<listed>\d{1,2})(?=,\s)"
    r"|(?:(?:boy|girl|kid|child|toddler|man|woman|lady)\s|,\s)(?:about|around|maybe)\s(?P<about>\d{1,2})(?=[,.]|\s(?:sitting|standing|wearing|crying|with|in)\b|$)"
    r"|[，,\s](?P<old>[6-9]\d)\s?(?:了[，,\s]|(?=[，,\s]?(?:驼|拄|戴|穿|头发|耳|腿|走路|记|患|个子)))"
    r"|(?:男|女)[孩娃童生][儿子]?[，,、\s]{1,2}(?P<young>1?\d)(?=[，,、\s]|$)"
    r"|(?:男|女)[，,、\s]{1,2}(?P<after>\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?)(?=[，,、\s。]|$)"
    r"|今年(?:刚|满|都|已经|快要?|有)*(?P<now>\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?)(?=[了，,。！!\s]|$)"
    rf"|(?:{_ELDER})(?:(?:今年|都|快|已经|有)?[，,\s]?|[^，。,；;、\d\s]{{0,10}}[，,\s]?)(?P<kin>[4-9]\d|[四五六七八九]十有?[一二三四五六七八九]?)(?=[了，,。！!\s]|$)"
    r"|(?:弟弟|妹妹|哥哥?|姐姐?|儿子|女儿|[侄孙][子女儿])(?:今年|都|快|已经|有)?(?P<sibling>[1-9]\d)(?=了(?!个|天|小时|分钟))",
)
_PLAIN_AGES = ("bare", "listed", "about", "round", "old", "young", "after", "now", "kin", "sibling")
_MONTHS = Sought(rf"({_N})个(半?)多?月(?:大|的?(?:宝|婴|娃|孩))")
_BORN = re.compile(
    r"(?:(?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:出生|生)|出生(?:日期|于|年月)?\s*[:：]?\s*((?:19|20)\d\d)"
)
_GRADE = Sought(
    r"([一二三四五六1-6])年级|(初一|初二|初三|(?<!身)高[一二三](?![米点]))|(小班|中班|大班)"
    r"|(小学生|初中生|高中生)",
)
_CLASSES = {"初一": 12, "初二": 13, "初三": 14, "高一": 15, "高二": 16, "高三": 17}
_PUPILS = {"小学生": (6.0, 12.0), "初中生": (12.0, 15.0), "高中生": (15.0, 18.0)}
_CLASSES |= {"小班": 3, "中班": 4, "大班": 5}
# The age of somebody else: a parent, a kidnapper, an acquaintance.
_OTHERS_AGE = re.compile(
    r"(?:被一个|和一个|跟一个|跟着一个|(?<!我)(?<!我家)(?<!我们)(?:妈妈|爸爸)|家长)[^，。,]{0,3}$"
)

_HEIGHT = Sought(
    rf"(?P<m>[12一]|[一二]|1)\s?(?:米|m)\s?(?P<cm>\d{{1,2}}|[{_C}]{{1,3}})?(?!\d|米|m)"
    r"|(?P<dec>[012]\.\d{1,2})\s?(?:米|m\b|公尺)"
    r"|(?P<whole>\d{2,3})\s?(?:cm|厘米|公分)"
    r"|(?:身高|个子|高)\D{0,4}?(?P<bare>1\d\d|[5-9]\d)(?!\d|斤)"
    rf"|(?P<feet>[四五六456])尺(?P<inch>[{_C}\d]{{1,2}})?寸?"
    r"|(?P<ft>[3-6])\s?(?:ft|feet|foot|')\s?(?P<enin>\d{1,2})?",
)
_NOT_HEIGHT = re.compile(r"(?:水深|长|宽|距|离|深|远|约?有)\D{0,3}$")

_NAME = Sought(
    r"(?:姓\s*名|(?:名字|小名|乳名)(?:叫做?|是)?|名叫|叫做|我叫|她叫|他叫|叫|name is|named|called|name)\s*】?\s*[:：]?\s*([一-龥]{2,4}?|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?=[，,。、；;！!（(\s的今早昨是在]|$)"
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤樊凌"
_NAME_LIST = Sought(
    rf"(?:^|[，,。：:；;！!】\s#])([{_SURNAMES}][一-龥]{{1,2}})[，,、\s]{{1,2}}(?:性别[:：]?)?(?:[男女](?:[，,、。\s]|性)|身高|\d{{1,2}}岁|失踪|走失)"
    rf"|(?:^|[，,。：:；;！!】\s])([{_SURNAMES}][一-龥]{{1,2}}?)(?=(?:突然|今天|昨天|昨晚|刚才|又)?(?:不见|走[失丢散]|丢了|失踪|失联|跑丢)了?[，,。！!\s])"
    rf"|(?:我家|我们家|我屋头?|我们屋头?|咱家|俺家)([{_SURNAMES}][一-龥]{{1,2}}?)(?=(?:突然|今天|昨天|昨晚|刚才|刚刚|又|就|都)?(?:不见|不在|走[失丢散落]|丢了|失踪|失联|放学|找不|没回|没到))"
    rf"|(?:母亲?|父亲?|妈妈?|爸爸?|爷爷|奶奶|外公|外婆|儿子|女儿|孙子|孙女|弟弟|妹妹|侄子|侄女|闺女|娃儿?|孩子|女童|男童|女孩|男孩|老人)([{_SURNAMES}][一-龥]{{1,2}})(?=\d|[，,于在从今昨]|不见|走[失丢散]|丢了|失踪|找不|迷路|$)"
)
_NOT_NAME = re.compile(
    r"孙[子女儿娃孙]|孩|娃|儿|家|人|不|没|我|你|的|今|昨|急|寻|大家|帮|老|年|岁|了|紧|到|回|他|她|马上|色|衣|末|龄|方才"
)

_SURNAME_TITLE = Sought(
    r"([一-龥])(?:某{0,2})(婆婆|奶奶|爷爷|大爷|大妈|老伯|老汉|嬢嬢|孃孃|阿姨|叔叔|老太太)(?=[（(，,。、\s在于从\d]|$|今|昨|走|不|没|八|七|九)"
)


def sex_marks(folded: str) -> list[Span]:
    """Where 男 or 女 stands as an entry of a notice."""
    return [Span(*found.span()) for found in _MARKED_SEX.finditer(folded)]


def sex(folded: str, hits: Hits, subject: Span, *, nouns: Sequence[str]) -> str | None:
    """A plain 男/女 first, then the word for such a person nearest to the subject."""
    marked = _MARKED_SEX.search(folded)
    if marked:
        return _SEXES[marked[marked.lastindex or 0]]
    words = [(span, word) for word in ("male", "female") for span in hits.of(word)]
    able = hits.of(*nouns) if words else []
    words = [
        (span, word)
        for span, word in words
        if any(noun.start <= span.start and span.end <= noun.end for noun in able)
        and not _of_another(folded, span, hits)
    ]
    if not words:
        return "female" if "她" in folded else None
    return min(words, key=lambda w: (_distance(w[0], subject), w[0].start - w[0].end))[1]


def _of_another(folded: str, span: Span, hits: Hits) -> bool:
    """跟爷爷, 联系他父亲: named beside the person, not the person; what is hidden is another's."""
    if folded[span.start] == "\0":
        return True
    if span.end - span.start == 1 and folded[span.start] in "男女":
        return True
    return any(other.end == span.start for other in hits.of("other_person"))


def _distance(span: Span, subject: Span) -> int:
    if span.start < subject.end and subject.start < span.end:
        return 0
    return min(abs(span.start - subject.end), abs(subject.start - span.end))


def age(folded: str) -> tuple[Age, Span] | None:
    """Years; half a year is .5, months are twelfths, 七十多 is a range."""
    found = _AGE_MONTHS.search(folded)
    years, months = (number(part) for part in found.groups()) if found else (None, None)
    if found and years is not None and months is not None and months < 12:
        return years + months / 12, Span(*found.span())
    for pattern in possible((_AGE, _MONTHS, _AGE_LOOSE, _GRADE), folded):
        for found in pattern.finditer(folded):
            if _OTHERS_AGE.search(folded, 0, found.start()):
                continue
            value = _age_value(pattern, found)
            if value is not None:
                return value, Span(*found.span())
    return None


def age_of_all(folded: str) -> tuple[Age, Span] | None:
    """The age that several have in common: 双胞胎，都是5岁."""
    found = _OF_ALL.search(folded)
    years = number(found[1]) if found else None
    return None if found is None or years is None else (float(years), Span(*found.span()))


def _age_value(pattern: Sought, found: re.Match[str]) -> Age | None:
    if pattern is _MONTHS:
        months = number(found[1])
        return None if months is None else (months + (0.5 if found[2] else 0)) / 12
    if pattern is _GRADE:
        if found[4]:
            return _PUPILS[found[4]]
        first = _CLASSES.get(found[2] or found[3] or "") or (number(found[1] or "") or 0) + 5
        return float(first), float(first + 1)
    if pattern is _AGE_LOOSE:
        return _loose_age(found)
    parts = found.groupdict()
    if parts["low"]:
        return float(parts["low"]), float(parts["high"])
    if parts["from"]:
        return _between(parts["from"], parts["to"])
    if parts["cn"]:
        return _chinese_age(parts["cn"], parts["cnmore"], parts["cnhalf"])
    plain = next((parts[k] for k in ("d", "label", "en", "aged") if parts[k]), None)
    if plain is None:
        return None
    return _with_more(int(plain), parts["dmore"], parts["dhalf"] or parts["enhalf"])


def _loose_age(found: re.Match[str]) -> Age | None:
    plain = next((found[one] for one in _PLAIN_AGES if found[one]), None)
    if plain:
        return _chinese_age(plain, None, None)
    if found["decade"]:
        return float((number(found["decade"]) or 0) * 10)
    return _with_more(number(found["tens"] or found["turned"]) or 0, found["more"], None)


def _between(low: str, high: str) -> Age | None:
    """三到四岁, 四、五岁."""
    first, last = (number(_counted(text)) for text in (low, high))
    return None if first is None or last is None else (float(first), float(last))


def _counted(text: str) -> str:
    """俩 and 七十有三 as they are counted: 两, 七十三."""
    return text.replace("俩", "两").replace("有", "")


def _chinese_age(text: str, more: str | None, half: str | None) -> Age | None:
    text = _counted(text)
    pair = _neighbours(text)
    if pair:
        return pair
    value = number(text)
    return None if value is None else _with_more(value, more, half)


def _neighbours(text: str) -> tuple[float, float] | None:
    """三四岁, 十五六岁, 七八十岁: two digits that follow each other."""
    digits, text = "一二三四五六七八九", text.replace("两", "二")
    for low, high in itertools.pairwise(digits):
        at = text.find(low + high)
        if at < 0:
            continue
        first = number(text[:at] + low + text[at + 2 :])
        last = number(text[:at] + high + text[at + 2 :])
        return None if first is None or last is None else (float(first), float(last))
    return None


def _with_more(value: int, more: str | None, half: str | None) -> Age | None:
    if value > 120:
        return None
    if more in ("多", "几", "好几") and value >= 10 and value % 10 == 0:
        return float(value), float(value + 9)
    return value + (0.5 if half else 0.0)


def height(folded: str) -> tuple[int, Span] | None:
    """Centimetres."""
    for found in _HEIGHT.finditer(folded):
        if _NOT_HEIGHT.search(folded, 0, found.start()):
            continue
        value = _centimetres(found)
        if value is not None and 40 <= value <= 220:
            return value, Span(*found.span())
    return None


def _centimetres(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    if parts["m"]:
        rest = parts["cm"] or ""
        cm = number(rest) if rest else 0
        return (
            None
            if cm is None
            else (number(parts["m"]) or 0) * 100 + (cm * 10 if len(rest) == 1 else cm)
        )
    if parts["dec"]:
        return round(float(parts["dec"]) * 100)
    if parts["whole"] or parts["bare"]:
        return int(parts["whole"] or parts["bare"])
    feet = number(parts["feet"] or parts["ft"] or "") or 0
    return round(feet * 30.48 + (number(parts["inch"] or parts["enin"] or "0") or 0) * 2.54)


def names(original: str) -> Iterator[Span]:
    """Everything that is said to be a name, or opens a 姓名，男，8岁 list; 王婆婆 last."""
    for pattern in (_NAME, _NAME_LIST):
        for found in pattern.finditer(original):
            span = Span(*found.span(found.lastindex or 1))
            if not _NOT_NAME.search(original, *span):
                yield span
    for found in _SURNAME_TITLE.finditer(original):
        if found[1] in _SURNAMES:
            yield Span(found.start(1), found.end(2))

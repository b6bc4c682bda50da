"""Reads building, unit, floor, room, road, community and landmark out of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.intake.lexicon import fold
from bot.domain.intake.model import NOWHERE, PlaceText, Span
from bot.domain.intake.sought import Sought, left_of, possible

_CN = "零〇一二两三四五六七八九十百"
_N = rf"(?:\d{{1,3}}|[{_CN}]{{1,4}})"
# A number of several buildings is kept as written: 16-21栋.
_RANGE = rf"{_N}(?:[-~—至到、,，和]{_N}){{0,3}}"
_NAME = rf"(?:[a-z]\d{{0,2}}|[a-z]?{_RANGE}|[甲乙丙丁戊])"

# Order matters: each reading hides what it took from the next one, and all of them from
# age, time and clothing, so that 3号 in 3号楼 is never a day of the month.
_NUMBERED: dict[Sought, str | tuple[str, ...]] = {
    Sought(r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{3,4})(?![\d-])"): ("building", "unit", "room"),
    Sought(r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{1,2})\s?[楼层]"): ("building", "unit", "floor"),
    Sought(
        rf"(?<!\d)(?!11[09]\D|120\D)({_NAME})\s?(?:号楼|号栋|号院(?![^，。,]{{0,6}}?(?:号楼|[栋幢座]))|楼栋|[栋幢#](?:楼(?![下上顶]))?)(?!长|道)"
    ): "building",
    Sought(r"(?<![a-z])([a-z]\d?|\d{1,2})\s?座(?![位车桥山城])"): "building",
    Sought(r"(\d{1,2})号(?=\d{1,2}(?:楼|单元|层))"): "building",
    Sought(
        r"(?:building|bldg\.?|block|tower)\s?(?:no\.?\s?)?#?(\d{1,3}[a-z]?|[a-z]\d?)\b"
    ): "building",
    Sought(rf"({_N}|[a-z]|[甲乙丙丁东西南北])\s?单元"): "unit",
    Sought(r"\bunit\s?(\d{1,2}|[a-z])\b"): "unit",
    Sought(rf"((?:负|-|b|地下|顶)?(?:{_N}(?:[-~—到至、]{_N})?)|负|顶)\s?楼(?![盘栋长房])"): "floor",
    Sought(
        rf"((?:负|-|b|地下)?\d{{1,2}}|负[{_CN}]{{1,2}}|[{_CN}]{{1,3}}(?=层(?:楼|的?灯|走廊|过道|电梯|停车|车库)))\s?层(?!层)"
    ): "floor",
    Sought(r"\b(?:floor|level)\s?(\d{1,2}|b\d)\b"): "floor",
    Sought(r"(?<![a-z\d])(b?\d{1,2})f(?:楼)?(?![a-z\d])"): "floor",
    Sought(r"\b(\d{1,2})(?:st|nd|rd|th)[\s-](?:floor|level)\b"): "floor",
    Sought(r"(?<![\d-])(\d{3,4})\s?(?:室|号房|房|户|号(?!楼|栋|院))"): "room",
    Sought(
        r"(?:房号|门牌号?|房间号?|楼[上下]|隔壁|对门|住)(?:是|在|[:：])?\s?(?!11[09]|120)(\d{3,4})(?![\d元块米年度人个天万w点])"
    ): "room",
    Sought(r"\b(?:room|apartment|apt\.?|flat)\s?#?(\d{1,4}[a-z]?)\b"): "room",
}
_BARE_ROOM = re.compile(r"\s?-?(\d{3,4})(?![\d年月日.:点元米块个多])")
_BUILDING_ROOM = Sought(r"(?<![\d-])(\d{1,2})-(\d{3,4})(?![\d-])")
_NOT_A_BUILDING = re.compile(r"[整这那每一几多哪]$")
_TALL = re.compile(r"(?:高|共|总共|有|盖了|建了|第?几)$")

_COMMUNITY = Sought(
    r"(小区|社区|花园|家园|嘉园|佳苑|雅苑|名苑|苑|公寓|新城|新村|华庭|名城|名都|雅居|华府|府邸|公馆|国际城|国际|山庄|庭院|豪庭|丽都"
    r"|御景|水岸|人家(?<!老人家)|宿舍|家属院|大院|安置房|安置点|安置楼|家和院|悦城|天地|半岛|庄园|城邦|嘉城|小镇|院子)(?:[一二三四五六七八九]期|[a-z]区|[东西南北]区)?"
)
# A compound by whatever it is called, where a house of it follows: 芙蓉里7栋.
_HOUSED = re.compile(r"(?<![小院坝家屋库这那哪])[里湾坊轩阁府郡岸庭居园谷](?=\0)")
_ROAD = Sought(
    r"((?:[东西南北中]|[一二三四五六七八九十]{1,2})?(?:大道|(?<![弟哥姐妹他她们学]一)(?<![迷走过问带修让赶上引岔马公铁网线思排条盏个些根杆的])路(?![过口])(?!(?<=[口头边村组苑园场桥站门坝路前后天]路)[灯面])|街(?!道|口(?!街))|巷(?!口)|胡同|里弄))(?:[东西南北中]段|[东西南北]口|[一二三四五六七八九十]段)?(\d{1,4}号)?",
)
_NOT_FALLEN_INTO = r"(?<![掉落跳滚摔滑栽].)(?<![掉落跳滚摔滑栽][进到下在].)"
_RIVER = rf"{_NOT_FALLEN_INTO}(?![苏西南北门马上]|广场|公园|花园|小区|超市|小学|中学|幼儿园)"
# Every word begins with a plain character: then the search leaps from one of these to the next.
_LANDMARK = Sought(
    r"(广场|公园|超市|商场|门口|大门|侧门|东门|西门|南门|北门|路口|街口(?!街)|巷口|岔口|车站|公交站|地铁[站口]|汽车站|站台|幼儿园|学校|小学|中学|大学|医院|卫生院|卫生室|诊所|菜市场|菜市|市场|农贸市场"
    r"|河边|江边|湖边|塘边|池塘|堰塘|水库|大桥|桥头|桥下|桥|花园|停车场|车库|地库|地下(?:车库|停车场)|大厅|大堂|门厅|花坛|收银台|服务台|马路(?=中间|边|对面)|后(?<!走后)门|门卫室|门卫|保安室|保安亭|岗亭|物业(?=办公|中心|服务|处|门|楼|那|这|旁|前台|里|对面|大厅|附近)|物(?<=[在到去回]物)业|中庭|凉亭|亭子|花台|操场|游乐场|乐园|泳池|长椅|架空层|滑滑?梯|沙坑|篮球场|健身区|院坝|坝子|楼下|派出所|银行|饭店|酒店|宾馆|网吧|小卖部|便利店|药店|店门口|店|快递柜|快递站|自提柜|驿站|喷泉|假山|秋千|垃圾房|加油站|充电站|车棚|茶馆|活动室|码头|体育馆|图书馆|博物馆|影院|电影院|大厦|工地|工业园|夜市|商业街"
    r"|集镇|转盘|立交|隧道|服务区|村口|村委会|居委会|活动中心|党群中心|电梯口|电梯间|单元门口?|楼道|楼梯间|走廊|过道|地下室|天桥|红绿灯|厕所|绿道|步道|河堤|村(?<=[一-龥]村)(?!民|级)"
    rf"|沟{_NOT_FALLEN_INTO}|江{_RIVER}|河{_RIVER})"
    r"(?:附近|旁边|旁|对面|里面|里|门前|门口|那边|这边|边上|边(?!跑|走|耍|玩|哭|找|喊)|门卫室|西门|东门|南门|北门|侧门"
    r"|后门|中间|办公室|收银台|服务台|大厅|大堂|出站口|[出入]口|[a-z]\d?号?[出入]?口|[a-z]\d?区)*+"
)
_EN_SPOT = Sought(
    r"\b(?:near|at|by|outside|in front of|behind|inside|in|to|towards?|from|past|around|along|beside|next to|opposite|under|into)\s"
    r"((?:the\s)?(?:(?!(?:near|at|by|outside|behind|inside|in|to|and|from|with|wearing)\b)[a-z0-9']+\s){0,3}"
    r"(?:gate|park|entrance|lobby|station|shop|supermarket|street|road|playground|guardroom|guardhouse|market|square|school|kindergarten|hospital|river|pond|lake|canal|stream|fountain|garage|corridor|hallway|stairwell|bridge|garden|pool|mall|court|pavilion|bus stop|car park|parking lot|crossing|library|clinic|sandpit|slide))\b",
)
# What stands before a place and is no part of its name, not even of a town's: 刚才还在, 带她去.
_LEAD_IN = (
    r"在|到(?!彩)|去|往|于(?![都洪田潜])|从(?![化江台])|是|了|过|着|[我咱俺](?:们家?|家)|[你我他她它]们?|咱|俺|大家"
    r"|女儿|儿子|孙[子女儿]|孩子|娃儿|[爸妈爷奶婆]{2}|外[公婆]|刚才|刚刚|将才|才将|方才|先前|之前|以前|分钟前|小时前|最后|当时|原[来先本]|本来"
    r"|一[个家眼下哈趟]|一直|经常|平时|转眼间?|放学后?|早上|上午|中午|下午|傍晚|晚上|昨天|昨晚|今天|今早|今晚|凌晨|[一二两三四五六七八九十\d]点[钟半]?|左右|看[到见倒]|见到"
    r"|出现|带|逛|玩|耍|蹲|坐"
)
# A firm that does something is whoever does it, and no place to be named: 五金店把通道堵死了.
_DOES = re.compile(
    r"(?:公司|的?老板娘?|的?(?:人|店员|员工|伙计))?(?:们|又|还|天天|每天|经常|老是|总是|一直|硬是|故意)*"
    r"(?:[把将](?![^，。,;；！!？?\n]{0,12}(?:里|困))|占用|占[了着到道起]|堵[了住死着起]|乱[堆停放倒扔搭丢]|不让|不准|不肯)"
)
# A class is whom one is, and no place where one was: 幼儿园中班的女娃.
_PUPIL = re.compile(
    r"[大中小托]班(?!教室|门)|[一二三四五六1-6]年级|老师|的?(?:学生|同学|女[娃孩生]|男[娃孩生]|小朋友)"
)
_SCHOOLS = ("幼儿园", "学校", "小学", "中学", "大学")
_NOT_THERE = re.compile(
    r"(?:没(?:有|得)?(?:去|在|到|来|回|上|进)过?|[不莫]在|问[了过]|(?:跟|和|与|同)[^，。,;；\s在到去从]{0,6})$"
)
_NO_TRACE = re.compile(
    r"[里外]?[头面]?(?:那边|那儿)?(?:[、和跟]?[一-龥]{0,3}[场店园市校边口屋家站])?(?:"
    r"(?:(?:[也都又]|全部|到处)?(?:去)?(?:找|看|问)(?:了|过|完|遍|一[圈遍])*)(?:[也都]|还是)?"
    r"(?:没得?有?|没看到|没见到?|没找到|找不到|不在)(?:人影?)?"
    r"|[也都](?:没看到|没见到?|没找到|找不到|不在|没得?有?)(?:人影?)?|没得|没有)(?=[，,。.！!；;\s]|$)"
)
_ASKS = re.compile(r"[看见遇碰][到见过][^，。,]{0,8}$")
"""看到他在门口没得 asks, and denies nothing."""
_NO_MORE = re.compile(r"[里外]?[头面]?(?:那边|那儿)?了")
_FRIEND = re.compile(
    r"[^，。,;；\s在到去从]{0,6}?的?(?:小朋友|小伙伴|娃|孩|同学|朋友|邻居|阿姨|孃孃|婆婆|爷爷)"
)
_FIRMS = ("店", "馆", "吧", "超市", "小卖部", "物业", "酒店", "宾馆", "商场")
# Words that end a place name to its left: what stands before them is grammar, not name.
_CUT = re.compile(
    rf"(?:{_LEAD_IN}|自|离|沿|向|住|的|有|看|见|我们|咱们|俺们|你们|他们|请问|投诉|反映|举报|建议|希望|觉得|认为|感觉|请求|咨询|强烈|关于|这个|那个|这|那|和(?!平|谐|美)|与|跟|及|把|被|遭|让|给|对|就|说|刚|点半?|附近|地址|户口|路过|经过|走失|走丢|失踪|掉到|掉进|掉|滚到|摔到|栽到|发现|丢失|急寻|寻找|哪个|谁|有人|吗|呢|嘛|哈|都|也|又|还|没|不|出|家住|位于|目前|每天|天天|现在|周边|外面|省|市|区|县|镇|乡|街道|社区(?=.)|小区(?=.)|里|(?!(?:(?<![一-龥])|(?<=[在到去往从]))[上下][坝穿海湾沟溪关寨塘])[上下]|边|旁|门口|楼|栋|单元|号|，|,|\s)"
)
_BEFORE = re.compile(_LEAD_IN)
# Where somebody lives is no place where they were seen: up to what else the sentence says.
_HOME = Sought(
    r"(?:家住在?|(?<![^，。,;；！!？?\s:：我她他它们爸妈婆爷奶公的儿女])家就?在|居住在|住在|(?:家庭)?住址|家庭地址|户籍地?|老家在?"
    r"|住(?=[\da-z一二三四五六七八九十]|[^，。,;；！!？?\n]{0,8}(?:号楼|[栋幢]|单元|苑|小区))|\b(?:lives?|living) (?:at|in) )"
    r"[：:\s]*((?:(?!上午|下午|早上|中午|晚上|傍晚|凌晨|刚才|走[失丢散]|失踪|不见| and |went|when)[^，。,;；！!？?\n的在从于昨今])+)",
)
_IN_EVERY_COMPOUND = re.compile(
    rf"(?:小区)?(?:{_NAME}(?:号楼|[栋幢])|(?:正|大|侧|后|[东西南北])?门(?!诊)|中庭|楼下|保安|架空层|车库|地库)"
)
_HAN_RUN = re.compile(r"[一-龥a-z0-9]{0,12}$")
_TEXT_GAP = 3
_OF = frozenset(
    {"of", "in", "of the", "at", "by", "near", "behind", "beside", "next to", "opposite"}
)
_PARTED = re.compile(r"[。！？!?\n]|(?![的灯])[一-龥][，,]")


class Piece(NamedTuple):
    """One part of the address and where it stands."""

    field: str
    value: Span
    span: Span


def hide(folded: str, spans: Sequence[Span]) -> str:
    """The text with these spans blanked out, every other character in its place."""
    if not spans:
        return folded
    characters = list(folded)
    for span in spans:
        characters[span.start : span.end] = "\0" * (span.end - span.start)
    return left_of(folded, "".join(characters))


def homes(folded: str) -> list[Span]:
    """Where the text says that somebody lives: 家住香樟苑3号楼."""
    return [Span(*found.span(1)) for found in _HOME.finditer(folded)]


def to_building(place: str) -> str:
    """A place as everybody may read it: no unit or room, and no floor of a house.

    >>> to_building("香樟苑3号楼2单元501")
    '香樟苑3号楼'
    """
    pieces = numbered(fold(place))
    housed = any(piece.field == "building" for piece in pieces)
    inner = {"unit", "room", "floor"} if housed else {"unit", "room"}
    ends = [piece.span.start for piece in pieces if piece.field in inner]
    return place[: min(ends, default=len(place))].rstrip(" -，,、")


def is_in_every_compound(place: str) -> bool:
    """Whether a place says nothing to people elsewhere: 大门, 3号楼."""
    return _IN_EVERY_COMPOUND.match(fold(place)) is not None


def is_generic_place(place: str) -> bool:
    """Whether a place is called what many are: 菜市场, 河边, 幼儿园门口."""
    folded = fold(place)
    return is_in_every_compound(place) or bool(
        _LANDMARK.fullmatch(folded) or _COMMUNITY.fullmatch(folded) or _ROAD.fullmatch(folded)
    )


def was_there(folded: str, span: Span) -> bool:
    """Whether whoever is missing was at a place that is named.

    >>> was_there("没去学校", Span(2, 4)), was_there("河边也没得", Span(0, 2))
    (False, False)
    >>> was_there("跟3单元的小朋友在沙坑", Span(1, 4)), was_there("在河边没看到了", Span(1, 3))
    (False, True)
    >>> was_there("就不在门口了", Span(3, 5)), was_there("看到我爸在车站没得", Span(5, 7))
    (True, True)
    """
    start, end = max(0, span.start - 12), span.end
    before = _NOT_THERE.search(folded, start, span.start)
    if before and before[0][0] in "跟和与同":
        return _FRIEND.match(folded, end) is None
    if before:
        return _NO_MORE.match(folded, end) is not None
    return (
        _NO_TRACE.match(folded, end) is None or _ASKS.search(folded, start, span.start) is not None
    )


def numbered(folded: str) -> list[Piece]:
    """Building, unit, floor and room numbers, in the order of the text."""
    pieces: list[Piece] = []
    rest = folded
    for pattern in possible(_NUMBERED, folded):
        field = _NUMBERED[pattern]
        fresh = [piece for found in pattern.finditer(rest) for piece in _pieces(field, found, rest)]
        if fresh:
            pieces += fresh
            rest = hide(rest, [piece.span for piece in fresh])
    pieces += _bare_rooms(rest, pieces)
    return sorted(pieces, key=lambda piece: piece.span)


def _pieces(field: str | tuple[str, ...], found: re.Match[str], rest: str) -> Iterator[Piece]:
    before = rest[max(0, found.start() - 3) : found.start()]
    if isinstance(field, tuple):
        ends = (found.end(1), found.end(2), found.end())
        for number, (name, end) in enumerate(zip(field, ends, strict=True), start=1):
            yield Piece(name, Span(*found.span(number)), Span(found.start(number), end))
        return
    quantity = found.group(1) in ("一", "几") and not before.endswith("期")
    if field == "building" and quantity and _NOT_A_BUILDING.search(before + found.group(1)[:-1]):
        return
    if field == "floor" and _TALL.search(before):
        return
    yield Piece(field, Span(*found.span(1)), Span(*found.span()))


def _bare_rooms(rest: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """401 directly behind a building, unit or floor, and 3-401."""
    for piece in pieces:
        found = _BARE_ROOM.match(rest, piece.span.end)
        if piece.field != "room" and found:
            yield Piece("room", Span(*found.span(1)), Span(*found.span(1)))
    if not pieces:
        for found in _BUILDING_ROOM.finditer(rest):
            yield Piece("building", Span(*found.span(1)), Span(*found.span(1)))
            yield Piece("room", Span(*found.span(2)), Span(*found.span(2)))


def named(folded: str) -> list[Piece]:
    """Roads, communities and landmarks by what their names end in."""
    pieces = [*_ending(folded, _COMMUNITY, "community"), *_ending(folded, _ROAD, "road")]
    pieces += _ending(folded, _HOUSED, "community")
    rest = hide(folded, [piece.span for piece in pieces])
    pieces += _ending(rest, _LANDMARK, "landmark")
    pieces += [
        Piece("landmark", Span(*m.span(1)), Span(*m.span(1))) for m in _EN_SPOT.finditer(rest)
    ]
    return sorted(pieces, key=lambda piece: piece.span)


def without_lead_in(folded: str, span: Span) -> Span:
    """The part of a place that is a place: 小区 of 刚才还在小区."""
    ends = [lead.end() for lead in _BEFORE.finditer(folded, *span)]
    return Span(max([span.start, *ends]), span.end)


def _ending(folded: str, pattern: re.Pattern[str] | Sought, field: str) -> Iterator[Piece]:
    past = 0
    for found in pattern.finditer(folded):
        run = _HAN_RUN.search(folded, max(past, found.start() - 12), found.start())
        start = run.start() if run else found.start()
        cuts = [cut.end() for cut in _CUT.finditer(folded, start, found.start())]
        start = max([start, *cuts])
        past = found.end()
        if found[0].endswith(_SCHOOLS) and _PUPIL.match(folded, past):
            continue
        if found[0].endswith(_FIRMS) and _DOES.match(folded, past):
            continue
        if field == "road" and found.end() - start < 3:
            continue
        if field == "community" and found.start() - start < 2:
            continue
        if found.start() - start > 8:
            continue
        yield Piece(field, Span(start, found.end()), Span(start, found.end()))


def place_text(original: str, pieces: Sequence[Piece]) -> PlaceText:
    """The first of each part, and the stretch of text that holds them."""
    if not pieces:
        return NOWHERE
    ordered = sorted(pieces, key=lambda piece: piece.span)
    first = {piece.field: piece.value for piece in reversed(ordered)}
    first["text"] = _stretch(original, ordered)
    return PlaceText(**{field: original[slice(*span)].strip() for field, span in first.items()})


def _stretch(original: str, ordered: Sequence[Piece]) -> Span:
    """Neighbouring pieces make one place; the one with most pieces speaks for the text."""
    runs: list[list[Piece]] = []
    for piece in ordered:
        gap = original[runs[-1][-1].span.end : piece.span.start] if runs else "。"
        near = len(gap) <= _TEXT_GAP or gap.strip() in _OF
        if near and not _PARTED.search(gap):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    best = max(runs, key=len)
    return Span(best[0].span.start, max(piece.span.end for piece in best))

"""What a report needs besides its words: how urgent it is and whether staff hear of it at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.alerts import ELDER_AGE, Danger, Level, propose_level
from bot.domain.intake import Gazetteer, Span, Understanding, can_wait, understand, was_there
from bot.domain.kinds import Kind

SPEAK_UP = 0.7
"""In a group the bot speaks up only from this confidence on (contract.md)."""

NEAR_DANGER = re.compile(
    r"[河江湖塘渠井]边|水边|水库|池塘|马路|公路|车流|铁路|高架|river|pond|lake|highway|railway",
    re.IGNORECASE,
)
ILL = re.compile(
    r"痴呆|阿尔茨海默|失忆|糊涂|精神|智力|残疾|聋|哑|盲|自闭|孤独症|抑郁|癫痫|心脏病|糖尿病|中风|中过风|偏瘫|半身不遂|帕金森|脑梗|脑溢血"
    r"|(?:脑[壳子袋]|神[志智])(?:也|都|有点|有些)*(?:不(?:太|大)?(?:好|清|灵|行)|有问题|有毛病)"
    r"|dementia|alzheimer|disabled|autis|epilep|deaf|blind",
    re.IGNORECASE,
)
INJURY_OR_TRAPPED = re.compile(
    r"受伤|流血|昏迷|晕倒|摔倒|溺水|被困(?!扰)|困在|trapped|stuck in|bleeding|injured",
    re.IGNORECASE,
)

MINOR = re.compile(
    r"孩|娃|儿子|女儿|幺儿|妹儿|小朋友|宝宝|孙[子女儿]|男童|女童|未成年|学生|child|kid|boy|girl|minor"
    r"|\bson\b|daughter",
    re.IGNORECASE,
)
STRUCK = re.compile(
    r"打(?:得|死|伤|骂|[我他她它]|娃|孩|小|儿|女|人|幺|妹|孙|了(?!\d|电话|针|疫苗|卡))|[在又]打(?![电球牌扫麻针])"
    r"|揍|虐|家暴|掐|扇耳光|猥亵|性侵|侵犯|非礼|\b(?:beat|hit|abus|molest|slap|chok)",
    re.IGNORECASE,
)
"""Words for violence; they count where the intake has read a call for help or a quarrel."""
HURT = re.compile(
    r"伤|流血|青[一了紫]|淤青|喊救命|哭得[好很]?(?:惨|凶|造孽|可怜|厉害|伤心)|bruise|scream|hurt",
    re.IGNORECASE,
)

DESPAIR = re.compile(
    r"不想活|活不下去|活够了|活(?:起|到|着|得)没(?:得|有)?(?:意思|意义)|没得活头|撑不下去|死了算了|不如死"
    r"|[想要](?:自杀|寻死|轻生|割腕|跳楼|跳河|死(?!了个))|[想要]从.{1,10}跳|跳(?:下去|楼|河)算了|遗[书言]|绝笔"
    r"|寻短见|结束(?:自己的?)?生命|[了结]结自己|一了百了|活[起到着得](?:真|都|也|好|太){0,2}(?:累|痛苦|没意思)"
    r"|want to live any|n.t want to live|end it all|suicid|kill (?:myself|himself|herself)|want to die|end my life",
    re.IGNORECASE,
)


class Wish(StrEnum):
    """The command that a report came with: it says what the words alone may leave open."""

    REPORT = "report"
    LOST = "lost"
    FOUND = "found"
    LIGHT = "light"
    DANGER = "danger"
    """By a button alone."""


OF_TWO = re.compile(r"妈|爸|家人|走散", re.IGNORECASE)
GROWN_UP = 18
COMMANDS = (Wish.REPORT, Wish.LOST, Wish.FOUND, Wish.LIGHT)

GIVES_UP = frozenset(
    {"取消", "算了", "不用了", "不报了", "没事了", "cancel", "never mind", "nevermind", "stop"}
)
"""What somebody answers who wants to be asked nothing more."""


def gives_up(text: str) -> bool:
    """Return whether an answer to a question of ours ends the dialogue."""
    return text.strip(" 。.！!～~").lower() in GIVES_UP


def read_as(
    text: str,
    wish: Wish,
    *,
    now: datetime | None = None,
    spoken: bool = False,
    places: Gazetteer | None = None,
) -> Understanding:
    """Read a report that came by command.

    What nothing else fits is a need (contract.md: by command, reply or in private); what was only
    spoken may be anything, so it is a call for help until somebody has listened.
    """
    known = {Wish.LOST: "lost_person", Wish.FOUND: "found_person", Wish.LIGHT: "light"}.get(wish)
    meaning = understand(text, now=now, places=places, known=known)
    if meaning.kind != "none":
        return meaning
    known = "help" if spoken and not text else "hazard" if wish is Wish.DANGER else "need"
    return understand(text, now=now, places=places, known=known)


def is_oneself(meaning: Understanding) -> bool:
    """Whether somebody writes who is lost themselves: 我找不到家了.

    我找不到我妈了 may be said by a child, or of an old mother: only a child's age decides that.
    """
    told = next((one.words for one in meaning.why if one.decided == "lost_adult: lost_self"), None)
    if told is None or meaning.kind == "none" or not Kind(meaning.kind).is_lost:
        return False
    if not OF_TWO.search(told):
        return True
    age, _ = meaning.person.ages
    return age is not None and age < GROWN_UP


def is_confidential(kind: Kind, level: Level, *, sensitive: bool) -> bool:
    """Whether only the village's staff may read of a matter (promise 9); never where life is at stake."""
    if kind is Kind.DISPUTE:
        return True
    private = kind is Kind.NEED or (kind is Kind.HELP and level is not Level.RED)
    return sensitive and private


@dataclass(frozen=True)
class Described:
    """The parts of a report that decide how urgent it is."""

    kind: Kind
    text: str
    category: str | None = None
    age: float | None = None
    injured: bool = False
    grave: bool = False
    """The intake reads that a life is at stake: trapped, drowning, about to jump, in the lift."""
    sensitive: bool = False


def danger_of(report: Described) -> Danger:
    """Return what decides the level of a report."""
    ill = bool(ILL.search(report.text))
    despairs = report.kind.is_person and bool(DESPAIR.search(report.text))
    old = report.kind.is_person and report.age is not None and report.age >= ELDER_AGE
    return Danger(
        category=None if can_wait(report.category, report.text) else report.category,
        age=report.age,
        vulnerable=ill or old or despairs,
        injured=report.injured or _is_hurt_or_trapped(report),
        near_danger=(report.kind.is_person or report.category == "water")
        and _is_near_danger(report.text),
    )


def _is_near_danger(text: str) -> bool:
    """Whether a place where one may drown or be run over is told of, and not 河边也没得."""
    return any(was_there(text, Span(*found.span())) for found in NEAR_DANGER.finditer(text))


def level_of(report: Described) -> Level:
    """Propose the level of a report."""
    return propose_level(report.kind, danger_of(report))


def is_life_safety(report: Described) -> bool:
    """Whether staff hear of the draft at once (promise 8): a person, injury, whatever is red, water."""
    if report.kind.is_person or report.injured:
        return True
    if report.kind is Kind.HAZARD:
        return level_of(report) is Level.RED or report.category == "water"
    under_blows = report.sensitive and UNDER_BLOWS.search(report.text) is not None
    return under_blows or _is_hurt_or_trapped(report) or _strikes_a_minor(report)


def may_harm_minor(kind: Kind, text: str, *, sensitive: bool) -> bool:
    """Whether a child may come to harm by somebody: the police must hear of it at once (promise 9)."""
    if kind not in {Kind.HELP, Kind.NEED, Kind.DISPUTE} or not MINOR.search(text):
        return False
    return sensitive or kind is Kind.DISPUTE or bool(STRUCK.search(text))


def despairs(kind: Kind, text: str) -> bool:
    """Whether a call for help says that somebody does not want to live: no group reads that again."""
    return kind is Kind.HELP and bool(DESPAIR.search(text))


_ACCUSES = (
    r"举报|投诉|控告|检举|揭发|告发|\b(?:report(?:ing)?|accuse|complain(?:ing)? (?:about|of))\b"
)
_GREED = r"收.{0,6}?(?:钱|礼|好处|红包|回扣)|贪|受贿|乱收|私吞|包庇|不作为|\b(?:takes? (?:money|bribes))\b"
_BLOWS = (
    r"打(?:[我人]|了(?!电话|招呼))|骂|欺负|威胁|刁难|报复|\b(?:beats?|hits?|threatens?|insults?)\b"
)
_UPON = r"(?:打|揍|踢|骂|欺负|威胁|刁难|报复)(?!.{0,4}的)|\b(?:beat|hit|threaten|insult)(?:s|ed)?\b"
"""Done to who is named next: 有人打了陶小满, and not 打人的陶小满."""


def blames(text: str, called: Iterable[str]) -> bool:
    """Whether somebody who is `called` so is accused, and is not who was wronged or who was told.

    >>> blames("我要举报网格员陶小满", ["陶小满"]), blames("老公打我，陶小满来过", ["陶小满"])
    (True, False)
    >>> blames("我要举报有人打了陶小满", ["陶小满"]), blames("陶小满被人打了", ["陶小满"])
    (False, False)
    """
    named = "|".join(re.escape(name) for name in called if len(name) > 1)
    accused = rf"(?:{_ACCUSES})(?:(?!{_UPON})[^，,。！!？?\n]){{0,16}}?(?:{named})(?!被|挨|遭)"
    greedy = rf"(?:{named})[^，,。！!？?\n]{{0,8}}?(?:{_GREED})"
    strikes = rf"(?:{named})(?:(?!被|挨|遭|{_ACCUSES})[^，,。！!？?\n]){{0,8}}?(?:{_BLOWS})"
    return (
        bool(named) and re.search(f"{accused}|{greedy}|{strikes}", text, re.IGNORECASE) is not None
    )


def _strikes_a_minor(report: Described) -> bool:
    """Whether it tells of violence against a child; a child who is ill or in a quarrel is no such."""
    if not may_harm_minor(report.kind, report.text, sensitive=report.sensitive):
        return False
    told = STRUCK.search(report.text) or (report.sensitive and HURT.search(report.text))
    return bool(told)


def _is_hurt_or_trapped(report: Described) -> bool:
    if report.kind not in {Kind.HAZARD, Kind.HELP}:
        return False
    return report.grave or bool(INJURY_OR_TRAPPED.search(report.text))


UNDER_BLOWS = re.compile(
    r"(?<!天)在(?:[打揍捶掐扇踢]|动手打)我|(?:又|就|还|还要|动手)(?:[打揍捶掐扇踢]|动手打)我(?!们?家|娃|电话|手|招呼)"
    r"|\b(?:is|are|'s) (?:beating|hitting|choking|strangling) (?:me|us)\b|\b(?:beat|hit)s? me again\b",
    re.IGNORECASE,
)
"""Written while it happens, or of what happens again and again: 老公在打我, 喝醉了回来就打我."""
_MISSED = (
    r"(?:我家|我们家|我的?|那个|这个)?小?(?:孩子|娃儿?|娃娃|孩|朋友|人|儿子|女儿|闺女|幺儿|妹儿|弟弟|妹妹"
    r"|孙子|孙女|老人家?|老伴|妈妈?|爸爸?|父亲|母亲|婆婆|爷爷|奶奶|外公|外婆|他|她)"
)
_DONE = "(?:了|啦|咯|喽|哒)[哈哦啊呀嘞]?"
_LATELY = "(?:现在|刚才|刚刚?|已经?|都|终于|总算|平安|安全|自己|也)*"
_CAME_BACK = "回来|回家|回屋|到家|拢屋"
_BACK = (
    rf"(?:{_MISSED})?(?:在[^没未不哪谁]{{1,8}}?)?{_LATELY}"
    rf"(?:(?:找[到着倒]|寻到|找回来|{_CAME_BACK}){_DONE}|(?<=已)找到|(?<=已经)找到|(?<=平安)找到)"
    rf"|我?们?{_LATELY}找[到着倒](?:{_MISSED}){_DONE}"
)
_THANKS = (
    "(?:谢谢|感谢|多谢|辛苦|麻烦)(?:大家|各位|邻居们?|热心|好心人|你们|所有人|了|的|关心|帮忙|啦)*"
)
_PLACE = "(?:人|他|她)?(?:就|现在|是)*在[^没未不吗呢吧哪谁说告喊叫讲发打请联通找捡拾掉丢鞋衣帽包监往]{1,12}"
_CALM = (
    "(?:各位|大家|邻居们?|好消息|报告|都|请)*"
    "(?:(?:不用|不要|别|莫)再?(?:找|担心|着急|转发?)了?|放心[吧了]?|平安(?:无事)?|没事[了儿]?|虚惊一场)?"
)
_FOUND_CLAUSE = re.compile(
    rf"(?:{_CALM}|{_THANKS})(?:{_BACK})+(?:{_THANKS}|{_PLACE}|{_CALM})"
    r"|(?:(?:he|she|we|they|i|my (?:son|daughter|child|mum|mom|mother|dad|father)|the child)\b ?)?"
    r"(?:(?:have|has|'ve|'s) )?(?:just )?(?:been |was |is |'s )?found(?: (?:him|her|safe))*"
    r"(?: (?:in|at|near) [a-z ]{1,20})?"
    r"|(?:he|she)(?: is|'s) (?:back|home|back home|safe)(?: now)?",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"{_THANKS}|{_PLACE}|{_CALM}"
    r"|(?:many )?thanks?(?: you)?(?: so much)?(?: (?:all|everyone|everybody))?|(?:in|at) [a-z ]{1,20}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[^\w\s'?？]+|(?<=[一-龥])\s+|\n")
_LONGEST = 60


_WORK_DONE = re.compile(
    r"(?:修|换|装|弄|办|处理|清理|清除|消除)(?:好|完|掉)?了|(?:已经?|都)(?:修复|处理|解决|清理|消除|办结)"
    r"|解决了|搞定|办结|\b(?:fixed|mended|repaired|removed|done)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"[没未不别]|快|要|明天|后天|一半|部分|一下|差|等|吗|[?？]|\bnot\b|n't|\bhalf\b|\bsoon\b",
    re.IGNORECASE,
)


def says_done(text: str) -> bool:
    """Whether the words with a photo say, without doubt or question, that the work is done."""
    return bool(_WORK_DONE.search(text)) and not _TO_DO.search(text)


_ASKS_NEWS = re.compile(
    r"[^，,。.！!？?]{0,12}?(?:找|修|办|换|弄|处理|解决)[到着倒好完]?(?:人|娃儿|孩子)?了?(?:没有?|吗|没得)|有没有(?:消息|进展|线索|人看[到见])"
    r"|有(?:消息|进展|线索|人看[到见])[了没]?(?:没得|没有?|吗|嘛|不)|(?:现在)?(?:情况|找得|办得|进展)?(?:咋个?样|怎么?样)了?"
    r"|(?:咋个?|怎么|为啥子?|为什么)?(?:还没得?有?|没得|没有?)人来|(?:好久|什么时候|啥时候|几时)(?:才|能|有人)*来(?:人|修|看)?"
    r"|(?:那个?|这个?|它|灯|电梯|水管|井盖)?(?:到底|大概|还|要|得|等)*(?:多久|好久|几天|什么时候|啥时候|几时)"
    r"(?:才|能|可以|修|弄|办|换|处理|解决|得|好|完|要|等)*"
    r"|(?:到底|究竟|还)*(?:有没有|有没得|没得?)人管(?:事|我们)?|有人管(?:没得|没有|不)"
    r"|(?:when (?:is|will) (?:some|any)body com(?:e|ing)|why is nobody (?:here|coming))(?: yet)?"
    r"|any (?:news|clues?|progress)(?: (?:of|about|on) [a-z ]{1,24})?|(?:have you )?found (?:him|her|them|yet)"
    r"|(?:have|did|has) (?:you|they|anyone|anybody|somebody) (?:found|find|fixed|fix|repaired) [a-z ]{1,24}"
    r"|(?:is|was|has) (?:it|the [a-z ]{1,24}|my [a-z ]{1,24}) (?:been )?(?:fixed|found|repaired|mended)(?: yet)?",
    re.IGNORECASE,
)
_ASKING = re.compile(r"^(?:请问|那|现在|喂|你好|您好|还)+|[了啊呀哦嘛呢哈吗？?！!。，,\s]+$")


def asks_news(text: str) -> bool:
    """Whether a short message asks how the matter stands, and nothing else.

    >>> asks_news("有消息没得？"), asks_news("昨天那个灯修好没有"), asks_news("灯修好没有，四楼的")
    (True, True, False)
    >>> asks_news("多久能修好"), asks_news("有没有人管嘛"), asks_news("3号楼路灯坏了好久能修好")
    (True, True, False)
    """
    return len(text) <= _LONGEST and bool(_ASKS_NEWS.fullmatch(_ASKING.sub("", text.strip())))


_THING = re.compile(
    r"灯|井盖|水管|电梯|通道|路面|积水|门禁|墙|电线|燃气|煤气|垃圾|修|\b(?:lamp|light|lift|elevator|pipe|drain|fix|repair|mend)",
    re.IGNORECASE,
)


def names_thing(text: str) -> bool:
    """Whether whoever asks for news means something that is to be mended, not somebody."""
    return _THING.search(text) is not None


_SOMEBODY = re.compile(
    r"娃|孩|孙|儿子|女儿|老人|婆|爷|奶|妈|爸|嬢|人(?:已经?|都)?(?:接|找|领|回)|[他她]"
    r"|\b(?:he|she|him|her|son|daughter|child|boy|girl|kid|lady|man|woman|mum|mom|dad|gran\w*)\b",
    re.IGNORECASE,
)


def names_somebody(text: str) -> bool:
    """Whether whoever asks for news means a person."""
    return _SOMEBODY.search(text) is not None


_SAYS_THANKS = re.compile(
    rf"(?:[好行嗯哦]+的?|收到)?[，, ]*{_THANKS}[了啦哈啊呀哦嘛]*|(?:many )?thanks?(?: you)?(?: so much| a lot)?",
    re.IGNORECASE,
)


def says_thanks(text: str) -> bool:
    """Whether somebody only says thanks.

    >>> says_thanks("谢谢了！"), says_thanks("谢谢，灯又坏了")
    (True, False)
    """
    return bool(_SAYS_THANKS.fullmatch(text.strip(" 。.！!～~\n")))


_WANTS_TO_REPORT = re.compile(
    r"格格[，,、！!。\s在吗嘛]*我?(?:要|想|来)(?:报告?|上报|报修|反映|举报|投诉)"
    r"(?:一?下)?(?:一?[个件]?(?:事情?|情况|问题))?[了啦哈啊]*|gege,? i (?:want|need|would like) to report(?: something)?",
    re.IGNORECASE,
)


def wants_to_report(text: str) -> bool:
    """Whether somebody calls us to report, and has not said yet what.

    >>> wants_to_report("格格，我要报告"), wants_to_report("我要报告老师")
    (True, False)
    """
    return bool(_WANTS_TO_REPORT.fullmatch(text.strip(" 。.！!～~\n")))


def says_found(text: str) -> bool:
    """Whether a short message says, without doubt or question, that the person is back.

    Every clause must be known: the news itself, thanks, where the person is, or calm.
    """
    if len(text) > _LONGEST:
        return False
    clauses = [
        clause for part in _BETWEEN.split(text.replace("’", "'")) if (clause := part.strip())
    ]
    news = [bool(_FOUND_CLAUSE.fullmatch(clause)) for clause in clauses]
    return any(news) and all(
        told or _BESIDE.fullmatch(clause) for told, clause in zip(news, clauses, strict=True)
    )

"""What staff say among themselves: plainly a report, good news of a case, or talk of their work."""

import re

from bot.domain.continuing import is_elsewhere
from bot.domain.duplicates import share_words
from bot.domain.endings import may_be_found, says_undone
from bot.domain.intake import Understanding, understand
from bot.domain.kinds import Kind
from bot.domain.reports import asks_news, names_somebody, says_done, says_found
from bot.domain.whom import ELDER, YOUNG, speaks_of_one_known

SURE = 0.85
"""From here on a rule leaves no doubt: what, and that it is happening."""
SAID_BEFORE = re.compile(
    r"(?:好多|好几|几|多)[次回遍]|上[次回]|早就|天天都?在?反映|一直在?反映"
    r"|\b(?:again and again|many times|last time|as I said)\b",
    re.IGNORECASE,
)
"""What has been told often is no news to those who hear it."""
OVER = re.compile(
    r"(?:家[长属里]人?|妈妈?|爸爸?|老汉儿?|父母|爷爷|奶奶|外公|外婆|女儿|儿子|亲戚|监护人|派出所|民警)"
    r"(?:已经?|刚刚?|都|也|终于|把[他她人娃]儿?)*(?:过?来|到)?(?:接|领|抱|带)(?:走|回去?|起走|到人?)?[了啦咯]"
    r"|(?:送|交|接|领|带)(?:到|回|给|去)(?:了)?(?:家|屋头?|家[长属]|妈妈|爸爸|派出所|民警)(?:手[上里头])?[了啦咯]"
    r"|(?:抽|排|放)(?:干净?|完)[了啦咯]|(?:挪|开|拖|搬|移|清|拉|铲|吊)(?:走|开|空|干净)[了啦咯]"
    r"|(?:扑|熄|浇)灭了?|灭(?:了|掉)|补(?:好|上)[了啦咯]|盖(?:好|上|回去)[了啦咯]|关(?:好|掉)?(?:总)?阀门?[了啦咯]"
    r"|恢复(?:正常|供[水电气]|通行|运行|使用)|通[电水气车][了啦咯]|(?:灯|又|都)亮[了啦咯]"
    r"|(?:救|放|解救)(?:了?出|下)来[了啦咯]|险情?(?:已经?)?(?:解除|排除)"
    r"|\b(?:has been|have been|is|are|was|were|got) (?:all )?"
    r"(?:fixed|repaired|cleared|moved|drained|pumped|removed|towed|put out|picked up|collected)\b"
    r"|\b(?:smell|gas|water|fire|smoke|leak) is (?:gone|out|off|stopped)\b|\bvalve is (?:closed|shut)\b"
    r"|\b(?:picked|collected) (?:him|her|them)\b|\b(?:mother|father|mum|mom|dad|parents?) (?:came|has come|picked)\b",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"[没未莫别]|不(?!好意思|用)|还(?!好)|又(?!亮)|但|不过|等|要是|如果|快(?:要|了)|准备|马上|明天|一半|部分|[吗嘛][?？。\s]*$|[?？]"
    r"|\b(?:not|but|when|if|until|soon|again|still)\b|n't",
    re.IGNORECASE,
)
LAMP = re.compile(r"灯|\b(?:lamp|light)s?\b", re.IGNORECASE)
HURT = re.compile(
    r"[受摔烧烫砸撞割压]伤|流血|昏迷|晕倒|摔倒|溺水|落水|触电|被困|困(?:了|住|着|在|有)"
    r"|\b(?:hurt|injured|bleeding|trapped|unconscious)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"[没无未]|不(?:严重|要紧|碍事)|\b(?:nobody|no ?one|not|none)\b|n't", re.IGNORECASE
)
BREAKS = re.compile(r"[，,。！!；;\n]+|\.\s")
LONGEST = 60


def is_plain(told: Understanding, text: str) -> bool:
    """Whether staff say in so many words what has happened: no more need be asked.

    >>> heard = "3号楼4楼楼道灯不亮了", "5栋那边下楼全凭感觉，居民反映好多次了"
    >>> [is_plain(understand(text), text) for text in heard]
    [True, False]
    """
    if told.kind == "none" or told.confidence < SURE:
        return False
    if not Kind(told.kind).is_person:
        return told.life_safety or not (SAID_BEFORE.search(text) or says_undone(text))
    described = told.person.age is not None or told.person.clothing is not None
    return described or not speaks_of_one_known(text)


def says_over(text: str) -> bool:
    """Whether a short message says, without doubt or question, that something is over and done.

    >>> says_over("走丢的男娃儿家长来接了"), says_over("积水已经抽干了"), says_over("灯还没修好")
    (True, True, False)
    """
    if len(text) > LONGEST or NOT_YET.search(text) or says_undone(text) or asks_news(text):
        return False
    return bool(OVER.search(text)) or says_done(text) or says_found(text)


def says_hurt(text: str) -> bool:
    """Whether what is told beside good news says that somebody is hurt, or can't get out.

    >>> says_hurt("有人受伤"), says_hurt("里头困了人"), says_hurt("没得人受伤")
    (True, True, False)
    """
    return any(HURT.search(one) and not NOBODY.search(one) for one in BREAKS.split(text))


def apart(text: str) -> tuple[str, str]:
    """Return good news and what else is told: after it, or of another place.

    What stands before it is what it is of.

    >>> apart("3号楼车库水抽干了，4号楼车库淹了")
    ('3号楼车库水抽干了', '4号楼车库淹了')
    >>> apart("走丢的男娃儿，家长来接了")
    ('走丢的男娃儿，家长来接了', '')
    """
    parts = [part for part in BREAKS.split(text) if part.strip()]
    good = [says_over(part) or may_be_found(part) for part in parts]
    if not any(good):
        return text, ""
    first = good.index(True)
    there = understand(parts[first]).place
    besides = [
        not is_good and (at > first or is_elsewhere(understand(part).place, there))
        for at, (part, is_good) in enumerate(zip(parts, good, strict=True))
    ]
    news = (part for part, other in zip(parts, besides, strict=True) if not other)
    return "，".join(news), "，".join(p for p, other in zip(parts, besides, strict=True) if other)


def may_mean(kind: Kind, known: str, place: str | None, news: str) -> bool:
    """Whether good news may be of a case: of a child or a grown-up as it is, or of the same thing there.

    >>> lamp = Kind.LIGHT, "3号楼4楼楼道灯不亮了", "3号楼4楼楼道"
    >>> may_mean(*lamp, "4楼的灯换好了"), may_mean(*lamp, "5号楼的灯换好了")
    (True, False)
    """
    if kind.is_person is not (names_somebody(news) or may_be_found(news)):
        return False
    if kind.is_person:
        old = ELDER.search(news) is not None
        young = YOUNG.search(news) is not None
        return not (old if kind.is_child else young)
    if (kind is Kind.LIGHT) is not (LAMP.search(news) is not None):
        return False
    if is_elsewhere(understand(place or "", known=kind).place, understand(news, known=kind).place):
        return False
    return kind is Kind.LIGHT or share_words(known, news)

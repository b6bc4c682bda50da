"""Who is still inside where it burns, leaks or may come down."""

import re

_CLAUSES = re.compile(r"[^，,。！!？?；;\n]+")
_STILL_THERE = re.compile(
    r"(?:人(?!行)|[妈爸婆爷奶娃孩儿女孙姐哥弟妹他她]|公(?![司室共园])|老[人头汉]|邻居)[^没不]{0,6}?"
    r"(?:[还都在]{0,2}(?:困|关|锁|留|睡|躺)?在(?:屋|家|里|房|床|楼[上里]|上面)|[没未]有?(?:跑|逃)?[下出]来|[下出]不[来去])"
    r"|人[^，,]{0,3}困在|[困关锁]了?[^，,]{0,4}人|(?:里[面头]|屋[里头]|楼上)还?有[^没]{0,4}?(?:人|[婆爷奶娃孩]|老)"
    r"|\b(?:still (?:inside|in (?:there|the|her|his))|(?:trapped|stuck) (?:in|up)|(?:can't|cannot) get (?:out|down))",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"没(?:得|有)?人(?![下出]来)|不在|都(?:已经)?[^，,]{0,2}[下出]来了|[吗嘛没]$|\b(?:nobody|no one|not)\b",
    re.IGNORECASE,
)


def still_inside(text: str) -> str | None:
    """Return what a report says of people who are still inside, in its own words.

    >>> still_inside("6栋2楼好大的煤气味，我奶奶还在屋里头，快来")
    '我奶奶还在屋里头'
    >>> still_inside("3楼着火了，楼上的娃儿没下来"), still_inside("着火了，屋头没得人")
    ('楼上的娃儿没下来', None)
    """
    clauses = _CLAUSES.findall(text.replace("’", "'"))
    told = (one for one in clauses if _STILL_THERE.search(one) and not _NOBODY.search(one))
    first: str | None = next(told, None)
    return first.strip() if first else None

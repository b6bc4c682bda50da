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
_ALL_OUT = re.compile(
    r"^(?:人|里[面头]的?人?|屋[里头]的?人?|现在|他们|大家)*(?:都|全部?)(?:已经)?"
    r"[^，,没未不还]{0,3}[出下]来了(?![吗嘛没])"
    r"|^(?:现在)?(?:里[面头]|屋[里头]|楼上)(?:现在|已经)?没(?:得|有)?人了?$"
    r"|\b(?:everybody|everyone|all) (?:is|are|got|came) out\b|\b(?:nobody|no one) (?:is )?inside\b",
    re.IGNORECASE,
)
"""Said in a line of its own later, it takes back what stood before; that one has come out does not."""


def still_inside(text: str) -> str | None:
    r"""Return what a report says of people who are still inside, in its own words.

    >>> still_inside("6栋2楼好大的煤气味，我奶奶还在屋里头，快来")
    '我奶奶还在屋里头'
    >>> still_inside("3楼着火了，楼上的娃儿没下来"), still_inside("着火了，屋头没得人")
    ('楼上的娃儿没下来', None)
    >>> still_inside("着火了，里面有人\n搞错了，里面没得人"), still_inside("奶奶还在屋里，里面有人\n奶奶出来了")
    (None, '奶奶还在屋里')
    """
    said = [_CLAUSES.findall(line) for line in text.replace("’", "'").splitlines()]
    out = [at for at, line in enumerate(said) if any(_ALL_OUT.search(one) for one in line)]
    clauses = [one for line in said[max(out, default=0) :] for one in line]
    told = (one for one in clauses if _STILL_THERE.search(one) and not _NOBODY.search(one))
    first: str | None = next(told, None)
    return first.strip() if first else None

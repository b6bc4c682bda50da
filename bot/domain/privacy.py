"""What may leave a report: phones, accounts, links and the reporter's names never do."""

import re
from collections.abc import Iterable

HIDDEN = "［…］"

_DASH = "[-‐‑‒–—−－]"
_GAP = rf"(?:[\s.·•_/()（）\u200b-\u200d\ufeff]|{_DASH}){{0,3}}"
"""What people put between the digits of a phone."""

_MOBILE = rf"(?:(?:\+|00){_GAP})?(?:86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}"
_LANDLINE = rf"0\d{{2,3}}{_GAP}[2-9]\d{{2,3}}{_GAP}\d{{4}}"
_PHONE = re.compile(rf"(?<!\d)(?:{_MOBILE}|{_LANDLINE})(?!\d)")

_DATE = r"(?:19|20)\d\d(?P<between>[-./])(?:0?[1-9]|1[0-2])(?P=between)(?:0?[1-9]|[12]\d|3[01])"
_DOOR = rf"(?:\d{{1,3}}|\d\d?{_DASH}\d\d?){_DASH}\d\d?{_DASH}\d{{3,4}}"
"""12-3-1502, with the phase of the estate before it or not; no phone is grouped like that."""
_LONG_NUMBER = re.compile(
    rf"(?<!\d)(?:(?P<kept>(?:{_DATE}|{_DOOR})(?!{_DASH}?\d))|\+?\d(?:{_GAP}\d){{6,}}[xX]?(?!\d))"
)

_SAID = "[0-9０-９零〇一二三四五六七八九两幺壹贰叁肆伍陆柒捌玖洞拐]"
_PAUSE = rf"(?:{_GAP}|[、，,])"
_SPELLED = re.compile(
    rf"(?<!\d)[1１一幺壹]{_PAUSE}[3-9３-９三四五六七八九叁肆伍陆柒捌玖拐](?:{_PAUSE}{_SAID}){{9}}\d*"
    r"|[零〇一二三四五六七八九两幺壹贰叁肆伍陆柒捌玖洞拐]{8,}"
)
"""一三八幺二三…: digits in words, those on the telephone too; 一二三四五六七号楼 is shorter."""

_ACCOUNT = re.compile(
    r"(?P<app>微信|薇信|威信|[vV]信|扣扣|[wW]e[cC]hat|[wW]ei[xX]in|\b[vVwW][xX]|[qQ]{2}|加\s?[vV])"
    r"(?P<word>(?:同?号|账号|\s?(?i:id)\b|是|为|加|[:：\s])*)[A-Za-z0-9][\w-]{4,}",
    re.ASCII,
)
_SHORTEST_NAME = 2

_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_NAME = re.compile(r"@\w{4,}")


def without_phones(text: str) -> str:
    """Return the text with phones and accounts hidden, and every number of 7 digits or more.

    Those may be a phone abroad, an identity card or a chat account. Dates and doors stay.
    """
    text = _SPELLED.sub(HIDDEN, _ACCOUNT.sub(rf"\g<app>\g<word>{HIDDEN}", _PHONE.sub(HIDDEN, text)))
    return _LONG_NUMBER.sub(lambda found: found["kept"] or HIDDEN, text)


def without_phones_of(text: str, source: str) -> str:
    """Return the text with the phones hidden that stand in another text too, however written.

    Other phones stay: who gives a clue may give their own.

    >>> without_phones_of("她妈妈是139 0000 0001，我是13812345678", "电话13900000001")
    '她妈妈是［…］，我是13812345678'
    """
    known = {_digits(phone) for phone in _PHONE.findall(source)}
    return _PHONE.sub(lambda found: HIDDEN if _digits(found[0]) in known else found[0], text)


def _digits(phone: str) -> str:
    """Return the last eleven digits: a mobile without its country."""
    return re.sub(r"\D", "", phone)[-11:]


def without_names(text: str, spans: Iterable[tuple[int, int]], account: str = "") -> str:
    """Return the text with these pieces hidden, and the account name wherever it stands."""
    pieces = sorted(spans)
    if len(account.strip()) >= _SHORTEST_NAME:
        pieces += [found.span() for found in re.finditer(re.escape(account.strip()), text)]
    shown, at = "", 0
    for start, end in sorted(pieces):
        shown += text[at:start] + HIDDEN if start >= at else ""
        at = max(at, end)
    return shown + text[at:]


def without_contact(text: str) -> str:
    """Return the text with phone numbers, links and @names hidden."""
    return _NAME.sub(HIDDEN, without_phones(_LINK.sub(HIDDEN, text)))

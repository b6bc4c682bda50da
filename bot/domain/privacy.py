"""What may leave a report: phone numbers and links never do."""

import re

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

_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_NAME = re.compile(r"@\w{4,}")


def without_phones(text: str) -> str:
    """Return the text with phones hidden, and every other number of 7 digits or more.

    Those may be a phone abroad, an identity card or a chat account. Dates and doors stay.
    """
    return _LONG_NUMBER.sub(lambda found: found["kept"] or HIDDEN, _PHONE.sub(HIDDEN, text))


def without_contact(text: str) -> str:
    """Return the text with phone numbers, links and @names hidden."""
    return _NAME.sub(HIDDEN, without_phones(_LINK.sub(HIDDEN, text)))

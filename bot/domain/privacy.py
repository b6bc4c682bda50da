"""What may leave a report: phone numbers and links never do."""

import re

_SPACER = r"[\s\-—.·]?"
_PHONE = re.compile(rf"(?<!\d)(?:\+?\d{_SPACER}){{7,15}}(?!\d)")
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
HIDDEN = "［…］"


def without_phones(text: str) -> str:
    """Return the text with every run of 7 to 15 digits hidden (separators allowed between)."""
    return _PHONE.sub(HIDDEN, text)


def without_contact(text: str) -> str:
    """Return the text with phone numbers, links and @names hidden."""
    return re.sub(r"@\w{4,}", HIDDEN, without_phones(_LINK.sub(HIDDEN, text)))

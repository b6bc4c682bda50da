"""Exercises: asked for by staff with one word before everything else."""

import re

_BEGINS = re.compile(r"\s*[【\[(（]?\s*(?:演练|drill\b)\s*[】\])）]?\s*[:：，,]?\s*", re.IGNORECASE)


def without_drill(text: str) -> tuple[bool, str]:
    """Return whether a text asks for an exercise, and the text without that word.

    >>> without_drill("演练：3号楼燃气泄漏")
    (True, '3号楼燃气泄漏')
    """
    begins = _BEGINS.match(text)
    return (True, text[begins.end() :]) if begins else (False, text)

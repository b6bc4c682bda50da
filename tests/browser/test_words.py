"""The page's words: both languages say the same things, and every fault is put into words."""

import re

from bot.sandbox.faults import KINDS
from bot.sandbox.server import STATIC

WORD = re.compile(r'^    (\w+): "(.*)",$', re.MULTILINE)
ZH, EN = (
    dict(WORD.findall(part)) for part in (STATIC / "words.js").read_text("utf-8").split("  en: {")
)


def test_both_languages_say_the_same_things() -> None:
    """No word is missing in one of them, and each names the same values."""
    assert ZH.keys() == EN.keys()
    for key, words in ZH.items():
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", EN[key])), key


def test_every_fault_is_put_into_words() -> None:
    """What it is called, and what it does; no other is offered."""
    named = {key.removeprefix("fault_") for key in ZH if key.startswith("fault_")}
    explained = {key.removeprefix("faultNote_") for key in ZH if key.startswith("faultNote_")}

    assert named == explained == set(KINDS)

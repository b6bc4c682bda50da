"""The page's own font: small, licensed, and able to write every word of the page."""

from bot.sandbox.server import STATIC

FONTS = STATIC / "fonts"
LARGEST = 300_000


def test_every_word_of_the_page_can_be_written() -> None:
    """A character that is missing here is missing in the font; its README says how both are made."""
    written = {letter for letter in (STATIC / "words.js").read_text("utf-8") if letter >= "\u3000"}
    missing = written - set((FONTS / "characters.txt").read_text("utf-8"))

    assert not missing, "".join(sorted(missing))


def test_it_is_small_and_licensed() -> None:
    """Whoever copies the page copies the licence with it."""
    assert (FONTS / "sandbox-sans.woff2").stat().st_size <= LARGEST
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")

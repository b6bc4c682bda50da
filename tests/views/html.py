"""Reads the HTML of a message the way Telegram does: few tags, all of them closed."""

from html.parser import HTMLParser

ALLOWED = {"tg-spoiler", "a", "b", "code"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> _Reader:
    """Return the text and links that a person would see; fails on tags of a user's making."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def length(html: str) -> int:
    """Return what counts against Telegram's limits: UTF-16 units after parsing."""
    return len(parsed(html).text.encode("utf-16-le")) // 2

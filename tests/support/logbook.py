"""What the bot logs while the tests run, as an operator would find it, and what must not stand there."""

import csv
import logging
import re
from io import StringIO

import structlog

from bot.demo import district
from bot.logs import set_up

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
SAID = ("红色外套", "娃儿不见了", "楼道灯不亮了")
"""Words of the reports that most stories begin with."""


class Logbook:
    """Takes the place of standard error, from set-up to rendering the program's own."""

    def __init__(self) -> None:
        self._lines = StringIO()
        self._never = re.compile("|".join([PHONE.pattern, *map(re.escape, (*_names(), *SAID))]))
        self.open()

    def open(self) -> None:
        """Log here from now on; whoever sets up logging otherwise calls this again at the end."""
        set_up("json")
        structlog.configure(cache_logger_on_first_use=False)
        (handler,) = logging.getLogger().handlers
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(self._lines)

    def begin(self) -> None:
        """Forget what was logged so far."""
        self._lines.seek(0)
        self._lines.truncate()

    @property
    def text(self) -> str:
        """All that was logged."""
        return self._lines.getvalue()

    def personal(self) -> list[str]:
        """Return the lines that hold a phone, or the name or words of somebody in the district."""
        told = self._lines.getvalue()
        if not self._never.search(told):
            return []
        return [line for line in told.splitlines() if self._never.search(line)]


def _names() -> set[str]:
    """Return how everybody in the example district is called."""
    people = {person["first_name"] for person in district.stage()["people"]}
    staff = district.register_file("staff").decode("utf-8-sig").splitlines()
    return people | {row["name"] for row in csv.DictReader(staff)} - {"Emma"}

"""A search for a child that is disturbed while the alert goes out, and what must be true in the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from bot.sandbox.model import Json
from tests.bench import tally, town
from tests.bench.gege import Gege, gege
from tests.bench.telegram import BOT, FIRST_GROUP, MOTHER, MOTHERS, until

GROUPS = 600
FACTOR = 5.0
"""So many times Telegram's limits: the alert takes four seconds."""
DISTURBED_AT = 0.3
IN_FLIGHT = 16
"""So many may be doubled each time that the bot dies or forgets: it can't read what it has said."""
ASKER = MOTHERS[1]
QUESTIONS = ("/privacy", "/help") * 3
PATIENCE = 120.0


class Search:
    """The alert has reached a third of the groups, and somebody asks one thing after the other."""

    def __init__(self, program: Gege) -> None:
        self.program = program
        self.telegram = program.telegram
        self.telegram.post("/client/starts", person=ASKER, bot=BOT)
        self.telegram.until_answered(ASKER, BOT)
        self._before = len(self._answers())
        program.report()
        self._go = program.publish()
        until(lambda: program.sent() >= GROUPS * DISTURBED_AT)

    def ask(self) -> None:
        for words in QUESTIONS:
            self.telegram.write(ASKER, BOT, words)

    def end(self, *, deaths: int) -> None:
        """Let everything be said, and the child be found; nothing is lost, everything in order."""
        until(self.program.is_done, patience=PATIENCE, pause=0.2)
        until(lambda: len(self._order()) >= len(QUESTIONS), patience=PATIENCE, pause=0.2)
        calls = self.telegram.calls()
        sent = tally.tell(calls, groups=GROUPS, go=self._go, factor=FACTOR)
        assert sent.lost == 0
        assert sent.doubled <= IN_FLIGHT * deaths
        assert sent.floods == 0
        assert self._order() == list(QUESTIONS)

        self.program.find()
        until(self._is_over, patience=PATIENCE, pause=0.2)
        groups = [self._said(MOTHER, FIRST_GROUP - number) for number in range(1, GROUPS)]
        assert all("孩子找到了" in said[0]["text"] for said in groups)
        still_calling = sum("我有线索" in str(line) for said in groups for line in said)
        assert still_calling <= sent.doubled

    @property
    def log(self) -> str:
        return (self.program.folder / "gege.log").read_text(encoding="utf-8")

    def _is_over(self) -> bool:
        newest = self._said(MOTHER, FIRST_GROUP - 1)[0]["text"]
        return "孩子找到了" in newest and self.program.is_done()

    def _order(self) -> list[str]:
        """Return what was answered, in order; an answer that was given twice stands there once."""
        new = self._answers()[self._before :]
        return [
            "/privacy" if is_privacy else "/help"
            for is_privacy, _ in groupby(new, key=lambda line: line["text"].startswith("我听什么"))
        ]

    def _answers(self) -> list[Json]:
        return self._said(ASKER, BOT)[::-1]

    def _said(self, person: int, chat: int) -> list[Json]:
        """Return what the bot has said in a chat, the newest first."""
        return [line for line in self.telegram.messages(person, chat) if line["from"]["id"] == BOT]


@contextmanager
def search(database: str = "", **told: str) -> Iterator[Search]:
    """Begin a search in a town of its own, with what else the bot's process is told."""
    files = town.district(GROUPS)
    with gege(files, groups=GROUPS, factor=FACTOR, database=database, environment=told) as program:
        yield Search(program)

"""What it costs to understand a message, and to ask `gege understand` for one."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import mean, median
from subprocess import PIPE

from bot.domain.intake import Gazetteer, Place, says_nothing, understand
from tests.bench.process import memory_mb
from tests.bench.table import Figure, Row
from tests.intake.evaluate import EXAMPLES, read

SECTION = "Understanding a message, 10,000 places loaded"
COMPOUNDS, HOUSES = 2_000, 4
CHARACTERS = "桂青枫滨锦云竹翠柳兰柏松梅荷龙金玉华安宁"
SHORT = range(26, 35)
"""How long a message of about thirty characters is."""
LONG = 4_000
TIMES = 9
TRIGGERED, QUIET, DENSE = 0.3, 0.05, 5.0
STARTED, HELD = 0.6, 80.0
ASKED = '{"text": "3号楼4楼楼道灯不亮了"}\n'.encode()


def rows() -> Iterator[Row]:
    gazetteer = Gazetteer(_places())
    texts = [str(row["text"]) for row in read([EXAMPLES])]
    quiet = [text for text in texts if says_nothing(text)]
    reports = [row["text"] for row in read([EXAMPLES]) if row["kind"] != "none"]
    short = [text for text in reports if len(text) in SHORT]
    yield _row("about 30 characters with a trigger word", short, gazetteer, TRIGGERED)
    yield _row("without a trigger word", quiet, gazetteer, QUIET)
    yield _row("4,000 dense characters", ["".join(reports)[:LONG]], gazetteer, DENSE)
    yield _started()


def _places() -> Iterator[Place]:
    for number in range(COMPOUNDS):
        first, second = divmod(number // len(CHARACTERS), len(CHARACTERS))
        name = CHARACTERS[first] + CHARACTERS[second] + CHARACTERS[number % len(CHARACTERS)] + "苑"
        row = number * (HOUSES + 1)
        yield Place(row, name, "compound", (), number)
        for house in range(1, HOUSES + 1):
            yield Place(row + house, f"{name}{house}号楼", "building", (), number)


def _row(name: str, texts: Sequence[str], gazetteer: Gazetteer, at_most: float) -> Row:
    """The mean of each text's fastest reading: what else runs on the machine only adds."""
    milliseconds = mean(min(_read(text, gazetteer) for _ in range(TIMES)) for text in texts)
    return Row(SECTION, name, {"CPU": Figure(milliseconds, " ms", at_most=at_most)})


def _read(text: str, gazetteer: Gazetteer) -> float:
    began = time.thread_time()
    understand(text, places=gazetteer, fresh=True)
    return (time.thread_time() - began) * 1000


def _started() -> Row:
    taken = [_asked() for _ in range(TIMES)]
    seconds, megabytes = zip(*taken, strict=True)
    figures = {
        "took": Figure(median(seconds), " s", at_most=STARTED),
        "memory": Figure(max(megabytes), " MB", at_most=HELD),
    }
    return Row(SECTION, "gege understand, up to its first answer", figures)


def _asked() -> tuple[float, float]:
    """Return after how many seconds it answered, and the most memory that it held."""
    began = time.monotonic()
    command = [sys.executable, "-m", "bot", "understand", "--jsonl"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(ASKED)
        process.stdin.flush()
        assert process.stdout.readline()
        return time.monotonic() - began, memory_mb(process.pid, peak=True)

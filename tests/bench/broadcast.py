"""How near an alert to a whole district comes to what Telegram allows: `python -m tests.bench.broadcast`.

The program as it is run (`gege run`, SQLite) against a sandbox whose limits are ten times Telegram's, to
save time; both in processes of their own. A district of 9,452 groups hears of a lost child, then that
the child is home.
"""

import argparse
import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.services.imports import store
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from tests.bench.telegram import BOT, FIRST_GROUP, MOTHER, STAFF_GROUP, TOKEN, WORKER

CHIEF, GENERAL, MICRO = 147, 638, 8_667
"""Nodes of the district that this is measured for; each has a residents' group."""
RATE, FACTOR = 295.0, 10.0
PATIENCE = 600.0
REPORT = "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在小区大门"
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    groups: int
    seconds: float
    to_99_percent: float
    efficiency: float
    """Share of the requests that the limit allows until 99 % of the groups have it."""
    first_ring: float
    """Seconds until the first four groups have it."""
    repeated: int
    lost: int
    cpu_share: float
    memory_mb: float


def registers(share: float) -> dict[Register, str]:
    """Return the district's import files; with `share` below 1 a smaller one."""
    chief, general, micro = (max(1, round(count * share)) for count in (CHIEF, GENERAL, MICRO))
    grids = ["code,name,level,parent,lat,lon", "T,镇,town,,,"]
    grids += [f"C{n},村{n},chief,T,," for n in range(chief)]
    grids += [f"G{n},一般网格{n},general,C{n % chief},," for n in range(general)]
    grids += [
        f"M{n},微网格{n},micro,G{n % general},{30 + n % 97 / 500},{104 + n % 89 / 500}"
        for n in range(micro)
    ]
    codes = [row.partition(",")[0] for row in reversed(grids[2:])]
    chats = ["chat_id,grid,audience", f"{STAFF_GROUP},T,staff"]
    chats += [f"{FIRST_GROUP - number - 1},{code},residents" for number, code in enumerate(codes)]
    staff = ["user_id,name,grid,role", f"{WORKER},网格员,T,duty"]
    files = (Register.GRIDS, grids), (Register.CHATS, chats), (Register.STAFF, staff)
    return {register: "\n".join(lines) for register, lines in files}


async def prepare(url: str, files: dict[Register, str]) -> None:
    """Migrate a database and load the district."""
    database = Database(url)
    async with database.write() as session:
        for register, text in files.items():
            await store(session, read(register, text.encode()))
    await database.close()


@contextmanager
def telegram(groups: int) -> Iterator[str]:
    """Run the full sandbox; yields its address."""
    command = [sys.executable, "-m", "tests.bench.telegram", str(groups), str(FACTOR)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdin
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


@contextmanager
def gege(folder: Path, api_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the bot; terminated at the end."""
    settings = {
        "BOT_TOKEN": TOKEN,
        "API_URL": api_url,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'gege.db'}",
        "SEND_RATE": str(RATE),
        "ALERT_RINGS": "0,0,0,0",
        "ALERT_RINGS_RED": "0,0,0,0",
        "LISTEN": "127.0.0.1:0",
    }
    environment = os.environ | {f"GEGE_{name}": value for name, value in settings.items()}
    log = (folder / "gege.log").open("wb")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], env=environment, cwd=folder, stdout=log, stderr=log
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
    log.close()


class People:
    """The mother and the worker, over HTTP."""

    def __init__(self, http: ClientSession) -> None:
        self._http = http

    async def post(self, path: str, **body: object) -> Any:  # noqa: ANN401 JSON
        async with self._http.post(f"/client/{path}", json=body) as answer:
            said = await answer.json()
            assert answer.status == 200, said
            return said

    async def press(self, person: int, chat: int, label: str) -> None:
        """Press a button as soon as it is there."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            params = {"person": person, "chat": chat}
            async with self._http.get("/client/messages", params=params) as answer:
                messages = (await answer.json())["messages"]
            for message in reversed(messages):
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    for button in row:
                        if button["text"].endswith(label) and "callback_data" in button:
                            where = {"chat": chat, "message_id": message["message_id"]}
                            data = button["callback_data"]
                            await self.post("presses", person=person, **where, data=data)
                            return
            await asyncio.sleep(0.05)
        raise TimeoutError(label)


def measure(folder: Path, process: subprocess.Popen[bytes], purpose: str, what: str) -> Row:
    """Wait until every delivery of a purpose has come to its end, and say how it went."""
    rows = sqlite3.connect(f"file:{folder / 'gege.db'}?mode=ro", uri=True)
    started, cpu = time.monotonic(), _cpu(process)
    undone = f"SELECT count(*) FROM delivery WHERE purpose = '{purpose}' AND status IN ('queued', 'sending', 'retrying')"  # noqa: S608 our own words
    while rows.execute(undone).fetchone()[0] and time.monotonic() - started < PATIENCE:
        time.sleep(0.2)
    seconds = time.monotonic() - started
    cpu = (_cpu(process) - cpu) / seconds
    done = rows.execute(
        "SELECT status, queued_at, sent_at, attempts FROM delivery WHERE purpose = ?", (purpose,)
    ).fetchall()
    sent = sorted(datetime.fromisoformat(one[2]) for one in done if one[0] == "sent")
    queued = min(datetime.fromisoformat(one[1]) for one in done)
    nearly_all = sent[max(0, int(len(sent) * 0.99) - 1)]
    until = (nearly_all - queued).total_seconds()
    repeated = sum(one[3] - 1 for one in done if one[3] > 1)
    return Row(
        what=what,
        groups=len(done),
        seconds=round((sent[-1] - queued).total_seconds(), 2),
        to_99_percent=round(until, 2),
        efficiency=round((len(sent) * 0.99 + repeated) / (30 * FACTOR) / until, 3),
        first_ring=round((sent[min(3, len(sent) - 1)] - queued).total_seconds(), 3),
        repeated=repeated,
        lost=sum(one[0] != "sent" for one in done),
        cpu_share=round(cpu, 3),
        memory_mb=_memory(process),
    )


def _cpu(process: subprocess.Popen[bytes]) -> float:
    fields = (
        Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


def _memory(process: subprocess.Popen[bytes]) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(peak.split()[1]) / 1024, 1)


async def story(folder: Path, api_url: str, process: subprocess.Popen[bytes]) -> list[Row]:
    """Let a child be lost and found in the whole district."""
    async with ClientSession(api_url) as http:
        people = People(http)
        home = FIRST_GROUP - 1
        await people.post("starts", person=MOTHER, bot=BOT)
        await people.post("messages", person=MOTHER, chat=home, text=REPORT)
        await people.press(MOTHER, home, "提交")
        await people.press(MOTHER, home, "是")
        await people.press(WORKER, STAFF_GROUP, "发布")
        await people.press(WORKER, STAFF_GROUP, "确认发布")
        alert = await asyncio.to_thread(measure, folder, process, "alert", "alert")
        await people.press(MOTHER, BOT, "找到了")
        clear = await asyncio.to_thread(
            measure, folder, process, "all_clear", "all-clear and thanks"
        )
    return [alert, clear]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the district, 0 to 1")
    share = parser.parse_args().share
    files = registers(share)
    groups = files[Register.CHATS].count("\n") - 1
    with tempfile.TemporaryDirectory() as name, telegram(groups) as api_url:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'gege.db'}"
        upgrade(url)
        asyncio.run(prepare(url, files))
        with gege(folder, api_url) as process:
            rows = asyncio.run(story(folder, api_url, process))
    for row in rows:
        print(json.dumps(asdict(row), ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main()

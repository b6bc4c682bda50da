"""The demo as a whole: sandbox and bot side by side until somebody says stop."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.demo.children import Child, Say
from bot.demo.claim import claim
from bot.demo.district import stage
from bot.demo.staging import introduce_bot, put_on_stage
from bot.errors import OperatorError

HOST = "127.0.0.1"
LOOK_SECONDS = 0.1
UNWANTED = ("PROXY", "WEBHOOK_URL", "WEBHOOK_SECRET", "ADMINS", "DATA_KEY", "BACKUPS")
"""What an operator may have set for the real bot, and what would lead this one astray."""


def database_url(folder: Path) -> str:
    """Return where the demo's bot keeps what it knows."""
    return f"sqlite+aiosqlite:///{folder / 'gege.db'}"


def _forget(folder: Path) -> None:
    """Remove what earlier demos left: the bot's database and the sandbox's."""
    for name in ("gege.db", "sandbox.db"):
        for suffix in ("", "-wal", "-shm", "-journal"):
            (folder / f"{name}{suffix}").unlink(missing_ok=True)


async def play(
    folder: Path, port: int, say: Say, prepare: Callable[[], Awaitable[None]], *, fresh: bool
) -> None:
    """Run both programs until SIGINT or SIGTERM; whoever of them is killed is started again.

    `prepare` makes the bot's database, while the sandbox starts. Raises OperatorError, with nothing
    touched, if somebody else has the folder or the port.
    """
    with claim(folder, f"http://{HOST}:{port}/") as claimed:
        _check_free(port)
        if fresh:
            _forget(folder)
        await _play(folder, port, claimed, say, prepare)


async def _play(
    folder: Path, port: int, claimed: int, say: Say, prepare: Callable[[], Awaitable[None]]
) -> None:
    health = _free_port()
    url = f"http://{HOST}:{port}"
    words = ("sandbox", "--port", str(port), "--keep", str(folder / "sandbox.db"))
    sandbox = Child("sandbox", words, {}, folder=folder, claim=claimed)
    settings = _settings(folder, url, health)
    bot = Child("bot", ("run",), settings, folder=folder, claim=claimed)
    _cancel_when_told()
    try:
        await sandbox.start()
        await prepare()
        await _open(sandbox, bot, url, f"http://{HOST}:{health}")
        say(f"格格 Gege: {url}/  (Ctrl-C stops · 按 Ctrl-C 停止)")
        await asyncio.gather(sandbox.keep(say), bot.keep(say))
    except asyncio.CancelledError:
        say("stopping")
    finally:
        await bot.stop()  # first: it still has things to tell the sandbox
        await sandbox.stop()


def _cancel_when_told() -> None:
    """Turn SIGINT and SIGTERM into the end of the task that asks for it, however often they come.

    The loop's own handlers go with the loop, and a second Ctrl-C may come while it closes.
    """
    here, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert here is not None

    def stop() -> None:
        if not here.cancelling():
            here.cancel()

    def told(_number: int, _frame: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: everything has ended
            loop.call_soon_threadsafe(stop)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)


async def _open(sandbox: Child, bot: Child, url: str, health: str) -> None:
    async with ClientSession(timeout=ClientTimeout(total=5)) as http:
        await _answering(http, f"{url}/healthz", sandbox)
        await introduce_bot(http, url, stage())
        await bot.start()  # it takes a few seconds to wake; the others come meanwhile
        await put_on_stage(http, url, stage())
        await _answering(http, f"{health}/healthz", bot)


async def _answering(http: ClientSession, address: str, child: Child) -> None:
    """Wait until a program answers; raises OperatorError if it ended before."""
    while not await _answers(http, address):
        if not child.is_running:
            raise child.gave_up()
        await asyncio.sleep(LOOK_SECONDS)


async def _answers(http: ClientSession, address: str) -> bool:
    try:
        async with http.get(address) as answer:
            return answer.ok
    except ClientError:
        return False


def _settings(folder: Path, url: str, health: int) -> dict[str, str]:
    own = {
        "BOT_TOKEN": stage()["bot"]["token"],
        "API_URL": url,
        "CLOCK_URL": f"{url}/client/clock",
        "DATABASE_URL": database_url(folder),
        "LISTEN": f"{HOST}:{health}",
        "OPERATOR": "榆溪镇（示例）",
    }
    return {f"GEGE_{name}": own.get(name, "") for name in (*UNWANTED, *own)}


def _check_free(port: int) -> None:
    """Raise OperatorError if somebody else, perhaps another demo, listens there already."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise OperatorError(
                f"port {port} is taken ({error.strerror}); choose another with --port"
            ) from None


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port

"""The demo's two programs as child processes: started, started again, and never left behind."""

import asyncio
import ctypes
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.errors import OperatorError

PROGRAM = (sys.executable, "-m", "bot")
HOUSE = Path(__file__).parents[2]
PR_SET_PDEATHSIG = 1
TRIES = 3
LEAVES_WITHIN = 4.0
SETTLED_AFTER = 5.0
"""A program that gives up sooner than this would give up again."""

Say = Callable[[str], object]


class Child:
    """One `gege` command in a process of its own."""

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        settings: Mapping[str, str],
        *,
        folder: Path,
        claim: int,
    ) -> None:
        self.name = name
        self._arguments = arguments
        self._settings = settings
        self._folder = folder
        self._claim = claim
        self._process: Process | None = None

    async def start(self) -> None:
        """Start the program; it hears of Ctrl-C through us, and ends if we are killed."""
        self._process = await asyncio.create_subprocess_exec(
            *PROGRAM,
            *self._arguments,
            cwd=self._folder,  # where no .env of somebody's real bot lies
            env=_environment(self._settings),
            stdin=DEVNULL,
            stdout=DEVNULL,
            start_new_session=True,
            pass_fds=(self._claim,),  # the folder stays claimed as long as it is written to
            preexec_fn=_end_with(os.getpid()),
        )

    async def keep(self, say: Say) -> None:
        """Start the program again whenever it is killed, until `stop`.

        Raises OperatorError if it gives up time and again as soon as it is started.
        """
        clock = asyncio.get_running_loop().time
        failures = 0
        while (process := self._process) is not None:
            started = clock()
            code = await process.wait()
            if self._process is None:
                return
            failed = code >= 0 and clock() - started < SETTLED_AFTER
            failures = failures + 1 if failed else 0
            if failures == TRIES:
                raise self.gave_up()
            await asyncio.sleep(failures)  # the other one may be on its way back as well
            await self.start()
            say(f"the {self.name} ended ({_how(code)}) and was started again")

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def gave_up(self) -> OperatorError:
        """Say that the program ended by itself; its own line stands on standard error already."""
        return OperatorError(f"the {self.name} does not start; its reason stands above")

    async def stop(self) -> None:
        """Ask the program to end, and make it end if it does not."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            async with asyncio.timeout(LEAVES_WITHIN):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _how(code: int) -> str:
    return f"exit {code}" if code >= 0 else signal.Signals(-code).name


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Add to the environment of ours; the program is found from the checkout as well."""
    path = os.pathsep.join(filter(None, (str(HOUSE), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, **settings}


def _end_with(parent: int) -> Callable[[], None] | None:
    """Return what makes a child end when its parent is gone, even by kill -9 (Linux alone can)."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it was gone before we asked
            os.kill(os.getpid(), signal.SIGTERM)

    return ask

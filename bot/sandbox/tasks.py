"""The one place that starts a task: whoever started it holds it and ends it."""

import asyncio
import logging
from collections.abc import Coroutine

from bot.sandbox.model import Value

_log = logging.getLogger(__name__)


class Tasks:
    """Tasks that run beside the server until it stops."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Value, Value, None]) -> asyncio.Task[None]:
        """Run something in the background; an error that ends it is logged."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("A task of the sandbox failed", exc_info=error)

    async def stop(self) -> None:
        """Cancel everything and wait until it has ended."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

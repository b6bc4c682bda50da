"""The one place that starts a task: held until it ends, its error never lost."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class Tasks:
    """A set of running tasks that ends as one."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(
        self,
        work: Coroutine[Any, Any, Any],
        *,
        name: str,
        then: Callable[[], None] | None = None,
    ) -> asyncio.Task[Any]:
        """Run `work` beside the caller; `then` is called when it has ended, however it ended."""

        def ended(task: asyncio.Task[Any]) -> None:
            self._running.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                log.error("a task failed", task=name, exc_info=error)
            if then is not None:
                then()

        task = asyncio.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(ended)
        return task

    async def finish(self, *, within: float) -> None:
        """Wait for what runs, at most `within` seconds, then cancel the rest."""
        if self._running:
            await asyncio.wait(tuple(self._running), timeout=within)
        await self.cancel()

    async def cancel(self) -> None:
        """Cancel everything and wait until it is gone."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

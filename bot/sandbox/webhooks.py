"""Updates pushed to bots that set a webhook: in order, one at a time, again until accepted."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

import aiohttp

from bot.sandbox.bodies import Body, read_answer
from bot.sandbox.model import Update
from bot.sandbox.polling import body
from bot.sandbox.tasks import Tasks
from bot.sandbox.world import World

ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)
LONGEST_WAIT = 512.0


class Webhooks:
    """One pump for each bot with a webhook."""

    def __init__(self, world: World, answered: Callable[[int, Body], Awaitable[None]]) -> None:
        self._world = world
        self._answered = answered
        self._tasks = Tasks()
        self._pumps: dict[int, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Begin for whoever has a webhook already, and watch for those who set one."""
        for bot in self._world.bots.values():
            if bot.webhook:
                self._world.hooked.put_nowait(bot.id)
        self._tasks.start(self._watch())

    async def stop(self) -> None:
        """Leave what is not delivered for the next start."""
        await self._tasks.stop()

    async def _watch(self) -> None:
        async with aiohttp.ClientSession(timeout=ANSWER_WITHIN) as http:
            while True:
                bot = await self._world.hooked.get()
                if old := self._pumps.pop(bot, None):
                    old.cancel()
                if self._world.bots[bot].webhook:
                    self._pumps[bot] = self._tasks.start(self._pump(http, bot))

    async def _pump(self, http: aiohttp.ClientSession, bot: int) -> None:
        """Telegram retries at once, then after 2, 4, 8 … seconds or the answer's Retry-After."""
        world, inbox, failures = self._world, self._world.inboxes[bot], 0
        while True:
            world.forget_updates(inbox.expire(world.clock.now()))
            while not inbox.pending:
                inbox.arrived.clear()
                await inbox.arrived.wait()
            update = inbox.pending[0]
            failed, wait = await self._deliver(http, bot, update)
            if not failed:
                failures = 0
                world.forget_updates(inbox.confirm(update.id + 1))
                world.keep.commit()
                continue
            self._note(bot, failed)
            failures += 1
            backoff = min(2.0 ** (failures - 1), LONGEST_WAIT) if failures > 1 else 0.0
            await world.clock.sleep(wait or backoff)

    async def _deliver(
        self, http: aiohttp.ClientSession, bot: int, update: Update
    ) -> tuple[str, float]:
        """Return why it failed ("" if it did not) and how long the bot asks to wait."""
        hook = self._world.bots[bot].webhook or {}
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
        try:
            async with http.post(
                hook["url"], json=body(update), headers=headers, allow_redirects=False
            ) as answer:
                if 200 <= answer.status < 300:
                    await self._obey(bot, answer)
                    return "", 0.0
                asked = answer.headers.get("Retry-After", "")
                reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                return reason, float(asked) if asked.isdecimal() else 0.0
        except (aiohttp.ClientError, TimeoutError, UnicodeError):  # a name that is no name, too
            return "Connection refused", 0.0

    async def _obey(self, bot: int, answer: aiohttp.ClientResponse) -> None:
        """An accepting answer may ask for one method at the same time."""
        with suppress(ValueError):
            await self._answered(bot, await read_answer(answer))

    def _note(self, bot: int, reason: str) -> None:
        """Let getWebhookInfo tell of it."""
        known = self._world.bots[bot]
        if known.webhook:
            error = {"last_error_date": self._world.now(), "last_error_message": reason}
            self._world.put_bot(replace(known, webhook=known.webhook | error))

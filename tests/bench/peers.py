"""Other ways to tell many groups, each in a process of its own: `python -m tests.bench.peers NAME URL GROUPS`.

Each says `ready`, begins when it is told to, and says `done`. They are used as their own documentation
uses them, with what favours them: a connection that is open, a pace that is Telegram's limit.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiogram_broadcaster import Broadcaster, Event
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.intervals import SimpleInterval
from aiogram_broadcaster.mailer import Mailer, MailerStatus
from aiogram_broadcaster.utils.retry_after_handler import setup_retry_after_handler
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from tests.bench.telegram import FIRST_GROUP, TOKEN

TEXT = "🔴 寻找5岁男孩 · 小区大门\n特征：红色外套\n最后出现：小区大门\n时间：7月2日 周日 10:20\n编号 1001 · 有线索请回复本条"
SLEEP_SECONDS = 0.005
"""The usual 0.05, ten times as fast as the limits are."""
RATE = 300
AT_ONCE = 4
"""More cost its connections more than they save."""

Chats = Sequence[int]
Ready = Callable[[], Awaitable[None]]


async def sleep_loop(url: str, chats: Chats, ready: Ready) -> None:
    """The loop that most bots have: send, wait a moment, on a 429 wait as long as asked."""
    async with _aiogram(url) as bot:
        await bot.me()
        await ready()
        for chat in chats:
            await _send_patiently(bot, chat)
            await asyncio.sleep(SLEEP_SECONDS)


async def _send_patiently(bot: Bot, chat: int) -> None:
    while True:
        try:
            await bot.send_message(chat, TEXT)
        except TelegramRetryAfter as error:
            await asyncio.sleep(error.retry_after)
        except AiogramError:
            return
        else:
            return


async def rate_limiter(url: str, chats: Chats, ready: Ready) -> None:
    """python-telegram-bot with its own limiter; several at once, or the wire would be its limit."""
    limiter = AIORateLimiter(overall_max_rate=RATE, overall_time_period=1, max_retries=5)
    request = HTTPXRequest(connection_pool_size=AT_ONCE)
    bot = ExtBot(TOKEN, base_url=f"{url}/bot", request=request, rate_limiter=limiter)
    async with bot:
        left = iter(chats)
        await ready()
        await asyncio.gather(*(_send_limited(bot, left) for _ in range(AT_ONCE)))


async def _send_limited(bot: ExtBot[int], left: Iterable[int]) -> None:
    for chat in left:
        try:
            await bot.send_message(chat, TEXT)
        except TelegramError:
            continue


async def broadcaster(url: str, chats: Chats, ready: Ready) -> None:
    """aiogram-broadcaster with its handler for 429s; started again where an error has stopped it."""
    async with _aiogram(url) as bot:
        await bot.me()
        library = Broadcaster(bot)
        library.event.bind(setup_retry_after_handler(Event()))
        interval = SimpleInterval(interval=1 / RATE)
        mailer = await library.create_mailer(chats, TextContent(text=TEXT), interval=interval)
        await ready()
        while mailer.status is not MailerStatus.COMPLETED:
            await _run(mailer)


async def _run(mailer: Mailer[TextContent]) -> None:
    """What it can't read, a proxy's page, ends its task with an error and leaves the rest pending."""
    try:
        await mailer.start()
    except AiogramError:
        return


PEERS: dict[str, Callable[[str, Chats, Ready], Awaitable[None]]] = {
    "sleep loop": sleep_loop,
    "AIORateLimiter": rate_limiter,
    "aiogram-broadcaster": broadcaster,
}


def _aiogram(url: str) -> Bot:
    return Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))


async def main(name: str, url: str, groups: int) -> None:
    async def ready() -> None:
        print("ready", flush=True)  # noqa: T201 - whoever started us waits for it
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)

    await PEERS[name](url, [FIRST_GROUP - number for number in range(groups)], ready)
    print("done", flush=True)  # noqa: T201 - the same
    sys.stdin.read()


if __name__ == "__main__":
    logging.disable()  # what struck them is known
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))

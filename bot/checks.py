"""What must be in order before the bot can do its work; looks at everything, changes nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import AiogramError, TelegramAPIError, TelegramRetryAfter
from aiogram.types import User

from bot.errors import OperatorError
from bot.services import inspection
from bot.settings import Settings, load
from bot.storage.database import Database, is_away
from bot.storage.migrate import require_current
from bot.texts import problems

NAMED = 10
"""How many of a kind a line names."""


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    what: str
    words: str
    fine: bool = True


async def check_all(*, groups: bool) -> AsyncIterator[Finding]:
    """Yield a finding for each thing that is needed; wrong settings end the report."""
    try:
        settings = load()
    except OperatorError as error:
        yield Finding("settings", str(error), fine=False)
        return
    yield Finding("settings", "in order")
    database = Database(settings.database_url)
    known = await _database(database)
    yield known
    yield _wrong("messages", problems(), "in order")
    if settings.bot_token is None:
        yield Finding("token", "GEGE_BOT_TOKEN is not set; BotFather gives one", fine=False)
    else:
        async for finding in _telegram(settings, database if groups and known.fine else None):
            yield finding
    await database.close()


async def _database(database: Database) -> Finding:
    try:
        await require_current(database)
    except OperatorError as error:
        return Finding("database", str(error), fine=False)
    except Exception as error:
        if not is_away(error):
            raise
        return Finding("database", f"can't be used: {error}".splitlines()[0], fine=False)
    return Finding("database", f"{database.engine.dialect.name}, up to date")


async def _telegram(settings: Settings, database: Database | None) -> AsyncIterator[Finding]:
    api = TelegramAPIServer.from_base(settings.api_url)
    session = AiohttpSession(proxy=settings.api_proxy, api=api)
    async with Bot(settings.bot_token or "", session=session) as bot:
        try:
            me = await bot.me()
        except AiogramError as error:
            yield Finding("token", f"{settings.api_url} says: {error}", fine=False)
            return
        yield Finding("token", f"@{me.username}")
        if database is not None:
            async for finding in _groups(bot, me, database, settings.duty_phone):
                yield finding


async def _groups(
    bot: Bot, me: User, database: Database, duty_phone: str
) -> AsyncIterator[Finding]:
    async with database.read() as session:
        chats = await inspection.bound_chats(session)
        mute = [] if duty_phone else await inspection.nodes_without_phone(session)
        unheard = await inspection.unheard_cases(session)
    hears_all = bool(me.can_read_all_group_messages)
    yield Finding("privacy mode", "off" if hears_all else "on: only admins' bots hear reports")
    troubles = [trouble for chat in chats if (trouble := await _trouble(bot, me, chat, hears_all=hears_all))]
    for trouble in troubles:
        yield Finding("group", trouble, fine=False)
    yield Finding("groups", f"{len(chats) - len(troubles)} of {len(chats)} can be served")
    yield _wrong("nodes without a duty phone", mute, "none")
    yield _wrong("open cases that nobody could be told of", map(str, unheard), "none")


async def _trouble(bot: Bot, me: User, chat_id: int, *, hears_all: bool) -> str | None:
    """Return what keeps the bot from serving a group."""
    while True:
        try:
            chat = await bot.get_chat(chat_id)
            member = await bot.get_chat_member(chat_id, me.id)
        except TelegramRetryAfter as wait:
            await asyncio.sleep(wait.retry_after)
        except TelegramAPIError as error:
            return f"{chat_id}: {error.message}"
        else:
            break
    if member.status in {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}:
        return f"{chat_id} {chat.title}: the bot is not in it"
    is_admin = member.status == ChatMemberStatus.ADMINISTRATOR
    if member.status == ChatMemberStatus.RESTRICTED and not member.can_send_messages:
        return f"{chat_id} {chat.title}: the bot may not write"
    if not hears_all and not is_admin:
        return f"{chat_id} {chat.title}: privacy mode is on and the bot is no admin"
    return None


def _wrong(what: str, names: Iterable[str], fine: str) -> Finding:
    found = list(names)
    if not found:
        return Finding(what, fine)
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return Finding(what, ", ".join(found[:NAMED]) + more, fine=False)

"""What must be in order before the bot can do its work; looks at everything, changes nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.types import User

from bot import opinion, vocabulary
from bot.delivery.proxies import Proxies
from bot.errors import OperatorError, SettingsError
from bot.services import inspection
from bot.settings import Settings, load
from bot.storage import holidays, rekeying
from bot.storage.database import Database
from bot.storage.keyring import require_keys
from bot.storage.migrate import require_current
from bot.storage.sealing import seal_of
from bot.texts import problems

NAMED = 10
"""How many of a kind a line names."""
ANSWERS_WITHIN_SECONDS = 10.0
PRIVACY = {
    True: "off",
    False: "on: only admins' bots hear reports",
    None: "not told by this server",
}
UNNAMED = "GEGE_OPERATOR is not set; groups and /privacy name nobody who answers for the data"
UNGUARDED = (
    "GEGE_WEBHOOK_SECRET is not set: whoever finds the address can play Telegram; "
    "take 32 letters and digits"
)
Raw = dict[str, Any]


class GetRawChat(TelegramMethod[Raw]):
    """getChat without looking inside: other servers than Telegram's own leave fields out."""

    __returning__ = Raw
    __api_method__ = "getChat"

    chat_id: int


class GetRawChatMember(TelegramMethod[Raw]):
    """getChatMember without looking inside, for the same reason."""

    __returning__ = Raw
    __api_method__ = "getChatMember"

    chat_id: int
    user_id: int


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    what: str
    words: str
    fine: bool = True


async def check_all(*, groups: bool, at: datetime) -> AsyncIterator[Finding]:
    """Yield a finding for each thing that is needed; wrong settings end the report."""
    try:
        settings = load()
    except OperatorError as error:
        yield Finding("settings", str(error), fine=False)
        return
    yield Finding("settings", "in order")
    database = Database(settings.database_url, settings.data_key)
    try:
        known = await _database(database)
        yield known
        if known.fine:
            yield await _data_key(database)
        yield Finding("operator", settings.operator or UNNAMED)
        yield _backups(settings, at)
        if settings.webhook_url is not None and settings.webhook_secret is None:
            yield Finding("webhook", UNGUARDED, fine=False)
        if known.fine and (days := await _days_off(database, at.astimezone(settings.timezone))):
            yield Finding("days off", days)
        if known.fine and not database.is_sqlite:
            yield Finding("workers", await _workers(database))
        if settings.words is not None:
            yield _words(settings.words)
        yield _wrong("messages", problems(), "in order")
        yield await _second_opinion(settings)
        if settings.bot_token is None:
            yield Finding("token", "GEGE_BOT_TOKEN is not set; BotFather gives one", fine=False)
            return
        async for finding in _telegram(settings, database if groups and known.fine else None):
            yield finding
    finally:
        await database.close()


async def _database(database: Database) -> Finding:
    try:
        await require_current(database)
    except OperatorError as error:
        return Finding("database", str(error), fine=False)
    return Finding("database", f"{database.engine.dialect.name}, up to date")


async def _data_key(database: Database) -> Finding:
    """Say with which key personal data are sealed, and what lies there otherwise."""
    what, seal = "data key", seal_of(database.engine.dialect)
    try:
        await require_keys(database)
    except OperatorError as error:
        return Finding(what, str(error), fine=False)
    if seal is None:
        return Finding(what, "none: names, phones and words lie plain in the database")
    async with database.read() as session:
        counts = await rekeying.census(session)
    told = [
        f"{count} values are {_lie(key)}"
        for key, count in sorted(counts.items())
        if key != seal.newest
    ]
    if told:
        return Finding(what, f"{', '.join(told)}; run gege db rekey", fine=False)
    return Finding(what, f"{seal.newest}, {counts[seal.newest]} values are sealed with it")


def _lie(key: str) -> str:
    return key if key == rekeying.PLAIN else f"sealed with {key}"


def _backups(settings: Settings, at: datetime) -> Finding:
    """Name back-ups that hold what is wiped by now (promise 6)."""
    what, folder = "back-ups", settings.backups
    if folder is None:
        return Finding(what, "GEGE_BACKUPS names no folder; nobody looks how old they are")
    if not folder.is_dir():
        return Finding(what, f"{folder} is no folder that can be read", fine=False)
    oldest = (at - timedelta(days=settings.retention_days)).timestamp()
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    old = [str(file.relative_to(folder)) for file in files if file.stat().st_mtime < oldest]
    days = f"older than {settings.retention_days} days"
    return _wrong(f"back-ups {days}", old, f"none of {len(files)}")


def _words(folder: Path) -> Finding:
    try:
        vocabulary.take(folder)
    except SettingsError as error:
        return Finding("words", str(error), fine=False)
    return Finding("words", f"in order, from {folder}")


async def _second_opinion(settings: Settings) -> Finding:
    """Ask about a report that nobody wrote."""
    what, asked = "second opinion", opinion.server(settings)
    if asked is None:
        return Finding(what, "off")
    host = settings.policy().opinion
    try:
        async with asyncio.timeout(opinion.WAITS_SECONDS):
            answer = await opinion.ask(asked, opinion.SAMPLE)
    except TimeoutError:
        answer = opinion.Silence(f"no answer within {opinion.WAITS_SECONDS:.0f} seconds")
    if isinstance(answer, opinion.Silence):
        return Finding(what, f"{host}: {answer.reason}", fine=False)
    return Finding(what, f"{host} answers, {asked.model}")


async def _days_off(database: Database, today: datetime) -> str:
    """Name the years, of this and the next, of which nobody knows yet which weekends are worked."""
    async with database.read() as session:
        known = await holidays.notices(session)
    years = [year for year in (today.year, today.year + 1) if known.only_statutory(year)]
    return ", ".join(f"{year}: statutory days only" for year in years)


async def _workers(database: Database) -> str:
    async with database.read() as session:
        names, sends = await inspection.workers_there(session)
    return ", ".join(f"{name} (sends)" if name == sends else name for name in names) or "none"


async def _telegram(settings: Settings, database: Database | None) -> AsyncIterator[Finding]:
    api = TelegramAPIServer.from_base(settings.api_url)
    session = AiohttpSession(proxy=settings.api_proxy, api=api, timeout=ANSWERS_WITHIN_SECONDS)
    session.middleware(Proxies())
    async with Bot(settings.bot_token or "", session=session) as bot:
        try:
            me = await bot.me()
        except AiogramError as error:
            yield Finding("token", f"{settings.api_url} says: {_line(error)}", fine=False)
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
    yield Finding("privacy mode", PRIVACY[me.can_read_all_group_messages])
    hears_all = me.can_read_all_group_messages is not False
    troubles = [
        trouble for chat in chats if (trouble := await _trouble(bot, me, chat, hears_all=hears_all))
    ]
    for trouble in troubles:
        yield Finding("group", trouble, fine=False)
    yield Finding("groups", f"{len(chats) - len(troubles)} of {len(chats)} can be served")
    yield _wrong("nodes without a duty phone", mute, "none")
    yield _wrong("open cases that nobody could be told of", unheard, "none")


async def _trouble(bot: Bot, me: User, chat_id: int, *, hears_all: bool) -> str | None:
    """Return what keeps the bot from serving a group."""
    while True:
        try:
            chat = await bot(GetRawChat(chat_id=chat_id)) or {}
            member = await bot(GetRawChatMember(chat_id=chat_id, user_id=me.id)) or {}
        except TelegramRetryAfter as wait:
            await asyncio.sleep(wait.retry_after)
        except AiogramError as error:
            return f"{chat_id}: {_line(error)}"
        else:
            break
    hindrance = _hindrance(member, hears_all=hears_all)
    name = f"{chat_id} {chat.get('title', '')}".rstrip()
    return f"{name}: {hindrance}" if hindrance else None


def _hindrance(member: Raw, *, hears_all: bool) -> str | None:
    status = member.get("status")
    if status is None:
        return "the server does not say what the bot is in it"
    if status in {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}:
        return "the bot is not in it"
    if status == ChatMemberStatus.RESTRICTED and member.get("can_send_messages") is False:
        return "the bot may not write"
    if not hears_all and status != ChatMemberStatus.ADMINISTRATOR:
        return "privacy mode is on and the bot is no admin"
    return None


def _line(error: AiogramError) -> str:
    """Say what went wrong without the answer that could not be read."""
    return str(error).splitlines()[0]


def _wrong(what: str, names: Iterable[str], fine: str) -> Finding:
    found = list(names)
    if not found:
        return Finding(what, fine)
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return Finding(what, ", ".join(found[:NAMED]) + more, fine=False)

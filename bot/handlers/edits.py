"""A message that somebody has edited: the report that it made follows."""

import re
from dataclasses import replace
from datetime import timedelta

from aiogram import F
from aiogram.types import Message

from bot.handlers.hearing import Hearing, Hears, incoming, words_of, written_at
from bot.handlers.reports import IsReport
from bot.handlers.retracting import say_so
from bot.handlers.routing import Routes
from bot.services import edits
from bot.services.edits import Followed
from bot.services.retracting import Retracted

routes = Routes("edits")

COMMAND = re.compile(r"^/\w+(?:@\w+)?\s*")
STILL_HEARD = timedelta(minutes=10)
"""So long a message that was no report may become one: 灯坏丨 is put right at once."""


@routes.edited_message(F.text | F.caption, Hears())
async def follow(message: Message, hearing: Hearing) -> None:
    """Most edits are chatter's: one look says so."""
    sent, now = incoming(message, hearing.at), written_at(message, hearing.policy)
    sent = replace(sent, text=COMMAND.sub("", words_of(message)))
    async with hearing.write() as session:
        known = await hearing.places.current(session)
        followed = await edits.follow(session, sent, hearing.policy, gazetteer=known, now=now)
    if isinstance(followed, Retracted):
        await say_so(message, followed, hearing)
        return
    recent = message.date > hearing.at - STILL_HEARD
    if followed is Followed.ANOTHER or (followed is Followed.NO_REPORT and recent):
        read = await IsReport()(message, hearing.policy, hearing.places)
        if isinstance(read, dict) and not read["meaning"].forwarded_rumour:
            await hearing.take(message, meaning=read["meaning"])

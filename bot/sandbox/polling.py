"""getUpdates: long polling by one poller at a time."""

import asyncio

from bot.sandbox.call import Call
from bot.sandbox.errors import OTHER_POLLER, WEBHOOK_ACTIVE, WEBHOOK_SET, ApiError
from bot.sandbox.methods.receiving import remember_allowed
from bot.sandbox.model import Json, Update
from bot.sandbox.updates import Inbox

LONGEST = 50
MOST = 100


async def get_updates(call: Call) -> list[Json]:
    """Return updates as soon as there are any; `timeout` is real time, for it is the line's.

    Raises ApiError(409) for a poller that another one, or a webhook, replaces.
    """
    world = call.world
    if call.bot.webhook:
        raise ApiError(409, WEBHOOK_ACTIVE)
    offset, limit = call.integer("offset"), call.integer("limit", MOST)
    timeout = max(0, min(call.integer("timeout"), LONGEST))
    remember_allowed(call)
    inbox = world.inboxes[call.bot.id]
    turn = inbox.interrupt()
    world.forget_updates(
        inbox.expire(world.clock.now()) + inbox.confirm(_first_wanted(inbox, offset))
    )
    if not inbox.pending and timeout:
        await _wait(inbox, turn, timeout)
        if inbox.poll != turn:
            raise ApiError(409, WEBHOOK_SET if world.bots[call.bot.id].webhook else OTHER_POLLER)
    return [body(update) for update in inbox.take(max(1, min(limit, MOST)))]


def body(update: Update) -> Json:
    return {"update_id": update.id, update.kind: update.body}


def _first_wanted(inbox: Inbox, offset: int) -> int:
    """A negative offset counts from the end of the queue and forgets what is before."""
    if offset >= 0:
        return offset
    waiting = [update.id for update in inbox.pending]
    return waiting[offset:][0] if waiting else 0


async def _wait(inbox: Inbox, turn: int, timeout: float) -> None:
    try:
        async with asyncio.timeout(timeout):
            while not inbox.pending and inbox.poll == turn and not inbox.closed:
                inbox.arrived.clear()
                await inbox.arrived.wait()
    except TimeoutError:
        return


def poison(inbox: Inbox, bot: int, now: float) -> Update:
    """Return an update that no typed client can read: its message has no chat and a worded id."""
    return Update(inbox.last_id + 1, bot, "message", now, {"message_id": "poison", "date": "now"})

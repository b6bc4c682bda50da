"""How a world comes back from what an earlier process kept."""

from typing import Any

from bot.sandbox.faults import Fault
from bot.sandbox.model import Bot, Chat, File, Message, Poll, Query, Update, User, Value
from bot.sandbox.world import Deadline, World


def restore(world: World) -> None:
    """Fill an empty world from its keep."""
    kept: dict[str, dict[str, Any]] = {}
    for kind, key, body in world.keep.load():
        kept.setdefault(kind, {})[key] = body
    _people(world, kept)
    _messages(world, kept)
    _updates(world, kept)
    for body in kept.get("file", {}).values():
        world.put_file(File(**body))
    world.media |= kept.get("media", {})
    for single in kept.get("setting", {}).items():
        _setting(world, *single)
    world.keep.discard()


def _people(world: World, kept: dict[str, dict[str, Any]]) -> None:
    for body in kept.get("user", {}).values():
        world.put_user(User(**body))
    for body in kept.get("bot", {}).values():
        world.put_bot(Bot(**body))
    for body in kept.get("chat", {}).values():
        by_number = {
            name: {int(number): value for number, value in body.get(name, {}).items()}
            for name in ("members", "rights", "topics")
        }
        chat = Chat(**body | by_number)
        world.put_chat(chat)
        for user, rights in chat.rights.items():
            if until := rights.get("until_date"):
                world.deadlines.put_nowait(Deadline(until, "member", f"{chat.key}/{user}"))


def _messages(world: World, kept: dict[str, dict[str, Any]]) -> None:
    rows = kept.get("message", {}).values()
    for body in sorted(rows, key=lambda row: (row["date"], row["id"])):
        world.shelve(Message(**body))
    for body in kept.get("ephemeral", {}).values():
        world.ephemerals[body["chat"]][body["id"]] = Message(**body)
    for body in kept.get("poll", {}).values():
        world.begin_poll(Poll(**body))
    world.last_ids |= kept.get("last_id", {})
    world.reads |= kept.get("read", {})


def _updates(world: World, kept: dict[str, dict[str, Any]]) -> None:
    for _, body in sorted(kept.get("update", {}).items()):
        update = Update(**body)
        world.inboxes[update.bot].add(update)
    for bot, last_id in kept.get("last_update", {}).items():
        world.inboxes[int(bot)].last_id = last_id
    for body in kept.get("query", {}).values():
        world.queries[body["id"]] = Query(**body)


def _setting(world: World, name: str, value: Value) -> None:
    match name:
        case "clock":
            world.clock.restore(**value)
        case "limits":
            world.limits.factor = value
        case "examples":
            world.examples = value
        case "places":
            world.places = value
        case "faults":
            world.faults.coming = [Fault(**fault) for fault in value]

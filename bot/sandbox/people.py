"""What people do: write, edit, delete, press, start, read; refused where Telegram's apps refuse."""

import re
import secrets
from dataclasses import replace
from itertools import islice
from zlib import crc32

from bot.sandbox import polls, reactions, views
from bot.sandbox.errors import Refusal
from bot.sandbox.formatting import CAPTION_LIMIT, TEXT_LIMIT, caption_content, plain, text_content
from bot.sandbox.hearing import announce
from bot.sandbox.markup import buttons
from bot.sandbox.members import may, may_send, open_private
from bot.sandbox.model import ANONYMOUS_ADMIN_ID, Chat, Json, Message, Query, User
from bot.sandbox.world import World

EDITABLE_FOR = 48 * 3600
ALBUM_SIZE = 10
ALBUM_KINDS = frozenset({"photo", "document"})
ALBUM_REACH = 100
"""How many messages back the album's other parts are looked for."""

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def known(world: World, person: int) -> User:
    """Return a person who is not a bot. Raises Refusal."""
    user = world.users.get(person)
    if user is None or user.is_bot:
        raise Refusal(404, f"there is no person {person}")
    return user


def chat_of(world: World, person: int, chat: int, *, living: bool = True) -> Chat:
    """Return a chat that the person is in; a bot's id means the private chat with it.

    What was said in a group before it became a supergroup can still be read under its old id.
    """
    known(world, person)
    found = world.private_chat(chat, person) if chat in world.bots else world.chats.get(str(chat))
    if found is None:
        raise Refusal(404, f"there is no chat {chat}")
    if not found.has(person) or (living and found.migrated_to):
        raise Refusal(403, f"{person} is not in {chat}")
    return found


def text(source: str) -> Json:
    """Return the content of a person's text. Raises Refusal."""
    words, entities = plain(source)
    if not words:
        raise Refusal(400, "there is no text")
    if len(words) > TEXT_LIMIT:
        raise Refusal(400, f"a text has at most {TEXT_LIMIT} characters")
    return text_content(words, entities)


def caption(source: str) -> Json:
    """Return the caption fields of a person's file. Raises Refusal."""
    words, entities = plain(source)
    if len(words) > CAPTION_LIMIT:
        raise Refusal(400, f"a caption has at most {CAPTION_LIMIT} characters")
    return caption_content(words, entities)


def write(
    world: World,
    person: int,
    chat: int,
    content: Json,
    *,
    reply_to: int = 0,
    thread: int = 0,
    album: str = "",
    anonymous: bool = False,
) -> Json:
    """Post a person's message and tell the bots; the first word to a bot opens the private chat."""
    if chat in world.bots and world.private_chat(chat, person) is None:
        known(world, person)
        open_private(world, chat, person)
    where = chat_of(world, person, chat)
    if where.private and not where.has(where.bot):
        raise Refusal(403, "you blocked this bot: start it again first")
    if reply_to and reply_to not in world.messages[where.key]:
        raise Refusal(404, f"there is no message {reply_to} to answer")
    if thread and thread not in where.topics:
        raise Refusal(404, f"there is no topic {thread}")
    if where.topics.get(thread, {}).get("closed") and not where.has_admin(person):
        raise Refusal(403, "this topic is closed")
    if not may_send(where, person, content):
        raise Refusal(403, "you may not write here")
    if anonymous and not (where.has_admin(person) and where.type == "supergroup"):
        raise Refusal(403, "only administrators of a supergroup can write as the chat")
    message = world.post(
        Message(
            chat=where.key,
            id=0,
            sender=ANONYMOUS_ADMIN_ID if anonymous else person,
            date=world.now(),
            content=content,
            sender_chat=where.id if anonymous else None,
            reply_to=reply_to or None,
            thread=thread or (where.topics and _thread_of(world, where, reply_to)) or None,
            extra=_album(world, where, person, album, content) if album else {},
        )
    )
    world.mark_read(person, where.key, message.id)
    announce(world, message)
    return views.message(world, message, person)


def _thread_of(world: World, chat: Chat, message_id: int) -> int | None:
    """An answer stands in the topic of what it answers."""
    answered = world.messages[chat.key].get(message_id)
    return answered.thread if answered else None


def _album(world: World, chat: Chat, person: int, album: str, content: Json) -> Json:
    """Return what makes a person's photos, each a message of its own, one album. Raises Refusal."""
    mark = {"media_group_id": str(crc32(f"{chat.key}/{person}/{album}".encode()))}
    near = islice(world.newest(chat.key), ALBUM_REACH)
    before = [message for message in near if mark.items() <= message.extra.items()]
    if len(before) >= ALBUM_SIZE:
        raise Refusal(400, f"an album has at most {ALBUM_SIZE} parts")
    kinds = ALBUM_KINDS & content.keys()
    if not kinds or any(not kinds & message.content.keys() for message in before):
        raise Refusal(400, "an album is of photos, or of documents")
    return mark


def start(world: World, person: int, bot: int, payload: str) -> Json:
    """Press Start: open or unblock the private chat and send `/start`."""
    known(world, person)
    if bot not in world.bots:
        raise Refusal(404, f"there is no bot {bot}")
    if payload and not _PAYLOAD.fullmatch(payload):
        raise Refusal(400, "a start payload is 1-64 of A-Z, a-z, 0-9, _ and -")
    open_private(world, bot, person)
    return write(world, person, bot, text(f"/start {payload}".strip()))


def edit(world: World, person: int, chat: int, message_id: int, source: str) -> Json:
    """Change a person's own text or caption; the bots hear of it."""
    where = chat_of(world, person, chat)
    message = _message(world, where, message_id)
    if message.sender != person or message.service:
        raise Refusal(403, "only your own messages can be edited")
    if world.now() - message.date > EDITABLE_FOR:
        raise Refusal(403, "a message can be edited for 48 hours")
    if "location" in message.content:
        raise Refusal(403, "a place can't be edited")
    if "contact" in message.content:
        raise Refusal(403, "a contact can't be edited")
    if not may_send(where, person, message.content):
        raise Refusal(403, "you may not write here")
    if "text" in message.content:
        content = text(source)
    else:
        bare = {
            name: value for name, value in message.content.items() if not name.startswith("caption")
        }
        content = bare | caption(source)
    if content == message.content:
        return views.message(world, message, person)
    message = world.change(replace(message, content=content, edit_date=world.now(), edited=True))
    announce(world, message, "edited_message")
    return views.message(world, message, person)


def delete(world: World, person: int, chat: int, message_id: int) -> None:
    """Take a message away for everybody; no bot is told."""
    where = chat_of(world, person, chat)
    message = _message(world, where, message_id)
    if message.sender != person and not where.private and not where.has_admin(person):
        raise Refusal(403, "only administrators can delete other people's messages")
    world.erase(message)


def press(
    world: World, person: int, chat: int, message_id: int, data: str, *, forged: bool = False
) -> Query:
    """Press the inline button that carries `data`; `forged` is an app that makes data up."""
    where = chat_of(world, person, chat)
    message = seen(world, where, person, message_id)
    if where.private and not where.has(where.bot):
        raise Refusal(403, "you blocked this bot: start it again first")
    offered = any(button.get("callback_data") == data for button in buttons(message.markup))
    if message.sender not in world.bots or not (offered or forged):
        raise Refusal(404, "there is no such button on that message")
    query = Query(
        id=str(secrets.randbits(62)),
        bot=message.sender,
        person=person,
        chat=where.key,
        message_id=message_id,
        date=world.clock.now(),
    )
    world.put_query(query)
    body = {
        "id": query.id,
        "from": world.user_bodies[person],
        "message": views.message(world, message, bot=message.sender),
        "chat_instance": str(crc32(f"{where.key}/{message.sender}".encode())),
        "data": data,
    }
    world.tell_bot(message.sender, "callback_query", body)
    return query


def vote(world: World, person: int, chat: int, message_id: int, options: list[int]) -> Json:
    """Answer a poll, or take the answer back with no options."""
    where = chat_of(world, person, chat)
    message = _message(world, where, message_id)
    if "poll" not in message.content:
        raise Refusal(404, "there is no poll in that message")
    polls.vote(world, world.polls[message.content["poll"]], person, options)
    return views.message(world, message, person)


def react(world: World, person: int, chat: int, message_id: int, emoji: str) -> Json:
    """React to a message, or take the reaction back with no emoji."""
    where = chat_of(world, person, chat)
    message = _message(world, where, message_id)
    if emoji and reactions.named(emoji) not in reactions.EMOJI:
        raise Refusal(400, "Telegram has no such reaction")
    if message.service or not may(where, person, "can_react_to_messages"):
        raise Refusal(403, "you may not react to this")
    reactions.react(world, message, person, reactions.named(emoji))
    return views.message(world, world.messages[where.key][message_id], person)


def history(world: World, person: int, chat: int, *, after: int, limit: int) -> list[Json]:
    """Return the newest of what a person sees in a chat, oldest first."""
    where = chat_of(world, person, chat, living=False)
    shown = list(islice(world.newest(where.key, after), limit))
    mine = [one for one in world.ephemerals[where.key].values() if one.receiver == person]
    if mine and not after:
        shown = sorted([*reversed(mine), *shown], key=lambda one: one.date, reverse=True)[:limit]
    return [views.message(world, message, person) for message in reversed(shown)]


def seen(world: World, chat: Chat, person: int, message_id: int) -> Message:
    """Return a message by the number that a person sees: below 0 one for their eyes only."""
    if message_id > 0:
        return _message(world, chat, message_id)
    message = world.ephemerals[chat.key].get(-message_id)
    if message is None or message.receiver != person:
        raise Refusal(404, f"there is no message {message_id}")
    return message


def _message(world: World, chat: Chat, message_id: int) -> Message:
    message = world.messages[chat.key].get(message_id)
    if message is None:
        raise Refusal(404, f"there is no message {message_id}")
    return message


def chat_line(world: World, chat: Chat, person: int = 0) -> Json:
    """Return a chat as a line of that person's list."""
    last = world.last_message(chat.key)
    body: Json = {
        "id": world.seen_as(chat, person),
        "type": chat.type,
        "title": world.users[chat.bot].first_name if chat.private else chat.title,
        "members": sum(map(chat.has, chat.members)),
        "status": chat.members.get(person, "left") if person else None,
        "last": views.message(world, last, person) if last and person else None,
        "unread": _unread(world, chat, person) if person else 0,
        "pinned": chat.pinned[-1] if chat.pinned else None,
    }
    if chat.is_forum:
        body["topics"] = [
            {"id": number, "name": topic["name"]} for number, topic in chat.topics.items()
        ]
    if chat.private:
        body["blocked"] = not chat.has(chat.bot)
    return body


def _unread(world: World, chat: Chat, person: int) -> int:
    """Count what others wrote since: that somebody joined is no news."""
    read = world.reads.get(f"{person}/{chat.key}", 0)
    news = (message for message in world.newest(chat.key, read) if not message.service)
    return sum(message.sender != person for message in news)


def chats_of(world: World, person: int) -> list[Chat]:
    """Return a person's chats, newest activity first."""
    mine = sorted(world.chats_of[person], key=lambda key: world.activity.get(key, 0), reverse=True)
    return [world.chats[key] for key in mine]

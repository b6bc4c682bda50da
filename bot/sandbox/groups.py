"""How people, bots and groups come into the sandbox: made by hand, by a page or by an import."""

import re
from dataclasses import replace

from bot.sandbox import views
from bot.sandbox.errors import Refusal
from bot.sandbox.members import SUPERGROUPS, change_member, service
from bot.sandbox.model import ANONYMOUS_ADMIN_ID, Bot, Chat, Json, User
from bot.sandbox.world import World

FIRST_PERSON = 5_000_000_001
LAST_PERSON = 1 << 52
"""Ids have up to 52 bits (Bot API, `User.id`)."""
_TOKEN = re.compile(r"(\d{1,15}):[A-Za-z0-9_-]{1,64}")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}")


def put_person(world: World, body: Json) -> Json:
    """Make or change a person."""
    name = _string(body, "first_name")
    if not name:
        raise Refusal(400, "first_name must be a non-empty string")
    number = _integer(body, "id") or max([FIRST_PERSON - 1, *world.users]) + 1
    if not 0 < number < LAST_PERSON or number in {*world.bots, ANONYMOUS_ADMIN_ID}:
        raise Refusal(400, f"{number} can't be a person's id")
    person = User(
        number,
        name,
        last_name=_string(body, "last_name"),
        username=_string(body, "username"),
        language_code=_string(body, "language_code"),
        note=_string(body, "note"),
    )
    world.put_user(person)
    world.feed.tell_all({"event": "chats"})
    return person_body(person)


def person_body(person: User) -> Json:
    """A person as the page lists them."""
    return views.user(person) | ({"note": person.note} if person.note else {})


def put_bot(world: World, body: Json) -> Json:
    """Make or change a bot; its id is the number before the colon of its token, as at Telegram."""
    token, username = _string(body, "token") or "", _string(body, "username") or ""
    shape = _TOKEN.fullmatch(token)
    if not shape or _integer(body, "id") not in {0, int(shape[1])}:
        raise Refusal(400, "token must be <id>:<letters and digits>, with the bot's id in front")
    if not _USERNAME.fullmatch(username):
        raise Refusal(400, "username must be 3-32 letters, digits and underscores")
    number = int(shape[1])
    if number in world.users and number not in world.bots:
        raise Refusal(400, f"{number} is a person")
    if any(
        bot.username.lower() == username.lower() for bot in world.bots.values() if bot.id != number
    ):
        raise Refusal(400, f"there is a bot called {username} already")
    old = world.bots.get(number, Bot(number, token, username, username))
    changed = replace(
        old,
        token=token,
        username=username,
        first_name=_string(body, "first_name") or old.first_name,
        privacy=bool(body.get("privacy", old.privacy)),
        stars=float(_integer(body, "stars")) if "stars" in body else old.stars,
    )
    world.put_bot(changed)
    world.put_user(User(number, changed.first_name, is_bot=True, username=username))
    return views.user(world.users[number])


def put_group(world: World, body: Json) -> Chat:
    """Make a group, or give an old one another title and more members."""
    kind, title = _string(body, "type") or "supergroup", _string(body, "title")
    members, admins = _ids(world, body, "members"), _ids(world, body, "admins")
    number = _integer(body, "id")
    old = world.chats.get(str(number)) if number else None
    if old is None:
        forum = bool(body.get("forum")) and kind == "supergroup"
        return _new_group(world, number, kind, title, members, admins, forum=forum)
    if title and title != old.title:
        old = replace(old, title=title)
        world.put_chat(old)
    if "forum" in body and old.type == "supergroup":
        old = replace(old, is_forum=bool(body["forum"]))
        world.put_chat(old)
    for user in [*members, *admins]:
        if not old.has(user):
            old = change_member(world, old, user, "member")
    for user in admins:
        old = change_member(world, old, user, "administrator") if not old.has_admin(user) else old
    world.feed.tell_all({"event": "chats"})
    return old


def _new_group(
    world: World,
    number: int,
    kind: str,
    title: str | None,
    members: list[int],
    admins: list[int],
    *,
    forum: bool,
) -> Chat:
    """The people are there from the beginning, the bots are added to them, as their owners do it."""
    if kind not in {"group", "supergroup"} or not title:
        raise Refusal(400, "type must be group or supergroup, title must be a non-empty string")
    if number > 0 or (number and (number < SUPERGROUPS) != (kind == "supergroup")):
        raise Refusal(
            400, "a supergroup's id begins with -100 and has 14 characters, a group's is shorter"
        )
    roles = dict.fromkeys(members, "member") | dict.fromkeys(admins, "administrator")
    people = {user: role for user, role in roles.items() if user not in world.bots}
    number = number or _free_id(world, kind)
    chat = Chat(str(number), kind, title=title, id=number, members=people, is_forum=forum)
    world.put_chat(chat)
    creator = next((user for user in [*admins, *members] if user in people), 0)
    if creator:
        born = (
            {"supergroup_chat_created": True}
            if kind == "supergroup"
            else {"group_chat_created": True}
        )
        service(world, chat, creator, born)
    for bot in roles.keys() - people.keys():
        chat = change_member(world, chat, bot, roles[bot], by=creator)
    world.feed.tell_all({"event": "chats"})
    return chat


def _free_id(world: World, kind: str) -> int:
    number = SUPERGROUPS - 1_500_000_001 if kind == "supergroup" else -4_000_000_001
    while str(number) in world.chats:
        number -= 1
    return number


def _ids(world: World, body: Json, name: str) -> list[int]:
    ids = body.get(name, [])
    if not isinstance(ids, list):
        raise Refusal(400, f"{name} must be a list of user ids")
    for user in ids:
        if not isinstance(user, int) or user not in world.users:
            raise Refusal(404, f"there is nobody with the id {user}")
    return ids


def _string(body: Json, name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Refusal(400, f"{name} must be a string")
    return value or None


def _integer(body: Json, name: str) -> int:
    value = body.get(name) or 0
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refusal(400, f"{name} must be a whole number")
    return value

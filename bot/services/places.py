"""Where a report belongs: the node of the grid, the home node, the point on the ground."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import PlaceName
from bot.domain.grid import Audience, GridLevel, PlaceKind, lineage
from bot.domain.intake import Gazetteer, PlaceText, Understanding
from bot.domain.intake import Place as KnownPlace
from bot.domain.kinds import PERSONS
from bot.domain.whereabouts import whole_place
from bot.services.rights import HANDLERS, Actor
from bot.storage import chats, counters, grid, people
from bot.storage.grid import Grid
from bot.storage.people import Account

SURE = 0.6
"""A gazetteer's candidate below this is no place at all."""

HOUSES = frozenset({PlaceKind.BUILDING, PlaceKind.COMPOUND})
"""Places that decide whose case it is; a road or a pond only says where somebody was seen."""

SHARED_LEVELS = frozenset({GridLevel.CHIEF, GridLevel.GENERAL, GridLevel.MICRO})


@dataclass(frozen=True)
class Spot:
    """Where a report belongs."""

    grid: Grid
    home: Grid | None
    words: str | None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Asked:
    """What is known of the place besides the words: who wrote, in which group, with which pin."""

    chat_id: int
    private: bool
    sender: Actor | None
    pin: tuple[float, float] | None = None
    link: int | None = None
    """The node of the start link (a building's poster, a group's button) that led here."""


class Places:
    """The gazetteer in memory, read again when an import has changed it."""

    def __init__(self) -> None:
        self._version = -1
        self._gazetteer = Gazetteer()

    @property
    def known(self) -> Gazetteer:
        """The gazetteer as it was last read."""
        return self._gazetteer

    async def current(self, session: AsyncSession) -> Gazetteer:
        """Return the gazetteer as the database has it now."""
        version = await counters.counted(session, "gazetteer")
        if version != self._version:
            rows = await grid.all_places(session)
            self._gazetteer = Gazetteer(_known(row) for row in rows)
            self._version = version
        return self._gazetteer


def _known(row: grid.Place) -> KnownPlace:
    aliases = tuple(alias for alias in row.aliases.split("|") if alias)
    return KnownPlace(row.id or 0, row.name, row.kind.value, aliases, row.grid_id, row.lat, row.lon)


async def locate(
    session: AsyncSession, asked: Asked, meaning: Understanding, gazetteer: Gazetteer
) -> Spot | None:
    """Find the node a report belongs to: the building named, else the pin, else the group.

    In private the grid where the person reported last stands for the group; a start link stands
    above all that, and a building only says where under its node. None: nobody knows.
    """
    own = await _own_grid(session, asked, meaning.place, gazetteer)
    named = await _named(session, own, meaning.place, gazetteer)
    node = await _node(session, _house(named)) or await _by_pin(session, asked)
    home = await _node(session, _house(await _named(session, own, meaning.home, gazetteer)))
    node = node or home
    if asked.link is not None and own is not None and node is not None:
        node = node if node.path.startswith(own.path) else own
    if node is None and own is None and named:
        node = await _node(session, named[0])
    node = node or own
    if node is None:
        return None
    home = own if home is None or home.id == node.id else home
    point = next((place for place in named if place.lat is not None), None)
    return Spot(
        grid=node,
        home=home if home is not None and home.id != node.id else None,
        words=_words(meaning, named),
        lat=asked.pin[0] if asked.pin else (point.lat if point else None),
        lon=asked.pin[1] if asked.pin else (point.lon if point else None),
    )


async def home_of(
    session: AsyncSession, node: Grid, meaning: Understanding, gazetteer: Gazetteer
) -> Grid | None:
    """Return the node where somebody lives of whom this is said around `node`; None: nobody knows."""
    lived = await _named(session, node, meaning.home, gazetteer)
    return await _node(session, _house(lived))


def _words(meaning: Understanding, named: Sequence[KnownPlace]) -> str | None:
    """Return the place as written, a name the gazetteer knows in full (路 → 路口) before it.

    Where somebody lives is no place to look for them, and nobody's to read.
    """
    told = meaning.place
    written = told.text if meaning.kind in PERSONS else whole_place(told)
    if written is not None and meaning.place == meaning.home:
        return None
    if written is None:
        return named[0].name if named else None
    return next((place.name for place in named if place.name.startswith(written)), written)


async def _own_grid(
    session: AsyncSession, asked: Asked, told: PlaceText, gazetteer: Gazetteer
) -> Grid | None:
    if asked.link is not None:
        return await session.get(Grid, asked.link)
    if asked.private:
        node = await lives_in(session, asked.sender) if asked.sender else None
    else:
        node = await shared_by(session, asked.chat_id)
    if node is None or asked.sender is None or not await _speaks_as_staff(session, asked):
        return node
    worked_for = await _posts(session, asked.sender, node)
    if not worked_for:
        return node
    return await one_of(session, worked_for, told, gazetteer) or worked_for[0]


async def _speaks_as_staff(session: AsyncSession, asked: Asked) -> bool:
    chat = await session.get(chats.Chat, asked.chat_id) if not asked.private else None
    return asked.private or (chat is not None and chat.audience is Audience.STAFF)


async def _posts(session: AsyncSession, actor: Actor, node: Grid) -> list[Grid]:
    """Return the nodes under a group's, or a home's, that its writer works for.

    居民反映 is from there, and there they can take it themselves. Of several it is the one that is
    named, else the first, unless they work for all of it: from there they can send it to the other.
    """
    worked_for = await people.appointments_of(session, actor.id)
    under = {grid.key: grid for held, grid in worked_for if held.role in HANDLERS}
    below = [one for one in under.values() if one.path.startswith(node.path)]
    has_all = any(node.path.startswith(one.path) for one in under.values())
    return [] if has_all and len(below) > 1 else below


async def lives_in(session: AsyncSession, actor: Actor) -> Grid | None:
    """Return the grid a person reported from last, else the first one they work for."""
    account = await session.get(Account, actor.id)
    if account is not None and account.home_grid_id is not None:
        return await session.get(Grid, account.home_grid_id)
    worked_for = await people.appointments_of(session, actor.id)
    return worked_for[0][1] if worked_for else None


async def top(session: AsyncSession) -> Spot | None:
    """Return the node above the whole grid, None where several have none above them."""
    tops = (await session.exec(select(Grid).where(col(Grid.parent_id).is_(None)))).all()
    return Spot(tops[0], home=None, words=None) if len(tops) == 1 else None


async def shared_node(session: AsyncSession, nodes: Sequence[Grid]) -> Grid | None:
    """Return the one node of a group, or what several of them have in common within a village."""
    if len(nodes) <= 1:
        return nodes[0] if nodes else None
    lines = [set(lineage(node.path)) for node in nodes]
    path = max(set.intersection(*lines), key=len, default="")
    above = (await session.exec(select(Grid).where(Grid.path == path))).first()
    return above if above is not None and above.level in SHARED_LEVELS else nodes[0]


async def _named(
    session: AsyncSession, own: Grid | None, told: PlaceText, gazetteer: Gazetteer
) -> list[KnownPlace]:
    """Return the places that the words surely mean, best first; bare house numbers are the group's."""
    if not gazetteer.places:
        return []
    for within in await _neighbourhoods(session, own):
        candidates = gazetteer.resolve(told, within=within)
        sure = [candidate for candidate in candidates if candidate.score >= SURE]
        if sure:
            return [candidate.place for candidate in sure]
    return []


async def one_of(
    session: AsyncSession, nodes: Sequence[Grid], told: PlaceText, gazetteer: Gazetteer
) -> Grid | None:
    """Return in which of some nodes a place lies that is told; None where that leaves it open."""
    if len(nodes) < 2 or told.text is None:
        return None
    around: dict[int | None, Grid] = {}
    for node in nodes:
        keys = await session.exec(select(Grid.id).where(grid.under(node.path)))
        around |= dict.fromkeys(keys, node)
    within = {key for key in around if key is not None}
    found = [one for one in gazetteer.resolve(told, within=within) if one.score >= SURE]
    best = {
        around[one.place.grid_id].key
        for one in found
        if one.score == found[0].score and one.place.grid_id in around
    }
    return next((node for node in nodes if best == {node.key}), None)


async def _neighbourhoods(session: AsyncSession, own: Grid | None) -> list[set[int]]:
    """Return the nodes of the group itself, then those around it up to the village."""
    if own is None:
        return [set()]
    around = [
        node
        for node in await grid.ancestors(session, own.path)
        if node.id == own.id or node.level in SHARED_LEVELS
    ]
    found = []
    for node in around:
        ids = await session.exec(select(Grid.id).where(grid.under(node.path)))
        found.append({key for key in ids if key is not None})
    return found


def _house(named: Sequence[KnownPlace]) -> KnownPlace | None:
    return next((place for place in named if PlaceKind(place.kind) in HOUSES), None)


async def _node(session: AsyncSession, place: KnownPlace | None) -> Grid | None:
    return await session.get(Grid, place.grid_id) if place and place.grid_id else None


async def _by_pin(session: AsyncSession, asked: Asked) -> Grid | None:
    return await grid.nearest(session, *asked.pin) if asked.pin else None


async def shared_by(session: AsyncSession, chat_id: int) -> Grid | None:
    """Return the node that a group stands for, None for one that is not bound."""
    return await shared_node(session, await chats.grids_of(session, chat_id))


async def choices(session: AsyncSession, grid_id: int | None = None) -> list[PlaceName]:
    """Return what lies under a node (None: the top): towns, villages, then compounds by name.

    A village without compounds on record goes on with its own grids; nothing under it: no choices.
    """
    node = await session.get(Grid, grid_id) if grid_id else None
    if node is not None and node.level in SHARED_LEVELS:
        compounds = await grid.compounds(session, node.path)
        if compounds:
            return [PlaceName(place.name, place.grid_id, place.id) for place in compounds]
    children = await grid.children(session, node.key if node else None)
    if node is None and len(children) == 1:
        return await choices(session, children[0].key)
    return [PlaceName(child.name, child.key) for child in children]


BUILDINGS = 14
"""More of them are no choice: the number is written."""


async def buildings(session: AsyncSession, grid_id: int) -> list[PlaceName]:
    """Return the buildings of a node's compound in their order; none where there are too many."""
    node = await session.get_one(Grid, grid_id)
    found = await grid.buildings(session, node.path, most=BUILDINGS + 1)
    if len(found) > BUILDINGS:
        return []
    return [
        PlaceName(place.name, place.grid_id, place.id)
        for place in sorted(found, key=lambda place: (len(place.name), place.name))
    ]


async def come_by_link(session: AsyncSession, actor: Actor, grid_id: int) -> int | None:
    """Remember the node of a start link as where a person lives; None where there is no such node."""
    node = await session.get(Grid, grid_id)
    if node is None:
        return None
    await remember_home(session, actor, node)
    return node.key


async def home(session: AsyncSession, actor: Actor) -> Grid | None:
    """Return where somebody lives, as far as they have ever shown it."""
    account = await session.get(Account, actor.id)
    known = account.home_grid_id if account is not None else None
    return await session.get(Grid, known) if known is not None else None


async def settle(session: AsyncSession, actor: Actor, chat_id: int) -> None:
    """Take the node of the group somebody speaks up in for their home, unless another is known."""
    if chat_id > 0:
        return
    account = await session.get(Account, actor.id)
    known = account is not None and account.home_grid_id is not None
    node = await shared_by(session, chat_id) if not known else None
    if node is not None:
        _move_in(session, account, actor, node)


async def remember_home(session: AsyncSession, actor: Actor, node: Grid) -> None:
    """Keep the grid in which a person reported, for a later report in private."""
    _move_in(session, await session.get(Account, actor.id), actor, node)


def _move_in(session: AsyncSession, account: Account | None, actor: Actor, node: Grid) -> None:
    if account is None:
        account = Account(id=actor.id)
        session.add(account)
    account.name = actor.name
    account.home_grid_id = node.id

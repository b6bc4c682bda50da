"""Where a report is, told in words, by a pin or by buttons."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import continuing, putting_right, small_words
from bot.domain.cards import Facts, PlaceChoice, PlaceName, SpotChoice
from bot.domain.intake import Gazetteer, understand
from bot.domain.kinds import Kind
from bot.domain.missing import Missing, missing_of
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.domain.whereabouts import fuller_place, whole_place
from bot.errors import NotFound, Stale
from bot.services import (
    additions,
    asking,
    attachments,
    blame,
    cards,
    describing,
    desk,
    history,
    places,
    saying,
)
from bot.services.incoming import Incoming
from bot.services.places import Asked
from bot.services.rights import Actor
from bot.services.saying import Place
from bot.storage import outbox
from bot.storage.cases import Case
from bot.storage.grid import Grid
from bot.storage.grid import Place as KnownPlace
from bot.storage.outbox import Lane


async def settle(
    session: AsyncSession,
    case_id: int,
    answer: Incoming,
    *,
    now: datetime,
    gazetteer: Gazetteer,
    policy: Policy,
) -> bool:
    """Add the answer to "where?" to a report; returns whether it named a place of the grid.

    Then the case moves there, and the staff of that place have it too. `now` is the writer's clock.
    """
    assert answer.sender is not None
    case = await additions.may_add(session, case_id, answer.sender)
    if answer.photo is not None:  # the cards to come carry it
        source = (answer.chat_id, answer.message_id)
        await attachments.copy_under_cards(session, case, source, cards.RELAY, at=answer.at)
    if answer.pin is not None:
        source = (answer.chat_id, answer.message_id)
        await attachments.attach(session, case, source, at=answer.at)
    asked = Asked(answer.chat_id, answer.private, answer.sender, answer.pin)
    spot = None
    for words in (answer.text, f"{case.text}\n{answer.text}"):
        meaning = understand(words, now=now, places=gazetteer, known=case.kind)
        spot = spot or await places.locate(session, asked, meaning, gazetteer)
    if spot is not None:
        case.lat, case.lon = spot.lat, spot.lon
        words = _whole_place(case, spot.words or spot.grid.name, now=now)
        await _move(session, case, answer.sender, spot.grid, words, at=answer.at)
    photo, at = answer.photo, answer.at
    text = answer.text if spot or _says_of(case, answer.text, now=now) else ""
    if text or photo or spot:
        await additions.add(
            session, case_id, answer.sender, policy, text=text, photo=photo, now=now, at=at
        )
    if spot is not None:
        await _tell_new_place(session, case, policy, at=at)
    return spot is not None


def _whole_place(case: Case, named: str, *, now: datetime) -> str:
    """Return the compound that was named with the building and floor told before: 香樟苑3号楼4楼."""
    if case.kind.is_person:
        return named
    told = whole_place(understand(case.text, now=now, known=case.kind).place) or ""
    compound, house = (understand(one, now=now, known=case.kind).place for one in (named, told))
    return fuller_place(compound, house) or named


def _says_of(case: Case, text: str, *, now: datetime) -> bool:
    """Whether an answer that names no place says something of the case at least."""
    if case.kind.is_person:
        wish = understand(text, now=now).kind == Kind.NEED
        return not wish and not small_words.says_nothing_more(text)
    return continuing.tells_more(case.kind, understand(text, now=now, known=case.kind), text)


async def go_on(
    session: AsyncSession,
    case_id: int,
    message: Incoming,
    policy: Policy,
    *,
    gazetteer: Gazetteer,
    now: datetime,
) -> Facts | None:
    """Add what goes on with a report, as `additions.go_on`; a place put right decides whose it is."""
    worse = await additions.go_on(session, case_id, message, policy, places=gazetteer, now=now)
    if message.sender is not None and putting_right.puts_right(message.text):
        case = await history.load(session, case_id)
        asked = Asked(message.chat_id, message.private, message.sender)
        await follow(session, case, asked, gazetteer, policy, at=message.at)
    return worse


async def follow(
    session: AsyncSession,
    case: Case,
    asked: Asked,
    gazetteer: Gazetteer,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Let a draft of something broken belong to the node of the house that it names by now."""
    if case.state is not State.DRAFT or case.kind.is_person:
        return
    meaning = understand(case.place or "", places=gazetteer, known=case.kind)
    if meaning.place.building is None and meaning.place.community is None:
        return
    spot = await places.locate(session, asked, meaning, gazetteer)
    if spot is not None and spot.grid.key != case.grid_id:
        case.grid_id, case.lat, case.lon = spot.grid.key, spot.lat, spot.lon
        await _tell_new_place(session, case, policy, at=at)


async def of_oneself(session: AsyncSession, case_id: int) -> bool:
    """Whether somebody lost has reported it: they know no compound's name."""
    return (await history.load(session, case_id)).oneself


async def waits_for_place(session: AsyncSession, case_id: int) -> bool:
    """Whether nobody has told yet in which compound it is."""
    return await cards.is_unplaced(session, await history.load(session, case_id))


async def choose_spot(
    session: AsyncSession, case_id: int, actor: Actor, arg: str, policy: Policy, *, at: datetime
) -> SpotChoice | None:
    """Take a building (`b` and its id) or a floor (`f4`); returns what to choose next, None: nothing.

    Raises Stale for what is no choice here.
    """
    case = await additions.may_add(session, case_id, actor)
    if arg == "x":
        return None
    if arg:
        said = await _chosen(session, case, arg)
        await additions.add(session, case_id, actor, policy, text=said, photo=None, now=at, at=at)
        await _tell_new_place(session, case, policy, at=at)
    lacking = missing_of(await describing.facts(session, case))
    if Missing.BUILDING in lacking:
        return SpotChoice(case.key, tuple(await places.buildings(session, case.grid_id)))
    return SpotChoice(case.key) if Missing.FLOOR in lacking else None


async def _chosen(session: AsyncSession, case: Case, arg: str) -> str:
    what, number = arg[0], arg[1:]
    if not number.isdecimal() or int(number).bit_length() > 31:
        raise Stale
    if what == "f":
        return f"{int(number)}楼"
    known = {one.place_id: one for one in await places.buildings(session, case.grid_id)}
    place = known.get(int(number))
    if what != "b" or place is None:
        raise Stale
    case.grid_id = place.grid_id
    return understand(place.name, known=Kind.LIGHT).place.text or place.name


async def choose_place(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    choice: PlaceName,
    policy: Policy,
    *,
    start: int | None = None,
    at: datetime,
) -> bool:
    """Take a step on the buttons from the top of the grid to a compound, or leaf to `start`.

    Returns whether the case has moved there; else the question shows what lies under the choice.
    Raises Stale once the case is in a grid: its staff know where it is.
    """
    case = await additions.may_add(session, case_id, actor)
    questions = await outbox.live_in_slot(session, case.key, cards.PLACE)
    if not questions or (await session.get_one(Grid, case.grid_id)).parent_id is not None:
        raise Stale
    node = await session.get(Grid, choice.grid_id) if choice.grid_id else None
    place = await session.get(KnownPlace, choice.place_id) if choice.place_id else None
    further = [] if place else await places.choices(session, node.key if node else None)
    if further:
        shown = PlaceChoice(case.key, tuple(further), start or 0, node.key if node else 0)
        for asked in questions:
            await saying.change(session, asked, shown, at=at, lane=Lane.REPLIES)
        return False
    if node is None:
        raise NotFound
    await _move(session, case, actor, node, place.name if place else node.name, at=at)
    await history.apply(session, case, Action.ADD, actor, at=at)
    await asking.review(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    await _tell_new_place(session, case, policy, at=at)
    return True


async def _move(
    session: AsyncSession, case: Case, actor: Actor, node: Grid, place: str, *, at: datetime
) -> None:
    case.grid_id, case.origin_id, case.place = node.key, None, place
    await blame.keep_from_the_blamed(session, case)
    await places.remember_home(session, actor, node)
    for asked in await outbox.live_in_slot(session, case.key, cards.PLACE):
        await saying.remove(session, asked, at=at, lane=Lane.REPLIES)


async def _tell_new_place(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    if case.life_safety or case.state is not State.DRAFT:
        await desk.tell_staff(session, case, policy, at=at)
        await cards.refresh(session, case, policy, at=at)  # whoever waits reads who has it


async def ask_where(session: AsyncSession, case: Case, place: Place, *, at: datetime) -> None:
    """Offer the way from the top of the grid to a compound by buttons."""
    named = tuple(await places.choices(session))
    if named:
        choice, lane = PlaceChoice(case.key, named), Lane.REPLIES
        await saying.send(session, choice, place, at=at, lane=lane, case=case, slot=cards.PLACE)

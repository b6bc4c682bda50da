"""Lost and found, or reported twice: staff of both grids are asked whether two cases are one person.

The bot asks and never decides; residents, the families too, hear of it from a worker alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import ADULT_AGE, Danger, is_capable_adult
from bot.domain.grid import lineage
from bot.domain.kinds import Outcome
from bot.domain.likeness import Described, Likeness, compare
from bot.domain.match_cards import SamePerson
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import SOUGHT, Action
from bot.errors import NotAllowed, Stale
from bot.services import cards, closing, desk, history, merging, saying
from bot.services.rights import Actor, Staff, require_staff
from bot.services.saying import Place
from bot.storage import alerts, cases, counters, families, grid, matches, outbox, rewording
from bot.storage.cases import Case, CaseLink
from bot.storage.matches import Match
from bot.storage.outbox import Delivery, Lane
from bot.storage.persons import Person

AT_ONCE = 3
"""So many pairs are shown when something new is known of a person, the likeliest first."""
LONGEST_ID = 9
COMPARISONS = "comparisons"
"""A counter; whoever compares waits here for whoever compares now."""


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the persons' cases that changed since they were compared."""
    return await matches.due(session, at)


async def look(session: AsyncSession, case_id: int, _policy: Policy, *, at: datetime) -> None:
    """For the clock: compare a case with the other open ones, and ask about the likely.

    One case at a time, whoever's clock it is: a pair is asked about once. Of whoever is looked for
    no longer, what staff were shown goes at once (promise 6).
    """
    await counters.grow(session, COMPARISONS)
    case = await history.load(session, case_id)
    person = await session.get(Person, case.key)
    if person is None or person.compare_at is None:
        return
    person.compare_at = None
    if case.state not in SOUGHT:
        await _put_away(session, case, at=at)
        return
    for pair in await matches.of_case(session, case.key):
        if pair.same is None and not pair.over:
            await _ask_further(session, case, pair, at=at)
    for likeness, other in (await _likely(session, case, person))[:AT_ONCE]:
        await _ask(session, case, other, likeness, at=at)


async def _likely(session: AsyncSession, case: Case, person: Person) -> list[tuple[Likeness, Case]]:
    """Return the cases that are enough like this one, the likeliest first."""
    others = await matches.candidates(session, case)
    keys = {one.reported_at_id for one, _ in others} | {case.reported_at_id}
    paths, points = await grid.paths(session, keys), await grid.points(session, keys)
    above = await grid.ancestors(session, paths[case.reported_at_id])
    mine = _described(case, person, points)
    found = []
    for other, their in others:
        line = lineage(paths[other.reported_at_id])
        shared = next((node.level for node in above if node.path in line), None)
        theirs = _described(other, their, points)
        pair = (mine, theirs) if _in_order(case, other)[0] is case else (theirs, mine)
        likeness = compare(*pair, shared)
        if likeness is not None and likeness.is_enough:
            found.append((likeness, other))
    return sorted(found, key=lambda pair: (-pair[0].score, pair[1].key))


def _in_order(case: Case, other: Case) -> tuple[Case, Case]:
    """Return the missing person's case before the found one's, else the earlier before the later."""
    one, two = sorted((case, other), key=lambda each: (each.kind.is_found, each.key))
    return one, two


def _described(case: Case, person: Person, points: dict[int, grid.Point]) -> Described:
    """Return what is told; where nobody knows the very place, it is the middle of the grid.

    What a language model has guessed neither binds two cases nor keeps them apart.
    """
    person = person.without_guesses()
    known = (case.lat, case.lon) if case.lat is not None and case.lon is not None else None
    return Described(
        kind=case.kind,
        reported_at=case.opened_at,
        sex=person.sex,
        age=person.age,
        age_to=person.age_to,
        name=person.name,
        height_cm=person.height_cm,
        features=person.clothing,
        point=known or points.get(case.reported_at_id),
        seen_at=person.last_seen_at,
        seen_to=person.last_seen_to,
    )


async def _ask(
    session: AsyncSession,
    case: Case,
    other: Case,
    likeness: Likeness,
    *,
    at: datetime,
) -> None:
    """Put the question under the cards of both cases; a chat that has both is asked once."""
    one, two = _in_order(case, other)
    pair = await matches.ask(session, one.key, two.key, likeness.score, at=at)
    asked: set[int] = set()
    for mine, theirs in ((case, other), (other, case)):
        photo = await _photo_for_staff(session, theirs)
        card = await _question(session, pair, mine, theirs, likeness, has_photo=photo is not None)
        for under in await desk.standing_cards(session, mine, at=at):
            if under.chat_id in asked:
                continue
            asked.add(under.chat_id)
            await _put(session, mine, card, under, photo=photo, at=at)


async def _ask_further(session: AsyncSession, case: Case, pair: Match, *, at: datetime) -> None:
    """Put a question that nobody has answered under the cards that a case was given since."""
    both = [case, await session.get_one(Case, pair.beside(case.key))]
    asked = [one for each in both for one in await _asked(session, each, pair)]
    under = [(message, said) for message, said in asked if said.case_id == case.key]
    if not under:
        return
    message, said = under[0]
    words = await rewording.latest_words(session, message)
    known = {message.chat_id for message, _ in asked}
    for card in await desk.standing_cards(session, case, at=at):
        if card.chat_id not in known:
            photo = words.photo if words else None
            await _put(session, case, said, card, photo=photo, at=at)


async def _put(
    session: AsyncSession,
    case: Case,
    question: SamePerson,
    under: Delivery,
    *,
    photo: str | None,
    at: datetime,
) -> None:
    await saying.send(
        session,
        question,
        Place(under.chat_id, under.locale, under.topic, under.grid_id),
        at=at,
        lane=Lane.DANGER,
        case=case,
        slot=cards.MATCH,
        photo=photo,
        answers=under,
    )


async def _question(
    session: AsyncSession,
    pair: Match,
    case: Case,
    other: Case,
    likeness: Likeness,
    *,
    has_photo: bool,
) -> SamePerson:
    lost, found = _in_order(case, other)
    assert lost.number is not None
    assert found.number is not None
    assert other.number is not None
    node = await session.get_one(grid.Grid, other.grid_id)
    return SamePerson(
        match_id=pair.key,
        case_id=case.key,
        other_id=other.key,
        kind=lost.kind,
        level=lost.level,
        lost=lost.number,
        found=found.number,
        other=other.number,
        other_grid=node.name,
        other_owner=other.owner_name,
        agree=likeness.agree,
        differ=likeness.differ,
        metres=likeness.metres,
        minutes=likeness.minutes,
        has_photo=has_photo,
        own_will=lost.kind.is_lost and await _may_have_left(session, lost),
        twice=lost.kind.is_lost is found.kind.is_lost,
    )


async def _photo_for_staff(session: AsyncSession, case: Case) -> str | None:
    """Return the photo that another grid's staff may see: of a capable adult only with the police."""
    hidden = case.police_number is None and await _may_have_left(session, case)
    return None if hidden else case.photo


async def _may_have_left(session: AsyncSession, case: Case) -> bool:
    """Whether it is a capable adult; whose age nobody has told may be one."""
    person = await session.get_one(Person, case.key)
    danger = Danger(age=person.age or ADULT_AGE, vulnerable=person.vulnerable)
    return is_capable_adult(case.kind, danger)


async def confirm(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> None:
    """是同一人: the cases belong together from now on; each ends by its own staff, as ever.

    Two reports of one missing person become one case where that takes nothing from anybody.
    """
    pair, staff, both = await _decided(session, case_id, actor, arg, same=True, at=at)
    earlier, later = both
    for case, other in (both, both[::-1]):
        relation = families.SAME_PERSON
        link = CaseLink(case_id=case.key, other_id=other.key, relation=relation, at=at)
        session.add(link)
    twice = later.kind.is_lost
    merged = await _to_merge(session, earlier, later) if twice else None
    if twice and merged is None:
        link = CaseLink(case_id=earlier.key, other_id=later.key, relation=families.JOINED, at=at)
        session.add(link)
    await session.flush()
    await _write_down(session, pair, staff, both, Action.SAME_PERSON, policy, merged=merged, at=at)
    if merged is not None:
        gone, goes_on = merged
        outcome = Outcome.DUPLICATE
        await closing.end(session, gone, staff, policy, outcome=outcome, goes_on=goes_on, at=at)
    elif twice:  # its family hears of the earlier case, too
        await merging.welcome(session, earlier, policy, at=at)


async def _to_merge(session: AsyncSession, earlier: Case, later: Case) -> tuple[Case, Case] | None:
    """Return which of two reports of one missing person ends, and which goes on for both.

    What is published goes on, else the earlier one. None where both are, for one of the two
    alerts would come down, and where staff of the one could not work on the other.
    """
    out = [case for case in (earlier, later) if await alerts.active(session, case.key) is not None]
    if len(out) > 1:
        return None
    gone, goes_on = (earlier, later) if out == [later] else (later, earlier)
    paths = [await history.path_of(session, case) for case in (gone, goes_on)]
    return (gone, goes_on) if paths[1].startswith(paths[0]) else None


async def deny(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> None:
    """不是: nobody is asked about these two again."""
    pair, staff, both = await _decided(session, case_id, actor, arg, same=False, at=at)
    await _write_down(session, pair, staff, both, Action.OTHER_PERSON, policy, at=at)


async def _decided(
    session: AsyncSession, case_id: int, actor: Actor, arg: str, *, same: bool, at: datetime
) -> tuple[Match, Staff, tuple[Case, Case]]:
    """Return the pair with its cases, decided by whoever works for one of them.

    Raises NotAllowed for anybody else, Stale where somebody was first or one of the two has ended.
    """
    readable = arg.isdecimal() and len(arg) <= LONGEST_ID
    pair = await session.get(Match, int(arg)) if readable else None
    if pair is None or case_id not in {pair.one_id, pair.other_id}:
        raise Stale
    for key in sorted((pair.one_id, pair.other_id)):  # both decide in the same order
        await cases.locked(session, key)
    lost, found = [await session.get_one(Case, key) for key in (pair.one_id, pair.other_id)]
    staff = await _staff_of_either(session, actor, lost, found)
    await matches.locked(session, pair.key)
    if pair.same is not None or not {lost.state, found.state} <= SOUGHT:
        raise Stale
    pair.same, pair.decided_at, pair.decided_by, pair.decided_name = same, at, staff.id, staff.name
    await session.flush()
    return pair, staff, (lost, found)


async def _staff_of_either(session: AsyncSession, actor: Actor, *either: Case) -> Staff:
    for case in either[:-1]:
        try:
            return await history.require_staff(session, case, actor)
        except NotAllowed:
            continue
    return await require_staff(session, actor, await history.path_of(session, either[-1]))


async def _write_down(
    session: AsyncSession,
    pair: Match,
    staff: Staff,
    both: tuple[Case, Case],
    action: Action,
    policy: Policy,
    *,
    merged: tuple[Case, Case] | None = None,
    at: datetime,
) -> None:
    """Say who decided, in the history of both cases and in every question about them."""
    number = merged[1].number if merged else None
    for case, other in (both, both[::-1]):
        history.touched(case, staff, at=at)
        await history.apply(session, case, action, staff, at=at, note=str(other.number))
        for message, asked in await _asked(session, case, pair):
            decided = replace(asked, same=pair.same, by=staff.name, decided_at=at, merged=number)
            await saying.change(session, message, decided, at=at, lane=Lane.DANGER)
        await cards.refresh(session, case, policy, at=at)


async def _put_away(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Take words and photo out of every question about a case, in the other grid's groups too.

    Should the search go on, staff are asked again about a pair that nobody decided. Of one person
    who was missed and found, what is left to do stands until both cases have ended.
    """
    for pair in await matches.of_case(session, case.key):
        other = await session.get_one(Case, pair.beside(case.key))
        both = case.kind.is_lost is not other.kind.is_lost
        over = not (pair.same and both and other.state in SOUGHT)
        for about in (case, other):
            for message, asked in await _asked(session, about, pair):
                emptied = replace(asked, agree=(), differ=(), metres=None, minutes=0)
                ended = replace(emptied, other_owner=None, over=over, ended=case.number)
                await saying.change(session, message, ended, at=at, lane=Lane.ALERTS)
                if over:
                    message.slot = None
        pair.over = pair.same is None
    await session.flush()


async def _asked(
    session: AsyncSession, case: Case, pair: Match
) -> list[tuple[Delivery, SamePerson]]:
    """Return the questions about a pair under the cards of one of its cases, as they read now."""
    found = []
    for message in await outbox.live_in_slot(session, case.key, cards.MATCH):
        latest = await rewording.latest_words(session, message)
        said = decode(latest.view, latest.params) if latest else None
        if isinstance(said, SamePerson) and said.match_id == pair.key:
            found.append((message, said))
    return found

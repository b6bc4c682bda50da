"""Looking at cases: each asker sees what product.md grants them, and no more."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import Facts, ReporterCard, Step
from bot.domain.grid import Role
from bot.domain.looking import Story
from bot.domain.policy import Policy
from bot.domain.privacy import without_names
from bot.domain.reports import names_somebody, names_thing
from bot.domain.states import Action
from bot.errors import NotAllowed, NotFound, Refusal
from bot.services import cards, clocks, describing, history, keepers, places
from bot.services.cases import work_on
from bot.services.rights import HANDLERS, READERS, Actor, Staff
from bot.storage import alerts as storage_alerts
from bot.storage import cases, conversation, families, grid, matches, outbox, persons, reporters
from bot.storage.cases import Case
from bot.storage.conversation import Miss

MISSES_AN_HOUR = 10
"""Wrong case numbers of one person (product.md, "Who sees what of a case")."""
LATELY = 5
"""So many of somebody's reports are looked at when they ask how one stands."""
AN_HOUR = timedelta(hours=1)
AMONG_STAFF = frozenset({Action.NOTE, Action.SAME_PERSON, Action.OTHER_PERSON})
"""Steps that whoever reported does not read: a family hears of a match from a worker."""
IN_WORDS = frozenset({Action.NOTE, Action.CORRECT, Action.STILL})
"""Steps whose notes may repeat what was told."""


@dataclass(frozen=True)
class Contact:
    """Whom to call; shown in private to the claimer and the duty desk, each look on record."""

    number: int | None
    user_id: int | None
    name: str
    phone: str | None


async def look_at_contact(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Contact:
    """Return the reporter's contact for its claimer or for duty, and write the look down."""
    case, staff = await _who_may_call(session, case_id, actor, at=at)
    await history.apply(session, case, Action.LOOK, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    return Contact(case.number, case.reporter_id, case.reporter_name, case.phone)


async def _who_may_call(
    session: AsyncSession, case_id: int, actor: Actor, *, at: datetime
) -> tuple[Case, Staff]:
    """Return the case with its claimer, or with who has claimed the other case of the same person."""
    for other_id in await matches.same_as(session, case_id):
        other = await session.get_one(Case, other_id)
        if other.owner_id == actor.id and other.is_open:
            case = await history.load(session, case_id)
            await history.require_unended(session, case)
            return case, await history.require_staff(session, other, actor)
    case, staff = await work_on(session, case_id, actor, at=at)
    if case.owner_id != staff.id and staff.role is not Role.DUTY:
        raise NotAllowed("refusal-claim-first")
    return case, staff


async def stand(
    session: AsyncSession, actor: Actor, text: str, policy: Policy
) -> ReporterCard | None:
    """Return how the case of this reporter stands that is asked about, the newest such.

    An open one before one that has ended, and a person before a thing unless the words name one.
    """
    theirs = [
        *await families.guarded_by(session, actor.id),
        *await reporters.open_of(session, actor.id),
        *await reporters.reported_by(session, actor.id, limit=LATELY),
    ]
    of_thing = names_thing(text)
    meant = [one for one in theirs if one.kind.is_person is not of_thing]
    if not theirs or (not meant and (of_thing or names_somebody(text))):
        return None
    case = (meant or theirs)[0]
    return await cards.reporter_card(session, case, policy, private=True, guardian=True)


async def search(session: AsyncSession, actor: Actor, policy: Policy) -> ReporterCard | None:
    """Return how the search for whom this one misses stands; None where it is over."""
    theirs = [
        *await families.guarded_by(session, actor.id),
        *await reporters.open_of(session, actor.id),
    ]
    case = next((one for one in theirs if one.kind.is_lost), None)
    if case is None:
        return None
    return await cards.reporter_card(session, case, policy, private=True, guardian=True)


async def duty_phone(session: AsyncSession, actor: Actor, policy: Policy) -> str:
    """Return the duty phone for somebody: of what they report, else of where they live.

    Of whoever lives nowhere known it is that of the place which they reported from last.
    """
    reported = await reporters.open_of(session, actor.id)
    for case in reported or await reporters.drafts_of(session, actor.id):
        if not await cards.is_unplaced(session, case):
            return await cards.duty_phone(session, case, policy)
    home = await places.lives_in(session, actor)
    if home is not None:
        return await grid.duty_phone(session, home.path) or policy.duty_phone
    for case in await reporters.reported_by(session, actor.id, limit=1):
        return await cards.duty_phone(session, case, policy)
    return policy.duty_phone


async def require_patience(
    session: AsyncSession, actor: Actor, *, link: int | None = None, at: datetime
) -> None:
    """Raise Refusal for who has asked for so many wrong numbers that it looks like trying all.

    The `link` of an alert is for everybody: whoever has seen the child must get through.
    """
    if not await tries_all(session, actor, at=at):
        return
    if link is None or await published(session, link) is None:
        raise Refusal("refusal-too-many-lookups")


async def tries_all(session: AsyncSession, actor: Actor, *, at: datetime) -> bool:
    """Whether somebody has asked for so much that is not theirs that they seem to guess."""
    return await conversation.misses_of(session, actor.id, at - AN_HOUR) >= MISSES_AN_HOUR


async def missed(session: AsyncSession, actor: Actor, *, at: datetime) -> None:
    """Note that somebody asked for a case that is not there, or not theirs."""
    session.add(Miss(user_id=actor.id, at=at))
    await session.flush()


async def story(session: AsyncSession, number: int, actor: Actor) -> Story:
    """Return a case as far as the asker may see it; raises NotFound or NotAllowed."""
    case = await cases.by_number(session, number)
    if case is None:
        raise NotFound
    return await _story(session, case, actor)


async def _story(session: AsyncSession, case: Case, actor: Actor) -> Story:
    known = await describing.facts(session, case)
    holder = await history.staff_of(session, case, actor, READERS)
    staff = holder or await history.staff_at_origin(session, case, actor, READERS)
    family = {case.reporter_id, *await families.family_of(session, case)}
    if staff is None and actor.id not in family:
        if not case.kind.in_public or case.sensitive:
            raise NotAllowed("refusal-not-yours")
        return Story(known, (), full=False)
    rows = await cases.history(session, case.key)
    rows = [row for row in rows if staff is not None or row.action not in AMONG_STAFF]
    steps = tuple(Step(row.at, row.action, row.actor, row.note) for row in rows)
    told = Story(
        known,
        steps,
        full=True,
        same_as=await families.number_of_same(session, case),
        owner=case.owner_name,
        due_at=clocks.promised(case),
    )
    if staff is None:
        return told
    keeper = await keepers.of_case(session, case)
    told = replace(
        told,
        due_at=case.due_at,
        overdue=clocks.is_overdue(case),
        keeper=keeper.name if keeper else None,
        keeper_phone=keeper.phone if keeper else None,
    )
    if not await history.may_read_words(session, case, actor, READERS):
        told = _wordless(told)
    if staff.role not in HANDLERS:
        return await _nameless(session, case, told)
    return replace(told, staff=True, handles=staff is holder, card=await _card_of(session, case))


async def _card_of(session: AsyncSession, case: Case) -> tuple[int, int] | None:
    """Return chat and message of the card in a staff group, the first that stands."""
    standing = await outbox.standing_cards(session, case.key, cards.STAFF)
    return next(((one.chat_id, one.message_id) for one in standing if one.message_id), None)


def _wordless(told: Story) -> Story:
    """Return what is left for who is below the village, where it was told in confidence."""
    steps = tuple(
        replace(step, note=None) if step.action in IN_WORDS else step for step in told.steps
    )
    facts = replace(told.facts, text="")
    return replace(told, facts=facts, steps=steps, in_confidence=True)


async def _nameless(session: AsyncSession, case: Case, told: Story) -> Story:
    """Return what an instructor reads: all but the name of the person it is about."""
    person = await session.get(persons.Person, case.key)
    name = (person.name if person else None) or ""

    def hidden(text: str) -> str:
        return without_names(without_names(text, (), name), (), name[1:])

    facts = replace(told.facts, surname=None, full_name=None, text=hidden(told.facts.text))
    steps = tuple(replace(step, note=step.note and hidden(step.note)) for step in told.steps)
    return replace(told, facts=facts, steps=steps)


@dataclass(frozen=True)
class Progress:
    """What 查看进展 tells: no more than the group knows, and whether there is more for this one."""

    facts: Facts
    owner: str | None
    more: bool
    """It is the asker's own, or they work for its grid: the private chat tells the whole."""


async def progress(session: AsyncSession, case_id: int, actor: Actor) -> Progress:
    """Return how a case stands; raises NotAllowed where a group has heard nothing of it."""
    case = await history.load(session, case_id)
    known = case.kind.in_public or await storage_alerts.was_published(session, case.key)
    try:
        told = (await _story(session, case, actor)).full
    except NotAllowed:
        if not known:
            raise
        told = False
    more = told and case.number is not None
    return Progress(await describing.facts(session, case), case.owner_name, more)


async def published(session: AsyncSession, number: int) -> Facts | None:
    """Return a case that was published, for the view that anybody may read; None otherwise."""
    case = await cases.by_number(session, number)
    if case is None or not await storage_alerts.was_published(session, case.key):
        return None
    return await describing.facts(session, case)

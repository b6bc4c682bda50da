"""Better words or another photo for an alert: proposed by what is added, decided by a worker."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import Correction
from bot.domain.alerts import is_over
from bot.domain.brakes import Went
from bot.domain.cards import Facts
from bot.domain.corrections import reads_alike, with_the_rest, without_denial
from bot.domain.intake import Gazetteer, Understanding, understand
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.domain.whereabouts import corrected_place
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import (
    asking,
    board,
    brakes,
    cards,
    doubts,
    history,
    places,
    previews,
    rings,
    saying,
    wording,
)
from bot.services.board import BOARD
from bot.services.cases import for_staff, work_on
from bot.services.rights import Actor, Staff
from bot.services.saying import Place
from bot.storage import alerts, everywhere, outbox, rewording
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.doubts import Finding
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery, Lane
from bot.storage.persons import Person

WITH_STAFF = frozenset(
    {
        cards.STAFF,
        cards.PREVIEW,
        cards.CORRECTION,
        cards.UNVERIFIED,
        cards.EXPIRING,
        cards.RELAY,
        BOARD,
    }
)
BARELY = re.compile(
    r"(?:[\W_]|应该|就?是|在|地[点方址]|位置|\b(?:it|is|it's|at|in|the)\b)*", re.IGNORECASE
)
"""What may stand beside a place that is all that is told."""
PERSONAL = ("name", "sex", "height_cm", "clothing", "last_seen_place")


async def may_correct(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Facts:
    """Return a case that the actor may correct; raises NotAllowed, or Stale once it has ended."""
    facts = await for_staff(session, case_id, actor, policy, at=at)
    if not facts.kind.can_alert:
        raise Stale
    return facts


async def case_of(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """Return the case of what stands with its staff as this message: the card, what is under it."""
    message = await outbox.by_message(session, chat_id, message_id)
    return message.case_id if message is not None and message.slot in WITH_STAFF else None


async def correct(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    private: bool,
    text: str,
    photo: str | None,
    gazetteer: Gazetteer,
    now: datetime,
    at: datetime,
) -> bool:
    """Put what a worker says in the place of what was known; `now` is `at` by the writer's clock.

    Where an alert is out its new words are shown to staff for 更新通知, to the worker too who
    wrote in `private`; returns whether they are. Where a person lives is no word of an alert: the
    groups there hear at once. Raises Refusal for words in which nothing is told.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    if not case.kind.can_alert:
        raise Stale
    with_photo, home = photo is not None, case.home_grid_id
    await _take_words(session, case, text.strip(), gazetteer, now=now, with_photo=with_photo)
    if photo is not None:
        case.photo = photo
        if case.kind.is_found:
            case.photo_reason = text.strip()
    await history.apply(session, case, Action.CORRECT, staff, at=at, note=text.strip() or None)
    alert = await alerts.active(session, case.key)
    if alert is not None and case.home_grid_id != home:
        await rings.tell_newcomers(session, alert, case, policy, at=at)
        await board.stand(session, alert, case, at=at)
    await cards.refresh(session, case, policy, at=at)
    await previews.refresh(session, case, policy, at=at)
    own = await cards.account_place(session, actor.id, policy) if private else None
    return await offer(session, case, policy, by=staff.name, also=own, at=at)


async def _take_words(
    session: AsyncSession,
    case: Case,
    text: str,
    gazetteer: Gazetteer,
    *,
    now: datetime,
    with_photo: bool,
) -> None:
    if with_photo and case.kind.is_found and not text:
        raise Refusal("refusal-photo-reason")
    person = await session.get(Person, case.key)
    if person is not None:
        meaning = understand(without_denial(text), now=now, places=gazetteer, known=case.kind)
        lives = await _take_home(session, case, meaning, gazetteer)
        told = overwrite(person, meaning) or lives
    elif place := _says_where(case, text, gazetteer, now=now):
        case.place, told = place, True
    else:
        case.notice, told = text or case.notice, bool(text)
    if not (told or with_photo):
        raise Refusal("refusal-nothing-corrected" if person else "refusal-nothing-corrected-hazard")


def _says_where(case: Case, text: str, gazetteer: Gazetteer, *, now: datetime) -> str | None:
    """Return where a danger is if words say nothing else: 是5号楼，不是3号楼."""
    said = without_denial(text)
    place = understand(said, now=now, places=gazetteer, known=case.kind).place
    beside = said.replace(place.text or "", "", 1)
    if case.notice is not None or place.text is None or not BARELY.fullmatch(beside):
        return None
    return corrected_place(understand(case.place or "", known=case.kind).place, place)


async def _take_home(
    session: AsyncSession, case: Case, meaning: Understanding, gazetteer: Gazetteer
) -> bool:
    """Take over where the person lives; returns whether that was told. Only staff ever read it."""
    if meaning.home.text is None:
        return False
    node = await session.get_one(Grid, case.grid_id)
    home = await places.home_of(session, node, meaning, gazetteer)
    if home is not None:
        case.home_grid_id = home.id if home.id != node.id else None
    return True


def told_by(meaning: Understanding) -> list[dict[str, object]]:
    """Return what is told of a person: the columns of `Person` that belong together, each time."""
    fields = {field: getattr(meaning.person, field) for field in PERSONAL}
    told: list[dict[str, object]] = [
        {field: value} for field, value in fields.items() if value is not None
    ]
    if meaning.person.age is not None:
        told.append(dict(zip(("age", "age_to"), meaning.person.ages, strict=True)))
    if meaning.last_seen_time is not None:
        seen, until = map(datetime.fromisoformat, meaning.last_seen_time)
        told.append({"last_seen_at": seen, "last_seen_to": until})
    return told


def overwrite(person: Person, meaning: Understanding, wrong: Understanding | None = None) -> bool:
    """Take over every field that is told, if given only where something `wrong` had been.

    Returns whether any was.
    """
    known = None if person.lacks("clothing") else person.clothing
    were = None if wrong is None else {field for values in told_by(wrong) for field in values}
    told = [one for one in told_by(meaning) if were is None or not were.isdisjoint(one)]
    for values in told:
        person.tell(values)
    if any("clothing" in values for values in told):
        person.clothing = with_the_rest(meaning.person.clothing, known)
    return bool(told)


async def offer(
    session: AsyncSession,
    case: Case,
    policy: Policy,
    *,
    by: str = "",
    checked: bool = False,
    also: Place | None = None,
    at: datetime,
) -> bool:
    """Show staff the alert as it would read from now on, if residents read something else.

    It stands under every staff card, and in the chat `also`; an offer of before goes, unless all
    that was added leaves it as it is, and so does what a second person was asked of it. Returns whether there is anything to decide.
    """
    offered = await _put(session, case, policy, by=by, checked=checked, also=also, at=at)
    await asking.review(session, case, policy, at=at)
    return offered


async def _put(
    session: AsyncSession,
    case: Case,
    policy: Policy,
    *,
    by: str,
    checked: bool,
    also: Place | None,
    at: datetime,
) -> bool:
    alert = await alerts.active(session, case.key)
    said = await wording.standing(session, alert) if alert else None
    waits = alert is not None and _waits_no_longer(alert, case, policy, at=at)
    if alert is None or (said is None and not waits):
        return False
    card, photo = await wording.now(session, alert, case, policy), wording.photo_now(alert, case)
    if said and not checked and reads_alike(card, said[0]) and photo == said[1]:
        if await _was_checked(session, case):
            return True
        await cards.take_away(session, case, cards.CORRECTION, at=at)
        return False
    shown = Correction(
        replace(card, updated_at=at),
        await everywhere.told_groups(session, case.key),
        by,
        checked=checked,
        faster=is_over(card.facts.level, alert.level) and alert.next_ring_at is not None,
        waits=waits,
    )
    if not (by or checked) and await _was_asked(session, case, shown, photo):
        return True
    await cards.take_away(session, case, cards.CORRECTION, at=at)
    under = await outbox.live_in_slot(session, case.key, cards.STAFF)
    for place, answers in _places(under, also):
        await saying.send(
            session,
            shown,
            place,
            at=at,
            lane=Lane.DANGER,
            case=case,
            slot=cards.CORRECTION,
            photo=photo,
            answers=answers,
        )
    return True


def _waits_no_longer(alert: Alert, case: Case, policy: Policy, *, at: datetime) -> bool:
    """Whether an alert that nobody has read yet, for it could wait, is of what can't wait by now."""
    risen = alert.ring < 0 and is_over(case.level, alert.level)
    return risen and policy.quiet_until(case.kind, case.level, at) is None


async def _was_checked(session: AsyncSession, case: Case) -> bool:
    """Whether the offer after 核实了 stands: later rings read it already, the first ones don't."""
    offered = await _offered(session, case)
    return offered is not None and offered[0].checked


async def _was_asked(
    session: AsyncSession, case: Case, shown: Correction, photo: str | None
) -> bool:
    """Whether staff are asked the very same already."""
    offered = await _offered(session, case)
    if offered is None or offered[1] != photo or not reads_alike(offered[0].post, shown.post):
        return False
    return (offered[0].faster, offered[0].waits) == (shown.faster, shown.waits)


async def _offered(session: AsyncSession, case: Case) -> tuple[Correction, str | None] | None:
    """Return what staff were shown last, with its photo."""
    offered = await outbox.live_in_slot(session, case.key, cards.CORRECTION)
    words = await rewording.latest_words(session, offered[0]) if offered else None
    if words is None:
        return None
    shown = decode(words.view, words.params)
    assert isinstance(shown, Correction)
    return shown, words.photo


def _places(under: Sequence[Delivery], also: Place | None) -> list[tuple[Place, Delivery | None]]:
    places: list[tuple[Place, Delivery | None]] = [
        (Place(message.chat_id, message.locale, message.topic), message) for message in under
    ]
    if also is not None and also.chat_id not in {place.chat_id for place, _ in places}:
        places.append((also, None))
    return places


async def update(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Went:
    """Note 更新通知: every group reads what the worker has seen, or a second person is asked."""
    case, staff = await work_on(session, case_id, actor, at=at)
    alert = await alerts.active(session, case.key)
    if alert is None or not await outbox.live_in_slot(session, case.key, cards.CORRECTION):
        raise Stale
    if await brakes.wants_second_to_rewrite(session, case, alert, staff, policy, at=at):
        await cards.refresh(session, case, policy, at=at)
        return Went.SECOND
    return await rewrite(session, case, alert, staff, policy, at=at)


async def rewrite(
    session: AsyncSession, case: Case, alert: Alert, staff: Staff, policy: Policy, *, at: datetime
) -> Went:
    """Put what was offered in the place of what every group reads, and of what later rings say."""
    offered = await _offered(session, case)
    if offered is None:
        raise Stale
    shown, photo = offered
    card = replace(shown.post, updated_at=at)
    await wording.change(session, alert, card, photo=photo, at=at)
    await rings.keep_pace(session, alert, case, card.facts.level, policy, at=at)
    await cards.take_away(session, case, cards.CORRECTION, at=at)
    note = Went.NOW if shown.waits and alert.ring < 0 else None
    await history.apply(session, case, Action.UPDATE, staff, at=at, note=note)
    await doubts.settle(session, case, Finding.CORRECTED, at=at)
    await asking.review(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return note or Went.OUT


async def dont_update(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Went | None:
    """Take the offer away; what was added stays on the case.

    A danger that needn't wait for the morning only the chief grid and duty hold back until then.
    """
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor)
    alert, offered = await alerts.active(session, case.key), await _offered(session, case)
    if alert is None or offered is None:
        raise Stale
    waits = offered[0].waits and alert.ring < 0
    if waits and not staff.oversees:
        raise NotAllowed("refusal-chief-only")
    await cards.take_away(session, case, cards.CORRECTION, at=at)
    await asking.review(session, case, policy, at=at)
    return Went.LATER if waits else None

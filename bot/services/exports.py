"""What leaves the house as rows: cases, alerts, deliveries, trainings, quizzes, looks, places, by contract.md."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    FromClause,
    String,
    and_,
    case,
    cast,
    func,
    or_,
    select,
    type_coerce,
)
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gatherings import FEWEST_STARS, UNHEARD_OF, SignUpState
from bot.domain.states import Action, State
from bot.services.tables import AnySelect, table_of
from bot.storage.alerts import Alert
from bot.storage.cases import Case, Step
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid, Place
from bot.storage.outbox import NEW, Delivery, Purpose, Status
from bot.storage.people import Appointment
from bot.storage.quizzes import QuizCount
from bot.storage.sign_ups import SignUp
from bot.storage.types import Personal
from bot.storage.watches import Watched

AT_ONCE = 500
PEOPLE, BETWEEN = "people", "、"
"""Who comes to a training, and what stands between two names."""

Record = dict[str, Any]

CHANGES = (Purpose.UPDATE, Purpose.ALL_CLEAR, Purpose.RECALL)
"""Rows of their own although they edit a message; a card's edits are the card's `changed_at`."""

cases = table_of(Case)
grids = table_of(Grid)
alerts = table_of(Alert)
deliveries = table_of(Delivery)
places = table_of(Place)
appointments = table_of(Appointment)
watched = table_of(Watched)
gatherings = table_of(Gathering)
sign_ups = table_of(SignUp)
quizzes = table_of(QuizCount)
steps = table_of(Step)


CONTACT = (cases.c.reporter_name, cases.c.phone, cases.c.photo)


async def export(
    session: AsyncSession, subject: str, *, since: datetime | None, with_contact: bool
) -> AsyncIterator[Record]:
    """Yield the rows of a subject of SUBJECTS, oldest first, without ever holding all of them."""
    connection = await session.connection()
    query, begun = _query(subject, with_contact=with_contact), SUBJECTS[subject][1]
    if since is not None and begun is not None:
        query = query.where(begun >= since)
    rows = await connection.stream(query, execution_options={"yield_per": AT_ONCE})
    found: AsyncIterator[Record] = (dict(row) async for row in rows.mappings())
    if with_contact and subject == "trainings":
        found = _with_people(found)
    async for row in found:
        yield row if with_contact else _without_people(row)


def keys(subject: str, *, with_contact: bool) -> list[str]:
    """Return the keys of a subject's rows, in their order."""
    query = _query(subject, with_contact=with_contact)
    return [column.name for column in query.selected_columns.values()]


def _query(subject: str, *, with_contact: bool) -> AnySelect:
    query = SUBJECTS[subject][0]()
    if with_contact and subject == "cases":
        return query.add_columns(*CONTACT)
    if with_contact and subject == "trainings":
        return _add_people(query)
    return query


def _add_people(query: AnySelect) -> AnySelect:
    """Add who runs a training, and a row for each of those who come: names are sealed one by one."""
    comes = and_(sign_ups.c.gathering_id == gatherings.c.id, sign_ups.c.state == SignUpState.IN)
    called = _called(sign_ups.c.certified_as, type_coerce(sign_ups.c.name, String))
    return (
        query.outerjoin(sign_ups, comes)
        .add_columns(gatherings.c.organiser, gatherings.c.trainer, called.label(PEOPLE))
        .order_by(sign_ups.c.nth)
    )


async def _with_people(rows: AsyncIterator[Record]) -> AsyncIterator[Record]:
    """Yield each training once, with the names of all who come in one value."""
    last: Record | None = None
    async for row in rows:
        if last is not None and last["training"] == row["training"]:
            last[PEOPLE] = BETWEEN.join(filter(None, (last[PEOPLE], row[PEOPLE])))
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _without_people(row: Record) -> Record:
    """A private chat has its person's id, and that is a way to reach them."""
    if row.get("chat_id", 0) > 0:
        row["chat_id"] = None
    return row


def _cases() -> AnySelect:
    other = cases.alias("other")
    return (
        select(
            cases.c.number,
            cases.c.kind,
            cases.c.category,
            cases.c.state,
            cases.c.outcome,
            cases.c.reason,
            grids.c.level,
            grids.c.code.label("grid"),
            grids.c.name.label("grid_name"),
            cases.c.opened_at,
            cases.c.submitted_at,
            cases.c.accepted_at,
            cases.c.claimed_at,
            cases.c.closed_at,
            cases.c.due_at,
            cases.c.escalation,
            cases.c.reopened,
            _called(cases.c.owner_name, cases.c.owner_id).label("owner"),
            cases.c.source,
            cases.c.rating,
            other.c.number.label("merged_into"),
            cases.c.reports,
            cases.c.exercise,
        )
        .join_from(cases, grids, grids.c.id == cases.c.grid_id)
        .outerjoin(other, other.c.id == cases.c.merged_into_id)
        .where(cases.c.state != State.DRAFT)
        .order_by(cases.c.number)
    )


def _alerts() -> AnySelect:
    return (
        select(
            alerts.c.id.label("alert"),
            cases.c.number.label("case"),
            alerts.c.level,
            alerts.c.status,
            alerts.c.published_at,
            _called(alerts.c.published_name, alerts.c.published_by).label("published_by"),
            alerts.c.verified,
            alerts.c.ring,
            _groups(*(status for status in Status if status is not Status.DROPPED)).label("groups"),
            _groups(Status.SENT).label("sent"),
            _groups(Status.REFUSED, Status.UNKNOWN).label("failed"),
            alerts.c.ended_at,
            alerts.c.exercise,
        )
        .join_from(alerts, cases, cases.c.id == alerts.c.case_id)
        .order_by(alerts.c.id)
    )


def _groups(*statuses: Status) -> ColumnElement[Any]:
    """Count the groups whose alert message stands so."""
    told = select(func.count()).where(
        deliveries.c.alert_id == alerts.c.id,
        deliveries.c.purpose == Purpose.ALERT,
        deliveries.c.status.in_(statuses),
    )
    return told.correlate(alerts).scalar_subquery()


def _deliveries() -> AnySelect:
    target, original = deliveries.alias("target"), deliveries.alias("original")
    answer = deliveries.alias("answer")
    answered_at = func.coalesce(deliveries.c.acknowledged_at, answer.c.acknowledged_at)
    who = func.coalesce(deliveries.c.acknowledged_by, answer.c.acknowledged_by)
    return (
        select(
            func.coalesce(deliveries.c.alert_id, original.c.alert_id).label("alert"),
            cases.c.number.label("case"),
            deliveries.c.chat_id,
            grids.c.code.label("grid"),
            deliveries.c.ring,
            deliveries.c.purpose,
            _settled().label("status"),
            deliveries.c.reason,
            deliveries.c.attempts,
            func.coalesce(deliveries.c.message_id, target.c.message_id).label("message_id"),
            deliveries.c.queued_at,
            deliveries.c.sent_at,
            deliveries.c.changed_at,
            answered_at.label("acknowledged_at"),
            _called(_appointed(who), who).label("acknowledged_by"),
            deliveries.c.exercise,
        )
        .select_from(_joined(target, original, answer))
        .where(
            or_(deliveries.c.op.in_(NEW), deliveries.c.purpose.in_(CHANGES)),
        )
        .order_by(deliveries.c.id)
    )


def _joined(target: FromClause, original: FromClause, answer: FromClause) -> FromClause:
    """Join what a row leans on; the alert in a residents' group on the `answer` of its grid's staff."""
    their_staff = and_(
        watched.c.alert_id == deliveries.c.alert_id,
        watched.c.grid_id == deliveries.c.grid_id,
        deliveries.c.purpose == Purpose.ALERT,
    )
    return (
        deliveries.outerjoin(cases, cases.c.id == deliveries.c.case_id)
        .outerjoin(grids, grids.c.id == deliveries.c.grid_id)
        .outerjoin(target, target.c.id == deliveries.c.target_id)
        .outerjoin(original, original.c.id == deliveries.c.double_of)
        .outerjoin(watched, their_staff)
        .outerjoin(answer, answer.c.id == watched.c.delivery_id)
    )


def _settled() -> ColumnElement[Any]:
    """Say of what is in flight where it would stand if the process died now."""
    status = deliveries.c.status
    in_flight = case((deliveries.c.attempts > 1, Status.RETRYING.value), else_=Status.QUEUED.value)
    return case((status == Status.SENDING, in_flight), else_=cast(status, String))


def _called(name: ColumnElement[Any], key: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return how somebody is called, the id where the name is wiped or was never known."""
    called = func.coalesce(func.nullif(type_coerce(name, String), ""), cast(key, String))
    return type_coerce(called, Personal)


def _appointed(user_id: ColumnElement[Any]) -> ColumnElement[Any]:
    names = select(func.min(appointments.c.name)).where(appointments.c.user_id == user_id)
    return names.correlate_except(appointments).scalar_subquery()


def _places() -> AnySelect:
    """As `gege import places` takes them, what was learned from residents marked."""
    return (
        select(
            places.c.name,
            places.c.kind,
            grids.c.code.label("grid"),
            places.c.lat,
            places.c.lon,
            places.c.aliases,
            places.c.learned,
        )
        .join_from(places, grids, grids.c.id == places.c.grid_id)
        .order_by(grids.c.path, places.c.kind, places.c.name)
    )


def _trainings() -> AnySelect:
    came = select(func.count()).where(
        sign_ups.c.gathering_id == gatherings.c.id, sign_ups.c.attended.is_(True)
    )
    return (
        select(
            gatherings.c.id.label("training"),
            gatherings.c.type,
            grids.c.code.label("grid"),
            gatherings.c.title,
            gatherings.c.starts_at,
            gatherings.c.place,
            gatherings.c.capacity,
            gatherings.c.taken.label("signed_up"),
            gatherings.c.waiting,
            came.correlate(gatherings).scalar_subquery().label("attended"),
            gatherings.c.state,
            _rated(cast(func.round(func.avg(sign_ups.c.stars), 1), Float)).label("stars"),
            _rated(func.count(sign_ups.c.stars)).label("ratings"),
        )
        .join_from(gatherings, grids, grids.c.id == gatherings.c.grid_id)
        .where(gatherings.c.state.not_in(UNHEARD_OF))
        .order_by(gatherings.c.id)
    )


def _rated(told: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return what the stars of a gathering tell; nothing where they are so few as to tell whose."""
    enough = func.count(sign_ups.c.stars) >= FEWEST_STARS
    theirs = select(case((enough, told))).where(sign_ups.c.gathering_id == gatherings.c.id)
    return theirs.correlate(gatherings).scalar_subquery()


def _quizzes() -> AnySelect:
    """How many of a grid have answered each question of a theme, and how many rightly; nobody's name."""
    return (
        select(
            grids.c.code.label("grid"),
            grids.c.name.label("grid_name"),
            quizzes.c.theme,
            (quizzes.c.question + 1).label("question"),
            quizzes.c.answered,
            quizzes.c.right,
        )
        .join_from(quizzes, grids, grids.c.id == quizzes.c.grid_id)
        .order_by(grids.c.path, quizzes.c.theme, quizzes.c.question)
    )


def _looks() -> AnySelect:
    """Who has looked at the contact of whose report; only ever added to, never wiped."""
    return (
        select(
            cases.c.number.label("case"),
            cases.c.kind,
            grids.c.code.label("grid"),
            steps.c.at.label("looked_at"),
            steps.c.actor_id.label("user_id"),
            steps.c.actor.label("name"),
        )
        .join_from(steps, cases, cases.c.id == steps.c.case_id)
        .join(grids, grids.c.id == cases.c.grid_id)
        .where(steps.c.action == Action.LOOK)
        .order_by(steps.c.id)
    )


SUBJECTS: dict[str, tuple[Callable[[], AnySelect], ColumnElement[Any] | None]] = {
    "cases": (_cases, cases.c.opened_at),
    "alerts": (_alerts, alerts.c.published_at),
    "deliveries": (_deliveries, deliveries.c.queued_at),
    "trainings": (_trainings, gatherings.c.starts_at),
    "quizzes": (_quizzes, None),
    "looks": (_looks, steps.c.at),
    "places": (_places, None),
}
"""Each subject with its rows and since when a row is; quizzes and places have no date."""

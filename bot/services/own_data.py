"""All that is stored of one person, for themselves (`/mydata`); of others what they may read anyway."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.states import Action
from bot.services.rights import Actor
from bot.services.tables import AnySelect, table_of
from bot.storage.absences import Absence
from bot.storage.alerts import Alert
from bot.storage.appointments import AppointmentChange
from bot.storage.base import SQLModel
from bot.storage.cases import Attachment, Case, Step
from bot.storage.certificates import Certificate
from bot.storage.clues import Clue
from bot.storage.conversation import Miss, RecentPhoto
from bot.storage.countersigns import Countersign
from bot.storage.doubts import Doubt
from bot.storage.extensions import Extension
from bot.storage.gatherings import Gathering, GatheringChange
from bot.storage.givers import Giver
from bot.storage.grid import Grid
from bot.storage.invitations import Invitation
from bot.storage.matches import Match
from bot.storage.notices import Notice, NoticeLog
from bot.storage.outbox import Delivery
from bot.storage.people import Account, Appointment
from bot.storage.persons import Person
from bot.storage.repeats import AlsoMet
from bot.storage.rosters import DutyShift
from bot.storage.sign_ups import SignUp
from bot.storage.suspensions import Suspension
from bot.storage.watches import Acknowledgement

Values = dict[str, Any]
OwnData = dict[str, list[Values]]
"""By what it is: reports, clues, …; what is empty is left out."""


@dataclass(frozen=True)
class Kept:
    """The rows of a table that are somebody's: by which column, and what of them is told."""

    table: type[SQLModel]
    by: str
    told: tuple[str, ...]
    beside: tuple[type[SQLModel], str, tuple[str, ...]] | None = None
    """A table to which a column points, and what is told of that row."""


OF_CASE = (Case, "case_id", ("number",))
OF_GRID = (Grid, "grid_id", ("code", "name"))
REPORT = (
    *("number", "kind", "category", "state", "outcome", "reason", "level", "place", "lat", "lon"),
    *("text", "phone", "reporter_name", "photo", "voice", "after_photo", "still_wrong", "rating"),
    *("police_number", "source", "chat_id", "message_id", "locale", "owner_name"),
    *("opened_at", "submitted_at", "accepted_at", "claimed_at", "closed_at", "wiped_at"),
)
DESCRIBED = (
    *("name", "name_allowed", "sex", "age", "age_to", "height_cm", "clothing", "vulnerable"),
    *("last_seen_place", "last_seen_at", "last_seen_to"),
)
KEPT = {
    "account": Kept(
        Account,
        "id",
        ("id", "name", "username", "locale", "private_since", "seen_at"),
        (Grid, "home_grid_id", ("code", "name")),
    ),
    "reports": Kept(Case, "reporter_id", ("id", *REPORT)),
    "guardian": Kept(Case, "guardian_id", ("number", "kind", "state", "outcome", "closed_at")),
    "also_met": Kept(AlsoMet, "user_id", ("at",), OF_CASE),
    "clues": Kept(Clue, "user_id", ("at", "source", "name", "text", "media"), OF_CASE),
    "clues_waiting": Kept(Giver, "user_id", ("asked_at", "wanted"), OF_CASE),
    "doubts": Kept(Doubt, "user_id", ("at", "name"), OF_CASE),
    "photos": Kept(RecentPhoto, "user_id", ("at", "chat_id", "message_id", "file_id")),
    "wrong_numbers": Kept(Miss, "user_id", ("at",)),
    "sign_ups": Kept(
        SignUp,
        "user_id",
        (
            *("signed_up_at", "name", "state", "companions", "slot", "chat_id", "attended"),
            *("passed", "stars"),
        ),
        (Gathering, "gathering_id", ("title", "starts_at", "place")),
    ),
    "certificates": Kept(
        Certificate,
        "user_id",
        ("number", "name", "title", "trainer", "skill", "issued_at", "expires_at", "callable"),
        OF_GRID,
    ),
    "appointments": Kept(
        Appointment, "user_id", ("role", "name", "title", "unit", "phone"), OF_GRID
    ),
    "appointed": Kept(AppointmentChange, "user_id", ("at", "what", "role", "grid", "name")),
    "links_used": Kept(Invitation, "used_by", ("used_at", "role", "name"), OF_GRID),
    "duty": Kept(DutyShift, "user_id", ("weekday", "day", "starts", "ends"), OF_GRID),
    "leave": Kept(Absence, "user_id", ("starts_at", "ends_at", "name", "stand_in_name")),
    "stands_in": Kept(Absence, "stand_in_id", ("starts_at", "ends_at", "name")),
    "suspended": Kept(Suspension, "user_id", ("at", "name", "why", "lifted_at")),
}
AT_WORK: dict[str, tuple[type[SQLModel], str]] = {
    "steps": (Step, "actor_id"),
    "cases_in_hand": (Case, "owner_id"),
    "alerts": (Alert, "published_by"),
    "alerts_widened": (Alert, "beyond_by"),
    "answers_to_alerts": (Acknowledgement, "user_id"),
    "cards_seen": (Delivery, "acknowledged_by"),
    "notices": (Notice, "author_id"),
    "notices_changed": (NoticeLog, "actor_id"),
    "gatherings": (Gathering, "organiser_id"),
    "gatherings_changed": (GatheringChange, "by_id"),
    "trainings_given": (Gathering, "trainer_id"),
    "second_words_asked": (Countersign, "asked_by"),
    "second_words_given": (Countersign, "decided_by"),
    "more_time_asked": (Extension, "asked_by"),
    "matches_decided": (Match, "decided_by"),
    "leave_set": (Absence, "set_by_id"),
    "appointments_made": (AppointmentChange, "by_id"),
    "suspensions": (Suspension, "by_id"),
}
"""What somebody did: the record of a case, or of the office, which counts them only."""


async def gather(session: AsyncSession, actor: Actor) -> OwnData:
    """Return everything that is kept of a person, by the columns that hold their id."""
    found = {name: await _rows(session, kept, actor.id) for name, kept in KEPT.items()}
    for report in found["reports"]:
        report.update(await _of_report(session, report.pop("id")))
    found["done"] = [
        {"what": what, "count": count}
        for what, (table, by) in AT_WORK.items()
        if (count := await _count(session, table, by, actor.id))
    ]
    found["messages"] = await _messages(session, actor.id)
    return {name: rows for name, rows in found.items() if rows}


async def _rows(session: AsyncSession, kept: Kept, user_id: int) -> list[Values]:
    table = table_of(kept.table)
    columns: list[ColumnElement[Any]] = [table.c[name] for name in kept.told]
    query = select(*columns)
    if kept.beside is not None:
        other, pointer, told = kept.beside
        beside = table_of(other)
        columns += [beside.c[name].label(f"{beside.name}_{name}") for name in told]
        query = select(*columns).outerjoin_from(table, beside, beside.c.id == table.c[pointer])
    query = query.where(table.c[kept.by] == user_id).order_by(*table.primary_key.columns)
    return await _values(session, query)


async def _of_report(session: AsyncSession, case_id: int) -> Values:
    """Return what else belongs to somebody's report, and who has looked at their contact."""
    person, added, steps = table_of(Person), table_of(Attachment), table_of(Step)
    described = await _values(
        session, select(*(person.c[name] for name in DESCRIBED)).where(person.c.case_id == case_id)
    )
    files = await _values(
        session,
        select(added.c.at, added.c.caption, added.c.message_id)
        .where(added.c.case_id == case_id)
        .order_by(added.c.message_id),
    )
    looked = await _values(
        session,
        select(steps.c.at, steps.c.actor)
        .where(steps.c.case_id == case_id, steps.c.action == Action.LOOK)
        .order_by(steps.c.id),
    )
    told = {"person": described, "added": files, "looked_at_contact": looked}
    return {name: rows for name, rows in told.items() if rows}


async def _messages(session: AsyncSession, user_id: int) -> list[Values]:
    """Return how often the bot wrote to somebody in private, and when for the first and last time."""
    sent = table_of(Delivery)
    query = select(
        func.count().label("count"),
        func.min(sent.c.queued_at).label("first"),
        func.max(sent.c.queued_at).label("last"),
    ).where(sent.c.chat_id == user_id)
    return [row for row in await _values(session, query) if row.get("count")]


async def _count(session: AsyncSession, table: type[SQLModel], by: str, user_id: int) -> int:
    its = table_of(table)
    query = select(func.count()).select_from(its).where(its.c[by] == user_id)
    return (await (await session.connection()).execute(query)).scalar_one()


async def _values(session: AsyncSession, query: AnySelect) -> list[Values]:
    rows = (await (await session.connection()).execute(query)).mappings().all()
    return [
        {name: _plain(value) for name, value in row.items() if value not in (None, "")}
        for row in rows
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401 - of any column
    return value.value if isinstance(value, StrEnum) else value

"""Telegram users who spoke to the bot, and the appointments of staff."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, exists, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, UniqueConstraint, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Role, lineage
from bot.storage.absences import away
from bot.storage.base import SQLModel, kept
from bot.storage.grid import AT_ONCE, Grid, under
from bot.storage.suspensions import suspended
from bot.storage.types import ChatId, Findable, Instant, Personal, Word, one_of


@kept
class Account(SQLModel, table=True):
    """A user who reported, pressed or wrote in private; chatter makes no row."""

    __tablename__ = "account"

    id: int = Field(sa_type=ChatId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(default="", sa_type=Personal)
    username: str | None = Field(default=None, sa_type=Findable, index=True)
    """In small letters, and only of who works for a grid: by it they can be suspended."""
    locale: str | None = None
    private_since: datetime | None = Field(default=None, sa_type=Instant)
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    """The day on which whoever works for a grid last pressed something, or wrote in private."""
    home_grid_id: int | None = Field(default=None, foreign_key="grid.id", index=True)


class Appointment(SQLModel, table=True):
    """A role on a grid node and everything under it."""

    __tablename__ = "appointment"
    __table_args__ = (UniqueConstraint("user_id", "grid_id", "role"), one_of("role", Role))

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_type=ChatId)
    grid_id: int = Field(foreign_key="grid.id", index=True)
    role: Role = Field(sa_type=Word(Role))
    name: str = Field(sa_type=Personal)
    title: str | None = None
    unit: str | None = None
    phone: str | None = Field(default=None, sa_type=Personal)
    absence_id: int | None = Field(
        default=None, foreign_key="absence.id", index=True, ondelete="CASCADE"
    )
    """Lent to a stand-in for the time of somebody's leave."""


async def appointments_over(
    session: AsyncSession, user_id: int, path: str
) -> Sequence[tuple[Appointment, Grid]]:
    """Return what a user is on a node or its ancestors, nearest first."""
    values = {"user_id": user_id, "paths": lineage(path)}
    found = await session.exec(_IN_OFFICE_OVER, params=values)
    return sorted(found, key=lambda row: len(row[1].path), reverse=True)


async def appointments_of(
    session: AsyncSession, user_id: int, *, on_record: bool = False
) -> Sequence[tuple[Appointment, Grid]]:
    """Return everything a user is, anywhere; `on_record` also what a suspended one was."""
    query = _ON_RECORD if on_record else _IN_OFFICE
    return (await session.exec(query, params={"user_id": user_id})).all()


def _in_office() -> ColumnElement[bool]:
    """Return the condition that an appointment counts: its holder is not suspended."""
    return col(Appointment.user_id).not_in(suspended())


_ON_RECORD = (
    select(Appointment, Grid)
    .join(Grid, col(Grid.id) == Appointment.grid_id)
    .where(Appointment.user_id == bindparam("user_id"))
    .order_by(col(Grid.path))
)
_IN_OFFICE = _ON_RECORD.where(_in_office())
_ON_PATHS = col(Grid.path).in_(bindparam("paths", expanding=True))
_IN_OFFICE_OVER = _IN_OFFICE.where(_ON_PATHS)


def _there() -> ColumnElement[bool]:
    """Return the condition that somebody may be asked to do something: in office, not on leave."""
    return and_(_in_office(), col(Appointment.user_id).not_in(away()))


_LOCALE = select(Account.locale).where(Account.id == bindparam("user_id"))


async def locale_of(session: AsyncSession, user_id: int) -> str | None:
    """Return the language that a person has chosen in private."""
    return (await session.exec(_LOCALE, params={"user_id": user_id})).first()


_LOCKED = select(Account.id).where(Account.id == bindparam("user_id")).with_for_update()


async def lock(session: AsyncSession, user_id: int) -> None:
    """Let nobody count for an account what another of its messages is about to add.

    Whoever has no row yet gets one, or there would be nothing to wait for.
    """
    values = {"user_id": user_id}
    if (await session.exec(_LOCKED, params=values)).first() is not None:
        return
    try:
        async with session.begin_nested():
            session.add(Account(id=user_id))
    except IntegrityError:  # somebody else made it in the same moment
        await session.exec(_LOCKED, params=values)


async def bear(
    session: AsyncSession, account: Account, username: str | None, *, known: bool
) -> None:
    """Note under which name somebody was seen, whoever bore it before; only a `known` one keeps it."""
    name = username.lower() if username else None
    others = update(Account).where(col(Account.username) == name, col(Account.id) != account.id)
    if name is not None:
        await session.exec(others.values(username=None))
    account.username = name if known else None
    await session.flush()


async def called(session: AsyncSession, username: str) -> int | None:
    """Return the user of a username (small letters), as far as the bot has met them."""
    query = select(Account.id).where(col(Account.username) == username)
    return (await session.exec(query.limit(1))).first()


_APPOINTED_ON_RECORD = (
    select(Appointment, Grid)
    .join(Grid, col(Grid.id) == Appointment.grid_id)
    .where(_ON_PATHS, col(Appointment.role).in_(bindparam("roles", expanding=True)))
    .order_by(col(Appointment.id))
)
_APPOINTED_ON_LEAVE = _APPOINTED_ON_RECORD.where(_in_office())
_APPOINTED = _APPOINTED_ON_RECORD.where(_there())


async def appointed(
    session: AsyncSession,
    path: str,
    roles: Iterable[Role],
    *,
    on_record: bool = False,
    on_leave: bool = False,
) -> Sequence[tuple[Appointment, Grid]]:
    """Return who holds one of the roles on a node or its ancestors, nearest first.

    Whoever is away is left out, for their stand-in is there; `on_leave` counts them, too, and
    `on_record` even suspended ones: the desk is a desk without its only officer.
    """
    query = _APPOINTED_ON_LEAVE if on_leave else _APPOINTED
    values = {"paths": lineage(path), "roles": list(roles)}
    found = await session.exec(_APPOINTED_ON_RECORD if on_record else query, params=values)
    return sorted(found, key=lambda row: len(row[1].path), reverse=True)


async def appointed_below(
    session: AsyncSession, path: str, roles: Iterable[Role]
) -> Sequence[tuple[Appointment, Grid]]:
    """Return who holds one of the roles on a node or below it, from the top."""
    query = (
        select(Appointment, Grid)
        .join(Grid, col(Grid.id) == Appointment.grid_id)
        .where(under(path), col(Appointment.role).in_(list(roles)), _there())
    )
    return (await session.exec(query.order_by(col(Grid.path), col(Appointment.id)))).all()


async def staffed(session: AsyncSession, nodes: Collection[int], roles: Iterable[Role]) -> set[int]:
    """Return on which of some nodes somebody holds one of the roles."""
    query = (
        select(Appointment.grid_id)
        .join(Grid, col(Grid.id) == Appointment.grid_id)
        .where(col(Appointment.grid_id).in_(nodes), col(Appointment.role).in_(list(roles)))
    )
    return set(await session.exec(query.where(_there()).distinct()))


async def with_private_chat(session: AsyncSession, users: Collection[int]) -> dict[int, Account]:
    """Return those of these users to whom the bot may write."""
    found: dict[int, Account] = {}
    wanted = sorted(users)
    for start in range(0, len(wanted), AT_ONCE):
        query = select(Account).where(
            col(Account.id).in_(wanted[start : start + AT_ONCE]),
            col(Account.private_since).is_not(None),
        )
        found |= {account.id: account for account in await session.exec(query)}
    return found


async def appointed_at(
    session: AsyncSession, paths: Collection[str], role: Role
) -> list[tuple[Appointment, Grid]]:
    """Return who holds a role on one of these very nodes."""
    found: list[tuple[Appointment, Grid]] = []
    wanted = sorted(paths)
    for start in range(0, len(wanted), AT_ONCE):
        query = (
            select(Appointment, Grid)
            .join(Grid, col(Grid.id) == Appointment.grid_id)
            .where(
                col(Grid.path).in_(wanted[start : start + AT_ONCE]),
                Appointment.role == role,
                _there(),
            )
        )
        found += await session.exec(query.order_by(col(Appointment.id)))
    return found


async def has_partner(session: AsyncSession, path: str) -> bool:
    """Return whether a partner is appointed on a node or below it."""
    query = (
        select(Appointment.id)
        .join(Grid, col(Grid.id) == Appointment.grid_id)
        .where(Appointment.role == Role.PARTNER, under(path), _in_office())
    )
    return (await session.exec(query.limit(1))).first() is not None


async def holds(session: AsyncSession, user_id: int, grid_id: int, role: Role) -> bool:
    """Return whether a user is appointed to this very role on this very node."""
    query = select(Appointment.id).where(
        Appointment.user_id == user_id, Appointment.grid_id == grid_id, Appointment.role == role
    )
    return (await session.exec(query)).first() is not None


async def attended(session: AsyncSession, user_id: int, *, at: datetime) -> None:
    """Note that somebody who works for a grid was there; of residents nothing is noted."""
    works = exists().where(col(Appointment.user_id) == user_id)
    here = update(Account).where(col(Account.id) == user_id, works).values(seen_at=at)
    await session.exec(here)


async def desks(session: AsyncSession) -> Sequence[Grid]:
    """Return the nodes that have a duty desk, from the top."""
    duty = select(Appointment.grid_id).where(Appointment.role == Role.DUTY)
    query = select(Grid).where(col(Grid.id).in_(duty))
    return (await session.exec(query.order_by(col(Grid.path)))).all()


async def has_role(session: AsyncSession, user_id: int, role: Role) -> bool:
    """Return whether a user holds this role anywhere."""
    query = select(Appointment.id).where(
        Appointment.user_id == user_id, Appointment.role == role, _in_office()
    )
    return (await session.exec(query.limit(1))).first() is not None


async def lose(session: AsyncSession, user_id: int) -> None:
    """Note that a user has blocked the bot: the private chat is closed until the next Start."""
    account = await session.get(Account, user_id)
    if account is not None:
        account.private_since = None

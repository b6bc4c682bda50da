"""Appointments that wait for their account, and the links by which people and groups join."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, delete, exists
from sqlmodel import Field, Index, UniqueConstraint, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, Role
from bot.domain.invitations import fingerprint
from bot.storage.base import SQLModel
from bot.storage.chats import Chat, ChatGrid
from bot.storage.grid import AT_ONCE, Grid, under
from bot.storage.types import ChatId, Findable, Instant, Personal, Word, one_of


class Awaited(SQLModel, table=True):
    """Somebody who is appointed once they have come by their link: no account yet, no right."""

    __tablename__ = "awaited"
    __table_args__ = (UniqueConstraint("grid_id", "role", "name"), one_of("role", Role))

    id: int | None = Field(default=None, primary_key=True)
    grid_id: int = Field(foreign_key="grid.id")
    role: Role = Field(sa_type=Word(Role))
    name: str = Field(sa_type=Findable)
    title: str | None = None
    unit: str | None = None
    phone: str | None = Field(default=None, sa_type=Personal)


class Invitation(SQLModel, table=True):
    """A link, of which only the fingerprint is kept: for an appointment, or for a group of a node."""

    __tablename__ = "invitation"
    __table_args__ = (
        one_of("role", Role),
        one_of("audience", Audience),
        CheckConstraint("(role IS NULL) = (name IS NULL)", name="somebody_is_something"),
        CheckConstraint("(role IS NULL) <> (audience IS NULL)", name="for_one_thing"),
        CheckConstraint("used_by IS NULL OR used_at IS NOT NULL", name="used_at_some_time"),
        Index("ix_invitation_for", "grid_id", "role", "audience"),
    )

    id: int | None = Field(default=None, primary_key=True)
    fingerprint: str = Field(max_length=64, unique=True)
    grid_id: int = Field(foreign_key="grid.id")
    role: Role | None = Field(default=None, sa_type=Word(Role))
    name: str | None = Field(default=None, sa_type=Findable)
    audience: Audience | None = Field(default=None, sa_type=Word(Audience))
    made_at: datetime = Field(sa_type=Instant)
    valid_until: datetime = Field(sa_type=Instant, index=True)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    used_by: int | None = Field(default=None, sa_type=ChatId)
    """The person; None where an anonymous admin brought the bot into a group."""


async def of_token(session: AsyncSession, token: str) -> tuple[Invitation, Grid] | None:
    """Return the invitation of a link with its node; nobody else can use it meanwhile."""
    query = (
        select(Invitation, Grid)
        .join(Grid, col(Grid.id) == Invitation.grid_id)
        .where(Invitation.fingerprint == fingerprint(token))
        .with_for_update(of=Invitation)
    )
    return (await session.exec(query)).first()


async def awaited_by(session: AsyncSession, invitation: Invitation) -> Awaited | None:
    """Return the appointment that a link is for, while it still waits."""
    if invitation.role is None or invitation.name is None:
        return None
    return await waiting(session, invitation.grid_id, invitation.role, invitation.name)


async def awaited_at(session: AsyncSession, grid_id: int) -> Sequence[Awaited]:
    """Return the appointments of one node that wait for their account."""
    query = select(Awaited).where(Awaited.grid_id == grid_id).order_by(col(Awaited.id))
    return (await session.exec(query)).all()


async def all_awaited(session: AsyncSession, path: str | None) -> Sequence[tuple[Awaited, Grid]]:
    """Return all appointments that wait for their account, of a subtree or of all, by node."""
    query = select(Awaited, Grid).join(Grid, col(Grid.id) == Awaited.grid_id)
    if path is not None:
        query = query.where(under(path))
    return (await session.exec(query.order_by(col(Grid.path), col(Awaited.id)))).all()


async def nodes_without_group(
    session: AsyncSession, path: str | None, audiences: Collection[Audience]
) -> Sequence[Grid]:
    """Return the nodes for which no group of these audiences is bound that the bot can reach."""
    bound = (
        exists()
        .where(col(ChatGrid.grid_id) == Grid.id, col(Chat.id) == ChatGrid.chat_id)
        .where(col(Chat.audience).in_(list(audiences)), col(Chat.lost_at).is_(None))
    )
    query = select(Grid).where(~bound)
    if path is not None:
        query = query.where(under(path))
    return (await session.exec(query.order_by(col(Grid.path)))).all()


async def waiting(session: AsyncSession, grid_id: int, role: Role, name: str) -> Awaited | None:
    """Return the appointment that waits for somebody of this name."""
    query = select(Awaited).where(
        Awaited.grid_id == grid_id, Awaited.role == role, Awaited.name == name
    )
    return (await session.exec(query)).first()


async def await_one(session: AsyncSession, grid_id: int, role: Role, name: str) -> Awaited:
    """Return the appointment that waits for somebody of this name, made if there is none."""
    found = await waiting(session, grid_id, role, name)
    if found is None:
        found = Awaited(grid_id=grid_id, role=role, name=name)
        session.add(found)
        await session.flush()
    return found


async def forget_links_of(session: AsyncSession, awaited: Awaited) -> None:
    """Let the earlier links of one appointment lapse."""
    its = delete(Invitation).where(
        col(Invitation.grid_id) == awaited.grid_id,
        col(Invitation.role) == awaited.role,
        col(Invitation.name) == awaited.name,
        col(Invitation.used_at).is_(None),
    )
    await session.exec(its)


async def oldest(session: AsyncSession) -> datetime | None:
    """Return until when the oldest link was valid."""
    query = select(Invitation.valid_until).order_by(col(Invitation.valid_until)).limit(1)
    return (await session.exec(query)).first()


async def forget_before(session: AsyncSession, before: datetime) -> None:
    """Forget links that were valid until `before` or less, with the names that they were for."""
    await session.exec(delete(Invitation).where(col(Invitation.valid_until) <= before))


async def forget_unused(session: AsyncSession, grid_ids: Collection[int], *, groups: bool) -> int:
    """Let earlier links of these nodes lapse, for groups or for people; returns how many."""
    lapsed, wanted = 0, sorted(grid_ids)
    kind = col(Invitation.audience).is_not(None) if groups else col(Invitation.role).is_not(None)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        query = delete(Invitation).where(
            kind, col(Invitation.grid_id).in_(some), col(Invitation.used_at).is_(None)
        )
        lapsed += (await session.exec(query)).rowcount
    return lapsed

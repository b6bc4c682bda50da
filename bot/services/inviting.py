"""Links for those who are not there yet: staff whose account nobody knows, nodes without a group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, Role
from bot.domain.invitations import (
    LEAVES,
    TOKEN_BYTES,
    VALID_FOR,
    Opens,
    fingerprint,
    wanted_group,
)
from bot.domain.policy import Policy
from bot.errors import NotFound
from bot.storage import grid, invitations
from bot.storage.chats import PUBLIC
from bot.storage.grid import Grid
from bot.storage.invitations import Invitation

STAFF_KEYS = (
    "name",
    "grid",
    "grid_name",
    "role",
    "title",
    "unit",
    "phone",
    "link",
    "valid_until",
)
GROUP_KEYS = ("grid", "grid_name", "level", "audience", "link", "valid_until")

Row = dict[str, Any]


@dataclass(frozen=True)
class Links:
    """A row for each link, `link` being what stands behind the bot's address; and what lapsed."""

    rows: Sequence[Row]
    lapsed: int
    """Earlier links of the same people or nodes: only the newest counts."""


async def invite_staff(session: AsyncSession, code: str | None, *, at: datetime) -> Links:
    """Make a link for every appointment that waits for its account, of a node and below, or of all."""
    waiting = await invitations.all_awaited(session, await _path(session, code))
    lapsed = await invitations.forget_unused(
        session, {node.key for _, node in waiting}, groups=False
    )
    rows: list[Row] = [
        {
            "name": one.name,
            "grid": node.code,
            "grid_name": node.name,
            "role": one.role.value,
            "title": one.title,
            "unit": one.unit,
            "phone": one.phone,
            **_link(Opens.JOIN, at),
        }
        for one, node in waiting
    ]
    kept = [{"role": one.role, "name": one.name, "grid_id": node.key} for one, node in waiting]
    await _keep(session, rows, kept, at=at)
    return Links(rows, lapsed)


async def invite_one(
    session: AsyncSession, node: Grid, role: Role, name: str, *, at: datetime
) -> str:
    """Make the link of one appointment, known by name only; returns what stands behind start=."""
    awaited = await invitations.await_one(session, node.key, role, name)
    await invitations.forget_links_of(session, awaited)
    row = _link(Opens.JOIN, at)
    kept = {"role": role, "name": name, "grid_id": node.key}
    await _keep(session, [row], [kept], at=at)
    return str(row["link"]).partition("=")[2]


async def invite_groups(session: AsyncSession, code: str | None, *, at: datetime) -> Links:
    """Make a link for every node without a group: residents' where they live, staff's above."""
    path = await _path(session, code)
    public = await invitations.nodes_without_group(session, path, PUBLIC)
    staff = await invitations.nodes_without_group(session, path, (Audience.STAFF,))
    nodes = [node for node in public if node.level in LEAVES]
    nodes += [node for node in staff if node.level not in LEAVES]
    lapsed = await invitations.forget_unused(session, {node.key for node in nodes}, groups=True)
    rows: list[Row] = [
        {
            "grid": node.code,
            "grid_name": node.name,
            "level": node.level.value,
            "audience": wanted_group(node.level).value,
            **_link(Opens.BIND, at),
        }
        for node in sorted(nodes, key=lambda node: node.path)
    ]
    by_code = {node.code: node for node in nodes}
    kept = [
        {"grid_id": by_code[row["grid"]].key, "audience": wanted_group(by_code[row["grid"]].level)}
        for row in rows
    ]
    await _keep(session, rows, kept, at=at)
    return Links(rows, lapsed)


async def _path(session: AsyncSession, code: str | None) -> str | None:
    if code is None:
        return None
    node = await grid.by_code(session, code)
    if node is None:
        raise NotFound("refusal-unknown-grid", code=code)
    return node.path


def _link(opens: Opens, at: datetime) -> Row:
    parameter = "start" if opens is Opens.JOIN else "startgroup"
    payload = f"{opens}_{token_urlsafe(TOKEN_BYTES)}"
    return {"link": f"{parameter}={payload}", "valid_until": at + VALID_FOR}


async def _keep(
    session: AsyncSession, rows: Iterable[Row], kept: Iterable[Row], *, at: datetime
) -> None:
    """Store the fingerprint of every link with what it is for."""
    made = [
        what
        | {
            "fingerprint": fingerprint(row["link"].partition("_")[2]),
            "made_at": at,
            "valid_until": row["valid_until"],
        }
        for row, what in zip(rows, kept, strict=True)
    ]
    if made:
        await session.exec(insert(Invitation), params=made)


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return one entry while a link is old enough to be forgotten."""
    oldest = await invitations.oldest(session)
    return [0] if oldest is not None and oldest <= at - policy.retention else []


async def forget(session: AsyncSession, _key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: forget old links, used or not; who has joined by one stands on record."""
    await invitations.forget_before(session, at - policy.retention)

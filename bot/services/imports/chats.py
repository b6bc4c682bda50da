"""Import of groups: which group hears for which nodes."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import bindparam, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience
from bot.domain.registers import Batch, ChatRow, Problem
from bot.services.imports.merge import (
    Summary,
    add,
    node_ids,
    open_cases,
    refuse,
    refuse_pruning,
    remove,
    repeated,
    rows_of,
    unknown_grids,
)
from bot.services.tables import table_of
from bot.storage.chats import Chat, ChatGrid

Pair = tuple[int, int]
Audiences = Mapping[int, Audience]


async def store_chats(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store the bindings; a group's audience is one, however many nodes it is for.

    As with `/bind` it stays what it is until the group is unbound: what staff read is not for residents.
    """
    rows = [row for row in batch.rows if isinstance(row, ChatRow)]
    nodes = await node_ids(session)
    again = repeated(rows, lambda row: (row.chat_id, row.grid), "the same pair")
    before, bound = await _audiences(session), await _bindings(session)
    refuse(
        batch.problems, unknown_grids(rows, nodes), again, _torn(rows), _for_others(rows, before)
    )

    audiences = {row.chat_id: row.audience for row in rows}
    wanted = {(row.chat_id, nodes[row.grid]) for row in rows}
    lost = before.keys() - audiences.keys()
    if prune:
        refuse_pruning(_still_open(lost, await open_cases(session, "chat_id")))
    if not dry_run:
        new = sorted(audiences.keys() - before.keys())
        rows_of_new = [{"id": chat, "audience": audiences[chat], "title": ""} for chat in new]
        await add(session, Chat, rows_of_new)
        await add(session, ChatGrid, _rows(wanted - bound))
    if prune and not dry_run:
        await _unbind(session, bound - wanted)
        await remove(session, Chat, sorted(lost))
    codes = {key: code for code, key in nodes.items()}
    return Summary(
        added=len(wanted - bound),
        changed=0,
        unchanged=len(wanted & bound),
        absent=tuple(_named(bound - wanted, codes)),
        adding=_named(wanted - bound, codes),
    )


def _named(pairs: Collection[Pair], codes: Mapping[int, str]) -> list[str]:
    return [f"{chat} ({codes[grid]})" for chat, grid in sorted(pairs)]


def _still_open(lost: Collection[int], cases: Mapping[int, str]) -> Iterator[str]:
    for chat in sorted(lost):
        if chat in cases:
            yield f"group {chat} still has open cases: {cases[chat]}"


def _torn(rows: Sequence[ChatRow]) -> Iterator[Problem]:
    first: dict[int, ChatRow] = {}
    for row in rows:
        said = first.setdefault(row.chat_id, row)
        if said.audience is not row.audience:
            yield Problem(
                row.line,
                f"group {row.chat_id} is {row.audience} here and {said.audience} in line {said.line}",
            )


def _for_others(rows: Sequence[ChatRow], before: Audiences) -> Iterator[Problem]:
    for row in rows:
        now = before.get(row.chat_id, row.audience)
        if row.audience is not now:
            yield Problem(
                row.line,
                f"group {row.chat_id} is {now} so far and {row.audience} here; "
                "send /unbind there first",
            )


async def _audiences(session: AsyncSession) -> dict[int, Audience]:
    chats = table_of(Chat)
    rows = await rows_of(session, select(chats.c.id, chats.c.audience))
    return {row[0]: row[1] for row in rows}


async def _bindings(session: AsyncSession) -> set[Pair]:
    pairs = table_of(ChatGrid)
    rows = await rows_of(session, select(pairs.c.chat_id, pairs.c.grid_id))
    return {(chat, grid) for chat, grid in rows}


def _rows(pairs: set[Pair]) -> list[dict[str, int]]:
    return [{"chat_id": chat, "grid_id": grid} for chat, grid in sorted(pairs)]


async def _unbind(session: AsyncSession, pairs: set[Pair]) -> None:
    if not pairs:
        return
    bound = table_of(ChatGrid)
    query = delete(bound).where(
        bound.c.chat_id == bindparam("gone_chat"), bound.c.grid_id == bindparam("gone_grid")
    )
    connection = await session.connection()
    await connection.execute(query, [{"gone_chat": c, "gone_grid": g} for c, g in pairs])

"""The base of every table: one metadata with predictable constraint names."""

from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import QueryContext
from sqlmodel import SQLModel

__all__ = ["SQLModel", "kept", "metadata"]

Table = TypeVar("Table", bound=type[SQLModel])

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata


def kept(table: Table) -> Table:
    """Have a session keep the rows of a table until its end.

    By itself it forgets what nobody holds, and `get` reads the group or the node of a case anew for
    every question that is asked of it.
    """
    event.listen(table, "load", _keep)
    return table


def _keep(row: SQLModel, context: QueryContext) -> None:
    held: list[Any] = context.session.info.setdefault("kept", [])
    held.append(row)

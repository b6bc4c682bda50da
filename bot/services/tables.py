"""Plain tables, for what reads or writes thousands of rows and loads none of them as objects."""

from typing import Any

from sqlalchemy import Select, Table
from sqlmodel import SQLModel

AnySelect = Select[*tuple[Any, ...]]


def table_of(model: type[SQLModel]) -> Table:
    """Return the table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]

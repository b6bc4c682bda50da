"""What alembic runs: the migrations, on the connection that `bot.storage.migrate` opened."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator
from sqlmodel.sql.sqltypes import AutoString

from bot.storage.schema import metadata


def plain(kind: str, item: object, _autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as SQLAlchemy's: a migration outlives the classes of today."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    if isinstance(item, AutoString):
        return f"sa.String({item.length or ''})"
    return f"sa.{item.impl!r}"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=plain,
    render_as_batch=context.get_head_revision() is not None,  # SQLite alters tables by copying them
)
with context.begin_transaction():
    context.run_migrations()

"""Who looks after what at a node: a firm or an office, the number of its desk, what it promises."""

from sqlalchemy import CheckConstraint, UniqueConstraint, bindparam
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import keepers as rules
from bot.domain.grid import lineage
from bot.domain.keepers import Promise
from bot.domain.kinds import Kind
from bot.storage.base import SQLModel
from bot.storage.grid import Grid
from bot.storage.types import Word, one_of


class Keeper(SQLModel, table=True):
    """An entry of the owners' register; of hazards a category may have a keeper of its own."""

    __tablename__ = "keeper"
    __table_args__ = (
        one_of("kind", Kind),
        UniqueConstraint("grid_id", "kind", "category"),
        CheckConstraint("category = '' OR kind = 'hazard'", name="only_hazards_have_a_category"),
        CheckConstraint("days IS NULL OR minutes IS NULL", name="one_promise"),
        CheckConstraint("days > 0", name="days_of_a_promise"),
        CheckConstraint("minutes > 0", name="minutes_of_a_promise"),
    )

    id: int | None = Field(default=None, primary_key=True)
    grid_id: int = Field(foreign_key="grid.id")
    kind: Kind = Field(sa_type=Word(Kind))
    category: str = Field(default="", max_length=20)
    """Empty: of all that have no keeper of their own."""
    name: str
    phone: str | None = None
    """A firm's, which is public; nobody's own."""
    days: int | None = None
    minutes: int | None = None

    @property
    def value(self) -> rules.Keeper:
        promised = self.days is not None or self.minutes is not None
        promise = Promise(self.days, self.minutes) if promised else None
        return rules.Keeper(self.name, self.phone, promise)


_KEEPERS = (
    select(Keeper, Grid.path)
    .join(Grid, col(Grid.id) == Keeper.grid_id)
    .where(
        col(Grid.path).in_(bindparam("paths", expanding=True)),
        Keeper.kind == bindparam("kind"),
        col(Keeper.category).in_(bindparam("categories", expanding=True)),
    )
)


async def nearest(
    session: AsyncSession, path: str, kind: Kind, category: str | None
) -> rules.Keeper | None:
    """Return who looks after it: the nearest node's, there first whoever has this category."""
    values = {"paths": lineage(path), "kind": kind, "categories": sorted({"", category or ""})}
    found = (await session.exec(_KEEPERS, params=values)).all()
    best = max(found, key=lambda row: (len(row[1]), row[0].category != ""), default=None)
    return best[0].value if best else None

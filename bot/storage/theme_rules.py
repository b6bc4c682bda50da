"""What staff have said of themes of the calendar: a node another hour or none, a group nothing."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlmodel import Column, Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.themes import Theme
from bot.storage.base import SQLModel
from bot.storage.grid import Grid
from bot.storage.types import ChatId, Instant, Personal, Word, one_of


class ThemeRule(SQLModel, table=True):
    """What a node has said of a theme of the calendar: not here, or at another hour."""

    __tablename__ = "theme_rule"
    __table_args__ = (one_of("theme", Theme),)

    grid_id: int = Field(foreign_key="grid.id", primary_key=True, ondelete="CASCADE")
    theme: Theme = Field(sa_type=Word(Theme), primary_key=True)
    off: bool = False
    minute: int | None = None
    at: datetime = Field(sa_type=Instant)
    by: str = Field(default="", sa_type=Personal)


class ThemeMute(SQLModel, table=True):
    """A group whose staff want no reminder of a theme (静音此类通知)."""

    __tablename__ = "theme_mute"
    __table_args__ = (one_of("theme", Theme),)

    chat_id: int = Field(
        sa_column=Column(
            ChatId,
            ForeignKey("chat.id", onupdate="CASCADE", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    theme: Theme = Field(sa_type=Word(Theme), primary_key=True)
    at: datetime = Field(sa_type=Instant)
    by: str = Field(default="", sa_type=Personal)


async def rules(session: AsyncSession, theme: Theme | None = None) -> list[tuple[ThemeRule, Grid]]:
    """Return what nodes have said of themes, from the top of the grid down."""
    query = select(ThemeRule, Grid).join(Grid, col(Grid.id) == ThemeRule.grid_id)
    if theme is not None:
        query = query.where(ThemeRule.theme == theme)
    return list(await session.exec(query.order_by(Grid.path)))


async def muted_chats(session: AsyncSession, theme: Theme) -> set[int]:
    """Return the groups that hear nothing of a theme."""
    return set(await session.exec(select(ThemeMute.chat_id).where(ThemeMute.theme == theme)))

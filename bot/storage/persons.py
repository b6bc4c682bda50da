"""The person whom a case is about, as described, and what of it is only guessed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from sqlmodel import Field

from bot.storage.base import SQLModel
from bot.storage.types import Instant, Personal


class Person(SQLModel, table=True):
    """The person a case is about, as described; nothing here is a Telegram user."""

    __tablename__ = "person"

    case_id: int = Field(foreign_key="cases.id", primary_key=True, ondelete="CASCADE")
    name: str | None = Field(default=None, sa_type=Personal)
    name_allowed: bool = False
    sex: str | None = None
    age: float | None = None
    age_to: float | None = None
    height_cm: int | None = None
    clothing: str | None = Field(default=None, sa_type=Personal)
    vulnerable: bool = False
    last_seen_place: str | None = Field(default=None, sa_type=Personal)
    last_seen_at: datetime | None = Field(default=None, sa_type=Instant)
    last_seen_to: datetime | None = Field(default=None, sa_type=Instant)
    guessed: str = ""
    """The columns, parted by blanks, that a language model filled: anybody's word replaces them."""
    compare_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    """Since when something is new: the clock compares them with whom others have found or miss."""

    @property
    def guesses(self) -> tuple[str, ...]:
        """What of this a language model has guessed, and nobody has told."""
        return tuple(self.guessed.split())

    def guess(self, values: Mapping[str, object]) -> bool:
        """Fill columns that are empty with a guess; what is known stays. Returns whether it did."""
        if not values or any(getattr(self, column) is not None for column in values):
            return False
        for column, value in values.items():
            setattr(self, column, value)
        self.guessed = " ".join((*self.guesses, *values))
        return True

    def tell(self, values: Mapping[str, object]) -> None:
        """Take over what somebody has told."""
        for column, value in values.items():
            setattr(self, column, value)
        self.guessed = " ".join(column for column in self.guesses if column not in values)

    def drop_guesses(self) -> None:
        """Empty what was guessed: the words that it came from are others now."""
        self.tell(dict.fromkeys(self.guesses))

    def lacks(self, column: str) -> bool:
        """Whether nobody has told it yet."""
        return getattr(self, column) is None or column in self.guesses

    def without_guesses(self) -> Self:
        """Return what people have told, to be read and never stored."""
        return self.model_copy(update=dict.fromkeys(self.guesses)) if self.guessed else self

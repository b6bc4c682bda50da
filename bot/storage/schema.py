"""The whole schema: importing this fills the metadata with every table."""

from bot.storage import (
    absences,
    alerts,
    appointments,
    cases,
    chats,
    conversation,
    countersigns,
    doubts,
    extensions,
    folds,
    givers,
    grid,
    holidays,
    invitations,
    keepers,
    live,
    outbox,
    people,
    rosters,
    schedules,
    suspensions,
    watches,
)
from bot.storage.base import metadata

TABLES = (
    absences,
    alerts,
    appointments,
    cases,
    chats,
    conversation,
    countersigns,
    extensions,
    folds,
    doubts,
    givers,
    grid,
    holidays,
    invitations,
    keepers,
    live,
    outbox,
    people,
    rosters,
    schedules,
    suspensions,
    watches,
)

__all__ = ["TABLES", "metadata"]

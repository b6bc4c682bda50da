"""Who is missed in a group, whoever speaks of them there."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.continuing import is_another
from bot.domain.intake import Understanding, understand
from bot.domain.states import State
from bot.domain.whom import speaks_of_own
from bot.storage import cases
from bot.storage.cases import Case


async def newest_in(
    session: AsyncSession, chat_id: int, since: datetime, *, no_draft_of: int = 0
) -> int | None:
    """Return the newest missing person reported in a chat since then, confirmed or not.

    What a neighbour has told in other words of one who is missed already, and nobody has
    confirmed, takes no clue from that one. What `no_draft_of` has not confirmed never counts.
    """
    lately = await cases.lost_in(session, chat_id, since, no_draft_of=no_draft_of)
    confirmed = next((one for one in lately if one.state is not State.DRAFT), None)
    return next((one.key for one in lately if confirmed is None or _is_new(one, confirmed)), None)


def _is_new(case: Case, confirmed: Case) -> bool:
    """Whether a case is surely not the draft of a neighbour about whom another has confirmed."""
    if case.state is not State.DRAFT or speaks_of_own(case.text):
        return True
    return is_another(_read(confirmed), _read(case), case.text)


def _read(case: Case) -> Understanding:
    return understand(case.text, now=case.opened_at, known=case.kind)
